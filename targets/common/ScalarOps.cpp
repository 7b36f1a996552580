#include "targets/common/ScalarOps.h"
#include "interpreter/formulas/Emit.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace hfc::codegen;
using arith::CmpFPredicate;
using arith::CmpIPredicate;

Type hfc::codegen::typeLike(Type element, Value like) {
  if (auto vector = dyn_cast<VectorType>(like.getType()))
    return VectorType::get(vector.getShape(), element);
  return element;
}

Value hfc::codegen::constantLike(CodeBuilder &b, Value like, int64_t value) {
  Type type = like.getType(), element = getElementTypeOrSelf(type);
  TypedAttr attr =
      isa<FloatType>(element)
          ? TypedAttr(b.getFloatAttr(element, static_cast<double>(value)))
          : TypedAttr(b.getIntegerAttr(element, value));
  if (auto vector = dyn_cast<VectorType>(type))
    attr = DenseElementsAttr::get(vector, Attribute(attr));
  return arith::ConstantOp::create(b, attr);
}

bool hfc::codegen::isSmallFloat(Type type) {
  Type element = getElementTypeOrSelf(type);
  return isa<FloatType>(element) && element.getIntOrFloatBitWidth() < 32;
}

//===- Floats -------------------------------------------------------------===//

Value hfc::codegen::bitcastTo(CodeBuilder &b, Type element, Value value) {
  return b.createOrFold<arith::BitcastOp>(typeLike(element, value), value);
}

Value hfc::codegen::choose(CodeBuilder &b, Value condition, Value x, Value y) {
  if (!isSmallFloat(x.getType()))
    return b.createOrFold<arith::SelectOp>(condition, x, y);
  Type bits = b.getI16Type();
  Value chosen = b.createOrFold<arith::SelectOp>(
      condition, bitcastTo(b, bits, x), bitcastTo(b, bits, y));
  return bitcastTo(b, getElementTypeOrSelf(x), chosen);
}

// bf16 is the upper half of f32. (Where the machine cannot round to it, LLVM
// would call a function.)
static Value extendBF16(CodeBuilder &b, Value value) {
  Value bits = bitcastTo(b, b.getI16Type(), value);
  bits = arith::ExtUIOp::create(b, typeLike(b.getI32Type(), value), bits);
  bits = arith::ShLIOp::create(b, bits, constantLike(b, bits, 16));
  return bitcastTo(b, b.getF32Type(), bits);
}

static Value roundToBF16(CodeBuilder &b, Value value) {
  Value bits = bitcastTo(b, b.getI32Type(), value);
  auto constant = [&](int64_t number) { return constantLike(b, bits, number); };
  Value upper = arith::ShRUIOp::create(b, bits, constant(16));
  Value odd = arith::AndIOp::create(b, upper, constant(1));
  Value rounded = arith::AddIOp::create(
      b, bits, arith::AddIOp::create(b, odd, constant(0x7fff)));
  Value quiet = arith::OrIOp::create(b, bits, constant(0x400000));
  Value isNaN = arith::CmpFOp::create(b, CmpFPredicate::UNO, value, value);
  rounded = arith::SelectOp::create(b, isNaN, quiet, rounded);
  rounded = arith::ShRUIOp::create(b, rounded, constant(16));
  rounded =
      arith::TruncIOp::create(b, typeLike(b.getI16Type(), value), rounded);
  return bitcastTo(b, b.getBF16Type(), rounded);
}

// f64 to f32 with the last bit set where bits were lost, so that rounding to
// fewer bits afterwards sees which side of a tie the value was on.
static Value roundToOdd(CodeBuilder &b, Value value) {
  Value narrow =
      arith::TruncFOp::create(b, typeLike(b.getF32Type(), value), value);
  Value back = arith::ExtFOp::create(b, value.getType(), narrow);
  Value bits = bitcastTo(b, b.getI32Type(), narrow);
  Value magnitude = math::AbsFOp::create(b, value);
  Value backMagnitude = math::AbsFOp::create(b, back);
  Value away =
      arith::CmpFOp::create(b, CmpFPredicate::OGT, backMagnitude, magnitude);
  Value lower = arith::SubIOp::create(b, bits, constantLike(b, bits, 1));
  Value cut = arith::SelectOp::create(b, away, lower, bits);
  Value inexact = arith::CmpFOp::create(b, CmpFPredicate::ONE, back, value);
  Value odd = arith::OrIOp::create(b, cut, constantLike(b, bits, 1));
  bits = arith::SelectOp::create(b, inexact, odd, bits);
  return bitcastTo(b, b.getF32Type(), bits);
}

Value hfc::codegen::convertFloat(CodeBuilder &b, Value value, Type to) {
  Type from = getElementTypeOrSelf(value), element = getElementTypeOrSelf(to);
  if (from == element)
    return value;
  if (from.isBF16())
    return convertFloat(b, extendBF16(b, value), element);
  Type result = typeLike(element, value);
  unsigned width = element.getIntOrFloatBitWidth();
  if (from.getIntOrFloatBitWidth() < width) {
    if (from.isF16() && width == 64)
      return convertFloat(b, convertFloat(b, value, b.getF32Type()), element);
    return arith::ExtFOp::create(b, result, value);
  }
  if (from.isF64() && width < 32)
    value = roundToOdd(b, value);
  else if (from.isF16()) // to bf16
    value = convertFloat(b, value, b.getF32Type());
  if (element.isBF16() && !b.roundsToBF16)
    return roundToBF16(b, value);
  return arith::TruncFOp::create(b, result, value);
}

//===- Division -----------------------------------------------------------===//

// No trap: divisors of zero become one, and so does -1 under the least value.
static Value safeDivisor(CodeBuilder &b, Value a, Value divisor,
                         bool isSigned) {
  Value zero = constantLike(b, divisor, 0), one = constantLike(b, divisor, 1);
  Value bad = arith::CmpIOp::create(b, CmpIPredicate::eq, divisor, zero);
  if (isSigned) {
    Type type = getElementTypeOrSelf(a);
    unsigned width = isa<IndexType>(type) ? 64 : type.getIntOrFloatBitWidth();
    Value least =
        constantLike(b, a, APInt::getSignedMinValue(width).getSExtValue());
    Value overflows = arith::AndIOp::create(
        b, arith::CmpIOp::create(b, CmpIPredicate::eq, a, least),
        arith::CmpIOp::create(b, CmpIPredicate::eq, divisor,
                              constantLike(b, divisor, -1)));
    bad = arith::OrIOp::create(b, bad, overflows);
  }
  return arith::SelectOp::create(b, bad, one, divisor);
}

// The quotient by way of f64: exact where both fit into 53 bits, because it is
// then further from the next integer than f64 rounds.
static Value divideAsDouble(CodeBuilder &b, Value a, Value divisor,
                            bool isSigned, bool floor) {
  Type element = getElementTypeOrSelf(a);
  Type wide = typeLike(b.getI64Type(), a);
  Type real = typeLike(b.getF64Type(), a);
  auto toReal = [&](Value value) -> Value {
    if (isa<IndexType>(element))
      value = arith::IndexCastOp::create(b, wide, value);
    else if (isSigned)
      value = arith::ExtSIOp::create(b, wide, value);
    else
      value = arith::ExtUIOp::create(b, wide, value);
    return arith::SIToFPOp::create(b, real, value);
  };
  Value quotient = arith::DivFOp::create(b, toReal(a), toReal(divisor));
  quotient = floor ? Value(math::FloorOp::create(b, quotient))
                   : Value(math::TruncOp::create(b, quotient));
  quotient = arith::FPToSIOp::create(b, wide, quotient);
  if (isa<IndexType>(element))
    return arith::IndexCastOp::create(b, a.getType(), quotient);
  return arith::TruncIOp::create(b, a.getType(), quotient);
}

static Value emitDivision(CodeBuilder &b, Operation *op, Value a,
                          Value divisor) {
  bool isSigned = !isa<arith::DivUIOp, arith::RemUIOp, arith::CeilDivUIOp>(op);
  bool remainder = isa<arith::RemSIOp, arith::RemUIOp>(op);
  bool floors = isa<arith::FloorDivSIOp>(op);
  Type element = getElementTypeOrSelf(a);
  auto constant = constantOf(divisor);
  if (!constant || *constant == 0 || *constant == -1)
    divisor = safeDivisor(b, a, divisor, isSigned);
  auto rest = [&](Value quotient) -> Value {
    return arith::SubIOp::create(b, a,
                                 arith::MulIOp::create(b, quotient, divisor));
  };
  if (isa<arith::CeilDivSIOp, arith::CeilDivUIOp>(op)) {
    // -floor(-a / d)
    Value zero = constantLike(b, a, 0);
    Value floor = arith::FloorDivSIOp::create(
        b, arith::SubIOp::create(b, zero, a), divisor);
    return arith::SubIOp::create(b, zero, floor);
  }
  bool fits = isa<IndexType>(element) || element.getIntOrFloatBitWidth() <= 32;
  if (isa<VectorType>(a.getType()) && fits && !b.simt) {
    Value quotient = divideAsDouble(b, a, divisor, isSigned, floors);
    return remainder ? rest(quotient) : quotient;
  }
  OperationState state(b.getLoc(), op->getName(), {a, divisor}, {a.getType()});
  return b.create(state)->getResult(0);
}

//===- All ----------------------------------------------------------------===//

static Value emitSame(CodeBuilder &b, Operation *op, ValueRange operands,
                      Type element) {
  OperationState state(b.getLoc(), op->getName(), operands,
                       {typeLike(element, operands.front())}, op->getAttrs());
  return b.create(state)->getResult(0);
}

Value hfc::codegen::emitScalarOp(CodeBuilder &b, Operation *op,
                                 ValueRange operands) {
  StringRef dialect = op->getName().getDialectNamespace();
  if ((dialect != "arith" && dialect != "math") || op->getNumResults() != 1 ||
      operands.empty())
    return {};
  Type result = op->getResult(0).getType();
  if (isa<arith::ExtFOp, arith::TruncFOp>(op))
    return convertFloat(b, operands[0], result);
  if (isa<arith::DivSIOp, arith::DivUIOp, arith::RemSIOp, arith::RemUIOp,
          arith::FloorDivSIOp, arith::CeilDivSIOp, arith::CeilDivUIOp>(op))
    return emitDivision(b, op, operands[0], operands[1]);
  if (isa<arith::SelectOp>(op))
    return choose(b, operands[0], operands[1], operands[2]);
  if (isa<arith::BitcastOp>(op))
    return emitSame(b, op, operands, result);

  Values widened;
  for (Value operand : operands)
    widened.push_back(isSmallFloat(operand.getType())
                          ? convertFloat(b, operand, b.getF32Type())
                          : operand);
  auto compute = [&](Type type) {
    Value formula = formulas::emitFormula(
        b, b.getLoc(), op->getName().getStringRef(), widened);
    return formula ? formula : emitSame(b, op, widened, type);
  };
  if (!isSmallFloat(result))
    return compute(result);
  // From integers that f32 does not hold, by way of f64.
  Type source = getElementTypeOrSelf(widened[0]);
  bool wide = isa<IntegerType>(source) && source.getIntOrFloatBitWidth() > 16;
  Type computed = wide ? Type(b.getF64Type()) : Type(b.getF32Type());
  return convertFloat(b, compute(computed), result);
}
