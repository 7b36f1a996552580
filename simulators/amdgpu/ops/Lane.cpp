// Operations across lanes: one lane to and from scalars, counts of lanes below,
// exchanges of rows.
#include "simulators/amdgpu/Lanes.h"
#include "simulators/amdgpu/Operations.h"
#include <algorithm>

using namespace hfc::sim;

namespace {

uint32_t oneLane(Wave &wave, const Instruction &in, unsigned lane) {
  const Operand &source = in.sources[0];
  if (source.place != Place::Vector)
    return wave.readScalar(source);
  return wave.useRow(source.index, 1ull << lane)[lane];
}

// Of the first active lane; of lane 0 where none is.
void readFirstLane(Wave &wave, const Instruction &in) {
  uint64_t active = wave.execMask();
  unsigned lane = active ? unsigned(__builtin_ctzll(active)) : 0;
  wave.writeScalar(in.results[0], oneLane(wave, in, lane));
}
void readLane(Wave &wave, const Instruction &in) {
  unsigned lane = wave.readScalar(in.sources[1]) % wave.lanes;
  wave.writeScalar(in.results[0], oneLane(wave, in, lane));
}
// Whatever EXEC says.
void writeLane(Wave &wave, const Instruction &in) {
  uint32_t value = wave.readScalar(in.sources[0]);
  unsigned lane = wave.readScalar(in.sources[1]) % wave.lanes;
  wave.overwriteRow(in.results[0].index)[lane] = value;
  wave.setDefined(in.results[0].index, 1ull << lane);
}

// Bits of the mask below this lane, in its lower or upper half, added up.
template <bool High> void countBelow(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  Typed<uint32_t> a, b, result;
  const uint32_t *mask = readRow(wave, in.sources[0], a.lane);
  const uint32_t *start = readRow(wave, in.sources[1], b.lane);
  for (unsigned lane = 0; lane < wave.lanes; ++lane) {
    uint64_t below = (1ull << lane) - 1;
    uint32_t part = uint32_t(High ? below >> 32 : below);
    result.lane[lane] =
        start[lane] + uint32_t(__builtin_popcount(mask[lane] & part));
  }
  writeRow(wave, in, result.lane);
}

void swapRows(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  unsigned a = in.results[0].index, b = in.sources[0].index;
  wave.useRow(a, wave.mask);
  wave.useRow(b, wave.mask);
  uint32_t *left = wave.overwriteRow(a), *right = wave.overwriteRow(b);
  for (unsigned lane = 0; lane < wave.lanes; ++lane)
    if (wave.mask >> lane & 1)
      std::swap(left[lane], right[lane]);
  wave.setDefined(a, wave.mask);
  wave.setDefined(b, wave.mask);
}

// gfx950: the upper half of one register with the lower half of another, in
// units of 32 or 16 lanes. EXEC is taken as all ones there.
template <unsigned Unit> void permuteSwap(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  unsigned a = in.results[0].index, b = in.sources[0].index;
  wave.useRow(a, wave.mask);
  wave.useRow(b, wave.mask);
  uint32_t *left = wave.overwriteRow(a), *right = wave.overwriteRow(b);
  for (unsigned base = 0; base < wave.lanes; base += 2 * Unit)
    for (unsigned i = 0; i < Unit; ++i)
      if (wave.mask >> (base + Unit + i) & 1 && wave.mask >> (base + i) & 1)
        std::swap(left[base + Unit + i], right[base + i]);
  wave.setDefined(a, wave.mask);
  wave.setDefined(b, wave.mask);
}

// gfx11: any lane of the row, or of the other row, by 4-bit selectors.
template <bool Other> void permuteLanes(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  const Operand &source = in.sources[0];
  uint64_t selectors = wave.readScalar(in.sources[1]) |
                       uint64_t(wave.readScalar(in.sources[2])) << 32;
  bool fetchInactive = in.opSel & 1, bound = in.opSel & 2;
  uint64_t active = wave.mask, used = 0, written = 0;
  unsigned from[maxLanes] = {};
  for (unsigned lane = 0; lane < wave.lanes; ++lane) {
    unsigned row = (lane & ~15u) ^ (Other ? 16 : 0);
    from[lane] = row + unsigned(selectors >> 4 * (lane & 15) & 15);
    if (!(active >> lane & 1))
      continue;
    if (fetchInactive || active >> from[lane] & 1) {
      used |= 1ull << from[lane];
      written |= 1ull << lane;
    } else if (bound) {
      written |= 1ull << lane;
    }
  }
  const uint32_t *row = wave.useRow(source.index, used);
  Typed<uint32_t> result;
  for (unsigned lane = 0; lane < wave.lanes; ++lane)
    result.lane[lane] = used >> from[lane] & 1 ? row[from[lane]] : 0;
  wave.mask = written;
  writeRow(wave, in, result.lane);
}
void permute64(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  Typed<uint32_t> source, result;
  wave.useRow(in.sources[0].index, wave.mask);
  const uint32_t *row = readRow(wave, in.sources[0], source.lane);
  for (unsigned lane = 0; lane < wave.lanes; ++lane)
    result.lane[lane] = row[lane ^ 32];
  writeRow(wave, in, result.lane);
}

constexpr Operation row(const char *name, Handler run, unsigned sources,
                        uint8_t traits = ReadsOtherLanes) {
  Operation result{name, run, Class::Valu, 1, Kind::B32, {}, traits};
  std::fill_n(result.sources, sources, Kind::B32);
  return result;
}
constexpr uint8_t swaps = ReadsResult | ReadsOtherLanes;

constexpr Operation table[] = {
    row("v_readfirstlane_b32", readFirstLane, 1),
    row("v_readlane_b32", readLane, 2),
    row("v_writelane_b32", writeLane, 2),
    row("v_mbcnt_lo_u32_b32", countBelow<false>, 2, 0),
    row("v_mbcnt_hi_u32_b32", countBelow<true>, 2, 0),
    row("v_swap_b32", swapRows, 1, ReadsResult),
    row("v_permlane32_swap_b32", permuteSwap<32>, 1, swaps),
    row("v_permlane16_swap_b32", permuteSwap<16>, 1, swaps),
    row("v_permlane16_b32", permuteLanes<false>, 3),
    row("v_permlanex16_b32", permuteLanes<true>, 3),
    row("v_permlane64_b32", permute64, 1),
    {"v_nop", [](Wave &, const Instruction &) {}, Class::Valu, 0},
};
} // namespace

OperationTable hfc::sim::laneOperations() { return table; }
