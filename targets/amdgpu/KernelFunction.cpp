#include "targets/amdgpu/KernelFunction.h"
#include "dialects/Dim/DimTypes.h"
#include "dialects/Kernel/KernelDialect.h"
#include "interpreter/formulas/Emit.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "targets/amdgpu/AttentionLowering.h"
#include "targets/amdgpu/AttentionTile.h"
#include "targets/amdgpu/ContractLowering.h"
#include "targets/amdgpu/Intrinsics.h"
#include "targets/amdgpu/MapLowering.h"
#include "targets/amdgpu/TileModel.h"
#include "targets/common/DimCode.h"
#include "targets/common/ExpandToMap.h"
#include "targets/common/ProgramEmitter.h"
#include "targets/common/SimplifyPrograms.h"
#include "targets/common/WalkLowering.h"
#include <set>

using namespace mlir;
using namespace hfc;
using namespace hfc::amdgpu;
using dim::DimExpr;

namespace {

constexpr unsigned globalMemory = 1, localMemory = 3; // address spaces

class KernelLowering {
public:
  KernelLowering(func::FuncOp kernel, const CodeOptions &options, RowRange rows,
                 int64_t mostRegisters)
      : kernel(kernel), b(kernel.getLoc(), kernel.getContext()) {
    context.rows = rows;
    context.mostRegisters = mostRegisters;
    b.simt = true;
    b.roundsToBF16 = options.device->roundsToBF16;
    context.device = options.device;
    context.precision = options.precision;
  }

  FailureOr<LoweredKernel> run() {
    for (Value value : kernel.getBody().front().getTerminator()->getOperands())
      works.push_back(value.getDefiningOp());
    context.alone = works.size() == 1;
    startFunction();
    setContext();
    LoweredKernel all;
    all.grid = constant(0);
    for (Operation *op : works) {
      LoweredOp lowered = lowerPart(op, all.grid);
      all.grid = all.grid + lowered.grid;
      all.threads = std::max(all.threads, lowered.threads);
      all.registers = std::max(all.registers, lowered.registers);
      for (auto [text, more] : {std::pair(&all.strategy, &lowered.strategy),
                                std::pair(&all.reason, &lowered.reason)})
        *text += (text->empty() || more->empty() ? "" : "; ") + *more;
    }
    func::ReturnOp::create(b);
    if (marker)
      marker->erase();
    all.others.assign(others.begin(), others.end());
    all.guard = guardOfOffsets();
    llvm::append_range(all.guard, rowGuard);
    for (auto [argument, value] : sizeArguments)
      argument.replaceAllUsesWith(value);
    kernel.erase();
    if (!all.grid)
      return function.emitOpError() << "is too large: no size of its grid";
    if (hasErrors)
      return failure();
    return all;
  }

private:
  DimExpr constant(int64_t value) {
    return DimExpr::constant(b.getContext(), value);
  }

  void startFunction() {
    Type pointer = LLVM::LLVMPointerType::get(b.getContext(), globalMemory);
    SmallVector<Type> types;
    SmallVector<BlockArgument> tensors, dims;
    for (BlockArgument argument : kernel.getArguments())
      (isa<RankedTensorType>(argument.getType()) ? tensors : dims)
          .push_back(argument);
    types.append(tensors.size() + works.size(), pointer);
    types.append(dims.size(), b.getI32Type());
    b.setInsertionPoint(kernel);
    function =
        func::FuncOp::create(b, kernel.getName(), b.getFunctionType(types, {}));
    b.setInsertionPointToStart(function.addEntryBlock());
    unsigned next = 0;
    for (BlockArgument tensor : tensors)
      buffers[tensor] = function.getArgument(next++);
    for (Operation *op : works)
      buffers[op->getResult(0)] = function.getArgument(next++);
    for (BlockArgument dim : dims) {
      Value value = indexOf(b, function.getArgument(next++));
      if (auto symbol = kernel.getArgAttrOfType<StringAttr>(dim.getArgNumber(),
                                                            kernel::symbolAttr))
        symbols[symbol.getValue()] = value;
      sizeArguments.push_back({dim, value});
    }
  }

  void setContext() {
    Type i32 = b.getI32Type();
    workgroup = indexOf(b, callIntrinsic(b, "workgroup.id.x", i32, {}));
    context.thread = indexOf(b, callIntrinsic(b, "workitem.id.x", i32, {}));
    context.buffer = [this](Value tensor) { return buffers.at(tensor); };
    context.size = [this](CodeBuilder &, DimExpr expr) { return size(expr); };
    context.program = [this](CodeBuilder &b, Block &block, ValueRange arguments,
                             unsigned vectorized, int64_t lanes, Value mask) {
      return codegen::emitProgram(b, context, block, arguments, vectorized,
                                  lanes, mask);
    };
    context.lds = [this](int64_t bytes) { return ldsBuffer(bytes); };
    context.exp = [](CodeBuilder &b, Value value) -> Value {
      return formulas::emitFormula(b, b.getLoc(), "exp", value);
    };
  }

  Value ldsBuffer(uint64_t bytes) {
    auto type = LLVM::LLVMArrayType::get(b.getI8Type(), bytes);
    if (!lds) {
      OpBuilder::InsertionGuard guard(b);
      b.setInsertionPoint(function);
      lds = LLVM::GlobalOp::create(b, type, /*isConstant=*/false,
                                   LLVM::Linkage::Internal,
                                   function.getName().str() + ".lds",
                                   Attribute(), /*alignment=*/16, localMemory);
    } else if (cast<LLVM::LLVMArrayType>(lds.getGlobalType()).getNumElements() <
               bytes) {
      lds.setGlobalType(type);
    }
    return LLVM::AddressOfOp::create(b, lds);
  }

  // Each size is computed once, at the start of the function.
  Value size(DimExpr expr) {
    if (auto constant = expr.getConstant())
      return b.index(*constant);
    Value &known = sizes[expr.getAttr()];
    if (known)
      return known;
    OpBuilder::InsertionGuard guard(b);
    if (!marker) {
      b.setInsertionPointAfter(context.thread.getDefiningOp());
      marker = UnrealizedConversionCastOp::create(
          b, TypeRange{b.getIndexType()}, ValueRange{});
    }
    b.setInsertionPoint(marker);
    return known = codegen::emitDim(b, expr, [&](StringRef name) -> Value {
             auto symbol = symbols.find(name);
             if (symbol != symbols.end())
               return symbol->second;
             hasErrors = true;
             kernel.emitOpError() << "has no argument for the dim " << name;
             return b.index(0);
           });
  }

  // Several operations share one grid: each has the workgroups after those
  // before it.
  LoweredOp lowerPart(Operation *op, DimExpr before) {
    if (works.size() == 1) {
      context.workgroup = workgroup;
      return lower(op);
    }
    // The grid is known when the operation has been lowered.
    context.workgroup = b.sub(workgroup, size(before));
    auto placeholder = UnrealizedConversionCastOp::create(
        b, TypeRange{b.getI1Type()}, ValueRange{});
    LoweredOp lowered;
    b.when(placeholder.getResult(0), [&] { lowered = lower(op); });
    OpBuilder::InsertionGuard guard(b);
    b.setInsertionPoint(placeholder);
    Value own = b.compare(arith::CmpIPredicate::ult, context.workgroup,
                          size(lowered.grid));
    placeholder->replaceAllUsesWith(ValueRange{own});
    placeholder->erase();
    return lowered;
  }

  // Each thread walks a line alone.
  LoweredOp lowerWalk(Operation *op, Value result) {
    codegen::KernelContext own = context;
    own.begin = b.add(b.mul(context.workgroup, workgroupSize), context.thread);
    own.end = b.add(own.begin, 1);
    codegen::LoweredOp walk = *codegen::lowerWalk(b, op, result, own);
    return {walk.grid.ceilDiv(constant(workgroupSize)), walk.strategy,
            "a thread walks a line"};
  }

  LoweredOp lower(Operation *op) {
    Value result = buffers.at(op->getResult(0));
    if (auto attention = dyn_cast<kernel::AttentionOp>(op))
      if (auto lowered = lowerAttention(b, attention, result, context)) {
        DimExpr queries = dim::getDims(attention.getDims())[2];
        if (!queries.isConstant())
          limitRows(queries, mostFewQueries, {RowRange::few});
        return *lowered;
      }
    // Its workgroups are of a size of their own.
    if (auto contract = dyn_cast<kernel::ContractOp>(op);
        contract && works.size() == 1)
      if (auto lowered = lowerPacked(b, contract, result, context)) {
        DimExpr rows = findPacked(contract)->rows;
        if (!rows.isConstant())
          limitRows(rows, mostRows(context.rows),
                    {RowRange::few, RowRange::some, RowRange::many});
        return *lowered;
      }
    if (isa<kernel::ScanOp, kernel::ScatterOp, kernel::TopKOp>(op))
      return lowerWalk(op, result);
    auto map = dyn_cast<kernel::MapOp>(op);
    bool expanded = !map;
    if (expanded) {
      OpBuilder::InsertionGuard guard(b);
      map = codegen::expandToMap(b, op);
      codegen::simplifyPrograms(map, dim::getSymbolRanges(kernel));
    }
    buffers[map.getResult()] = result;
    std::optional<LoweredOp> lowered;
    if (auto contraction = findContraction(map)) {
      DimExpr rows = contraction->sizeOf(contraction->rows);
      bool few = context.rows == RowRange::few && !rows.isConstant();
      if (!few)
        lowered = lowerContract(b, *contraction, result, context);
      if ((lowered || few) && !rows.isConstant())
        limitRows(rows, few ? mostFewRows : mostRows(context.rows),
                  {RowRange::few});
    }
    if (!lowered)
      lowered = lowerMap(b, map, result, context);
    if (expanded)
      map.erase();
    return *lowered;
  }

  // The entry is for at most so many rows; there may be others.
  void limitRows(DimExpr rows, int64_t most, ArrayRef<RowRange> ranges) {
    if (context.rows != RowRange::any)
      rowGuard.push_back({rows, constant(most)});
    others.insert(ranges.begin(), ranges.end());
  }

  // Indices are of 32 bits.
  std::vector<std::pair<DimExpr, DimExpr>> guardOfOffsets() {
    std::vector<std::pair<DimExpr, DimExpr>> guard;
    dim::SymbolRanges ranges = dim::getSymbolRanges(kernel);
    DimExpr limit = constant(INT32_MAX);
    auto require = [&](DimExpr count) {
      auto already = [&](const auto &pair) { return pair.first == count; };
      if (!count || dim::provablyLE(count, limit, ranges) ||
          llvm::any_of(guard, already))
        return;
      guard.push_back({count, limit});
    };
    for (BlockArgument argument : kernel.getArguments())
      if (auto type = dyn_cast<RankedTensorType>(argument.getType()))
        require(dim::numElements(type));
    for (Type type : kernel.getResultTypes())
      require(dim::numElements(cast<RankedTensorType>(type)));
    return guard;
  }

  func::FuncOp kernel, function;
  CodeBuilder b;
  KernelContext context;
  SmallVector<Operation *> works; // behind each result
  DenseMap<Value, Value> buffers;
  llvm::StringMap<Value> symbols;
  SmallVector<std::pair<BlockArgument, Value>> sizeArguments;
  DenseMap<Attribute, Value> sizes;
  LLVM::GlobalOp lds;
  Operation *marker = nullptr;
  Value workgroup;
  std::set<RowRange> others;
  std::vector<std::pair<DimExpr, DimExpr>> rowGuard;
  bool hasErrors = false;
};

} // namespace

FailureOr<LoweredKernel> hfc::amdgpu::lowerKernel(func::FuncOp kernel,
                                                  const CodeOptions &options,
                                                  RowRange rows,
                                                  int64_t mostRegisters) {
  return KernelLowering(kernel, options, rows, mostRegisters).run();
}
