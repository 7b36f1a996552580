// log in f32. x = 2^n m, 2/3 <= m < 4/3, f = m - 1,
// log(1 + f) = f - f^2/2 + f^3 p(f), p a minimax fit.
#ifndef HFC_INTERPRETER_FORMULAS_LOG_H
#define HFC_INTERPRETER_FORMULAS_LOG_H

#include "interpreter/formulas/Value.h"
#include <limits>

namespace hfc::formulas {

inline constexpr double infinity = std::numeric_limits<double>::infinity();
inline constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

template <class F> F log32(F x) {
  auto subnormal = x < 0x1p-126;
  auto bits = bitsOf(select(subnormal, x * 0x1p23, x));
  auto n = shiftRightSigned(bits - 0x3f2aaaab, 23); // bits of 2/3
  F f = floatOf(bits - shiftLeft(n, 23)) - 1.0;
  F k = toFloat(n) + select(subnormal, x.literal(-23.0), 0.0);
  F f2 = f * f;
  F p = polynomial(f, {-0.128782168, 0.1398727, -0.121874772, 0.140052557,
                       -0.166802451, 0.200104475, -0.249998033, 0.333332151});
  // ln 2 = high (15 bits, so k * high is exact) + low
  F low = fma(k, 1.42860677e-06, p * f * f2);
  F sum = fma(k, 0.693145752, fma(f2, -0.5, low) + f);
  sum = select(x < infinity, sum, x + x);
  sum = select(x == 0.0, -infinity, sum);
  return select(x < 0.0, notANumber, sum);
}

} // namespace hfc::formulas
#endif
