// What kernels executed, added up by name, as a table for people.
#ifndef HFC_SIMULATORS_AMDGPU_HIP_REPORT_H
#define HFC_SIMULATORS_AMDGPU_HIP_REPORT_H

#include "simulators/amdgpu/CodeObject.h"
#include "simulators/amdgpu/Counters.h"
#include <map>
#include <string>

namespace hfc::sim {

class Report {
public:
  void add(const Kernel &kernel, const Counters &counters);
  std::string print(const Chip &chip) const;

private:
  struct Entry {
    uint64_t launches = 0;
    Counters counters;
  };
  std::map<std::string, Entry> kernels;
};

} // namespace hfc::sim
#endif
