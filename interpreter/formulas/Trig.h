// sin, cos, tan over the whole range. The argument is counted in turns: x times
// the chunks of 1 / (2 pi), each product exact, whole turns dropped from each
// at once (Payne and Hanek 1983, in floats and without a table look-up). Four
// times the fraction of a turn is a quadrant and a rest g, |g| <= 1/2; r = g
// pi/2. Where no argument of f32 is large, multiples of pi/2 in two parts are
// taken from it instead (Cody and Waite 1980).
#ifndef HFC_INTERPRETER_FORMULAS_TRIG_H
#define HFC_INTERPRETER_FORMULAS_TRIG_H

#include "interpreter/formulas/Pair.h"

namespace hfc::formulas {

template <class F> struct Quadrant {
  F n; // -2 .. 2
  Pair<F> r;
};

template <class F> F withoutWholeTurns(F turns) {
  return turns - roundEven(turns);
}

template <class F> Quadrant<F> quadrantOf(F turns, F low, F lowest) {
  F quarters = turns * 4.0;
  F n = roundEven(quarters);
  Pair<F> g = exactSum(quarters - n, low * 4.0);
  g.lo = g.lo + lowest * 4.0;
  return {n, g * constantPair(n, 1.5707963267948966, 6.123233995736766e-17)};
}

// x is an f32 in an f64: 24 bits, chunks of 29.
template <class F> Quadrant<F> quadrantOfF32(F x) {
  const double chunks[] = {0x517cc1bp-29,   0xe4e4415p-58,  0x53f84eap-87,
                           0x1f47d4d3p-116, 0xee06db1p-145, 0x95993c4p-174,
                           0x72083fcp-203};
  F turns = x.literal(0.0), low = turns;
  for (double chunk : chunks) {
    Pair<F> sum = exactSum(turns, withoutWholeTurns(x * chunk));
    turns = sum.hi;
    low = low + sum.lo;
  }
  return quadrantOf(turns, low, x.literal(0.0));
}

// n and r of an f32 in an f64. Up to 2^22, n * pi/2 misses by less than 2^-85.
template <class F> Pair<F> restOfF32(F x) {
  auto isLarge = abs(x) > 0x1p22;
  return unlessAny(
      isLarge,
      [&]() -> Pair<F> {
        F n = roundEven(x * 0.63661977236758138);
        F r = fma(n, -1.5707963267948966, x);
        return {n, fma(n, -6.123233995736766e-17, r)};
      },
      [&]() -> Pair<F> {
        Quadrant<F> q = quadrantOfF32(x);
        return {q.n, q.r.hi};
      });
}

// Chunks of 53 bits. The later ones are scaled up, x down, to stay normal.
template <class F> Quadrant<F> quadrantOfF64(F x) {
  const double chunks[] = {
      0x517cc1b727220p-53,   0x1529fc2757d1f5p-106, 0x69bb81b6c52b3p-159,
      0x4f10e4107f945p-212,  0x11d5ef5de2b0dbp-265, 0x1246e3a424dd2ep-318,
      0xc925dd413a3p-371,    0x4873f877ac72cp-424,  0x94d39f74411afp-477,
      0x152ebb4484e99cp-530, 0xe04d68befc827p-71,   0x64758e60d4ce7p-124,
      0x1a4e422fc5defcp-177, 0x1283b1ff897ffdp-230, 0x1c0b301fde5e23p-283,
      0x2d6829b47db4dp-336,  0x13f6793e584dbap-389, 0xf463f669e5feap-442,
      0x5aea4f758fd7cp-495,  0x17c5ecf41ce7dep-548, 0x529497535fdafp-601,
      0x1b11f8d5d08560p-654};
  F scaled = x * 0x1p-512;
  F turns = x.literal(0.0), low = turns, lowest = turns;
  for (int i = 0; i < 22; ++i) {
    F factor = x.literal(chunks[i]);
    Pair<F> product = exactProduct(i < 10 ? x : scaled, factor);
    for (F part : {product.hi, product.lo}) {
      Pair<F> sum = exactSum(turns, withoutWholeTurns(part));
      Pair<F> lowSum = exactSum(low, sum.lo);
      turns = sum.hi;
      low = lowSum.hi;
      lowest = lowest + lowSum.lo;
    }
  }
  return quadrantOf(withoutWholeTurns(turns), low, lowest);
}

// Minimax kernels for |r| <= pi/4.
template <class F> F sinKernel32(F r) {
  F z = r * r;
  F p = polynomial(
      z, {2.83278791e-06, -0.000198530761, 0.0083333794, -0.166666672});
  return fma(r * z, p, r);
}
template <class F> F cosKernel32(F r) {
  F z = r * r;
  F p = polynomial(z, {2.44317507e-05, -0.0013887306, 0.0416666456});
  return fma(z, fma(z, p, -0.5), z.literal(1.0));
}
template <class F> Pair<F> sinKernel64(Pair<F> r) {
  F z = r.hi * r.hi;
  F p = polynomial(z, {-7.3967769404203203e-13, 1.6054458360086739e-10,
                       -2.5052072038995337e-08, 2.7557319077936923e-06,
                       -0.00019841269840968815, 0.0083333333333330453,
                       -0.16666666666666666});
  return orderedSum(r.hi, fma(r.hi * z, p, r.lo * fma(z, -0.5, 1.0)));
}
template <class F> Pair<F> cosKernel64(Pair<F> r) {
  Pair<F> z = exactProduct(r.hi, r.hi);
  F p = polynomial(z.hi, {-1.135993121321999e-11, 2.0875729264510549e-09,
                          -2.7557314401186634e-07, 2.4801587289672787e-05,
                          -0.0013888888888874476, 0.041666666666666602});
  Pair<F> sum = orderedSum(z.hi.literal(1.0), z.hi * -0.5);
  F rest = fma(z.hi * z.hi, p, fma(r.hi, -r.lo, z.lo * -0.5));
  return orderedSum(sum.hi, sum.lo + rest);
}

// sin of a quadrant later by `shift`: cos in odd ones, negative in 2 and 3.
template <class F, class I> F ofQuadrant(F sine, F cosine, I quadrant) {
  F y = select((quadrant & 1) != 0, cosine, sine);
  return floatOf(bitsOf(y) ^ shiftLeft(quadrant & 2, F::bits - 2));
}

template <class F> F sinOrCos(F x, int shift) {
  if constexpr (F::bits == 32) {
    auto [n, rest] = restOfF32(widen(x));
    F r = narrow(rest);
    return ofQuadrant(sinKernel32(r), cosKernel32(r), toInt(narrow(n)) + shift);
  } else {
    auto q = quadrantOfF64(x);
    return ofQuadrant(sinKernel64(q.r).hi, cosKernel64(q.r).hi,
                      toInt(q.n) + shift);
  }
}

template <class F> constexpr double sinIsX = F::bits == 32 ? 0x1p-13 : 0x1p-28;

template <class F> F sin(F x) {
  return select(abs(x) < sinIsX<F>, x, sinOrCos(x, 0));
}
template <class F> F cos(F x) { return sinOrCos(x, 1); }

template <class F> F tanOf(Quadrant<F> q) {
  Pair<F> sine = sinKernel64(q.r), cosine = cosKernel64(q.r);
  auto odd = (toInt(q.n) & 1) != 0;
  return quotient(select(odd, -cosine, sine), select(odd, sine, cosine));
}
template <class F> F tan(F x) {
  auto small = abs(x) < sinIsX<F>;
  if constexpr (F::bits == 32) {
    auto [n, r] = restOfF32(widen(x));
    return select(small, x, narrow(tanOf(Quadrant{n, {r, r.literal(0.0)}})));
  } else
    return select(small, x, tanOf(quadrantOfF64(x)));
}

} // namespace hfc::formulas
#endif
