// Vector operations on f32. The functions that hardware approximates (exp, log,
// rcp, rsq, sqrt, sin, cos: 1 ulp) are computed in double and rounded once;
// they flush subnormals whatever MODE says.
#include "simulators/amdgpu/Lanes.h"
#include "simulators/amdgpu/Operations.h"
#include <cmath>
#include <numbers>

using namespace hfc::sim;

namespace {

float quiet(float x) {
  return std::bit_cast<float>(std::bit_cast<uint32_t>(x) | 0x400000);
}
// IEEE 754-2008 minNum and maxNum, where -0 is less than +0.
float minimumNumber(float a, float b) {
  if (a != a)
    return b != b ? quiet(a) : b;
  if (b != b)
    return a;
  return a < b ? a : b < a ? b : std::signbit(a) ? a : b;
}
float maximumNumber(float a, float b) {
  if (a != a)
    return b != b ? quiet(a) : b;
  if (b != b)
    return a;
  return a > b ? a : b > a ? b : std::signbit(a) ? b : a;
}
// IEEE 754-2019 minimum and maximum: a NaN stays.
float minimum(float a, float b) {
  return a != a ? quiet(a) : b != b ? quiet(b) : minimumNumber(a, b);
}
float maximum(float a, float b) {
  return a != a ? quiet(a) : b != b ? quiet(b) : maximumNumber(a, b);
}
float median(float a, float b, float c) {
  if (a != a || b != b || c != c)
    return minimumNumber(minimumNumber(a, b), c);
  return maximumNumber(minimumNumber(a, b),
                       minimumNumber(maximumNumber(a, b), c));
}
// Zero times anything is zero.
float multiplyLegacy(float a, float b) {
  return a == 0 || b == 0 ? 0.0f : a * b;
}
float fused(float a, float b, float c) { return __builtin_fmaf(a, b, c); }

float flush(float x) {
  return std::abs(x) < 0x1p-126f ? std::copysign(0.0f, x) : x;
}
template <auto F> float approximate(float x) {
  return flush(float(F(double(flush(x)))));
}
double reciprocal(double x) { return 1 / x; }
double reciprocalRoot(double x) { return 1 / std::sqrt(x); }
// Turns; hardware reduces the argument to 256 of them.
double sine(double x) {
  return std::sin(2 * std::numbers::pi * (x - std::floor(x)));
}
double cosine(double x) {
  return std::cos(2 * std::numbers::pi * (x - std::floor(x)));
}
double exponential(double x) { return std::exp2(x); }
double logarithm(double x) { return std::log2(x); }

float fraction(float x) {
  float r = x - std::floor(x);
  return std::isinf(x) ? NAN : std::fmin(r, 0x1.fffffep-1f);
}
float mantissa(float x) {
  if (!std::isfinite(x) || x == 0)
    return x;
  int exponent;
  return std::frexp(x, &exponent);
}
int32_t exponent(float x) {
  if (!std::isfinite(x) || x == 0)
    return 0;
  int result;
  std::frexp(x, &result);
  return result;
}
float scale(float x, int32_t by) { return std::ldexp(x, by); }
float nearestEven(float x) { return std::nearbyint(x); }

bool isNan(float x) { return x != x; }
int32_t exponentOf(float x) {
  return int32_t(std::bit_cast<uint32_t>(x) >> 23 & 255);
}
// The last step of a division: exponents out of range, special values.
// CDNA3 ISA, V_DIV_FIXUP_F32.
float divisionFixup(float quotient, float denominator, float numerator) {
  bool negative = std::signbit(denominator) != std::signbit(numerator);
  auto sign = [&](float x) { return negative ? -x : x; };
  if (isNan(numerator))
    return quiet(numerator);
  if (isNan(denominator))
    return quiet(denominator);
  if ((denominator == 0 && numerator == 0) ||
      (std::isinf(denominator) && std::isinf(numerator)))
    return std::bit_cast<float>(0xffc00000u);
  if (denominator == 0 || std::isinf(numerator))
    return sign(INFINITY);
  if (std::isinf(denominator) || numerator == 0)
    return sign(0.0f);
  if (exponentOf(numerator) - exponentOf(denominator) < -150)
    return sign(0.0f);
  if (isNan(quotient)) // the steps before it overflowed
    return sign(INFINITY);
  return sign(std::abs(quotient));
}

// V_DIV_SCALE_F32: brings numerator or denominator into range, VCC tells
// v_div_fmas to undo it.
float divisionScale(float value, float denominator, float numerator,
                    bool &scaled) {
  scaled = false;
  if (denominator == 0 || numerator == 0)
    return NAN;
  int difference = exponentOf(numerator) - exponentOf(denominator);
  bool tinyDenominator = exponentOf(denominator) == 0;
  if (difference >= 96) {
    scaled = true;
    return value == denominator ? std::ldexp(value, 64) : value;
  }
  if (tinyDenominator)
    return std::ldexp(value, 64);
  bool tinyReciprocal = std::abs(1.0 / double(denominator)) < 0x1p-126;
  bool tinyQuotient =
      std::abs(double(numerator) / double(denominator)) < 0x1p-126;
  if (tinyReciprocal && tinyQuotient) {
    scaled = true;
    return value == denominator ? std::ldexp(value, 64) : value;
  }
  if (tinyReciprocal)
    return std::ldexp(value, -64);
  if (tinyQuotient) {
    scaled = true;
    return value == numerator ? std::ldexp(value, 64) : value;
  }
  if (exponentOf(numerator) <= 23)
    return std::ldexp(value, 64);
  return value;
}
void divScale(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  Typed<float> a, b, c, result;
  readFloats(wave, in.sources[0], a.lane);
  readFloats(wave, in.sources[1], b.lane);
  readFloats(wave, in.sources[2], c.lane);
  uint64_t mask = 0;
  for (unsigned lane = 0; lane < wave.lanes; ++lane) {
    bool scaled;
    result.lane[lane] =
        divisionScale(a.lane[lane], b.lane[lane], c.lane[lane], scaled);
    mask |= uint64_t(scaled) << lane;
  }
  writeFloats(wave, in, result.lane);
  wave.writeMask(in.results[1], mask & wave.mask);
}
void divFmas(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  Typed<float> a, b, c, result;
  readFloats(wave, in.sources[0], a.lane);
  readFloats(wave, in.sources[1], b.lane);
  readFloats(wave, in.sources[2], c.lane);
  uint64_t mask = wave.readMask(in.sources[3]);
  for (unsigned lane = 0; lane < wave.lanes; ++lane) {
    // The quotient as scaled tells which way v_div_scale went.
    float value = std::fma(a.lane[lane], b.lane[lane], c.lane[lane]);
    int by = exponentOf(c.lane[lane]) > 127 ? 64 : -64;
    result.lane[lane] = mask >> lane & 1 ? std::ldexp(value, by) : value;
  }
  writeFloats(wave, in, result.lane);
}

// clang-format off
constexpr Operation table[] = {
    op<F32, [](float a, float b) { return a + b; }, F32, F32>("v_add_f32"),
    op<F32, [](float a, float b) { return a - b; }, F32, F32>("v_sub_f32"),
    op<F32, [](float a, float b) { return b - a; }, F32, F32>("v_subrev_f32"),
    op<F32, [](float a, float b) { return a * b; }, F32, F32>("v_mul_f32"),
    op<F32, multiplyLegacy, F32, F32>("v_mul_legacy_f32"),
    op<F32, minimumNumber, F32, F32>("v_min_f32"),
    op<F32, maximumNumber, F32, F32>("v_max_f32"),
    op<F32, [](float a, float b, float c) { return minimumNumber(minimumNumber(a, b), c); }, F32, F32, F32>("v_min3_f32"),
    op<F32, [](float a, float b, float c) { return maximumNumber(maximumNumber(a, b), c); }, F32, F32, F32>("v_max3_f32"),
    op<F32, [](float a, float b, float c) { return minimum(minimum(a, b), c); }, F32, F32, F32>("v_minimum3_f32"),
    op<F32, [](float a, float b, float c) { return maximum(maximum(a, b), c); }, F32, F32, F32>("v_maximum3_f32"),
    op<F32, median, F32, F32, F32>("v_med3_f32"),
    op<F32, [](float a, float b, float c) { return minimumNumber(maximumNumber(a, b), c); }, F32, F32, F32>("v_maxmin_f32"),
    op<F32, [](float a, float b, float c) { return maximumNumber(minimumNumber(a, b), c); }, F32, F32, F32>("v_minmax_f32"),
    op<F32, fused, F32, F32, F32>("v_fma_f32"),
    op<F32, [](float a, float b, float c) { return a * b + c; }, F32, F32, F32>("v_mad_f32"),
    op<F32, [](float a, float b, float c) { return multiplyLegacy(a, b) + c; }, F32, F32, F32>("v_mad_legacy_f32"),
    accumulating<F32, fused, F32, F32>("v_fmac_f32"),
    accumulating<F32, [](float a, float b, float c) { return a * b + c; }, F32, F32>("v_mac_f32"),
    accumulating<F32, [](float a, float b, float c) { return multiplyLegacy(a, b) + c; }, F32, F32>("v_mac_legacy_f32"),
    op<F32, [](float a, float k, float b) { return fused(a, k, b); }, F32, F32, F32>("v_fmamk_f32"),
    op<F32, fused, F32, F32, F32>("v_fmaak_f32"),
    op<F32, [](float a, float k, float b) { return a * k + b; }, F32, F32, F32>("v_madmk_f32"),
    op<F32, [](float a, float b, float k) { return a * b + k; }, F32, F32, F32>("v_madak_f32"),
    op<F32, [](float a) { return std::trunc(a); }, F32>("v_trunc_f32"),
    op<F32, [](float a) { return std::floor(a); }, F32>("v_floor_f32"),
    op<F32, [](float a) { return std::ceil(a); }, F32>("v_ceil_f32"),
    op<F32, nearestEven, F32>("v_rndne_f32"),
    op<F32, fraction, F32>("v_fract_f32"),
    trans(op<F32, approximate<exponential>, F32>("v_exp_f32")),
    trans(op<F32, approximate<logarithm>, F32>("v_log_f32")),
    trans(op<F32, approximate<reciprocal>, F32>("v_rcp_f32")),
    trans(op<F32, approximate<reciprocal>, F32>("v_rcp_iflag_f32")),
    trans(op<F32, approximate<reciprocalRoot>, F32>("v_rsq_f32")),
    trans(op<F32, [](float a) { return float(std::sqrt(double(a))); }, F32>("v_sqrt_f32")),
    trans(op<F32, approximate<sine>, F32>("v_sin_f32")),
    trans(op<F32, approximate<cosine>, F32>("v_cos_f32")),
    op<F32, mantissa, F32>("v_frexp_mant_f32"),
    op<I32, exponent, F32>("v_frexp_exp_i32_f32"),
    op<F32, scale, F32, I32>("v_ldexp_f32"),
    op<F32, divisionFixup, F32, F32, F32>("v_div_fixup_f32"),
    {"v_div_scale_f32", divScale, Class::Valu, 2, Kind::F32, {Kind::F32, Kind::F32, Kind::F32}},
    {"v_div_fmas_f32", divFmas, Class::Valu, 1, Kind::F32, {Kind::F32, Kind::F32, Kind::F32, Kind::Mask}},
};
// clang-format on
} // namespace

OperationTable hfc::sim::vectorFloatOperations() { return table; }
