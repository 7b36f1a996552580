// What atomic operations do to a value in memory, for LDS and global alike.
#ifndef HFC_SIMULATORS_AMDGPU_OPS_ATOMIC_H
#define HFC_SIMULATORS_AMDGPU_OPS_ATOMIC_H

#include "simulators/amdgpu/Lanes.h"
#include <algorithm>
#include <cmath>

namespace hfc::sim::atomic {

template <typename T> using Signed = std::make_signed_t<T>;

// (old, operand, second operand) → new
template <typename T> T add(T a, T b, T) { return a + b; }
template <typename T> T subtract(T a, T b, T) { return a - b; }
template <typename T> T reverse(T a, T b, T) { return b - a; }
template <typename T> T increment(T a, T b, T) { return a >= b ? 0 : a + 1; }
template <typename T> T decrement(T a, T b, T) {
  return a == 0 || a > b ? b : a - 1;
}
template <typename T> T minSigned(T a, T b, T) {
  return T(std::min(Signed<T>(a), Signed<T>(b)));
}
template <typename T> T maxSigned(T a, T b, T) {
  return T(std::max(Signed<T>(a), Signed<T>(b)));
}
template <typename T> T minUnsigned(T a, T b, T) { return std::min(a, b); }
template <typename T> T maxUnsigned(T a, T b, T) { return std::max(a, b); }
template <typename T> T bitAnd(T a, T b, T) { return a & b; }
template <typename T> T bitOr(T a, T b, T) { return a | b; }
template <typename T> T bitXor(T a, T b, T) { return a ^ b; }
template <typename T> T exchange(T, T b, T) { return b; }
// Clears the bits of b, sets those of c.
template <typename T> T maskedOr(T a, T b, T c) { return (a & ~b) | c; }
// Where memory holds c, it becomes b.
template <typename T> T compareExchange(T a, T b, T c) {
  return a == c ? b : a;
}

inline uint32_t addFloat(uint32_t a, uint32_t b, uint32_t) {
  return std::bit_cast<uint32_t>(std::bit_cast<float>(a) +
                                 std::bit_cast<float>(b));
}
inline uint32_t minFloat(uint32_t a, uint32_t b, uint32_t) {
  return std::bit_cast<uint32_t>(
      std::fmin(std::bit_cast<float>(a), std::bit_cast<float>(b)));
}
inline uint32_t maxFloat(uint32_t a, uint32_t b, uint32_t) {
  return std::bit_cast<uint32_t>(
      std::fmax(std::bit_cast<float>(a), std::bit_cast<float>(b)));
}
inline uint64_t addDouble(uint64_t a, uint64_t b, uint64_t) {
  return std::bit_cast<uint64_t>(std::bit_cast<double>(a) +
                                 std::bit_cast<double>(b));
}
inline uint64_t minDouble(uint64_t a, uint64_t b, uint64_t) {
  return std::bit_cast<uint64_t>(
      std::fmin(std::bit_cast<double>(a), std::bit_cast<double>(b)));
}
inline uint64_t maxDouble(uint64_t a, uint64_t b, uint64_t) {
  return std::bit_cast<uint64_t>(
      std::fmax(std::bit_cast<double>(a), std::bit_cast<double>(b)));
}
inline uint32_t addHalves(uint32_t a, uint32_t b, uint32_t) {
  uint32_t low = halfBits(widen(uint16_t(a)) + widen(uint16_t(b)));
  uint32_t high = halfBits(widen(uint16_t(a >> 16)) + widen(uint16_t(b >> 16)));
  return low | high << 16;
}
inline uint32_t toBrain(float x) {
  uint32_t bits = std::bit_cast<uint32_t>(x);
  return x != x ? bits >> 16 | 0x40 : (bits + 0x7fff + (bits >> 16 & 1)) >> 16;
}
inline uint32_t addBrains(uint32_t a, uint32_t b, uint32_t) {
  auto value = [](uint32_t x) { return std::bit_cast<float>(x << 16); };
  return toBrain(value(a & 0xffff) + value(b & 0xffff)) |
         toBrain(value(a >> 16) + value(b >> 16)) << 16;
}

// Reads `Words`-word operands of a lane.
template <typename T> T lane(const Wave &wave, unsigned row, unsigned at) {
  T value = wave.v[row][at];
  if constexpr (sizeof(T) == 8)
    value |= T(wave.v[row + 1][at]) << 32;
  return value;
}
template <typename T>
void setLane(Wave &wave, unsigned row, unsigned at, T value) {
  wave.v[row][at] = uint32_t(value);
  if constexpr (sizeof(T) == 8)
    wave.v[row + 1][at] = uint32_t(value >> 32);
}

} // namespace hfc::sim::atomic
#endif
