// Vector operations on f32, f64 and f16; halves are computed in f32, whose sums
// and products are exact enough that the second rounding does not show, and
// fma is rounded to odd first. The functions that hardware approximates (exp,
// log, rcp, rsq, sqrt, sin, cos: 1 ulp) are computed in double and rounded
// once; those of f32 flush subnormals whatever MODE says. Reciprocals of f64
// are the exact ones; hardware's have fewer bits, which the code that uses them
// refines.
#include "simulators/amdgpu/Lanes.h"
#include "simulators/amdgpu/Operations.h"
#include <cmath>
#include <numbers>

using namespace hfc::sim;

namespace {

// -- Of every type -----------------------------------------------------------

template <typename T> T add(T a, T b) { return a + b; }
template <typename T> T subtract(T a, T b) { return a - b; }
template <typename T> T subtractReversed(T a, T b) { return b - a; }
template <typename T> T multiply(T a, T b) { return a * b; }

// IEEE 754-2008 minNum and maxNum, where -0 is less than +0.
template <typename T> T minimumNumber(T a, T b) {
  if (a != a)
    return b != b ? quiet(a) : b;
  if (b != b)
    return a;
  return a < b ? a : b < a ? b : std::signbit(a) ? a : b;
}
template <typename T> T maximumNumber(T a, T b) {
  if (a != a)
    return b != b ? quiet(a) : b;
  if (b != b)
    return a;
  return a > b ? a : b > a ? b : std::signbit(a) ? b : a;
}
template <typename T> T leastOf(T a, T b, T c) {
  return minimumNumber(minimumNumber(a, b), c);
}
template <typename T> T greatestOf(T a, T b, T c) {
  return maximumNumber(maximumNumber(a, b), c);
}
template <typename T> T maximumThenMinimum(T a, T b, T c) {
  return minimumNumber(maximumNumber(a, b), c);
}
template <typename T> T minimumThenMaximum(T a, T b, T c) {
  return maximumNumber(minimumNumber(a, b), c);
}
template <typename T> T median(T a, T b, T c) {
  if (a != a || b != b || c != c)
    return leastOf(a, b, c);
  return maximumNumber(minimumNumber(a, b), maximumThenMinimum(a, b, c));
}

template <typename D>
typename D::Lane fused(typename D::Lane a, typename D::Lane b,
                       typename D::Lane c) {
  if constexpr (D::kind == Kind::F16)
    return fusedHalf(a, b, c);
  else
    return std::fma(a, b, c);
}
// With the product rounded.
template <typename D>
typename D::Lane multiplyAdd(typename D::Lane a, typename D::Lane b,
                             typename D::Lane c) {
  if constexpr (D::kind == Kind::F16)
    return widen(halfBits(a * b)) + c;
  else
    return a * b + c;
}

template <typename T> T truncate(T x) { return std::trunc(x); }
template <typename T> T floorOf(T x) { return std::floor(x); }
template <typename T> T ceiling(T x) { return std::ceil(x); }
template <typename T> T nearestEven(T x) { return std::nearbyint(x); }
// Less than 1, as far as the type can tell.
template <typename D> typename D::Lane fraction(typename D::Lane x) {
  using T = typename D::Lane;
  constexpr double largest = D::kind == Kind::F16   ? 0x1.ffcp-1
                             : D::kind == Kind::F32 ? 0x1.fffffep-1
                                                    : 0x1.fffffffffffffp-1;
  return std::isinf(x) ? T(NAN) : std::fmin(x - std::floor(x), T(largest));
}
template <typename T> T mantissa(T x) {
  int exponent;
  return std::isfinite(x) && x != 0 ? std::frexp(x, &exponent) : x;
}
template <typename T> int32_t exponent(T x) {
  int result = 0;
  if (std::isfinite(x) && x != 0)
    std::frexp(x, &result);
  return result;
}
template <typename T> T scale(T x, int32_t by) { return std::ldexp(x, by); }

double reciprocal(double x) { return 1 / x; }
double reciprocalRoot(double x) { return 1 / std::sqrt(x); }
double root(double x) { return std::sqrt(x); }
// Turns; hardware reduces the argument to 256 of them.
double sine(double x) {
  return std::sin(2 * std::numbers::pi * (x - std::floor(x)));
}
double cosine(double x) {
  return std::cos(2 * std::numbers::pi * (x - std::floor(x)));
}
double exponential(double x) { return std::exp2(x); }
double logarithm(double x) { return std::log2(x); }

float flush(float x) {
  return std::abs(x) < 0x1p-126f ? std::copysign(0.0f, x) : x;
}
template <typename D, auto F> typename D::Lane approximate(typename D::Lane x) {
  if constexpr (D::kind == Kind::F32)
    return flush(float(F(double(flush(x)))));
  else
    return typename D::Lane(F(double(x)));
}

// -- Of f32 ------------------------------------------------------------------

// IEEE 754-2019 minimum and maximum: a NaN stays.
float minimum(float a, float b) {
  return a != a ? quiet(a) : b != b ? quiet(b) : minimumNumber(a, b);
}
float maximum(float a, float b) {
  return a != a ? quiet(a) : b != b ? quiet(b) : maximumNumber(a, b);
}
// Zero times anything is zero.
float multiplyLegacy(float a, float b) {
  return a == 0 || b == 0 ? 0.0f : a * b;
}
float multiplyLegacyAdd(float a, float b, float c) {
  return multiplyLegacy(a, b) + c;
}

// -- Tables ------------------------------------------------------------------

// Results of f16 clear the other half of the register on gfx9; those of
// operations with three operands keep it.
template <typename D> constexpr Operation keeping(Operation row) {
  row.extra = D::kind == Kind::F16;
  return row;
}

// clang-format off
// E: the integers that exponents are.
#define ROWS(D, T, E, type)                                                    \
    op<D, add<T>, D, D>("v_add_" type),                                        \
    op<D, multiply<T>, D, D>("v_mul_" type),                                   \
    op<D, minimumNumber<T>, D, D>("v_min_" type),                              \
    op<D, maximumNumber<T>, D, D>("v_max_" type),                              \
    keeping<D>(op<D, fused<D>, D, D, D>("v_fma_" type)),                       \
    accumulating<D, fused<D>, D, D>("v_fmac_" type),                           \
    op<D, truncate<T>, D>("v_trunc_" type),                                    \
    op<D, floorOf<T>, D>("v_floor_" type),                                     \
    op<D, ceiling<T>, D>("v_ceil_" type),                                      \
    op<D, nearestEven<T>, D>("v_rndne_" type),                                 \
    op<D, fraction<D>, D>("v_fract_" type),                                    \
    op<D, mantissa<T>, D>("v_frexp_mant_" type),                               \
    op<D, scale<T>, D, E>("v_ldexp_" type),                                    \
    trans(op<D, approximate<D, reciprocal>, D>("v_rcp_" type)),                \
    trans(op<D, approximate<D, reciprocalRoot>, D>("v_rsq_" type))
// What f64 has not.
#define SHORT_ROWS(D, T, type)                                                 \
    op<D, subtract<T>, D, D>("v_sub_" type),                                   \
    op<D, subtractReversed<T>, D, D>("v_subrev_" type),                        \
    keeping<D>(op<D, leastOf<T>, D, D, D>("v_min3_" type)),                    \
    keeping<D>(op<D, greatestOf<T>, D, D, D>("v_max3_" type)),                 \
    keeping<D>(op<D, median<T>, D, D, D>("v_med3_" type)),                     \
    op<D, maximumThenMinimum<T>, D, D, D>("v_maxmin_" type),                   \
    op<D, minimumThenMaximum<T>, D, D, D>("v_minmax_" type),                   \
    keeping<D>(op<D, multiplyAdd<D>, D, D, D>("v_mad_" type)),                 \
    op<D, fused<D>, D, D, D>("v_fmamk_" type),                                 \
    op<D, fused<D>, D, D, D>("v_fmaak_" type),                                 \
    trans(op<D, approximate<D, exponential>, D>("v_exp_" type)),               \
    trans(op<D, approximate<D, logarithm>, D>("v_log_" type)),                 \
    trans(op<D, approximate<D, sine>, D>("v_sin_" type)),                      \
    trans(op<D, approximate<D, cosine>, D>("v_cos_" type))

constexpr Operation table[] = {
    ROWS(F32, float, I32, "f32"),
    SHORT_ROWS(F32, float, "f32"),
    op<I32, exponent<float>, F32>("v_frexp_exp_i32_f32"),
    op<F32, multiplyLegacy, F32, F32>("v_mul_legacy_f32"),
    op<F32, [](float a, float b, float c) { return minimum(minimum(a, b), c); }, F32, F32, F32>("v_minimum3_f32"),
    op<F32, [](float a, float b, float c) { return maximum(maximum(a, b), c); }, F32, F32, F32>("v_maximum3_f32"),
    op<F32, multiplyLegacyAdd, F32, F32, F32>("v_mad_legacy_f32"),
    accumulating<F32, multiplyAdd<F32>, F32, F32>("v_mac_f32"),
    accumulating<F32, multiplyLegacyAdd, F32, F32>("v_mac_legacy_f32"),
    op<F32, multiplyAdd<F32>, F32, F32, F32>("v_madmk_f32"),
    op<F32, multiplyAdd<F32>, F32, F32, F32>("v_madak_f32"),
    trans(op<F32, approximate<F32, reciprocal>, F32>("v_rcp_iflag_f32")),
    trans(op<F32, [](float a) { return float(root(a)); }, F32>("v_sqrt_f32")),

    ROWS(F64, double, I32, "f64"),
    op<I32, exponent<double>, F64>("v_frexp_exp_i32_f64"),
    trans(op<F64, root, F64>("v_sqrt_f64")),

    ROWS(F16, float, I16, "f16"),
    SHORT_ROWS(F16, float, "f16"),
    op<I16, exponent<float>, F16>("v_frexp_exp_i16_f16"),
    op<F16, fused<F16>, F16, F16, F16>("v_fma_legacy_f16"),
    op<F16, multiplyAdd<F16>, F16, F16, F16>("v_mad_legacy_f16"),
    trans(op<F16, approximate<F16, root>, F16>("v_sqrt_f16")),
};
// clang-format on
} // namespace

OperationTable hfc::sim::vectorFloatOperations() { return table; }
