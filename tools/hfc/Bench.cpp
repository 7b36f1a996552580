// hfc bench: the distribution of a run's latency, and where the time goes, on
// random inputs. On the simulator: cycles by estimate.
#include "tools/hfc/Loaded.h"
#include "tools/hfc/Peak.h"
#include "tools/hfc/Simulator.h"
#include <chrono>
#include <nlohmann/json.hpp>

using namespace hfc;
using namespace hfc::tool;

namespace {

struct KernelTotal {
  uint64_t ns = 0, calls = 0, bytes = 0;
  int64_t flops = 0;
  std::string strategy;
};

struct BenchCommand : Command {
  LoadOptions load;
  double seconds = 2;
  bool json = false, kernels = false;

  explicit BenchCommand(CLI::App &app) {
    auto *sub = app.add_subcommand("bench", "measure an artifact");
    load.declare(*sub);
    sub->add_option("--seconds", seconds, "how long to measure (default 2)")
        ->check(CLI::Range(0.01, 3600.0));
    sub->add_flag("--kernels", kernels, "time, arithmetic and bytes a kernel");
    sub->add_flag("--json", json, "for machines");
  }
  int run() override;
};

} // namespace

static double nowMs() {
  return std::chrono::duration<double, std::milli>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

int BenchCommand::run() {
  Loaded loaded(load);
  std::map<std::string, HostTensor> given;
  uint64_t seed = 0;
  for (const hfc_tensor_info &input : loaded.inputs)
    if (!input.optional)
      given[input.name] = loaded.random(input, ++seed);
  std::vector<hfc_tensor> tensors = loaded.arrange(given);

  // One profiled run says what a run computes and moves.
  std::map<std::string, KernelTotal> totals;
  hfc_run_options options = hfc_run_options_init();
  options.function = loaded.function;
  auto once = [&] {
    std::vector<hfc_tensor> results(loaded.outputs.size(), hfc_tensor{});
    check(hfc_session_run_with(loaded.session, &options, tensors.data(),
                               tensors.size(), results.data(), results.size()));
  };
  if (Simulator simulator(loaded); simulator)
    return benchSimulated(load, loaded, simulator, options, once, json);
  once();
  options.profile = [](void *user, const hfc_profile_record *record) {
    auto &all = *static_cast<std::map<std::string, KernelTotal> *>(user);
    KernelTotal &total = all[record->kernel];
    total.ns += record->duration_ns;
    total.calls += 1;
    total.flops += record->flops;
    total.bytes += record->bytes;
    total.strategy = record->strategy;
  };
  options.profile_user = &totals;
  once();
  options.profile = nullptr;

  std::vector<double> times;
  for (double start = nowMs(), before = start;
       times.size() < 3 || before - start < seconds * 1e3;) {
    once();
    double after = nowMs();
    times.push_back(after - before);
    before = after;
  }
  std::sort(times.begin(), times.end());
  auto quantile = [&](double q) {
    return times[size_t(q * (times.size() - 1))];
  };
  double flops = 0, bytes = 0;
  for (const auto &[name, total] : totals) {
    flops += total.flops;
    bytes += total.bytes;
  }
  double median = quantile(0.5);
  hfc_device_info device{};
  device.struct_size = sizeof device;
  hfc_device_get_info(loaded.device, &device);
  double peak = measurePeak(device.threads), gflops = flops / median * 1e-6;
  double bandwidth = measureBandwidth(device.threads),
         gbytes = bytes / median * 1e-6;
  nlohmann::ordered_json report = {
      {"artifact", load.artifact}, {"device", device.kind},
      {"threads", device.threads}, {"runs", times.size()},
      {"load_ms", loaded.openMs},  {"min_ms", times.front()},
      {"median_ms", median},       {"p90_ms", quantile(0.9)},
      {"p99_ms", quantile(0.99)},  {"max_ms", times.back()},
      {"gflops", gflops},          {"peak_gflops", peak},
      {"gbytes_per_s", gbytes},    {"peak_gbytes_per_s", bandwidth}};
  if (kernels || json) {
    auto &list = report["kernels"] = nlohmann::ordered_json::array();
    for (const auto &[name, total] : totals)
      list.push_back(
          {{"kernel", name},
           {"strategy", total.strategy},
           {"calls", total.calls},
           {"ms", total.ns * 1e-6},
           {"gflops", total.ns ? double(total.flops) / total.ns : 0},
           {"gbytes_per_s", total.ns ? double(total.bytes) / total.ns : 0}});
  }
  if (json) {
    std::printf("%s\n", report.dump(2).c_str());
    return done;
  }
  std::printf("%s on %s, %u threads, %zu runs\n", load.artifact.c_str(),
              device.kind, device.threads, times.size());
  std::printf("  latency   min %.3f  median %.3f  p90 %.3f  p99 %.3f  max %.3f "
              "ms\n",
              times.front(), median, quantile(0.9), quantile(0.99),
              times.back());
  std::printf("  at the median   %.1f GFLOP/s  %.1f GB/s   load %.2f ms\n",
              gflops, gbytes, loaded.openMs);
  if (peak > 0)
    std::printf("  %.0f %% of the %.0f GFLOP/s that f32 multiply-adds reach on "
                "this machine now\n",
                100 * gflops / peak, peak);
  if (bandwidth > 0)
    std::printf("  %.0f %% of the %.1f GB/s that reads of its memory reach; "
                "more than 100 come out of caches\n",
                100 * gbytes / bandwidth, bandwidth);
  if (!kernels)
    return done;
  std::vector<std::pair<std::string, KernelTotal>> sorted(totals.begin(),
                                                          totals.end());
  std::sort(sorted.begin(), sorted.end(), [](const auto &a, const auto &b) {
    return a.second.ns > b.second.ns;
  });
  std::printf("  %9s %6s %9s %9s  %s\n", "ms", "calls", "GFLOP/s", "GB/s",
              "kernel");
  for (const auto &[name, total] : sorted)
    std::printf("  %9.3f %6llu %9.1f %9.1f  %s  (%s)\n", total.ns * 1e-6,
                static_cast<unsigned long long>(total.calls),
                total.ns ? double(total.flops) / total.ns : 0,
                total.ns ? double(total.bytes) / total.ns : 0, name.c_str(),
                total.strategy.c_str());
  return done;
}

std::unique_ptr<Command> tool::declareBench(CLI::App &app) {
  return std::make_unique<BenchCommand>(app);
}
