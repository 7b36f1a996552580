// Elementwise operations: one arith or math operation, or a few. f16 and bf16
// are computed in f32 and rounded once.
#include "interpreter/formulas/Emit.h"
#include "passes/plan/Program.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::plan;

namespace {

bool isUnsigned(Value tensor) {
  return getElementTypeOrSelf(tensor.getType()).isUnsignedInteger();
}

bool isFloat(Value scalar) { return isa<FloatType>(scalar.getType()); }

// Arguments of a lowering: operands' elements, widened; the result's type.
struct Arguments {
  SmallVector<Value, 3> values;
  Type type;
  bool isUnsignedOperand;
  Operation *op;

  Value operator[](unsigned i) const { return values[i]; }
};

using Compute = Value (*)(Program &, const Arguments &);

// The lowering around a computation.
template <Compute compute>
Value lower(Program &p, Operation *op, ArrayRef<Value> indices) {
  Arguments arguments{
      {},
      getKernelElement(getElementTypeOrSelf(op->getResult(0).getType())),
      isUnsigned(op->getOperand(0)),
      op};
  for (Value operand : op->getOperands())
    arguments.values.push_back(p.widen(p.broadcast(operand, indices)));
  Value result = compute(p, arguments);
  return isa<FloatType>(arguments.type) ? p.narrow(result, arguments.type)
                                        : result;
}

template <typename Op> Value unary(Program &p, const Arguments &a) {
  return p.make<Op>(a[0]);
}

template <typename Float, typename Integer>
Value binary(Program &p, const Arguments &a) {
  if (isFloat(a[0]))
    return p.make<Float>(a[0], a[1]);
  return p.make<Integer>(a[0], a[1]);
}

template <typename Float, typename Signed, typename Unsigned>
Value extremum(Program &p, const Arguments &a) {
  if (isFloat(a[0]))
    return p.make<Float>(a[0], a[1]);
  if (a.isUnsignedOperand)
    return p.make<Unsigned>(a[0], a[1]);
  return p.make<Signed>(a[0], a[1]);
}

template <typename Op> Value integerBinary(Program &p, const Arguments &a) {
  return p.make<Op>(a[0], a[1]);
}

Value compareInts(Program &p, arith::CmpIPredicate predicate, Value lhs,
                  Value rhs) {
  return p.make<arith::CmpIOp>(predicate, lhs, rhs);
}

Value isZero(Program &p, Value value) {
  return compareInts(p, arith::CmpIPredicate::eq, value,
                     p.integer(value.getType(), 0));
}

Value absolute(Program &p, const Arguments &a) {
  if (isFloat(a[0]))
    return p.make<math::AbsFOp>(a[0]);
  if (a.isUnsignedOperand)
    return a[0];
  Value zero = p.integer(a.type, 0);
  return p.make<arith::MaxSIOp>(a[0], p.make<arith::SubIOp>(zero, a[0]));
}

Value negate(Program &p, const Arguments &a) {
  if (isFloat(a[0]))
    return p.make<arith::NegFOp>(a[0]);
  return p.make<arith::SubIOp>(p.integer(a.type, 0), a[0]);
}

// NaN and zeros stay what they are.
Value sign(Program &p, const Arguments &a) {
  Type type = a[0].getType();
  Value zero = p.number(type, 0), one = p.number(type, 1);
  if (!isFloat(a[0])) {
    Value above = p.select(isZero(p, a[0]), zero, one);
    if (a.isUnsignedOperand)
      return above;
    return p.select(compareInts(p, arith::CmpIPredicate::slt, a[0], zero),
                    p.number(type, -1), above);
  }
  Value positive = p.make<arith::CmpFOp>(arith::CmpFPredicate::OGT, a[0], zero);
  Value negative = p.make<arith::CmpFOp>(arith::CmpFPredicate::OLT, a[0], zero);
  return p.select(positive, one, p.select(negative, p.number(type, -1), a[0]));
}

Value reciprocal(Program &p, const Arguments &a) {
  return p.make<arith::DivFOp>(p.number(a[0].getType(), 1), a[0]);
}

Value rsqrt(Program &p, const Arguments &a) {
  return p.make<arith::DivFOp>(p.number(a[0].getType(), 1),
                               p.make<math::SqrtOp>(a[0]));
}

// Functions that are no operation of math.
Value formula(Program &p, StringRef name, Value x) {
  return formulas::emitFormula(p.getBuilder(), p.getLocation(), name, x);
}
Value sigmoid(Program &p, const Arguments &a) {
  return formula(p, "sigmoid", a[0]);
}
Value gelu(Program &p, const Arguments &a) {
  return formula(p, cast<hf::GeluOp>(a.op).getTanh() ? "geluTanh" : "gelu",
                 a[0]);
}

Value bitNot(Program &p, const Arguments &a) {
  return p.make<arith::XOrIOp>(a[0], p.integer(a.type, -1));
}

Value isNaN(Program &p, const Arguments &a) {
  return p.make<arith::CmpFOp>(arith::CmpFPredicate::UNO, a[0], a[0]);
}

Value isInf(Program &p, const Arguments &a) {
  auto op = cast<hf::IsInfOp>(a.op);
  Type type = a[0].getType();
  double inf = std::numeric_limits<double>::infinity();
  auto equals = [&](Value x, double value) {
    return p.make<arith::CmpFOp>(arith::CmpFPredicate::OEQ, x,
                                 p.number(type, value));
  };
  if (op.getPositive() && op.getNegative())
    return equals(p.make<math::AbsFOp>(a[0]), inf);
  if (op.getPositive() || op.getNegative())
    return equals(a[0], op.getPositive() ? inf : -inf);
  return p.integer(a.type, 0);
}

// A divisor of 0 gives 0, the least value by -1 itself: neither traps.
Value divide(Program &p, const Arguments &a) {
  if (isFloat(a[0]))
    return p.make<arith::DivFOp>(a[0], a[1]);
  Value zero = p.integer(a.type, 0), one = p.integer(a.type, 1);
  Value none = isZero(p, a[1]);
  if (a.isUnsignedOperand)
    return p.select(none, zero,
                    p.make<arith::DivUIOp>(a[0], p.select(none, one, a[1])));
  Value minus =
      compareInts(p, arith::CmpIPredicate::eq, a[1], p.integer(a.type, -1));
  Value divisor = p.select(p.make<arith::OrIOp>(none, minus), one, a[1]);
  Value quotient = p.make<arith::DivSIOp>(a[0], divisor);
  return p.select(none, zero,
                  p.select(minus, p.make<arith::SubIOp>(zero, a[0]), quotient));
}

Value modulo(Program &p, const Arguments &a) {
  bool truncated = cast<hf::ModOp>(a.op).getTruncated();
  if (isFloat(a[0])) {
    Value rest = p.make<arith::RemFOp>(a[0], a[1]);
    if (truncated)
      return rest;
    Value zero = p.number(a[0].getType(), 0);
    Value wrong = p.make<arith::AndIOp>(
        p.make<arith::CmpFOp>(arith::CmpFPredicate::ONE, rest, zero),
        p.make<arith::XOrIOp>(
            p.make<arith::CmpFOp>(arith::CmpFPredicate::OLT, rest, zero),
            p.make<arith::CmpFOp>(arith::CmpFPredicate::OLT, a[1], zero)));
    return p.select(wrong, p.make<arith::AddFOp>(rest, a[1]), rest);
  }
  Value zero = p.integer(a.type, 0), one = p.integer(a.type, 1);
  Value none = isZero(p, a[1]);
  if (a.isUnsignedOperand)
    return p.select(none, zero,
                    p.make<arith::RemUIOp>(a[0], p.select(none, one, a[1])));
  Value minus =
      compareInts(p, arith::CmpIPredicate::eq, a[1], p.integer(a.type, -1));
  Value safe = p.select(p.make<arith::OrIOp>(none, minus), one, a[1]);
  Value rest = p.make<arith::RemSIOp>(a[0], safe);
  if (!truncated) {
    Value signs = compareInts(p, arith::CmpIPredicate::slt,
                              p.make<arith::XOrIOp>(rest, a[1]), zero);
    Value wrong = p.make<arith::AndIOp>(
        signs, compareInts(p, arith::CmpIPredicate::ne, rest, zero));
    rest = p.select(wrong, p.make<arith::AddIOp>(rest, a[1]), rest);
  }
  return rest;
}

// Square-and-multiply over the bits of the exponent; a negative exponent
// leaves 1 and -1 alone.
Value power(Program &p, const Arguments &a) {
  if (isFloat(a[0]))
    return p.make<math::PowFOp>(a[0], a[1]);
  Value zero = p.integer(a.type, 0), one = p.integer(a.type, 1);
  Value base = a[0], exponent = a[1], result = one;
  for (unsigned bit = 0; bit < a.type.getIntOrFloatBitWidth(); ++bit) {
    Value mask = p.make<arith::ShLIOp>(one, p.integer(a.type, bit));
    Value clear = isZero(p, p.make<arith::AndIOp>(exponent, mask));
    result = p.select(clear, result, p.make<arith::MulIOp>(result, base));
    base = p.make<arith::MulIOp>(base, base);
  }
  if (a.isUnsignedOperand)
    return result;
  Value odd = p.make<arith::AndIOp>(exponent, one);
  Value minus = p.integer(a.type, -1);
  Value ofMinus = p.select(isZero(p, odd), one, minus);
  Value small =
      p.select(compareInts(p, arith::CmpIPredicate::eq, a[0], one), one,
               p.select(compareInts(p, arith::CmpIPredicate::eq, a[0], minus),
                        ofMinus, zero));
  return p.select(compareInts(p, arith::CmpIPredicate::slt, exponent, zero),
                  small, result);
}

// A count of the width or more would be undefined.
Value shift(Program &p, const Arguments &a) {
  unsigned width = a.type.getIntOrFloatBitWidth();
  bool left = isa<hf::ShlOp>(a.op);
  Value fits =
      compareInts(p, arith::CmpIPredicate::ult, a[1], p.integer(a.type, width));
  Value count = p.select(fits, a[1], p.integer(a.type, width - 1));
  if (!left && !a.isUnsignedOperand)
    return p.make<arith::ShRSIOp>(a[0], count);
  Value shifted = left ? p.make<arith::ShLIOp>(a[0], count)
                       : p.make<arith::ShRUIOp>(a[0], count);
  return p.select(fits, shifted, p.integer(a.type, 0));
}

Value compare(Program &p, const Arguments &a) {
  auto predicate =
      static_cast<unsigned>(cast<hf::CompareOp>(a.op).getPredicate());
  using F = arith::CmpFPredicate;
  using I = arith::CmpIPredicate;
  static const F floats[] = {F::OEQ, F::UNE, F::OLT, F::OLE, F::OGT, F::OGE};
  static const I ints[] = {I::eq, I::ne, I::slt, I::sle, I::sgt, I::sge};
  static const I unsignedInts[] = {I::eq,  I::ne,  I::ult,
                                   I::ule, I::ugt, I::uge};
  if (isFloat(a[0]))
    return p.make<arith::CmpFOp>(floats[predicate], a[0], a[1]);
  bool plain = a.isUnsignedOperand || a[0].getType().isInteger(1);
  return compareInts(p, plain ? unsignedInts[predicate] : ints[predicate], a[0],
                     a[1]);
}

Value choose(Program &p, const Arguments &a) {
  return p.select(a[0], a[1], a[2]);
}

template <typename Op, Compute compute> void add(Lowerings &lowerings) {
  lowerings[Op::getOperationName()] = lower<compute>;
}

} // namespace

void plan::addElementwiseLowerings(Lowerings &l) {
  add<hf::AbsOp, absolute>(l);
  add<hf::NegOp, negate>(l);
  add<hf::SignOp, sign>(l);
  add<hf::ExpOp, unary<math::ExpOp>>(l);
  add<hf::ExpM1Op, unary<math::ExpM1Op>>(l);
  add<hf::LogOp, unary<math::LogOp>>(l);
  add<hf::Log1POp, unary<math::Log1pOp>>(l);
  add<hf::SqrtOp, unary<math::SqrtOp>>(l);
  add<hf::RsqrtOp, rsqrt>(l);
  add<hf::ReciprocalOp, reciprocal>(l);
  add<hf::ErfOp, unary<math::ErfOp>>(l);
  add<hf::TanhOp, unary<math::TanhOp>>(l);
  add<hf::SigmoidOp, sigmoid>(l);
  add<hf::SinOp, unary<math::SinOp>>(l);
  add<hf::CosOp, unary<math::CosOp>>(l);
  add<hf::TanOp, unary<math::TanOp>>(l);
  add<hf::AsinOp, unary<math::AsinOp>>(l);
  add<hf::AcosOp, unary<math::AcosOp>>(l);
  add<hf::AtanOp, unary<math::AtanOp>>(l);
  add<hf::SinhOp, unary<math::SinhOp>>(l);
  add<hf::CoshOp, unary<math::CoshOp>>(l);
  add<hf::AsinhOp, unary<math::AsinhOp>>(l);
  add<hf::AcoshOp, unary<math::AcoshOp>>(l);
  add<hf::AtanhOp, unary<math::AtanhOp>>(l);
  add<hf::FloorOp, unary<math::FloorOp>>(l);
  add<hf::CeilOp, unary<math::CeilOp>>(l);
  add<hf::RoundOp, unary<math::RoundEvenOp>>(l);
  add<hf::NotOp, bitNot>(l);
  add<hf::GeluOp, gelu>(l);
  add<hf::IsNaNOp, isNaN>(l);
  add<hf::IsInfOp, isInf>(l);
  add<hf::AddOp, binary<arith::AddFOp, arith::AddIOp>>(l);
  add<hf::SubOp, binary<arith::SubFOp, arith::SubIOp>>(l);
  add<hf::MulOp, binary<arith::MulFOp, arith::MulIOp>>(l);
  add<hf::DivOp, divide>(l);
  add<hf::PowOp, power>(l);
  add<hf::MaxOp, extremum<arith::MaximumFOp, arith::MaxSIOp, arith::MaxUIOp>>(
      l);
  add<hf::MinOp, extremum<arith::MinimumFOp, arith::MinSIOp, arith::MinUIOp>>(
      l);
  add<hf::ModOp, modulo>(l);
  add<hf::AndOp, integerBinary<arith::AndIOp>>(l);
  add<hf::OrOp, integerBinary<arith::OrIOp>>(l);
  add<hf::XorOp, integerBinary<arith::XOrIOp>>(l);
  add<hf::ShlOp, shift>(l);
  add<hf::ShrOp, shift>(l);
  add<hf::CompareOp, compare>(l);
  add<hf::SelectOp, choose>(l);
}
