// Hazards that hardware leaves to software: results of matrix instructions
// that are used too early, scalar registers written by the vector unit, and
// their like. Counted in wait states: one an instruction, N + 1 for s_nop N.
// The distances are those of the ISA guides, section "Manually inserted wait
// states", of CDNA2 and CDNA3.
#ifndef HFC_SIMULATORS_AMDGPU_HAZARDS_H
#define HFC_SIMULATORS_AMDGPU_HAZARDS_H

#include "simulators/amdgpu/Instruction.h"
#include <vector>

namespace hfc::sim {

class Hazards {
public:
  void init(unsigned vectorRegisters);
  // Before the instruction runs. Faults in the wave.
  void check(Wave &wave, const Instruction &instruction);
  // After it ran.
  void note(Wave &wave, const Instruction &instruction);

private:
  // The matrix instruction that wrote, or reads as C, a register last.
  struct MatrixUse {
    uint64_t at = 0;
    const Instruction *instruction = nullptr;
  };
  void checkMatrixOperands(Wave &wave, const Instruction &instruction);
  void checkScalarOperands(Wave &wave, const Instruction &instruction);
  void checkWaveMatrix(Wave &wave, const Instruction &instruction);

  std::vector<MatrixUse> written, readAsC;
  uint64_t lastMatrix = 0; // no register holds anything older
  bool anyMatrix = false;
  // gfx11: the last vector instruction, if it was a WMMA.
  const Instruction *lastWaveMatrix = nullptr;
  uint64_t scalarWritten[scalarCount] = {}; // by the vector unit
  uint64_t states = 64;                     // wait states so far
};

} // namespace hfc::sim
#endif
