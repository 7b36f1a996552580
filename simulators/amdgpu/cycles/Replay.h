// Estimates how long a launch takes, from the executed trace of one of its
// workgroups: the trace is issued again, by all workgroups that a unit holds at
// a time, against the figures of Timing.h.
//
// A wave issues in order, at most one instruction in 4 cycles (gfx11: 1); a
// SIMD starts one vector instruction at a time, and a matrix instruction when
// the one before it is through. LDS and L1 are pipes that a unit's waves share,
// with a latency behind them; a wave stands at s_waitcnt until what it waits
// for has come. Not in it: instruction cache, L2 and DRAM as places of
// contention, clocks that sink.
#ifndef HFC_SIMULATORS_AMDGPU_CYCLES_REPLAY_H
#define HFC_SIMULATORS_AMDGPU_CYCLES_REPLAY_H

#include "simulators/amdgpu/CodeObject.h"
#include "simulators/amdgpu/cycles/Loop.h"
#include "simulators/amdgpu/cycles/Timing.h"

namespace hfc::sim {

// Loads of a kind, inside of the inner loop: cycles between their issue and the
// wait for them.
struct Distance {
  uint64_t count = 0, late = 0; // late: the wave had to stand
  uint64_t least = 0, median = 0;
};

struct Estimate {
  unsigned units = 0; // of the chip
  unsigned resident = 0;
  uint64_t groups = 0;
  uint64_t cycles = 0;     // of the launch
  uint64_t stalled = 0;    // waves at waits, of those that ran, summed
  unsigned peak = 0;       // multiply-adds a cycle of a SIMD, of its types
  double multiplyAdds = 0; // of the launch
  double busyShare = 0;    // of the matrix peak of a unit, while it works
  double machineShare = 0; // of the chip's
  double missedBytes = 0;  // of the launch, read past L1
  uint64_t valuCycles = 0; // of a workgroup's waves, added up
  Distance lds, memory;
  Loop loop;
};

Estimate estimate(const Kernel &kernel, const GroupTrace &trace,
                  uint64_t groups, uint32_t groupBytes);

} // namespace hfc::sim
#endif
