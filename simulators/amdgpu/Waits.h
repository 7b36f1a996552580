// The counters that s_waitcnt waits for. Loads deliver at once here; what they
// deliver may be used when a wait has made sure that hardware has it too.
//
// Vector memory and LDS operations finish in order, scalar loads in any order.
#ifndef HFC_SIMULATORS_AMDGPU_WAITS_H
#define HFC_SIMULATORS_AMDGPU_WAITS_H

#include "simulators/amdgpu/Instruction.h"
#include <deque>

namespace hfc::sim {

// An operation under way.
struct Outstanding {
  enum : uint8_t { Scalar, Vector } file = Vector;
  bool inOrder = true;
  uint16_t first = 0, count = 0; // registers that it delivers
  // LDS bytes that it touches, for the checks of barriers.
  uint32_t ldsRecord = 0;
};

class Waits {
public:
  enum Counter : uint8_t { Vmem, Lgkm, Store, counterCount };

  // Registers are marked in the wave.
  void issue(Wave &wave, Counter counter, const Outstanding &operation);
  // At most so many may be left. Whether there were more.
  bool wait(Wave &wave, Counter counter, unsigned left);
  unsigned outstanding(Counter counter) const {
    return unsigned(queues[counter].size());
  }
  const std::deque<Outstanding> &queue(Counter counter) const {
    return queues[counter];
  }

private:
  void finish(Wave &wave, const Outstanding &operation);
  std::deque<Outstanding> queues[counterCount];
};

} // namespace hfc::sim
#endif
