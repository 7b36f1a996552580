// Matrix instructions of gfx9 (MFMA): shapes and how long they take.
#ifndef HFC_SIMULATORS_AMDGPU_MATRIX_H
#define HFC_SIMULATORS_AMDGPU_MATRIX_H

#include "simulators/amdgpu/Chip.h"
#include "simulators/amdgpu/Instruction.h"

namespace hfc::sim {

enum class Element : uint8_t {
  F64,
  F32,
  XF32,
  F16,
  BF16,
  I8,
  FP8,
  BF8,
  F8F6F4
};

struct MatrixShape {
  uint8_t size; // M and N
  uint8_t k;
  uint8_t blocks; // independent products
  Element a, b;
  uint8_t passes90a, passes942, passes950; // of 4 cycles; 0: not there
  bool isDouble() const { return a == Element::F64; }
  // On the dense matrix core, whose results come later (ISA guides: "XDL").
  bool isDense() const { return a != Element::F64 && a != Element::F32; }
  unsigned results() const { // registers
    return unsigned(size) * size * blocks / 64 * (isDouble() ? 2 : 1);
  }
};
// Null: no MFMA.
const MatrixShape *matrixShape(const Instruction &instruction);
unsigned matrixPasses(const Chip &chip, const Instruction &instruction);
// Of MFMA and WMMA.
unsigned multiplyAdds(const Instruction &instruction);

} // namespace hfc::sim
#endif
