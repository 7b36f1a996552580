// Float operations of the vector unit, their modifiers and modes, conversions.
// Values are worked out from the ISA guides' definitions.
#include "test/simulators/amdgpu/Machine.h"
#include "test/simulators/amdgpu/VectorCase.h"
#include <cmath>
#include <gtest/gtest.h>

using namespace hfc::sim::test;

namespace {
const float nan = NAN, inf = INFINITY;

class VectorFloat : public testing::TestWithParam<Case> {};
TEST_P(VectorFloat, Computes) { GetParam().check(); }

INSTANTIATE_TEST_SUITE_P(
    Single, VectorFloat,
    testing::Values(
        Case{m3, "v_sub_f32 v0, v2, v4", f(3), f(1), 0, f(2)},
        Case{m3, "v_subrev_f32 v0, v2, v4", f(3), f(1), 0, f(-2)},
        Case{m3, "v_min_f32 v0, v2, v4", f(nan), f(1), 0, f(1)},
        Case{m3, "v_max_f32 v0, v2, v4", f(-0.0f), f(0), 0, f(0)},
        Case{m3, "v_min_f32 v0, v2, v4", f(0), f(-0.0f), 0, f(-0.0f)},
        Case{m3, "v_max_f32 v0, v2, v4", 0x7f800001, 0x7fc00000, 0, 0x7fc00001},
        Case{m3, "v_med3_f32 v0, v2, v4, v6", f(1), f(3), f(2), f(2)},
        Case{m3, "v_max3_f32 v0, v2, v4, v6", f(1), f(3), f(2), f(3)},
        Case{m35, "v_maximum3_f32 v0, v2, v4, v6", f(1), f(nan), f(2),
             0x7fc00000},
        Case{m3, "v_fma_f32 v0, v2, v4, v6", f(0x1.000002p0f), f(0x1.000002p0f),
             f(-1), f(0x1.000001p-22f)},
        Case{m3, "v_mul_legacy_f32 v0, v2, v4", f(0), f(inf), 0, 0},
        Case{m3, "v_fmac_f32 v0, v2, v4", f(0), f(2), 0, 0xdeadbeef},
        Case{m3, "v_fmaak_f32 v0, v2, v4, 0x40000000", f(3), f(5), 0, f(17)},
        Case{m3, "v_fmamk_f32 v0, v2, 0x40000000, v4", f(3), f(5), 0, f(11)},
        Case{m3, "v_trunc_f32 v0, v2", f(-2.7f), 0, 0, f(-2)},
        Case{m3, "v_floor_f32 v0, v2", f(-2.2f), 0, 0, f(-3)},
        Case{m3, "v_ceil_f32 v0, v2", f(-2.7f), 0, 0, f(-2)},
        Case{m3, "v_rndne_f32 v0, v2", f(2.5f), 0, 0, f(2)},
        Case{m3, "v_fract_f32 v0, v2", f(-0.25f), 0, 0, f(0.75f)},
        Case{m3, "v_exp_f32 v0, v2", f(3), 0, 0, f(8)},
        Case{m3, "v_exp_f32 v0, v2", f(-127), 0, 0, 0},
        Case{m3, "v_log_f32 v0, v2", f(8), 0, 0, f(3)},
        Case{m3, "v_log_f32 v0, v2", f(0), 0, 0, f(-inf)},
        Case{m3, "v_rcp_f32 v0, v2", f(4), 0, 0, f(0.25f)},
        Case{m3, "v_rcp_f32 v0, v2", 1, 0, 0, f(inf)},
        Case{m3, "v_rsq_f32 v0, v2", f(4), 0, 0, f(0.5f)},
        Case{m3, "v_sqrt_f32 v0, v2", f(9), 0, 0, f(3)},
        Case{m3, "v_sin_f32 v0, v2", f(0.25f), 0, 0, f(1)},
        Case{m3, "v_cos_f32 v0, v2", f(0.5f), 0, 0, f(-1)},
        Case{m3, "v_frexp_mant_f32 v0, v2", f(12), 0, 0, f(0.75f)},
        Case{m3, "v_frexp_exp_i32_f32 v0, v2", f(12), 0, 0, 4},
        Case{m3, "v_ldexp_f32 v0, v2, v4", f(3), 2, 0, f(12)},
        Case{navi, "v_minmax_f32 v0, v2, v4, v6", f(4), f(9), f(1), f(4)},
        Case{navi, "v_mul_dx9_zero_f32 v0, v2, v4", f(0), f(inf), 0, 0},
        Case{m2, "v_mad_f32 v0, v2, v4, v6", f(3), f(5), f(7), f(22)},
        Case{m2, "v_madmk_f32 v0, v2, 0x40400000, v4", f(2), f(5), 0, f(11)},
        Case{m3, "v_rcp_iflag_f32 v0, v2", f(4), 0, 0, f(0.25)},
        Case{m35, "v_minimum3_f32 v0, v2, v4, v6", f(3), f(-1), f(2), f(-1)},
        Case{m35, "v_minimum3_f32 v0, v2, v4, v6", f(3), f(NAN), f(2), f(NAN)},
        Case{m35, "v_maximum3_f32 v0, v2, v4, v6", f(3), f(-1), f(2), f(3)},
        Case{m3, "v_pk_add_f32 v[0:1], v[2:3], v[4:5]",
             uint64_t(f(2)) << 32 | f(1), uint64_t(f(20)) << 32 | f(10), 0,
             uint64_t(f(22)) << 32 | f(11)},
        Case{m3,
             "v_pk_mul_f32 v[0:1], v[2:3], v[4:5] op_sel:[1,0] op_sel_hi:[0,1]",
             uint64_t(f(2)) << 32 | f(1), uint64_t(f(20)) << 32 | f(10), 0,
             uint64_t(f(20)) << 32 | f(20)},
        Case{m3,
             "v_pk_fma_f32 v[0:1], v[2:3], v[4:5], v[6:7] neg_lo:[0,0,1] "
             "neg_hi:[1,0,0]",
             uint64_t(f(2)) << 32 | f(1), uint64_t(f(20)) << 32 | f(10),
             uint64_t(f(1)) << 32 | f(1), uint64_t(f(-39)) << 32 | f(9)},
        Case{m3, "v_pk_mov_b32 v[0:1], v[2:3], v[4:5] op_sel:[1,0]",
             uint64_t(2) << 32 | 1, uint64_t(4) << 32 | 3, 0,
             uint64_t(3) << 32 | 2}));

INSTANTIATE_TEST_SUITE_P(
    Half, VectorFloat,
    testing::Values(
        Case{m3, "v_add_f16 v0, v2, v4", h(1.5f), h(2), 0, h(3.5f)},
        Case{navi, "v_add_f16 v0.l, v2.l, v4.l", h(1.5f), h(2), 0,
             0xdead0000 | h(3.5f)},
        Case{m3, "v_fma_f16 v0, v2, v4, v6", h(2), h(3), h(1),
             0xdead0000 | h(7)},
        // 0x1.004p0 squared, less a tie of the product: rounding twice shows.
        Case{m3, "v_fma_f16 v0, v2, v4, v6", 0x3c01, 0x3c01, 0x0001,
             0xdead3c02},
        Case{m3, "v_max_f16 v0, v2, v4", h(nan), h(2), 0, h(2)},
        Case{m3, "v_rcp_f16 v0, v2", h(4), 0, 0, h(0.25f)},
        Case{m3, "v_ldexp_f16 v0, v2, v4", h(3), 0xffff, 0, h(1.5f)},
        Case{m3, "v_pack_b32_f16 v0, v2, v4", h(1), h(2), 0, h(2) << 16 | h(1)},
        Case{m3, "v_pk_add_f16 v0, v2, v4", h(2) << 16 | h(1),
             h(5) << 16 | h(3), 0, h(7) << 16 | h(4)},
        Case{m3, "v_pk_add_f16 v0, v2, v4 op_sel:[1,0] op_sel_hi:[0,1]",
             h(2) << 16 | h(1), h(5) << 16 | h(3), 0, h(6) << 16 | h(5)},
        Case{m3, "v_pk_add_f16 v0, v2, v4 neg_lo:[0,1] neg_hi:[1,0]",
             h(2) << 16 | h(1), h(5) << 16 | h(3), 0, h(3) << 16 | h(-2)},
        Case{m3, "v_pk_mul_f16 v0, v2, 2.0 op_sel_hi:[1,0]", h(2) << 16 | h(1),
             0, 0, h(4) << 16 | h(2)},
        Case{m3, "v_pk_fma_f16 v0, v2, v4, v6", h(2) << 16 | h(1),
             h(5) << 16 | h(3), h(1) << 16 | h(1), h(11) << 16 | h(4)},
        Case{m3, "v_pk_min_i16 v0, v2, v4", 0xffff0001, 0x00010002, 0,
             0xffff0001},
        Case{m3, "v_pk_mad_u16 v0, v2, v4, v6", 0x00020003, 0x00040005,
             0x00010001, 0x00090010},
        Case{m3, "v_pk_lshlrev_b16 v0, v2, v4", 0x00010002, 0x80010003, 0,
             0x0002000c},
        Case{m3, "v_pk_add_u16 v0, v2, v4 clamp", 0xffff0001, 0x00010001, 0,
             0xffff0002},
        Case{m3,
             "v_fma_mix_f32 v0, v2, v4, v6 op_sel:[1,0,0] op_sel_hi:[1,1,0]",
             h(2) << 16 | h(9), h(3), f(0.5f), f(6.5f)},
        Case{m3, "v_fma_mixlo_f16 v0, v2, v4, v6", f(2), f(3), f(1),
             0xdead0000 | h(7)},
        Case{m3, "v_fma_mixhi_f16 v0, v2, v4, v6", f(2), f(3), f(1),
             h(7) << 16 | 0xbeef},
        Case{m3, "v_dot2_f32_f16 v0, v2, v4, v6", h(2) << 16 | h(1),
             h(5) << 16 | h(3), f(0.5f), f(13.5f)},
        Case{m3, "v_dot4_i32_i8 v0, v2, v4, v6", 0x01ff0203, 0x04050607, 10,
             uint32_t(4 - 5 + 12 + 21 + 10)},
        Case{m3, "v_dot4_u32_u8 v0, v2, v4, v6", 0x01ff0203, 0x04050607, 10,
             4 + 255 * 5 + 12 + 21 + 10},
        Case{m35, "v_pk_maximum3_f16 v0, v2, v4, v6", h(1) << 16 | h(-2),
             h(3) << 16 | h(-5), h(-1), h(3) << 16 | h(-1)},
        Case{m3, "v_trunc_f16 v0, v2", h(-1.5f), 0, 0, h(-1)},
        Case{m3, "v_pk_max_f16 v0, v2, v4", h(1) << 16 | h(-2),
             h(3) << 16 | h(-5), 0, h(3) << 16 | h(-2)},
        Case{m3, "v_pk_min_f16 v0, v2, v4", h(1) << 16 | h(-2),
             h(3) << 16 | h(-5), 0, h(1) << 16 | h(-5)}));

INSTANTIATE_TEST_SUITE_P(
    Double, VectorFloat,
    testing::Values(
        Case{m3, "v_add_f64 v[0:1], v[2:3], v[4:5]", d(1.5), d(2), 0, d(3.5)},
        Case{m3, "v_add_f64 v[0:1], v[2:3], -v[4:5]", d(1.5), d(2), 0, d(-0.5)},
        Case{m3, "v_mul_f64 v[0:1], v[2:3], 0.5", d(3), 0, 0, d(1.5)},
        Case{m3, "v_fma_f64 v[0:1], v[2:3], v[4:5], v[6:7]", d(3), d(5), d(7),
             d(22)},
        Case{m3, "v_max_f64 v[0:1], v[2:3], v[4:5]", d(3), d(5), 0, d(5)},
        Case{m3, "v_rcp_f64 v[0:1], v[2:3]", d(4), 0, 0, d(0.25)},
        Case{m3, "v_floor_f64 v[0:1], v[2:3]", d(-1.5), 0, 0, d(-2)},
        Case{m3, "v_ldexp_f64 v[0:1], v[2:3], v4", d(3), 3, 0, d(24)},
        Case{navi, "v_add_f64 v[0:1], v[2:3], 0x40080000", d(1), 0, 0, d(4)},
        Case{m3, "v_rsq_f64 v[0:1], v[2:3]", d(16), 0, 0, d(0.25)},
        Case{m3, "v_ceil_f64 v[0:1], v[2:3]", d(-1.5), 0, 0, d(-1)},
        Case{m3, "v_trunc_f64 v[0:1], v[2:3]", d(-1.5), 0, 0, d(-1)},
        Case{m3, "v_rndne_f64 v[0:1], v[2:3]", d(2.5), 0, 0, d(2)},
        Case{m3, "v_rndne_f64 v[0:1], v[2:3]", d(-3.5), 0, 0, d(-4)},
        Case{m3, "v_min_f64 v[0:1], v[2:3], v[4:5]", d(0.0), d(-0.0), 0,
             d(-0.0)},
        Case{m3, "v_min_f64 v[0:1], v[2:3], v[4:5]", d(nan), d(7), 0, d(7)},
        Case{m3,
             "v_mov_b32 v0, v6\nv_mov_b32 v1, v7\n"
             "v_fmac_f64 v[0:1], v[2:3], v[4:5]",
             d(3), d(5), d(7), d(22)}));

INSTANTIATE_TEST_SUITE_P(
    Modifiers, VectorFloat,
    testing::Values(
        Case{m3, "v_add_f32 v0, v2, -v4", f(3), f(1), 0, f(2)},
        Case{m3, "v_add_f32 v0, |v2|, v4", f(-3), f(1), 0, f(4)},
        Case{m3, "v_add_f32 v0, -|v2|, v4", f(-3), f(1), 0, f(-2)},
        Case{m3, "v_mul_f32 v0, v2, v4 mul:2", f(3), f(2), 0, f(12)},
        Case{m3, "v_mul_f32 v0, v2, v4 mul:4", f(3), f(2), 0, f(24)},
        Case{m3, "v_mul_f32 v0, v2, v4 div:2", f(3), f(2), 0, f(3)},
        Case{m3, "v_mul_f32_e64 v0, v2, v4 clamp", f(3), f(2), 0, f(1)},
        Case{m3, "v_mul_f32_e64 v0, v2, v4 clamp", f(-3), f(2), 0, 0},
        Case{m3, "v_mul_f32_e64 v0, v2, v4 clamp", f(nan), f(2), 0, 0},
        Case{m3, "v_add_f32 v0, 1.0, v2", f(3), 0, 0, f(4)},
        Case{m3, "v_add_f32 v0, 0.15915494, v2", 0, 0, 0, 0x3e22f983},
        Case{m3, "v_add_f32 v0, 0x40490fdb, v2", 0, 0, 0, 0x40490fdb},
        Case{m3, "v_mov_b32 v0, 1.0", 0, 0, 0, 0x3f800000},
        Case{m3, "v_mov_b32 v0, -16", 0, 0, 0, 0xfffffff0},
        Case{m3, "v_add_f16 v0, 1.0, v2", h(3), 0, 0, h(4)},
        Case{m3, "v_add_u16 v0, -1, v2", 3, 0, 0, 2},
        Case{m3, "v_max3_f16 v0, v2, v4, v6 op_sel:[0,1,0,1]", h(1), h(2) << 16,
             0, h(2) << 16 | 0xbeef},
        Case{m3,
             "v_add_u32_sdwa v0, v2, v4 dst_sel:DWORD src0_sel:BYTE_1 "
             "src1_sel:WORD_1",
             0x0500, 0x30000, 0, 8},
        Case{m3,
             "v_add_u32_sdwa v0, v2, sext(v4) dst_sel:DWORD src0_sel:DWORD "
             "src1_sel:BYTE_0",
             5, 0xfe, 0, 3},
        Case{m3,
             "v_mov_b32_sdwa v0, v2 dst_sel:BYTE_2 dst_unused:UNUSED_PRESERVE "
             "src0_sel:DWORD",
             0x11, 0, 0, 0xde11beef},
        Case{m3,
             "v_mov_b32_sdwa v0, v2 dst_sel:BYTE_2 dst_unused:UNUSED_PAD "
             "src0_sel:DWORD",
             0x11, 0, 0, 0x00110000},
        Case{m3,
             "v_mov_b32_sdwa v0, v2 dst_sel:BYTE_1 dst_unused:UNUSED_SEXT "
             "src0_sel:DWORD",
             0x81, 0, 0, 0xffff8100},
        Case{m3, "v_cvt_f32_f16_sdwa v0, v2 src0_sel:WORD_1", h(2.5f) << 16, 0,
             0, f(2.5f)}));

INSTANTIATE_TEST_SUITE_P(
    Convert, VectorFloat,
    testing::Values(
        Case{m3, "v_cvt_f32_i32 v0, v2", uint32_t(-3), 0, 0, f(-3)},
        Case{m3, "v_cvt_f32_u32 v0, v2", 0xffffffff, 0, 0, f(0x1p32f)},
        Case{m3, "v_cvt_i32_f32 v0, v2", f(-3.9f), 0, 0, uint32_t(-3)},
        Case{m3, "v_cvt_i32_f32 v0, v2", f(1e20f), 0, 0, 0x7fffffff},
        Case{m3, "v_cvt_i32_f32 v0, v2", f(nan), 0, 0, 0},
        Case{m3, "v_cvt_u32_f32 v0, v2", f(-1), 0, 0, 0},
        Case{m3, "v_cvt_u32_f32 v0, v2", f(1e20f), 0, 0, 0xffffffff},
        Case{m3, "v_cvt_flr_i32_f32 v0, v2", f(-1.5f), 0, 0, uint32_t(-2)},
        Case{m3, "v_cvt_rpi_i32_f32 v0, v2", f(2.5f), 0, 0, 3},
        Case{m3, "v_cvt_f16_f32 v0, v2", f(1 + 0x1p-11f), 0, 0, 0x3c00},
        Case{m3, "v_cvt_f16_f32 v0, v2", f(65520), 0, 0, 0x7c00},
        Case{m3, "v_cvt_f32_f16 v0, v2", 1, 0, 0, f(0x1p-24f)},
        Case{m3, "v_cvt_f16_i16 v0, v2", 0xfffd, 0, 0, h(-3)},
        Case{m3, "v_cvt_u16_f16 v0, v2", h(3.9f), 0, 0, 3},
        Case{m3, "v_cvt_f32_ubyte2 v0, v2", 0x11223344, 0, 0, f(0x22)},
        Case{m3, "v_cvt_pkrtz_f16_f32 v0, v2, v4", f(1 + 0x1.8p-11f), f(-65520),
             0, 0xfbff3c00},
        Case{m35, "v_cvt_pk_bf16_f32 v0, v2, v4", 0x3f808000, 0x3f818000, 0,
             0x3f823f80},
        Case{m35, "v_cvt_pk_f16_f32 v0, v2, v4", f(1), f(2), 0,
             h(2) << 16 | h(1)},
        Case{m3, "v_cvt_pk_u16_u32 v0, v2, v4", 70000, 5, 0, 0x5ffff},
        Case{m3, "v_cvt_pk_i16_i32 v0, v2, v4", uint32_t(-70000), 5, 0,
             0x58000},
        Case{m3, "v_cvt_pk_u8_f32 v0, v2, v4, v6", f(200.4f), 1, 0x11223344,
             0x1122c844},
        // FNUZ of gfx942: bias 8, 0x80 is NaN; OCP of gfx950: bias 7.
        Case{m3, "v_cvt_f32_fp8 v0, v2", 0x40, 0, 0, f(1)},
        Case{m35, "v_cvt_f32_fp8 v0, v2", 0x38, 0, 0, f(1)},
        Case{m35, "v_cvt_f32_bf8 v0, v2", 0x3c, 0, 0, f(1)},
        Case{m3, "v_cvt_pk_fp8_f32 v0, v2, v4", f(1), f(-2), 0, 0xdeadc840},
        Case{m35, "v_cvt_pk_fp8_f32 v0, v2, v4", f(1), f(-2), 0, 0xdeadc038},
        Case{m35, "v_cvt_pk_fp8_f32 v0, v2, v4 op_sel:[0,0,1]", f(1),
             f(1.0625f), 0, 0x3838beef},
        Case{m3, "v_cvt_f32_ubyte0 v0, v2", 0x11223344, 0, 0, f(0x44)},
        Case{m3, "v_cvt_f64_u32 v[0:1], v2", 0xffffffff, 0, 0, d(4294967295.0)},
        Case{m3, "v_cvt_u32_f64 v0, v[2:3]", d(4294967294.9), 0, 0, 4294967294},
        Case{m3, "v_cvt_u32_f64 v0, v[2:3]", d(-3), 0, 0, 0},
        Case{m3, "v_cvt_u32_f64 v0, v[2:3]", d(1e30), 0, 0, 0xffffffff},
        Case{m3, "v_cvt_u32_f64 v0, v[2:3]", d(nan), 0, 0, 0},
        Case{m3, "v_cvt_f64_f32 v[0:1], v2", f(1.5f), 0, 0, d(1.5)},
        Case{m3, "v_cvt_f64_i32 v[0:1], v2", uint32_t(-7), 0, 0, d(-7)}));

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

} // namespace
