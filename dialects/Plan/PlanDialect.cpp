// Registration of the plan dialect.
#include "dialects/Plan/PlanDialect.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/OpImplementation.h"

using namespace mlir;
using namespace hfc::plan;

#include "dialects/Plan/PlanDialect.cpp.inc"
#define GET_OP_CLASSES
#include "dialects/Plan/PlanOps.cpp.inc"

void PlanDialect::initialize() {
  addOperations<
#define GET_OP_LIST
#include "dialects/Plan/PlanOps.cpp.inc"
      >();
}

Value hfc::plan::baseOf(Value value) {
  while (auto view = value.getDefiningOp<ViewOp>())
    value = view.getOperand();
  return value;
}

// Whether the kernel writes over the argument of its block, which nothing reads
// behind it.
static bool overwrites(DispatchOp dispatch, BlockArgument argument) {
  auto kernel = SymbolTable::lookupNearestSymbolFrom<func::FuncOp>(
      dispatch, dispatch.getKernelAttr());
  auto isIt = [&](Value operand) { return baseOf(operand) == argument; };
  auto found = llvm::find_if(dispatch.getOperands(), isIt);
  if (!kernel || found == dispatch.getOperands().end() ||
      !kernel.getArgAttr(found - dispatch.getOperands().begin(), inplaceAttr) ||
      llvm::count_if(dispatch.getOperands(), isIt) != 1)
    return false;
  SmallVector<Value> shown{argument};
  while (!shown.empty())
    for (Operation *user : shown.pop_back_val().getUsers()) {
      Operation *own = dispatch->getBlock()->findAncestorOpInBlock(*user);
      if (auto view = dyn_cast<ViewOp>(user))
        shown.push_back(view);
      else if (dispatch->isBeforeInBlock(own))
        return false;
    }
  return true;
}

// Where the operation around it has it, if the value lies in its place; null
// where it has a place of its own.
static Value outerPlaceOf(Value value) {
  if (auto argument = dyn_cast<BlockArgument>(value)) {
    auto loop = dyn_cast<LoopOp>(argument.getOwner()->getParentOp());
    return loop ? loop.getResult(argument.getArgNumber()) : Value();
  }
  Operation *op = value.getDefiningOp(), *around = op->getParentOp();
  if (!isa<DispatchOp, CopyOp, IfOp>(op) || !isa<IfOp, LoopOp>(around))
    return nullptr;
  ValueRange yielded = op->getBlock()->getTerminator()->getOperands();
  auto found = llvm::find_if(
      yielded, [&](Value other) { return baseOf(other) == value; });
  if (found == yielded.end())
    return nullptr;
  unsigned number = found - yielded.begin();
  Value result = around->getResult(number);
  if ((*found).getType() != result.getType())
    return nullptr;
  if (auto loop = dyn_cast<LoopOp>(around)) {
    auto dispatch = dyn_cast<DispatchOp>(op);
    if (number >= loop.getInits().size() || !dispatch ||
        !overwrites(dispatch, loop.getBody().getArgument(number)))
      return nullptr;
  }
  return result;
}

Value hfc::plan::placeOf(Value value) {
  value = baseOf(value);
  while (Value outer = outerPlaceOf(value))
    value = outer;
  return value;
}
