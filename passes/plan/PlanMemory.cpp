//===- PlanMemory.cpp - places in the arena -------------------------------===//
// before:   %1 = plan.dispatch @k(%x) sizes <s>
// after:    %1 = plan.dispatch @k(%x) sizes <s> at <0>          func …
// attributes {plan.arena = #dim.expr<1536*s>} needs:    form-kernels leaves:
// constants, arguments and views, which have no place of their own
//
// The arena is a row of slots. A value takes a dead value's slot, which grows
// where it must; offsets follow at the end, when all sizes are known.
#include "dialects/Dim/DimTypes.h"
#include "dialects/Plan/PlanDialect.h"
#include "passes/plan/Passes.h"

namespace hfc::plan {
#define GEN_PASS_DEF_PLANMEMORY
#include "passes/plan/Passes.h.inc"
} // namespace hfc::plan

using namespace mlir;
using namespace hfc;
using namespace hfc::plan;
using dim::DimExpr;

namespace {

struct Slot {
  DimExpr bytes;
  bool free = false;
};

// Of a tensor, in whole cache lines.
DimExpr bytesOf(Type tensor) {
  auto type = cast<RankedTensorType>(tensor);
  int64_t size = (type.getElementTypeBitWidth() + 7) / 8;
  DimExpr bytes = dim::numElements(type) * size;
  DimExpr line = DimExpr::constant(type.getContext(), 64);
  return bytes.ceilDiv(line) * 64;
}

Value baseOf(Value value) {
  while (auto view = value.getDefiningOp<ViewOp>())
    value = view.getOperand();
  return value;
}

class Planner {
public:
  Planner(func::FuncOp function, Pass::Statistic &reused)
      : function(function), ranges(dim::getSymbolRanges(function)),
        reused(reused) {}
  LogicalResult plan();

private:
  unsigned takeSlot(DimExpr bytes);
  std::optional<unsigned> takeOperandSlot(DispatchOp op, DimExpr bytes);
  void place(Operation *op);
  void release(Operation *op);

  func::FuncOp function;
  dim::SymbolRanges ranges;
  Pass::Statistic &reused;
  SmallVector<Slot> slots;
  DenseMap<Value, unsigned> slotOf;
  DenseMap<Value, Operation *> lastUse;
  llvm::SmallDenseSet<Value> placed; // in the caller's memory, or in state
};

struct PlanMemoryPass : plan::impl::PlanMemoryBase<PlanMemoryPass> {
  void runOnOperation() override {
    for (auto function : getOperation().getOps<func::FuncOp>())
      if (!function->hasAttr(kernel::entryAttr) && !function.isExternal() &&
          failed(Planner(function, reused).plan()))
        signalPassFailure();
  }
};

} // namespace

// The free slot that fits best: equal, larger, smaller (it grows), any.
unsigned Planner::takeSlot(DimExpr bytes) {
  auto rank = [&](const Slot &slot) {
    if (slot.bytes == bytes)
      return 0;
    if (dim::provablyLE(bytes, slot.bytes, ranges))
      return 1;
    return dim::provablyLE(slot.bytes, bytes, ranges) ? 2 : 3;
  };
  Slot *best = nullptr;
  for (Slot &slot : slots)
    if (slot.free && (!best || rank(slot) < rank(*best)))
      best = &slot;
  if (!best) {
    slots.push_back({bytes});
    return slots.size() - 1;
  }
  ++reused;
  best->free = false;
  int fit = rank(*best);
  if (fit == 2)
    best->bytes = bytes;
  else if (fit == 3)
    best->bytes = best->bytes.max(bytes);
  return best - slots.begin();
}

// The slot of an operand that dies here and that the kernel may overwrite.
std::optional<unsigned> Planner::takeOperandSlot(DispatchOp op, DimExpr bytes) {
  auto kernel = cast<func::FuncOp>(
      SymbolTable::lookupNearestSymbolFrom(op, op.getKernelAttr()));
  for (auto [i, operand] : llvm::enumerate(op.getOperands())) {
    Value base = baseOf(operand);
    auto slot = slotOf.find(base);
    if (kernel.getArgAttr(i, inplaceAttr) && slot != slotOf.end() &&
        lastUse[base] == op && bytesOf(base.getType()) == bytes &&
        llvm::count_if(op.getOperands(),
                       [&](Value other) { return baseOf(other) == base; }) == 1)
      return slot->second;
  }
  return std::nullopt;
}

void Planner::place(Operation *op) {
  for (Value result : op->getResults()) {
    if (placed.contains(result))
      continue;
    DimExpr bytes = bytesOf(result.getType());
    if (auto dispatch = dyn_cast<DispatchOp>(op))
      if (auto slot = takeOperandSlot(dispatch, bytes)) {
        ++reused;
        slotOf[result] = *slot;
        continue;
      }
    slotOf[result] = takeSlot(bytes);
  }
}

// Operands that nobody reads from here on, unless a result took their place.
void Planner::release(Operation *op) {
  llvm::SmallDenseSet<unsigned> kept;
  for (Value result : op->getResults())
    if (auto slot = slotOf.find(result);
        slot != slotOf.end() && !result.use_empty())
      kept.insert(slot->second);
  auto free = [&](Value value) {
    auto slot = slotOf.find(value);
    if (slot != slotOf.end() && !kept.contains(slot->second))
      slots[slot->second].free = true;
  };
  for (Value operand : op->getOperands())
    if (lastUse[baseOf(operand)] == op)
      free(baseOf(operand));
  for (Value result : op->getResults())
    if (!lastUse.contains(result))
      free(result);
}

LogicalResult Planner::plan() {
  Block &block = function.getBody().front();
  for (Operation &op : block) {
    if (isa<ViewOp>(op))
      continue;
    for (Value operand : op.getOperands())
      lastUse[baseOf(operand)] = &op;
    if (auto append = dyn_cast<AppendOp>(op))
      placed.insert(baseOf(append.getAdded()));
  }
  for (Value value : block.getTerminator()->getOperands())
    placed.insert(baseOf(value));

  for (Operation &op : block) {
    if (isa<ViewOp, ConstantOp, AppendOp>(op))
      continue;
    if (isa<DispatchOp, CopyOp>(op))
      place(&op);
    release(&op);
  }

  MLIRContext *context = function.getContext();
  SmallVector<DimExpr> offsets;
  DimExpr end = DimExpr::constant(context, 0);
  for (Slot &slot : slots) {
    offsets.push_back(end);
    end = end + slot.bytes;
  }
  if (!end)
    return function.emitError("the arena's size is too large to express");
  function->setAttr(arenaAttr, end.getAttr());
  for (Operation &op : block) {
    if (!isa<DispatchOp, CopyOp>(op))
      continue;
    SmallVector<DimExpr> places;
    for (Value result : op.getResults())
      places.push_back(placed.contains(result) ? DimExpr::constant(context, -1)
                                               : offsets[slotOf[result]]);
    op.setAttr("offsets", dim::getShapeAttr(context, places));
  }
  return success();
}
