#include "test/simulators/amdgpu/SmallNumbers.h"
#include <bit>
#include <cmath>

using namespace hfc::sim::test;

unsigned hfc::sim::test::bitsOf(Type type) {
  switch (type) {
  case Type::F64:
    return 64;
  case Type::F32:
    return 32;
  case Type::F16:
  case Type::BF16:
    return 16;
  case Type::FP6:
  case Type::BF6:
    return 6;
  case Type::FP4:
    return 4;
  default:
    return 8;
  }
}

double hfc::sim::test::decode(Type type, uint64_t code) {
  unsigned mantissaBits = 0;
  int bias = 0;
  switch (type) {
  case Type::F64:
    return std::bit_cast<double>(code);
  case Type::F32:
    return std::bit_cast<float>(uint32_t(code));
  case Type::F16:
    return double(std::bit_cast<_Float16>(uint16_t(code)));
  case Type::BF16:
    return std::bit_cast<float>(uint32_t(code) << 16);
  case Type::I8:
    return int8_t(code);
  case Type::FP8:
    if ((code & 0x7f) == 0x7f)
      return NAN;
    mantissaBits = 3, bias = 7;
    break;
  case Type::BF8:
    if ((code & 0x7f) >= 0x7c)
      return code & 3 ? NAN : code & 0x80 ? -INFINITY : INFINITY;
    mantissaBits = 2, bias = 15;
    break;
  case Type::FP8Fnuz:
  case Type::BF8Fnuz:
    if (code == 0x80)
      return NAN;
    mantissaBits = type == Type::FP8Fnuz ? 3 : 2;
    bias = type == Type::FP8Fnuz ? 8 : 16;
    break;
  case Type::FP6:
    mantissaBits = 3, bias = 1;
    break;
  case Type::BF6:
    mantissaBits = 2, bias = 3;
    break;
  case Type::FP4:
    mantissaBits = 1, bias = 1;
    break;
  }
  unsigned sign = bitsOf(type) - 1;
  double magnitude = double(code & ((1u << mantissaBits) - 1));
  int exponent = int((code & ((1u << sign) - 1)) >> mantissaBits);
  if (exponent)
    magnitude += double(1u << mantissaBits);
  else
    exponent = 1; // subnormal
  magnitude = std::ldexp(magnitude, exponent - bias - int(mantissaBits));
  return code >> sign & 1 ? -magnitude : magnitude;
}

uint64_t hfc::sim::test::encode(Type type, int value) {
  switch (type) {
  case Type::F64:
    return std::bit_cast<uint64_t>(double(value));
  case Type::F32:
    return std::bit_cast<uint32_t>(float(value));
  case Type::F16:
    return std::bit_cast<uint16_t>(_Float16(value));
  case Type::BF16:
    return std::bit_cast<uint32_t>(float(value)) >> 16;
  default:
    break;
  }
  uint64_t code = 0;
  while (decode(type, code) != value)
    ++code;
  return code;
}
