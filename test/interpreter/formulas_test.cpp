// Every formula on a fixed sample; formulas_exhaustive measures all of f32.
#include "interpreter/Formulas.h"
#include "interpreter/formulas/Host.h"
#include "test/interpreter/FormulaAccuracy.h"
#include "gtest/gtest.h"
#include <cmath>

using namespace hfc::formulas;

namespace {

class Formula : public testing::TestWithParam<FormulaUnderTest> {};

TEST_P(Formula, f32LiesWithinTwoUlp) {
  // An odd stride, so that all exponents and low bits occur.
  Worst<float> worst = measure32(GetParam(), 0, 1ull << 32, 8191);
  EXPECT_LE(worst.ulps, 2) << "at " << worst.argument;
}

TEST_P(Formula, f64LiesWithinTwoUlp) {
  Worst<double> worst = measure64(GetParam(), 1 << 14);
  EXPECT_LE(worst.ulps, 2) << "at " << worst.argument;
}

INSTANTIATE_TEST_SUITE_P(All, Formula, testing::ValuesIn(formulasUnderTest()),
                         [](const auto &info) {
                           return std::string(info.param.name);
                         });

TEST(Pow, liesWithinTwoUlpAndFollowsC) {
  Worst<float> f32 = measurePow32(1 << 14);
  EXPECT_LE(f32.ulps, 2) << "at " << f32.argument;
  Worst<double> f64 = measurePow64(1 << 14);
  EXPECT_LE(f64.ulps, 2) << "at " << f64.argument;
}

TEST(Remainder, isExact) {
  EXPECT_EQ(countWrongRemainders32(1 << 16), 0u);
  EXPECT_EQ(countWrongRemainders64(1 << 16), 0u);
}

// The measure itself must see errors.
TEST(Ulps, areCounted) {
  EXPECT_EQ(ulps(1.0f, 1.0), 0);
  EXPECT_EQ(ulps(1.0f, 1.0 + 0x1p-24), 0.5);
  EXPECT_EQ(ulps(0x1p-149f, 0x1p-148), 1);
  EXPECT_EQ(ulps(0.0f, -0.0), INFINITY);
  EXPECT_EQ(ulps(NAN, 1.0), INFINITY);
  EXPECT_EQ(ulps(INFINITY, 0x1.fffffep127), 1);
}

} // namespace
