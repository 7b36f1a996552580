// The vocabulary of Value.h on the host's own floats: formulas as functions.
#ifndef HFC_INTERPRETER_FORMULAS_HOST_H
#define HFC_INTERPRETER_FORMULAS_HOST_H

#include "interpreter/formulas/Value.h"
#include <bit>
#include <cmath>
#include <cstdint>
#include <type_traits>

namespace hfc::formulas::host {

struct Mask {
  bool v;
  friend Mask operator&(Mask a, Mask b) { return {a.v && b.v}; }
  friend Mask operator|(Mask a, Mask b) { return {a.v || b.v}; }
  friend Mask operator~(Mask a) { return {!a.v}; }
};

// U is unsigned, so that arithmetic wraps.
template <class U> struct Int : TakesLiterals<Int<U>, int64_t> {
  using S = std::make_signed_t<U>;
  U v;
  explicit Int(U v) : v(v) {}
  Int literal(int64_t x) const { return Int(U(x)); }
  friend Int operator+(Int a, Int b) { return Int(a.v + b.v); }
  friend Int operator-(Int a, Int b) { return Int(a.v - b.v); }
  friend Int operator*(Int a, Int b) { return Int(a.v * b.v); }
  friend Int operator&(Int a, Int b) { return Int(a.v & b.v); }
  friend Int operator|(Int a, Int b) { return Int(a.v | b.v); }
  friend Int operator^(Int a, Int b) { return Int(a.v ^ b.v); }
  friend Mask operator<(Int a, Int b) { return {S(a.v) < S(b.v)}; }
  friend Mask operator>(Int a, Int b) { return {S(a.v) > S(b.v)}; }
  friend Mask operator==(Int a, Int b) { return {a.v == b.v}; }
  friend Mask operator!=(Int a, Int b) { return {a.v != b.v}; }
  friend Int shiftLeft(Int a, int n) { return Int(a.v << n); }
  friend Int shiftRight(Int a, int n) { return Int(a.v >> n); }
  friend Int shiftRight(Int a, Int n) { return Int(a.v >> n.v); }
  friend Int shiftRightSigned(Int a, int n) { return Int(U(S(a.v) >> n)); }
  friend Int select(Mask m, Int a, Int b) { return m.v ? a : b; }
};

template <class T> struct Float : TakesLiterals<Float<T>, double> {
  static constexpr int bits = 8 * sizeof(T);
  using Int = host::Int<std::conditional_t<sizeof(T) == 4, uint32_t, uint64_t>>;
  using Mask = host::Mask;
  T v;
  explicit Float(T v) : v(v) {}
  Float literal(double x) const { return Float(T(x)); }
  friend Float operator+(Float a, Float b) { return Float(a.v + b.v); }
  friend Float operator-(Float a, Float b) { return Float(a.v - b.v); }
  friend Float operator*(Float a, Float b) { return Float(a.v * b.v); }
  friend Float operator/(Float a, Float b) { return Float(a.v / b.v); }
  friend Float operator-(Float a) { return Float(-a.v); }
  friend Mask operator<(Float a, Float b) { return {a.v < b.v}; }
  friend Mask operator>(Float a, Float b) { return {a.v > b.v}; }
  friend Mask operator<=(Float a, Float b) { return {a.v <= b.v}; }
  friend Mask operator>=(Float a, Float b) { return {a.v >= b.v}; }
  friend Mask operator==(Float a, Float b) { return {a.v == b.v}; }
  friend Mask operator!=(Float a, Float b) { return {a.v != b.v}; }
  friend Float fma(Float a, Float b, Float c) {
    return Float(std::fma(a.v, b.v, c.v));
  }
  friend Float sqrt(Float a) { return Float(std::sqrt(a.v)); }
  friend Float abs(Float a) { return Float(std::fabs(a.v)); }
  friend Float copySign(Float a, Float s) {
    return Float(std::copysign(a.v, s.v));
  }
  friend Float roundEven(Float a) { return Float(std::nearbyint(a.v)); }
  friend Float select(Mask m, Float a, Float b) { return m.v ? a : b; }
  friend Int bitsOf(Float a) {
    return Int(std::bit_cast<decltype(Int::v)>(a.v));
  }
  friend Int toInt(Float a) { return Int(typename Int::S(a.v)); }
};

template <class U> auto floatOf(Int<U> a) {
  using T = std::conditional_t<sizeof(U) == 4, float, double>;
  return Float<T>(std::bit_cast<T>(a.v));
}
template <class U> auto toFloat(Int<U> a) {
  using T = std::conditional_t<sizeof(U) == 4, float, double>;
  return Float<T>(T(typename Int<U>::S(a.v)));
}
inline Float<double> widen(Float<float> a) { return Float<double>(a.v); }
inline Float<float> narrow(Float<double> a) { return Float<float>(float(a.v)); }

template <class Usual, class Rare>
auto unlessAny(Mask mask, Usual usual, Rare rare) {
  return mask.v ? rare() : usual();
}

using F32 = Float<float>;
using F64 = Float<double>;

} // namespace hfc::formulas::host
#endif
