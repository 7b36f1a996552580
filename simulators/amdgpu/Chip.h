// The chips that are simulated, and what instructions and checks ask of them.
#ifndef HFC_SIMULATORS_AMDGPU_CHIP_H
#define HFC_SIMULATORS_AMDGPU_CHIP_H

#include <cstdint>
#include <string_view>

namespace hfc::sim {

struct Chip {
  const char *name;
  const char *archName; // gcnArchName, with the features of the target id
  const char *product;
  unsigned waveSize;
  unsigned computeUnits;
  unsigned simds;    // of a compute unit
  unsigned ldsBytes; // of a workgroup
  unsigned ldsBanks;
  unsigned vectorRegisters;           // a wave may use, AGPRs included
  bool gfx11, gfx90a, gfx942, gfx950; // exact chip or family
  // MFMA from gfx942 on keeps subnormals, and reads and writes them faster.
  bool gfx940() const { return gfx942 || gfx950; }
  bool gfx9() const { return !gfx11; }
};

// Null: no such chip. The name may be a target id: "gfx942:sramecc+".
const Chip *findChip(std::string_view name);
unsigned chipCount();
const Chip &chipAt(unsigned index);

} // namespace hfc::sim
#endif
