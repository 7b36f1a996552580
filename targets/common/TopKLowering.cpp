// A heap in the place of the result keeps the best elements of a line seen so
// far, the worst of them at its root; of the others, vectors are compared with
// that root, and only what beats it enters. In the end the heap is sorted in
// place. A thread of a GPU looks through the line once for each place, for the
// best of what comes after the place before: its loops all run equally often.
//
// An element is compared by its key, an integer whose order is that of the
// elements. Where a key has 32 bits, an entry of the heap is one integer of 64:
// the key above the complement of the index, so that of equal elements the
// first is greater. Else an entry is the index, and keys are computed again.
#include "targets/common/TopKLowering.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "targets/common/ScalarOps.h"
#include "targets/common/WalkLines.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::codegen;
using arith::CmpIPredicate;

namespace {

// {entry} or {key, index}.
using Entry = Values;

class TopKEmitter {
public:
  TopKEmitter(CodeBuilder &b, kernel::TopKOp op, Value result,
              const KernelContext &context)
      : b(b), op(op), block(op.getBody().front()), result(result),
        context(context),
        type(cast<RankedTensorType>(op.getResult().getType())),
        axis(op.getAxis()), lines(b, context, type, axis),
        count(lines.getSize(axis)),
        size(context.size(b, dim::DimExpr(op.getSize()))) {
    Type element = block.getTerminator()->getOperand(0).getType();
    isWide = element.getIntOrFloatBitWidth() > 32;
    keyType = isWide ? b.getI64Type() : b.getI32Type();
  }

  LoweredOp run() {
    LoweredOp lowered;
    lowered.grid =
        lines.forEach(dim::DimExpr(op.getSize()),
                      [&](LineIndices &indices, Value low, Value high) {
                        if (!lines.getAcross())
                          return walk(indices);
                        b.loop(low, high, 1, [&](Value lane) {
                          LineIndices own = indices;
                          own[*lines.getAcross()] = LaneValue::uniform(lane);
                          walk(own);
                        });
                      });
    lowered.strategy = b.simt ? "top k by selection" : "top k by a heap";
    return lowered;
  }

private:
  //===- Keys and entries ---------------------------------------------------//

  // The first of so many lanes along the axis.
  Value keyAt(Value place, int64_t lanes, Value mask) {
    LineIndices own = *line;
    own[axis] =
        lanes > 1 ? LaneValue{place, b.index(1), 1} : LaneValue::uniform(place);
    ProgramEmitter program = lines.program(block, lanes, mask, own);
    Value x = yieldedIn(program, block);
    Type wanted = typeLike(keyType, x);
    if (isa<FloatType>(getElementTypeOrSelf(x))) {
      x = convertFloat(b, x, isWide ? b.getF64Type() : b.getF32Type());
      // -0 is 0; a NaN is above infinity; below zero, bits count down.
      x = arith::AddFOp::create(b, x, constantLike(b, x, 0));
      Value isNaN = arith::CmpFOp::create(b, arith::CmpFPredicate::UNO, x, x);
      x = arith::BitcastOp::create(b, wanted, x);
      unsigned width = keyType.getIntOrFloatBitWidth();
      Value sign = arith::ShRSIOp::create(b, x, constantLike(b, x, width - 1));
      Value most =
          constantLike(b, x, APInt::getSignedMaxValue(width).getSExtValue());
      x = arith::XOrIOp::create(b, x, arith::AndIOp::create(b, sign, most));
      x = arith::SelectOp::create(b, isNaN, most, x);
    } else if (x.getType() != wanted) {
      x = arith::ExtSIOp::create(b, wanted, x);
    }
    return op.getSmallest()
               ? Value(arith::XOrIOp::create(b, x, constantLike(b, x, -1)))
               : x;
  }

  Entry makeEntry(Value key, Value place) {
    Value index = arith::IndexCastOp::create(b, b.getI64Type(), place);
    if (isWide)
      return {key, index};
    Value upper = arith::ExtSIOp::create(b, b.getI64Type(), key);
    upper = arith::ShLIOp::create(b, upper, constantLike(b, upper, 32));
    Value lower =
        arith::XOrIOp::create(b, index, constantLike(b, index, 0x7fffffff));
    return {arith::OrIOp::create(b, upper, lower)};
  }

  Value indexOf(const Entry &entry) {
    if (isWide)
      return entry[1];
    Value low = constantLike(b, entry[0], 0x7fffffff);
    return arith::XOrIOp::create(b, arith::AndIOp::create(b, entry[0], low),
                                 low);
  }

  Value keyOf(const Entry &entry) {
    if (isWide)
      return entry[0];
    return arith::TruncIOp::create(
        b, keyType,
        arith::ShRSIOp::create(b, entry[0], constantLike(b, entry[0], 32)));
  }

  Value isBetter(const Entry &x, const Entry &y) {
    Value more = arith::CmpIOp::create(b, CmpIPredicate::sgt, x[0], y[0]);
    if (!isWide)
      return more;
    Value same = arith::CmpIOp::create(b, CmpIPredicate::eq, x[0], y[0]);
    Value first = arith::CmpIOp::create(b, CmpIPredicate::slt, x[1], y[1]);
    return arith::OrIOp::create(b, more, arith::AndIOp::create(b, same, first));
  }

  Value slot(Value place) {
    LineIndices own = *line;
    own[axis] = LaneValue::uniform(place);
    ProgramEmitter program(b, context, 1);
    return b.offset(result, b.getI64Type(), program.offsetOf(type, own).value);
  }

  Entry load(Value place) {
    Value stored = LLVM::LoadOp::create(b, b.getI64Type(), slot(place), 8);
    if (!isWide)
      return {stored};
    Value index = arith::IndexCastOp::create(b, b.getIndexType(), stored);
    return {keyAt(index, 1, {}), stored};
  }

  void store(const Entry &entry, Value place) {
    b.store(entry.back(), slot(place));
  }

  Entry choose(Value condition, const Entry &x, const Entry &y) {
    Entry chosen;
    for (auto [a, b_] : llvm::zip(x, y))
      chosen.push_back(b.select(condition, a, b_));
    return chosen;
  }

  //===- The heap -----------------------------------------------------------//

  // Lets the entry sink from a place whose own is gone, below what is worse,
  // among the first `length` of the heap.
  void sink(const Entry &entry, Value place, Value length) {
    Value last = b.sub(length, b.index(1));
    SmallVector<Type> types = {b.getIndexType(), b.getIndexType()};
    for (Value value : entry)
      types.push_back(value.getType());
    auto before = [&](OpBuilder &, Location, ValueRange arguments) {
      Value at = arguments[0], child = b.add(b.mul(at, 2), 1);
      Value left = b.min(child, last), right = b.min(b.add(child, 1), last);
      Entry x = load(left), y = load(right);
      Value isLeft = isBetter(y, x);
      Entry worst = choose(isLeft, x, y);
      Value goes =
          arith::AndIOp::create(b, b.compare(CmpIPredicate::ult, child, length),
                                isBetter(entry, worst));
      Values passed = {at, b.select(isLeft, left, right)};
      llvm::append_range(passed, worst);
      scf::ConditionOp::create(b, goes, passed);
    };
    auto after = [&](OpBuilder &, Location, ValueRange arguments) {
      store(Entry(arguments.drop_front(2)), arguments[0]);
      scf::YieldOp::create(b, ValueRange(arguments[1]));
    };
    auto loop = scf::WhileOp::create(b, TypeRange(types), ValueRange(place),
                                     before, after);
    store(entry, loop.getResult(0));
  }

  //===- Walks --------------------------------------------------------------//

  void walk(LineIndices &indices) {
    line = &indices;
    if (b.simt)
      select();
    else
      useHeap();
  }

  // An entry that is better than all, or worse.
  Entry makeLimit(bool best) {
    auto number = [&](int64_t value) -> Value {
      return arith::ConstantIntOp::create(b, value, 64);
    };
    Entry entry = {number(best ? INT64_MAX : INT64_MIN)};
    if (isWide)
      entry.push_back(number(best ? -1 : INT64_MAX));
    return entry;
  }

  void select() {
    b.loop(b.index(0), count, 1, makeLimit(true),
           [&](Value i, ValueRange carried) {
             Entry before(carried);
             Entry found =
                 b.loop(b.index(0), size, 1, makeLimit(false),
                        [&](Value place, ValueRange carried) {
                          Entry best(carried);
                          Entry entry = makeEntry(keyAt(place, 1, {}), place);
                          Value takes =
                              arith::AndIOp::create(b, isBetter(before, entry),
                                                    isBetter(entry, best));
                          return choose(takes, entry, best);
                        });
             b.store(indexOf(found), slot(i));
             return found;
           });
  }

  void useHeap() {
    b.when(b.compare(CmpIPredicate::ugt, count, b.index(0)), [&] {
      b.loop(b.index(0), count, 1,
             [&](Value i) { store(makeEntry(keyAt(i, 1, {}), i), i); });
      Value half = b.div(count, b.index(2));
      b.loop(b.index(0), half, 1, [&](Value i) {
        Value at = b.sub(b.sub(half, b.index(1)), i);
        sink(load(at), at, count);
      });
      offerRest();
      b.loop(b.index(1), count, 1, [&](Value i) {
        Value last = b.sub(count, i);
        Entry worst = load(b.index(0)), moved = load(last);
        store(worst, last);
        sink(moved, b.index(0), last);
      });
      if (!isWide)
        b.loop(b.index(0), count, 1,
               [&](Value i) { b.store(indexOf(load(i)), slot(i)); });
    });
  }

  void offer(Value place) {
    Entry entry = makeEntry(keyAt(place, 1, {}), place);
    b.when(isBetter(entry, load(b.index(0))),
           [&] { sink(entry, b.index(0), count); });
  }

  void offerRest() {
    int64_t lanes = 512 / keyType.getIntOrFloatBitWidth();
    b.loop(count, size, lanes, [&](Value i) {
      Value mask = b.firstLanes(b.sub(size, i), lanes);
      Value keys = keyAt(i, lanes, mask);
      Value root = b.broadcast(keyOf(load(b.index(0))), lanes);
      Value beats = arith::CmpIOp::create(b, CmpIPredicate::sgt, keys, root);
      beats = arith::AndIOp::create(b, beats, mask);
      Value any =
          vector::ReductionOp::create(b, vector::CombiningKind::OR, beats);
      b.when(any, [&] {
        b.loop(i, b.min(b.add(i, lanes), size), 1,
               [&](Value place) { offer(place); });
      });
    });
  }

  CodeBuilder &b;
  kernel::TopKOp op;
  Block &block;
  Value result;
  const KernelContext &context;
  RankedTensorType type;
  unsigned axis;
  WalkLines lines;
  Value count, size; // of the result's axis and of the operand's
  Type keyType;
  bool isWide;
  LineIndices *line = nullptr;
};

} // namespace

LoweredOp hfc::codegen::lowerTopK(CodeBuilder &b, kernel::TopKOp op,
                                  Value result, const KernelContext &context) {
  return TopKEmitter(b, op, result, context).run();
}
