// What the waves of one workgroup executed, instruction by instruction, with
// what each execution cost of the units that waves share.
#ifndef HFC_SIMULATORS_AMDGPU_CYCLES_TRACE_H
#define HFC_SIMULATORS_AMDGPU_CYCLES_TRACE_H

#include <cstdint>
#include <list>
#include <unordered_map>
#include <vector>

namespace hfc::sim {

struct Wave;

struct Step {
  uint32_t instruction; // index in the kernel
  uint16_t lds, l1;     // cycles
  uint16_t lines;       // of memory that the L1 does not hold
  uint16_t matrix;      // cycles
};

// Vector L1: lines, the least recently used one goes.
class LineCache {
public:
  void init(unsigned lines) { capacity = lines; }
  // True: it was there.
  bool touch(uint64_t line);

private:
  unsigned capacity = 0;
  std::list<uint64_t> order; // latest first
  std::unordered_map<uint64_t, std::list<uint64_t>::iterator> places;
};

struct WaveTrace {
  std::vector<Step> steps;
  // Of the instruction under way.
  unsigned l1 = 0, lines = 0;
  // Sums of the wave's counters before it.
  uint64_t ldsBefore = 0, matrixBefore = 0;
  bool whole = true; // false: too long, the rest is left out

  void note(const Wave &wave, unsigned instruction);
};

struct GroupTrace {
  std::vector<WaveTrace> waves;
  LineCache l1;
  bool whole() const;
};

} // namespace hfc::sim
#endif
