// Every transcendental function of the compiler, each written once as a
// branch-free formula (formulas/Value.h says in what) that the interpreter, the
// constant folder and the targets share. f32 and f64 results lie within 2 ulp
// of the exact function for every argument, special values after C99 annex F;
// test/interpreter/formulas_exhaustive.cpp measures it.
//
// f32 functions without a formula of their own are computed in f64.
#ifndef HFC_INTERPRETER_FORMULAS_H
#define HFC_INTERPRETER_FORMULAS_H

#include "interpreter/formulas/Activations.h"
#include "interpreter/formulas/Erf.h"
#include "interpreter/formulas/Erf64.h"
#include "interpreter/formulas/Exp.h"
#include "interpreter/formulas/Exp64.h"
#include "interpreter/formulas/InverseTrig.h"
#include "interpreter/formulas/Log.h"
#include "interpreter/formulas/Log64.h"
#include "interpreter/formulas/Remainder.h"
#include "interpreter/formulas/Trig.h"

namespace hfc::formulas {

template <class F> F exp(F x) {
  if constexpr (F::bits == 32)
    return exp32(x);
  else
    return exp64(x);
}
template <class F> F log(F x) {
  if constexpr (F::bits == 32)
    return log32(x);
  else
    return log64(x);
}
template <class F> F tanh(F x) {
  if constexpr (F::bits == 32)
    return tanh32(x);
  else
    return tanh64(x);
}
template <class F> F erf(F x) {
  if constexpr (F::bits == 32)
    return erf32(x);
  else
    return erf64(x);
}
template <class F> F gelu(F x) {
  if constexpr (F::bits == 32)
    return gelu32(x);
  else
    return gelu64(x);
}
template <class F> F geluTanh(F x) {
  if constexpr (F::bits == 32)
    return geluTanh32(x);
  else
    return geluTanh64(x);
}
template <class F> F rsqrt(F x) { return 1.0 / sqrt(x); }

// f is a formula in f64.
template <class F, class Function> F inF64(Function f, F x) {
  if constexpr (F::bits == 32)
    return narrow(f(widen(x)));
  else
    return f(x);
}
template <class F> F expm1(F x) {
  return inF64([](auto y) { return expm164(y); }, x);
}
template <class F> F log1p(F x) {
  return inF64([](auto y) { return log1p64(y); }, x);
}
template <class F> F erfc(F x) {
  return inF64([](auto y) { return erfc64(y); }, x);
}
template <class F> F sinh(F x) {
  return inF64([](auto y) { return sinh64(y); }, x);
}
template <class F> F cosh(F x) {
  return inF64([](auto y) { return cosh64(y); }, x);
}
template <class F> F asinh(F x) {
  return inF64([](auto y) { return asinh64(y); }, x);
}
template <class F> F acosh(F x) {
  return inF64([](auto y) { return acosh64(y); }, x);
}
template <class F> F atanh(F x) {
  return inF64([](auto y) { return atanh64(y); }, x);
}
template <class F> F asin(F x) {
  return inF64([](auto y) { return asin64(y); }, x);
}
template <class F> F acos(F x) {
  if constexpr (F::bits == 32)
    return acos32(x);
  else
    return acos64(x);
}
template <class F> F atan(F x) {
  return inF64([](auto y) { return atan64(y); }, x);
}
template <class F> F pow(F x, F y) {
  if constexpr (F::bits == 32)
    return narrow(pow64(widen(x), widen(y)));
  else
    return pow64(x, y);
}

} // namespace hfc::formulas
#endif
