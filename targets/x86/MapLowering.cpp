// The loops of a map, from the outside: workgroups, rows, inner indices, lanes.
// Rows are numbered through the outer indices down to the last one that a
// reduction depends on, so that each reduction is computed once; the lanes go
// along the index that costs least, as emitting the program for each tells.
// Reductions that depend on the lanes, but not on all of the other indices, are
// computed before the loops of these, which are then inside of the lanes'.
// Where the last index has two or four values and the lanes go along the one
// before it, vectors of all of them are interleaved into one store.
#include "targets/x86/MapLowering.h"
#include "dialects/Dim/DimTypes.h"
#include "targets/common/LaneLoop.h"
#include "targets/x86/TiledMap.h"
#include "llvm/ADT/SmallBitVector.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::codegen;
using namespace hfc::x86;
using dim::DimExpr;

namespace {

// About 1 µs of work.
constexpr double instructionsPerGroup = 4096;
// A loop body with more instructions a register than this is not unrolled:
// its values would not fit into the registers.
constexpr double longBody = 40;

// How the innermost loop runs.
struct Lanes {
  std::optional<unsigned> loop; // of box.loops; none: scalars
  LanePlan plan;
  double perElement = 0;             // instructions
  double perRow = 0;                 // of what does not depend on the lanes
  double length = 0;                 // of a step, on vectors
  SmallVector<unsigned> inside = {}; // loops within that of the lanes
  int64_t interleaved = 1;           // values of the last loop, if not its own
};

class MapEmitter {
public:
  MapEmitter(CodeBuilder &b, kernel::MapOp op, Value result,
             const KernelContext &context, int64_t unroll)
      : b(b), block(op.getBody().front()), result(result), context(context),
        type(cast<RankedTensorType>(op.getResult().getType())),
        box(collapseBox(block, dim::getDims(type))), unroll(unroll),
        outer(b, context, 1) {
    for (const LoopDim &loop : box.loops)
      sizes.push_back(context.size(b, loop.size));
    findDependences();
  }

  LoweredOp run() {
    if (llvm::any_of(box.loops, [](const LoopDim &loop) {
          return loop.size.isConstant(0);
        }))
      return {constant(0), 0, "map of nothing"};
    for (unsigned argument : box.zeros)
      outer.bind(block.getArgument(argument), LaneValue::uniform(b.index(0)));
    if (box.loops.empty()) {
      b.loop(context.begin, context.end, 1, [&](Value) {
        outer.emitBody(block);
        storeLanes(outer);
      });
      return {constant(1), 0, "map scalar"};
    }
    chooseLanes();
    orderLoops();
    planGroups();
    emitLevel(outer, 0);
    b.loop(context.begin, context.end, 1, [&](Value number) {
      if (rows.isConstant(1))
        emitGroup(b.index(0), number);
      else
        emitGroup(b.div(number, chunks), b.rem(number, chunks));
    });
    return describe();
  }

private:
  DimExpr constant(int64_t value) {
    return DimExpr::constant(b.getContext(), value);
  }

  // Which of the loops' indices each value of the program depends on.
  void findDependences() {
    for (auto [i, loop] : llvm::enumerate(box.loops)) {
      llvm::SmallBitVector bits(box.loops.size());
      bits.set(i);
      dependences[block.getArgument(loop.argument)] = bits;
    }
    findDependences(block);
  }
  // What all operations of the block depend on.
  llvm::SmallBitVector findDependences(Block &inner) {
    llvm::SmallBitVector all(box.loops.size());
    for (Operation &op : inner) {
      llvm::SmallBitVector bits(box.loops.size());
      for (Value operand : op.getOperands())
        if (auto known = dependences.find(operand); known != dependences.end())
          bits |= known->second;
      for (Region &region : op.getRegions())
        bits |= findDependences(region.front());
      for (Value value : op.getResults())
        dependences[value] = bits;
      all |= bits;
    }
    return all;
  }
  bool dependsOn(Operation &op, unsigned loop) {
    return dependences.at(op.getResult(0)).test(loop);
  }

  // Loops that no reduction depends on, where one depends on `innermost`.
  SmallVector<unsigned> findInside(unsigned innermost) {
    llvm::SmallBitVector needed(box.loops.size());
    bool depends = false;
    for (Operation &op : block.without_terminator())
      if (isa<kernel::ReduceOp>(op)) {
        needed |= dependences.at(op.getResult(0));
        depends |= dependsOn(op, innermost);
      }
    SmallVector<unsigned> loops;
    for (unsigned i = 0; i < box.loops.size() && depends; ++i)
      if (!needed.test(i))
        loops.push_back(i);
    return loops;
  }
  bool dependsOnAny(Operation &op, ArrayRef<unsigned> loops) {
    return llvm::any_of(loops, [&](unsigned i) { return dependsOn(op, i); });
  }

  //===- Lanes --------------------------------------------------------------//

  void storeLanes(ProgramEmitter &program) {
    SmallVector<LaneValue> indices;
    for (BlockArgument argument : block.getArguments())
      indices.push_back(program.get(argument));
    program.store(program.wholeOf(block.getTerminator()->getOperand(0)), result,
                  type.getElementType(), program.offsetOf(type, indices));
  }

  static Value interleave(CodeBuilder &b, ArrayRef<Value> parts) {
    if (parts.size() == 1)
      return parts[0];
    Values even, odd;
    for (size_t i = 0; i < parts.size(); i += 2) {
      even.push_back(parts[i]);
      odd.push_back(parts[i + 1]);
    }
    return vector::InterleaveOp::create(b, interleave(b, even),
                                        interleave(b, odd));
  }

  // The values of the last loop, side by side in memory, for each lane.
  void storeInterleaved(ProgramEmitter &program, const Lanes &lanes) {
    Value last = block.getArgument(box.loops.back().argument),
          lane = block.getArgument(box.loops[*lanes.loop].argument);
    Values parts;
    for (int64_t i = 0; i < lanes.interleaved; ++i) {
      ProgramEmitter one =
          program.forLanes(program.lanes, program.mask, program.cost);
      one.bind(last, LaneValue::uniform(b.index(i)));
      one.emitBody(block);
      parts.push_back(one.wholeOf(block.getTerminator()->getOperand(0)));
    }
    Value mask;
    if (program.mask)
      mask = interleave(b, Values(parts.size(), program.mask));
    ProgramEmitter wide =
        program.forLanes(program.lanes * lanes.interleaved, mask, program.cost);
    wide.bind(lane, LaneValue::uniform(program.get(lane).value));
    wide.bind(last, {b.index(0), b.index(1)});
    SmallVector<LaneValue> indices;
    for (BlockArgument argument : block.getArguments())
      indices.push_back(wide.get(argument));
    wide.store(interleave(b, parts), result, type.getElementType(),
               wide.offsetOf(type, indices));
  }

  void finish(ProgramEmitter &program, const Lanes &lanes) {
    if (lanes.interleaved > 1)
      return storeInterleaved(program, lanes);
    program.emitBody(block);
    storeLanes(program);
  }

  // Of the last loop, if its values can be interleaved; else 1.
  int64_t interleavable() {
    if (box.loops.size() < 2 || llvm::any_of(block, [](Operation &op) {
          return op.getNumRegions() > 0;
        }))
      return 1;
    auto size = box.loops.back().size.getConstant();
    return size == 2 || size == 4 ? *size : 1;
  }

  Lanes probe(std::optional<unsigned> candidate, const LanePlan &plan,
              int64_t interleaved) {
    Lanes lanes{candidate, plan};
    lanes.interleaved = interleaved;
    unsigned innermost = candidate.value_or(box.loops.size() - 1);
    if (candidate)
      lanes.inside = findInside(innermost);
    double repeats = 1; // of a vector along the lanes
    for (unsigned loop : lanes.inside)
      repeats *= std::max(1.0, tripsOf(sizes[loop]));
    ProgramCost rowCost, sharedCost, laneCost;
    emitProbe(b, [&] {
      ProgramEmitter row(b, context, 1, {}, &rowCost);
      for (unsigned argument : box.zeros)
        row.bind(block.getArgument(argument), LaneValue::uniform(b.index(0)));
      for (const LoopDim &loop : box.loops)
        row.bind(block.getArgument(loop.argument),
                 LaneValue::uniform(context.begin));
      for (Operation &op : block.without_terminator())
        if (!dependsOn(op, innermost) && !dependsOnAny(op, lanes.inside) &&
            !isInterleaved(op, lanes))
          row.emit(op);
      ProgramEmitter shared = row.forLanes(plan.main, {}, &sharedCost);
      if (candidate)
        shared.bind(block.getArgument(box.loops[innermost].argument),
                    {context.begin, b.index(1), plan.main});
      if (!lanes.inside.empty())
        for (Operation &op : block.without_terminator())
          if (!shared.has(op.getResult(0)) && !dependsOnAny(op, lanes.inside))
            shared.emit(op);
      ProgramEmitter program = shared.forLanes(plan.main, {}, &laneCost);
      finish(program, lanes);
      // A shuffle a register and part.
      laneCost.total +=
          static_cast<double>(plan.main) / 16 * interleaved * (interleaved - 1);
    });
    double used = plan.size ? static_cast<double>(*plan.size) /
                                  llvm::alignTo(*plan.size, plan.tail)
                            : 1;
    lanes.perElement =
        (laneCost.total + 2 + sharedCost.total / repeats) / (plan.main * used);
    lanes.length = laneCost.length + 2 + sharedCost.length / repeats;
    lanes.perRow = rowCost.total / repeats;
    return lanes;
  }

  bool isInterleaved(Operation &op, const Lanes &lanes) {
    return lanes.interleaved > 1 && dependsOn(op, box.loops.size() - 1);
  }

  void consider(std::optional<unsigned> candidate, const LanePlan &plan,
                int64_t interleaved = 1) {
    auto costOf = [&](const Lanes &x) {
      unsigned innermost = x.loop.value_or(box.loops.size() - 1);
      return (x.perElement + x.perRow / tripsOf(sizes[innermost])) /
             static_cast<double>(x.interleaved);
    };
    Lanes found = probe(candidate, plan, interleaved);
    // A tie goes to the later index.
    if (!lanes || costOf(found) < 0.99 * costOf(*lanes))
      lanes = found;
  }

  void chooseLanes() {
    for (unsigned i = box.loops.size(); i-- > 0;) {
      int64_t registerLanes = registerLanesOf(block, [&](Operation &op) {
        return op.getNumResults() && dependsOn(op, i);
      });
      auto size = constantOf(sizes[i]);
      LanePlan one = planLanes(size, registerLanes, 1);
      if (int64_t values = interleavable();
          values > 1 && i + 2 == box.loops.size())
        consider(i, one, values);
      Lanes plain = probe(i, one, 1);
      double registers =
          std::max<double>(1, static_cast<double>(one.main) / registerLanes);
      double length = plain.length / registers;
      consider(i, one);
      for (int64_t registersAStep = 2; registersAStep <= unroll;
           registersAStep *= 2)
        if (length * registersAStep <= 2 * longBody)
          consider(i, planLanes(size, registerLanes, registersAStep));
    }
    std::optional<int64_t> last = constantOf(sizes.back());
    consider(std::nullopt, {1, 1, last});
  }

  //===- Loops --------------------------------------------------------------//

  // Loops from the outside, and how many of them number the rows.
  void orderLoops() {
    unsigned innermost = lanes->loop.value_or(box.loops.size() - 1);
    for (unsigned i = 0; i < box.loops.size(); ++i)
      if (i != innermost && !llvm::is_contained(lanes->inside, i) &&
          (lanes->interleaved == 1 || i + 1 != box.loops.size()))
        order.push_back(i);
    rowLoops = laneLevel = order.size();
    order.push_back(innermost);
    llvm::append_range(order, lanes->inside);
    unsigned deepest = 0;
    for (Operation &op : block.without_terminator())
      if (isa<kernel::ReduceOp>(op) && !dependsOn(op, innermost)) {
        hoists = true;
        deepest = std::max(deepest, levelOf(op));
      }
    if (deepest > 0)
      rowLoops = deepest;
  }

  // The number of loops from the outside that an operation stands in.
  // More than there are for what is written out for each interleaved value.
  unsigned levelOf(Operation &op) {
    if (isInterleaved(op, *lanes))
      return order.size() + 1;
    for (unsigned level = order.size(); level > 0; --level)
      if (dependsOn(op, order[level - 1]))
        return level;
    return 0;
  }

  // Emits what stands in exactly so many loops.
  void emitLevel(ProgramEmitter &program, unsigned level) {
    for (Operation &op : block.without_terminator())
      if (levelOf(op) == level)
        program.emit(op);
  }

  // Rows a group, and elements along the lanes.
  void planGroups() {
    rows = constant(1);
    for (unsigned level = 0; level < rowLoops; ++level)
      rows = rows * box.loops[order[level]].size;
    DimExpr inner = constant(1);
    for (unsigned level = rowLoops; level < laneLevel; ++level)
      inner = inner * box.loops[order[level]].size;
    DimExpr along = box.loops[order[laneLevel]].size;
    double perLane = lanes->perElement; // instructions
    for (unsigned loop : lanes->inside)
      perLane *= std::max(1.0, tripsOf(sizes[loop]));
    double elements = std::max(1.0, instructionsPerGroup / perLane);
    chunk = constant(1).max(along);
    chunkCount = constant(1).min(along);
    if (!hoists && inner.isConstant(1)) {
      int64_t least =
          std::max<int64_t>(lanes->inside.empty() ? 1024 : 1, lanes->plan.main);
      int64_t size = llvm::alignTo(static_cast<int64_t>(elements), least);
      auto known = along.getConstant();
      if (!known || *known >= 2 * size) {
        chunk = constant(size);
        chunkCount = along.ceilDiv(chunk);
        splits = true;
      }
    }
    // Elements of a row that cost as much as its hoisted part.
    double hoisted = lanes->perRow / perLane;
    auto capped = [](double x) {
      return static_cast<int64_t>(std::min(std::max(x, 1.0), 1e9));
    };
    DimExpr perRow = inner * along + capped(hoisted);
    group = constant(1);
    if (!rows.isConstant(1))
      group = group.max(constant(capped(elements)).floorDiv(perRow));
    chunks = context.size(b, chunkCount);
    if (constantOf(chunks) != 1)
      chunks = b.createOrFold<arith::MaxSIOp>(chunks, b.index(1));
  }

  void emitGroup(Value groupIndex, Value chunkIndex) {
    Value size = context.size(b, group), count = context.size(b, rows);
    Value first = b.mul(groupIndex, size);
    Value last = b.min(b.add(first, size), count);
    Value low = b.index(0), high = sizes[order[laneLevel]];
    if (splits) {
      low = b.mul(chunkIndex, context.size(b, chunk));
      high = b.min(b.add(low, context.size(b, chunk)), high);
    }
    auto each = [&](Value row) {
      ProgramEmitter program = outer;
      // The row's number to indices, the last one fastest.
      Value rest = row;
      for (unsigned level = rowLoops; level-- > 0;) {
        unsigned loop = order[level];
        Value index = level ? b.rem(rest, sizes[loop]) : rest;
        program.bind(block.getArgument(box.loops[loop].argument),
                     LaneValue::uniform(index));
        if (level)
          rest = b.div(rest, sizes[loop]);
      }
      for (unsigned level = 1; level <= rowLoops; ++level)
        emitLevel(program, level);
      emitInner(program, rowLoops, low, high);
    };
    if (group.isConstant(1))
      each(groupIndex);
    else
      b.loop(first, last, 1, each);
  }

  void emitInner(ProgramEmitter &program, unsigned level, Value low,
                 Value high) {
    unsigned loop = order[level];
    if (level < laneLevel) {
      b.loop(b.index(0), sizes[loop], 1, [&](Value index) {
        ProgramEmitter inner = program;
        inner.bind(block.getArgument(box.loops[loop].argument),
                   LaneValue::uniform(index));
        emitLevel(inner, level + 1);
        emitInner(inner, level + 1, low, high);
      });
      return;
    }
    Values none;
    emitLaneLoop(b, lanes->plan, low, high, none, none,
                 [&](const LaneStep &step, ValueRange) -> Values {
                   ProgramEmitter inner =
                       program.forLanes(step.lanes, step.mask, nullptr);
                   inner.bind(block.getArgument(box.loops[loop].argument),
                              lanes->loop
                                  ? step.index
                                  : LaneValue::uniform(step.index.value));
                   emitInside(inner, level + 1);
                   return {};
                 });
  }

  void emitInside(ProgramEmitter &program, unsigned level) {
    if (level == order.size())
      return finish(program, *lanes);
    emitLevel(program, level);
    unsigned loop = order[level];
    b.loop(b.index(0), sizes[loop], 1, [&](Value index) {
      ProgramEmitter inner = program;
      inner.bind(block.getArgument(box.loops[loop].argument),
                 LaneValue::uniform(index));
      emitInside(inner, level + 1);
    });
  }

  LoweredOp describe() {
    LoweredOp lowered;
    // Nothing to do for an empty result; a row without elements is none.
    DimExpr count = rows;
    for (unsigned level = rowLoops; level < order.size(); ++level)
      if (level != laneLevel)
        count = count * constant(1).min(box.loops[order[level]].size);
    lowered.grid = count.ceilDiv(group) * chunkCount;
    lowered.strategy =
        lanes->loop ? "map " + std::to_string(lanes->plan.main) + " lanes"
                    : "map rows";
    if (lanes->interleaved > 1)
      lowered.strategy += " interleaved";
    return lowered;
  }

  CodeBuilder &b;
  Block &block;
  Value result;
  const KernelContext &context;
  RankedTensorType type;
  LoopBox box;
  int64_t unroll;
  Values sizes; // of box.loops
  DenseMap<Value, llvm::SmallBitVector> dependences;
  std::optional<Lanes> lanes;
  SmallVector<unsigned> order; // of loops, outermost first
  unsigned laneLevel = 0;      // the place in it of the one that has lanes
  unsigned rowLoops = 0;
  bool hoists = false; // a reduction out of the innermost loop
  bool splits = false; // the lanes over several workgroups
  DimExpr rows, group; // rows of all and of a workgroup
  DimExpr chunk, chunkCount;
  Value chunks;
  ProgramEmitter outer;
};

} // namespace

LoweredOp hfc::x86::lowerMap(CodeBuilder &b, kernel::MapOp op, Value result,
                             const KernelContext &context, int64_t unroll) {
  if (auto tiled = lowerTiledMap(b, op, result, context))
    return *tiled;
  return MapEmitter(b, op, result, context, unroll).run();
}
