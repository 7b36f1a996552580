// Types of matrix elements, bit by bit as their specifications have them: OCP's
// OFP8 and MX formats, gfx942's FNUZ forms.
#ifndef HFC_TEST_SIMULATORS_AMDGPU_SMALLNUMBERS_H
#define HFC_TEST_SIMULATORS_AMDGPU_SMALLNUMBERS_H

#include <cstdint>

namespace hfc::sim::test {

enum class Type {
  F64,
  F32,
  F16,
  BF16,
  I8,
  FP8,
  BF8,
  FP8Fnuz,
  BF8Fnuz,
  FP6,
  BF6,
  FP4
};

unsigned bitsOf(Type type);
// The number that a code stands for.
double decode(Type type, uint64_t code);
// The code of a number from -3 to 3.
uint64_t encode(Type type, int value);

} // namespace hfc::sim::test
#endif
