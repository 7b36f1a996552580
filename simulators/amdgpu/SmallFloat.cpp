#include "simulators/amdgpu/SmallFloat.h"
#include <algorithm>
#include <cmath>

using namespace hfc::sim;

float hfc::sim::fromSmall(const SmallFormat &format, uint32_t bits) {
  unsigned m = format.mantissaBits, e = format.exponentBits;
  bool negative = bits >> (m + e) & 1;
  uint32_t mantissa = bits & ((1u << m) - 1);
  uint32_t exponent = bits >> m & ((1u << e) - 1);
  bool ones = exponent == (1u << e) - 1;
  if (format.fnuz && negative && !exponent && !mantissa)
    return NAN;
  if (format.special == SmallFormat::Ieee && ones)
    return mantissa ? NAN : negative ? -INFINITY : INFINITY;
  if (format.special == SmallFormat::NanOnly && ones &&
      mantissa == (1u << m) - 1)
    return NAN;
  float value = exponent
                    ? std::ldexp(float(mantissa + (1u << m)),
                                 int(exponent) - format.bias - int(m))
                    : std::ldexp(float(mantissa), 1 - format.bias - int(m));
  return negative ? -value : value;
}

uint32_t hfc::sim::toSmall(const SmallFormat &format, float value) {
  unsigned m = format.mantissaBits, e = format.exponentBits;
  uint32_t sign = std::signbit(value) ? 1u << (m + e) : 0;
  uint32_t all = (1u << (m + e)) - 1;
  uint32_t nan = format.fnuz ? 1u << (m + e) : sign | all;
  bool infinite = format.special == SmallFormat::Ieee;
  uint32_t infinity = sign | (all - (1u << m) + 1);
  if (value != value)
    return nan;
  double magnitude = std::abs(double(value));
  int exponent = magnitude == 0 ? 0 : std::ilogb(magnitude);
  int lowest = 1 - format.bias;
  exponent = std::max(exponent, lowest);
  double unit = std::ldexp(1.0, exponent - int(m));
  double rounded = std::nearbyint(magnitude / unit) * unit;
  uint32_t largest = infinite ? all - (1u << m) // the largest finite number
                     : format.special == SmallFormat::NanOnly ? all - 1
                                                              : all;
  if (!(rounded <= double(fromSmall(format, largest))))
    return infinite ? infinity : nan;
  if (rounded == 0)
    return format.fnuz ? 0 : sign;
  exponent = std::ilogb(rounded);
  if (exponent < lowest)
    return sign | uint32_t(std::ldexp(rounded, int(m) - lowest));
  uint32_t mantissa =
      uint32_t(std::ldexp(rounded, int(m) - exponent)) - (1u << m);
  return sign | uint32_t(exponent + format.bias) << m | mantissa;
}
