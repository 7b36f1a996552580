// Vector operations on f64. Reciprocals are the exact ones; hardware's have
// fewer bits, which the code that uses them refines.
#include "simulators/amdgpu/Lanes.h"
#include "simulators/amdgpu/Operations.h"
#include <cmath>

using namespace hfc::sim;

namespace {
double minimumNumber(double a, double b) {
  if (a != a || b != b)
    return a != a ? b : a;
  return a < b ? a : b < a ? b : std::signbit(a) ? a : b;
}
double maximumNumber(double a, double b) {
  if (a != a || b != b)
    return a != a ? b : a;
  return a > b ? a : b > a ? b : std::signbit(a) ? b : a;
}
double fused(double a, double b, double c) { return __builtin_fma(a, b, c); }
double fraction(double x) {
  double r = x - std::floor(x);
  return std::isinf(x) ? NAN : std::fmin(r, 0x1.fffffffffffffp-1);
}
double mantissa(double x) {
  int exponent;
  return std::isfinite(x) && x != 0 ? std::frexp(x, &exponent) : x;
}
int32_t exponent(double x) {
  int result = 0;
  if (std::isfinite(x) && x != 0)
    std::frexp(x, &result);
  return result;
}
int32_t exponentOf(double x) {
  return int32_t(std::bit_cast<uint64_t>(x) >> 52 & 2047);
}
// V_DIV_FIXUP_F64.
double divisionFixup(double quotient, double denominator, double numerator) {
  bool negative = std::signbit(denominator) != std::signbit(numerator);
  auto sign = [&](double x) { return negative ? -x : x; };
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
    return sign(0.0);
  if (exponentOf(numerator) - exponentOf(denominator) < -1075)
    return sign(0.0);
  if (quotient != quotient) // the steps before it overflowed
    return sign(INFINITY);
  return sign(std::abs(quotient));
}
// V_DIV_SCALE_F64.
double divisionScale(double value, double denominator, double numerator,
                     bool &scaled) {
  scaled = false;
  if (denominator == 0 || numerator == 0)
    return NAN;
  int difference = exponentOf(numerator) - exponentOf(denominator);
  if (difference >= 768) {
    scaled = true;
    return value == denominator ? std::ldexp(value, 128) : value;
  }
  if (exponentOf(denominator) == 0)
    return std::ldexp(value, 128);
  bool tinyReciprocal = std::abs(1.0L / denominator) < 0x1p-1022L;
  bool tinyQuotient =
      std::abs((long double)numerator / denominator) < 0x1p-1022L;
  if (tinyReciprocal && tinyQuotient) {
    scaled = true;
    return value == denominator ? std::ldexp(value, 128) : value;
  }
  if (tinyReciprocal)
    return std::ldexp(value, -128);
  if (tinyQuotient) {
    scaled = true;
    return value == numerator ? std::ldexp(value, 128) : value;
  }
  if (exponentOf(numerator) <= 53)
    return std::ldexp(value, 128);
  return value;
}
void divScale(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  Typed<double> a, b, c, result;
  readDoubles(wave, in.sources[0], a.lane);
  readDoubles(wave, in.sources[1], b.lane);
  readDoubles(wave, in.sources[2], c.lane);
  uint64_t mask = 0;
  for (unsigned lane = 0; lane < wave.lanes; ++lane) {
    bool scaled;
    result.lane[lane] =
        divisionScale(a.lane[lane], b.lane[lane], c.lane[lane], scaled);
    mask |= uint64_t(scaled) << lane;
  }
  writeDoubles(wave, in, result.lane);
  wave.writeMask(in.results[1], mask & wave.mask);
}
void divFmas(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  Typed<double> a, b, c, result;
  readDoubles(wave, in.sources[0], a.lane);
  readDoubles(wave, in.sources[1], b.lane);
  readDoubles(wave, in.sources[2], c.lane);
  uint64_t mask = wave.readMask(in.sources[3]);
  for (unsigned lane = 0; lane < wave.lanes; ++lane) {
    double value = fused(a.lane[lane], b.lane[lane], c.lane[lane]);
    // The quotient as scaled tells which way v_div_scale went.
    int by = exponentOf(c.lane[lane]) > 1023 ? 128 : -128;
    result.lane[lane] = mask >> lane & 1 ? std::ldexp(value, by) : value;
  }
  writeDoubles(wave, in, result.lane);
}

// clang-format off
constexpr Operation table[] = {
    op<F64, [](double a, double b) { return a + b; }, F64, F64>("v_add_f64"),
    op<F64, [](double a, double b) { return a * b; }, F64, F64>("v_mul_f64"),
    op<F64, minimumNumber, F64, F64>("v_min_f64"),
    op<F64, maximumNumber, F64, F64>("v_max_f64"),
    op<F64, fused, F64, F64, F64>("v_fma_f64"),
    accumulating<F64, fused, F64, F64>("v_fmac_f64"),
    op<F64, [](double a) { return std::trunc(a); }, F64>("v_trunc_f64"),
    op<F64, [](double a) { return std::floor(a); }, F64>("v_floor_f64"),
    op<F64, [](double a) { return std::ceil(a); }, F64>("v_ceil_f64"),
    op<F64, [](double a) { return std::nearbyint(a); }, F64>("v_rndne_f64"),
    op<F64, fraction, F64>("v_fract_f64"),
    trans(op<F64, [](double a) { return 1 / a; }, F64>("v_rcp_f64")),
    trans(op<F64, [](double a) { return 1 / std::sqrt(a); }, F64>("v_rsq_f64")),
    trans(op<F64, [](double a) { return std::sqrt(a); }, F64>("v_sqrt_f64")),
    op<F64, mantissa, F64>("v_frexp_mant_f64"),
    op<I32, exponent, F64>("v_frexp_exp_i32_f64"),
    op<F64, [](double a, int32_t by) { return std::ldexp(a, by); }, F64, I32>("v_ldexp_f64"),
    op<F64, divisionFixup, F64, F64, F64>("v_div_fixup_f64"),
    {"v_div_scale_f64", divScale, Class::Valu, 2, Kind::F64, {Kind::F64, Kind::F64, Kind::F64}},
    {"v_div_fmas_f64", divFmas, Class::Valu, 1, Kind::F64, {Kind::F64, Kind::F64, Kind::F64, Kind::Mask}},
};
// clang-format on
} // namespace

OperationTable hfc::sim::vectorDoubleOperations() { return table; }
