#include "targets/x86/KernelFunction.h"
#include "dialects/Dim/DimTypes.h"
#include "dialects/Kernel/KernelDialect.h"
#include "interpreter/formulas/Emit.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "targets/common/DimCode.h"
#include "targets/common/ExpandToMap.h"
#include "targets/common/ProgramEmitter.h"
#include "targets/common/SimplifyPrograms.h"
#include "targets/common/WalkLowering.h"
#include "targets/x86/AttentionLowering.h"
#include "targets/x86/ContractLowering.h"
#include "targets/x86/MapLowering.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::codegen;
using namespace hfc::x86;

namespace {

class KernelLowering {
public:
  KernelLowering(func::FuncOp kernel, unsigned optimization, bool vnni)
      : kernel(kernel), b(kernel.getLoc(), kernel.getContext()),
        optimization(optimization) {
    b.vnni = vnni;
  }

  FailureOr<LoweredOp> run() {
    if (failed(findResults()))
      return failure();
    startFunction();
    setContext();
    LoweredOp all;
    all.grid = dim::DimExpr::constant(b.getContext(), 0);
    bool single = works.size() == 1;
    for (Operation *op : works) {
      if (!all.strategy.empty())
        all.strategy += ", ";
      Value before = context.size(b, all.grid);
      Operation *placeholder = nullptr;
      if (!single) {
        // The grid is known when the operation has been lowered.
        placeholder = UnrealizedConversionCastOp::create(
            b, TypeRange{b.getIndexType(), b.getIndexType()}, ValueRange{});
        context.begin = placeholder->getResult(0);
        context.end = placeholder->getResult(1);
      }
      LoweredOp lowered = lower(op);
      if (placeholder)
        fillRange(placeholder, before, lowered.grid);
      all.grid = all.grid + lowered.grid;
      all.scratch = std::max(all.scratch, lowered.scratch);
      all.strategy += lowered.strategy;
    }
    func::ReturnOp::create(b);
    finish();
    if (!all.grid)
      return function.emitOpError() << "is too large: no size of its grid";
    if (hasErrors)
      return failure();
    return all;
  }

private:
  // The operation behind each result.
  LogicalResult findResults() {
    auto terminator =
        cast<func::ReturnOp>(kernel.getBody().front().getTerminator());
    for (Value value : terminator.getOperands()) {
      Operation *op = value.getDefiningOp();
      if (!op || !isa<kernel::MapOp, kernel::ContractOp, kernel::AttentionOp,
                      kernel::ScanOp, kernel::ScatterOp, kernel::TopKOp>(op))
        return kernel.emitOpError() << "returns what it does not compute";
      if (llvm::is_contained(works, op))
        return kernel.emitOpError() << "returns one value twice";
      works.push_back(op);
    }
    WalkResult reads = kernel.walk([&](Operation *op) {
      for (Value operand : op->getOperands())
        if (isa<RankedTensorType>(operand.getType()) &&
            !isa<BlockArgument>(operand) && op != terminator)
          return WalkResult::interrupt();
      return WalkResult::advance();
    });
    if (reads.wasInterrupted())
      return kernel.emitOpError() << "reads its own results";
    return success();
  }

  void startFunction() {
    Type pointer = LLVM::LLVMPointerType::get(b.getContext());
    Type i64 = b.getI64Type();
    b.setInsertionPoint(kernel);
    function = func::FuncOp::create(
        b, kernel.getName(),
        b.getFunctionType({pointer, pointer, i64, i64, pointer}, {}));
    b.setInsertionPointToStart(function.addEntryBlock());
    int64_t slot = 0, size = 0;
    for (auto [i, argument] : llvm::enumerate(kernel.getArguments())) {
      if (isa<RankedTensorType>(argument.getType())) {
        buffers[argument] = b.loadPointer(function.getArgument(0), slot++);
        continue;
      }
      auto symbol = kernel.getArgAttrOfType<StringAttr>(i, kernel::symbolAttr);
      Value value = b.loadSize(function.getArgument(1), size++);
      if (symbol)
        symbols[symbol.getValue()] = value;
      sizeArguments.push_back({argument, value});
    }
    for (Operation *op : works)
      buffers[op->getResult(0)] =
          b.loadPointer(function.getArgument(0), slot++);
  }

  void setContext() {
    auto index = [&](unsigned i) -> Value {
      return arith::IndexCastOp::create(b, b.getIndexType(),
                                        function.getArgument(i));
    };
    context.begin = begin = index(2);
    context.end = end = index(3);
    context.scratch = function.getArgument(4);
    context.buffer = [this](Value tensor) { return buffers.at(tensor); };
    context.size = [this](CodeBuilder &b, dim::DimExpr expr) {
      return size(expr);
    };
    context.program = [this](CodeBuilder &b, Block &block, ValueRange arguments,
                             unsigned vectorized, int64_t lanes, Value mask) {
      return emitProgram(b, context, block, arguments, vectorized, lanes, mask);
    };
    context.exp = [](CodeBuilder &b, Value value) -> Value {
      return formulas::emitFormula(b, b.getLoc(), "exp", value);
    };
  }

  // Each size is computed once, at the start of the function.
  Value size(dim::DimExpr expr) {
    if (auto constant = expr.getConstant())
      return b.index(*constant);
    Value &known = sizes[expr.getAttr()];
    if (known)
      return known;
    OpBuilder::InsertionGuard guard(b);
    b.setInsertionPoint(sizesEnd());
    return known = emitDim(b, expr, [&](StringRef name) -> Value {
             auto symbol = symbols.find(name);
             if (symbol != symbols.end())
               return symbol->second;
             hasErrors = true;
             kernel.emitOpError() << "has no argument for the dim " << name;
             return b.index(0);
           });
  }

  Operation *sizesEnd() {
    if (!marker) {
      OpBuilder::InsertionGuard guard(b);
      b.setInsertionPointAfter(begin.getDefiningOp());
      marker = UnrealizedConversionCastOp::create(
          b, TypeRange{b.getIndexType()}, ValueRange{});
    }
    return marker;
  }

  LoweredOp lower(Operation *op) {
    Value result = buffers.at(op->getResult(0));
    auto contract = dyn_cast<kernel::ContractOp>(op);
    if (contract && canLowerContract(contract))
      return lowerContract(b, contract, result, context);
    auto attention = dyn_cast<kernel::AttentionOp>(op);
    if (attention && canLowerAttention(attention))
      return lowerAttention(b, attention, result, context);
    if (auto walk = lowerWalk(b, op, result, context))
      return *walk;
    kernel::MapOp map = dyn_cast<kernel::MapOp>(op);
    bool expanded = !map;
    if (expanded) {
      OpBuilder::InsertionGuard guard(b);
      map = expandToMap(b, op);
      simplifyPrograms(map, dim::getSymbolRanges(kernel));
    }
    buffers[map.getResult()] = result;
    LoweredOp lowered = lowerMap(b, map, result, context, optimization ? 4 : 1);
    if (expanded)
      map.erase();
    return lowered;
  }

  // [begin, end) of all in terms of one operation's workgroups.
  void fillRange(Operation *placeholder, Value before, dim::DimExpr grid) {
    OpBuilder::InsertionGuard guard(b);
    b.setInsertionPoint(placeholder);
    Value count = size(grid);
    auto clamp = [&](Value value) {
      value = b.createOrFold<arith::MaxSIOp>(b.sub(value, before), b.index(0));
      return b.createOrFold<arith::MinSIOp>(value, count);
    };
    placeholder->replaceAllUsesWith(ValueRange{clamp(begin), clamp(end)});
    placeholder->erase();
  }

  void finish() {
    if (marker)
      marker->erase();
    for (auto [argument, value] : sizeArguments)
      argument.replaceAllUsesWith(value);
    kernel.erase();
  }

  func::FuncOp kernel, function;
  CodeBuilder b;
  unsigned optimization;
  KernelContext context;
  SmallVector<Operation *> works;
  DenseMap<Value, Value> buffers;
  llvm::StringMap<Value> symbols;
  SmallVector<std::pair<BlockArgument, Value>> sizeArguments;
  DenseMap<Attribute, Value> sizes;
  Operation *marker = nullptr;
  Value begin, end;
  bool hasErrors = false;
};

} // namespace

FailureOr<LoweredOp> hfc::x86::lowerKernel(func::FuncOp kernel,
                                           unsigned optimization, bool vnni) {
  return KernelLowering(kernel, optimization, vnni).run();
}
