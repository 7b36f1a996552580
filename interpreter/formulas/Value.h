// What the formulas of this folder are written in: a small vocabulary of
// operations that every processor has as instructions. A formula
// is a template over a float type F; with Host.h it computes, with Emit.cpp it
// emits MLIR, so the interpreter, the constant folder and native code agree.
//
// F is a class with
//   F::Int, F::Mask           integers of F's width, and what a comparison
//   gives F::bits                   32 or 64
//   + - * / unary -           rounded to nearest even
//   a < b, a <= b, a > b, a >= b, a == b     ordered: false on NaN; a != b:
//   true
// and these functions, found by their arguments:
//   fma(a, b, c)   sqrt(a)   abs(a)   copySign(magnitude, sign)
//   roundEven(a)              to the nearest integer, halves to even
//   bitsOf(a) -> Int          floatOf(Int) -> F           same bits
//   toFloat(Int) -> F         toInt(F) -> Int             signed, value in
//   range select(Mask, a, b)        for F and Int widen(f32) -> f64 narrow(f64)
//   -> f32
// and of Pair.h
//   unlessAny(Mask, usual, rare) -> Pair<F>     usual(), or, where the mask is
//   true for any lane, rare() for all of them: the one branch
// Int has + - * & | ^ (wrapping), signed < and ==, and shiftLeft(a, n),
// shiftRight(a, n) (zeros in), shiftRightSigned(a, n). Mask has & | ~.
// Literals may stand on either side of an operator and anywhere in fma and
// select beside a value; they are rounded to F.
//
// Nothing here may be contracted, reassociated or assumed finite: a target
// compiles formulas without fast-math flags.
#ifndef HFC_INTERPRETER_FORMULAS_VALUE_H
#define HFC_INTERPRETER_FORMULAS_VALUE_H

#include <initializer_list>

namespace hfc::formulas {

// Mixed operators of a value type V with literals, from V's own operators and
// V::literal(Literal).
template <class V, class Literal> struct TakesLiterals {
  friend V operator+(V a, Literal b) { return a + a.literal(b); }
  friend V operator+(Literal a, V b) { return b.literal(a) + b; }
  friend V operator-(V a, Literal b) { return a - a.literal(b); }
  friend V operator-(Literal a, V b) { return b.literal(a) - b; }
  friend V operator*(V a, Literal b) { return a * a.literal(b); }
  friend V operator*(Literal a, V b) { return b.literal(a) * b; }
  friend V operator/(V a, Literal b) { return a / a.literal(b); }
  friend V operator/(Literal a, V b) { return b.literal(a) / b; }
  friend V operator&(V a, Literal b) { return a & a.literal(b); }
  friend V operator|(V a, Literal b) { return a | a.literal(b); }
  friend V operator^(V a, Literal b) { return a ^ a.literal(b); }
  friend auto operator<(V a, Literal b) { return a < a.literal(b); }
  friend auto operator>(V a, Literal b) { return a > a.literal(b); }
  friend auto operator<=(V a, Literal b) { return a <= a.literal(b); }
  friend auto operator>=(V a, Literal b) { return a >= a.literal(b); }
  friend auto operator==(V a, Literal b) { return a == a.literal(b); }
  friend auto operator!=(V a, Literal b) { return a != a.literal(b); }
  friend V fma(V a, V b, Literal c) { return fma(a, b, a.literal(c)); }
  friend V fma(V a, Literal b, V c) { return fma(a, a.literal(b), c); }
  friend V fma(V a, Literal b, Literal c) {
    return fma(a, a.literal(b), a.literal(c));
  }
  template <class M> friend V select(M m, V a, Literal b) {
    return select(m, a, a.literal(b));
  }
  template <class M> friend V select(M m, Literal a, V b) {
    return select(m, b.literal(a), b);
  }
};

// b when a is NaN; one minps/maxps.
template <class F> F smaller(F a, F b) { return select(a < b, a, b); }
template <class F> F larger(F a, F b) { return select(a > b, a, b); }

// x limited to an interval; NaN stays.
template <class F> F atMost(F x, double limit) {
  return smaller(x.literal(limit), x);
}
template <class F> F atLeast(F x, double limit) {
  return larger(x.literal(limit), x);
}

// Horner's scheme, highest coefficient first.
template <class F> F polynomial(F x, std::initializer_list<double> c) {
  F sum = x.literal(*c.begin());
  for (const double *i = c.begin() + 1; i != c.end(); ++i)
    sum = fma(sum, x, *i);
  return sum;
}

// max(x, -0): -0 and NaN stay.
template <class F> F positivePart(F x) { return atLeast(x, -0.0); }

} // namespace hfc::formulas
#endif
