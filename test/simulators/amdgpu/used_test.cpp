// Instructions that compiled models use, by kind: every comparison over edge
// values, carries, selections, division, scalars, branches, narrow memory.
// Values are worked out here from the ISA guides' definitions.
#include "test/simulators/amdgpu/Machine.h"
#include <cmath>
#include <cstring>
#include <gtest/gtest.h>
#include <limits>

using namespace hfc::sim;
using namespace hfc::sim::test;

namespace {

// -- Comparisons -------------------------------------------------------------

// Less, equal, greater, unordered: the bits of a condition's truth.
enum : unsigned { L = 1, E = 2, G = 4, U = 8 };
struct Condition {
  const char *name;
  unsigned holds;
};
constexpr Condition integerConditions[] = {
    {"lt", L}, {"eq", E},     {"le", L | E},
    {"gt", G}, {"ne", L | G}, {"ge", G | E},
};
constexpr Condition floatConditions[] = {
    {"lt", L},          {"eq", E},          {"le", L | E},      {"gt", G},
    {"lg", L | G},      {"ge", G | E},      {"o", L | E | G},   {"u", U},
    {"nge", L | U},     {"nlg", E | U},     {"ngt", L | E | U}, {"nle", G | U},
    {"neq", L | G | U}, {"nlt", E | G | U},
};

template <typename T> uint64_t bitsOf(T value) {
  uint64_t bits = 0;
  std::memcpy(&bits, &value, sizeof value);
  return bits;
}
// 8 values, each against each: 64 lanes (32 of them on gfx1100).
template <typename T> std::vector<T> edges() {
  if constexpr (std::is_integral_v<T>)
    return {0,
            1,
            2,
            T(-1),
            T(-2),
            std::numeric_limits<T>::min(),
            std::numeric_limits<T>::max(),
            T(std::numeric_limits<T>::max() - 1)};
  else
    return {T(0),   T(-0.0),     T(1),         T(-1),
            T(1.5), T(INFINITY), T(-INFINITY), T(NAN)};
}

template <typename T>
void checkComparisons(const char *type, std::span<const Condition> conditions) {
  std::vector<T> values = edges<T>();
  for (const char *chip : {"gfx942", "gfx1100"})
    for (const Condition &condition : conditions) {
      bool gfx11 = chip[3] == '1', wide = sizeof(T) == 8;
      std::string half = gfx11 && sizeof(T) == 2 ? ".l" : "";
      std::string operands =
          wide ? "v[2:3], v[4:5]" : "v2" + half + ", v4" + half;
      std::string name = std::string(condition.name) + "_" + type;
      // On gfx11, v_cmpx writes EXEC alone.
      std::string text = gfx11 ? "v_cmp_" + name + "_e64 s4, " + operands +
                                     "\nv_cmpx_" + name + "_e64 " + operands
                               : "v_cmp_" + name + "_e64 s[4:5], " + operands +
                                     "\nv_cmpx_" + name + "_e64 s[6:7], " +
                                     operands;
      Machine machine(chip, text);
      auto left = [&](unsigned lane) { return values[lane / 8 % 8]; };
      auto right = [&](unsigned lane) { return values[lane % 8]; };
      for (unsigned word = 0; word < 2; ++word) {
        machine.setV(2 + word, [&](unsigned lane) {
          return uint32_t(bitsOf(left(lane)) >> 32 * word);
        });
        machine.setV(4 + word, [&](unsigned lane) {
          return uint32_t(bitsOf(right(lane)) >> 32 * word);
        });
      }
      ASSERT_EQ(machine.run(), "") << text;
      uint64_t expected = 0;
      for (unsigned lane = 0; lane < machine.lanes(); ++lane) {
        T a = left(lane), b = right(lane);
        unsigned relation = a < b ? L : a > b ? G : a == b ? E : U;
        expected |= uint64_t((condition.holds & relation) != 0) << lane;
      }
      EXPECT_EQ(gfx11 ? machine.s(4) : machine.s64(4), expected) << text;
      EXPECT_EQ(machine.wave().execMask(), expected) << text;
    }
}

TEST(Comparisons, OfIntegers) {
  checkComparisons<int16_t>("i16", integerConditions);
  checkComparisons<uint16_t>("u16", integerConditions);
  checkComparisons<int32_t>("i32", integerConditions);
  checkComparisons<uint32_t>("u32", integerConditions);
  checkComparisons<int64_t>("i64", integerConditions);
  checkComparisons<uint64_t>("u64", integerConditions);
}
TEST(Comparisons, OfFloats) {
  checkComparisons<_Float16>("f16", floatConditions);
  checkComparisons<float>("f32", floatConditions);
  checkComparisons<double>("f64", floatConditions);
}

TEST(Comparisons, OfClasses) {
  // The order of the classes' bits: V_CMP_CLASS.
  constexpr uint16_t halves[] = {0x7c01, 0x7e00, 0xfc00, 0xbc00, 0x8001,
                                 0x8000, 0x0000, 0x0001, 0x3c00, 0x7c00};
  constexpr uint64_t doubles[] = {0x7ff0000000000001, 0x7ff8000000000000,
                                  0xfff0000000000000, 0xbff0000000000000,
                                  0x8000000000000001, 0x8000000000000000,
                                  0x0000000000000000, 0x0000000000000001,
                                  0x3ff0000000000000, 0x7ff0000000000000};
  for (unsigned bit = 0; bit < 10; ++bit) {
    Machine machine("gfx942", "v_cmp_class_f16_e64 s[4:5], v1, v6\n"
                              "v_cmp_class_f64_e64 s[6:7], v[2:3], v6");
    machine.setV(1, [&](unsigned lane) { return halves[lane % 10]; });
    machine.setV(2,
                 [&](unsigned lane) { return uint32_t(doubles[lane % 10]); });
    machine.setV(
        3, [&](unsigned lane) { return uint32_t(doubles[lane % 10] >> 32); });
    machine.setV(6, 1u << bit);
    ASSERT_EQ(machine.run(), "");
    for (unsigned lane = 0; lane < 64; ++lane) {
      EXPECT_EQ(machine.s64(4) >> lane & 1, lane % 10 == bit) << lane;
      EXPECT_EQ(machine.s64(6) >> lane & 1, lane % 10 == bit) << lane;
    }
  }
}

// -- Vector ------------------------------------------------------------------

struct Case {
  const char *chip, *text; // v[0:1] from v[2:3], v[4:5] and v[6:7]
  uint64_t a, b, c, expected;
  bool wide = false;
};
std::ostream &operator<<(std::ostream &out, const Case &test) {
  return out << test.text;
}
class UsedVector : public testing::TestWithParam<Case> {};
TEST_P(UsedVector, Computes) {
  const Case &test = GetParam();
  Machine machine(test.chip, test.text);
  machine.setV64(0, 0xdeadbeef);
  machine.setV64(2, test.a);
  machine.setV64(4, test.b);
  machine.setV64(6, test.c);
  machine.setS64(vcc, 0xaaaaaaaaaaaaaaaa); // odd lanes
  ASSERT_EQ(machine.run(), "");
  for (unsigned lane : {1u, 31u})
    EXPECT_EQ(test.wide ? machine.v64(0, lane) : machine.v(0, lane),
              test.expected)
        << lane;
}
uint32_t f(float x) { return std::bit_cast<uint32_t>(x); }
uint64_t d(double x) { return std::bit_cast<uint64_t>(x); }
uint32_t h(float x) { return std::bit_cast<uint16_t>(_Float16(x)); }
constexpr const char *m3 = "gfx942", *m2 = "gfx90a", *m35 = "gfx950",
                     *navi = "gfx1100";
const double inf = INFINITY, nan = NAN;

INSTANTIATE_TEST_SUITE_P(
    All, UsedVector,
    testing::Values(
        Case{m3, "v_max_u16 v0, v2, v4", 0xffff, 1, 0, 0xffff},
        Case{m3, "v_pk_sub_i16 v0, v2, v4", 0x00010005, 0x00020003, 0,
             0xffff0002},
        Case{m35, "v_pk_maximum3_f16 v0, v2, v4, v6", h(1) << 16 | h(-2),
             h(3) << 16 | h(-5), h(-1), h(3) << 16 | h(-1)},
        Case{m3, "v_trunc_f16 v0, v2", h(-1.5f), 0, 0, h(-1)},
        Case{m2, "v_mad_f32 v0, v2, v4, v6", f(3), f(5), f(7), f(22)},
        Case{m3, "v_ashrrev_i64 v[0:1], v2, v[4:5]", 36, 1ull << 63, 0,
             0xfffffffff8000000, true},
        Case{m3, "v_mad_i64_i32 v[0:1], vcc, v2, v4, v[6:7]", 0xfffffffe, 3, 5,
             ~0ull, true},
        Case{m3, "v_rsq_f64 v[0:1], v[2:3]", d(16), 0, 0, d(0.25), true},
        Case{m3, "v_or_b32 v0, v2, v4", 0xf0, 0x3c, 0, 0xfc},
        Case{m3, "v_sub_u16 v0, v2, v4", 1, 2, 0, 0xffff},
        Case{m3, "v_min_i16 v0, v2, v4", 0xffff, 1, 0, 0xffff},
        Case{m3, "v_min_u16 v0, v2, v4", 0xffff, 1, 0, 1},
        Case{m3, "v_lshlrev_b16 v0, v2, v4", 20, 0x1801, 0, 0x8010},
        Case{m3, "v_lshrrev_b16 v0, v2, v4", 20, 0x8010, 0, 0x0801},
        Case{navi, "v_and_b16 v0.l, v2.l, v4.l", 0xff, 0x3c, 0, 0xdead003c},
        Case{navi, "v_or_b16 v0.h, v2.l, v4.l", 0xf0, 0x3c, 0, 0x00fcbeef},
        Case{navi, "v_xor_b16 v0.l, v2.l, v4.l", 0xf0, 0x3c, 0, 0xdead00cc},
        Case{navi, "v_not_b16 v0.l, v2.l", 0xf0, 0, 0, 0xdeadff0f},
        Case{navi, "v_cndmask_b16 v0.l, v2.l, v4.l, vcc_lo", 1, 2, 0,
             0xdead0002},
        Case{m35, "v_bitop3_b16 v0, v2, v4, v6 bitop3:0x96", 0xf0, 0xcc, 0xaa,
             0x96},
        Case{m3, "v_pk_ashrrev_i16 v0, v2, v4", 0x00040001, 0x80008000, 0,
             0xf800c000},
        Case{m3, "v_pk_mul_lo_u16 v0, v2, v4", 0x00030101, 0x00050101, 0,
             0x000f0201},
        Case{m3, "v_pk_max_f16 v0, v2, v4", h(1) << 16 | h(-2),
             h(3) << 16 | h(-5), 0, h(3) << 16 | h(-2)},
        Case{m3, "v_pk_min_f16 v0, v2, v4", h(1) << 16 | h(-2),
             h(3) << 16 | h(-5), 0, h(1) << 16 | h(-5)},
        Case{m2, "v_madmk_f32 v0, v2, 0x40400000, v4", f(2), f(5), 0, f(11)},
        Case{m3, "v_rcp_iflag_f32 v0, v2", f(4), 0, 0, f(0.25)},
        Case{m35, "v_minimum3_f32 v0, v2, v4, v6", f(3), f(-1), f(2), f(-1)},
        Case{m35, "v_minimum3_f32 v0, v2, v4, v6", f(3), f(NAN), f(2), f(NAN)},
        Case{m35, "v_maximum3_f32 v0, v2, v4, v6", f(3), f(-1), f(2), f(3)},
        Case{m3, "v_cvt_f32_ubyte0 v0, v2", 0x11223344, 0, 0, f(0x44)},
        Case{m3, "v_cvt_f64_u32 v[0:1], v2", 0xffffffff, 0, 0, d(4294967295.0),
             true},
        Case{m3, "v_cvt_u32_f64 v0, v[2:3]", d(4294967294.9), 0, 0, 4294967294},
        Case{m3, "v_cvt_u32_f64 v0, v[2:3]", d(-3), 0, 0, 0},
        Case{m3, "v_cvt_u32_f64 v0, v[2:3]", d(1e30), 0, 0, 0xffffffff},
        Case{m3, "v_cvt_u32_f64 v0, v[2:3]", d(nan), 0, 0, 0},
        Case{m3, "v_ceil_f64 v[0:1], v[2:3]", d(-1.5), 0, 0, d(-1), true},
        Case{m3, "v_trunc_f64 v[0:1], v[2:3]", d(-1.5), 0, 0, d(-1), true},
        Case{m3, "v_rndne_f64 v[0:1], v[2:3]", d(2.5), 0, 0, d(2), true},
        Case{m3, "v_rndne_f64 v[0:1], v[2:3]", d(-3.5), 0, 0, d(-4), true},
        Case{m3, "v_min_f64 v[0:1], v[2:3], v[4:5]", d(0.0), d(-0.0), 0,
             d(-0.0), true},
        Case{m3, "v_min_f64 v[0:1], v[2:3], v[4:5]", d(nan), d(7), 0, d(7),
             true},
        Case{m3,
             "v_mov_b32 v0, v6\nv_mov_b32 v1, v7\n"
             "v_fmac_f64 v[0:1], v[2:3], v[4:5]",
             d(3), d(5), d(7), d(22), true},
        // d = a - b with borrow, b - a, and with the borrow of odd lanes.
        Case{m3,
             "v_sub_co_u32 v0, vcc, v2, v4\n"
             "s_nop 1\nv_subb_co_u32 v1, vcc, v3, v5, vcc",
             0x500000001, 0x200000002, 0, 0x2ffffffff, true},
        Case{m3,
             "v_subrev_co_u32 v0, vcc, v4, v2\n"
             "s_nop 1\nv_subbrev_co_u32 v1, vcc, v5, v3, vcc",
             0x500000001, 0x200000002, 0, 0x2ffffffff, true},
        Case{m3, "v_subb_co_u32 v0, vcc, v2, v4, vcc", 9, 3, 0, 5},
        Case{m3, "v_subbrev_co_u32 v0, vcc, v2, v4, vcc", 9, 3, 0, 0xfffffff9},
        // v_div_fixup: quotient, denominator, numerator.
        Case{m3, "v_div_fixup_f64 v[0:1], v[2:3], v[4:5], v[6:7]", d(9), d(2),
             d(-6), d(-9), true},
        Case{m3, "v_div_fixup_f64 v[0:1], v[2:3], v[4:5], v[6:7]", d(9), d(0.0),
             d(-6), d(-inf), true},
        Case{m3, "v_div_fixup_f64 v[0:1], v[2:3], v[4:5], v[6:7]", d(9), d(inf),
             d(-6), d(-0.0), true},
        Case{m3, "v_div_fixup_f64 v[0:1], v[2:3], v[4:5], v[6:7]", d(9), d(2),
             d(nan), d(nan), true},
        // A quotient that is none: the steps before overflowed.
        Case{m3, "v_div_fixup_f64 v[0:1], v[2:3], v[4:5], v[6:7]", d(nan),
             d(1e-300), d(-1e300), d(-inf), true},
        Case{m3, "v_div_fixup_f32 v0, v2, v4, v6", f(NAN), f(1e-30f), f(1e30f),
             f(float(inf))},
        Case{m3, "v_div_fixup_f32 v0, v2, v4, v6", f(9), f(0), f(3),
             f(float(inf))},
        Case{m3, "v_div_fixup_f16 v0, v2, v4, v6", h(9), h(2), h(-3),
             0xdead0000 | h(-9)}));

// The sequence that LLVM emits for f64, over all magnitudes.
TEST(Division, OfDoublesIsExact) {
  Machine machine("gfx942",
                  "v_div_scale_f64 v[4:5], s[0:1], v[2:3], v[2:3], v[0:1]\n"
                  "v_div_scale_f64 v[12:13], vcc, v[0:1], v[2:3], v[0:1]\n"
                  "v_rcp_f64 v[6:7], v[4:5]\n"
                  "s_nop 0\n"
                  "v_fma_f64 v[8:9], -v[4:5], v[6:7], 1.0\n"
                  "v_fma_f64 v[6:7], v[6:7], v[8:9], v[6:7]\n"
                  "v_fma_f64 v[8:9], -v[4:5], v[6:7], 1.0\n"
                  "v_fma_f64 v[6:7], v[6:7], v[8:9], v[6:7]\n"
                  "v_mul_f64 v[8:9], v[12:13], v[6:7]\n"
                  "v_fma_f64 v[4:5], -v[4:5], v[8:9], v[12:13]\n"
                  "v_div_fmas_f64 v[4:5], v[4:5], v[6:7], v[8:9]\n"
                  "v_div_fixup_f64 v[10:11], v[4:5], v[2:3], v[0:1]");
  auto numerator = [](unsigned lane) {
    return std::ldexp(1.1 + lane, int(lane) * 30 - 1000);
  };
  auto denominator = [](unsigned lane) {
    return std::ldexp(3.7 - lane, 940 - int(lane) * 25);
  };
  for (unsigned word = 0; word < 2; ++word) {
    machine.setV(word, [&](unsigned lane) {
      return uint32_t(d(numerator(lane)) >> 32 * word);
    });
    machine.setV(2 + word, [&](unsigned lane) {
      return uint32_t(d(denominator(lane)) >> 32 * word);
    });
  }
  ASSERT_EQ(machine.run(), "");
  for (unsigned lane = 0; lane < 64; ++lane) {
    double want = numerator(lane) / denominator(lane);
    if (std::abs(want) >= 0x1p-1022) // a quotient that is rounded once
      EXPECT_EQ(machine.v64(10, lane), d(want)) << lane;
  }
}

// -- Scalar ------------------------------------------------------------------

class UsedScalar : public testing::TestWithParam<Case> {};
TEST_P(UsedScalar, Computes) { // s[0:1] from s[2:3] and s[4:5]
  const Case &test = GetParam();
  Machine machine(test.chip, test.text);
  machine.setS64(0, 7);
  machine.setS64(2, test.a);
  machine.setS64(4, test.b);
  machine.setS64(vcc, 0);
  ASSERT_EQ(machine.run(), "");
  EXPECT_EQ(test.wide ? machine.s64(0) : machine.s(0), test.expected);
  EXPECT_EQ(machine.wave().scc, test.c != 0); // c: SCC afterwards
}
INSTANTIATE_TEST_SUITE_P(
    All, UsedScalar,
    testing::Values(
        Case{m3, "s_sub_i32 s0, s2, s4", 0x80000000, 1, 1, 0x7fffffff},
        Case{m3, "s_sub_u32 s0, s2, s4\ns_subb_u32 s1, s3, s5", 0x500000001,
             0x200000002, 0, 0x2ffffffff, true},
        Case{m3, "s_add_u32 s0, s2, s4\ns_addc_u32 s1, s3, s5", 0x1ffffffff, 1,
             0, 0x200000000, true},
        Case{m3, "s_addk_i32 s0, 0xfff0", 0, 0, 0, uint32_t(-9)},
        Case{m3, "s_mulk_i32 s0, 0xfffe", 0, 0, 0, uint32_t(-14)},
        Case{m3, "s_max_i32 s0, s2, s4", 0xffffffff, 1, 0, 1},
        Case{m3, "s_min_u32 s0, s2, s4", 0xffffffff, 1, 0, 1},
        Case{m3, "s_not_b32 s0, s2", 0xff, 0, 1, 0xffffff00},
        Case{m3, "s_flbit_i32 s0, s2", 0xffff0000, 0, 0, 16},
        Case{m3, "s_lshl1_add_u32 s0, s2, s4", 3, 5, 0, 11},
        Case{m3, "s_cmpk_lg_i32 s2, 0xffff", 0xffffffff, 0, 0, 7},
        Case{m3, "s_cmpk_lt_i32 s2, 0xfffe", uint32_t(-3), 0, 1, 7},
        Case{m3, "s_lshl_b32 s0, s2, s4", 3, 33, 1, 6},
        Case{m3, "s_lshr_b32 s0, s2, s4", 6, 33, 1, 3},
        Case{m3, "s_ashr_i64 s[0:1], s[2:3], s4", 1ull << 63, 62, 1, ~1ull,
             true},
        Case{m3, "s_lshl3_add_u32 s0, s2, s4", 3, 5, 0, 29},
        Case{m3, "s_lshl4_add_u32 s0, s2, s4", 0x10000000, 5, 1, 5},
        Case{m3, "s_or_b32 s0, s2, s4", 0xf0, 0x3c, 1, 0xfc},
        Case{m3, "s_xor_b32 s0, s2, s4", 0xf0, 0xf0, 0, 0},
        Case{m3, "s_or_b64 s[0:1], s[2:3], s[4:5]", 0xf0, 1ull << 40, 1,
             1ull << 40 | 0xf0, true},
        Case{m3, "s_xor_b64 s[0:1], s[2:3], s[4:5]", ~0ull, 1, 1, ~1ull, true},
        Case{m3, "s_andn2_b64 s[0:1], s[2:3], s[4:5]", ~0ull, 1, 1, ~1ull,
             true},
        Case{m3, "s_orn2_b64 s[0:1], s[2:3], s[4:5]", 1, ~2ull, 1, 3, true},
        Case{m3, "s_bitcmp1_b32 s2, s4", 4, 34, 1, 7},
        Case{m3, "s_bitcmp0_b32 s2, s4", 4, 34, 0, 7},
        Case{m3, "s_cmp_eq_u64 s[2:3], s[4:5]", 1ull << 40, 0, 0, 7},
        Case{m3, "s_cmp_lg_u64 s[2:3], s[4:5]", 1ull << 40, 0, 1, 7},
        Case{m3, "s_cmp_gt_i32 s2, s4", 0, 0xffffffff, 1, 7},
        Case{m3, "s_cmp_gt_u32 s2, s4", 0, 0xffffffff, 0, 7},
        Case{m3, "s_cmpk_gt_u32 s2, 0xfffe", 0xffff, 0, 1, 7},
        Case{m3, "s_cmpk_lt_u32 s2, 0xffff", 0x10000, 0, 0, 7},
        Case{m3, "s_cmp_eq_u32 s2, s4\ns_cselect_b64 s[0:1], s[2:3], s[4:5]", 5,
             6, 0, 6, true},
        // Branches skip the move where they are taken.
        Case{m3, "s_cmp_eq_u32 s2, s4\ns_cbranch_scc0 1\ns_mov_b32 s0, 1", 5, 6,
             0, 7},
        Case{m3, "s_cmp_eq_u32 s2, s4\ns_cbranch_scc1 1\ns_mov_b32 s0, 1", 5, 6,
             0, 1},
        Case{m3, "s_cbranch_vccz 1\ns_mov_b32 s0, 1", 0, 0, 0, 7},
        Case{m3, "s_cbranch_vccnz 1\ns_mov_b32 s0, 1", 0, 0, 0, 1},
        Case{m3, "s_cbranch_execz 1\ns_mov_b32 s0, 1", 0, 0, 0, 1},
        Case{m3, "s_cbranch_execnz 1\ns_mov_b32 s0, 1", 0, 0, 0, 7},
        Case{navi,
             "s_cbranch_execz 1\ns_mov_b32 s0, 1\ns_clause 0x0\n"
             "s_set_inst_prefetch_distance 0x1\n"
             "s_delay_alu instid0(SALU_CYCLE_1)\n"
             "s_waitcnt_depctr 0xfff\ns_sendmsg sendmsg(MSG_DEALLOC_VGPRS)",
             0, 0, 0, 1}));

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

// -- Memory ------------------------------------------------------------------

TEST(NarrowMemory, LoadsAndStoresParts) {
  for (bool gfx11 : {false, true}) {
    std::string text =
        gfx11 ? "global_load_u8 v10, v[8:9], off offset:3\n"
                "global_load_i8 v11, v[8:9], off offset:3\n"
                "global_load_u16 v12, v[8:9], off offset:2\n"
                "global_load_i16 v13, v[8:9], off offset:2\n"
                "global_load_d16_u8 v14, v[8:9], off offset:1\n"
                "global_load_d16_hi_u8 v15, v[8:9], off offset:1\n"
                "global_load_d16_i8 v16, v[8:9], off offset:3\n"
                "global_load_d16_hi_i8 v17, v[8:9], off offset:3\n"
                "global_load_d16_b16 v18, v[8:9], off offset:2\n"
                "global_load_d16_hi_b16 v19, v[8:9], off\n"
                "global_load_b96 v[20:22], v[8:9], off\n"
                "s_waitcnt vmcnt(0)\n"
                "global_store_b8 v[8:9], v12, off offset:32\n"
                "global_store_b16 v[8:9], v12, off offset:34\n"
                "global_store_d16_hi_b8 v[8:9], v12, off offset:36\n"
                "global_store_d16_hi_b16 v[8:9], v20, off offset:38\n"
              : "global_load_ubyte v10, v[8:9], off offset:3\n"
                "global_load_sbyte v11, v[8:9], off offset:3\n"
                "global_load_ushort v12, v[8:9], off offset:2\n"
                "global_load_sshort v13, v[8:9], off offset:2\n"
                "global_load_ubyte_d16 v14, v[8:9], off offset:1\n"
                "global_load_ubyte_d16_hi v15, v[8:9], off offset:1\n"
                "global_load_sbyte_d16 v16, v[8:9], off offset:3\n"
                "global_load_sbyte_d16_hi v17, v[8:9], off offset:3\n"
                "global_load_short_d16 v18, v[8:9], off offset:2\n"
                "global_load_short_d16_hi v19, v[8:9], off\n"
                "global_load_dwordx3 v[20:22], v[8:9], off\n"
                "s_waitcnt vmcnt(0)\n"
                "global_store_byte v[8:9], v12, off offset:32\n"
                "global_store_short v[8:9], v12, off offset:34\n"
                "global_store_byte_d16_hi v[8:9], v12, off offset:36\n"
                "global_store_short_d16_hi v[8:9], v20, off offset:38\n";
    Machine machine(gfx11 ? "gfx1100" : "gfx942", text);
    uint64_t address = machine.memory.allocate(64);
    uint8_t *bytes = machine.memory.resolve(address, 64);
    std::memset(bytes, 0, 64);
    constexpr uint32_t words[] = {0x84832211, 0x55, 0x66};
    std::memcpy(bytes, words, sizeof words);
    machine.setV64(8, address);
    for (unsigned i = 14; i < 20; ++i)
      machine.setV(i, 0xaaaabbbb);
    ASSERT_EQ(machine.run(), "");
    constexpr uint32_t expected[] = {
        0x84,       0xffffff84, 0x8483,     0xffff8483, 0xaaaa0022,
        0x0022bbbb, 0xaaaaff84, 0xff84bbbb, 0xaaaa8483, 0x2211bbbb,
        0x84832211, 0x55,       0x66};
    for (unsigned i = 0; i < std::size(expected); ++i)
      EXPECT_EQ(machine.v(10 + i), expected[i]) << "v" << 10 + i;
    constexpr uint8_t stored[] = {0x83, 0, 0x83, 0x84, 0, 0, 0x83, 0x84};
    EXPECT_EQ(std::memcmp(bytes + 32, stored, sizeof stored), 0);
  }
}

TEST(WideMemory, LoadsAndStores) {
  Machine machine("gfx942",
                  "global_load_dwordx4 v[0:3], v[8:9], off\n"
                  "global_load_dwordx2 v[4:5], v[8:9], off offset:8\n"
                  "s_waitcnt vmcnt(0)\n"
                  "global_store_dwordx4 v[8:9], v[0:3], off offset:20\n"
                  "global_store_dwordx2 v[8:9], v[4:5], off offset:36");
  uint64_t address = machine.memory.allocate(64);
  constexpr uint32_t words[] = {1, 2, 3, 4};
  uint8_t *bytes = machine.memory.resolve(address, 64);
  std::memcpy(bytes, words, sizeof words);
  machine.setV64(8, address);
  ASSERT_EQ(machine.run(), "");
  EXPECT_EQ(machine.v(3), 4u);
  EXPECT_EQ(machine.v64(4), 0x400000003ull);
  constexpr uint32_t stored[] = {1, 2, 3, 4, 3, 4};
  EXPECT_EQ(std::memcmp(bytes + 20, stored, sizeof stored), 0);
}

TEST(NarrowMemory, LdsInPairs) {
  Machine machine("gfx942",
                  "ds_write2_b32 v8, v0, v1 offset0:0 offset1:3\n"
                  "ds_write2st64_b32 v8, v1, v0 offset0:1 offset1:2\n"
                  "ds_write_b64 v8, v[0:1] offset:1024\n"
                  "s_waitcnt lgkmcnt(0)\n"
                  "ds_read_b32 v10, v8 offset:12\n"
                  "ds_read_b32 v11, v8 offset:512\n"
                  "ds_read_b64 v[12:13], v8 offset:1024\n"
                  "ds_read2st64_b32 v[14:15], v8 offset0:1 offset1:2\n"
                  "s_waitcnt lgkmcnt(0)\n",
                  64, 2048);
  machine.setExec(1);
  machine.setV(0, 5);
  machine.setV(1, 6);
  machine.setV(8, 0);
  ASSERT_EQ(machine.run(), "");
  EXPECT_EQ(machine.v(10), 6u);
  EXPECT_EQ(machine.v(11), 5u);
  EXPECT_EQ(machine.v64(12), 0x600000005ull);
  EXPECT_EQ(machine.v64(14), 0x500000006ull);
}

TEST(NarrowMemory, LdsOfSixteenBytes) {
  Machine machine("gfx942", "ds_write_b128 v8, v[0:3]\ns_waitcnt lgkmcnt(0)\n"
                            "ds_read_b128 v[4:7], v8\ns_waitcnt lgkmcnt(0)");
  for (unsigned i = 0; i < 4; ++i)
    machine.setV(i, [=](unsigned lane) { return lane * 4 + i; });
  machine.setV(8, [](unsigned lane) { return (63 - lane) * 16; });
  ASSERT_EQ(machine.run(), "");
  for (unsigned i = 0; i < 4; ++i)
    EXPECT_EQ(machine.v(4 + i, 9), 36 + i);
}

TEST(ScalarMemory, LoadsEveryWidth) {
  Machine machine("gfx942", "s_load_dwordx2 s[4:5], s[0:1], 0x4\n"
                            "s_load_dwordx4 s[8:11], s[0:1], 0x8\n"
                            "s_load_dwordx8 s[16:23], s[0:1], 0x0\n"
                            "s_load_dwordx16 s[32:47], s[0:1], 0x10\n"
                            "s_waitcnt lgkmcnt(0)");
  uint64_t address = machine.memory.allocate(128);
  uint32_t words[32];
  for (unsigned i = 0; i < 32; ++i)
    words[i] = 100 + i;
  std::memcpy(machine.memory.resolve(address, 128), words, sizeof words);
  machine.setS64(0, address);
  ASSERT_EQ(machine.run(), "");
  EXPECT_EQ(machine.s(5), 102u);
  EXPECT_EQ(machine.s(11), 105u);
  EXPECT_EQ(machine.s(23), 107u);
  EXPECT_EQ(machine.s(32), 104u);
  EXPECT_EQ(machine.s(47), 119u);
}

} // namespace
