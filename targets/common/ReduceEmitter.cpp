// kernel.reduce inside a scalar program. One that depends on the lanes keeps an
// accumulator a lane while its box runs. One that does not is vectorised along
// an index of its own box, with several registers of accumulators (the only
// place where sums are reordered), and ends in one value.
#include "dialects/Dim/DimTypes.h"
#include "targets/common/LaneLoop.h"
#include "targets/common/Reduction.h"
#include "targets/common/ScalarOps.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::codegen;
using kernel::ReduceKind;

namespace {

// Boxes of at most this many elements are written out.
constexpr int64_t unrolledBox = 16;

// Loops over the dims of a box but one, and its body.
class BoxEmitter {
public:
  BoxEmitter(ProgramEmitter &outer, kernel::ReduceOp op)
      : outer(outer), b(outer.b), block(op.getBody().front()),
        reduction(b, op.getKind(),
                  block.getTerminator()->getOperand(0).getType()),
        box(collapseBox(block, dim::getDims(op.getShape()))) {
    for (const LoopDim &loop : box.loops)
      sizes.push_back(outer.context.size(b, loop.size));
  }

  Values run(bool dependsOnLanes) {
    std::optional<int64_t> elements = 1;
    for (Value size : sizes) {
      auto constant = constantOf(size);
      elements = constant && elements ? std::optional(*elements * *constant)
                                      : std::nullopt;
    }
    if (outer.group && !box.loops.empty())
      return runGroup();
    if (b.simt && !dependsOnLanes)
      return runScalar(elements && *elements <= unrolledBox);
    if (dependsOnLanes || box.loops.empty() || (elements && *elements <= 4))
      return runLanes(elements && *elements <= unrolledBox);
    return runAcross();
  }

private:
  // The element at these indices combined into the accumulators.
  Values step(ProgramEmitter program, ArrayRef<LaneValue> indices,
              ValueRange acc) {
    for (unsigned argument : box.zeros)
      program.bind(block.getArgument(argument), LaneValue::uniform(b.index(0)));
    for (auto [loop, index] : llvm::zip(box.loops, indices))
      program.bind(block.getArgument(loop.argument), index);
    program.emitBody(block);
    Value x = program.wholeOf(block.getTerminator()->getOperand(0));
    x = isa<FloatType>(reduction.type) ? convertFloat(b, x, reduction.type) : x;
    Value flat;
    if (reduction.isArg()) {
      LaneValue sum = LaneValue::uniform(b.index(0));
      for (auto [index, size] : llvm::zip(indices, sizes))
        sum =
            program.add(program.multiply(sum, LaneValue::uniform(size)), index);
      Value whole = program.whole(sum);
      flat =
          arith::IndexCastOp::create(b, typeLike(b.getI64Type(), whole), whole);
    }
    Values combined = reduction.combine(acc, x, flat);
    if (program.mask && !dependent)
      for (auto [value, before] : llvm::zip(combined, acc))
        value = arith::SelectOp::create(b, program.mask, value, before);
    return combined;
  }

  // Accumulators of the lanes around; scalar where there is one.
  Values runLanes(bool unrolled) {
    dependent = true;
    SmallVector<LaneValue> indices(sizes.size());
    return nest(0, unrolled, reduction.identity(outer.lanes), indices,
                [&](ValueRange acc) { return step(outer, indices, acc); });
  }

  // The same for all lanes.
  Values runScalar(bool unrolled) {
    SmallVector<LaneValue> indices(sizes.size());
    return nest(0, unrolled, reduction.identity(1), indices,
                [&](ValueRange acc) {
                  return step(outer.forLanes(1, {}, outer.cost), indices, acc);
                });
  }

  // By a group of threads: each takes a few neighbours of every so many along
  // the last dim, then they exchange what they have.
  Values runGroup() {
    const ThreadGroup &group = *outer.group;
    across = sizes.size() - 1;
    Value size = sizes.back();
    auto known = constantOf(size);
    int64_t each = known && *known % 4 == 0 && *known >= 4 * group.size &&
                           !reduction.isArg()
                       ? 4
                       : 1;
    Values acc = reduction.identity(each);
    unsigned width = acc.size();
    if (each > 1)
      llvm::append_range(acc, reduction.identity(1));
    SmallVector<LaneValue> indices(sizes.size());
    acc = nest(0, false, acc, indices, [&](ValueRange acc) {
      Values wide(acc.take_front(width)), single(acc.drop_front(width));
      Value rest = b.index(0);
      auto walk = [&](Value from, Value to, int64_t lanes, ValueRange init) {
        ProgramEmitter program = outer.forLanes(lanes, {}, outer.cost);
        return b.loop(
            from, to, group.size * lanes, init, [&](Value i, ValueRange acc) {
              indices[*across] = lanes > 1 ? LaneValue{i, b.index(1), lanes}
                                           : LaneValue::uniform(i);
              return step(program, indices, acc);
            });
      };
      if (each > 1) {
        int64_t whole = *known - *known % (group.size * each);
        wide = walk(b.mul(group.thread, each), b.index(whole), each, wide);
        rest = b.index(whole);
        single = walk(b.add(rest, group.thread), size, 1, single);
      } else {
        wide = walk(group.thread, size, 1, wide);
      }
      llvm::append_range(wide, single);
      return wide;
    });
    Values parts(acc.begin(), acc.begin() + width);
    Values total = reduction.finish(parts);
    if (each > 1)
      total = reduction.merge(total, Values(acc.begin() + width, acc.end()));
    for (int64_t bits = 1; bits < group.size; bits *= 2) {
      Values other;
      for (Value value : total)
        other.push_back(group.exchange(b, value, bits));
      total = reduction.merge(total, other);
    }
    return total;
  }

  Values nest(unsigned depth, bool unrolled, Values acc,
              SmallVectorImpl<LaneValue> &indices,
              llvm::function_ref<Values(ValueRange)> body) {
    if (depth == sizes.size())
      return body(acc);
    if (depth == across)
      return nest(depth + 1, unrolled, acc, indices, body);
    if (unrolled) {
      for (int64_t i = 0, e = *constantOf(sizes[depth]); i < e; ++i) {
        indices[depth] = LaneValue::uniform(b.index(i));
        acc = nest(depth + 1, unrolled, acc, indices, body);
      }
      return acc;
    }
    double weight = outer.cost ? outer.cost->weight : 0;
    if (outer.cost)
      outer.cost->weight *= tripsOf(sizes[depth]);
    Values result =
        b.loop(b.index(0), sizes[depth], 1, acc, [&](Value i, ValueRange acc) {
          indices[depth] = LaneValue::uniform(i);
          return nest(depth + 1, unrolled, Values(acc), indices, body);
        });
    if (outer.cost)
      outer.cost->weight = weight;
    return result;
  }

  LanePlan planFor(unsigned candidate) {
    return planLanes(constantOf(sizes[candidate]), registerLanes,
                     reduction.isArg() ? 1 : 4);
  }

  // Instructions an element, where lanes go along this dim.
  double costAlong(unsigned candidate) {
    ProgramCost cost;
    LanePlan plan = planFor(candidate);
    emitProbe(b, [&] {
      ProgramEmitter program = outer.forLanes(plan.main, {}, &cost);
      SmallVector<LaneValue> indices(sizes.size(),
                                     LaneValue::uniform(outer.context.begin));
      indices[candidate] = {outer.context.begin, b.index(1), plan.main};
      step(program, indices, reduction.identity(plan.main));
    });
    double used = plan.size ? static_cast<double>(*plan.size) /
                                  llvm::alignTo(*plan.size, plan.tail)
                            : 1;
    return cost.total / (plan.main * used);
  }

  Values runAcross() {
    registerLanes = registerLanesOf(block);
    unsigned best = sizes.size() - 1;
    // The index of an arg kind must grow along the lanes.
    if (sizes.size() > 1 && !reduction.isArg()) {
      double least = costAlong(best);
      for (unsigned i = 0; i + 1 < sizes.size(); ++i)
        if (double cost = costAlong(i); cost < least) {
          least = cost;
          best = i;
        }
    }
    across = best;
    LanePlan plan = planFor(best);
    Values accumulators;
    unsigned width = 0;
    if (plan.hasMain()) {
      llvm::append_range(accumulators, reduction.identity(plan.main));
      width = accumulators.size();
    }
    if (plan.hasTail())
      llvm::append_range(accumulators, reduction.identity(plan.tail));
    SmallVector<LaneValue> indices(sizes.size());
    double steps = std::max(1.0, tripsOf(sizes[best]) / plan.main);
    accumulators = nest(0, false, accumulators, indices, [&](ValueRange acc) {
      Values main(acc.take_front(width)), tail(acc.drop_front(width));
      double weight = outer.cost ? outer.cost->weight : 0;
      if (outer.cost)
        outer.cost->weight *= steps;
      emitLaneLoop(b, plan, b.index(0), sizes[best], main, tail,
                   [&](const LaneStep &lane, ValueRange acc) {
                     indices[best] = lane.index;
                     bool counts = lane.isMain || !plan.hasMain();
                     return step(outer.forLanes(lane.lanes, lane.mask,
                                                counts ? outer.cost : nullptr),
                                 indices, acc);
                   });
      if (outer.cost)
        outer.cost->weight = weight;
      llvm::append_range(main, tail);
      return main;
    });
    Values parts(accumulators.begin(), accumulators.begin() + width);
    Values rest(accumulators.begin() + width, accumulators.end());
    if (rest.empty())
      return reduction.finish(parts);
    if (parts.empty())
      return reduction.finish(rest);
    return reduction.merge(reduction.finish(parts), reduction.finish(rest));
  }

  ProgramEmitter &outer;
  CodeBuilder &b;
  Block &block;
  Reduction reduction;
  LoopBox box;
  Values sizes; // of box.loops
  int64_t registerLanes = 1;
  std::optional<unsigned> across;
  bool dependent = false;
};

} // namespace

void ProgramEmitter::emitReduce(kernel::ReduceOp op) {
  bool dependent = false;
  op.getBody().walk([&](Operation *inner) {
    for (Value operand : inner->getOperands())
      if (has(operand) && !get(operand).isUniform())
        dependent = true;
  });
  Values acc = BoxEmitter(*this, op).run(dependent);
  Value result = acc.back();
  if (!isa<IntegerType>(getElementTypeOrSelf(result)))
    result = convertFloat(b, result, op.getResult().getType());
  bind(op.getResult(), {result});
}
