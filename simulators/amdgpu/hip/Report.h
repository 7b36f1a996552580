// What kernels executed, added up by name, and how long that is estimated to
// take: as a table for people, and as JSON.
#ifndef HFC_SIMULATORS_AMDGPU_HIP_REPORT_H
#define HFC_SIMULATORS_AMDGPU_HIP_REPORT_H

#include "simulators/amdgpu/CodeObject.h"
#include "simulators/amdgpu/Counters.h"
#include "simulators/amdgpu/cycles/Replay.h"
#include <map>
#include <string>

namespace hfc::sim {

class Report {
public:
  // The kernel stays loaded. Null: no estimate was made.
  void add(const Kernel &kernel, unsigned threads, const Counters &counters,
           const Estimate *estimate);
  void addGraph() { ++graphLaunches; }
  void clear() {
    kernels.clear();
    graphLaunches = 0;
  }
  std::string print(const Chip &chip) const;
  std::string json(const Chip &chip) const;

private:
  struct Entry {
    uint64_t launches = 0, waves = 0; // of a workgroup
    unsigned vectorRegisters = 0, ldsBytes = 0;
    Counters counters;
    bool estimated = false;
    uint64_t cycles = 0;  // of all launches
    Estimate last;        // of the last one
    std::string loopText; // its inner loop's instructions
    std::vector<uint32_t> idleWaits;
  };
  std::map<std::string, Entry> kernels;
  uint64_t graphLaunches = 0;
};

} // namespace hfc::sim
#endif
