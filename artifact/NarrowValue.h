// Values of element types of a byte and less, as an element lies in memory: in
// the low bits of a byte, signed integers extended by their sign. Plain C++20.
#ifndef HFC_ARTIFACT_NARROWVALUE_H
#define HFC_ARTIFACT_NARROWVALUE_H

#include "artifact/artifact_generated.h"
#include <cmath>
#include <cstdint>
#include <limits>

namespace hfc::artifact {

constexpr bool isNarrowFloat(ElementType type) {
  return type >= ElementType::f8e4m3fn && type <= ElementType::f4e2m1;
}
constexpr bool isNarrowInteger(ElementType type) {
  return type >= ElementType::i4 && type <= ElementType::u2;
}

// Bits of an element where a file packs them.
constexpr unsigned packedBits(ElementType type) {
  switch (type) {
  case ElementType::f6e2m3:
  case ElementType::f6e3m2:
    return 6;
  case ElementType::f4e2m1:
  case ElementType::i4:
  case ElementType::u4:
    return 4;
  case ElementType::i2:
  case ElementType::u2:
    return 2;
  default:
    return 8;
  }
}

// A byte whose low bits are an element, as memory holds it.
constexpr uint8_t canonicalByte(ElementType type, uint8_t byte) {
  unsigned unused = 8 - packedBits(type);
  uint8_t high = uint8_t(byte << unused);
  return type == ElementType::i4 || type == ElementType::i2
             ? uint8_t(int8_t(high) >> unused)
             : uint8_t(high >> unused);
}

// OCP 8-bit Floating Point Specification 1.0 (E4M3, E5M2), OCP Microscaling
// Formats 1.0 (the others), and, for FNUZ, arXiv 2206.02915: no infinity, no
// -0, one NaN in its place, a bias one larger.
inline double narrowFloat(ElementType type, uint8_t code) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  struct Format {
    int mantissa, bias;
  };
  Format format;
  switch (type) {
  case ElementType::f8e8m0:
    return code == 255 ? nan : std::ldexp(1.0, code - 127);
  case ElementType::f8e4m3fn:
    format = {3, 7};
    break;
  case ElementType::f8e4m3fnuz:
    format = {3, 8};
    break;
  case ElementType::f8e5m2:
    format = {2, 15};
    break;
  case ElementType::f8e5m2fnuz:
    format = {2, 16};
    break;
  case ElementType::f6e2m3:
    format = {3, 1};
    break;
  case ElementType::f6e3m2:
    format = {2, 3};
    break;
  default: // f4e2m1
    format = {1, 1};
  }
  unsigned sign = 1u << (packedBits(type) - 1), magnitude = code & (sign - 1);
  bool isFnuz =
      type == ElementType::f8e4m3fnuz || type == ElementType::f8e5m2fnuz;
  if ((isFnuz && code == sign) ||
      (type == ElementType::f8e4m3fn && magnitude == 0x7f) ||
      (type == ElementType::f8e5m2 && magnitude > 0x7c))
    return nan;
  int exponent = int(magnitude >> format.mantissa);
  int fraction = int(magnitude) & ((1 << format.mantissa) - 1);
  double value =
      type == ElementType::f8e5m2 && magnitude == 0x7c
          ? std::numeric_limits<double>::infinity()
          : std::ldexp(fraction + (exponent ? 1 << format.mantissa : 0),
                       (exponent ? exponent : 1) - format.bias -
                           format.mantissa);
  return code & sign ? -value : value;
}

} // namespace hfc::artifact
#endif
