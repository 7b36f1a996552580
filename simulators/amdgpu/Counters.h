// What a wave counts while it runs; sums of waves are what a report prints.
#ifndef HFC_SIMULATORS_AMDGPU_COUNTERS_H
#define HFC_SIMULATORS_AMDGPU_COUNTERS_H

#include "simulators/amdgpu/Instruction.h"

namespace hfc::sim {

struct Counters {
  uint64_t instructions[classCount] = {};
  uint64_t globalRead = 0, globalWritten = 0; // bytes
  uint64_t ldsRead = 0, ldsWritten = 0;
  uint64_t scalarRead = 0;
  uint64_t ldsCycles = 0, ldsConflictCycles = 0;
  uint64_t matrixCycles = 0, matrixOperations = 0; // multiply-adds
  uint64_t issueCycles = 0;
  uint64_t waves = 0;

  void add(const Counters &other) {
    for (unsigned i = 0; i < classCount; ++i)
      instructions[i] += other.instructions[i];
    globalRead += other.globalRead;
    globalWritten += other.globalWritten;
    ldsRead += other.ldsRead;
    ldsWritten += other.ldsWritten;
    scalarRead += other.scalarRead;
    ldsCycles += other.ldsCycles;
    ldsConflictCycles += other.ldsConflictCycles;
    matrixCycles += other.matrixCycles;
    matrixOperations += other.matrixOperations;
    issueCycles += other.issueCycles;
    waves += other.waves;
  }
};

} // namespace hfc::sim
#endif
