// Across the lines, lanes carry a line each. Along a line, a vector is scanned
// within itself, in as many steps as its number of lanes has bits, and then
// combined with what all before it come to.
#include "targets/common/ScanLowering.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "targets/common/Reduction.h"
#include "targets/common/ScalarOps.h"
#include "targets/common/WalkLines.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::codegen;

namespace {

class ScanEmitter {
public:
  ScanEmitter(CodeBuilder &b, kernel::ScanOp op, Value result,
              const KernelContext &context)
      : b(b), op(op), block(op.getBody().front()), result(result),
        type(cast<RankedTensorType>(op.getResult().getType())),
        axis(op.getAxis()), lines(b, context, type, axis),
        reduction(b, op.getKind(),
                  block.getTerminator()->getOperand(0).getType()),
        size(lines.getSize(axis)) {}

  LoweredOp run() {
    LoweredOp lowered;
    int64_t registerLanes = b.simt ? 1 : registerLanesOf(block);
    bool across = lines.getAcross().has_value();
    lowered.grid =
        lines.forEach(lines.getDims()[axis],
                      [&](LineIndices &indices, Value low, Value high) {
                        if (across)
                          walkAcross(registerLanes, indices, low, high);
                        else
                          walkAlong(registerLanes, indices);
                      });
    lowered.strategy = across ? "scan across lanes" : "scan along lanes";
    return lowered;
  }

private:
  Value yieldAt(ProgramEmitter &program) {
    return convertFloat(b, yieldedIn(program, block), reduction.type);
  }

  void store(ProgramEmitter &program, ArrayRef<LaneValue> indices,
             Value value) {
    Type element = type.getElementType();
    if (isa<FloatType>(element))
      value = convertFloat(b, value, element);
    program.store(value, result, element, program.offsetOf(type, indices));
  }

  void walkAcross(int64_t registerLanes, LineIndices &indices, Value low,
                  Value high) {
    unsigned across = *lines.getAcross();
    LanePlan plan =
        planLanes(constantOf(lines.getSize(across)), registerLanes, 4);
    Values none;
    auto step = [&](const LaneStep &lane, ValueRange) -> Values {
      b.loop(b.index(0), size, 1, reduction.identity(lane.lanes),
             [&](Value i, ValueRange before) {
               LineIndices own = indices;
               own[across] = lane.index;
               own[axis] = LaneValue::uniform(
                   op.getReverse() ? b.sub(b.sub(size, b.index(1)), i) : i);
               ProgramEmitter program =
                   lines.program(block, lane.lanes, lane.mask, own);
               Values after = reduction.combine(before, yieldAt(program));
               store(program, own, op.getExclusive() ? before[0] : after[0]);
               return after;
             });
      return {};
    };
    emitLaneLoop(b, plan, low, high, none, none, step);
  }

  // Lane i of the result is lane i - by, in reverse i + by; the identity where
  // there is none.
  Value shifted(Value value, int64_t by, int64_t lanes) {
    SmallVector<int64_t> from;
    for (int64_t i = 0; i < lanes; ++i) {
      int64_t lane = op.getReverse() ? i + by : i - by;
      from.push_back(lane >= 0 && lane < lanes ? lane : lanes);
    }
    return vector::ShuffleOp::create(b, value, reduction.identity(lanes)[0],
                                     from);
  }

  // One vector, given what all before it come to; and what all come to then.
  Value step(LineIndices &indices, Value at, int64_t lanes, Value mask,
             Value before) {
    LineIndices own = indices;
    own[axis] =
        lanes > 1 ? LaneValue{at, b.index(1), 1} : LaneValue::uniform(at);
    ProgramEmitter program = lines.program(block, lanes, mask, own);
    Value x = yieldAt(program);
    if (lanes == 1) {
      Value after = reduction.combine(before, x)[0];
      store(program, own, op.getExclusive() ? before : after);
      return after;
    }
    if (mask)
      x = arith::SelectOp::create(b, mask, x, reduction.identity(lanes)[0]);
    for (int64_t by = 1; by < lanes; by *= 2)
      x = reduction.combine(shifted(x, by, lanes), x)[0];
    Value all = reduction.combine(before, x)[0];
    Value stored = all;
    if (op.getExclusive())
      stored = reduction.combine(before, shifted(x, 1, lanes))[0];
    store(program, own, stored);
    SmallVector<int64_t> last(lanes, op.getReverse() ? 0 : lanes - 1);
    return vector::ShuffleOp::create(b, all, all, last);
  }

  void walkAlong(int64_t lanes, LineIndices &indices) {
    Value whole = b.sub(size, b.rem(size, b.index(lanes)));
    Value start = reduction.identity(lanes)[0];
    auto walkWhole = [&](Value before) {
      return b.loop(b.index(0), whole, lanes, before,
                    [&](Value i, ValueRange carried) -> Values {
                      Value at = i;
                      if (op.getReverse())
                        at = b.sub(b.sub(whole, b.index(lanes)), i);
                      return {step(indices, at, lanes, {}, carried[0])};
                    })[0];
    };
    if (lanes == 1 ||
        (constantOf(whole) && constantOf(whole) == constantOf(size))) {
      walkWhole(start);
      return;
    }
    Value mask = b.firstLanes(b.sub(size, whole), lanes);
    if (op.getReverse())
      walkWhole(step(indices, whole, lanes, mask, start));
    else
      step(indices, whole, lanes, mask, walkWhole(start));
  }

  CodeBuilder &b;
  kernel::ScanOp op;
  Block &block;
  Value result;
  RankedTensorType type;
  unsigned axis;
  WalkLines lines;
  Reduction reduction;
  Value size; // of the axis
};

} // namespace

LoweredOp hfc::codegen::lowerScan(CodeBuilder &b, kernel::ScanOp op,
                                  Value result, const KernelContext &context) {
  return ScanEmitter(b, op, result, context).run();
}
