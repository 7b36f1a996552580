// Sizes, offsets, grids and guards of an artifact, as bytes: a program in
// postfix order over a list of dims. One evaluator serves compiler and runtime.
//
//   s*384 + 64    dim 0, const 384, mul, const 64, add
//
// Arithmetic is on int64; overflow and division by anything below 1 make the
// evaluation fail. Comparisons give 0 or 1. A program is verified once, before
// its first evaluation, against the number of dims that it may name.
#ifndef HFC_ARTIFACT_DIMPROGRAM_H
#define HFC_ARTIFACT_DIMPROGRAM_H

#include <cstdint>
#include <span>
#include <vector>

namespace hfc::artifact {

// The bytes of an operation; values never change their meaning.
enum class DimOp : uint8_t {
  constant = 0, // zigzag LEB128 follows
  dim = 1,      // LEB128 index follows
  add = 2,
  sub = 3,
  mul = 4,
  floorDiv = 5, // rounds to minus infinity
  ceilDiv = 6,
  mod = 7, // in [0, divisor)
  min = 8,
  max = 9,
  equal = 10,
  less = 11,
  lessEqual = 12,
  logicalAnd = 13, // of "is not 0"; both sides are evaluated
  logicalOr = 14,
};
inline constexpr uint8_t dimOpCount = 15;
inline constexpr size_t maxDimProgramBytes = 65536;
inline constexpr size_t maxDimProgramDepth = 64;

namespace detail {
// False at the end of the code or past 64 bits.
inline bool readVarint(std::span<const uint8_t> code, size_t &at,
                       uint64_t &value) {
  value = 0;
  for (unsigned shift = 0; shift < 64 && at < code.size(); shift += 7) {
    uint8_t byte = code[at++];
    if (shift == 63 && byte > 1)
      return false;
    value |= uint64_t(byte & 0x7f) << shift;
    if (!(byte & 0x80))
      return true;
  }
  return false;
}

inline int64_t fromZigzag(uint64_t value) {
  return int64_t(value >> 1) ^ -int64_t(value & 1);
}

inline bool applyDimOp(DimOp op, int64_t a, int64_t b, int64_t &out) {
  switch (op) {
  case DimOp::add:
    return !__builtin_add_overflow(a, b, &out);
  case DimOp::sub:
    return !__builtin_sub_overflow(a, b, &out);
  case DimOp::mul:
    return !__builtin_mul_overflow(a, b, &out);
  case DimOp::floorDiv:
    if (b < 1)
      return false;
    out = a / b - (a % b < 0);
    return true;
  case DimOp::ceilDiv:
    if (b < 1)
      return false;
    out = a / b + (a % b > 0);
    return true;
  case DimOp::mod:
    if (b < 1)
      return false;
    out = a % b + (a % b < 0 ? b : 0);
    return true;
  case DimOp::min:
    out = a < b ? a : b;
    return true;
  case DimOp::max:
    out = a < b ? b : a;
    return true;
  case DimOp::equal:
    out = a == b;
    return true;
  case DimOp::less:
    out = a < b;
    return true;
  case DimOp::lessEqual:
    out = a <= b;
    return true;
  case DimOp::logicalAnd:
    out = a && b;
    return true;
  case DimOp::logicalOr:
    out = a || b;
    return true;
  case DimOp::constant:
  case DimOp::dim:
    break;
  }
  return false;
}
} // namespace detail

// Calls onDim(index) for each dim that is named. True if the code is one whole
// program; everything below needs that.
template <typename OnDim>
bool verifyDimProgram(std::span<const uint8_t> code, uint64_t dimCount,
                      OnDim onDim) {
  if (code.empty() || code.size() > maxDimProgramBytes)
    return false;
  size_t depth = 0;
  for (size_t at = 0; at < code.size();) {
    uint8_t op = code[at++];
    if (op >= dimOpCount)
      return false;
    if (op > uint8_t(DimOp::dim)) {
      if (depth < 2)
        return false;
      --depth;
      continue;
    }
    uint64_t value;
    if (!detail::readVarint(code, at, value) || depth++ == maxDimProgramDepth)
      return false;
    if (op == uint8_t(DimOp::dim)) {
      if (value >= dimCount)
        return false;
      onDim(value);
    }
  }
  return depth == 1;
}

inline bool verifyDimProgram(std::span<const uint8_t> code, uint64_t dimCount) {
  return verifyDimProgram(code, dimCount, [](uint64_t) {});
}

// Of a verified program. False on overflow or a divisor below 1.
inline bool evaluateDimProgram(std::span<const uint8_t> code,
                               std::span<const int64_t> dims, int64_t &out) {
  int64_t stack[maxDimProgramDepth];
  size_t depth = 0;
  for (size_t at = 0; at < code.size();) {
    DimOp op = DimOp(code[at++]);
    if (op == DimOp::constant || op == DimOp::dim) {
      uint64_t value;
      detail::readVarint(code, at, value);
      stack[depth++] =
          op == DimOp::dim ? dims[value] : detail::fromZigzag(value);
      continue;
    }
    --depth;
    if (!detail::applyDimOp(op, stack[depth - 1], stack[depth],
                            stack[depth - 1]))
      return false;
  }
  out = stack[0];
  return true;
}

// The index of a verified program that is one bare dim, else -1.
inline int64_t bareDim(std::span<const uint8_t> code) {
  uint64_t index;
  size_t at = 1;
  if (code.empty() || code[0] != uint8_t(DimOp::dim) ||
      !detail::readVarint(code, at, index) || at != code.size())
    return -1;
  return int64_t(index);
}

// Writes a program: operands first, then the operation.
//   DimAssembler().dim(0).constant(384).op(DimOp::mul).take()
class DimAssembler {
public:
  DimAssembler &constant(int64_t value) {
    code.push_back(uint8_t(DimOp::constant));
    return varint(uint64_t(value) << 1 ^ uint64_t(value >> 63));
  }
  DimAssembler &dim(uint32_t index) {
    code.push_back(uint8_t(DimOp::dim));
    return varint(index);
  }
  DimAssembler &op(DimOp binary) {
    code.push_back(uint8_t(binary));
    return *this;
  }
  std::vector<uint8_t> take() { return std::move(code); }

private:
  DimAssembler &varint(uint64_t value) {
    for (; value > 0x7f; value >>= 7)
      code.push_back(uint8_t(value | 0x80));
    code.push_back(uint8_t(value));
    return *this;
  }
  std::vector<uint8_t> code;
};

} // namespace hfc::artifact
#endif
