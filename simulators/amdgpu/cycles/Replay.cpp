#include "simulators/amdgpu/cycles/Replay.h"
#include "simulators/amdgpu/Matrix.h"
#include "simulators/amdgpu/Waits.h"
#include <algorithm>
#include <deque>

using namespace hfc::sim;

namespace {

// As much work as waits in front of a pipe before issue stops.
constexpr uint64_t backlog = 128;
// Instruction fetch after a jump, in issue turns.
constexpr unsigned jumpTurns = 4;

struct Pending {
  uint64_t issued, done;
  enum Kind : uint8_t { Lds, Memory, Scalar, Store } kind;
  bool inLoop;
};

struct Runner {
  const WaveTrace *trace = nullptr;
  unsigned group = 0, simd = 0;
  size_t at = 0;
  uint64_t ready = 0;
  bool atBarrier = false;
  std::deque<Pending> queues[Waits::counterCount];
  std::vector<uint64_t> rows; // when a vector register may be read
  bool ended() const { return at >= trace->steps.size(); }
};

struct Simd {
  uint64_t vector = 0, matrix = 0, scalar = 0, lds = 0, memory = 0;
};

class Unit {
public:
  Unit(const Kernel &kernel, const GroupTrace &trace, const Loop &loop,
       unsigned resident, unsigned simdCount)
      : kernel(kernel), chip(kernel.chip), timing(timingOf(kernel.chip)),
        trace(trace), loop(loop), turn(chip.gfx11 ? 1 : 4), simds(simdCount),
        groupCount(resident) {}

  // So many workgroups, one after the other where no more fit; the end.
  uint64_t run(uint64_t groups);

  uint64_t stalled = 0;
  std::vector<uint64_t> ldsDistances, memoryDistances;
  uint64_t ldsLate = 0, memoryLate = 0;

private:
  const Instruction &instructionOf(const Runner &runner) const {
    return kernel.instructions[runner.trace->steps[runner.at].instruction];
  }
  void start(unsigned group, uint64_t time);
  uint64_t earliest(const Runner &runner);
  uint64_t rowsReady(const Runner &runner, const Instruction &in) const;
  uint64_t pipeReady(const Runner &runner, Waits::Counter counter,
                     uint64_t pipe) const;
  void issue(Runner &runner, uint64_t time);
  void issueMemory(Runner &runner, const Instruction &in, const Step &step,
                   uint64_t time);
  void finishWait(Runner &runner, const Instruction &in);
  void meet(unsigned group);

  uint64_t &ldsPipe(const Runner &runner) {
    return ldsFree[timing.computeUnitsPerUnit > 1 ? runner.group % 2 : 0];
  }
  unsigned computeUnitOf(const Runner &runner) const {
    return timing.computeUnitsPerUnit > 1 ? runner.simd % 2 : 0;
  }

  const Kernel &kernel;
  const Chip &chip;
  const Timing &timing;
  const GroupTrace &trace;
  const Loop &loop;
  const unsigned turn;
  std::vector<Simd> simds;
  unsigned groupCount;
  std::vector<Runner> runners;
  uint64_t ldsFree[2] = {}, l1Free[2] = {}, l2Free[2] = {};
};

// How many of a counter's operations an instruction lets stand; ~0: any.
unsigned leftOf(const Instruction &in, Waits::Counter counter) {
  std::string_view name = in.operation->name;
  if (name == "s_waitcnt_vscnt")
    return counter == Waits::Store ? in.immediate : ~0u;
  if (name != "s_waitcnt" || counter == Waits::Store)
    return ~0u;
  return counter == Waits::Vmem ? in.waitVector : in.waitScalar;
}

template <typename F> void eachRow(const Operand &operand, F function) {
  if (operand.place == Place::Vector)
    for (unsigned i = 0; i < operand.words; ++i)
      function(operand.index + i);
}
} // namespace

void Unit::start(unsigned group, uint64_t time) {
  size_t waves = trace.waves.size();
  for (size_t i = 0; i < waves; ++i) {
    Runner &runner = runners[group * waves + i];
    runner = Runner();
    runner.trace = &trace.waves[i];
    runner.group = group;
    runner.simd = unsigned((group * waves + i) % simds.size());
    runner.ready = time;
    runner.rows.assign(kernel.vectorRegisters, 0);
  }
}

uint64_t Unit::rowsReady(const Runner &runner, const Instruction &in) const {
  uint64_t time = 0;
  bool matrix = in.operation->kind == Class::Matrix;
  for (unsigned slot = 0; slot < in.sourceCount; ++slot)
    if (!matrix || slot != 2) // sums are forwarded
      eachRow(in.sources[slot],
              [&](unsigned row) { time = std::max(time, runner.rows[row]); });
  return time;
}

uint64_t Unit::pipeReady(const Runner &runner, Waits::Counter counter,
                         uint64_t pipe) const {
  size_t most = counter == Waits::Lgkm && !chip.gfx11 ? 15 : 63;
  const auto &queue = runner.queues[counter];
  uint64_t time = pipe > backlog ? pipe - backlog : 0;
  if (queue.size() >= most)
    time = std::max(time, queue[queue.size() - most].done);
  return time;
}

uint64_t Unit::earliest(const Runner &runner) {
  const Instruction &in = instructionOf(runner);
  const Simd &simd = simds[runner.simd];
  uint64_t time = runner.ready;
  auto after = [&](uint64_t other) { time = std::max(time, other); };
  switch (in.operation->kind) {
  case Class::Matrix:
    after(simd.matrix);
    [[fallthrough]];
  case Class::Valu:
  case Class::Trans:
    after(simd.vector);
    after(rowsReady(runner, in));
    if (in.paired)
      after(rowsReady(runner, kernel.seconds[in.second]));
    break;
  case Class::Salu:
  case Class::Smem:
    after(simd.scalar);
    break;
  case Class::Lds:
    after(simd.lds);
    after(rowsReady(runner, in));
    after(pipeReady(runner, Waits::Lgkm, ldsPipe(runner)));
    break;
  case Class::Vmem:
    after(simd.memory);
    after(rowsReady(runner, in));
    after(pipeReady(runner, Waits::Vmem, l1Free[computeUnitOf(runner)]));
    break;
  case Class::Wait:
    for (auto counter : {Waits::Vmem, Waits::Lgkm, Waits::Store}) {
      const auto &queue = runner.queues[counter];
      unsigned left = leftOf(in, counter);
      for (size_t i = 0; i + left < queue.size() && left != ~0u; ++i)
        after(queue[i].done);
    }
    break;
  default:
    break;
  }
  return time;
}

void Unit::issueMemory(Runner &runner, const Instruction &in, const Step &step,
                       uint64_t time) {
  unsigned unit = computeUnitOf(runner);
  uint64_t begin = std::max(time + turn, l1Free[unit]);
  l1Free[unit] = begin + std::max<unsigned>(step.l1, 1);
  std::string_view name = in.operation->name;
  bool store = name.find("_store_") != name.npos ||
               (name.find("_atomic_") != name.npos && !in.returns);
  uint64_t done = l1Free[unit] + timing.l1Latency;
  if (step.lines && !store) {
    l2Free[unit] = std::max(begin, l2Free[unit]) +
                   uint64_t(step.lines) * timing.lineBytes / timing.l2Rate;
    done = std::max(done, l2Free[unit] + timing.memoryLatency);
  }
  Pending pending{time, done, store ? Pending::Store : Pending::Memory,
                  loop.has(step.instruction)};
  auto &queue = runner.queues[store && chip.gfx11 ? Waits::Store : Waits::Vmem];
  if (!queue.empty()) // in order
    pending.done = std::max(pending.done, queue.back().done);
  queue.push_back(pending);
}

void Unit::finishWait(Runner &runner, const Instruction &in) {
  bool inLoop = loop.has(runner.trace->steps[runner.at].instruction);
  uint64_t arrival = runner.ready;
  for (auto counter : {Waits::Vmem, Waits::Lgkm, Waits::Store}) {
    auto &queue = runner.queues[counter];
    unsigned left = leftOf(in, counter);
    for (; left != ~0u && queue.size() > left; queue.pop_front()) {
      const Pending &operation = queue.front();
      if (!inLoop || !operation.inLoop)
        continue;
      bool late = operation.done > arrival;
      if (operation.kind == Pending::Lds) {
        ldsDistances.push_back(arrival - operation.issued);
        ldsLate += late;
      } else if (operation.kind == Pending::Memory) {
        memoryDistances.push_back(arrival - operation.issued);
        memoryLate += late;
      }
    }
  }
}

void Unit::issue(Runner &runner, uint64_t time) {
  const Step &step = runner.trace->steps[runner.at];
  const Instruction &in = kernel.instructions[step.instruction];
  Simd &simd = simds[runner.simd];
  Class kind = in.operation->kind;
  uint64_t next = time + issueCycles(chip, in);
  auto setRows = [&](const Instruction &part, uint64_t ready) {
    for (const Operand &result : part.results)
      eachRow(result, [&](unsigned row) { runner.rows[row] = ready; });
  };
  switch (kind) {
  case Class::Matrix:
    simd.matrix = time + step.matrix;
    // WMMA runs on the vector unit itself.
    simd.vector = chip.gfx11 ? simd.matrix : time + turn;
    setRows(in, simd.matrix + 3 * turn);
    break;
  case Class::Valu:
  case Class::Trans:
    simd.vector = time + vectorCycles(chip, in);
    setRows(in, simd.vector + (chip.gfx11 ? 4 : 0));
    if (in.paired)
      setRows(kernel.seconds[in.second], simd.vector + 4);
    break;
  case Class::Salu:
  case Class::Smem:
    simd.scalar = time + turn;
    if (kind == Class::Smem)
      runner.queues[Waits::Lgkm].push_back(
          {time, time + timing.l1Latency, Pending::Scalar, false});
    break;
  case Class::Lds: {
    simd.lds = time + turn;
    uint64_t &pipe = ldsPipe(runner);
    // Exchanges of lanes move a register.
    pipe = std::max(time + turn, pipe) +
           (step.lds ? step.lds : 4 * kernel.waveSize / timing.ldsRate);
    auto &queue = runner.queues[Waits::Lgkm];
    bool load = in.operation->results != 0;
    queue.push_back({time, pipe + timing.ldsLatency,
                     load ? Pending::Lds : Pending::Store,
                     loop.has(step.instruction)});
    break;
  }
  case Class::Vmem:
    simd.memory = time + turn;
    issueMemory(runner, in, step, time);
    break;
  case Class::Wait:
    stalled += time - runner.ready;
    finishWait(runner, in);
    runner.atBarrier = std::string_view(in.operation->name) == "s_barrier";
    break;
  case Class::Branch:
    if (runner.at + 1 < runner.trace->steps.size() &&
        int32_t(runner.trace->steps[runner.at + 1].instruction) != in.next)
      next += jumpTurns * turn;
    break;
  default:
    break;
  }
  runner.ready = next;
  ++runner.at;
}

void Unit::meet(unsigned group) {
  size_t waves = trace.waves.size();
  auto first = runners.begin() + ptrdiff_t(group * waves);
  auto last = first + ptrdiff_t(waves);
  if (!std::all_of(first, last, [](auto &wave) { return wave.atBarrier; }))
    return;
  uint64_t latest = 0;
  for (auto at = first; at != last; ++at)
    latest = std::max(latest, at->ready);
  for (auto at = first; at != last; ++at) {
    at->atBarrier = false;
    stalled += latest - at->ready;
    at->ready = latest;
  }
}

uint64_t Unit::run(uint64_t groups) {
  size_t waves = trace.waves.size();
  unsigned together = unsigned(std::min<uint64_t>(groupCount, groups));
  runners.assign(together * waves, Runner());
  std::fill(simds.begin(), simds.end(), Simd());
  stalled = ldsLate = memoryLate = 0;
  ldsDistances.clear();
  memoryDistances.clear();
  std::fill_n(ldsFree, 2, 0);
  std::fill_n(l1Free, 2, 0);
  std::fill_n(l2Free, 2, 0);
  uint64_t begun = 0, end = 0;
  std::vector<size_t> left(together, waves);
  for (; begun < together; ++begun)
    start(unsigned(begun), 0);
  for (;;) {
    Runner *next = nullptr;
    uint64_t soonest = ~0ull;
    for (Runner &runner : runners) {
      if (runner.ended() || runner.atBarrier || runner.ready >= soonest)
        continue;
      uint64_t time = earliest(runner);
      if (time < soonest) {
        soonest = time;
        next = &runner;
      }
    }
    if (!next)
      return end;
    issue(*next, soonest);
    end = std::max(end, next->ready);
    unsigned group = next->group;
    if (next->atBarrier)
      meet(group);
    if (next->ended() && !--left[group] && begun < groups) {
      left[group] = waves;
      ++begun;
      start(group, next->ready);
    }
  }
}

static Distance summary(std::vector<uint64_t> &all, uint64_t late) {
  Distance result;
  result.count = all.size();
  result.late = late;
  if (all.empty())
    return result;
  std::sort(all.begin(), all.end());
  result.least = all.front();
  result.median = all[all.size() / 2];
  return result;
}

// Workgroups that a unit holds at a time.
static unsigned residentGroups(const Kernel &kernel, const Timing &timing,
                               unsigned simds, size_t waves, uint32_t lds) {
  unsigned rows = (kernel.vectorRegisters + timing.registerGranule - 1) /
                  timing.registerGranule * timing.registerGranule;
  unsigned perSimd =
      std::min(timing.maxWaves, timing.registers / std::max(rows, 1u));
  unsigned groups = unsigned(perSimd * simds / waves);
  if (lds)
    groups = std::min(groups, timing.ldsBytes /
                                  ((lds + timing.ldsGranule - 1) /
                                   timing.ldsGranule * timing.ldsGranule));
  return std::max(groups, 1u);
}

Estimate hfc::sim::estimate(const Kernel &kernel, const GroupTrace &trace,
                            uint64_t groups, uint32_t groupBytes) {
  const Chip &chip = kernel.chip;
  const Timing &timing = timingOf(chip);
  Estimate result;
  result.groups = groups;
  result.units = chip.computeUnits / timing.computeUnitsPerUnit;
  unsigned simds = chip.simds * timing.computeUnitsPerUnit;
  size_t waves = trace.waves.size();
  unsigned fit = residentGroups(kernel, timing, simds, waves, groupBytes);
  uint64_t each = (groups + result.units - 1) / result.units;
  result.resident = unsigned(std::min<uint64_t>(fit, each));
  result.loop = findLoop(kernel, trace);

  // Two rounds tell what further ones take.
  Unit unit(kernel, trace, result.loop, result.resident, simds);
  uint64_t few = std::min<uint64_t>(each, 2 * result.resident);
  uint64_t first = unit.run(result.resident);
  uint64_t both = few > result.resident ? unit.run(few) : first;
  result.cycles = both;
  if (each > few)
    result.cycles += uint64_t(double(each - few) * double(both - first) /
                              double(few - result.resident));
  result.stalled = unit.stalled;
  result.lds = summary(unit.ldsDistances, unit.ldsLate);
  result.memory = summary(unit.memoryDistances, unit.memoryLate);

  uint64_t lines = 0;
  double sums = 0;
  for (const WaveTrace &wave : trace.waves)
    for (const Step &step : wave.steps) {
      const Instruction &in = kernel.instructions[step.instruction];
      Class kind = in.operation->kind;
      lines += step.lines;
      if (kind == Class::Valu || kind == Class::Trans)
        result.valuCycles += vectorCycles(chip, in);
      if (kind != Class::Matrix || !step.matrix)
        continue;
      result.peak = std::max(result.peak, peakRate(chip, in));
      sums += multiplyAdds(in);
    }
  result.multiplyAdds = sums * double(groups);
  result.missedBytes = double(lines) * timing.lineBytes * double(groups);
  if (result.peak && result.cycles) {
    double all = double(result.peak) * simds * double(result.cycles);
    result.busyShare = sums * double(each) / all;
    result.machineShare = result.multiplyAdds / (all * result.units);
  }
  return result;
}
