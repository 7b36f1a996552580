// A buffer of any element type, read and written as double, with a fence
// behind its end that shows writes out of range.
#ifndef HFC_TEST_TARGETS_X86_ELEMENTS_H
#define HFC_TEST_TARGETS_X86_ELEMENTS_H

#include "targets/x86/KernelContext.h"
#include <cmath>
#include <cstring>
#include <vector>

namespace hfc::x86::test {

enum class Kind { F32, F16, BF16, F64, I8, U8, I32 };

inline Storage typeOf(CodeBuilder &b, Kind kind) {
  switch (kind) {
  case Kind::F32:
    return {b.getF32Type()};
  case Kind::F16:
    return {b.getF16Type()};
  case Kind::BF16:
    return {b.getBF16Type()};
  case Kind::F64:
    return {b.getF64Type()};
  case Kind::I8:
    return {b.getI8Type()};
  case Kind::U8:
    return {b.getI8Type(), true};
  case Kind::I32:
    return {b.getI32Type()};
  }
}

class Elements {
public:
  Elements(Kind kind, int64_t count)
      : kind(kind), count(count), bytes((count + fence) * width(kind)) {
    std::memset(bytes.data() + count * width(kind), 0x5a, fence * width(kind));
  }

  void *data() { return bytes.data(); }

  double get(int64_t i) const {
    switch (kind) {
    case Kind::F32:
      return as<float>(i);
    case Kind::F16:
      return as<_Float16>(i);
    case Kind::BF16: {
      uint32_t bits = static_cast<uint32_t>(as<uint16_t>(i)) << 16;
      float value;
      std::memcpy(&value, &bits, 4);
      return value;
    }
    case Kind::F64:
      return as<double>(i);
    case Kind::I8:
      return as<int8_t>(i);
    case Kind::U8:
      return as<uint8_t>(i);
    case Kind::I32:
      return as<int32_t>(i);
    }
  }

  void set(int64_t i, double value) {
    switch (kind) {
    case Kind::F32:
      return put(i, static_cast<float>(value));
    case Kind::F16:
      return put(i, static_cast<_Float16>(value));
    case Kind::BF16: {
      float single = static_cast<float>(value);
      uint32_t bits;
      std::memcpy(&bits, &single, 4);
      return put(i, static_cast<uint16_t>(bits >> 16));
    }
    case Kind::F64:
      return put(i, value);
    case Kind::I8:
      return put(i, static_cast<int8_t>(value));
    case Kind::U8:
      return put(i, static_cast<uint8_t>(value));
    case Kind::I32:
      return put(i, static_cast<int32_t>(value));
    }
  }

  // Values in [-1, 1), or integers over the type's whole range.
  void fill(uint32_t seed) {
    uint32_t state = seed * 2654435761u + 1;
    for (int64_t i = 0; i < count; ++i) {
      state = state * 1664525u + 1013904223u;
      double unit = (state >> 8) / 8388608.0 - 1;
      if (kind == Kind::I8)
        set(i, std::floor(unit * 128));
      else if (kind == Kind::U8)
        set(i, std::floor((unit + 1) * 128));
      else if (kind == Kind::I32)
        set(i, std::floor(unit * 1000));
      else
        set(i, unit);
    }
  }

  bool fenceIsIntact() const {
    for (size_t i = count * width(kind); i < bytes.size(); ++i)
      if (bytes[i] != 0x5a)
        return false;
    return true;
  }

private:
  static constexpr int64_t fence = 64;

  static int64_t width(Kind kind) {
    switch (kind) {
    case Kind::F16:
    case Kind::BF16:
      return 2;
    case Kind::F64:
      return 8;
    case Kind::I8:
    case Kind::U8:
      return 1;
    case Kind::F32:
    case Kind::I32:
      return 4;
    }
  }
  template <typename T> T as(int64_t i) const {
    T value;
    std::memcpy(&value, bytes.data() + i * sizeof(T), sizeof(T));
    return value;
  }
  template <typename T> void put(int64_t i, T value) {
    std::memcpy(bytes.data() + i * sizeof(T), &value, sizeof(T));
  }

  Kind kind;
  int64_t count;
  std::vector<char> bytes;
};

} // namespace hfc::x86::test
#endif
