// What models apply to every element: sigmoid, silu, softplus, mish and both
// gelus. Those that tend to x above zero and to 0 below are written
//   f(x) = max(x, 0) - tail(|x|),
// where the tail is a product: relative accuracy holds on both sides.
#ifndef HFC_INTERPRETER_FORMULAS_ACTIVATIONS_H
#define HFC_INTERPRETER_FORMULAS_ACTIVATIONS_H

#include "interpreter/formulas/Erf64.h"
#include "interpreter/formulas/Exp.h"
#include "interpreter/formulas/Log64.h"

namespace hfc::formulas {

// -expLimit <= x <= 0, and |x| exp(x) = 0 below.
template <class F> constexpr double expLimit = F::bits == 32 ? 120.0 : 760.0;
template <class F> ScaledExp<F> scaledExp(F x) {
  if constexpr (F::bits == 32) {
    return scaledExp32(x);
  } else {
    ExpParts64<F> e = expParts64(x);
    Pair<F> value = e.onePlusM();
    return {value.hi * e.upper, value.lo * e.upper, e.lower};
  }
}

// 1 / (1 + exp(-x)) as e / (1 + e) below zero, e = exp(-|x|). The rounding
// error of 1 + e is put back.
template <class F> F sigmoid(F x) {
  F e = scaledExp(-atMost(abs(x), expLimit<F>)).whole();
  Pair<F> denominator = orderedSum(x.literal(1.0), e);
  F quotient = select(x < 0.0, e, 1.0) / denominator.hi;
  return fma(quotient, -denominator.lo, quotient);
}

// max(x, 0) - |x| e / (1 + e)
template <class F> F minusLogisticTail(F x, F a, ScaledExp<F> e) {
  F tail = quotient<F>({e.value, e.low}, orderedSum(x.literal(1.0), e.whole()));
  return fma(tail, -(a * e.scale), positivePart(x));
}

// x sigmoid(x)
template <class F> F silu(F x) {
  F a = atMost(abs(x), expLimit<F>);
  return minusLogisticTail(x, a, scaledExp(-a));
}

// log(1 + exp(x)): max(x, 0) + log1p(e), e = exp(-|x|) in [0, 1].
template <class F> F softplus(F x) {
  ScaledExp<F> scaled = scaledExp(-atMost(abs(x), expLimit<F>));
  F e = scaled.whole();
  if constexpr (F::bits == 32) {
    F q = polynomial(e, {-0.00330560445, 0.0201469064, -0.0575565919,
                         0.106696643, -0.153489769, 0.196931764, -0.24958156,
                         0.333304703, -0.499999315});
    return positivePart(x) + fma(e * e, q, e);
  } else {
    Pair<F> sum = orderedSum(x.literal(1.0), e);
    sum.lo = sum.lo + scaled.low * scaled.scale;
    F log = logPair64(sum, x.literal(0.0)).hi;
    return positivePart(x) + select(e < 0x1p-54, e, log);
  }
}

// x tanh(softplus(x)); tanh(log(1 + w)) = n / (n + 2), n = w^2 + 2w, w =
// exp(x), which above zero becomes, in e = 1 / w, 1 - n / (n + 2e + 1), n =
// 2e^2.
template <class F> F mish(F x) {
  auto below = x < 0.0;
  F a = atMost(abs(x), expLimit<F>);
  ScaledExp<F> scaled = scaledExp(-a);
  F e = scaled.whole(), twice = e + e;
  F added = select(below, scaled.value + scaled.value, 0.0);
  F factor = select(below, e, twice);
  F n = fma(scaled.value, factor, added);
  F slope = fma(factor, 2.0, select(below, x.literal(2.0), 0.0));
  F nLow = fma(scaled.low, slope, fma(scaled.value, factor, added - n));
  Pair<F> onePlus = orderedSum(x.literal(1.0), twice);
  Pair<F> denominator =
      orderedSum(select(below, 2.0, onePlus.hi), n * scaled.scale);
  denominator.lo =
      fma(nLow, scaled.scale, denominator.lo) + select(below, 0.0, onePlus.lo);
  F tail = quotient<F>({n, nLow}, denominator);
  return fma(tail, -(a * scaled.scale), positivePart(x));
}

// x Phi(x): tail t Phi(-t) = t exp(-t^2/2) R(t), R(t) = w p(w),
// w = 1 / (1 + t/4); p in powers of w - 39/64, which cancel less and have
// nearly an f32 as constant. The rounding errors of t^2, of w (d log R / d log
// w is nearly linear in w), of the last steps of p and of w p are put back.
template <class F> F gelu32(F x) {
  F t = atMost(abs(x), 14.5);
  F square = t * t;
  F squareLow = fma(t, t, -square);
  ExpReduction32<F> e(square * -0.5, 254, /*twoSteps=*/true);
  F m = expm1Kernel32(fma(squareLow, -0.5, e.r));
  F d = fma(t, 0.25, 1.0);
  F w = 1.0 / d;
  F wError = fma(-w, fma(t, 0.25, 1.0 - d), fma(-w, d, 1.0));
  F v = w - 0.609375;
  F p2 =
      polynomial(v, {0.0171295032, 0.0281765237, -0.0329949446, -0.0889866725,
                     0.0118531333, 0.262303978, 0.48424539, 0.527536511});
  F p1 = fma(v, p2, 0.403324425);
  F p1Low = fma(v, p2, 0.403324425 - p1);
  F p = fma(v, p1, 0.227220431);
  F pLow = fma(v, p1Low, fma(v, p1, 0.227220431 - p));
  F ratio = w * p;
  F low = fma(w, pLow, fma(w, p, -ratio));
  low = fma(ratio, wError * fma(w, 2.78, 0.41), low);
  Pair<F> tail = orderedSum(ratio, fma(ratio, m, fma(low, m, low)));
  F upper = upperScale32(e.shifted), factor = -(t * lowerScale32(e.shifted));
  F sum = fma(tail.lo * upper, factor, positivePart(x));
  return copySign(fma(tail.hi * upper, factor, sum), x);
}

// The same with R(t) = erfcx(t / sqrt(2)) / 2.
template <class F> F gelu64(F x) {
  F t = atMost(abs(x), 39.0);
  Pair<F> square = exactProduct(t, t);
  ExpParts64<F> e = expParts64(Pair<F>{square.hi * -0.5, square.lo * -0.5});
  Pair<F> root = constantPair(x, 1.4142135623730951, -9.6672933134529135e-17);
  Pair<F> denominator = root * t * x.literal(2.0) + x.literal(2.0);
  F ratio = quotient(erfcxNumerator64(t * 0.70710678118654752) * e.onePlusM(),
                     denominator);
  F y = fma(ratio * e.upper, -(t * e.lower), positivePart(x));
  return copySign(y, x);
}

// x (1 + tanh(u)) / 2, u = sqrt(2/pi) (x + 0.044715 x^3): as silu, with
// exp(-2u) instead of exp(-x). 2u = a (c0 + c1 a^2) is kept in two floats.
template <class F> F geluTanh32(F x) {
  F a = atMost(abs(x), 10.9);
  F square = a * a;
  F squareLow = fma(a, a, -square);
  const double c0 = 1.59576917, c0Low = -4.53406803e-08;
  const double c1 = 0.0713548139, c1Low = 2.3988324e-09;
  F cube = square * c1;
  F g = cube + c0;
  F c0Part = g - cube;
  F gLow =
      (cube - (g - c0Part)) + (c0 - c0Part) +
      (fma(square, c1, -cube) + fma(squareLow, c1, fma(square, c1Low, c0Low)));
  F y = a * g;
  F yLow = fma(a, g, -y) + a * gLow;
  ExpReduction32<F> reduction(-y, 254, /*twoSteps=*/true);
  return minusLogisticTail(x, a,
                           scaledExp32(reduction.r - yLow, reduction.shifted));
}

// The same, 2u by pair arithmetic.
template <class F> F geluTanh64(F x) {
  F a = atMost(abs(x), 22.0);
  Pair<F> c0 = constantPair(x, 1.5957691216057308, -9.9693088091109202e-17);
  Pair<F> c1 = constantPair(x, 0.071354816272600249, -6.175149918155315e-19);
  Pair<F> y = (exactProduct(a, a) * c1 + c0) * a;
  ExpParts64<F> e = expParts64(-y);
  Pair<F> value = e.onePlusM();
  return minusLogisticTail<F>(
      x, a, {value.hi * e.upper, value.lo * e.upper, e.lower});
}

} // namespace hfc::formulas
#endif
