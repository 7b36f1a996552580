// How fast a chip is, as far as it is published: the figures behind every
// estimate of cycles.
#ifndef HFC_SIMULATORS_AMDGPU_CYCLES_TIMING_H
#define HFC_SIMULATORS_AMDGPU_CYCLES_TIMING_H

#include "simulators/amdgpu/Chip.h"
#include "simulators/amdgpu/Instruction.h"

namespace hfc::sim {

struct Timing {
  const char *chip;
  unsigned clock;  // MHz, the highest
  unsigned memory; // GB/s
  // A unit is what a workgroup runs on: a compute unit, or on gfx11 a pair.
  unsigned computeUnitsPerUnit;                  // compute units in a unit
  unsigned maxWaves, registers, registerGranule; // of a SIMD
  unsigned ldsBytes, ldsGranule;                 // of a unit
  unsigned l1Bytes, lineBytes;                   // of a compute unit
  // Bytes a cycle of a compute unit.
  unsigned ldsRate, l1Rate, l2Rate;
  // Cycles from issue to use.
  unsigned ldsLatency, l1Latency, memoryLatency;
  // Multiply-adds a cycle of a SIMD by the type of the factors; 0: none.
  unsigned f64, f32, xf32, half, i8, fp8, small;
};

const Timing &timingOf(const Chip &chip);
// Multiply-adds a cycle of a SIMD that the chip reaches at best with factors of
// the type that this matrix instruction has.
unsigned peakRate(const Chip &chip, const Instruction &instruction);

} // namespace hfc::sim
#endif
