#include "tools/hfc/Simulator.h"
#include <cstring>
#include <dlfcn.h>
#include <nlohmann/json.hpp>

using namespace hfc;
using namespace hfc::tool;
using diag::Code;

Simulator::Simulator(const Loaded &loaded) {
  hfc_device_info device = hfc_device_info_init();
  hfc_device_get_info(loaded.device, &device);
  if (std::strcmp(device.kind, "sim"))
    return;
  // Open already: the device holds it.
  void *library = dlopen("libhfc-sim-amdgpu.so", RTLD_NOW | RTLD_NOLOAD);
  if (!library)
    throw Refusal(Code::NoDevice, "the simulator's library is not found again");
  measureOf = reinterpret_cast<void (*)(int)>(dlsym(library, HFC_SIM_MEASURE));
  reportOf = reinterpret_cast<size_t (*)(char *, size_t, int)>(
      dlsym(library, HFC_SIM_REPORT));
  dlclose(library);
}

std::string Simulator::report(bool json) const {
  std::string text(reportOf(nullptr, 0, json) + 1, '\0');
  reportOf(text.data(), text.size(), json);
  text.pop_back();
  return text;
}

namespace {
// What one run asks of a kernel, by what the artifact says of it.
struct Work {
  int64_t flops = 0;
  uint64_t bytes = 0;
  std::string strategy;
};
} // namespace

int tool::benchSimulated(const LoadOptions &load, const Loaded &loaded,
                         const Simulator &simulator, hfc_run_options &options,
                         const std::function<void()> &once, bool json) {
  std::map<std::string, Work> works;
  options.profile = [](void *user, const hfc_profile_record *record) {
    Work &work =
        (*static_cast<std::map<std::string, Work> *>(user))[record->kernel];
    work.flops += record->flops;
    work.bytes += record->bytes;
    work.strategy = record->strategy;
  };
  options.profile_user = &works;
  simulator.measure(HFC_SIM_SAMPLE);
  once();
  options.profile = nullptr;

  auto report = nlohmann::ordered_json::parse(simulator.report(true));
  report["artifact"] = load.artifact;
  report["device"] = load.device;
  double clock = report["clock_mhz"], simds = report["simds"];
  double memory = report["memory_gb_per_s"], total = 0, bound = 0;
  for (auto &kernel : report["kernels"]) {
    // A second entry for few rows goes by the kernel's name and ".few".
    std::string name = kernel["kernel"];
    auto found = works.find(name);
    if (found == works.end())
      found = works.find(name.substr(0, name.rfind('.')));
    if (found == works.end() || !kernel.contains("estimate"))
      continue;
    const Work &work = found->second;
    auto &estimate = kernel["estimate"];
    double peak = estimate["peak_multiply_adds"];
    if (peak == 0)
      peak = report["peak_multiply_adds_f32"];
    double compute =
        peak > 0 ? double(work.flops) / 2 / (peak * simds * clock) : 0;
    double move = double(work.bytes) / memory * 1e-3;
    double cycles = estimate["us"];
    kernel["strategy"] = work.strategy;
    kernel["flops"] = work.flops;
    kernel["bytes"] = work.bytes;
    kernel["matrix_us"] = compute;
    kernel["memory_us"] = move;
    kernel["us"] = std::max(cycles, move);
    total += std::max(cycles, move);
    bound += std::max(compute, move);
  }
  report["us"] = total;
  report["roofline_us"] = bound;
  if (json) {
    std::printf("%s\n", report.dump(2).c_str());
    return done;
  }
  std::printf("%s", simulator.report(false).c_str());
  std::printf("%s on %s: %.1f us by estimate, launches apart; %.1f us are "
              "arithmetic at the peak or operands moved once\n",
              load.artifact.c_str(), load.device.c_str(), total, bound);
  return done;
}
