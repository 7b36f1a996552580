// asin, acos, atan in f64, and acos in f32 (its polynomial: Cephes, Moshier
// 1984).
#ifndef HFC_INTERPRETER_FORMULAS_INVERSETRIG_H
#define HFC_INTERPRETER_FORMULAS_INVERSETRIG_H

#include "interpreter/formulas/Pair.h"

namespace hfc::formulas {

// asin(a) = s + rest with s = a for a <= 1/2; above, the same for
// s = sqrt((1 - a) / 2), where asin(a) = pi/2 - 2 asin(s). NaN for a > 1.
template <class F> Pair<F> halfAsin64(F a, typename F::Mask above) {
  F z = select(above, fma(a, -0.5, 0.5), a * a);
  F root = sqrt(z);
  F rootError = select(root > 0.0, fma(-root, root, z) / (root + root), 0.0);
  F s = select(above, root, a);
  F p = polynomial(
      z, {0.03197980837800686, -0.016323749764981913, 0.019592347278172589,
          0.0065042871324772515, 0.012174758035910196, 0.013884379104029593,
          0.017359792758934376, 0.022371752120097121, 0.030381959388747441,
          0.04464285682209778, 0.07500000000344749, 0.16666666666665375});
  return {s, fma(s * z, p, select(above, rootError, 0.0))};
}

// constant - part, both pairs.
template <class F> F constantMinus(double hi, double lo, Pair<F> part) {
  Pair<F> sum = exactSum(part.hi.literal(hi), -part.hi);
  return sum.hi + (sum.lo + (lo - part.lo));
}

template <class F> F asin64(F x) {
  F a = abs(x);
  auto above = a > 0.5;
  Pair<F> h = halfAsin64(a, above);
  F reflected = constantMinus<F>(1.5707963267948966, 6.123233995736766e-17,
                                 {h.hi * 2.0, h.lo * 2.0});
  return copySign(select(above, reflected, h.hi + h.lo), x);
}

template <class F> F acos64(F x) {
  F a = abs(x);
  auto above = a > 0.5;
  Pair<F> h = halfAsin64(a, above);
  Pair<F> twice = {h.hi * 2.0, h.lo * 2.0};
  F far = select(
      x < 0.0,
      constantMinus<F>(3.1415926535897931, 1.2246467991473532e-16, twice),
      twice.hi + twice.lo);
  Pair<F> sine = {copySign(h.hi, x), select(x < 0.0, -h.lo, h.lo)};
  F near = constantMinus<F>(1.5707963267948966, 6.123233995736766e-17, sine);
  return select(above, far, near);
}

// atan(a) = offset + atan(t), |t| <= tan(pi/8): t = a, (a - 1) / (a + 1) or
// -1 / a.
template <class F> F atan64(F x) {
  F a = atMost(abs(x), 0x1p64);
  F zero = x.literal(0.0), one = x.literal(1.0);
  auto far = a > 2.4142135623730949, near = a <= 0.41421356237309503;
  Pair<F> top = select(far, Pair<F>{-one, zero}, exactSum(a, -one));
  Pair<F> bottom = select(far, Pair<F>{a, zero}, exactSum(a, one));
  Pair<F> t = select(near, Pair<F>{a, zero}, top / bottom);
  F offset = select(far, one * 1.5707963267948966, 0.78539816339744828);
  F offsetLow = select(far, one * 6.123233995736766e-17, 3.061616997868383e-17);
  offset = select(near, 0.0, offset);
  offsetLow = select(near, 0.0, offsetLow);
  F z = t.hi * t.hi;
  F p = polynomial(
      z, {-0.009353684665714684, 0.025581255637004179, -0.038571370881463299,
          0.046490372639052195, -0.052451526691834685, 0.05880335025393129,
          -0.066665077369097589, 0.076922990066545335, -0.090909087706184111,
          0.11111111103525009, -0.14285714285608239, 0.19999999999999252,
          -0.33333333333333331});
  Pair<F> sum = exactSum(offset, t.hi);
  F rest = fma(t.hi * z, p, t.lo + offsetLow);
  return copySign(sum.hi + (sum.lo + rest), x);
}

// As halfAsin64: asin(a) = s, times one or two, after a reflection where above.
template <class F> F halfAsin32(F a, typename F::Mask above) {
  F z = select(above, fma(a, -0.5, 0.5), a * a);
  F s = select(above, sqrt(z), a);
  F p = polynomial(z, {4.2163199048e-2, 2.4181311049e-2, 4.5470025998e-2,
                       7.4953002686e-2, 1.6666752422e-1});
  return fma(s * z, p, s);
}

template <class F> F acos32(F x) {
  F a = abs(x);
  auto above = a > 0.5, negative = x < 0.0;
  F h = halfAsin32(a, above);
  F twice = h + h;
  F far = select(negative, 3.14159274 - (twice + 8.74227766e-8), twice);
  F near = 1.57079637 - (copySign(h, x) + 4.37113883e-8);
  return select(above, far, near);
}

} // namespace hfc::formulas
#endif
