// Vector operations on 16-bit integers.
#include "simulators/amdgpu/Lanes.h"
#include "simulators/amdgpu/Operations.h"
#include <algorithm>

using namespace hfc::sim;

namespace {
using U = uint32_t;
using S = int32_t;

U saturate(S value) { return U(std::clamp(value, 0, 0xffff)); }
S saturateSigned(S value) { return std::clamp(value, -0x8000, 0x7fff); }

// Results that keep the other half of the register on gfx9 too.
constexpr Operation keeping(Operation row) {
  row.extra = 1;
  return row;
}

// clang-format off
constexpr Operation table[] = {
    op<U16, [](U a) { return a; }, U16>("v_mov_b16"),
    op<U16, [](U a) { return ~a; }, U16>("v_not_b16"),
    saturating<U16, [](U a, U b) { return a + b; }, [](U a, U b) { return saturate(S(a + b)); }, U16, U16>("v_add_u16"),
    saturating<U16, [](U a, U b) { return a - b; }, [](U a, U b) { return saturate(S(a) - S(b)); }, U16, U16>("v_sub_u16"),
    saturating<U16, [](U a, U b) { return b - a; }, [](U a, U b) { return saturate(S(b) - S(a)); }, U16, U16>("v_subrev_u16"),
    saturating<I16, [](S a, S b) { return a + b; }, [](S a, S b) { return saturateSigned(a + b); }, I16, I16>("v_add_i16"),
    saturating<I16, [](S a, S b) { return a - b; }, [](S a, S b) { return saturateSigned(a - b); }, I16, I16>("v_sub_i16"),
    op<U16, [](U a, U b) { return a * b; }, U16, U16>("v_mul_lo_u16"),
    keeping(op<U16, [](U a, U b, U c) { return a * b + c; }, U16, U16, U16>("v_mad_u16")),
    keeping(op<I16, [](S a, S b, S c) { return a * b + c; }, I16, I16, I16>("v_mad_i16")),
    op<U16, [](U a, U b, U c) { return a * b + c; }, U16, U16, U16>("v_mad_legacy_u16"),
    op<I16, [](S a, S b, S c) { return a * b + c; }, I16, I16, I16>("v_mad_legacy_i16"),
    op<U32, [](U a, U b, U c) { return a * b + c; }, U16, U16, U32>("v_mad_u32_u16"),
    op<I32, [](S a, S b, S c) { return S(U(a * b) + U(c)); }, I16, I16, I32>("v_mad_i32_i16"),
    op<U16, [](U a, U b) { return b << (a & 15); }, U16, U16>("v_lshlrev_b16"),
    op<U16, [](U a, U b) { return b >> (a & 15); }, U16, U16>("v_lshrrev_b16"),
    op<I16, [](U a, S b) { return b >> (a & 15); }, U16, I16>("v_ashrrev_i16"),
    op<U16, [](U a, U b) { return a & b; }, U16, U16>("v_and_b16"),
    op<U16, [](U a, U b) { return a | b; }, U16, U16>("v_or_b16"),
    op<U16, [](U a, U b) { return a ^ b; }, U16, U16>("v_xor_b16"),
    op<I16, [](S a, S b) { return std::min(a, b); }, I16, I16>("v_min_i16"),
    op<I16, [](S a, S b) { return std::max(a, b); }, I16, I16>("v_max_i16"),
    op<U16, [](U a, U b) { return std::min(a, b); }, U16, U16>("v_min_u16"),
    op<U16, [](U a, U b) { return std::max(a, b); }, U16, U16>("v_max_u16"),
    keeping(op<I16, [](S a, S b, S c) { return std::min(std::min(a, b), c); }, I16, I16, I16>("v_min3_i16")),
    keeping(op<I16, [](S a, S b, S c) { return std::max(std::max(a, b), c); }, I16, I16, I16>("v_max3_i16")),
    keeping(op<I16, [](S a, S b, S c) { return std::max(std::min(a, b), std::min(std::max(a, b), c)); }, I16, I16, I16>("v_med3_i16")),
    keeping(op<U16, [](U a, U b, U c) { return std::min(std::min(a, b), c); }, U16, U16, U16>("v_min3_u16")),
    keeping(op<U16, [](U a, U b, U c) { return std::max(std::max(a, b), c); }, U16, U16, U16>("v_max3_u16")),
    keeping(op<U16, [](U a, U b, U c) { return std::max(std::min(a, b), std::min(std::max(a, b), c)); }, U16, U16, U16>("v_med3_u16")),
    op<I32, [](S a) { return a; }, I16>("v_cvt_i32_i16"),
    op<U32, [](U a) { return a; }, U16>("v_cvt_u32_u16"),
};
// clang-format on
} // namespace

OperationTable hfc::sim::vectorInteger16Operations() { return table; }
