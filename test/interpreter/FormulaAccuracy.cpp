#include "test/interpreter/FormulaAccuracy.h"
#include "interpreter/Formulas.h"
#include "interpreter/formulas/Host.h"
#include <bit>
#include <cmath>
#include <limits>
#include <numbers>

namespace hfc::formulas {
namespace {

using std::numbers::pi_v;

template <class R> R sigmoidReference(R x) {
  return x < 0 ? std::exp(x) / (1 + std::exp(x)) : 1 / (1 + std::exp(-x));
}
// f(-inf) of the functions that tend to -0 there.
template <class R> R siluReference(R x) {
  return std::isinf(x) && x < 0 ? R(-0.0) : x * sigmoidReference(x);
}
template <class R> R softplusReference(R x) {
  return x > 0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x));
}
template <class R> R mishReference(R x) {
  if (std::isinf(x))
    return x < 0 ? R(-0.0) : x;
  R e = std::exp(-std::fabs(x));
  return x < 0 ? x * (e * (e + 2) / (e * (e + 2) + 2))
               : x * (1 + 2 * e) / (1 + 2 * e + 2 * e * e);
}
// The error of x / sqrt(2) matters in f64: erfc(z + d) is nearly
// erfc(z) - d 2 / sqrt(pi) exp(-z^2).
template <class R> R geluReference(R x) {
  if (std::isinf(x))
    return x < 0 ? R(-0.0) : x;
  const R half = 0.70710678118654752440L;
  R z = -x * half, y = std::erfc(z);
  if constexpr (sizeof(R) > sizeof(double)) {
    R error = std::fma(-x, half, -z) - x * 1.8950325588932570797e-20L;
    y -= error * 1.1283791670955125739L * std::exp(-z * z);
  }
  return x * (y / 2);
}
template <class R> R geluTanhReference(R x) {
  if (std::isinf(x))
    return x < 0 ? R(-0.0) : x;
  R u = 2 * std::sqrt(2 / pi_v<R>) * (x + R(0.044715L) * x * x * x);
  return x * sigmoidReference(u);
}

#define HFC_FORMULA(formula, ...)                                              \
  {#formula, [](float x) { return formula(host::F32(x)).v; },                  \
   [](double x) -> double { return __VA_ARGS__; },                             \
   [](double x) { return formula(host::F64(x)).v; },                           \
   [](long double x) -> long double { return __VA_ARGS__; }}

template <class U> U bitsOfSample(uint64_t i) { // splitmix64
  uint64_t z = (i + 1) * 0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return U((z ^ (z >> 31)) >> (64 - 8 * sizeof(U)));
}

template <class T> std::vector<T> specialValues() {
  using Limits = std::numeric_limits<T>;
  std::vector<T> values;
  for (T x : {T(0),
              Limits::denorm_min(),
              Limits::min() / 2,
              Limits::min(),
              Limits::epsilon(),
              T(0.25),
              T(0.5),
              T(0.75),
              T(1),
              T(1.5),
              T(2),
              T(3),
              T(5),
              T(88),
              T(89),
              T(104),
              T(127),
              T(709),
              T(746),
              T(1e6),
              T(1e18) + 1,
              Limits::max(),
              Limits::infinity(),
              pi_v<T> / 2,
              pi_v<T>,
              100 * pi_v<T>})
    for (T y : {x, std::nextafter(x, T(0)), std::nextafter(x, T(4))}) {
      values.push_back(y);
      values.push_back(-y);
    }
  values.push_back(Limits::quiet_NaN());
  return values;
}

template <class T, class Wide> double ulpsOf(T got, Wide exact) {
  using Limits = std::numeric_limits<T>;
  const double wrong = std::numeric_limits<double>::infinity();
  if (std::isnan(exact) || std::isnan(got))
    return std::isnan(exact) && std::isnan(got) ? 0 : wrong;
  T rounded = T(exact);
  if (rounded == got)
    return got == 0 && std::signbit(got) != std::signbit(exact) ? wrong
           : std::isinf(got) || got == 0
               ? 0
               : double(std::fabs(Wide(got) - exact) /
                        std::ldexp(Wide(1), std::max(std::ilogb(exact),
                                                     Limits::min_exponent - 1) -
                                                Limits::digits + 1));
  if (std::isinf(exact))
    return wrong;
  // An overflow counts as the number after the largest.
  Wide value =
      std::isinf(got)
          ? std::copysign(std::ldexp(Wide(1), Limits::max_exponent), Wide(got))
          : Wide(got);
  int exponent = exact == 0
                     ? Limits::min_exponent - 1
                     : std::max(std::ilogb(exact), Limits::min_exponent - 1);
  return double(std::fabs(value - exact) /
                std::ldexp(Wide(1), exponent - Limits::digits + 1));
}

template <class T, class Function, class Reference>
void note(Worst<T> &worst, T x, Function f, Reference reference) {
  double error = ulps(f(x), reference(x));
  if (!(error <= worst.ulps))
    worst = {error, x};
}

template <class T, class Wide, class U>
Worst<T> measurePow(uint64_t count, T (*f)(T, T)) {
  Worst<T> worst;
  auto noteAt = [&](T x, T y) {
    double error = ulps(f(x, y), std::pow(Wide(x), Wide(y)));
    if (!(error <= worst.ulps))
      worst = {error, x};
  };
  for (uint64_t i = 0; i < count; ++i) {
    T x = std::bit_cast<T>(bitsOfSample<U>(3 * i));
    T y = std::bit_cast<T>(bitsOfSample<U>(3 * i + 1));
    noteAt(x, y);
    // An exponent that leaves the result in range.
    T most = std::log2(std::fabs(x));
    int32_t fraction = bitsOfSample<uint32_t>(3 * i + 2);
    T scaled = T(fraction) / T(0x1p31) * std::numeric_limits<T>::max_exponent;
    noteAt(std::fabs(x), scaled / most);
    noteAt(x, std::round(scaled / 16));
  }
  for (T x : specialValues<T>())
    for (T y : specialValues<T>())
      noteAt(x, y);
  return worst;
}

template <class T, class U>
uint64_t countWrongRemainders(uint64_t count, T (*f)(T, T)) {
  uint64_t wrong = 0;
  auto check = [&](T x, T y) {
    T exact = std::fmod(x, y);
    T got = f(x, y);
    bool same = std::isnan(exact)
                    ? std::isnan(got)
                    : std::bit_cast<U>(exact) == std::bit_cast<U>(got);
    wrong += !same;
  };
  for (uint64_t i = 0; i < count; ++i) {
    T x = std::bit_cast<T>(bitsOfSample<U>(2 * i));
    T y = std::bit_cast<T>(bitsOfSample<U>(2 * i + 1));
    check(x, y);
    check(x, x / T(i % 1000 + 1)); // near a multiple
  }
  for (T x : specialValues<T>())
    for (T y : specialValues<T>())
      check(x, y);
  return wrong;
}

} // namespace

double ulps(float got, double exact) { return ulpsOf(got, exact); }
double ulps(double got, long double exact) { return ulpsOf(got, exact); }

const std::vector<FormulaUnderTest> &formulasUnderTest() {
  static const std::vector<FormulaUnderTest> all = {
      HFC_FORMULA(exp, std::exp(x)),
      HFC_FORMULA(expm1, std::expm1(x)),
      HFC_FORMULA(log, std::log(x)),
      HFC_FORMULA(log1p, std::log1p(x)),
      HFC_FORMULA(erf, std::erf(x)),
      HFC_FORMULA(erfc, std::erfc(x)),
      HFC_FORMULA(tanh, std::tanh(x)),
      HFC_FORMULA(sigmoid, sigmoidReference(x)),
      HFC_FORMULA(silu, siluReference(x)),
      HFC_FORMULA(softplus, softplusReference(x)),
      HFC_FORMULA(mish, mishReference(x)),
      HFC_FORMULA(gelu, geluReference(x)),
      HFC_FORMULA(geluTanh, geluTanhReference(x)),
      HFC_FORMULA(sin, std::sin(x)),
      HFC_FORMULA(cos, std::cos(x)),
      HFC_FORMULA(tan, std::tan(x)),
      HFC_FORMULA(asin, std::asin(x)),
      HFC_FORMULA(acos, std::acos(x)),
      HFC_FORMULA(atan, std::atan(x)),
      HFC_FORMULA(sinh, std::sinh(x)),
      HFC_FORMULA(cosh, std::cosh(x)),
      HFC_FORMULA(asinh, std::asinh(x)),
      HFC_FORMULA(acosh, std::acosh(x)),
      HFC_FORMULA(atanh, std::atanh(x)),
      HFC_FORMULA(rsqrt, 1 / std::sqrt(x)),
  };
  return all;
}

Worst<float> measure32(const FormulaUnderTest &function, uint64_t first,
                       uint64_t last, uint64_t stride) {
  Worst<float> worst;
  for (uint64_t i = first; i < last; i += stride)
    note(worst, std::bit_cast<float>(uint32_t(i)), function.f32,
         function.reference32);
  for (float x : specialValues<float>())
    note(worst, x, function.f32, function.reference32);
  return worst;
}

Worst<double> measure64(const FormulaUnderTest &function, uint64_t count) {
  Worst<double> worst;
  for (uint64_t i = 0; i < count; ++i) {
    uint64_t bits = bitsOfSample<uint64_t>(i);
    note(worst, std::bit_cast<double>(bits), function.f64,
         function.reference64);
    // Exponents -12 .. 11
    uint64_t exponent = 1023 - 12 + bits % 24;
    uint64_t pattern = (bits & ~(0x7ffull << 52)) | exponent << 52;
    note(worst, std::bit_cast<double>(pattern), function.f64,
         function.reference64);
  }
  for (double x : specialValues<double>())
    note(worst, x, function.f64, function.reference64);
  return worst;
}

Worst<float> measurePow32(uint64_t count) {
  return measurePow<float, double, uint32_t>(count, [](float x, float y) {
    return pow(host::F32(x), host::F32(y)).v;
  });
}
Worst<double> measurePow64(uint64_t count) {
  return measurePow<double, long double, uint64_t>(
      count,
      [](double x, double y) { return pow(host::F64(x), host::F64(y)).v; });
}

uint64_t countWrongRemainders32(uint64_t count) {
  return countWrongRemainders<float, uint32_t>(count, [](float x, float y) {
    return remainder(host::F32(x), host::F32(y)).v;
  });
}
uint64_t countWrongRemainders64(uint64_t count) {
  return countWrongRemainders<double, uint64_t>(count, [](double x, double y) {
    return remainder(host::F64(x), host::F64(y)).v;
  });
}

} // namespace hfc::formulas
