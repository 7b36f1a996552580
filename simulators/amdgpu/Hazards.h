// Hazards that hardware leaves to software: results that are used too early by
// matrix instructions, DPP and other units, registers of a wide store that are
// overwritten, and their like. Counted in wait states: one an instruction, N +
// 1 for s_nop N. The distances are those of the ISA guides, section "Manually
// inserted wait states", of CDNA2 and CDNA3; LLVM 22 asks for the same. gfx11
// has rules of its own (HazardsGfx11.cpp).
#ifndef HFC_SIMULATORS_AMDGPU_HAZARDS_H
#define HFC_SIMULATORS_AMDGPU_HAZARDS_H

#include "simulators/amdgpu/Instruction.h"
#include <vector>

namespace hfc::sim {

// What an instruction is to these rules (Instruction::hazards).
enum HazardTrait : uint16_t {
  IsNop = 1,
  TakesLane = 2,   // v_readlane, v_writelane: the number in a scalar register
  ReadsLane = 4,   // v_readlane, v_readfirstlane
  WritesExec = 8,  // v_cmpx
  IsDot = 16,      // has a result as late as matrix instructions
  IsDivFmas = 32,  // reads VCC
  SwapsLanes = 64, // v_permlane16_swap, v_permlane32_swap
  ShiftsResult = 128,  // SDWA or op_sel move it within the register
  PermutesLanes = 256, // v_permlane16, v_permlanex16, v_permlane64
  IsWideMad = 512,     // v_mad_u64_u32, v_mad_i64_i32
  IsWideShift = 1024,
  IsVectorNop = 2048,
};
uint16_t hazardsOf(const Instruction &instruction);

class Hazards {
public:
  void init(unsigned vectorRegisters);
  // Before the instruction runs. Faults in the wave.
  void check(Wave &wave, const Instruction &instruction);
  // After it ran.
  void note(Wave &wave, const Instruction &instruction);
  // s_waitcnt_depctr va_vdst(0): vector instructions have written.
  void drainVectors() { ++drains; }

private:
  // The matrix instruction that wrote, or reads as C, a register last.
  struct MatrixUse {
    uint64_t at = 0;
    const Instruction *instruction = nullptr;
  };
  void checkMatrixOperands(Wave &wave, const Instruction &instruction);
  void checkScalarOperands(Wave &wave, const Instruction &instruction);
  void checkVectorOperands(Wave &wave, const Instruction &instruction);
  void noteVector(const Instruction &instruction);
  void noteStore(const Instruction &instruction);
  void checkGfx11(Wave &wave, const Instruction &instruction);
  void checkVectorGfx11(Wave &wave, const Instruction &instruction);
  void noteGfx11(Wave &wave, const Instruction &instruction);

  std::vector<MatrixUse> written, readAsC;
  uint64_t lastMatrix = 0; // no register holds anything older
  bool anyMatrix = false;
  // gfx11: the last vector instruction, if it was a WMMA; whether nothing but
  // v_nop came after a v_cmpx.
  const Instruction *lastWaveMatrix = nullptr;
  bool afterCompare = false;
  // gfx11: what came before when v_exp or its like wrote a register.
  struct TransWrite {
    uint64_t vectors = 0, trans = 0, drains = 0; // 0 vectors: none did
  };
  std::vector<TransWrite> transWritten;
  uint64_t vectors = 0, transcendentals = 0, drains = 0;
  uint64_t scalarWritten[scalarCount] = {}; // by the vector unit
  // The last vector instruction, not of matrices, that wrote a register.
  struct VectorWrite {
    uint64_t at = 0;
    bool trans = false;
    uint16_t traits = 0;
  };
  std::vector<VectorWrite> vectorWritten;
  uint64_t execWritten = 0; // by the vector unit
  uint64_t m0Written = 0;   // by the scalar unit
  // A store of more than two registers.
  uint64_t stored = 0;
  unsigned storedFirst = 0, storedCount = 0;
  uint64_t states = 64; // wait states so far
};

} // namespace hfc::sim
#endif
