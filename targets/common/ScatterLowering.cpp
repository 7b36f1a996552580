// A line, or neighbouring lines, at a time: first the initial elements, then
// the updates one after the other. Neighbouring lines that are changed at the
// same place take a vector each; else every update is a scalar.
#include "targets/common/ScatterLowering.h"
#include "dialects/Dim/DimTypes.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "targets/common/Reduction.h"
#include "targets/common/ScalarOps.h"
#include "targets/common/WalkLines.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::codegen;
using arith::CmpIPredicate;

namespace {

class ScatterEmitter {
public:
  ScatterEmitter(CodeBuilder &b, kernel::ScatterOp op, Value result,
                 const KernelContext &context)
      : b(b), op(op), initial(op.getInitial().front()),
        places(op.getPlaces().front()), values(op.getValues().front()),
        result(result), type(cast<RankedTensorType>(op.getResult().getType())),
        axis(op.getAxis()), lines(b, context, type, axis),
        over(dim::getDims(op.getOver())), size(lines.getSize(axis)),
        count(context.size(b, over[axis])) {
    for (unsigned i = 0; i < over.size(); ++i)
      extents.push_back(context.size(b, over[i]));
  }

  LoweredOp run() {
    LoweredOp lowered;
    auto across = lines.getAcross();
    // Whether neighbouring lines change at one place.
    bool together = across && places.getArgument(*across).use_empty();
    lowered.grid =
        lines.forEach(lines.getDims()[axis] + over[axis],
                      [&](LineIndices &indices, Value low, Value high) {
                        if (across)
                          fillAcross(indices, low, high);
                        else
                          fillAlong(indices);
                        whenCovered(indices, [&] {
                          b.loop(b.index(0), count, 1, [&](Value u) {
                            if (!across)
                              return update(indices, u, 1, {});
                            Value end = b.min(high, extents[*across]);
                            if (together)
                              return updateTogether(indices, u, low, end);
                            b.loop(low, end, 1, [&](Value lane) {
                              LineIndices own = indices;
                              own[*across] = LaneValue::uniform(lane);
                              update(own, u, 1, {});
                            });
                          });
                        });
                      });
    lowered.strategy = together ? "scatter of vectors" : "scatter of scalars";
    return lowered;
  }

private:
  LanePlan planFor(Value extent) {
    int64_t lanes =
        b.simt ? 1
               : std::min(registerLanesOf(initial), registerLanesOf(values));
    return planLanes(constantOf(extent), lanes, b.simt ? 1 : 4);
  }

  void fill(ArrayRef<LaneValue> indices, const LaneStep &lane) {
    ProgramEmitter program =
        lines.program(initial, lane.lanes, lane.mask, indices);
    Value value = yieldedIn(program, initial);
    program.store(value, result, type.getElementType(),
                  program.offsetOf(type, indices));
  }

  void fillAcross(LineIndices &indices, Value low, Value high) {
    unsigned across = *lines.getAcross();
    b.loop(b.index(0), size, 1, [&](Value place) {
      LineIndices own = indices;
      own[axis] = LaneValue::uniform(place);
      Values none;
      emitLaneLoop(b, planFor(lines.getSize(across)), low, high, none, none,
                   [&](const LaneStep &lane, ValueRange) -> Values {
                     own[across] = lane.index;
                     fill(own, lane);
                     return {};
                   });
    });
  }

  void fillAlong(LineIndices &indices) {
    LineIndices own = indices;
    Values none;
    emitLaneLoop(b, planFor(size), b.index(0), size, none, none,
                 [&](const LaneStep &lane, ValueRange) -> Values {
                   own[axis] = lane.lanes > 1
                                   ? lane.index
                                   : LaneValue::uniform(lane.index.value);
                   fill(own, lane);
                   return {};
                 });
  }

  // Where the updates reach this line.
  void whenCovered(ArrayRef<LaneValue> indices,
                   llvm::function_ref<void()> body) {
    Value inside;
    for (unsigned i = 0; i < over.size(); ++i) {
      if (i == axis || i == lines.getAcross() || over[i] == lines.getDims()[i])
        continue;
      Value here = b.compare(CmpIPredicate::slt, indices[i].value, extents[i]);
      inside = inside ? Value(arith::AndIOp::create(b, inside, here)) : here;
    }
    if (inside)
      b.when(inside, body);
    else
      body();
  }

  // Runs the body with the place of update u, if it is one.
  void whenPlaced(ArrayRef<LaneValue> indices, Value u,
                  llvm::function_ref<void(Value place)> body) {
    LineIndices own(indices);
    own[axis] = LaneValue::uniform(u);
    ProgramEmitter program = lines.program(places, 1, {}, own);
    Value place = yieldedIn(program, places);
    Value limit = b.createOrFold<arith::IndexCastOp>(place.getType(), size);
    // Negative ones are large.
    b.when(b.compare(CmpIPredicate::ult, place, limit), [&] {
      body(arith::IndexCastOp::create(b, b.getIndexType(), place));
    });
  }

  // Of the lines at these indices, as many as there are lanes.
  void change(LineIndices own, Value u, Value place, int64_t lanes,
              Value mask) {
    own[axis] = LaneValue::uniform(u);
    ProgramEmitter program = lines.program(values, lanes, mask, own);
    Value value = yieldedIn(program, values);
    own[axis] = LaneValue::uniform(place);
    LaneValue offset = program.offsetOf(type, own);
    Type element = type.getElementType();
    if (auto kind = op.getKind()) {
      Reduction reduction(b, *kind, element);
      auto wide = [&](Value x) {
        return isa<FloatType>(element) ? convertFloat(b, x, reduction.type) : x;
      };
      Value before = program.loadBack(result, element, offset);
      value = reduction.combine(wide(before), wide(value))[0];
      if (isa<FloatType>(element))
        value = convertFloat(b, value, element);
    }
    program.store(value, result, element, offset);
  }

  void update(LineIndices &indices, Value u, int64_t lanes, Value mask) {
    whenPlaced(indices, u,
               [&](Value place) { change(indices, u, place, lanes, mask); });
  }

  void updateTogether(LineIndices &indices, Value u, Value low, Value end) {
    unsigned across = *lines.getAcross();
    whenPlaced(indices, u, [&](Value place) {
      Values none;
      emitLaneLoop(b, planFor(extents[across]), low, end, none, none,
                   [&](const LaneStep &lane, ValueRange) -> Values {
                     LineIndices own = indices;
                     own[across] = lane.lanes > 1
                                       ? lane.index
                                       : LaneValue::uniform(lane.index.value);
                     change(own, u, place, lane.lanes, lane.mask);
                     return {};
                   });
    });
  }

  CodeBuilder &b;
  kernel::ScatterOp op;
  Block &initial, &places, &values;
  Value result;
  RankedTensorType type;
  unsigned axis;
  WalkLines lines;
  SmallVector<dim::DimExpr> over;
  Value size, count; // of the axis: elements of the result, updates
  Values extents;    // of `over`
};

} // namespace

LoweredOp hfc::codegen::lowerScatter(CodeBuilder &b, kernel::ScatterOp op,
                                     Value result,
                                     const KernelContext &context) {
  return ScatterEmitter(b, op, result, context).run();
}
