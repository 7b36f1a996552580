// Operations that read or write a mask of lanes beside their numbers: carries,
// selection, the wide multiply-add.
#include "simulators/amdgpu/Lanes.h"
#include "simulators/amdgpu/Operations.h"

using namespace hfc::sim;

namespace {
using U = uint32_t;
using UL = uint64_t;

// F gives 33 bits: the result and its carry (or borrow).
template <auto F, bool CarryIn> void carry(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  Typed<U> a, b, result;
  const U *left = readRow(wave, in.sources[0], a.lane);
  const U *right = readRow(wave, in.sources[1], b.lane);
  uint64_t carries = 0, out = 0;
  if constexpr (CarryIn)
    carries = wave.readMask(in.sources[2]);
  for (unsigned lane = 0; lane < wave.lanes; ++lane) {
    UL value = F(UL(left[lane]), UL(right[lane]), UL(carries >> lane & 1));
    result.lane[lane] = U(value);
    out |= (value >> 32 & 1) << lane;
  }
  writeRow(wave, in, result.lane);
  wave.writeMask(in.results[1], out & wave.mask);
}
template <auto F> constexpr Operation op(const char *name) {
  return {name, carry<F, false>, Class::Valu,
          2,    Kind::B32,       {Kind::B32, Kind::B32}};
}
template <auto F> constexpr Operation opIn(const char *name) {
  return {name, carry<F, true>, Class::Valu,
          2,    Kind::B32,      {Kind::B32, Kind::B32, Kind::Mask}};
}

template <bool Half> void select(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  Typed<U> a, b, result;
  const U *left, *right;
  if constexpr (Half) {
    left = readHalfRow(wave, in.sources[0], a.lane);
    right = readHalfRow(wave, in.sources[1], b.lane);
  } else {
    left = readRow(wave, in.sources[0], a.lane);
    right = readRow(wave, in.sources[1], b.lane);
  }
  // abs and neg of v_cndmask work on signs.
  U sign = Half ? 0x8000 : 0x80000000;
  auto marked = [sign](U value, const Operand &operand) {
    if (operand.absolute)
      value &= ~sign;
    return operand.negate ? value ^ sign : value;
  };
  uint64_t mask = wave.readMask(in.sources[2]);
  bool plain = !in.sources[0].absolute && !in.sources[0].negate &&
               !in.sources[1].absolute && !in.sources[1].negate;
  if (plain)
    for (unsigned lane = 0; lane < maxLanes; ++lane)
      result.lane[lane] = mask >> lane & 1 ? right[lane] : left[lane];
  else
    for (unsigned lane = 0; lane < maxLanes; ++lane)
      result.lane[lane] = mask >> lane & 1 ? marked(right[lane], in.sources[1])
                                           : marked(left[lane], in.sources[0]);
  if constexpr (Half)
    writeHalfRow(wave, in, result.lane);
  else
    writeRow(wave, in, result.lane);
}

// d = a * b + c, 64 bits, with the carry.
template <bool Signed> void wideMultiplyAdd(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  Typed<U> a, b;
  Typed<UL> c, result;
  const U *left = readRow(wave, in.sources[0], a.lane);
  const U *right = readRow(wave, in.sources[1], b.lane);
  readWide(wave, in.sources[2], c.lane);
  uint64_t out = 0;
  for (unsigned lane = 0; lane < wave.lanes; ++lane) {
    UL product = Signed
                     ? UL(int64_t(int32_t(left[lane])) * int32_t(right[lane]))
                     : UL(left[lane]) * right[lane];
    out |= uint64_t(__builtin_add_overflow(product, c.lane[lane],
                                           &result.lane[lane]))
           << lane;
  }
  writeWide(wave, in, result.lane);
  wave.writeMask(in.results[1], out & wave.mask);
}

constexpr auto add = [](UL a, UL b, UL) { return a + b; };
constexpr auto subtract = [](UL a, UL b, UL) { return a - b; };
constexpr auto reverse = [](UL a, UL b, UL) { return b - a; };
constexpr auto addIn = [](UL a, UL b, UL c) { return a + b + c; };
constexpr auto subtractIn = [](UL a, UL b, UL c) { return a - b - c; };
constexpr auto reverseIn = [](UL a, UL b, UL c) { return b - a - c; };

constexpr Operation table[] = {
    op<add>("v_add_co_u32"),
    op<subtract>("v_sub_co_u32"),
    op<reverse>("v_subrev_co_u32"),
    opIn<addIn>("v_addc_co_u32"),
    opIn<subtractIn>("v_subb_co_u32"),
    opIn<reverseIn>("v_subbrev_co_u32"),
    {"v_cndmask_b32",
     select<false>,
     Class::Valu,
     1,
     Kind::B32,
     {Kind::F32, Kind::F32, Kind::Mask}},
    {"v_cndmask_b16",
     select<true>,
     Class::Valu,
     1,
     Kind::B16,
     {Kind::F16, Kind::F16, Kind::Mask}},
    {"v_mad_u64_u32",
     wideMultiplyAdd<false>,
     Class::Valu,
     2,
     Kind::B64,
     {Kind::B32, Kind::B32, Kind::B64}},
    {"v_mad_i64_i32",
     wideMultiplyAdd<true>,
     Class::Valu,
     2,
     Kind::I64,
     {Kind::B32, Kind::B32, Kind::I64}},
};
} // namespace

OperationTable hfc::sim::carryOperations() { return table; }
