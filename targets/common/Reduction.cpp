#include "targets/common/Reduction.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::codegen;
using arith::CmpFPredicate;
using arith::CmpIPredicate;
using kernel::ReduceKind;

Reduction::Reduction(CodeBuilder &b, ReduceKind kind, Type yielded)
    : type(yielded), b(b), kind(kind) {
  if (isa<FloatType>(type) && type.getIntOrFloatBitWidth() < 32)
    type = b.getF32Type();
}

Values Reduction::identity(int64_t lanes) {
  auto make = [&](TypedAttr attr) -> Value {
    if (lanes > 1)
      attr = DenseElementsAttr::get(VectorType::get(lanes, attr.getType()),
                                    Attribute(attr));
    return arith::ConstantOp::create(b, attr);
  };
  Values values = {make(identityAttr())};
  if (isArg())
    values.push_back(make(b.getI64IntegerAttr(0)));
  return values;
}

// `index` for the arg kinds: later than what was combined before.
Values Reduction::combine(ValueRange acc, Value x, Value index) {
  if (!isArg())
    return {combineValues(acc[0], x)};
  Value take = better(x, acc[0]);
  return {arith::SelectOp::create(b, take, x, acc[0]),
          arith::SelectOp::create(b, take, index, acc[1])};
}

// In any order.
Values Reduction::merge(ValueRange x, ValueRange y) {
  if (!isArg())
    return {combineValues(x[0], y[0])};
  Value take = better(y[0], x[0]);
  Value earlier = arith::CmpIOp::create(b, CmpIPredicate::slt, y[1], x[1]);
  Value tie = arith::AndIOp::create(b, same(x[0], y[0]), earlier);
  take = arith::OrIOp::create(b, take, tie);
  return {arith::SelectOp::create(b, take, y[0], x[0]),
          arith::SelectOp::create(b, take, y[1], x[1])};
}

// Lanes to scalars.
Values Reduction::finish(Values acc) {
  auto vector = dyn_cast<VectorType>(acc[0].getType());
  if (!vector)
    return acc;
  if (!isArg()) {
    auto flags = arith::FastMathFlags::reassoc;
    return {vector::ReductionOp::create(
        b, combining(), acc[0],
        isa<FloatType>(type) &&
                (kind == ReduceKind::add || kind == ReduceKind::mul)
            ? flags
            : arith::FastMathFlags::none)};
  }
  int64_t lanes = vector.getNumElements();
  while (lanes > 1) {
    lanes /= 2;
    auto half = [&](int64_t from) {
      SmallVector<int64_t> picked(lanes);
      for (int64_t i = 0; i < lanes; ++i)
        picked[i] = from + i;
      Values part;
      for (Value value : acc)
        part.push_back(vector::ShuffleOp::create(b, value, value, picked));
      return part;
    };
    Values low = half(0), high = half(lanes);
    acc = merge(low, high);
  }
  for (Value &value : acc)
    value = vector::ExtractOp::create(b, value, ArrayRef<int64_t>{0});
  return acc;
}

bool Reduction::isMin() const {
  return kind == ReduceKind::min || kind == ReduceKind::umin ||
         kind == ReduceKind::argmin || kind == ReduceKind::argumin;
}
bool Reduction::isUnsigned() const {
  return kind == ReduceKind::umax || kind == ReduceKind::umin ||
         kind == ReduceKind::argumax || kind == ReduceKind::argumin;
}

TypedAttr Reduction::identityAttr() {
  if (auto real = dyn_cast<FloatType>(type)) {
    if (kind == ReduceKind::add)
      return b.getFloatAttr(real, 0);
    if (kind == ReduceKind::mul)
      return b.getFloatAttr(real, 1);
    return b.getFloatAttr(real,
                          APFloat::getInf(real.getFloatSemantics(), !isMin()));
  }
  unsigned width = type.getIntOrFloatBitWidth();
  switch (kind) {
  case ReduceKind::add:
  case ReduceKind::bit_or:
    return b.getIntegerAttr(type, 0);
  case ReduceKind::mul:
    return b.getIntegerAttr(type, 1);
  case ReduceKind::bit_and:
    return b.getIntegerAttr(type, -1);
  default:
    break;
  }
  if (isUnsigned())
    return b.getIntegerAttr(type, isMin() ? APInt::getMaxValue(width)
                                          : APInt::getMinValue(width));
  return b.getIntegerAttr(type, isMin() ? APInt::getSignedMaxValue(width)
                                        : APInt::getSignedMinValue(width));
}

Value Reduction::combineValues(Value x, Value y) {
  bool real = isa<FloatType>(type);
  auto flags = arith::FastMathFlags::contract;
  auto unsignedZeros = arith::FastMathFlags::nsz; // either zero will do
  switch (kind) {
  case ReduceKind::add:
    if (real)
      return arith::AddFOp::create(b, x, y, flags);
    return arith::AddIOp::create(b, x, y);
  case ReduceKind::mul:
    if (real)
      return arith::MulFOp::create(b, x, y);
    return arith::MulIOp::create(b, x, y);
  case ReduceKind::max:
    if (real)
      return arith::MaximumFOp::create(b, x, y, unsignedZeros);
    return arith::MaxSIOp::create(b, x, y);
  case ReduceKind::min:
    if (real)
      return arith::MinimumFOp::create(b, x, y, unsignedZeros);
    return arith::MinSIOp::create(b, x, y);
  case ReduceKind::umax:
    return arith::MaxUIOp::create(b, x, y);
  case ReduceKind::umin:
    return arith::MinUIOp::create(b, x, y);
  case ReduceKind::bit_and:
    return arith::AndIOp::create(b, x, y);
  default:
    return arith::OrIOp::create(b, x, y);
  }
}

vector::CombiningKind Reduction::combining() {
  bool real = isa<FloatType>(type);
  switch (kind) {
  case ReduceKind::add:
    return vector::CombiningKind::ADD;
  case ReduceKind::mul:
    return vector::CombiningKind::MUL;
  case ReduceKind::max:
    return real ? vector::CombiningKind::MAXIMUMF
                : vector::CombiningKind::MAXSI;
  case ReduceKind::min:
    return real ? vector::CombiningKind::MINIMUMF
                : vector::CombiningKind::MINSI;
  case ReduceKind::umax:
    return vector::CombiningKind::MAXUI;
  case ReduceKind::umin:
    return vector::CombiningKind::MINUI;
  case ReduceKind::bit_and:
    return vector::CombiningKind::AND;
  default:
    return vector::CombiningKind::OR;
  }
}

// x beats y; NaN beats all but NaN.
Value Reduction::better(Value x, Value y) {
  if (!isa<FloatType>(type)) {
    auto predicate = isUnsigned()
                         ? (isMin() ? CmpIPredicate::ult : CmpIPredicate::ugt)
                         : (isMin() ? CmpIPredicate::slt : CmpIPredicate::sgt);
    return arith::CmpIOp::create(b, predicate, x, y);
  }
  auto predicate = isMin() ? CmpFPredicate::ULT : CmpFPredicate::UGT;
  Value beats = arith::CmpFOp::create(b, predicate, x, y);
  Value number = arith::CmpFOp::create(b, CmpFPredicate::ORD, y, y);
  return arith::AndIOp::create(b, beats, number);
}

Value Reduction::same(Value x, Value y) {
  if (!isa<FloatType>(type))
    return arith::CmpIOp::create(b, CmpIPredicate::eq, x, y);
  Value bothNaN = arith::AndIOp::create(
      b, arith::CmpFOp::create(b, CmpFPredicate::UNO, x, x),
      arith::CmpFOp::create(b, CmpFPredicate::UNO, y, y));
  return arith::OrIOp::create(
      b, arith::CmpFOp::create(b, CmpFPredicate::OEQ, x, y), bothNaN);
}
