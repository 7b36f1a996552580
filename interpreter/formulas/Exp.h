// exp and tanh in f32, each one short straight line.
//
// exp(x) = 2^n exp(r), n = x / ln 2 rounded by adding a large number (so n
// stands in its low bits), r = x - n ln 2 by Cody and Waite in two steps. The
// polynomials are minimax fits (Lawson's iteration in 50 digits, coefficients
// rounded to f32 one after another).
#ifndef HFC_INTERPRETER_FORMULAS_EXP_H
#define HFC_INTERPRETER_FORMULAS_EXP_H

#include "interpreter/formulas/Pair.h"

namespace hfc::formulas {

// exp(x) = (value + low) * scale. The scale, a power of two, comes last in a
// product, so that a subnormal result is rounded once; value * scale does not
// overflow before exp(x) does.
template <class F> struct ScaledExp {
  F value, low, scale;
  F whole() const { return value * scale; }
};

// x = n ln 2 + r, |r| <= ln 2 / 2; the low bits of `shifted` are n + bias.
template <class F> struct ExpReduction32 {
  F r, shifted;
  ExpReduction32(F x, double bias, bool twoSteps)
      : r(x), shifted(fma(x, 1.44269504, 12582912.0 + bias)) {
    F n = shifted - (12582912.0 + bias); // 1.5 * 2^23 + bias
    r = fma(n, -0.693147182, x);
    if (twoSteps)
      r = fma(n, 1.90465421e-09, r);
  }
};

// (exp(r) - 1 - r) / r^2, |r| <= ln 2 / 2
template <class F> F expKernel32(F r) {
  return polynomial(
      r, {0.00138235232, 0.00836883485, 0.0416682363, 0.166665196, 0.49999994});
}
template <class F> F expm1Kernel32(F r) {
  return fma(r * r, expKernel32(r), r);
}

// The scales 2^(n/2) of n + 254, the low bits of `shifted`.
template <class F> F lowerScale32(F shifted) {
  return floatOf(shiftLeft(shiftRight(bitsOf(shifted), 1), 23));
}
template <class F> F upperScale32(F shifted) {
  auto bits = bitsOf(shifted);
  return floatOf(shiftLeft(bits - shiftRight(bits, 1), 23));
}

template <class F> ScaledExp<F> scaledExp32(F r, F shifted) {
  F q = fma(expKernel32(r), r, 1.0);
  F value = fma(q, r, 1.0);
  F low = fma(q, r, 1.0 - value);
  F upper = upperScale32(shifted);
  return {value * upper, low * upper, lowerScale32(shifted)};
}

// -126 <= x <= 89
template <class F> ScaledExp<F> scaledExp32(F x) {
  ExpReduction32<F> e(x, 254, /*twoSteps=*/true);
  return scaledExp32(e.r, e.shifted);
}

template <class F> F exp32(F x) {
  return scaledExp32(atLeast(atMost(x, 89.0), -104.0)).whole();
}

// -m / (2 + m), m = expm1(-2|x|); one step of reduction will do, as n >= -29.
template <class F> F tanh32(F x) {
  ExpReduction32<F> e(atMost(abs(x), 10.0) * -2.0, 127, /*twoSteps=*/false);
  F scale = floatOf(shiftLeft(bitsOf(e.shifted), 23));
  F k = expm1Kernel32(e.r);
  F m = fma(k, scale, scale - 1.0);
  F mLow = fma(k, scale, (scale - 1.0) - m);
  Pair<F> denominator = orderedSum(x.literal(2.0), m);
  F t = quotient<F>({m, mLow}, {denominator.hi, denominator.lo + mLow});
  return copySign(t, x);
}

} // namespace hfc::formulas
#endif
