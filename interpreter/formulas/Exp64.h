// exp and expm1 in f64 to about 2^-57, as pairs, for everything that is made
// of them. Same reduction as in f32.
#ifndef HFC_INTERPRETER_FORMULAS_EXP64_H
#define HFC_INTERPRETER_FORMULAS_EXP64_H

#include "interpreter/formulas/Pair.h"

namespace hfc::formulas {

// exp(x) = (1 + m) * upper * lower
template <class F> struct ExpParts64 {
  Pair<F> m;
  F upper, lower;

  Pair<F> onePlusM() const {
    Pair<F> sum = orderedSum(m.hi.literal(1.0), m.hi);
    return orderedSum(sum.hi, sum.lo + m.lo);
  }
  F whole() const { return onePlusM().hi * upper * lower; }
};

// -770 <= x <= 710
template <class F> ExpParts64<F> expParts64(Pair<F> x) {
  const double magic = 0x1.8p52 + 2046; // low bits: n + 2 * 1023
  F shifted = fma(x.hi, 1.4426950408889634, x.hi.literal(magic));
  F n = shifted - magic;
  F high = fma(n, -0.69314718055994529, x.hi);
  Pair<F> r = orderedSum(high, fma(n, -2.3190468138462996e-17, x.lo));
  F q = polynomial(r.hi, {2.0919987368250719e-09, 2.5109251539898917e-08,
                          2.7557257864588058e-07, 2.7557243610710448e-06,
                          2.480158734181373e-05, 0.00019841269886704396,
                          0.0013888888888877102, 0.0083333333333214087,
                          0.041666666666666678, 0.16666666666666677, 0.5});
  F p = r.hi * r.hi * q;
  Pair<F> m = orderedSum(r.hi, fma(r.lo, (r.hi + p) + 1.0, p));
  auto bits = bitsOf(shifted);
  auto half = shiftRight(bits, 1);
  return {m, floatOf(shiftLeft(bits - half, 52)), floatOf(shiftLeft(half, 52))};
}
template <class F> ExpParts64<F> expParts64(F x) {
  return expParts64(Pair<F>{x, x.literal(0.0)});
}

template <class F> F exp64(F x) {
  return expParts64(atLeast(atMost(x, 710.0), -746.0)).whole();
}

// |x| <= 40
template <class F> Pair<F> expm1Pair64(ExpParts64<F> e) {
  F scale = e.upper * e.lower;
  Pair<F> sum = exactSum(scale - 1.0, e.m.hi * scale);
  return orderedSum(sum.hi, sum.lo + e.m.lo * scale);
}

template <class F> F expm164(F x) {
  ExpParts64<F> e = expParts64(atLeast(atMost(x, 710.0), -40.0));
  return copySign(select(x > 40.0, e.whole(), expm1Pair64(e).hi), x);
}

// (expm1(a) + expm1(a) / exp(a)) / 2; exp(a) / 2 when a is large.
template <class F> F sinh64(F x) {
  F a = atMost(abs(x), 711.0);
  ExpParts64<F> e = expParts64(a);
  Pair<F> m = expm1Pair64(e);
  F sum = m.hi + (m.hi / (m.hi + 1.0) + m.lo);
  F half = e.onePlusM().hi * (e.upper * 0.5) * e.lower;
  return copySign(select(a > 22.0, half, sum * 0.5), x);
}

// e / 2 + 1 / (2 e)
template <class F> F cosh64(F x) {
  ExpParts64<F> e = expParts64(atMost(abs(x), 711.0));
  F half = e.onePlusM().hi * (e.upper * 0.5) * e.lower;
  return half + 0.25 / half;
}

// -m / (2 + m), m = expm1(-2|x|)
template <class F> F tanh64(F x) {
  Pair<F> m = expm1Pair64(expParts64(atMost(abs(x), 20.0) * -2.0));
  Pair<F> sum = orderedSum(x.literal(2.0), m.hi);
  return copySign(quotient<F>(m, {sum.hi, sum.lo + m.lo}), x);
}

} // namespace hfc::formulas
#endif
