// C's fmod, exactly. x = mx 2^ex and y = my 2^ey with whole mx, my, so the
// remainder is (mx 2^(ex - ey) mod my) 2^ey: the power of two by repeated
// squaring mod my, all residues in -my/2 .. my/2 so that sums stay exact.
#ifndef HFC_INTERPRETER_FORMULAS_REMAINDER_H
#define HFC_INTERPRETER_FORMULAS_REMAINDER_H

#include "interpreter/formulas/Log.h"
#include "interpreter/formulas/Pair.h"

namespace hfc::formulas {

template <class F> struct Modulus {
  F m, inverse;

  // |x| <= 2^(2 p), whole.
  F residue(F x) const { return fma(-roundEven(x * inverse), m, x); }
  F product(F a, F b) const {
    Pair<F> exact = exactProduct(a, b);
    return residue(residue(residue(exact.hi)) + exact.lo);
  }
};

// a > 0 as a whole mantissa of p bits times 2^exponent.
template <class F> struct WholeParts {
  F mantissa;
  typename F::Int exponent;
};
template <class F> WholeParts<F> wholeParts(F a) {
  constexpr bool isF32 = F::bits == 32;
  constexpr int fraction = isF32 ? 23 : 52, bias = isF32 ? 127 : 1023;
  auto subnormal = a < (isF32 ? 0x1p-126 : 0x1p-1022);
  auto bits = bitsOf(select(subnormal, a * (isF32 ? 0x1p24 : 0x1p54), a));
  auto exponent = shiftRight(bits, fraction) - (bias + fraction);
  F mantissa = floatOf(bits - shiftLeft(exponent, fraction));
  return {mantissa,
          exponent - select(subnormal, exponent.literal(isF32 ? 24 : 54), 0)};
}

template <class F> F powerOfTwo(typename F::Int exponent) {
  constexpr bool isF32 = F::bits == 32;
  return floatOf(shiftLeft(exponent + (isF32 ? 127 : 1023), isF32 ? 23 : 52));
}

template <class F> F remainder(F x, F y) {
  F a = abs(x), b = abs(y);
  WholeParts<F> top = wholeParts(a), bottom = wholeParts(b);
  Modulus<F> modulus{bottom.mantissa, 1.0 / bottom.mantissa};
  auto distance = top.exponent - bottom.exponent;

  F power = x.literal(1.0); // 2^(the bits of `distance` seen so far)
  for (int bit = F::bits == 32 ? 8 : 11; bit >= 0; --bit) {
    power = modulus.product(power, power);
    auto isSet = (shiftRight(distance, bit) & 1) != 0;
    power = select(isSet, modulus.residue(power + power), power);
  }
  F rest = modulus.product(modulus.residue(top.mantissa), power);
  rest = select(rest < 0.0, rest + bottom.mantissa, rest);
  auto half = shiftRightSigned(bottom.exponent, 1);
  rest = rest * powerOfTwo<F>(half) * powerOfTwo<F>(bottom.exponent - half);

  rest = copySign(select(a < b, a, rest), x);
  rest = select((y == 0.0) | (a == infinity), notANumber, rest);
  return select((x != x) | (y != y), x + y, rest);
}

} // namespace hfc::formulas
#endif
