// Clocks, memory and multiply-adds: AMD's data sheets of MI210, MI300X, MI350X
// and the Radeon RX 7900 XTX, 7800 XT and 7600 (the peak of each type, over
// clock and SIMDs). Registers and waves: LLVM's AMDGPUUsage. LDS of 128 bytes
// and L1 of 64 bytes a cycle: the performance model of ROCm Compute Profiler
// ("LDS", "Vector L1 cache"). What L2 gives all compute units (4 KB a cycle of
// an MI200 die, 2 KB of an MI300 one: CDNA 2, CDNA 3 white papers), over their
// number. Latencies are rounded up from
// public pointer chases ("Testing AMD's Giant MI300X", "Microbenchmarking AMD's
// RDNA 3 Graphics Architecture", chipsandcheese.com; "The MALL is Open", SC25);
// memory's is that of a miss in every cache.
#include "simulators/amdgpu/cycles/Timing.h"
#include "simulators/amdgpu/Matrix.h"
#include <iterator>
#include <string_view>

using namespace hfc::sim;

static constexpr Timing timings[] = {
    {"gfx90a", 1700, 1638, 1,   8,   512, 8,  65536, 512, 16384, 64, 128,
     64,       39,   128,  125, 700, 32,  32, 0,     128, 128,   0,  0},
    {"gfx942", 2100, 5300, 1,   8,   512, 8,  65536, 512, 32768, 128, 128,
     64,       54,   128,  125, 800, 32,  32, 128,   256, 512,   512, 0},
    {"gfx950", 2200, 8000, 1,   8,   512, 8,  163840, 1280, 32768, 128,  128,
     64,       64,   128,  125, 850, 16,  32, 0,      512,  1024,  1024, 2048},
    {"gfx1100", 2500, 960, 2,   16,  1536, 24, 131072, 1024, 32768, 128, 128,
     64,        32,   64,  100, 700, 0,    0,  0,      128,  128,   0,   256},
    {"gfx1101", 2430, 624, 2,   16,  1536, 24, 131072, 1024, 32768, 128, 128,
     64,        32,   64,  100, 700, 0,    0,  0,      128,  128,   0,   256},
    {"gfx1102", 2655, 288, 2,   16,  1024, 16, 131072, 1024, 32768, 128, 128,
     64,        32,   64,  100, 700, 0,    0,  0,      128,  128,   0,   256},
};

const Timing &hfc::sim::timingOf(const Chip &chip) {
  for (const Timing &timing : timings)
    if (std::string_view(timing.chip) == chip.name)
      return timing;
  __builtin_trap(); // a chip without a row
}

unsigned hfc::sim::peakRate(const Chip &chip, const Instruction &in) {
  const Timing &timing = timingOf(chip);
  const MatrixShape *shape = matrixShape(in);
  if (!shape) {
    std::string_view name = in.operation->name;
    return name.ends_with("iu4")   ? timing.small
           : name.ends_with("iu8") ? timing.i8
                                   : timing.half;
  }
  switch (shape->a) {
  case Element::F64:
    return timing.f64;
  case Element::F32:
    return timing.f32;
  case Element::XF32:
    return timing.xf32;
  case Element::F16:
  case Element::BF16:
    return timing.half;
  case Element::I8:
    return timing.i8;
  case Element::FP8:
  case Element::BF8:
    return timing.fp8;
  case Element::F8F6F4:
    return in.matrix[0] >= 2 && in.matrix[2] >= 2 ? timing.small : timing.fp8;
  }
  return 0;
}
