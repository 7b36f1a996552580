// The steps of a division, case by case as the ISA guides define them, and the
// sequences that LLVM makes of them: quotients rounded once, over all
// magnitudes and all special numbers.
#include "test/simulators/amdgpu/Machine.h"
#include "test/simulators/amdgpu/VectorCase.h"
#include <cmath>
#include <gtest/gtest.h>

using namespace hfc::sim::test;

namespace {
const float nan = NAN, inf = INFINITY;

class Division : public testing::TestWithParam<Case> {};
TEST_P(Division, Computes) { GetParam().check(); }

// Quotient, denominator, numerator.
#define FIXUP32 "v_div_fixup_f32 v0, v2, v4, v6"
#define FIXUP64 "v_div_fixup_f64 v[0:1], v[2:3], v[4:5], v[6:7]"
INSTANTIATE_TEST_SUITE_P(
    Fixup, Division,
    testing::Values(
        Case{m3, FIXUP32, f(9), f(2), f(-6), f(-9)},
        Case{m3, FIXUP32, f(-9), f(2), f(6), f(9)},
        Case{m3, FIXUP32, f(9), f(2), 0x7f812345, 0x7fc12345}, // NaNs, quiet
        Case{m3, FIXUP32, f(9), 0xff812345, f(3), 0xffc12345},
        Case{m3, FIXUP32, f(9), 0x7fc00007, 0x7fc00009, 0x7fc00009},
        Case{m3, FIXUP32, f(9), f(0), f(-0.0f), 0xffc00000},
        Case{m3, FIXUP32, f(9), f(-inf), f(inf), 0xffc00000},
        Case{m3, FIXUP32, f(9), f(0), f(-1), f(-inf)},
        Case{m3, FIXUP32, f(9), f(-0.0f), f(-1), f(inf)},
        Case{m3, FIXUP32, f(9), f(-2), f(inf), f(-inf)},
        Case{m3, FIXUP32, f(9), f(inf), f(-1), f(-0.0f)},
        Case{m3, FIXUP32, f(9), f(5), f(-0.0f), f(-0.0f)},
        // Exponents 151 apart, and 150: the quotient is taken.
        Case{m3, FIXUP32, f(9), f(-0x1p101f), f(0x1p-50f), f(-0.0f)},
        Case{m3, FIXUP32, f(9), f(-0x1p100f), f(0x1p-50f), f(-9)},
        // A quotient that is none: the steps before overflowed.
        Case{m3, FIXUP32, f(nan), f(1e-30f), f(-1e30f), f(-inf)},
        Case{m3, FIXUP64, d(9), d(2), d(-6), d(-9)},
        Case{m3, FIXUP64, d(9), d(2), 0x7ff0000000000123, 0x7ff8000000000123},
        Case{m3, FIXUP64, d(9), d(nan), d(2), d(nan)},
        Case{m3, FIXUP64, d(9), d(0), d(0), 0xfff8000000000000},
        Case{m3, FIXUP64, d(9), d(inf), d(inf), 0xfff8000000000000},
        Case{m3, FIXUP64, d(9), d(0.0), d(-6), d(-inf)},
        Case{m3, FIXUP64, d(9), d(inf), d(-6), d(-0.0)},
        Case{m3, FIXUP64, d(9), d(0x1p576), d(0x1p-500), d(0)},
        Case{m3, FIXUP64, d(9), d(0x1p575), d(0x1p-500), d(9)},
        Case{m3, FIXUP64, d(nan), d(1e-300), d(-1e300), d(-inf)},
        Case{m3, "v_div_fixup_f16 v0, v2, v4, v6", h(9), h(2), h(-3),
             0xdead0000 | h(-9)},
        Case{m3, "v_div_fixup_f16 v0, v2, v4, v6", h(9), h(0), h(-3),
             0xdead0000 | h(-inf)},
        Case{m3, "v_div_fixup_f16 v0, v2, v4, v6", h(9), h(0), h(0),
             0xdeadfe00},
        Case{m3, "v_div_fixup_f16 v0, v2, v4, v6", h(9), h(inf), h(-3),
             0xdead8000},
        Case{m3, "v_div_fixup_f16 v0, v2, v4, v6", h(9), 0x7d00, h(-3),
             0xdead7f00},
        Case{m3, "v_div_fixup_legacy_f16 v0, v2, v4, v6", h(9), h(2), h(-3),
             h(-9)}));

// What v_div_scale makes of the denominator and of the numerator, and VCC.
struct Scaling {
  double denominator, numerator, denominatorOut, numeratorOut;
  bool scaled;
};
constexpr Scaling single[] = {
    {3, 5, 3, 5, false},
    {0, 5, NAN, NAN, false},
    {3, 0, NAN, NAN, false},
    // Exponents 96 apart: the denominator grows.
    {0x1p-40, 0x1p56, 0x1p24, 0x1p56, true},
    {0x1p-40, 0x1.8p55, 0x1p-40, 0x1.8p55, false},
    // A subnormal denominator.
    {0x1p-130, 0x1p-100, 0x1p-66, 0x1p-36, false},
    // 1 / denominator and the quotient are subnormal.
    {0x1.8p126, 0x1p-10, 0x1.8p62, 0x1p-10, true},
    // 1 / denominator alone.
    {0x1.8p126, 0x1p20, 0x1.8p62, 0x1p-44, false},
    // The quotient alone.
    {0x1p100, 0x1p-27, 0x1p100, 0x1p37, true},
    // A numerator whose last bits the steps would lose.
    {0x1p-20, 0x1p-104, 0x1p44, 0x1p-40, false},
    {0x1p-20, 0x1p-103, 0x1p-20, 0x1p-103, false},
};
constexpr Scaling twice[] = {
    {3, 5, 3, 5, false},
    {0, 5, NAN, NAN, false},
    {3, 0, NAN, NAN, false},
    {0x1p-400, 0x1p368, 0x1p-272, 0x1p368, true},
    {0x1p-400, 0x1p367, 0x1p-400, 0x1p367, false},
    {0x1p-1030, 0x1p-900, 0x1p-902, 0x1p-772, false},
    {0x1.8p1022, 0x1p-10, 0x1.8p894, 0x1p-10, true},
    {0x1.8p1022, 0x1p20, 0x1.8p894, 0x1p-108, false},
    {0x1p900, 0x1p-123, 0x1p900, 0x1p5, true},
    {0x1p-20, 0x1p-970, 0x1p108, 0x1p-842, false},
    {0x1p-20, 0x1p-969, 0x1p-20, 0x1p-969, false},
};
bool same(double a, double b) { return a == b || (a != a && b != b); }

TEST(Division, ScalesSingles) {
  for (const Scaling &test : single) {
    Machine machine("gfx942", "v_div_scale_f32 v0, s[0:1], v4, v4, v6\n"
                              "v_div_scale_f32 v1, vcc, v6, v4, v6");
    machine.setF(4, float(test.denominator));
    machine.setF(6, float(test.numerator));
    ASSERT_EQ(machine.run(), "");
    EXPECT_TRUE(same(machine.f(0), float(test.denominatorOut)))
        << test.denominator << " " << test.numerator << machine.f(0);
    EXPECT_TRUE(same(machine.f(1), float(test.numeratorOut)))
        << test.denominator << " " << test.numerator << machine.f(1);
    EXPECT_EQ(machine.s64(0), test.scaled ? ~0ull : 0);
    EXPECT_EQ(machine.s64(hfc::sim::vcc), test.scaled ? ~0ull : 0);
  }
}
TEST(Division, ScalesDoubles) {
  for (const Scaling &test : twice) {
    Machine machine("gfx942",
                    "v_div_scale_f64 v[0:1], s[0:1], v[4:5], v[4:5], v[6:7]\n"
                    "v_div_scale_f64 v[2:3], vcc, v[6:7], v[4:5], v[6:7]");
    machine.setV64(4, d(test.denominator));
    machine.setV64(6, d(test.numerator));
    ASSERT_EQ(machine.run(), "");
    double denominator = std::bit_cast<double>(machine.v64(0));
    double numerator = std::bit_cast<double>(machine.v64(2));
    EXPECT_TRUE(same(denominator, test.denominatorOut))
        << test.denominator << " " << test.numerator << " " << denominator;
    EXPECT_TRUE(same(numerator, test.numeratorOut))
        << test.denominator << " " << test.numerator << " " << numerator;
    EXPECT_EQ(machine.s64(0), test.scaled ? ~0ull : 0);
    EXPECT_EQ(machine.s64(hfc::sim::vcc), test.scaled ? ~0ull : 0);
  }
}

// v_div_fmas undoes it where VCC is set, up for a quotient of 2 and more, and
// down for others.
INSTANTIATE_TEST_SUITE_P(
    Fmas, Division,
    testing::Values(Case{m3, "v_div_fmas_f32 v0, v2, v4, v6", f(3), f(5), f(2),
                         f(0x1.1p68f)},
                    Case{m3, "v_div_fmas_f32 v0, v2, v4, v6", f(3), f(5), f(1),
                         f(0x1p-60f)},
                    Case{m3, "s_mov_b64 vcc, 0\nv_div_fmas_f32 v0, v2, v4, v6",
                         f(3), f(5), f(2), f(17)},
                    Case{m3, "v_div_fmas_f64 v[0:1], v[2:3], v[4:5], v[6:7]",
                         d(3), d(5), d(2), d(0x1.1p132)},
                    Case{m3, "v_div_fmas_f64 v[0:1], v[2:3], v[4:5], v[6:7]",
                         d(3), d(5), d(1), d(0x1p-124)},
                    Case{m3,
                         "s_mov_b64 vcc, 0\n"
                         "v_div_fmas_f64 v[0:1], v[2:3], v[4:5], v[6:7]",
                         d(3), d(5), d(2), d(17)}));

// Numbers of all magnitudes and kinds, each over each.
template <typename T> std::vector<T> operands() {
  using Limits = std::numeric_limits<T>;
  std::vector<T> values = {0,
                           T(-0.0),
                           T(INFINITY),
                           T(-INFINITY),
                           T(NAN),
                           Limits::denorm_min(),
                           3 * Limits::denorm_min(),
                           Limits::min(),
                           Limits::min() - Limits::denorm_min(),
                           Limits::max(),
                           -Limits::max(),
                           1,
                           T(1) + Limits::epsilon(),
                           T(1) - Limits::epsilon() / 2};
  for (int i = -Limits::max_exponent + 4; i < Limits::max_exponent;
       i += Limits::max_exponent / 12)
    values.push_back(std::ldexp(T(1.1) + T(i % 7) / 8, i));
  return values;
}

template <typename T> void divideAll(const char *text, unsigned result) {
  std::vector<T> values = operands<T>();
  size_t pairs = values.size() * values.size();
  for (size_t first = 0; first < pairs; first += 64) {
    auto numerator = [&](unsigned lane) {
      return values[(first + lane) % pairs / values.size()];
    };
    auto denominator = [&](unsigned lane) {
      return values[(first + lane) % values.size()];
    };
    Machine machine("gfx942", text);
    for (unsigned word = 0; word < sizeof(T) / 4; ++word) {
      auto wordOf = [&](T value) {
        uint64_t bits;
        if constexpr (sizeof(T) == 4)
          bits = f(value);
        else
          bits = d(value);
        return uint32_t(bits >> 32 * word);
      };
      machine.setV(word, [&](unsigned l) { return wordOf(numerator(l)); });
      machine.setV(2 + word,
                   [&](unsigned l) { return wordOf(denominator(l)); });
    }
    ASSERT_EQ(machine.run(), "");
    for (unsigned lane = 0; lane < 64; ++lane) {
      T want = numerator(lane) / denominator(lane), got;
      if constexpr (sizeof(T) == 4)
        got = machine.f(result, lane);
      else
        got = std::bit_cast<double>(machine.v64(result, lane));
      bool subnormal =
          want != 0 && std::abs(want) < std::numeric_limits<T>::min();
      if (subnormal) // the last step rounds again
        EXPECT_LE(std::abs(got - want), std::numeric_limits<T>::denorm_min());
      else
        EXPECT_TRUE(same(got, want) &&
                    (want != want || std::signbit(got) == std::signbit(want)))
            << numerator(lane) << " / " << denominator(lane) << " is " << got;
    }
  }
}

TEST(Division, OfSinglesIsExact) {
  divideAll<float>("v_div_scale_f32 v4, s[0:1], v2, v2, v0\n"
                   "v_div_scale_f32 v5, vcc, v0, v2, v0\n"
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
                   "v_div_fixup_f32 v10, v4, v2, v0",
                   10);
}
TEST(Division, OfDoublesIsExact) {
  divideAll<double>("v_div_scale_f64 v[4:5], s[0:1], v[2:3], v[2:3], v[0:1]\n"
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
                    "v_div_fixup_f64 v[10:11], v[4:5], v[2:3], v[0:1]",
                    10);
}
} // namespace
