// log in f64 as a pair, to about 2^-64 relative, and what is made of it: log1p,
// asinh, acosh, atanh, pow.
//
// x = 2^k (1 + f), s = f / (2 + f), |s| < 0.1716,
// log(1 + f) = 2 atanh(s) = 2 s + 2/3 s^3 + s^5 q(s^2); the first two terms are
// pairs, q is a minimax fit.
#ifndef HFC_INTERPRETER_FORMULAS_LOG64_H
#define HFC_INTERPRETER_FORMULAS_LOG64_H

#include "interpreter/formulas/Exp64.h"
#include "interpreter/formulas/Log.h"

namespace hfc::formulas {

// log(x) + kExtra ln 2 for normal x > 0.
template <class F> Pair<F> logPair64(Pair<F> x, F kExtra) {
  auto bits = bitsOf(x.hi);
  auto k = shiftRightSigned(bits - 0x3fe6a09e667f3bcd, 52); // bits of sqrt(1/2)
  F mantissa = floatOf(bits - shiftLeft(k, 52));
  // 2^-k; above 2^1000 the low part does not matter.
  auto kScale = select(k < 1000, k, 1000);
  F scale = floatOf(shiftLeft(1023 - kScale, 52));
  Pair<F> f = exactSum(mantissa - 1.0, x.lo * scale);
  Pair<F> denominator = orderedSum(f.hi.literal(2.0), f.hi);
  denominator.lo = denominator.lo + f.lo;
  Pair<F> s = f / denominator;
  Pair<F> z = s * s;
  Pair<F> cube = z * s * constantPair(x.hi, 2.0 / 3, 3.7007434154171883e-17);
  F q = polynomial(
      z.hi, {0.11994695240588041, 0.10283495695678133, 0.11777018516308156,
             0.13332967222863903, 0.15384622062490727, 0.18181818107194442,
             0.22222222222710714, 0.28571428571426899, 0.40000000000000002});
  F tail = s.hi * z.hi * z.hi * q;
  Pair<F> sum = Pair<F>{s.hi * 2.0, s.lo * 2.0} + cube + tail;
  Pair<F> ln2 = constantPair(x.hi, 0.69314718055994529, 2.3190468138462996e-17);
  return ln2 * (toFloat(k) + kExtra) + sum;
}

// x > 0, subnormal or not.
template <class F> Pair<F> logPair64(F x) {
  auto subnormal = x < 0x1p-1022;
  return logPair64(Pair<F>{select(subnormal, x * 0x1p54, x), x.literal(0.0)},
                   select(subnormal, x.literal(-54.0), 0.0));
}

template <class F> F log64(F x) {
  F y = logPair64(x).hi;
  y = select(x < infinity, y, x + x);
  y = select(x == 0.0, -infinity, y);
  return select(x < 0.0, notANumber, y);
}

template <class F> F log1p64(F x) {
  F y = logPair64(exactSum(x.literal(1.0), x), x.literal(0.0)).hi;
  y = select(abs(x) < 0x1p-54, x, y);
  y = select(x < infinity, y, x + x);
  y = select(x == -1.0, -infinity, y);
  return select(x < -1.0, notANumber, y);
}

// log(a + sqrt(a^2 + 1)), log(2 a) when a is large.
template <class F> F asinh64(F x) {
  F a = abs(x), zero = x.literal(0.0);
  auto large = a > 0x1p28;
  F b = atMost(a, 0x1p28);
  Pair<F> root = sqrt(exactProduct(b, b) + b.literal(1.0));
  Pair<F> whole = select(large, Pair<F>{a, zero}, root + b);
  F y = logPair64(whole, select(large, x.literal(1.0), 0.0)).hi;
  y = select(a < 0x1p-28, a, y);
  return copySign(select(a < infinity, y, a), x);
}

// log(x + sqrt(x^2 - 1)), log(2 x) when x is large.
template <class F> F acosh64(F x) {
  F zero = x.literal(0.0);
  auto large = x > 0x1p28;
  F b = atMost(x, 0x1p28);
  Pair<F> root =
      sqrt(exactSum(b, b.literal(-1.0)) * exactSum(b, b.literal(1.0)));
  Pair<F> whole = select(large, Pair<F>{x, zero}, root + b);
  F y = logPair64(whole, select(large, x.literal(1.0), 0.0)).hi;
  y = select(x < infinity, y, x + x);
  return select(x < 1.0, notANumber, y);
}

// log((1 + a) / (1 - a)) / 2
template <class F> F atanh64(F x) {
  F a = abs(x), one = x.literal(1.0);
  Pair<F> ratio = exactSum(one, a) / exactSum(one, -a);
  F y = logPair64(ratio, x.literal(0.0)).hi * 0.5;
  y = select(a < 0x1p-28, a, y);
  y = select(a == 1.0, infinity, y);
  return copySign(select(a <= 1.0, y, notANumber), x);
}

// C99 annex F: x^0 = 1^y = 1 even for NaN, (-1)^inf = 1, a negative x wants an
// integer y.
template <class F> F pow64(F x, F y) {
  F a = abs(x);
  Pair<F> log = logPair64(a);
  Pair<F> product = exactProduct(log.hi, y);
  F high = product.hi, low = fma(log.lo, y, product.lo);
  auto inRange = abs(high) < 760.0;
  ExpParts64<F> e = expParts64(
      Pair<F>{atLeast(atMost(high, 710.0), -760.0), select(inRange, low, 0.0)});
  F magnitude = e.whole();

  // log was not meant for a = 0 and a = inf, nor the product for y = inf.
  auto up = select(y > 0.0, y.literal(infinity), 0.0);
  auto down = select(y > 0.0, y.literal(0.0), infinity);
  magnitude = select(a == 0.0, down, magnitude);
  magnitude = select(a == infinity, up, magnitude);
  auto steep = abs(y) == infinity;
  magnitude = select(steep & (a > 1.0), up, magnitude);
  magnitude = select(steep & (a < 1.0), down, magnitude);
  magnitude = select(steep & (a == 1.0), 1.0, magnitude);

  auto whole = roundEven(y) == y;
  auto odd = whole & (roundEven(y * 0.5) != y * 0.5);
  F sign = select(odd, x, x.literal(1.0));
  F result = copySign(magnitude, sign);
  auto finite = a < infinity;
  result = select((x < 0.0) & finite & ~whole, notANumber, result);
  result = select((x != x) | (y != y), x + y, result);
  return select((y == 0.0) | (x == 1.0), 1.0, result);
}

} // namespace hfc::formulas
#endif
