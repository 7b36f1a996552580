// Dot products of small vectors within a register. Floats are summed in f32,
// products exact; hardware's order of rounding is not documented.
#include "simulators/amdgpu/Lanes.h"
#include "simulators/amdgpu/Operations.h"
#include <algorithm>

using namespace hfc::sim;

namespace {
using U = uint32_t;
using S = int32_t;

float brain(U half) { return std::bit_cast<float>(half << 16); }

// extra of a row: bit 0 accumulates into the result.
template <auto Term, unsigned Count>
void dotFloats(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  Typed<U> a, b;
  Typed<float> sum, result;
  const U *left = readRow(wave, in.sources[0], a.lane);
  const U *right = readRow(wave, in.sources[1], b.lane);
  readFloats(wave, in.operation->extra ? in.results[0] : in.sources[2],
             sum.lane);
  for (unsigned lane = 0; lane < maxLanes; ++lane) {
    float value = sum.lane[lane];
    for (unsigned i = 0; i < Count; ++i)
      value = Term(left[lane] >> 16 * i & 0xffff,
                   right[lane] >> 16 * i & 0xffff, value);
    result.lane[lane] = value;
  }
  writeFloats(wave, in, result.lane);
}
constexpr auto halfTerm = [](U a, U b, float sum) {
  return __builtin_fmaf(widen(uint16_t(a)), widen(uint16_t(b)), sum);
};
constexpr auto brainTerm = [](U a, U b, float sum) {
  return __builtin_fmaf(brain(a), brain(b), sum);
};

// Elements of so many bits; signs apart, or by neg_lo for the _iu forms.
template <unsigned Bits, bool SignedA, bool SignedB, bool BySign = false>
void dotIntegers(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  Typed<U> a, b, c, result;
  const U *left = readRow(wave, in.sources[0], a.lane);
  const U *right = readRow(wave, in.sources[1], b.lane);
  const U *sum = readRow(
      wave, in.operation->extra ? in.results[0] : in.sources[2], c.lane);
  bool signedA = BySign ? in.negateLow & 1 : SignedA;
  bool signedB = BySign ? in.negateLow & 2 : SignedB;
  bool signedSum = signedA || signedB || BySign;
  for (unsigned lane = 0; lane < maxLanes; ++lane) {
    int64_t value = signedSum ? int64_t(S(sum[lane])) : int64_t(sum[lane]);
    for (unsigned at = 0; at < 32; at += Bits) {
      U x = left[lane] >> at << (32 - Bits),
        y = right[lane] >> at << (32 - Bits);
      int64_t p = signedA ? S(x) >> (32 - Bits) : S(x >> (32 - Bits));
      int64_t q = signedB ? S(y) >> (32 - Bits) : S(y >> (32 - Bits));
      value += p * q;
    }
    if (in.clamp)
      value = signedSum ? std::clamp<int64_t>(value, INT32_MIN, INT32_MAX)
                        : std::clamp<int64_t>(value, 0, UINT32_MAX);
    result.lane[lane] = U(value);
  }
  writeRow(wave, in, result.lane);
}

constexpr Operation row(const char *name, Handler run, Kind result, Kind source,
                        Kind sum, uint16_t accumulates) {
  return {name,
          run,
          Class::Valu,
          1,
          result,
          {source, source, sum},
          uint8_t(accumulates ? ReadsResult : 0),
          run,
          accumulates};
}
constexpr Kind F = Kind::F32, P = Kind::PkF16, B = Kind::B32, N = Kind::None;
constexpr Operation table[] = {
    row("v_dot2_f32_f16", dotFloats<halfTerm, 2>, F, P, F, 0),
    row("v_dot2c_f32_f16", dotFloats<halfTerm, 2>, F, P, N, 1),
    row("v_dot2_f32_bf16", dotFloats<brainTerm, 2>, F, P, F, 0),
    row("v_dot2c_f32_bf16", dotFloats<brainTerm, 2>, F, P, N, 1),
    row("v_dot2_i32_i16", dotIntegers<16, true, true>, B, B, B, 0),
    row("v_dot2_u32_u16", dotIntegers<16, false, false>, B, B, B, 0),
    row("v_dot2c_i32_i16", dotIntegers<16, true, true>, B, B, N, 1),
    row("v_dot4_i32_i8", dotIntegers<8, true, true>, B, B, B, 0),
    row("v_dot4_u32_u8", dotIntegers<8, false, false>, B, B, B, 0),
    row("v_dot4c_i32_i8", dotIntegers<8, true, true>, B, B, N, 1),
    row("v_dot4_i32_iu8", dotIntegers<8, false, false, true>, B, B, B, 0),
    row("v_dot8_i32_i4", dotIntegers<4, true, true>, B, B, B, 0),
    row("v_dot8_u32_u4", dotIntegers<4, false, false>, B, B, B, 0),
    row("v_dot8c_i32_i4", dotIntegers<4, true, true>, B, B, N, 1),
    row("v_dot8_i32_iu4", dotIntegers<4, false, false, true>, B, B, B, 0),
};
} // namespace

OperationTable hfc::sim::dotOperations() { return table; }
