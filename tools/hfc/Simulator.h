// What the simulator counts and estimates, where a program runs on it. Its
// functions are those of the library that the device has opened
// (runtime/devices/hip/HipApi.h).
#ifndef HFC_TOOLS_HFC_SIMULATOR_H
#define HFC_TOOLS_HFC_SIMULATOR_H

#include "runtime/devices/hip/HipApi.h"
#include "tools/hfc/Loaded.h"
#include <functional>

namespace hfc::tool {

class Simulator {
public:
  explicit Simulator(const Loaded &loaded);
  // False: the device is another one.
  explicit operator bool() const { return reportOf; }
  // HFC_SIM_COUNT, HFC_SIM_ESTIMATE, HFC_SIM_SAMPLE.
  void measure(int what) const { measureOf(what); }
  std::string report(bool json) const;

private:
  void (*measureOf)(int) = nullptr;
  size_t (*reportOf)(char *, size_t, int) = nullptr;
};

// hfc bench on the simulator: one run, of which one workgroup a launch is
// executed, and what it is estimated to take on the chip. `once` runs it.
int benchSimulated(const LoadOptions &load, const Loaded &loaded,
                   const Simulator &simulator, hfc_run_options &options,
                   const std::function<void()> &once, bool json);

} // namespace hfc::tool
#endif
