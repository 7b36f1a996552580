// hfc.cast: rounds to nearest even, truncates and saturates, keeps low bits, or
// asks whether a value is not 0. hfc.bitcast: the same bits.
#include "dialects/HFC/NarrowTypes.h"
#include "interpreter/Evaluators.h"
#include "interpreter/Interpreter.h"
#include <cmath>

using namespace mlir;
using namespace hfc;
using namespace hfc::interpreter;

// NaN gives 0; the bounds of an integer type are powers of two, or one less.
static int64_t saturate(double x, unsigned width, bool isUnsigned) {
  double above = std::ldexp(1.0, isUnsigned ? width : width - 1);
  double least = isUnsigned ? 0 : -above;
  if (std::isnan(x))
    return 0;
  if (x < least)
    return isUnsigned ? 0 : APInt::getSignedMinValue(width).getSExtValue();
  if (x >= above)
    return isUnsigned ? APInt::getMaxValue(width).getZExtValue()
                      : APInt::getSignedMaxValue(width).getSExtValue();
  return isUnsigned ? int64_t(uint64_t(x)) : int64_t(x);
}

// An integer as a float of `element`, rounded once: a double cannot hold all of
// 64 bits, so what it drops is kept in its last bit where f16 or bf16 follow.
template <class T> static void setRounded(Tensor &result, int64_t i, T x) {
  Type element = result.getElement();
  if (element.isF64())
    return result.set(i, double(x));
  if (element.isF32())
    return result.set(i, float(x));
  bool negative = x < T(0);
  uint64_t magnitude = negative ? 0 - uint64_t(x) : uint64_t(x);
  if (magnitude >> 53)
    magnitude = magnitude >> 11 << 11 | (magnitude & 0x7ff ? 1 << 11 : 0);
  result.set(i, negative ? -double(magnitude) : double(magnitude));
}

// The magnitude's exponent, biased by 127; 255 is NaN.
static unsigned encodePowerOfTwo(float x, bool overflowing,
                                 hf::Rounding rounding) {
  float magnitude = std::fabs(x);
  if (std::isnan(x) || (overflowing && magnitude < 0x1p-127f))
    return 255;
  if (magnitude <= 0x1p-127f)
    return 0;
  int above = 0; // magnitude = fraction * 2^above, 0.5 <= fraction < 1
  float fraction = std::isinf(x) ? 0.5f : std::frexp(magnitude, &above);
  int code = std::isinf(x) ? 255 : above - 1 + 127;
  if (rounding == hf::Rounding::up && fraction > 0.5f)
    ++code;
  if (rounding == hf::Rounding::nearest && fraction >= 0.75f)
    ++code;
  return code < 255 ? code : overflowing ? 255 : 254;
}

static APInt encodeNarrow(double x, FloatType type, bool overflowing,
                          hf::Rounding rounding) {
  unsigned width = type.getWidth();
  if (isa<Float8E8M0FNUType>(type))
    return APInt(
        8, encodePowerOfTwo(static_cast<float>(x), overflowing, rounding));
  const llvm::fltSemantics &semantics = type.getFloatSemantics();
  bool isFinite = width < 8; // neither NaN nor infinity
  if (std::isnan(x))
    return isFinite ? APInt::getSignMask(width)
                    : APFloat::getQNaN(semantics).bitcastToAPInt();
  APFloat value(std::isinf(x) ? std::copysign(0x1p100, x) : x);
  bool losesInfo;
  value.convert(semantics, APFloat::rmNearestTiesToEven, &losesInfo);
  if (!value.isFinite() && !overflowing)
    value = APFloat::getLargest(semantics, std::signbit(x));
  return value.bitcastToAPInt();
}

Tensor hfc::castElements(const Tensor &operand, Type to, bool overflowing,
                         hf::Rounding rounding) {
  Tensor result(to, operand.getDims());
  unsigned width = to.getIntOrFloatBitWidth();
  bool toFloat = isa<FloatType>(to), toNarrowFloat = hf::isNarrowFloat(to),
       toBool = to.isInteger(1), toUnsigned = to.isUnsignedInteger();
  // A narrow integer that overflows keeps its low bits.
  bool keepsLowBits = hf::isNarrowInteger(to) && overflowing;
  inComputeType(operand.getElement(), [&](auto zero) {
    using T = decltype(zero);
    for (int64_t i = 0, size = result.getSize(); i < size; ++i) {
      T x = operand.get<T>(i);
      if (toNarrowFloat) {
        result.setBits(i, encodeNarrow(double(x), cast<FloatType>(to),
                                       overflowing, rounding));
        continue;
      }
      if (toBool)
        result.set(i, uint64_t(x != 0));
      else if constexpr (!std::is_floating_point_v<T>)
        toFloat ? setRounded(result, i, x) : result.set(i, x);
      else if (toFloat)
        result.set(i, double(x));
      else if (keepsLowBits)
        result.set(i, saturate(x, 32, /*isUnsigned=*/false));
      else
        result.set(i, saturate(x, width, toUnsigned));
    }
  });
  return result;
}

static Tensor convert(hf::CastOp op, const Call &call) {
  return castElements(call[0], getElementTypeOrSelf(op.getResult().getType()),
                      op.getOverflowing(), op.getRounding());
}

static Tensor reinterpret(hf::BitCastOp op, const Call &call) {
  const Tensor &operand = call[0];
  Tensor result = call.makeResult();
  Type element = result.getElement();
  unsigned width = element.getIntOrFloatBitWidth();
  llvm::copy(operand.getBytes(), result.getBytes().begin());
  // Narrow integers are extended by their sign, floats by zeros.
  if (hf::isNarrow(element) && width < 8)
    for (int64_t i = 0, size = result.getSize(); i < size; ++i) {
      auto bits = static_cast<uint8_t>(operand.getBytes()[i]);
      if (isa<IntegerType>(element))
        result.set(i, int64_t(bits));
      else
        result.setBits(i, APInt(8, bits & ((1u << width) - 1)));
    }
  return result;
}

void interpreter::addCast(Evaluators &evaluators) {
  evaluators.add<hf::CastOp>(convert);
  evaluators.add<hf::BitCastOp>(reinterpret);
}
