// A workgroup: its waves and its LDS. Waves run one after the other, each up to
// a barrier or for a stretch; workgroups run beside each other (Launch.h).
#ifndef HFC_SIMULATORS_AMDGPU_WORKGROUP_H
#define HFC_SIMULATORS_AMDGPU_WORKGROUP_H

#include "simulators/amdgpu/Lds.h"
#include "simulators/amdgpu/Wave.h"
#include <memory>
#include <string>
#include <vector>

namespace hfc::sim {

// What is common to all workgroups of a launch.
struct Dispatch {
  const Kernel *kernel = nullptr;
  Memory *memory = nullptr;
  uint32_t grid[3] = {1, 1, 1};  // workgroups
  uint32_t block[3] = {1, 1, 1}; // work-items
  uint32_t groupBytes = 0;       // LDS
  uint64_t kernarg = 0;          // its address
  uint64_t packet = 0;           // of the dispatch, as the queue would hold it
};

struct Workgroup {
  // The trace may be null.
  Workgroup(const Dispatch &dispatch, uint64_t number,
            GroupTrace *trace = nullptr);

  // False: a fault, told in `problem`.
  bool run();
  void report(const Wave &wave, int lane, const char *reason);

  const Dispatch &dispatch;
  Memory &memory;
  Lds lds;
  uint32_t id[3];
  std::vector<std::unique_ptr<Wave>> waves;
  std::string problem;
  GroupTrace *trace = nullptr;

private:
  void enter(Wave &wave);
  bool passBarrier();
};

// One wave, up to a barrier, its end, a fault or a long stretch.
void runWave(Wave &wave);

} // namespace hfc::sim
#endif
