// hfc bench: the distribution of a run's latency, and where the time goes, on
// random inputs; of a decoder's step, behind as many tokens as --dim says. On
// the simulator: cycles by estimate.
#include "tools/hfc/Loaded.h"
#include "tools/hfc/Peak.h"
#include "tools/hfc/Simulator.h"
#include <chrono>
#include <nlohmann/json.hpp>

using namespace hfc;
using namespace hfc::tool;
using diag::Code;

namespace {

// What a run's steps compute and move; of the time of each, the least of
// several runs, so that what others take of the processor does not count.
struct Profile {
  struct Step {
    std::string kernel, strategy;
    uint64_t ns, bytes;
    int64_t flops;
  };
  std::vector<Step> steps;
  size_t next = 0; // of the run at hand

  static void take(void *user, const hfc_profile_record *record) {
    auto &own = *static_cast<Profile *>(user);
    if (own.next == own.steps.size())
      own.steps.push_back({record->kernel, record->strategy,
                           record->duration_ns, record->bytes, record->flops});
    uint64_t &least = own.steps[own.next++].ns;
    least = std::min(least, record->duration_ns);
  }
};
constexpr int profiledRuns = 8;

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
    sub->add_flag("--kernels", kernels,
                  "time, arithmetic and bytes a kernel; a step's time is the "
                  "least of several runs");
    sub->add_flag("--json", json, "for machines");
  }
  int run() override;
};

} // namespace

static void runOnce(Loaded &loaded, std::map<std::string, HostTensor> &given,
                    hfc_run_options options = hfc_run_options_init()) {
  options.function = loaded.function;
  std::vector<hfc_tensor> inputs = loaded.arrange(given),
                          results(loaded.outputs.size(), hfc_tensor{});
  check(hfc_session_run_with(loaded.session, &options, inputs.data(),
                             inputs.size(), results.data(), results.size()));
}

// The lengths of the session's state, as --dim gives them, else 0.
using Lengths = std::map<std::string, int64_t>;

static Lengths findLengths(const Loaded &loaded) {
  Lengths lengths;
  hfc_state_dim_info info = hfc_state_dim_info_init();
  for (uint32_t i = 0; hfc_artifact_state_dim(loaded.artifact(), i, &info); ++i)
    if (info.kind == HFC_STATE_LENGTH)
      lengths[info.name] = loaded.dim(info.name).value_or(0);
  return lengths;
}

// Sets the dims that the session knows, and returns by how much its lengths
// fall short of `wanted`.
static int64_t takeLengths(Loaded &loaded, const Lengths &wanted) {
  int64_t missing = 0;
  for (const auto &[name, length] : wanted) {
    int64_t now = 0;
    hfc_session_state_dim(loaded.session, name.c_str(), &now);
    loaded.setDim(name, now);
    missing += std::max<int64_t>(length - now, 0);
  }
  return missing;
}

// Runs a function on random inputs behind `state`, until all lengths are
// reached or, where another one is measured, once; the state then.
static std::vector<char> stateAfter(LoadOptions load, const std::string &name,
                                    bool isOther, const Lengths &wanted,
                                    const std::vector<char> &state) {
  load.function = name;
  Loaded filler(load);
  if (!state.empty())
    check(hfc_session_restore(filler.session, state.data(), state.size()));
  int64_t longest = 1;
  for (const auto &[name, length] : wanted)
    longest = std::max(longest, length);
  for (const std::string &name : filler.dimNames)
    if (isOther && !filler.dim(name))
      filler.setDim(name, longest);
  for (int64_t missing = takeLengths(filler, wanted); missing;) {
    std::map<std::string, HostTensor> given = filler.randomInputs();
    runOnce(filler, given);
    int64_t left = takeLengths(filler, wanted);
    if (isOther)
      break;
    if (left >= missing)
      throw Refusal(Code::DimOption,
                    "no run of " + name +
                        " makes the state as long as --dim says");
    missing = left;
  }
  std::vector<char> after(hfc_session_saved_bytes(filler.session));
  check(hfc_session_save(filler.session, after.data(), after.size()));
  return after;
}

static void truncateTo(Loaded &loaded, const Lengths &lengths) {
  for (const auto &[name, length] : lengths)
    check(hfc_session_truncate(loaded.session, name.c_str(), length));
}

// An encoder and a decoder's `prefill` run first, then the function itself.
static void fillState(Loaded &loaded, const LoadOptions &load,
                      const Lengths &lengths) {
  if (std::all_of(lengths.begin(), lengths.end(),
                  [](const auto &entry) { return entry.second == 0; }))
    return;
  std::string own = loaded.info.name;
  std::vector<char> state;
  for (const std::string &name :
       {std::string("encode"), std::string("prefill"), own}) {
    uint32_t index;
    if (hfc_program_function(loaded.program, name.c_str(), &index))
      state = stateAfter(load, name, name != own, lengths, state);
    if (name == own)
      break;
  }
  check(hfc_session_restore(loaded.session, state.data(), state.size()));
  truncateTo(loaded, lengths);
}

static double nowMs() {
  return std::chrono::duration<double, std::milli>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

int BenchCommand::run() {
  Loaded loaded(load);
  Lengths lengths = findLengths(loaded);
  fillState(loaded, load, lengths);
  std::map<std::string, HostTensor> given = loaded.randomInputs();

  hfc_run_options options = hfc_run_options_init();
  auto once = [&] {
    runOnce(loaded, given, options);
    truncateTo(loaded, lengths);
  };
  if (Simulator simulator(loaded); simulator)
    return benchSimulated(load, loaded, simulator, options, once, json);
  once();
  Profile profile;
  options.profile = Profile::take;
  options.profile_user = &profile;
  for (int run = 0; run < profiledRuns; ++run) {
    profile.next = 0;
    once();
  }
  options.profile = nullptr;
  std::map<std::string, KernelTotal> totals;
  for (const Profile::Step &step : profile.steps) {
    KernelTotal &total = totals[step.kernel];
    total.ns += step.ns;
    total.calls += 1;
    total.flops += step.flops;
    total.bytes += step.bytes;
    total.strategy = step.strategy;
  }

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
