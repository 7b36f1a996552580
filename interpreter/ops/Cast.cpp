// hfc.cast: rounds to nearest even, truncates and saturates, keeps low bits, or
// asks whether a value is not 0.
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

Tensor hfc::castElements(const Tensor &operand, Type to) {
  Tensor result(to, operand.getDims());
  unsigned width = to.getIntOrFloatBitWidth();
  inComputeType(operand.getElement(), [&](auto zero) {
    using T = decltype(zero);
    for (int64_t i = 0, size = result.getSize(); i < size; ++i) {
      T x = operand.get<T>(i);
      if (to.isInteger(1))
        result.set(i, uint64_t(x != 0));
      else if constexpr (!std::is_floating_point_v<T>)
        isa<FloatType>(to) ? setRounded(result, i, x) : result.set(i, x);
      else if (isa<FloatType>(to))
        result.set(i, double(x));
      else
        result.set(i, saturate(x, width, to.isUnsignedInteger()));
    }
  });
  return result;
}

static Tensor convert(hf::CastOp op, const Call &call) {
  return castElements(call[0], getElementTypeOrSelf(op.getResult().getType()));
}

void interpreter::addCast(Evaluators &evaluators) {
  evaluators.add<hf::CastOp>(convert);
}
