// The inner loop of a kernel, found in what it executed: where most of its
// matrix instructions are or, if it has none, most of its instructions.
#ifndef HFC_SIMULATORS_AMDGPU_CYCLES_LOOP_H
#define HFC_SIMULATORS_AMDGPU_CYCLES_LOOP_H

#include "simulators/amdgpu/CodeObject.h"
#include "simulators/amdgpu/cycles/Trace.h"

namespace hfc::sim {

struct Loop {
  // Indices of instructions; turns 0: there is no loop.
  uint32_t first = 0, last = 0;
  uint64_t turns = 0; // of a wave
  // A turn of one wave.
  double instructions = 0, byClass[classCount] = {};
  double issue = 0;  // cycles
  double valu = 0;   // cycles of the vector unit
  double matrix = 0; // cycles of the matrix unit
  // A turn of all waves of a workgroup, cycles of the unit's pipes.
  double lds = 0, l1 = 0;
  bool has(uint32_t instruction) const {
    return turns && instruction >= first && instruction <= last;
  }
};

Loop findLoop(const Kernel &kernel, const GroupTrace &trace);

// Cycles that an instruction keeps its SIMD's vector unit, and its wave.
unsigned vectorCycles(const Chip &chip, const Instruction &instruction);
unsigned issueCycles(const Chip &chip, const Instruction &instruction);

} // namespace hfc::sim
#endif
