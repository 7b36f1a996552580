// The chips that the amdgpu target has code for, and what it knows of them.
#ifndef HFC_TARGETS_AMDGPU_CHIPS_H
#define HFC_TARGETS_AMDGPU_CHIPS_H

#include "targets/interface/Target.h"

namespace hfc::amdgpu {

enum class Matrix { MFMA, WMMA };

struct Device {
  llvm::StringRef name;
  unsigned wave; // lanes
  Matrix matrix;
  unsigned simds, registers, registerGranule, maxWaves, lds, computeUnits;
  unsigned ldsBanks;    // of 4 bytes
  unsigned dies;        // that workgroups are dealt to in turn
  unsigned memoryBytes; // that memory delivers a cycle, at best
  bool roundsToBF16;    // by an instruction

  // Waves that fit onto a SIMD.
  unsigned occupancy(unsigned vectorRegisters, unsigned ldsBytes,
                     unsigned workgroup) const;
};

// In the order of Chips.def.
llvm::ArrayRef<target::Chip> getChips();
// By a chip's name, which is in the table.
const Device &getDevice(llvm::StringRef chip);

} // namespace hfc::amdgpu
#endif
