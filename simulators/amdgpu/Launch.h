// One launch of a kernel: checked, then all its workgroups on all cores.
#ifndef HFC_SIMULATORS_AMDGPU_LAUNCH_H
#define HFC_SIMULATORS_AMDGPU_LAUNCH_H

#include "simulators/amdgpu/CodeObject.h"
#include "simulators/amdgpu/Counters.h"
#include "simulators/amdgpu/cycles/Trace.h"

namespace hfc::sim {

// Records some workgroups: the first, one from the middle, the last; or runs
// the one from the middle alone.
struct Measure {
  bool all = true;
  std::vector<GroupTrace> traces;
};

struct LaunchRequest {
  Kernel *kernel = nullptr;
  uint32_t grid[3] = {1, 1, 1}, block[3] = {1, 1, 1};
  uint32_t dynamicGroupBytes = 0;
  std::span<const uint8_t> arguments;
  Measure *measure = nullptr;
};

enum class LaunchResult : uint8_t {
  Done,
  BadRequest, // nothing ran
  OutOfMemory,
  Fault,
};

LaunchResult launch(const LaunchRequest &request, const Chip &chip,
                    Memory &memory, unsigned threads, Counters &counters,
                    std::string &problem);

} // namespace hfc::sim
#endif
