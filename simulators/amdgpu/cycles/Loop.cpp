#include "simulators/amdgpu/cycles/Loop.h"
#include <algorithm>
#include <map>

using namespace hfc::sim;

// ISA guides and instruction tables: a quarter of the rate for transcendental
// functions and 32-bit multiplications, f64 of gfx11 at a thirty-second.
unsigned hfc::sim::vectorCycles(const Chip &chip, const Instruction &in) {
  unsigned turn = chip.gfx11 ? 1 : 4;
  if (in.operation->kind == Class::Trans)
    return 4 * turn;
  if (in.operation->kind != Class::Valu)
    return turn;
  std::string_view name = in.operation->name;
  if (name.starts_with("v_mul_lo_") || name.starts_with("v_mul_hi_") ||
      name.starts_with("v_mad_u64") || name.starts_with("v_mad_i64"))
    return 4 * turn;
  return chip.gfx11 && in.operation->result == Kind::F64 ? 32 : turn;
}

unsigned hfc::sim::issueCycles(const Chip &chip, const Instruction &in) {
  unsigned turn = chip.gfx11 ? 1 : 4;
  if (std::string_view(in.operation->name) == "s_nop")
    return turn * (in.immediate + 1);
  return in.operation->kind == Class::Trans || in.operation->kind == Class::Valu
             ? vectorCycles(chip, in)
             : turn;
}

namespace {
struct Span {
  uint32_t first, last;
  bool operator<(const Span &other) const {
    return std::pair(first, last) < std::pair(other.first, other.last);
  }
};

// Spans that control goes back over, and holds no other such span.
std::vector<Span> innermost(const WaveTrace &wave) {
  std::map<Span, uint64_t> all;
  for (size_t i = 0; i + 1 < wave.steps.size(); ++i)
    if (wave.steps[i + 1].instruction <= wave.steps[i].instruction)
      ++all[{wave.steps[i + 1].instruction, wave.steps[i].instruction}];
  std::vector<Span> result;
  for (const auto &[span, turns] : all)
    if (std::none_of(all.begin(), all.end(), [&](const auto &other) {
          return other.first.first >= span.first &&
                 other.first.last <= span.last &&
                 (other.first.first != span.first ||
                  other.first.last != span.last);
        }))
      result.push_back(span);
  return result;
}
} // namespace

Loop hfc::sim::findLoop(const Kernel &kernel, const GroupTrace &trace) {
  Loop best;
  const WaveTrace &wave = trace.waves[0];
  std::pair<uint64_t, uint64_t> most;
  for (Span span : innermost(wave)) {
    std::pair<uint64_t, uint64_t> here; // matrix cycles, instructions
    for (const Step &step : wave.steps)
      if (step.instruction >= span.first && step.instruction <= span.last) {
        here.first += step.matrix;
        ++here.second;
      }
    if (here <= most)
      continue;
    most = here;
    best.first = span.first;
    best.last = span.last;
  }
  for (const Step &step : wave.steps)
    best.turns += most.second && step.instruction == best.last;
  if (!best.turns)
    return best;
  for (size_t i = 0; i < trace.waves.size(); ++i)
    for (const Step &step : trace.waves[i].steps) {
      if (!best.has(step.instruction))
        continue;
      best.lds += step.lds;
      best.l1 += step.l1;
      if (i)
        continue;
      const Instruction &in = kernel.instructions[step.instruction];
      best.instructions += 1;
      best.byClass[unsigned(in.operation->kind)] += 1;
      best.issue += issueCycles(kernel.chip, in);
      if (in.operation->kind == Class::Valu ||
          in.operation->kind == Class::Trans ||
          in.operation->kind == Class::Matrix)
        best.valu += vectorCycles(kernel.chip, in);
      best.matrix += step.matrix;
    }
  double turns = double(best.turns);
  for (double *sum : {&best.instructions, &best.issue, &best.valu, &best.matrix,
                      &best.lds, &best.l1})
    *sum /= turns;
  for (double &sum : best.byClass)
    sum /= turns;
  return best;
}
