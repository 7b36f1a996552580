// Addresses of vector memory operations, by their family.
#ifndef HFC_SIMULATORS_AMDGPU_OPS_GLOBAL_H
#define HFC_SIMULATORS_AMDGPU_OPS_GLOBAL_H

#include "simulators/amdgpu/Access.h"

namespace hfc::sim {

enum class Family : uint8_t { Global, Flat, Scratch, Buffer };

struct Addresses {
  uint64_t at[maxLanes];
  // Buffers: offset that is held against the descriptor's size.
  uint64_t offset[maxLanes];
  uint64_t limit = ~0ull;
  bool isPrivate = false;
};

// Operands stand as in the text; `data` is where the one that is stored stands,
// -1 for loads. False: faulted.
bool findAddresses(Wave &wave, const Instruction &in, Family family, int data,
                   Addresses &out);
// Counts the operation, and marks what it delivers.
void issueMemory(Wave &wave, const Instruction &in, Family family, bool store,
                 unsigned words);
// What it costs of the L1, where the wave is recorded.
void traceMemory(Wave &wave, const Addresses &addresses, unsigned bytes);

} // namespace hfc::sim
#endif
