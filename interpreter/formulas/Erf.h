// erf in f32: erf(a) = -expm1(-q(a)), q(a) = -log(erfc(a)) = a + a (c1 + a
// p(a)), one polynomial (minimax in the error of erf) for all a; n >= -25.
#ifndef HFC_INTERPRETER_FORMULAS_ERF_H
#define HFC_INTERPRETER_FORMULAS_ERF_H

#include "interpreter/formulas/Exp.h"

namespace hfc::formulas {

template <class F> F erf32(F x) {
  F a = atMost(abs(x), 3.93);
  F c = polynomial(a, {-9.39175879e-06, 0.000118892822, -0.000637465157,
                       0.0016758386, -0.000169637191, -0.0191477705,
                       0.102776296, 0.636619568, 0.128379166});
  ExpReduction32<F> e(-fma(a, c, a), 127, /*twoSteps=*/false);
  F scale = floatOf(shiftLeft(bitsOf(e.shifted), 23));
  F m = fma(expm1Kernel32(e.r), scale, scale - 1.0);
  return copySign(m, x);
}

} // namespace hfc::formulas
#endif
