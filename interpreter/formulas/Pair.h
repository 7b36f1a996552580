// A value as the unevaluated sum of two floats, about twice as precise. Error
// free sums and products after Dekker (1971) and Knuth; products by FMA.
#ifndef HFC_INTERPRETER_FORMULAS_PAIR_H
#define HFC_INTERPRETER_FORMULAS_PAIR_H

#include "interpreter/formulas/Value.h"

namespace hfc::formulas {

template <class F> struct Pair {
  F hi, lo;
};

// a + b exactly, |a| >= |b| or a = 0.
template <class F> Pair<F> orderedSum(F a, F b) {
  F sum = a + b;
  return {sum, b - (sum - a)};
}
// a + b exactly.
template <class F> Pair<F> exactSum(F a, F b) {
  F sum = a + b;
  F bPart = sum - a;
  return {sum, (a - (sum - bPart)) + (b - bPart)};
}
template <class F> Pair<F> exactProduct(F a, F b) {
  F product = a * b;
  return {product, fma(a, b, -product)};
}
template <class F> Pair<F> operator+(Pair<F> a, F b) {
  Pair<F> sum = exactSum(a.hi, b);
  return orderedSum(sum.hi, sum.lo + a.lo);
}
template <class F> Pair<F> operator+(Pair<F> a, Pair<F> b) {
  Pair<F> sum = exactSum(a.hi, b.hi);
  return orderedSum(sum.hi, sum.lo + (a.lo + b.lo));
}
template <class F> Pair<F> operator-(Pair<F> a) { return {-a.hi, -a.lo}; }
template <class F> Pair<F> operator*(Pair<F> a, F b) {
  Pair<F> product = exactProduct(a.hi, b);
  return orderedSum(product.hi, fma(a.lo, b, product.lo));
}
template <class F> Pair<F> operator*(Pair<F> a, Pair<F> b) {
  Pair<F> product = exactProduct(a.hi, b.hi);
  return orderedSum(product.hi, product.lo + fma(a.hi, b.lo, a.lo * b.hi));
}
template <class F> Pair<F> operator/(Pair<F> a, Pair<F> b) {
  F quotient = a.hi / b.hi;
  F rest = fma(-quotient, b.hi, a.hi) + fma(-quotient, b.lo, a.lo);
  return orderedSum(quotient, rest / b.hi);
}
// a / b, rounded nearly once.
template <class F> F quotient(Pair<F> a, Pair<F> b) {
  F reciprocal = 1.0 / b.hi;
  F q = a.hi * reciprocal;
  F rest = fma(-q, b.lo, fma(-q, b.hi, a.hi) + a.lo);
  return fma(rest, reciprocal, q);
}
template <class F> Pair<F> sqrt(Pair<F> a) {
  F root = sqrt(a.hi);
  F rest = fma(-root, root, a.hi) + a.lo;
  return orderedSum(root, select(root > 0.0, rest / (root + root), 0.0));
}
template <class F> Pair<F> select(typename F::Mask m, Pair<F> a, Pair<F> b) {
  return {select(m, a.hi, b.hi), select(m, a.lo, b.lo)};
}
template <class F> Pair<F> constantPair(F like, double hi, double lo) {
  return {like.literal(hi), like.literal(lo)};
}

} // namespace hfc::formulas
#endif
