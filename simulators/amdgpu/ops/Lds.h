// LDS operations: addresses, waits, and the count of bank conflicts.
#ifndef HFC_SIMULATORS_AMDGPU_OPS_LDS_H
#define HFC_SIMULATORS_AMDGPU_OPS_LDS_H

#include "simulators/amdgpu/Access.h"
#include "simulators/amdgpu/Lanes.h"

namespace hfc::sim {

// One DS operation under way: touches are recorded until a wait.
class LdsOperation {
public:
  LdsOperation(Wave &wave, const Instruction &in, Lds::Access access);
  // A lane's bytes; null: faulted.
  uint8_t *at(unsigned lane, uint32_t address, unsigned size);
  // Addresses of the active lanes, each of so many bytes: for conflicts.
  void count(const uint32_t *addresses, unsigned bytes);
  // Issued; delivers these registers.
  void issue(const Operand &result, unsigned words);

private:
  Wave &wave;
  const Lds::Access access;
  uint32_t record;
};

} // namespace hfc::sim
#endif
