// Scalar instructions, lanes and LDS one by one, values worked out here.
#include "test/simulators/amdgpu/Machine.h"
#include <gtest/gtest.h>

using namespace hfc::sim;
using namespace hfc::sim::test;

namespace {

struct Case {
  const char *text; // s0 from s2 and s4, or pairs
  uint64_t a, b, expected;
  bool scc, wide = false;
};
std::ostream &operator<<(std::ostream &out, const Case &test) {
  return out << test.text;
}
class ScalarOps : public testing::TestWithParam<Case> {};
TEST_P(ScalarOps, Computes) {
  const Case &test = GetParam();
  Machine machine("gfx942", test.text);
  machine.setS64(0, 7);
  machine.setS64(vcc, 0);
  machine.setS64(2, test.a);
  machine.setS64(4, test.b);
  ASSERT_EQ(machine.run(), "");
  if (test.wide)
    EXPECT_EQ(machine.s64(0), test.expected);
  else
    EXPECT_EQ(machine.s(0), test.expected);
  EXPECT_EQ(machine.wave().scc, test.scc);
}
INSTANTIATE_TEST_SUITE_P(
    All, ScalarOps,
    testing::Values(
        Case{"s_add_u32 s0, s2, s4", 0xffffffff, 2, 1, true},
        Case{"s_sub_u32 s0, s2, s4", 1, 2, 0xffffffff, true},
        Case{"s_add_i32 s0, s2, s4", 0x7fffffff, 1, 0x80000000, true},
        Case{"s_add_u32 s0, s2, s4\ns_addc_u32 s0, s2, s2", 0xffffffff, 1,
             0xffffffff, true},
        Case{"s_mul_i32 s0, s2, s4", 7, 0xffffffff, 0xfffffff9, false},
        Case{"s_mul_hi_u32 s0, s2, s4", 0x80000000, 6, 3, false},
        Case{"s_and_b64 s[0:1], s[2:3], s[4:5]", 0xff00ff00ff, 0xf0f0f0f0f0,
             0xf000f000f0, true, true},
        Case{"s_andn2_b32 s0, s2, s4", 0xff, 0x0f, 0xf0, true},
        Case{"s_lshl_b64 s[0:1], s[2:3], s4", 3, 33, 3ull << 33, true, true},
        Case{"s_ashr_i32 s0, s2, s4", 0x80000000, 4, 0xf8000000, true},
        Case{"s_bfe_u32 s0, s2, s4", 0xabcd, 0x40004, 0xc, true},
        Case{"s_bfe_i32 s0, s2, s4", 0xabcd, 0x40004, 0xfffffffc, true},
        Case{"s_min_i32 s0, s2, s4", 0xffffffff, 1, 0xffffffff, true},
        Case{"s_max_u32 s0, s2, s4", 1, 5, 5, false},
        Case{"s_abs_i32 s0, s2", 0xfffffffb, 0, 5, true},
        Case{"s_brev_b32 s0, s2", 1, 0, 0x80000000, false},
        Case{"s_bcnt1_i32_b64 s0, s[2:3]", 0xff000000ff, 0, 16, true},
        Case{"s_ff1_i32_b32 s0, s2", 8, 0, 3, false},
        Case{"s_flbit_i32_b32 s0, s2", 1, 0, 31, false},
        Case{"s_sext_i32_i8 s0, s2", 0x80, 0, 0xffffff80, false},
        Case{"s_movk_i32 s0, 0xff00", 0, 0, 0xffffff00, false},
        Case{"s_mov_b64 s[0:1], -1", 0, 0, ~0ull, false, true},
        Case{"s_cmp_lt_i32 s2, s4\ns_cselect_b32 s0, s2, s4", 0xffffffff, 1,
             0xffffffff, true},
        Case{"s_cmp_lt_u32 s2, s4\ns_cselect_b32 s0, s2, s4", 0xffffffff, 1, 1,
             false},
        Case{"s_bitset1_b32 s0, s2", 4, 0, 23, false},
        Case{"s_pack_ll_b32_b16 s0, s2, s4", 0x12345678, 0xabcdef01, 0xef015678,
             false},
        Case{"s_pack_lh_b32_b16 s0, s2, s4", 0x12345678, 0xabcdef01, 0xabcd5678,
             false},
        Case{"s_lshl2_add_u32 s0, s2, s4", 3, 5, 17, false},
        Case{"s_branch 1\ns_mov_b32 s0, 1", 0, 0, 7, false},
        Case{"s_sub_i32 s0, s2, s4", 0x80000000, 1, 0x7fffffff, true},
        Case{"s_sub_u32 s0, s2, s4\ns_subb_u32 s1, s3, s5", 0x500000001,
             0x200000002, 0x2ffffffff, false, true},
        Case{"s_add_u32 s0, s2, s4\ns_addc_u32 s1, s3, s5", 0x1ffffffff, 1,
             0x200000000, false, true},
        Case{"s_addk_i32 s0, 0xfff0", 0, 0, uint32_t(-9), false},
        Case{"s_mulk_i32 s0, 0xfffe", 0, 0, uint32_t(-14), false},
        Case{"s_max_i32 s0, s2, s4", 0xffffffff, 1, 1, false},
        Case{"s_min_u32 s0, s2, s4", 0xffffffff, 1, 1, false},
        Case{"s_not_b32 s0, s2", 0xff, 0, 0xffffff00, true},
        Case{"s_flbit_i32 s0, s2", 0xffff0000, 0, 16, false},
        Case{"s_lshl1_add_u32 s0, s2, s4", 3, 5, 11, false},
        Case{"s_cmpk_lg_i32 s2, 0xffff", 0xffffffff, 0, 7, false},
        Case{"s_cmpk_lt_i32 s2, 0xfffe", uint32_t(-3), 0, 7, true},
        Case{"s_lshl_b32 s0, s2, s4", 3, 33, 6, true},
        Case{"s_lshr_b32 s0, s2, s4", 6, 33, 3, true},
        Case{"s_ashr_i64 s[0:1], s[2:3], s4", 1ull << 63, 62, ~1ull, true,
             true},
        Case{"s_lshl3_add_u32 s0, s2, s4", 3, 5, 29, false},
        Case{"s_lshl4_add_u32 s0, s2, s4", 0x10000000, 5, 5, true},
        Case{"s_or_b32 s0, s2, s4", 0xf0, 0x3c, 0xfc, true},
        Case{"s_xor_b32 s0, s2, s4", 0xf0, 0xf0, 0, false},
        Case{"s_or_b64 s[0:1], s[2:3], s[4:5]", 0xf0, 1ull << 40,
             1ull << 40 | 0xf0, true, true},
        Case{"s_xor_b64 s[0:1], s[2:3], s[4:5]", ~0ull, 1, ~1ull, true, true},
        Case{"s_andn2_b64 s[0:1], s[2:3], s[4:5]", ~0ull, 1, ~1ull, true, true},
        Case{"s_orn2_b64 s[0:1], s[2:3], s[4:5]", 1, ~2ull, 3, true, true},
        Case{"s_bitcmp1_b32 s2, s4", 4, 34, 7, true},
        Case{"s_bitcmp0_b32 s2, s4", 4, 34, 7, false},
        Case{"s_cmp_eq_u64 s[2:3], s[4:5]", 1ull << 40, 0, 7, false},
        Case{"s_cmp_lg_u64 s[2:3], s[4:5]", 1ull << 40, 0, 7, true},
        Case{"s_cmp_gt_i32 s2, s4", 0, 0xffffffff, 7, true},
        Case{"s_cmp_ge_i32 s2, s4", 0, 0xffffffff, 7, true},
        Case{"s_cmp_gt_u32 s2, s4", 0, 0xffffffff, 7, false},
        Case{"s_cmpk_gt_u32 s2, 0xfffe", 0xffff, 0, 7, true},
        Case{"s_cmpk_lt_u32 s2, 0xffff", 0x10000, 0, 7, false},
        Case{"s_cmp_eq_u32 s2, s4\ns_cselect_b64 s[0:1], s[2:3], s[4:5]", 5, 6,
             6, false, true},
        // Branches skip the move where they are taken.
        Case{"s_cmp_eq_u32 s2, s4\ns_cbranch_scc0 1\ns_mov_b32 s0, 1", 5, 6, 7,
             false},
        Case{"s_cmp_eq_u32 s2, s4\ns_cbranch_scc1 1\ns_mov_b32 s0, 1", 5, 6, 1,
             false},
        Case{"s_cbranch_vccz 1\ns_mov_b32 s0, 1", 0, 0, 7, false},
        Case{"s_cbranch_vccnz 1\ns_mov_b32 s0, 1", 0, 0, 1, false},
        Case{"s_cbranch_execz 1\ns_mov_b32 s0, 1", 0, 0, 1, false},
        Case{"s_cbranch_execnz 1\ns_mov_b32 s0, 1", 0, 0, 7, false}));

// Old EXEC to the result, the combination to EXEC.
TEST(Scalars, SaveExec) {
  for (auto [name, expected] : {std::pair{"and", 0x0cull},
                                {"or", 0x3full},
                                {"andn2", 0x03ull}}) { // source and not EXEC
    Machine wide("gfx942",
                 std::string("s_") + name + "_saveexec_b64 s[0:1], s[2:3]");
    wide.setS64(2, 0x0f);
    wide.setExec(0x3c);
    ASSERT_EQ(wide.run(), "");
    EXPECT_EQ(wide.s64(0), 0x3cull) << name;
    EXPECT_EQ(wide.s64(exec), expected) << name;
    std::string gfx11 = std::string(name) == "andn2" ? "and_not1" : name;
    Machine narrow("gfx1100", "s_" + gfx11 + "_saveexec_b32 s0, s2");
    narrow.setS64(2, 0x0f);
    narrow.setExec(0x3c);
    ASSERT_EQ(narrow.run(), "");
    EXPECT_EQ(narrow.s(0), 0x3cu) << name;
    EXPECT_EQ(narrow.s(exec), uint32_t(expected)) << name;
  }
}

TEST(Scalars, HintsOfGfx11DoNothing) {
  Machine machine("gfx1100", "s_clause 0x0\ns_set_inst_prefetch_distance 0x1\n"
                             "s_delay_alu instid0(SALU_CYCLE_1)\n"
                             "s_waitcnt_depctr 0xfff\n"
                             "s_sendmsg sendmsg(MSG_DEALLOC_VGPRS)");
  EXPECT_EQ(machine.run(), "");
}

TEST(Exec, IsSavedAndCombined) {
  Machine machine("gfx942", "s_and_saveexec_b64 s[0:1], s[2:3]");
  machine.setS64(2, 0xff);
  machine.setExec(0x3c);
  ASSERT_EQ(machine.run(), "");
  EXPECT_EQ(machine.s64(0), 0x3cu);
  EXPECT_EQ(machine.s64(exec), 0x3cu);
  Machine narrow("gfx1100", "s_or_saveexec_b32 s0, s2");
  narrow.setS(2, 0xf0);
  narrow.setExec(0x0f);
  ASSERT_EQ(narrow.run(), "");
  EXPECT_EQ(narrow.s(exec), 0xffu);
}

TEST(Compare, WritesMasks) {
  Machine machine("gfx942", "v_cmp_gt_u32 vcc, 10, v1\n"
                            "v_cmpx_lt_u32 vcc, 3, v1\ns_nop 1\n"
                            "v_cndmask_b32 v0, v1, v2, vcc");
  machine.setV(0, 99);
  machine.setV(1, [](unsigned lane) { return lane; });
  machine.setV(2, 7);
  machine.setExec(0xffff);
  ASSERT_EQ(machine.run(), "");
  EXPECT_EQ(machine.s64(exec), 0xfff0u);
  EXPECT_EQ(machine.s64(vcc), 0xfff0u); // inactive lanes are cleared
  EXPECT_EQ(machine.v(0, 3), 99u);
  EXPECT_EQ(machine.v(0, 4), 7u);
  // gfx11's v_cmpx leaves vcc alone.
  Machine narrow("gfx1100", "v_cmpx_lt_u32 3, v1");
  narrow.setV(1, [](unsigned lane) { return lane; });
  narrow.setS(vcc, 5);
  ASSERT_EQ(narrow.run(), "");
  EXPECT_EQ(narrow.s(exec), 0xfffffff0u);
  EXPECT_EQ(narrow.s(vcc), 5u);
}

TEST(Compare, KnowsClassesAndUnordered) {
  Machine machine("gfx942", "v_cmp_class_f32 s[0:1], v1, v2\n"
                            "v_cmp_u_f32 s[2:3], v1, v1\n"
                            "v_cmp_nlt_f32 s[4:5], v1, v3");
  uint32_t inputs[] = {0x7f800001, 0x7fc00000, 0xff800000, 0xbf800000,
                       0x80000001, 0x80000000, 0,          1,
                       0x3f800000, 0x7f800000};
  machine.setV(1, [&](unsigned lane) { return inputs[lane % 10]; });
  machine.setV(2, [](unsigned lane) { return 1u << lane % 10; });
  machine.setF(3, 0);
  ASSERT_EQ(machine.run(), "");
  EXPECT_EQ(machine.s64(0), ~0ull);
  EXPECT_EQ(machine.s64(2) & 0x3ff, 3u);
  EXPECT_EQ(machine.s64(4) & 0x3ff, 0x3e3u);
}

TEST(Carry, AddsAcrossRegisters) {
  Machine machine("gfx942", "v_add_co_u32 v0, vcc, v2, v4\ns_nop 1\n"
                            "v_addc_co_u32 v1, vcc, v3, v5, vcc");
  machine.setV64(2, 0x1ffffffff);
  machine.setV64(4, 0x100000001);
  ASSERT_EQ(machine.run(), "");
  EXPECT_EQ(machine.v64(0), 0x300000000u);
}

struct DppCase {
  const char *control;
  int from[8]; // of lanes 0, 1, 5, 15, 16, 20, 40, 63; -1 keeps the old value
};
std::ostream &operator<<(std::ostream &out, const DppCase &test) {
  return out << test.control;
}
class Dpp : public testing::TestWithParam<DppCase> {};
TEST_P(Dpp, Moves) {
  const DppCase &test = GetParam();
  Machine machine("gfx942", std::string("v_mov_b32_dpp v0, v1 ") +
                                test.control + " row_mask:0xf bank_mask:0xf");
  machine.setV(0, 1000);
  machine.setV(1, [](unsigned lane) { return lane; });
  ASSERT_EQ(machine.run(), "");
  static constexpr unsigned lanes[] = {0, 1, 5, 15, 16, 20, 40, 63};
  for (unsigned i = 0; i < 8; ++i)
    EXPECT_EQ(machine.v(0, lanes[i]),
              test.from[i] < 0 ? 1000u : unsigned(test.from[i]))
        << "lane " << lanes[i];
}
INSTANTIATE_TEST_SUITE_P(
    All, Dpp,
    testing::Values(DppCase{"quad_perm:[1,0,3,2]",
                            {1, 0, 4, 14, 17, 21, 41, 62}},
                    DppCase{"row_shl:1", {1, 2, 6, -1, 17, 21, 41, -1}},
                    DppCase{"row_shr:1", {-1, 0, 4, 14, -1, 19, 39, 62}},
                    DppCase{"row_ror:1", {15, 0, 4, 14, 31, 19, 39, 62}},
                    DppCase{"row_mirror", {15, 14, 10, 0, 31, 27, 39, 48}},
                    DppCase{"row_half_mirror", {7, 6, 2, 8, 23, 19, 47, 56}},
                    DppCase{"row_bcast:15", {-1, -1, -1, -1, 15, 15, 31, 47}},
                    DppCase{"row_bcast:31", {-1, -1, -1, -1, -1, -1, 31, 31}},
                    DppCase{"wave_shr:1", {-1, 0, 4, 14, 15, 19, 39, 62}},
                    DppCase{"row_newbcast:3", {3, 3, 3, 3, 19, 19, 35, 51}}));

TEST(DppMasks, KeepOrZero) {
  Machine machine("gfx942",
                  "v_mov_b32_dpp v0, v1 row_shr:1 row_mask:0x1 bank_mask:0x3 "
                  "bound_ctrl:1");
  machine.setV(0, 1000);
  machine.setV(1, [](unsigned lane) { return lane; });
  ASSERT_EQ(machine.run(), "");
  EXPECT_EQ(machine.v(0, 0), 0u); // nothing to the left: zero
  EXPECT_EQ(machine.v(0, 7), 6u);
  EXPECT_EQ(machine.v(0, 8), 1000u);  // bank 2 is masked
  EXPECT_EQ(machine.v(0, 17), 1000u); // row 1 is masked
}

TEST(Lanes, ReadWriteAndCount) {
  Machine machine("gfx942", "v_readfirstlane_b32 s0, v1\n"
                            "v_readlane_b32 s1, v1, 40\n"
                            "v_writelane_b32 v2, s2, 7\n"
                            "v_mbcnt_lo_u32_b32 v3, -1, 0\n"
                            "v_mbcnt_hi_u32_b32 v3, -1, v3");
  machine.setV(1, [](unsigned lane) { return lane * 3; });
  machine.setV(2, 1);
  machine.setS(2, 55);
  machine.setExec(0xfffffffffffffff0);
  ASSERT_EQ(machine.run(), "");
  EXPECT_EQ(machine.s(0), 12u);
  EXPECT_EQ(machine.s(1), 120u);
  EXPECT_EQ(machine.v(2, 7), 55u);
  EXPECT_EQ(machine.v(2, 8), 1u);
  EXPECT_EQ(machine.v(3, 50), 50u);
}

TEST(Lanes, PermuteThroughLdsHardware) {
  Machine machine("gfx942", "ds_bpermute_b32 v2, v1, v0\n"
                            "ds_permute_b32 v3, v1, v0\n"
                            "ds_swizzle_b32 v4, v0 offset:swizzle(SWAP,1)\n"
                            "s_waitcnt lgkmcnt(0)");
  machine.setV(0, [](unsigned lane) { return lane; });
  machine.setV(1, [](unsigned lane) { return (lane + 3) % 64 * 4; });
  ASSERT_EQ(machine.run(), "");
  EXPECT_EQ(machine.v(2, 5), 8u);
  EXPECT_EQ(machine.v(3, 8), 5u);
  EXPECT_EQ(machine.v(4, 6), 7u);
}

TEST(Pairs, SeeWhatTheyBothRead) {
  Machine machine("gfx1100", "v_dual_mov_b32 v0, v1 :: v_dual_mov_b32 v1, v0\n"
                             "v_dual_fmac_f32 v2, v3, v4 :: "
                             "v_dual_cndmask_b32 v5, v4, v3");
  machine.setV(0, 1);
  machine.setV(1, 2);
  machine.setF(2, 1);
  machine.setF(3, 2);
  machine.setF(4, 3);
  machine.setS(vcc, 1);
  ASSERT_EQ(machine.run(), "");
  EXPECT_EQ(machine.v(0), 2u);
  EXPECT_EQ(machine.v(1), 1u);
  EXPECT_EQ(machine.f(2), 7.0f);
  EXPECT_EQ(machine.f(5, 0), 2.0f);
  EXPECT_EQ(machine.f(5, 1), 3.0f);
}

TEST(Lds, ReadsAndWritesEveryWidth) {
  Machine machine("gfx942", "ds_write_b128 v8, v[0:3]\n"
                            "ds_read_u8 v10, v8 offset:1\n"
                            "ds_read_i8 v11, v8 offset:3\n"
                            "ds_read_u16 v12, v8 offset:2\n"
                            "ds_read_u16_d16_hi v13, v8\n"
                            "ds_read_b64 v[14:15], v8 offset:8\n"
                            "ds_read2_b32 v[16:17], v8 offset0:1 offset1:3\n"
                            "ds_read2_b64 v[20:23], v8 offset1:1\n"
                            "ds_add_rtn_u32 v18, v8, v0 offset:4\n"
                            "ds_read_b32 v19, v8 offset:4\n"
                            "s_waitcnt lgkmcnt(0)");
  machine.setV(0, 0x84030201);
  machine.setV(1, 0x10);
  machine.setV(2, 0x20);
  machine.setV(3, 0x30);
  machine.setV(13, 0x1111);
  machine.setV(8, [](unsigned lane) { return lane * 16; });
  ASSERT_EQ(machine.run(), "");
  EXPECT_EQ(machine.v(10, 9), 2u);
  EXPECT_EQ(machine.v(11, 9), 0xffffff84u);
  EXPECT_EQ(machine.v(12, 9), 0x8403u);
  EXPECT_EQ(machine.v(13, 9), 0x02011111u);
  EXPECT_EQ(machine.v64(14, 9), 0x3000000020u);
  EXPECT_EQ(machine.v64(16, 9), 0x3000000010u);
  EXPECT_EQ(machine.v64(20, 9), 0x1084030201u);
  EXPECT_EQ(machine.v64(22, 9), 0x3000000020u);
  EXPECT_EQ(machine.v(18, 9), 0x10u);
  EXPECT_EQ(machine.v(19, 9), 0x84030211u);
}

TEST(Lds, CountsBankConflicts) {
  for (unsigned stride : {4u, 128u}) {
    Machine machine("gfx942", "ds_write_b32 v1, v0\ns_waitcnt lgkmcnt(0)", 64,
                    8192);
    machine.setV(1, [=](unsigned lane) { return lane * stride; });
    ASSERT_EQ(machine.run(), "");
    // All 32 lanes of a cycle in one bank.
    EXPECT_EQ(machine.wave().counters.ldsConflictCycles,
              stride == 4 ? 0u : 62u);
  }
}

TEST(Global, AtomicsReturnWhatWasThere) {
  Machine machine("gfx942",
                  "global_atomic_add v4, v[0:1], v2, off sc0\n"
                  "global_atomic_cmpswap v5, v[0:1], v[6:7], off offset:8 sc0\n"
                  "global_atomic_add_f32 v[0:1], v8, off offset:16\n"
                  "s_waitcnt vmcnt(0)");
  uint64_t address = machine.memory.allocate(64);
  uint32_t start[] = {5, 0, 7, 0, 0};
  memcpy(machine.memory.resolve(address, 20), start, 20);
  machine.setV64(0, address);
  machine.setV(2, 1);
  machine.setV(6, 9); // stored where 7 was
  machine.setV(7, 7);
  machine.setF(8, 0.5f);
  machine.setExec(3);
  ASSERT_EQ(machine.run(), "");
  memcpy(start, machine.memory.resolve(address, 20), 20);
  EXPECT_EQ(machine.v(4, 0), 5u);
  EXPECT_EQ(machine.v(4, 1), 6u);
  EXPECT_EQ(start[0], 7u);
  EXPECT_EQ(machine.v(5, 0), 7u);
  EXPECT_EQ(machine.v(5, 1), 9u);
  EXPECT_EQ(start[2], 9u);
  EXPECT_EQ(std::bit_cast<float>(start[4]), 1.0f);
}
} // namespace
