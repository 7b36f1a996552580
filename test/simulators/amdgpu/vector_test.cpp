// Vector instructions one by one: inputs in v1, v2, v3 (pairs for 64 bits at
// v[2:3], v[4:5], v[6:7]), the result in v0, expected values worked out here
// from the ISA guides' definitions.
#include "test/simulators/amdgpu/Machine.h"
#include <cmath>
#include <gtest/gtest.h>

using namespace hfc::sim::test;

namespace {
uint32_t f(float x) { return std::bit_cast<uint32_t>(x); }
uint64_t d(double x) { return std::bit_cast<uint64_t>(x); }
uint32_t h(float x) { return std::bit_cast<uint16_t>(_Float16(x)); }

struct Case {
  const char *chip, *text;
  uint32_t a, b, c, expected;
};
std::ostream &operator<<(std::ostream &out, const Case &test) {
  return out << test.text << " on " << test.chip;
}
class Vector32 : public testing::TestWithParam<Case> {};
TEST_P(Vector32, Computes) {
  const Case &test = GetParam();
  Machine machine(test.chip, test.text);
  machine.setV(0, 0xdeadbeef);
  machine.setV(1, test.a);
  machine.setV(2, test.b);
  machine.setV(3, test.c);
  ASSERT_EQ(machine.run(), "");
  for (unsigned lane = 0; lane < machine.lanes(); ++lane)
    ASSERT_EQ(machine.v(0, lane), test.expected)
        << test.text << " on " << test.chip << " lane " << lane << std::hex
        << " got " << machine.v(0, lane) << " want " << test.expected;
}

constexpr const char *m3 = "gfx942", *m35 = "gfx950", *navi = "gfx1100";
const float nan = std::nanf(""), inf = INFINITY;

INSTANTIATE_TEST_SUITE_P(
    Integer, Vector32,
    testing::Values(
        Case{m3, "v_mov_b32 v0, v1", 7, 0, 0, 7},
        Case{m3, "v_not_b32 v0, v1", 0xf0f0f0f0, 0, 0, 0x0f0f0f0f},
        Case{m3, "v_bfrev_b32 v0, v1", 1, 0, 0, 0x80000000},
        Case{m3, "v_ffbh_u32 v0, v1", 0x00010000, 0, 0, 15},
        Case{m3, "v_ffbh_u32 v0, v1", 0, 0, 0, 0xffffffff},
        Case{m3, "v_ffbl_b32 v0, v1", 0x00010000, 0, 0, 16},
        Case{m3, "v_ffbh_i32 v0, v1", 0xffff0000, 0, 0, 16},
        Case{m3, "v_ffbh_i32 v0, v1", 0xffffffff, 0, 0, 0xffffffff},
        Case{m3, "v_add_u32 v0, v1, v2", 0xffffffff, 2, 0, 1},
        Case{m3, "v_add_u32_e64 v0, v1, v2 clamp", 0xffffffff, 2, 0,
             0xffffffff},
        Case{m3, "v_sub_u32_e64 v0, v1, v2 clamp", 1, 2, 0, 0},
        Case{m3, "v_subrev_u32 v0, v1, v2", 1, 3, 0, 2},
        Case{m3, "v_add_i32 v0, v1, v2 clamp", 0x7fffffff, 1, 0, 0x7fffffff},
        Case{navi, "v_add_nc_u32 v0, v1, v2", 5, 6, 0, 11},
        Case{navi, "v_sub_nc_u32 v0, v1, v2", 5, 6, 0, 0xffffffff},
        Case{m3, "v_mul_lo_u32 v0, v1, v2", 0x10001, 0x10001, 0, 0x00020001},
        Case{m3, "v_mul_hi_u32 v0, v1, v2", 0x80000000, 6, 0, 3},
        Case{m3, "v_mul_hi_i32 v0, v1, v2", 0xfffffffe, 3, 0, 0xffffffff},
        Case{m3, "v_mul_u32_u24 v0, v1, v2", 0xff000003, 5, 0, 15},
        Case{m3, "v_mul_i32_i24 v0, v1, v2", 0x00ffffff, 5, 0, uint32_t(-5)},
        Case{m3, "v_mad_u32_u24 v0, v1, v2, v3", 3, 5, 7, 22},
        Case{m3, "v_mad_i32_i24 v0, v1, v2, v3", 0xffffff, 5, 7, 2},
        Case{m3, "v_min_i32 v0, v1, v2", 0xffffffff, 1, 0, 0xffffffff},
        Case{m3, "v_max_i32 v0, v1, v2", 0xffffffff, 1, 0, 1},
        Case{m3, "v_min_u32 v0, v1, v2", 0xffffffff, 1, 0, 1},
        Case{m3, "v_max_u32 v0, v1, v2", 0xffffffff, 1, 0, 0xffffffff},
        Case{m3, "v_med3_i32 v0, v1, v2, v3", uint32_t(-5), 3, 1, 1},
        Case{m3, "v_med3_u32 v0, v1, v2, v3", uint32_t(-5), 3, 1, 3},
        Case{m3, "v_min3_i32 v0, v1, v2, v3", uint32_t(-5), 3, 1, uint32_t(-5)},
        Case{m3, "v_max3_u32 v0, v1, v2, v3", 4, 3, 1, 4},
        Case{navi, "v_minmax_i32 v0, v1, v2, v3", 4, 9, 1, 4},
        Case{navi, "v_maxmin_i32 v0, v1, v2, v3", 4, 9, 1, 1},
        Case{m3, "v_lshlrev_b32 v0, v1, v2", 33, 3, 0, 6},
        Case{m3, "v_lshrrev_b32 v0, v1, v2", 4, 0x80000000, 0, 0x08000000},
        Case{m3, "v_ashrrev_i32 v0, v1, v2", 4, 0x80000000, 0, 0xf8000000},
        Case{m3, "v_bfe_u32 v0, v1, v2, v3", 0xabcd1234, 8, 8, 0x12},
        Case{m3, "v_bfe_u32 v0, v1, v2, v3", 0xabcd1234, 8, 0, 0},
        Case{m3, "v_bfe_i32 v0, v1, v2, v3", 0xabcd1284, 0, 8, 0xffffff84},
        Case{m3, "v_bfi_b32 v0, v1, v2, v3", 0xffff, 0x1234, 0xabcd5678,
             0xabcd1234},
        Case{m3, "v_bfm_b32 v0, v1, v2", 4, 8, 0, 0xf00},
        Case{m3, "v_bcnt_u32_b32 v0, v1, v2", 0xff, 3, 0, 11},
        Case{m3, "v_alignbit_b32 v0, v1, v2, v3", 1, 0x80000000, 31, 3},
        Case{m3, "v_alignbyte_b32 v0, v1, v2, v3", 0x44332211, 0x88776655, 1,
             0x11887766},
        Case{m3, "v_perm_b32 v0, v1, v2, v3", 0x44332211, 0x88776655,
             0x0c0d0400, 0x00ff1155},
        Case{m3, "v_perm_b32 v0, v1, v2, v3", 0x44332211, 0x88776655,
             0x08090a0b, 0x00ff0000},
        Case{m3, "v_add3_u32 v0, v1, v2, v3", 1, 2, 3, 6},
        Case{m3, "v_add_lshl_u32 v0, v1, v2, v3", 1, 2, 3, 24},
        Case{m3, "v_lshl_add_u32 v0, v1, v2, v3", 1, 2, 3, 7},
        Case{m3, "v_lshl_or_b32 v0, v1, v2, v3", 1, 4, 3, 19},
        Case{m3, "v_and_or_b32 v0, v1, v2, v3", 6, 3, 8, 10},
        Case{m3, "v_or3_b32 v0, v1, v2, v3", 1, 2, 4, 7},
        Case{m3, "v_xad_u32 v0, v1, v2, v3", 6, 3, 8, 13},
        Case{navi, "v_xor3_b32 v0, v1, v2, v3", 1, 3, 7, 5},
        Case{m3, "v_sad_u8 v0, v1, v2, v3", 0x01020304, 0x04030201, 10, 18},
        Case{m35, "v_bitop3_b32 v0, v1, v2, v3 bitop3:0x80", 0xf0, 0xcc, 0xaa,
             0x80},
        Case{m35, "v_bitop3_b32 v0, v1, v2, v3 bitop3:0x96", 0xf0, 0xcc, 0xaa,
             0x96},
        Case{m3, "v_xnor_b32 v0, v1, v2", 0xff00ff00, 0xffff0000, 0,
             0xff0000ff},
        Case{m3, "v_add_u16 v0, v1, v2", 0xffff, 2, 0, 1},
        Case{m3, "v_mul_lo_u16 v0, v1, v2", 0x101, 0x101, 0, 0x0201},
        Case{m3, "v_ashrrev_i16 v0, v1, v2", 4, 0x8000, 0, 0xf800},
        Case{m3, "v_mad_u16 v0, v1, v2, v3", 3, 5, 7, 0xdead0016},
        Case{m3, "v_mad_legacy_u16 v0, v1, v2, v3", 3, 5, 7, 22},
        Case{m3, "v_mad_u32_u16 v0, v1, v2, v3", 0xffff, 0xffff, 1, 0xfffe0002},
        Case{m3, "v_max_i16 v0, v1, v2", 0xffff, 1, 0, 1},
        Case{navi, "v_add_nc_u16 v0.h, v1.l, v2.h", 3, 0x40000, 0, 0x0007beef},
        Case{navi, "v_cvt_u32_u16 v0, v1.h", 0x12345678, 0, 0, 0x1234}));

INSTANTIATE_TEST_SUITE_P(
    Modifiers, Vector32,
    testing::Values(
        Case{m3, "v_add_f32 v0, v1, -v2", f(3), f(1), 0, f(2)},
        Case{m3, "v_add_f32 v0, |v1|, v2", f(-3), f(1), 0, f(4)},
        Case{m3, "v_add_f32 v0, -|v1|, v2", f(-3), f(1), 0, f(-2)},
        Case{m3, "v_mul_f32 v0, v1, v2 mul:2", f(3), f(2), 0, f(12)},
        Case{m3, "v_mul_f32 v0, v1, v2 mul:4", f(3), f(2), 0, f(24)},
        Case{m3, "v_mul_f32 v0, v1, v2 div:2", f(3), f(2), 0, f(3)},
        Case{m3, "v_mul_f32_e64 v0, v1, v2 clamp", f(3), f(2), 0, f(1)},
        Case{m3, "v_mul_f32_e64 v0, v1, v2 clamp", f(-3), f(2), 0, 0},
        Case{m3, "v_mul_f32_e64 v0, v1, v2 clamp", f(nan), f(2), 0, 0},
        Case{m3, "v_add_f32 v0, 1.0, v1", f(3), 0, 0, f(4)},
        Case{m3, "v_add_f32 v0, 0.15915494, v1", 0, 0, 0, 0x3e22f983},
        Case{m3, "v_add_f32 v0, 0x40490fdb, v1", 0, 0, 0, 0x40490fdb},
        Case{m3, "v_mov_b32 v0, 1.0", 0, 0, 0, 0x3f800000},
        Case{m3, "v_mov_b32 v0, -16", 0, 0, 0, 0xfffffff0},
        Case{m3, "v_add_f16 v0, 1.0, v1", h(3), 0, 0, h(4)},
        Case{m3, "v_add_u16 v0, -1, v1", 3, 0, 0, 2},
        Case{m3, "v_max3_f16 v0, v1, v2, v3 op_sel:[0,1,0,1]", h(1), h(2) << 16,
             0, h(2) << 16 | 0xbeef},
        Case{m3,
             "v_add_u32_sdwa v0, v1, v2 dst_sel:DWORD src0_sel:BYTE_1 "
             "src1_sel:WORD_1",
             0x0500, 0x30000, 0, 8},
        Case{m3,
             "v_add_u32_sdwa v0, v1, sext(v2) dst_sel:DWORD src0_sel:DWORD "
             "src1_sel:BYTE_0",
             5, 0xfe, 0, 3},
        Case{m3,
             "v_mov_b32_sdwa v0, v1 dst_sel:BYTE_2 dst_unused:UNUSED_PRESERVE "
             "src0_sel:DWORD",
             0x11, 0, 0, 0xde11beef},
        Case{m3,
             "v_mov_b32_sdwa v0, v1 dst_sel:BYTE_2 dst_unused:UNUSED_PAD "
             "src0_sel:DWORD",
             0x11, 0, 0, 0x00110000},
        Case{m3,
             "v_mov_b32_sdwa v0, v1 dst_sel:BYTE_1 dst_unused:UNUSED_SEXT "
             "src0_sel:DWORD",
             0x81, 0, 0, 0xffff8100},
        Case{m3, "v_cvt_f32_f16_sdwa v0, v1 src0_sel:WORD_1", h(2.5f) << 16, 0,
             0, f(2.5f)}));

INSTANTIATE_TEST_SUITE_P(
    Float, Vector32,
    testing::Values(
        Case{m3, "v_sub_f32 v0, v1, v2", f(3), f(1), 0, f(2)},
        Case{m3, "v_subrev_f32 v0, v1, v2", f(3), f(1), 0, f(-2)},
        Case{m3, "v_min_f32 v0, v1, v2", f(nan), f(1), 0, f(1)},
        Case{m3, "v_max_f32 v0, v1, v2", f(-0.0f), f(0), 0, f(0)},
        Case{m3, "v_min_f32 v0, v1, v2", f(0), f(-0.0f), 0, f(-0.0f)},
        Case{m3, "v_max_f32 v0, v1, v2", 0x7f800001, 0x7fc00000, 0, 0x7fc00001},
        Case{m3, "v_med3_f32 v0, v1, v2, v3", f(1), f(3), f(2), f(2)},
        Case{m3, "v_max3_f32 v0, v1, v2, v3", f(1), f(3), f(2), f(3)},
        Case{m35, "v_maximum3_f32 v0, v1, v2, v3", f(1), f(nan), f(2),
             0x7fc00000},
        Case{m3, "v_fma_f32 v0, v1, v2, v3", f(0x1.000002p0f), f(0x1.000002p0f),
             f(-1), f(0x1.000001p-22f)},
        Case{m3, "v_mul_legacy_f32 v0, v1, v2", f(0), f(inf), 0, 0},
        Case{m3, "v_fmac_f32 v0, v1, v2", f(0), f(2), 0, 0xdeadbeef},
        Case{m3, "v_fmaak_f32 v0, v1, v2, 0x40000000", f(3), f(5), 0, f(17)},
        Case{m3, "v_fmamk_f32 v0, v1, 0x40000000, v2", f(3), f(5), 0, f(11)},
        Case{m3, "v_trunc_f32 v0, v1", f(-2.7f), 0, 0, f(-2)},
        Case{m3, "v_floor_f32 v0, v1", f(-2.2f), 0, 0, f(-3)},
        Case{m3, "v_ceil_f32 v0, v1", f(-2.7f), 0, 0, f(-2)},
        Case{m3, "v_rndne_f32 v0, v1", f(2.5f), 0, 0, f(2)},
        Case{m3, "v_fract_f32 v0, v1", f(-0.25f), 0, 0, f(0.75f)},
        Case{m3, "v_exp_f32 v0, v1", f(3), 0, 0, f(8)},
        Case{m3, "v_exp_f32 v0, v1", f(-127), 0, 0, 0},
        Case{m3, "v_log_f32 v0, v1", f(8), 0, 0, f(3)},
        Case{m3, "v_log_f32 v0, v1", f(0), 0, 0, f(-inf)},
        Case{m3, "v_rcp_f32 v0, v1", f(4), 0, 0, f(0.25f)},
        Case{m3, "v_rcp_f32 v0, v1", 1, 0, 0, f(inf)},
        Case{m3, "v_rsq_f32 v0, v1", f(4), 0, 0, f(0.5f)},
        Case{m3, "v_sqrt_f32 v0, v1", f(9), 0, 0, f(3)},
        Case{m3, "v_sin_f32 v0, v1", f(0.25f), 0, 0, f(1)},
        Case{m3, "v_cos_f32 v0, v1", f(0.5f), 0, 0, f(-1)},
        Case{m3, "v_frexp_mant_f32 v0, v1", f(12), 0, 0, f(0.75f)},
        Case{m3, "v_frexp_exp_i32_f32 v0, v1", f(12), 0, 0, 4},
        Case{m3, "v_ldexp_f32 v0, v1, v2", f(3), 2, 0, f(12)},
        Case{m3, "v_div_fixup_f32 v0, v1, v2, v3", f(7), f(0), f(-1), f(-inf)},
        Case{m3, "v_div_fixup_f32 v0, v1, v2, v3", f(7), f(inf), f(-1),
             f(-0.0f)},
        Case{navi, "v_minmax_f32 v0, v1, v2, v3", f(4), f(9), f(1), f(4)},
        Case{navi, "v_mul_dx9_zero_f32 v0, v1, v2", f(0), f(inf), 0, 0}));

INSTANTIATE_TEST_SUITE_P(
    Half, Vector32,
    testing::Values(
        Case{m3, "v_add_f16 v0, v1, v2", h(1.5f), h(2), 0, h(3.5f)},
        Case{navi, "v_add_f16 v0.l, v1.l, v2.l", h(1.5f), h(2), 0,
             0xdead0000 | h(3.5f)},
        Case{m3, "v_fma_f16 v0, v1, v2, v3", h(2), h(3), h(1),
             0xdead0000 | h(7)},
        // 0x1.004p0 squared, less a tie of the product: rounding twice shows.
        Case{m3, "v_fma_f16 v0, v1, v2, v3", 0x3c01, 0x3c01, 0x0001,
             0xdead3c02},
        Case{m3, "v_max_f16 v0, v1, v2", h(nan), h(2), 0, h(2)},
        Case{m3, "v_rcp_f16 v0, v1", h(4), 0, 0, h(0.25f)},
        Case{m3, "v_ldexp_f16 v0, v1, v2", h(3), 0xffff, 0, h(1.5f)},
        Case{m3, "v_pack_b32_f16 v0, v1, v2", h(1), h(2), 0, h(2) << 16 | h(1)},
        Case{m3, "v_pk_add_f16 v0, v1, v2", h(2) << 16 | h(1),
             h(5) << 16 | h(3), 0, h(7) << 16 | h(4)},
        Case{m3, "v_pk_add_f16 v0, v1, v2 op_sel:[1,0] op_sel_hi:[0,1]",
             h(2) << 16 | h(1), h(5) << 16 | h(3), 0, h(6) << 16 | h(5)},
        Case{m3, "v_pk_add_f16 v0, v1, v2 neg_lo:[0,1] neg_hi:[1,0]",
             h(2) << 16 | h(1), h(5) << 16 | h(3), 0, h(3) << 16 | h(-2)},
        Case{m3, "v_pk_mul_f16 v0, v1, 2.0 op_sel_hi:[1,0]", h(2) << 16 | h(1),
             0, 0, h(4) << 16 | h(2)},
        Case{m3, "v_pk_fma_f16 v0, v1, v2, v3", h(2) << 16 | h(1),
             h(5) << 16 | h(3), h(1) << 16 | h(1), h(11) << 16 | h(4)},
        Case{m3, "v_pk_min_i16 v0, v1, v2", 0xffff0001, 0x00010002, 0,
             0xffff0001},
        Case{m3, "v_pk_mad_u16 v0, v1, v2, v3", 0x00020003, 0x00040005,
             0x00010001, 0x00090010},
        Case{m3, "v_pk_lshlrev_b16 v0, v1, v2", 0x00010002, 0x80010003, 0,
             0x0002000c},
        Case{m3, "v_pk_add_u16 v0, v1, v2 clamp", 0xffff0001, 0x00010001, 0,
             0xffff0002},
        Case{m3,
             "v_fma_mix_f32 v0, v1, v2, v3 op_sel:[1,0,0] op_sel_hi:[1,1,0]",
             h(2) << 16 | h(9), h(3), f(0.5f), f(6.5f)},
        Case{m3, "v_fma_mixlo_f16 v0, v1, v2, v3", f(2), f(3), f(1),
             0xdead0000 | h(7)},
        Case{m3, "v_fma_mixhi_f16 v0, v1, v2, v3", f(2), f(3), f(1),
             h(7) << 16 | 0xbeef},
        Case{m3, "v_dot2_f32_f16 v0, v1, v2, v3", h(2) << 16 | h(1),
             h(5) << 16 | h(3), f(0.5f), f(13.5f)},
        Case{m3, "v_dot4_i32_i8 v0, v1, v2, v3", 0x01ff0203, 0x04050607, 10,
             uint32_t(4 - 5 + 12 + 21 + 10)},
        Case{m3, "v_dot4_u32_u8 v0, v1, v2, v3", 0x01ff0203, 0x04050607, 10,
             4 + 255 * 5 + 12 + 21 + 10}));

INSTANTIATE_TEST_SUITE_P(
    Dot, Vector32,
    testing::Values(
        // The sum is the result's old value: v3 by a move.
        Case{m3, "v_mov_b32 v0, v3\nv_dot2c_f32_f16 v0, v1, v2",
             h(2) << 16 | h(1), h(5) << 16 | h(3), f(0.5f), f(13.5f)},
        Case{navi, "v_dot2_f32_bf16 v0, v1, v2, v3", f(2) | f(1) >> 16,
             f(5) | f(3) >> 16, f(0.5f), f(13.5f)},
        Case{m35, "v_dot2_f32_bf16 v0, v1, v2, v3", f(2) | f(1) >> 16,
             f(5) | f(3) >> 16, f(0.5f), f(13.5f)},
        Case{m35, "v_mov_b32 v0, v3\nv_dot2c_f32_bf16 v0, v1, v2",
             f(2) | f(1) >> 16, f(5) | f(3) >> 16, f(0.5f), f(13.5f)},
        Case{m3, "v_dot2_i32_i16 v0, v1, v2, v3", 0x8000fffe, 0x00020003, 10,
             uint32_t(-65536 - 6 + 10)},
        Case{m3, "v_dot2_i32_i16 v0, v1, v2, v3 clamp", 0x80008000, 0x80008000,
             0, 0x7fffffff},
        Case{m3, "v_dot2_u32_u16 v0, v1, v2, v3", 0x8000fffe, 0x00020003, 10,
             0x10000 + 3 * 0xfffe + 10},
        Case{m3, "v_dot2_u32_u16 v0, v1, v2, v3 clamp", 0xffffffff, 0xffffffff,
             0, 0xffffffff},
        Case{m3, "v_mov_b32 v0, v3\nv_dot2c_i32_i16 v0, v1, v2", 0x8000fffe,
             0x00020003, 10, uint32_t(-65536 - 6 + 10)},
        Case{m3, "v_dot4_i32_i8 v0, v1, v2, v3 clamp", 0x7f7f7f7f, 0x7f7f7f7f,
             0x7fffffff, 0x7fffffff},
        Case{m3, "v_mov_b32 v0, v3\nv_dot4c_i32_i8 v0, v1, v2", 0x01ff0203,
             0x04050607, 10, uint32_t(4 - 5 + 12 + 21 + 10)},
        Case{m3, "v_dot8_i32_i4 v0, v1, v2, v3", 0xf1234568, 0x11111117, 10,
             uint32_t(-1 + 1 + 2 + 3 + 4 + 5 + 6 - 56 + 10)},
        Case{m3, "v_dot8_u32_u4 v0, v1, v2, v3", 0xf1234568, 0x11111117, 10,
             15 + 1 + 2 + 3 + 4 + 5 + 6 + 56 + 10},
        Case{m3, "v_mov_b32 v0, v3\nv_dot8c_i32_i4 v0, v1, v2", 0xf1234568,
             0x11111117, 10, uint32_t(-1 + 1 + 2 + 3 + 4 + 5 + 6 - 56 + 10)},
        Case{navi, "v_dot8_i32_iu4 v0, v1, v2, v3", 0xf1234568, 0x11111117, 10,
             15 + 1 + 2 + 3 + 4 + 5 + 6 + 56 + 10},
        Case{navi, "v_dot8_i32_iu4 v0, v1, v2, v3 neg_lo:[1,0,0]", 0xf1234568,
             0x1111111f, 10, uint32_t(-1 + 1 + 2 + 3 + 4 + 5 + 6 - 120 + 10)},
        Case{navi, "v_dot8_i32_iu4 v0, v1, v2, v3 neg_lo:[0,1,0]", 0x11111118,
             0xf123456f, 10, uint32_t(-1 + 1 + 2 + 3 + 4 + 5 + 6 - 8 + 10)},
        Case{navi, "v_dot4_i32_iu8 v0, v1, v2, v3", 0x000000ff, 0x000000ff, 0,
             255 * 255},
        Case{navi, "v_dot4_i32_iu8 v0, v1, v2, v3 neg_lo:[1,0,0]", 0x000000ff,
             0x000000ff, 0, uint32_t(-255)},
        Case{navi, "v_dot4_i32_iu8 v0, v1, v2, v3 neg_lo:[0,1,0]", 0x00000080,
             0x000000ff, 0, uint32_t(-128)},
        Case{navi, "v_dot4_i32_iu8 v0, v1, v2, v3 neg_lo:[1,1,0]", 0x00000080,
             0x000000ff, 0, 128},
        Case{navi, "v_dot4_i32_iu8 v0, v1, v2, v3 clamp", 0xffffffff,
             0xffffffff, 0x7fffffff, 0x7fffffff}));

INSTANTIATE_TEST_SUITE_P(
    Convert, Vector32,
    testing::Values(
        Case{m3, "v_cvt_f32_i32 v0, v1", uint32_t(-3), 0, 0, f(-3)},
        Case{m3, "v_cvt_f32_u32 v0, v1", 0xffffffff, 0, 0, f(0x1p32f)},
        Case{m3, "v_cvt_i32_f32 v0, v1", f(-3.9f), 0, 0, uint32_t(-3)},
        Case{m3, "v_cvt_i32_f32 v0, v1", f(1e20f), 0, 0, 0x7fffffff},
        Case{m3, "v_cvt_i32_f32 v0, v1", f(nan), 0, 0, 0},
        Case{m3, "v_cvt_u32_f32 v0, v1", f(-1), 0, 0, 0},
        Case{m3, "v_cvt_u32_f32 v0, v1", f(1e20f), 0, 0, 0xffffffff},
        Case{m3, "v_cvt_flr_i32_f32 v0, v1", f(-1.5f), 0, 0, uint32_t(-2)},
        Case{m3, "v_cvt_rpi_i32_f32 v0, v1", f(2.5f), 0, 0, 3},
        Case{m3, "v_cvt_f16_f32 v0, v1", f(1 + 0x1p-11f), 0, 0, 0x3c00},
        Case{m3, "v_cvt_f16_f32 v0, v1", f(65520), 0, 0, 0x7c00},
        Case{m3, "v_cvt_f32_f16 v0, v1", 1, 0, 0, f(0x1p-24f)},
        Case{m3, "v_cvt_f16_i16 v0, v1", 0xfffd, 0, 0, h(-3)},
        Case{m3, "v_cvt_u16_f16 v0, v1", h(3.9f), 0, 0, 3},
        Case{m3, "v_cvt_f32_ubyte2 v0, v1", 0x11223344, 0, 0, f(0x22)},
        Case{m3, "v_cvt_pkrtz_f16_f32 v0, v1, v2", f(1 + 0x1.8p-11f), f(-65520),
             0, 0xfbff3c00},
        Case{m35, "v_cvt_pk_bf16_f32 v0, v1, v2", 0x3f808000, 0x3f818000, 0,
             0x3f823f80},
        Case{m35, "v_cvt_pk_f16_f32 v0, v1, v2", f(1), f(2), 0,
             h(2) << 16 | h(1)},
        Case{m3, "v_cvt_pk_u16_u32 v0, v1, v2", 70000, 5, 0, 0x5ffff},
        Case{m3, "v_cvt_pk_i16_i32 v0, v1, v2", uint32_t(-70000), 5, 0,
             0x58000},
        Case{m3, "v_cvt_pk_u8_f32 v0, v1, v2, v3", f(200.4f), 1, 0x11223344,
             0x1122c844},
        // FNUZ of gfx942: bias 8, 0x80 is NaN; OCP of gfx950: bias 7.
        Case{m3, "v_cvt_f32_fp8 v0, v1", 0x40, 0, 0, f(1)},
        Case{m35, "v_cvt_f32_fp8 v0, v1", 0x38, 0, 0, f(1)},
        Case{m35, "v_cvt_f32_bf8 v0, v1", 0x3c, 0, 0, f(1)},
        Case{m3, "v_cvt_pk_fp8_f32 v0, v1, v2", f(1), f(-2), 0, 0xdeadc840},
        Case{m35, "v_cvt_pk_fp8_f32 v0, v1, v2", f(1), f(-2), 0, 0xdeadc038},
        Case{m35, "v_cvt_pk_fp8_f32 v0, v1, v2 op_sel:[0,0,1]", f(1),
             f(1.0625f), 0, 0x3838beef}));

struct WideCase {
  const char *chip, *text;
  uint64_t a, b, c, expected;
};
std::ostream &operator<<(std::ostream &out, const WideCase &test) {
  return out << test.text;
}
class Vector64 : public testing::TestWithParam<WideCase> {};
TEST_P(Vector64, Computes) {
  const WideCase &test = GetParam();
  Machine machine(test.chip, test.text);
  machine.setV64(2, test.a);
  machine.setV64(4, test.b);
  machine.setV64(6, test.c);
  ASSERT_EQ(machine.run(), "");
  EXPECT_EQ(machine.v64(0), test.expected) << test.text;
}
INSTANTIATE_TEST_SUITE_P(
    All, Vector64,
    testing::Values(
        WideCase{m3, "v_mov_b64 v[0:1], v[2:3]", 0x123456789abcdef0, 0, 0,
                 0x123456789abcdef0},
        WideCase{m3, "v_lshlrev_b64 v[0:1], v2, v[4:5]", 4, 0x123456789abcdef0,
                 0, 0x23456789abcdef00},
        WideCase{m3, "v_lshrrev_b64 v[0:1], v2, v[4:5]", 68, 0x123456789abcdef0,
                 0, 0x0123456789abcdef},
        WideCase{m3, "v_ashrrev_i64 v[0:1], v2, v[4:5]", 4, 0x823456789abcdef0,
                 0, 0xf823456789abcdef},
        WideCase{m3, "v_lshl_add_u64 v[0:1], v[2:3], 2, v[6:7]", 0xffffffff, 0,
                 1, 0x3fffffffd},
        WideCase{m3, "v_mad_u64_u32 v[0:1], s[0:1], v2, v4, v[6:7]", 0xffffffff,
                 0xffffffff, 2, 0xfffffffe00000003},
        WideCase{m3, "v_mad_i64_i32 v[0:1], s[0:1], v2, v4, v[6:7]", 0xffffffff,
                 5, 2, uint64_t(-3)},
        WideCase{m3, "v_add_f64 v[0:1], v[2:3], v[4:5]", d(1.5), d(2), 0,
                 d(3.5)},
        WideCase{m3, "v_add_f64 v[0:1], v[2:3], -v[4:5]", d(1.5), d(2), 0,
                 d(-0.5)},
        WideCase{m3, "v_mul_f64 v[0:1], v[2:3], 0.5", d(3), 0, 0, d(1.5)},
        WideCase{m3, "v_fma_f64 v[0:1], v[2:3], v[4:5], v[6:7]", d(3), d(5),
                 d(7), d(22)},
        WideCase{m3, "v_max_f64 v[0:1], v[2:3], v[4:5]", d(3), d(5), 0, d(5)},
        WideCase{m3, "v_rcp_f64 v[0:1], v[2:3]", d(4), 0, 0, d(0.25)},
        WideCase{m3, "v_floor_f64 v[0:1], v[2:3]", d(-1.5), 0, 0, d(-2)},
        WideCase{m3, "v_ldexp_f64 v[0:1], v[2:3], v4", d(3), 3, 0, d(24)},
        WideCase{m3, "v_cvt_f64_f32 v[0:1], v2", f(1.5f), 0, 0, d(1.5)},
        WideCase{m3, "v_cvt_f64_i32 v[0:1], v2", uint32_t(-7), 0, 0, d(-7)},
        WideCase{navi, "v_add_f64 v[0:1], v[2:3], 0x40080000", d(1), 0, 0,
                 d(4)},
        WideCase{m3, "v_pk_add_f32 v[0:1], v[2:3], v[4:5]",
                 uint64_t(f(2)) << 32 | f(1), uint64_t(f(20)) << 32 | f(10), 0,
                 uint64_t(f(22)) << 32 | f(11)},
        WideCase{
            m3,
            "v_pk_mul_f32 v[0:1], v[2:3], v[4:5] op_sel:[1,0] op_sel_hi:[0,1]",
            uint64_t(f(2)) << 32 | f(1), uint64_t(f(20)) << 32 | f(10), 0,
            uint64_t(f(20)) << 32 | f(20)},
        WideCase{m3,
                 "v_pk_fma_f32 v[0:1], v[2:3], v[4:5], v[6:7] neg_lo:[0,0,1] "
                 "neg_hi:[1,0,0]",
                 uint64_t(f(2)) << 32 | f(1), uint64_t(f(20)) << 32 | f(10),
                 uint64_t(f(1)) << 32 | f(1), uint64_t(f(-39)) << 32 | f(9)},
        WideCase{m3, "v_pk_mov_b32 v[0:1], v[2:3], v[4:5] op_sel:[1,0]",
                 uint64_t(2) << 32 | 1, uint64_t(4) << 32 | 3, 0,
                 uint64_t(3) << 32 | 2}));

// f(inf) needs no VALU result of f64 to f32 conversions: these have 32 bits.
TEST(Vector, ConvertsDoubles) {
  Machine machine("gfx942", "v_cvt_f32_f64 v0, v[2:3]\n"
                            "v_cvt_i32_f64 v1, v[2:3]");
  machine.setV64(2, d(-2.75));
  ASSERT_EQ(machine.run(), "");
  EXPECT_EQ(machine.f(0), -2.75f);
  EXPECT_EQ(int32_t(machine.v(1)), -2);
}

TEST(Vector, FlushesSubnormalsAsModeSays) {
  for (bool keep : {false, true}) {
    Machine machine("gfx942", "v_add_f32 v0, v1, v2\nv_mul_f32 v3, v4, v4");
    machine.wave().setMode(keep ? 0xf0 : 0xc0);
    machine.setV(1, 1);
    machine.setV(2, 0);
    machine.setF(4, 0x1p-70f);
    ASSERT_EQ(machine.run(), "");
    EXPECT_EQ(machine.v(0), keep ? 1u : 0u);
    EXPECT_EQ(machine.f(3), keep ? 0x1p-140f : 0.0f);
  }
}

TEST(Vector, RoundsAsModeSays) {
  static constexpr float expected[] = {1, 1 + 0x1p-23f, 1, 1};
  for (uint32_t mode = 0; mode < 4; ++mode) {
    Machine machine("gfx942", "s_setreg_imm32_b32 hwreg(HW_REG_MODE, 0, 2), " +
                                  std::to_string(mode) +
                                  "\nv_add_f32 v0, v1, v2");
    machine.setF(1, 1);
    machine.setF(2, 0x1p-26f);
    ASSERT_EQ(machine.run(), "");
    EXPECT_EQ(machine.f(0), expected[mode]) << mode;
  }
}

TEST(Vector, WritesActiveLanesOnly) {
  Machine machine("gfx942", "v_mov_b32 v0, v1");
  machine.setV(0, 5);
  machine.setV(1, 6);
  machine.setExec(0xf0f0f0f0f0f0f0f0);
  ASSERT_EQ(machine.run(), "");
  for (unsigned lane = 0; lane < 64; ++lane)
    EXPECT_EQ(machine.v(0, lane), lane & 4 ? 6u : 5u);
}

TEST(Vector, DividesExactly) {
  // The sequence that LLVM emits for an exact quotient.
  Machine machine("gfx942", "v_div_scale_f32 v4, s[0:1], v2, v2, v1\n"
                            "v_div_scale_f32 v5, vcc, v1, v2, v1\n"
                            "v_rcp_f32 v6, v4\n"
                            "s_nop 0\n"
                            "v_fma_f32 v7, -v4, v6, 1.0\n"
                            "v_fma_f32 v6, v7, v6, v6\n"
                            "v_mul_f32 v7, v5, v6\n"
                            "v_fma_f32 v8, -v4, v7, v5\n"
                            "v_fma_f32 v7, v8, v6, v7\n"
                            "v_fma_f32 v4, -v4, v7, v5\n"
                            "s_nop 4\n"
                            "v_div_fmas_f32 v4, v4, v6, v7\n"
                            "v_div_fixup_f32 v0, v4, v2, v1");
  auto x = [](unsigned lane) {
    return std::ldexp(1.1f + lane, int(lane) * 4 - 120);
  };
  auto y = [](unsigned lane) {
    return std::ldexp(3.7f - lane, 90 - int(lane) * 3);
  };
  machine.setV(1, [&](unsigned lane) { return f(x(lane)); });
  machine.setV(2, [&](unsigned lane) { return f(y(lane)); });
  ASSERT_EQ(machine.run(), "");
  for (unsigned lane = 0; lane < 58; ++lane) // quotients that are finite
    EXPECT_EQ(machine.f(0, lane), x(lane) / y(lane)) << lane;
}
} // namespace
