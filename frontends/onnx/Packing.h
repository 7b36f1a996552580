// Elements under 8 bits as ONNX packs them: behind each other from the lowest
// bit up. In memory each takes a byte, in its low bits. Plain C++20.
#ifndef HFC_FRONTENDS_ONNX_PACKING_H
#define HFC_FRONTENDS_ONNX_PACKING_H

#include "artifact/artifact_generated.h"
#include "frontends/onnx/ElementType.h"
#include <span>
#include <vector>

namespace hfc::onnx {

// `none` for types that no artifact has.
constexpr artifact::ElementType toArtifactType(ElementType type) {
  using To = artifact::ElementType;
  switch (type) {
  case ElementType::BOOL:
    return To::bool_;
  case ElementType::INT8:
    return To::i8;
  case ElementType::INT16:
    return To::i16;
  case ElementType::INT32:
    return To::i32;
  case ElementType::INT64:
    return To::i64;
  case ElementType::UINT8:
    return To::u8;
  case ElementType::UINT16:
    return To::u16;
  case ElementType::UINT32:
    return To::u32;
  case ElementType::UINT64:
    return To::u64;
  case ElementType::FLOAT16:
    return To::f16;
  case ElementType::BFLOAT16:
    return To::bf16;
  case ElementType::FLOAT:
    return To::f32;
  case ElementType::DOUBLE:
    return To::f64;
  case ElementType::FLOAT8E4M3FN:
    return To::f8e4m3fn;
  case ElementType::FLOAT8E4M3FNUZ:
    return To::f8e4m3fnuz;
  case ElementType::FLOAT8E5M2:
    return To::f8e5m2;
  case ElementType::FLOAT8E5M2FNUZ:
    return To::f8e5m2fnuz;
  case ElementType::FLOAT8E8M0:
    return To::f8e8m0;
  case ElementType::FLOAT6E2M3:
    return To::f6e2m3;
  case ElementType::FLOAT6E3M2:
    return To::f6e3m2;
  case ElementType::FLOAT4E2M1:
    return To::f4e2m1;
  case ElementType::INT4:
    return To::i4;
  case ElementType::UINT4:
    return To::u4;
  case ElementType::INT2:
    return To::i2;
  case ElementType::UINT2:
    return To::u2;
  default:
    return To::none;
  }
}

// UNDEFINED for none.
constexpr ElementType fromArtifactType(artifact::ElementType type) {
  for (int32_t value = 1; isElementType(value); ++value)
    if (toArtifactType(ElementType(value)) == type)
      return ElementType(value);
  return ElementType::UNDEFINED;
}

// `bits` divide 8, or are 6. `packed` holds at least `count` elements.
inline std::vector<uint8_t> unpack(std::span<const uint8_t> packed,
                                   unsigned bits, bool isSigned,
                                   uint64_t count) {
  std::vector<uint8_t> bytes(count);
  unsigned unused = 8 - bits;
  for (uint64_t i = 0; i < count; ++i) {
    uint64_t at = i * bits;
    unsigned pair = packed[at / 8];
    if (at % 8 + bits > 8)
      pair |= unsigned(packed[at / 8 + 1]) << 8;
    uint8_t high = uint8_t(pair >> at % 8 << unused);
    bytes[i] =
        isSigned ? uint8_t(int8_t(high) >> unused) : uint8_t(high >> unused);
  }
  return bytes;
}

inline std::vector<uint8_t> pack(std::span<const uint8_t> bytes,
                                 unsigned bits) {
  std::vector<uint8_t> packed((bytes.size() * bits + 7) / 8);
  for (uint64_t i = 0; i < bytes.size(); ++i) {
    uint64_t at = i * bits;
    unsigned pair = (bytes[i] & ((1u << bits) - 1)) << at % 8;
    packed[at / 8] |= uint8_t(pair);
    if (pair >> 8)
      packed[at / 8 + 1] |= uint8_t(pair >> 8);
  }
  return packed;
}

} // namespace hfc::onnx
#endif
