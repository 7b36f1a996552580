#include "simulators/amdgpu/hip/Report.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"
#include <algorithm>
#include <cstdarg>
#include <cstdio>

using namespace hfc::sim;

static constexpr const char *names[classCount] = {
    "scalar", "scalar memory", "branch", "wait",   "vector",
    "trans",  "matrix",        "lds",    "memory", "other"};

void Report::add(const Kernel &kernel, unsigned threads,
                 const Counters &counters, const Estimate *estimate) {
  Entry &entry = kernels[kernel.name];
  ++entry.launches;
  entry.counters.add(counters);
  entry.waves = (threads + kernel.waveSize - 1) / kernel.waveSize;
  entry.vectorRegisters = kernel.vectorRegisters;
  entry.ldsBytes = kernel.groupBytes;
  entry.idleWaits = kernel.idleWaits();
  if (!estimate)
    return;
  entry.estimated = true;
  entry.cycles += estimate->cycles;
  entry.last = *estimate;
  entry.loopText.clear();
  if (const Loop &loop = estimate->loop; loop.turns)
    for (uint32_t i = loop.first; i <= loop.last; ++i) {
      const std::string &text = kernel.instructions[i].text;
      entry.loopText += text.substr(text[0] == '\t') + "\n";
    }
}

static void line(std::string &out, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
static void line(std::string &out, const char *format, ...) {
  char text[256];
  va_list arguments;
  va_start(arguments, format);
  std::vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  out += text;
}

// What bounds the loop's turn, and each unit's cycles of it.
namespace {
struct Turn {
  double matrix, issue, lds, l1; // of a SIMD, and of the unit
  const char *limit;
};
Turn turnOf(const Chip &chip, const Estimate &estimate, uint64_t waves) {
  const Timing &timing = timingOf(chip);
  double simds = chip.simds * timing.computeUnitsPerUnit;
  const Loop &loop = estimate.loop;
  // A wave alone on its SIMD cannot hide its own issue.
  double each = std::max(double(waves) / simds, 1.0);
  double pipes = timing.computeUnitsPerUnit;
  Turn turn{loop.matrix * each, std::max(loop.issue, loop.valu * each),
            loop.lds / (estimate.resident > 1 ? pipes : 1), loop.l1 / pipes,
            "issue"};
  double most = turn.issue;
  for (auto [cycles, name] :
       {std::pair{turn.l1, "L1"}, {turn.lds, "LDS"}, {turn.matrix, "matrix"}})
    if (cycles >= most && cycles > 0) {
      most = cycles;
      turn.limit = name;
    }
  return turn;
}
} // namespace

static void printEstimate(std::string &out, const Chip &chip, const Estimate &e,
                          uint64_t waves, uint64_t launches, uint64_t cycles) {
  const Timing &timing = timingOf(chip);
  line(out,
       "  estimate: %.1f us a launch at %u MHz, %llu workgroups on %u units, "
       "%u at a time in one\n",
       double(cycles) / double(launches) / timing.clock, timing.clock,
       (unsigned long long)e.groups, e.units, e.resident);
  if (e.multiplyAdds > 0)
    line(out,
         "  matrix peak: %.1f %% of a busy unit's, %.1f %% of the chip's\n",
         100 * e.busyShare, 100 * e.machineShare);
  if (!e.loop.turns)
    return;
  Turn turn = turnOf(chip, e, waves);
  line(out,
       "  inner loop: %llu turns of %.0f instructions; cycles a turn: matrix "
       "%.0f, issue %.0f, LDS %.0f, L1 %.0f; bound by %s\n",
       (unsigned long long)e.loop.turns, e.loop.instructions, turn.matrix,
       turn.issue, turn.lds, turn.l1, turn.limit);
  for (const auto &[name, distance, latency] :
       {std::tuple{"LDS", &e.lds, timing.ldsLatency},
        {"memory", &e.memory, timing.memoryLatency}})
    if (distance->count)
      line(out,
           "  %s loads to their waits: least %llu, median %llu cycles, latency "
           "%u; %llu of %llu come late\n",
           name, (unsigned long long)distance->least,
           (unsigned long long)distance->median, latency,
           (unsigned long long)distance->late,
           (unsigned long long)distance->count);
}

std::string Report::print(const Chip &chip) const {
  std::string out;
  for (const auto &[name, entry] : kernels) {
    const Counters &c = entry.counters;
    line(out, "%.200s on %s: %llu launches, %llu waves\n", name.c_str(),
         chip.name, (unsigned long long)entry.launches,
         (unsigned long long)c.waves);
    line(out, "  instructions:");
    for (unsigned i = 0; i < classCount; ++i)
      if (c.instructions[i])
        line(out, " %s %llu", names[i], (unsigned long long)c.instructions[i]);
    line(out,
         "\n  bytes: global %llu read, %llu written; LDS %llu read, %llu "
         "written; scalar %llu read\n",
         (unsigned long long)c.globalRead, (unsigned long long)c.globalWritten,
         (unsigned long long)c.ldsRead, (unsigned long long)c.ldsWritten,
         (unsigned long long)c.scalarRead);
    if (c.ldsCycles)
      line(out, "  LDS: %llu cycles, %llu of them bank conflicts\n",
           (unsigned long long)c.ldsCycles,
           (unsigned long long)c.ldsConflictCycles);
    if (c.matrixCycles)
      line(out,
           "  matrix: %llu multiply-adds in %llu cycles of the matrix "
           "unit\n",
           (unsigned long long)c.matrixOperations,
           (unsigned long long)c.matrixCycles);
    if (!entry.idleWaits.empty()) {
      out += "  waits that found nothing to wait for, at pc";
      for (uint32_t at : entry.idleWaits)
        line(out, " 0x%x", at);
      out += "\n";
    }
    if (entry.estimated)
      printEstimate(out, chip, entry.last, entry.waves, entry.launches,
                    entry.cycles);
  }
  return out;
}

static llvm::json::Object jsonOf(const Distance &distance, unsigned latency) {
  return llvm::json::Object{{"count", distance.count},
                            {"late", distance.late},
                            {"least", distance.least},
                            {"median", distance.median},
                            {"latency", latency}};
}

std::string Report::json(const Chip &chip) const {
  const Timing &timing = timingOf(chip);
  llvm::json::Array list;
  for (const auto &[name, entry] : kernels) {
    const Counters &c = entry.counters;
    llvm::json::Object instructions;
    for (unsigned i = 0; i < classCount; ++i)
      if (c.instructions[i])
        instructions[names[i]] = c.instructions[i];
    llvm::json::Object kernel{{"kernel", name},
                              {"launches", entry.launches},
                              {"waves", c.waves},
                              {"workgroup_waves", entry.waves},
                              {"vgprs", entry.vectorRegisters},
                              {"lds_bytes", entry.ldsBytes},
                              {"instructions", std::move(instructions)},
                              {"global_read", c.globalRead},
                              {"global_written", c.globalWritten},
                              {"lds_read", c.ldsRead},
                              {"lds_written", c.ldsWritten},
                              {"scalar_read", c.scalarRead},
                              {"lds_cycles", c.ldsCycles},
                              {"lds_conflict_cycles", c.ldsConflictCycles},
                              {"matrix_cycles", c.matrixCycles},
                              {"multiply_adds", c.matrixOperations},
                              {"idle_waits", entry.idleWaits}};
    if (entry.estimated) {
      const Estimate &e = entry.last;
      kernel["estimate"] =
          llvm::json::Object{{"cycles", entry.cycles},
                             {"us", double(entry.cycles) / timing.clock},
                             {"groups", e.groups},
                             {"units", e.units},
                             {"resident", e.resident},
                             {"busy_share", e.busyShare},
                             {"machine_share", e.machineShare},
                             {"peak_multiply_adds", e.peak},
                             {"multiply_adds", e.multiplyAdds},
                             {"missed_bytes", e.missedBytes},
                             {"stalled_cycles", e.stalled}};
      if (e.loop.turns) {
        Turn turn = turnOf(chip, e, entry.waves);
        llvm::json::Object mix;
        for (unsigned i = 0; i < classCount; ++i)
          if (e.loop.byClass[i] > 0)
            mix[names[i]] = e.loop.byClass[i];
        kernel["loop"] = llvm::json::Object{
            {"turns", e.loop.turns},
            {"instructions", e.loop.instructions},
            {"mix", std::move(mix)},
            {"matrix_cycles", turn.matrix},
            {"issue_cycles", turn.issue},
            {"lds_cycles", turn.lds},
            {"l1_cycles", turn.l1},
            {"bound", turn.limit},
            {"lds_loads", jsonOf(e.lds, timing.ldsLatency)},
            {"memory_loads", jsonOf(e.memory, timing.memoryLatency)},
            {"text", entry.loopText}};
      }
    }
    list.push_back(std::move(kernel));
  }
  std::string text;
  llvm::raw_string_ostream stream(text);
  stream << llvm::json::Value(
      llvm::json::Object{{"chip", chip.name},
                         {"clock_mhz", timing.clock},
                         {"memory_gb_per_s", timing.memory},
                         {"simds", chip.simds * chip.computeUnits},
                         {"peak_multiply_adds_half", timing.half},
                         {"peak_multiply_adds_f32", timing.f32},
                         {"graph_launches", graphLaunches},
                         {"kernels", std::move(list)}});
  return text;
}
