// What the processor can do at most, measured now: machines and their clocks
// differ from hour to hour.
#ifndef HFC_TOOLS_HFC_PEAK_H
#define HFC_TOOLS_HFC_PEAK_H

namespace hfc::tool {

// GFLOP/s of f32 multiply-adds on this many threads at once, no memory
// involved; 0 where the processor has no AVX-512.
double measurePeak(unsigned threads);

// GB/s that this many threads read of memory beyond every cache; 0 where the
// processor has no AVX-512 or the memory cannot be had.
double measureBandwidth(unsigned threads);

} // namespace hfc::tool
#endif
