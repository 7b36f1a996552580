// Vector operations on f16. Sums and products of halves are exact enough in
// f32 that a second rounding does not show; fma is rounded to odd first.
#include "simulators/amdgpu/Lanes.h"
#include "simulators/amdgpu/Operations.h"
#include <cmath>
#include <numbers>

using namespace hfc::sim;

namespace {
float minimumNumber(float a, float b) {
  if (a != a || b != b)
    return a != a ? b : a;
  return a < b ? a : b < a ? b : std::signbit(a) ? a : b;
}
float maximumNumber(float a, float b) {
  if (a != a || b != b)
    return a != a ? b : a;
  return a > b ? a : b > a ? b : std::signbit(a) ? b : a;
}
float median(float a, float b, float c) {
  if (a != a || b != b || c != c)
    return minimumNumber(minimumNumber(a, b), c);
  return maximumNumber(minimumNumber(a, b),
                       minimumNumber(maximumNumber(a, b), c));
}
float fraction(float x) {
  return std::isinf(x) ? NAN : std::fmin(x - std::floor(x), 0x1.ffcp-1f);
}
float mantissa(float x) {
  int exponent;
  return std::isfinite(x) && x != 0 ? std::frexp(x, &exponent) : x;
}
int32_t exponent(float x) {
  int result = 0;
  if (std::isfinite(x) && x != 0)
    std::frexp(x, &result);
  return result;
}
// V_DIV_FIXUP_F16.
float divisionFixup(float quotient, float denominator, float numerator) {
  bool negative = std::signbit(denominator) != std::signbit(numerator);
  auto sign = [&](float x) { return negative ? -x : x; };
  if (numerator != numerator)
    return numerator;
  if (denominator != denominator)
    return denominator;
  if ((denominator == 0 && numerator == 0) ||
      (std::isinf(denominator) && std::isinf(numerator)))
    return -NAN;
  if (denominator == 0 || std::isinf(numerator))
    return sign(INFINITY);
  if (std::isinf(denominator) || numerator == 0)
    return sign(0.0f);
  return sign(std::abs(quotient));
}
float sine(float x) {
  return float(std::sin(2 * std::numbers::pi * (double(x) - std::floor(x))));
}
float cosine(float x) {
  return float(std::cos(2 * std::numbers::pi * (double(x) - std::floor(x))));
}

// Results that keep the other half of the register on gfx9 too.
constexpr Operation keeping(Operation row) {
  row.extra = 1;
  return row;
}

// clang-format off
constexpr Operation table[] = {
    op<F16, [](float a, float b) { return a + b; }, F16, F16>("v_add_f16"),
    op<F16, [](float a, float b) { return a - b; }, F16, F16>("v_sub_f16"),
    op<F16, [](float a, float b) { return b - a; }, F16, F16>("v_subrev_f16"),
    op<F16, [](float a, float b) { return a * b; }, F16, F16>("v_mul_f16"),
    op<F16, minimumNumber, F16, F16>("v_min_f16"),
    op<F16, maximumNumber, F16, F16>("v_max_f16"),
    keeping(op<F16, [](float a, float b, float c) { return minimumNumber(minimumNumber(a, b), c); }, F16, F16, F16>("v_min3_f16")),
    keeping(op<F16, [](float a, float b, float c) { return maximumNumber(maximumNumber(a, b), c); }, F16, F16, F16>("v_max3_f16")),
    keeping(op<F16, median, F16, F16, F16>("v_med3_f16")),
    op<F16, [](float a, float b, float c) { return minimumNumber(maximumNumber(a, b), c); }, F16, F16, F16>("v_maxmin_f16"),
    op<F16, [](float a, float b, float c) { return maximumNumber(minimumNumber(a, b), c); }, F16, F16, F16>("v_minmax_f16"),
    keeping(op<F16, fusedHalf, F16, F16, F16>("v_fma_f16")),
    accumulating<F16, fusedHalf, F16, F16>("v_fmac_f16"),
    op<F16, fusedHalf, F16, F16, F16>("v_fmamk_f16"),
    op<F16, fusedHalf, F16, F16, F16>("v_fmaak_f16"),
    keeping(op<F16, [](float a, float b, float c) { return widen(halfBits(a * b)) + c; }, F16, F16, F16>("v_mad_f16")),
    op<F16, fusedHalf, F16, F16, F16>("v_fma_legacy_f16"),
    op<F16, [](float a, float b, float c) { return widen(halfBits(a * b)) + c; }, F16, F16, F16>("v_mad_legacy_f16"),
    op<F16, divisionFixup, F16, F16, F16>("v_div_fixup_legacy_f16"),
    op<F16, [](float a) { return std::trunc(a); }, F16>("v_trunc_f16"),
    op<F16, [](float a) { return std::floor(a); }, F16>("v_floor_f16"),
    op<F16, [](float a) { return std::ceil(a); }, F16>("v_ceil_f16"),
    op<F16, [](float a) { return std::nearbyint(a); }, F16>("v_rndne_f16"),
    op<F16, fraction, F16>("v_fract_f16"),
    trans(op<F16, [](float a) { return std::exp2(a); }, F16>("v_exp_f16")),
    trans(op<F16, [](float a) { return std::log2(a); }, F16>("v_log_f16")),
    trans(op<F16, [](float a) { return 1 / a; }, F16>("v_rcp_f16")),
    trans(op<F16, [](float a) { return 1 / std::sqrt(a); }, F16>("v_rsq_f16")),
    trans(op<F16, [](float a) { return std::sqrt(a); }, F16>("v_sqrt_f16")),
    trans(op<F16, sine, F16>("v_sin_f16")),
    trans(op<F16, cosine, F16>("v_cos_f16")),
    op<F16, mantissa, F16>("v_frexp_mant_f16"),
    op<I16, exponent, F16>("v_frexp_exp_i16_f16"),
    op<F16, [](float a, int32_t by) { return std::ldexp(a, by); }, F16, I16>("v_ldexp_f16"),
    keeping(op<F16, divisionFixup, F16, F16, F16>("v_div_fixup_f16")),
};
// clang-format on
} // namespace

OperationTable hfc::sim::vectorHalfOperations() { return table; }
