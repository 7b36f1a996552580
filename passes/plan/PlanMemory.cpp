//===- PlanMemory.cpp - places in the arena -------------------------------===//
// before:   %1 = plan.dispatch @k(%x) sizes <s>
// after:    %1 = plan.dispatch @k(%x) sizes <s> at <0>          func …
// attributes {plan.arena = #dim.expr<1536*s>} needs:    form-kernels leaves:
// constants, arguments and views, which have no place of their own
//
// The arena is a row of slots. A value takes a dead value's slot, which grows
// where it must; offsets follow at the end, when all sizes are known. Values
// over symbols that the schedule gives their values have rows of their own, one
// for each symbol: the segments. What a region uses lives as long as the
// region's operation, and the places of that operation's results are taken
// before it, for the region writes them: what a region yields is computed there
// where that may be (plan::placeOf), else copied.
#include "dialects/Dim/DimTypes.h"
#include "dialects/Plan/PlanDialect.h"
#include "dialects/Plan/Segments.h"
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

// A row of slots of the segment of a symbol; "" is the arena that inputs size.
struct Row {
  std::string symbol;
  SmallVector<Slot> slots;
  SmallVector<DimExpr> offsets;
};

struct Place {
  unsigned row, slot;
  bool operator==(const Place &) const = default;
};

class Planner {
public:
  Planner(func::FuncOp function, Pass::Statistic &reused)
      : function(function), symbols(function),
        ranges(dim::getSymbolRanges(function)), reused(reused), rows(1) {
    for (const BoundSymbol &symbol : symbols.get())
      ranges[symbol.name] = symbol.range;
  }
  LogicalResult plan();

private:
  void plan(Block &block);
  unsigned rowOf(Type tensor);
  unsigned takeSlot(Row &row, DimExpr bytes);
  std::optional<Place> takeOperandSlot(DispatchOp op, Type result);
  void place(Operation *op);
  void release(Operation *op);
  void setOffsets(Operation *op);
  DimExpr growingBytes(LoopOp loop, unsigned result);

  func::FuncOp function;
  BoundSymbols symbols;
  dim::SymbolRanges ranges;
  Pass::Statistic &reused;
  SmallVector<Row> rows;
  DenseMap<Value, Place> placeOf;
  DenseMap<Value, Operation *> lastUse; // in the block of the value
  llvm::SmallDenseSet<Value> placed;    // in the caller's memory, or in state
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

unsigned Planner::rowOf(Type tensor) {
  const BoundSymbol *symbol = symbols.getLast(cast<RankedTensorType>(tensor));
  if (!symbol)
    return 0;
  auto *found = llvm::find_if(
      rows, [&](const Row &row) { return row.symbol == symbol->name; });
  if (found == rows.end()) {
    rows.push_back({symbol->name, {}, {}});
    return rows.size() - 1;
  }
  return found - rows.begin();
}

// The free slot that fits best: equal, larger, smaller (it grows), any.
unsigned Planner::takeSlot(Row &row, DimExpr bytes) {
  auto rank = [&](const Slot &slot) {
    if (slot.bytes == bytes)
      return 0;
    if (dim::provablyLE(bytes, slot.bytes, ranges))
      return 1;
    return dim::provablyLE(slot.bytes, bytes, ranges) ? 2 : 3;
  };
  Slot *best = nullptr;
  for (Slot &slot : row.slots)
    if (slot.free && (!best || rank(slot) < rank(*best)))
      best = &slot;
  if (!best) {
    row.slots.push_back({bytes});
    return row.slots.size() - 1;
  }
  ++reused;
  best->free = false;
  int fit = rank(*best);
  if (fit == 2)
    best->bytes = bytes;
  else if (fit == 3)
    best->bytes = best->bytes.max(bytes);
  return best - row.slots.begin();
}

// The slot of an operand that dies here and that the kernel may overwrite.
std::optional<Place> Planner::takeOperandSlot(DispatchOp op, Type result) {
  auto kernel = cast<func::FuncOp>(
      SymbolTable::lookupNearestSymbolFrom(op, op.getKernelAttr()));
  for (auto [i, operand] : llvm::enumerate(op.getOperands())) {
    Value base = baseOf(operand);
    auto place = placeOf.find(base);
    if (kernel.getArgAttr(i, inplaceAttr) && place != placeOf.end() &&
        lastUse[base] == op && bytesOf(base.getType()) == bytesOf(result) &&
        place->second.row == rowOf(result) &&
        llvm::count_if(op.getOperands(),
                       [&](Value other) { return baseOf(other) == base; }) == 1)
      return place->second;
  }
  return std::nullopt;
}

void Planner::place(Operation *op) {
  for (OpResult result : op->getResults()) {
    auto loop = dyn_cast<LoopOp>(op);
    if (placed.contains(result) || plan::placeOf(result) != result ||
        (loop && loop.isGrowing(result.getResultNumber())))
      continue;
    if (auto dispatch = dyn_cast<DispatchOp>(op))
      if (auto place = takeOperandSlot(dispatch, result.getType())) {
        ++reused;
        placeOf[result] = *place;
        continue;
      }
    unsigned row = rowOf(result.getType());
    placeOf[result] = {row, takeSlot(rows[row], bytesOf(result.getType()))};
  }
}

// Operands that nobody reads from here on, unless a result took their place.
void Planner::release(Operation *op) {
  SmallVector<Place> kept;
  for (Value result : op->getResults())
    if (auto place = placeOf.find(result);
        place != placeOf.end() && !result.use_empty())
      kept.push_back(place->second);
  auto free = [&](Value value) {
    auto place = placeOf.find(value);
    if (place != placeOf.end() && !llvm::is_contained(kept, place->second))
      rows[place->second.row].slots[place->second.slot].free = true;
  };
  // Of a region's operation, what the region used, too.
  llvm::SmallSetVector<Value, 8> used;
  auto use = [&](Operation *user) {
    for (Value operand : user->getOperands())
      used.insert(baseOf(operand));
  };
  op->walk(use);
  for (Value base : used)
    if (lastUse.lookup(base) == op)
      free(base);
  for (Value result : op->getResults())
    if (!lastUse.contains(result))
      free(result);
}

void Planner::plan(Block &block) {
  block.walk([&](Operation *op) {
    if (isa<ViewOp>(op))
      return;
    for (Value operand : op->getOperands()) {
      Value base = baseOf(operand);
      if (base.getParentBlock() == &block)
        lastUse[base] = block.findAncestorOpInBlock(*op);
    }
  });
  for (Operation &op : block) {
    if (isa<ViewOp, ConstantOp, AppendOp>(op))
      continue;
    place(&op);
    for (Region &region : op.getRegions())
      plan(region.front());
    release(&op);
  }
}

// One element more than there are iterations before.
DimExpr Planner::growingBytes(LoopOp loop, unsigned result) {
  DimExpr bytes = bytesOf(loop.getResult(result).getType());
  return bytes.substitute([&](StringRef name) -> std::optional<DimExpr> {
    if (name != loop.getCounter())
      return std::nullopt;
    return DimExpr::symbol(bytes.getContext(), name) + 1;
  });
}

void Planner::setOffsets(Operation *op) {
  SmallVector<DimExpr> places;
  for (Value result : op->getResults()) {
    Value place = plan::placeOf(result);
    auto found = placeOf.find(place);
    if (found != placeOf.end())
      places.push_back(rows[found->second.row].offsets[found->second.slot]);
    else
      places.push_back(
          DimExpr::constant(op->getContext(), placed.contains(place) ? -1 : 0));
  }
  op->setAttr("offsets", dim::getShapeAttr(op->getContext(), places));
}

LogicalResult Planner::plan() {
  Block &block = function.getBody().front();
  for (auto append : block.getOps<AppendOp>())
    placed.insert(baseOf(append.getAdded()));
  for (Value value : block.getTerminator()->getOperands())
    placed.insert(baseOf(value));
  plan(block);

  MLIRContext *context = function.getContext();
  SmallVector<Attribute> segments;
  auto addSegment = [&](const Twine &name, DimExpr bytes) {
    segments.push_back(ArrayAttr::get(
        context, {StringAttr::get(context, name), bytes.getAttr()}));
  };
  for (Row &row : rows) {
    DimExpr end = DimExpr::constant(context, 0);
    for (Slot &slot : row.slots) {
      row.offsets.push_back(end);
      end = end + slot.bytes;
    }
    if (!end)
      return function.emitError("the arena's size is too large to express");
    if (row.symbol.empty())
      function->setAttr(arenaAttr, end.getAttr());
    else
      addSegment(row.symbol, end);
  }
  function.walk([&](Operation *op) {
    if (isa<DispatchOp, CopyOp, IfOp, LoopOp>(op))
      setOffsets(op);
    if (auto loop = dyn_cast<LoopOp>(op))
      for (unsigned i = 0; i < loop.getNumResults(); ++i)
        if (loop.isGrowing(i))
          addSegment(loop.getSegmentName(i), growingBytes(loop, i));
  });
  if (!segments.empty())
    function->setAttr(segmentsAttr, ArrayAttr::get(context, segments));
  return success();
}
