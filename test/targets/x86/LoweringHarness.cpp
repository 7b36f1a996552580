#include "test/targets/x86/LoweringHarness.h"
#include "dialects/Dim/DimTypes.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/Parser/Parser.h"
#include "targets/common/DimCode.h"
#include "targets/common/ProgramEmitter.h"
#include "test/targets/x86/Exponential.h"
#include "llvm/ADT/TypeSwitch.h"
#include "llvm/Support/FormatVariadic.h"

using namespace mlir;
using namespace hfc::codegen;
using namespace hfc::x86;
using namespace hfc::x86::test;
using hfc::dim::DimExpr;

static Kind kindOf(Type type) {
  if (type.isF32())
    return Kind::F32;
  if (type.isF16())
    return Kind::F16;
  if (type.isBF16())
    return Kind::BF16;
  if (type.isF64())
    return Kind::F64;
  return type.isInteger(8) ? Kind::I8 : Kind::I32;
}

KernelText::KernelText(StringRef arguments, StringRef result, StringRef body) {
  DialectRegistry registry;
  registry.insert<arith::ArithDialect, func::FuncDialect, LLVM::LLVMDialect,
                  math::MathDialect, scf::SCFDialect, vector::VectorDialect,
                  dim::DimDialect, kernel::KernelDialect>();
  context.appendDialectRegistry(registry);
  context.disableMultithreading();
  context.loadAllAvailableDialects();
  std::string text =
      llvm::formatv("func.func private @kernel({0}) -> {1} attributes "
                    "{{kernel.entry} {{\n{2}\nreturn %y : {1}\n}",
                    arguments, result, body)
          .str();
  module = parseSourceString<ModuleOp>(text, &context);
  if (!module)
    llvm::report_fatal_error("the kernel's text does not parse");
}

func::FuncOp KernelText::getFunction() {
  return cast<func::FuncOp>(*module->getOps<func::FuncOp>().begin());
}

void KernelText::compile(Lower lower, bool vnni) {
  func::FuncOp function = getFunction();
  kernel = std::make_unique<Kernel>(
      context,
      [&](CodeBuilder &b, const KernelArguments &args) {
        KernelContext around;
        unsigned operands = 0;
        llvm::StringMap<Value> symbols;
        llvm::DenseMap<Value, Value> pointers;
        for (BlockArgument argument : function.getArguments())
          if (isa<RankedTensorType>(argument.getType()))
            pointers[argument] = b.loadPointer(args.buffers, operands++);
          else
            symbols[function.getArgAttrOfType<StringAttr>(
                argument.getArgNumber(), hfc::kernel::symbolAttr)] =
                b.loadSize(args.sizes, symbols.size());
        Value result = b.loadPointer(args.buffers, operands);
        around.buffer = [&](Value tensor) { return pointers.lookup(tensor); };
        around.size = [&](CodeBuilder &b, DimExpr expr) {
          return emitDim(b, expr,
                         [&](StringRef name) { return symbols.lookup(name); });
        };
        around.program = [&](CodeBuilder &b, Block &block, ValueRange arguments,
                             unsigned vectorized, int64_t lanes, Value mask) {
          return emitProgram(b, around, block, arguments, vectorized, lanes,
                             mask);
        };
        around.exp = emitExponential;
        around.begin = args.begin;
        around.end = args.end;
        around.scratch = args.scratch;
        lowered = lower(b, result, around);
      },
      vnni);
}

int64_t KernelText::evaluate(DimExpr expr) const {
  return *expr.evaluate([&](StringRef name) -> std::optional<int64_t> {
    int64_t number;
    if (name.drop_front().getAsInteger(10, number))
      return std::nullopt;
    return sizes[number];
  });
}

llvm::SmallVector<int64_t> KernelText::shapeOf(Type type) const {
  llvm::SmallVector<int64_t> shape;
  for (DimExpr dim : hfc::dim::getDims(cast<RankedTensorType>(type)))
    shape.push_back(evaluate(dim));
  return shape;
}

void KernelText::fill(ArrayRef<int64_t> values) {
  sizes.assign(values.begin(), values.end());
  buffers.clear();
  func::FuncOp function = getFunction();
  auto allocate = [&](Type type, uint32_t seed) {
    int64_t count = 1;
    for (int64_t size : shapeOf(type))
      count *= size;
    buffers.push_back(std::make_unique<Elements>(
        kindOf(cast<RankedTensorType>(type).getElementType()), count));
    buffers.back()->fill(seed);
  };
  for (Type type : function.getArgumentTypes())
    if (isa<RankedTensorType>(type))
      allocate(type, buffers.size() + 1);
  allocate(function.getResultTypes()[0], 99);
  scratch.assign(lowered.scratch + 64, 0x7f);
}

void KernelText::call(int64_t parts) {
  llvm::SmallVector<const void *> pointers;
  for (auto &buffer : buffers)
    pointers.push_back(buffer->data());
  void *aligned = reinterpret_cast<void *>(
      (reinterpret_cast<uintptr_t>(scratch.data()) + 63) & ~uintptr_t(63));
  int64_t grid = evaluate(lowered.grid);
  for (int64_t part = 0; part < parts; ++part)
    (*kernel)(pointers, sizes, grid *part / parts, grid * (part + 1) / parts,
              aligned);
  if (!buffers.back()->fenceIsIntact())
    llvm::report_fatal_error("a write beyond the result");
}

static int64_t flatten(ArrayRef<int64_t> indices, ArrayRef<int64_t> shape) {
  int64_t flat = 0;
  for (auto [index, size] : llvm::zip_equal(indices, shape)) {
    if (index < 0 || index >= size)
      return -1;
    flat = flat * size + index;
  }
  return flat;
}

Elements &KernelText::buffer(Value tensor) const {
  return *buffers[cast<BlockArgument>(tensor).getArgNumber()];
}

double KernelText::operand(Value tensor, ArrayRef<int64_t> indices) const {
  int64_t at = flatten(indices, shapeOf(tensor.getType()));
  return at < 0 ? 0 : buffer(tensor).get(at);
}

double KernelText::result(ArrayRef<int64_t> indices) const {
  func::FuncOp function =
      cast<func::FuncOp>(*module.get().getOps<func::FuncOp>().begin());
  return buffers.back()->get(
      flatten(indices, shapeOf(function.getResultTypes()[0])));
}

double KernelText::program(Block &block, ArrayRef<int64_t> indices,
                           double value) const {
  llvm::DenseMap<Value, double> values;
  for (auto [argument, index] : llvm::zip(block.getArguments(), indices))
    values[argument] = index;
  values[block.getArguments().back()] = value;
  for (Operation &op : block.without_terminator()) {
    auto get = [&](unsigned i) { return values[op.getOperand(i)]; };
    values[op.getResult(0)] =
        llvm::TypeSwitch<Operation *, double>(&op)
            .Case([&](kernel::LoadOp load) {
              llvm::SmallVector<int64_t> at;
              for (Value index : load.getIndices())
                at.push_back(values[index]);
              return operand(load.getTensor(), at);
            })
            .Case(
                [&](kernel::SizeOp size) { return evaluate(size.getValue()); })
            .Case([&](arith::ConstantOp constant) {
              if (auto number = dyn_cast<FloatAttr>(constant.getValue()))
                return number.getValueAsDouble();
              return static_cast<double>(
                  cast<IntegerAttr>(constant.getValue()).getInt());
            })
            .Case([&](arith::CmpIOp) { return get(0) <= get(1); }) // sle
            .Case(
                [&](arith::SelectOp) { return get(0) != 0 ? get(1) : get(2); })
            .Case([&](arith::MulFOp) { return get(0) * get(1); })
            .Default([&](Operation *) { return get(0) + get(1); });
  }
  return values[block.getTerminator()->getOperand(0)];
}
