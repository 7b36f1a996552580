// Vector operations on 32- and 64-bit integers and bits.
#include "simulators/amdgpu/Lanes.h"
#include "simulators/amdgpu/Operations.h"
#include <algorithm>

using namespace hfc::sim;

namespace {
using U = uint32_t;
using S = int32_t;
using UL = uint64_t;
using SL = int64_t;

U extract(U value, U offset, U width) {
  offset &= 31, width &= 31;
  return width ? (value >> offset) & ((1u << width) - 1) : 0;
}
S extractSigned(S value, U offset, U width) {
  offset &= 31, width &= 31;
  if (!width)
    return 0;
  S shifted = value >> offset;
  return offset + width >= 32 ? shifted
                              : S(U(shifted) << (32 - width)) >> (32 - width);
}
// 8 bytes, then signs and constants. "V_PERM_B32".
U permute(U high, U low, U selector) {
  UL bytes = UL(high) << 32 | low;
  U result = 0;
  for (unsigned i = 0; i < 4; ++i) {
    U choice = selector >> 8 * i & 0xff, byte;
    if (choice < 8)
      byte = U(bytes >> 8 * choice) & 0xff;
    else if (choice < 12)
      byte = bytes >> (16 * (choice - 8) + 15) & 1 ? 0xff : 0;
    else
      byte = choice == 12 ? 0 : 0xff;
    result |= byte << 8 * i;
  }
  return result;
}
template <typename T> T median(T a, T b, T c) {
  return std::max(std::min(a, b), std::min(std::max(a, b), c));
}
U sumOfDifferences(U a, U b, U c) {
  for (unsigned i = 0; i < 4; ++i) {
    S d = S(a >> 8 * i & 255) - S(b >> 8 * i & 255);
    c += U(d < 0 ? -d : d);
  }
  return c;
}
S saturateSigned(SL value) {
  return S(std::clamp<SL>(value, INT32_MIN, INT32_MAX));
}
U saturate(SL value) { return U(std::clamp<SL>(value, 0, UINT32_MAX)); }
SL low24(S value) { return S(U(value) << 8) >> 8; }
// Any function of three bits, by its table. gfx950.
U bitOperation(U a, U b, U c, U table) {
  U result = 0;
  for (unsigned i = 0; i < 8; ++i)
    if (table >> i & 1)
      result |= (i & 4 ? a : ~a) & (i & 2 ? b : ~b) & (i & 1 ? c : ~c);
  return result;
}
template <typename D> void bitop3(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  Typed<typename D::Lane> a, b, c, result;
  auto x = D::read(wave, in.sources[0], a.lane);
  auto y = D::read(wave, in.sources[1], b.lane);
  auto z = D::read(wave, in.sources[2], c.lane);
  for (unsigned lane = 0; lane < maxLanes; ++lane)
    result.lane[lane] = bitOperation(x[lane], y[lane], z[lane], in.immediate);
  D::write(wave, in, result.lane);
}

// clang-format off
constexpr Operation table[] = {
    op<U32, [](U a) { return a; }, U32>("v_mov_b32"),
    op<U64, [](UL a) { return a; }, U64>("v_mov_b64"),
    op<U32, [](U a) { return a; }, U32>("v_accvgpr_read_b32"),
    op<U32, [](U a) { return a; }, U32>("v_accvgpr_write_b32"),
    op<U32, [](U a) { return a; }, U32>("v_accvgpr_mov_b32"),
    op<U32, [](U a) { return ~a; }, U32>("v_not_b32"),
    op<U32, [](U a) { return __builtin_bitreverse32(a); }, U32>("v_bfrev_b32"),
    op<U32, [](U a) { return a ? U(__builtin_clz(a)) : ~0u; }, U32>("v_ffbh_u32"),
    op<U32, [](U a) { return a ? U(__builtin_ctz(a)) : ~0u; }, U32>("v_ffbl_b32"),
    op<U32, [](S a) { U f = U(a < 0 ? ~a : a); return f ? U(__builtin_clz(f)) : ~0u; }, I32>("v_ffbh_i32"),
    saturating<U32, [](U a, U b) { return a + b; }, [](U a, U b) { return saturate(SL(a) + b); }, U32, U32>("v_add_u32"),
    saturating<U32, [](U a, U b) { return a - b; }, [](U a, U b) { return saturate(SL(a) - SL(b)); }, U32, U32>("v_sub_u32"),
    saturating<U32, [](U a, U b) { return b - a; }, [](U a, U b) { return saturate(SL(b) - SL(a)); }, U32, U32>("v_subrev_u32"),
    saturating<I32, [](S a, S b) { return S(U(a) + U(b)); }, [](S a, S b) { return saturateSigned(SL(a) + b); }, I32, I32>("v_add_i32"),
    saturating<I32, [](S a, S b) { return S(U(a) - U(b)); }, [](S a, S b) { return saturateSigned(SL(a) - b); }, I32, I32>("v_sub_i32"),
    op<I32, [](S a, S b) { return S(low24(a) * low24(b)); }, I32, I32>("v_mul_i32_i24"),
    op<I32, [](S a, S b) { return S(low24(a) * low24(b) >> 32); }, I32, I32>("v_mul_hi_i32_i24"),
    op<U32, [](U a, U b) { return (a & 0xffffff) * (b & 0xffffff); }, U32, U32>("v_mul_u32_u24"),
    op<U32, [](U a, U b) { return U(UL(a & 0xffffff) * (b & 0xffffff) >> 32); }, U32, U32>("v_mul_hi_u32_u24"),
    op<I32, [](S a, S b, S c) { return S(U(low24(a) * low24(b)) + U(c)); }, I32, I32, I32>("v_mad_i32_i24"),
    op<U32, [](U a, U b, U c) { return (a & 0xffffff) * (b & 0xffffff) + c; }, U32, U32, U32>("v_mad_u32_u24"),
    op<U32, [](U a, U b) { return a * b; }, U32, U32>("v_mul_lo_u32"),
    op<U32, [](U a, U b) { return U(UL(a) * b >> 32); }, U32, U32>("v_mul_hi_u32"),
    op<I32, [](S a, S b) { return S(SL(a) * b >> 32); }, I32, I32>("v_mul_hi_i32"),
    op<I32, [](S a, S b) { return std::min(a, b); }, I32, I32>("v_min_i32"),
    op<I32, [](S a, S b) { return std::max(a, b); }, I32, I32>("v_max_i32"),
    op<U32, [](U a, U b) { return std::min(a, b); }, U32, U32>("v_min_u32"),
    op<U32, [](U a, U b) { return std::max(a, b); }, U32, U32>("v_max_u32"),
    op<I32, [](S a, S b, S c) { return std::min(std::min(a, b), c); }, I32, I32, I32>("v_min3_i32"),
    op<I32, [](S a, S b, S c) { return std::max(std::max(a, b), c); }, I32, I32, I32>("v_max3_i32"),
    op<I32, [](S a, S b, S c) { return median(a, b, c); }, I32, I32, I32>("v_med3_i32"),
    op<U32, [](U a, U b, U c) { return std::min(std::min(a, b), c); }, U32, U32, U32>("v_min3_u32"),
    op<U32, [](U a, U b, U c) { return std::max(std::max(a, b), c); }, U32, U32, U32>("v_max3_u32"),
    op<U32, [](U a, U b, U c) { return median(a, b, c); }, U32, U32, U32>("v_med3_u32"),
    op<I32, [](S a, S b, S c) { return std::min(std::max(a, b), c); }, I32, I32, I32>("v_maxmin_i32"),
    op<I32, [](S a, S b, S c) { return std::max(std::min(a, b), c); }, I32, I32, I32>("v_minmax_i32"),
    op<U32, [](U a, U b, U c) { return std::min(std::max(a, b), c); }, U32, U32, U32>("v_maxmin_u32"),
    op<U32, [](U a, U b, U c) { return std::max(std::min(a, b), c); }, U32, U32, U32>("v_minmax_u32"),
    op<U32, [](U a, U b) { return b << (a & 31); }, U32, U32>("v_lshlrev_b32"),
    op<U32, [](U a, U b) { return b >> (a & 31); }, U32, U32>("v_lshrrev_b32"),
    op<I32, [](U a, S b) { return b >> (a & 31); }, U32, I32>("v_ashrrev_i32"),
    op<U64, [](U a, UL b) { return b << (a & 63); }, U32, U64>("v_lshlrev_b64"),
    op<U64, [](U a, UL b) { return b >> (a & 63); }, U32, U64>("v_lshrrev_b64"),
    op<I64, [](U a, SL b) { return b >> (a & 63); }, U32, I64>("v_ashrrev_i64"),
    op<U32, [](U a, U b) { return a & b; }, U32, U32>("v_and_b32"),
    op<U32, [](U a, U b) { return a | b; }, U32, U32>("v_or_b32"),
    op<U32, [](U a, U b) { return a ^ b; }, U32, U32>("v_xor_b32"),
    op<U32, [](U a, U b) { return ~(a ^ b); }, U32, U32>("v_xnor_b32"),
    op<U32, [](U a, U b) { return ((1u << (a & 31)) - 1) << (b & 31); }, U32, U32>("v_bfm_b32"),
    op<U32, [](U a, U b) { return U(__builtin_popcount(a)) + b; }, U32, U32>("v_bcnt_u32_b32"),
    op<U32, [](U a, U b, U c) { return extract(a, b, c); }, U32, U32, U32>("v_bfe_u32"),
    op<I32, [](S a, U b, U c) { return extractSigned(a, b, c); }, I32, U32, U32>("v_bfe_i32"),
    op<U32, [](U a, U b, U c) { return (a & b) | (~a & c); }, U32, U32, U32>("v_bfi_b32"),
    op<U32, [](U a, U b, U c) { return U((UL(a) << 32 | b) >> (c & 31)); }, U32, U32, U32>("v_alignbit_b32"),
    op<U32, [](U a, U b, U c) { return U((UL(a) << 32 | b) >> 8 * (c & 3)); }, U32, U32, U32>("v_alignbyte_b32"),
    op<U32, permute, U32, U32, U32>("v_perm_b32"),
    op<U32, [](U a, U b, U c) { return a + b + c; }, U32, U32, U32>("v_add3_u32"),
    op<U32, [](U a, U b, U c) { return (a + b) << (c & 31); }, U32, U32, U32>("v_add_lshl_u32"),
    op<U32, [](U a, U b, U c) { return (a << (b & 31)) + c; }, U32, U32, U32>("v_lshl_add_u32"),
    op<U64, [](UL a, U b, UL c) { return (a << (b & 7)) + c; }, U64, U32, U64>("v_lshl_add_u64"),
    op<U32, [](U a, U b, U c) { return (a << (b & 31)) | c; }, U32, U32, U32>("v_lshl_or_b32"),
    op<U32, [](U a, U b, U c) { return (a & b) | c; }, U32, U32, U32>("v_and_or_b32"),
    op<U32, [](U a, U b, U c) { return a | b | c; }, U32, U32, U32>("v_or3_b32"),
    op<U32, [](U a, U b, U c) { return a ^ b ^ c; }, U32, U32, U32>("v_xor3_b32"),
    op<U32, [](U a, U b, U c) { return (a ^ b) + c; }, U32, U32, U32>("v_xad_u32"),
    op<U32, sumOfDifferences, U32, U32, U32>("v_sad_u8"),
    op<U32, [](U a, U b, U c) { return (a > b ? a - b : b - a) + c; }, U32, U32, U32>("v_sad_u32"),
    {"v_bitop3_b32", bitop3<U32>, Class::Valu, 1, Kind::B32, {Kind::B32, Kind::B32, Kind::B32}},
    {"v_bitop3_b16", bitop3<U16>, Class::Valu, 1, Kind::B16, {Kind::B16, Kind::B16, Kind::B16}},
};
// clang-format on
} // namespace

OperationTable hfc::sim::vectorIntegerOperations() { return table; }
