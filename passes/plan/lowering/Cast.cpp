// hfc.cast, hfc.bitcast. Types of a byte and less are bytes in a kernel:
// NarrowFloats.h has the arithmetic of the floats among them.
#include "dialects/HFC/NarrowTypes.h"
#include "passes/plan/Program.h"
#include "passes/plan/lowering/NarrowFloats.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::plan;

namespace {

Value equals(Program &p, Value x, int64_t value) {
  return p.make<arith::CmpIOp>(arith::CmpIPredicate::eq, x,
                               p.integer(x.getType(), value));
}

// Float to integer: truncated, saturated, NaN to 0. Bounds of the integer are
// compared as floats: those above are exact powers of two.
Value floatToInteger(Program &p, Value x, Type type, unsigned width,
                     bool isUnsignedResult) {
  Type real = x.getType();
  double above = std::ldexp(1.0, isUnsignedResult ? width : width - 1);
  double below = isUnsignedResult ? 0 : -above;
  APInt most = isUnsignedResult ? APInt::getMaxValue(width)
                                : APInt::getSignedMaxValue(width);
  APInt least = isUnsignedResult ? APInt::getZero(width)
                                 : APInt::getSignedMinValue(width);
  auto constant = [&](APInt value) {
    return p.integer(type, isUnsignedResult
                               ? static_cast<int64_t>(value.getZExtValue())
                               : value.getSExtValue());
  };
  using F = arith::CmpFPredicate;
  // The float holds all integers of the type: it is clamped as one. A NaN is
  // not above the least of them, which is 0 without a sign.
  if (width <= 16) {
    auto clamp = [&](F predicate, Value value, double bound) {
      Value limit = p.number(real, bound);
      return p.select(p.make<arith::CmpFOp>(predicate, value, limit), value,
                      limit);
    };
    Value clamped = clamp(F::OLT, clamp(F::OGT, x, below), above - 1);
    if (!isUnsignedResult)
      clamped = p.select(p.make<arith::CmpFOp>(F::UNO, x, x), p.number(real, 0),
                         clamped);
    Value wide = p.make<arith::FPToSIOp>(p.getBuilder().getI32Type(), clamped);
    return p.make<arith::TruncIOp>(type, wide);
  }
  Value whole = p.make<math::TruncOp>(x);
  Value high = p.make<arith::CmpFOp>(F::OGE, whole, p.number(real, above));
  Value low = p.make<arith::CmpFOp>(F::OLT, whole, p.number(real, below));
  Value nan = p.make<arith::CmpFOp>(F::UNO, x, x);
  Value outside = p.make<arith::OrIOp>(nan, p.make<arith::OrIOp>(high, low));
  Value safe = p.select(outside, p.number(real, 0), whole);
  Value result = isUnsignedResult ? p.make<arith::FPToUIOp>(type, safe)
                                  : p.make<arith::FPToSIOp>(type, safe);
  result = p.select(high, constant(most), result);
  result = p.select(low, constant(least), result);
  return p.select(nan, p.integer(type, 0), result);
}

// An integer of 64 bits whose magnitude has 53 significant ones, the last of
// them set where lower ones were: it rounds to fewer as the integer does.
Value withSticky(Program &p, Value x, bool isUnsigned) {
  auto constant = [&](int64_t value) { return p.integer(x.getType(), value); };
  Value low = p.make<arith::AndIOp>(x, constant(0x7ff));
  Value sticky =
      p.select(equals(p, low, 0), constant(0), constant(int64_t(1) << 11));
  Value high = p.make<arith::OrIOp>(p.make<arith::SubIOp>(x, low), sticky);
  Value limit = constant(int64_t(1) << 53);
  using I = arith::CmpIPredicate;
  if (isUnsigned)
    return p.select(p.make<arith::CmpIOp>(I::ult, x, limit), x, high);
  Value fits = p.make<arith::AndIOp>(
      p.make<arith::CmpIOp>(I::slt, x, limit),
      p.make<arith::CmpIOp>(I::sgt, x, constant(-(int64_t(1) << 53))));
  return p.select(fits, x, high);
}

// An integer whose lowest `width` bits count, extended to its type.
Value keepLowBits(Program &p, Value x, unsigned width, bool isUnsigned) {
  unsigned unused = x.getType().getIntOrFloatBitWidth() - width;
  if (isUnsigned)
    return p.make<arith::AndIOp>(x, p.integer(x.getType(), (1 << width) - 1));
  Value count = p.integer(x.getType(), unused);
  return p.make<arith::ShRSIOp>(p.make<arith::ShLIOp>(x, count), count);
}

// `from` and `to` are types of the hfc dialect, x is what a kernel has for
// `from`, floats widened to f32 at least.
Value toFloat(Program &p, Value x, Type from, FloatType to) {
  if (auto real = dyn_cast<FloatType>(x.getType())) {
    // f64 to a narrow type rounds once, not by way of f32.
    if (real == to)
      return x;
    return to.getWidth() > real.getWidth() ? p.make<arith::ExtFOp>(to, x)
                                           : p.make<arith::TruncFOp>(to, x);
  }
  bool isPlain = from.isUnsignedInteger() || from.isInteger(1);
  unsigned width = x.getType().getIntOrFloatBitWidth();
  Type wide = to;
  // A narrow type takes wide integers by way of f64, which holds 53 bits: what
  // it drops of the other 11 is kept in the last one.
  if (to.getWidth() < 32) {
    wide = width > 16 ? p.getBuilder().getF64Type()
                      : Type(p.getBuilder().getF32Type());
    if (width == 64)
      x = withSticky(p, x, isPlain);
  }
  x = isPlain ? p.make<arith::UIToFPOp>(wide, x)
              : p.make<arith::SIToFPOp>(wide, x);
  return p.narrow(x, to);
}

Value toInteger(Program &p, Value x, Type from, IntegerType to) {
  bool isPlain = from.isUnsignedInteger() || from.isInteger(1);
  Type type = getKernelElement(to);
  unsigned width = x.getType().getIntOrFloatBitWidth(),
           wanted = type.getIntOrFloatBitWidth();
  if (width > wanted)
    x = p.make<arith::TruncIOp>(type, x);
  else if (width < wanted)
    x = isPlain ? p.make<arith::ExtUIOp>(type, x)
                : p.make<arith::ExtSIOp>(type, x);
  // Where the source is no wider and of the same sign nothing is dropped.
  bool fits = from.getIntOrFloatBitWidth() + (isPlain && to.isSignless()) <=
                  to.getWidth() &&
              (isPlain || to.isSignless());
  if (hf::isNarrowInteger(to) && !fits)
    return keepLowBits(p, x, to.getWidth(), to.isUnsigned());
  return x;
}

Value convert(Program &p, Operation *op, ArrayRef<Value> indices) {
  auto cast = mlir::cast<hf::CastOp>(op);
  Type from = getElementTypeOrSelf(cast.getOperand()),
       to = getElementTypeOrSelf(cast.getResult());
  Value x = p.broadcast(cast.getOperand(), indices);
  if (from == to)
    return x;
  x = hf::isNarrowFloat(from) ? decodeNarrow(p, x, mlir::cast<FloatType>(from))
                              : p.widen(x);
  bool isReal = isa<FloatType>(x.getType());
  if (hf::isNarrowFloat(to)) {
    if (!isReal) // what f32 does not hold is far beyond the largest value
      x = toFloat(p, x, from, p.getBuilder().getF32Type());
    return encodeNarrow(p, x, mlir::cast<FloatType>(to), cast.getOverflowing(),
                        cast.getRounding());
  }
  if (auto real = dyn_cast<FloatType>(to))
    return toFloat(p, x, from, real);
  if (to.isInteger(1))
    return isReal ? p.make<arith::CmpFOp>(arith::CmpFPredicate::UNE, x,
                                          p.number(x.getType(), 0))
                  : p.make<arith::CmpIOp>(arith::CmpIPredicate::ne, x,
                                          p.integer(x.getType(), 0));
  auto integer = mlir::cast<IntegerType>(to);
  if (isReal && hf::isNarrowInteger(to) && cast.getOverflowing()) {
    x = floatToInteger(p, x, p.getBuilder().getI32Type(), 32, false);
    return toInteger(p, x, x.getType(), integer);
  }
  if (isReal)
    return floatToInteger(p, x, getKernelElement(to), integer.getWidth(),
                          integer.isUnsigned());
  return toInteger(p, x, from, integer);
}

// Kernels have one type for the integers of a width, and bytes for what is
// narrower, extended by the sign of the type.
Value reinterpret(Program &p, Operation *op, ArrayRef<Value> indices) {
  Type to = getElementTypeOrSelf(op->getResult(0));
  Value x = p.broadcast(op->getOperand(0), indices);
  if (hf::isNarrow(to) && to.getIntOrFloatBitWidth() < 8)
    return keepLowBits(p, x, to.getIntOrFloatBitWidth(),
                       !isa<IntegerType>(to) || to.isUnsignedInteger());
  Type type = getKernelElement(to);
  return x.getType() == type ? x : p.make<arith::BitcastOp>(type, x);
}

} // namespace

void plan::addCastLowering(Lowerings &lowerings) {
  lowerings[hf::CastOp::getOperationName()] = convert;
  lowerings[hf::BitCastOp::getOperationName()] = reinterpret;
}
