// erf and erfc in f64. erfc(a) = exp(-a^2) erfcx(a) for a >= 0, and
// erfcx(a) (1 + 2a) varies so little that a polynomial in (a - 4) / (a + 4)
// holds it everywhere (M. M. Shepherd, J. G. Laframboise 1981; minimax fit).
// Near a = 0 it is steep in that variable, whose low part therefore counts.
#ifndef HFC_INTERPRETER_FORMULAS_ERF64_H
#define HFC_INTERPRETER_FORMULAS_ERF64_H

#include "interpreter/formulas/Exp64.h"

namespace hfc::formulas {

// erfcx(a) (1 + 2a), 0 <= a <= 28
template <class F> Pair<F> erfcxNumerator64(F a) {
  Pair<F> variable = exactSum(a, a.literal(-4.0)) / exactSum(a, a.literal(4.0));
  F u = variable.hi;
  F p = polynomial(u, {-4.5058129277456989e-09, -1.1668961196249056e-08,
                       5.3296864366137053e-09,  2.6165620999837726e-08,
                       -1.6432865239488089e-09, 5.6299613764410839e-08,
                       3.7952448784165664e-08,  -7.8529545964219324e-07,
                       3.293072571711829e-07,   5.6914174829715298e-06,
                       -1.1241962295796724e-05, -2.4393972828838531e-05,
                       0.00015062871559103072,  -0.00019925762021243013,
                       -0.00075777487955884526, 0.0050319700727299117,
                       -0.016197733832467965,   0.037167515532641464,
                       -0.066330365831054158,   0.093732834998426523,
                       -0.10103906603548041,    0.068097054254693479,
                       0.015379652102605111,    -0.13962111684056253});
  F sum = fma(u, p, 1.2329951186255526);
  F low = fma(u, p, 1.2329951186255526 - sum);
  F derivative = polynomial(
      u, {1.29088427, -0.81993646, -0.16901185, 0.11618471, -0.11766317});
  return {sum, fma(derivative, variable.lo, low)};
}

// a >= 0
template <class F> F erfcOfPositive64(F a) {
  a = atMost(a, 27.5);
  Pair<F> square = exactProduct(a, a);
  ExpParts64<F> e = expParts64(-square);
  F ratio = quotient(erfcxNumerator64(a) * e.onePlusM(),
                     exactSum(a.literal(1.0), a + a));
  return ratio * e.upper * e.lower;
}

template <class F> F erfc64(F x) {
  F y = erfcOfPositive64(abs(x));
  return select(x < 0.0, 2.0 - y, y);
}

// Below 1, x + x p(x^2).
template <class F> F erf64(F x) {
  F a = abs(x);
  F p = polynomial(a * a, {5.0550145356356506e-11, -1.0805958044942971e-09,
                           1.4502964030616329e-08, -1.6325204901976671e-07,
                           1.6458426772602514e-06, -1.4925418883793956e-05,
                           0.00012055322917972309, -0.00085483267247467862,
                           0.0052239776195828628, -0.026866170644414232,
                           0.11283791670950175, -0.37612638903183593,
                           0.1283791670955126});
  F y = select(a < 1.0, fma(a, p, a), 1.0 - erfcOfPositive64(a));
  return copySign(y, x);
}

} // namespace hfc::formulas
#endif
