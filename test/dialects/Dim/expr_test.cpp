// Canonical forms that passes and frontends lean on, and what is provable.
#include "dialects/Dim/DimExpr.h"
#include "gtest/gtest.h"

using namespace hfc::dim;

namespace {
class DimExprTest : public ::testing::Test {
protected:
  DimExprTest() { context.loadDialect<DimDialect>(); }
  DimExpr parse(llvm::StringRef text) { return DimExpr::parse(&context, text); }
  std::string canonical(llvm::StringRef text) { return parse(text).str(); }

  mlir::MLIRContext context;
};
} // namespace

TEST_F(DimExprTest, SumsAndProductsAreOrderedAndMerged) {
  EXPECT_EQ(canonical("s*b"), "b*s");
  EXPECT_EQ(canonical("1 + s"), "s + 1");
  EXPECT_EQ(canonical("s + s"), "2*s");
  EXPECT_EQ(canonical("s - s"), "0");
  EXPECT_EQ(canonical("(s + 1)*(s - 1)"), "s*s - 1");
  EXPECT_EQ(canonical("4 - s"), "-s + 4");
  EXPECT_EQ(canonical("-3"), "-3");
  EXPECT_EQ(canonical("2*3 + 4"), "10");
}

TEST_F(DimExprTest, FloorDivTakesOutWhatDivides) {
  EXPECT_EQ(canonical("(4*s) floordiv 4"), "s");
  EXPECT_EQ(canonical("(4*s + 3) floordiv 4"), "s");
  EXPECT_EQ(canonical("(4*s + 5) floordiv 2"), "2*s + 2");
  EXPECT_EQ(canonical("(3*s) floordiv 2"), "s + s floordiv 2");
  EXPECT_EQ(canonical("(2*s + 1) floordiv 4"), "s floordiv 2");
  EXPECT_EQ(canonical("(b*s*12) floordiv (b*4)"), "3*s");
  EXPECT_EQ(canonical("(b*s) floordiv (2*b)"), "s floordiv 2");
  EXPECT_EQ(canonical("(s*s - 1) floordiv (s + 1)"), "s - 1");
  EXPECT_EQ(canonical("7 floordiv 2"), "3");
  EXPECT_EQ(canonical("(-7) floordiv 2"), "-4");
}

TEST_F(DimExprTest, RepeatedHalvingIsOneDivision) {
  EXPECT_EQ(canonical("((s + 1) floordiv 2 + 1) floordiv 2"),
            "(s + 3) floordiv 4");
  EXPECT_EQ(canonical("(s floordiv 3) floordiv 5"), "s floordiv 15");
}

TEST_F(DimExprTest, CeilDivAndMod) {
  EXPECT_EQ(canonical("s ceildiv 2"), "(s + 1) floordiv 2");
  EXPECT_EQ(canonical("(2*s) ceildiv 2"), "s");
  EXPECT_EQ(canonical("(4*s + 7) mod 4"), "3");
  EXPECT_EQ(canonical("(5*s) mod 4"), "s mod 4");
  EXPECT_EQ(canonical("(2*s) mod 4"), "2*(s mod 2)");
  EXPECT_EQ(canonical("(-1) mod 4"), "3");
}

TEST_F(DimExprTest, MaxAndMinDropWhatIsDominated) {
  EXPECT_EQ(canonical("max(s, 4)"), "max(s, 4)");
  EXPECT_EQ(canonical("max(4, s)"), "max(s, 4)");
  EXPECT_EQ(canonical("max(s, s)"), "s");
  EXPECT_EQ(canonical("max(s + 4, 4)"), "s + 4");
  EXPECT_EQ(canonical("max(s, 0)"), "s");
  EXPECT_EQ(canonical("min(s, 0)"), "0");
  EXPECT_EQ(canonical("max(max(s, 4), max(b, 7))"), "max(b, s, 7)");
  EXPECT_EQ(canonical("min(s floordiv 2, s)"), "s floordiv 2");
}

TEST_F(DimExprTest, TextIsReadBack) {
  for (llvm::StringRef text :
       {"b*s", "(s + 1) floordiv 2", "max(s, 4)", "2*((s + 1) floordiv 2)",
        "-s + 4", "\"batch size\" + 1", "\"max\"", "(b*s) mod t",
        "s*s floordiv t", "3*max(b + 1, s) - (s mod 3) + 7"}) {
    DimExpr expr = parse(text);
    ASSERT_TRUE(expr) << text.str();
    EXPECT_EQ(parse(expr.str()), expr) << text.str();
  }
}

TEST_F(DimExprTest, BadTextIsNull) {
  for (llvm::StringRef text :
       {"", "s +", "s t", "(s", "s floordiv", "max()", "floordiv",
        "s floordiv 0", "s mod (1 - 1)", "9223372036854775807 + 1",
        "99999999999999999999", "s> + #dim.expr<s"})
    EXPECT_FALSE(parse(text)) << text.str();
}

TEST_F(DimExprTest, ExactDivision) {
  auto divide = [&](llvm::StringRef a, llvm::StringRef b) {
    std::optional<DimExpr> result = parse(a).exactDiv(parse(b));
    return result ? result->str() : "none";
  };
  EXPECT_EQ(divide("b*s*384", "b*s*12"), "32");
  EXPECT_EQ(divide("b*s*384", "s*32"), "12*b");
  EXPECT_EQ(divide("b*s + b", "s + 1"), "b");
  EXPECT_EQ(divide("b*s + b + 1", "s + 1"), "none");
  EXPECT_EQ(divide("s", "2"), "none");
  EXPECT_EQ(divide("s", "0"), "none");
  EXPECT_EQ(divide("0", "s"), "0");
}

TEST_F(DimExprTest, OverflowAndGrowthGiveNull) {
  DimExpr large = DimExpr::constant(&context, int64_t(1) << 62);
  EXPECT_FALSE(large + large);
  EXPECT_FALSE((large * 4 - 1) * 2);
  DimExpr sum = DimExpr::symbol(&context, "s");
  for (int i = 0; i < 200 && sum; ++i)
    sum = sum + DimExpr::symbol(&context, "t" + std::to_string(i));
  EXPECT_FALSE(sum);
  DimExpr nested = DimExpr::symbol(&context, "s");
  for (int i = 0; i < 200 && nested; ++i)
    nested = (nested * nested + 1).mod(DimExpr::symbol(&context, "t"));
  EXPECT_FALSE(nested);
}

TEST_F(DimExprTest, SubstitutionIsCanonical) {
  auto substitute = [&](llvm::StringRef text, llvm::StringRef forS) {
    return parse(text)
        .substitute([&](llvm::StringRef name) -> std::optional<DimExpr> {
          if (name == "s")
            return parse(forS);
          return std::nullopt;
        })
        .str();
  };
  EXPECT_EQ(substitute("(s + 1) floordiv 2", "2*t"), "t");
  EXPECT_EQ(substitute("b*s", "128"), "128*b");
  EXPECT_EQ(substitute("max(s, 4)", "t + 8"), "t + 8");
}

TEST_F(DimExprTest, RangesAndDivisors) {
  SymbolRanges ranges;
  ranges["s"] = {1, 512, 1};
  ranges["t"] = {0, 64, 8};
  auto range = [&](llvm::StringRef text) {
    Interval bounds = parse(text).getRange(ranges);
    return std::to_string(bounds.min) + ".." + std::to_string(bounds.max);
  };
  EXPECT_EQ(range("s"), "1..512");
  EXPECT_EQ(range("2*s - 3"), "-1..1021");
  EXPECT_EQ(range("(s + 1) floordiv 2"), "1..256");
  EXPECT_EQ(range("s mod 7"), "0..6");
  EXPECT_EQ(range("max(s, 4)"), "4..512");
  EXPECT_EQ(range("s - (s floordiv 2)"), "1..256");
  EXPECT_EQ(range("s*t"), "0..32768");
  EXPECT_EQ(parse("unknown + 1").getRange(ranges).min, 1);
  EXPECT_EQ(parse("unknown + 1").getRange(ranges).max, INT64_MAX);

  EXPECT_EQ(parse("t").getDivisor(ranges), 8);
  EXPECT_EQ(parse("3*t + 12").getDivisor(ranges), 12);
  EXPECT_EQ(parse("t floordiv 2").getDivisor(ranges), 4);
  EXPECT_EQ(parse("s").getDivisor(ranges), 1);
}

TEST_F(DimExprTest, ProvableComparison) {
  EXPECT_TRUE(provablyLE(parse("s floordiv 2"), parse("s")));
  EXPECT_TRUE(provablyLE(parse("min(s, 512)"), parse("512")));
  EXPECT_TRUE(provablyLE(parse("s"), parse("max(s, t)")));
  EXPECT_TRUE(provablyLE(parse("s"), parse("2*((s + 1) floordiv 2)")));
  EXPECT_FALSE(provablyLE(parse("s"), parse("2*(s floordiv 2)")));
  EXPECT_FALSE(provablyLE(parse("s"), parse("t")));
  SymbolRanges ranges;
  ranges["s"] = {0, 512, 1};
  EXPECT_TRUE(provablyLE(parse("s"), parse("t + 512"), ranges));
  EXPECT_FALSE(provablyLE(parse("s"), parse("t + 511"), ranges));
}

TEST_F(DimExprTest, EvaluationIsChecked) {
  auto evaluate = [&](llvm::StringRef text, int64_t s) {
    return parse(text).evaluate(
        [&](llvm::StringRef name) -> std::optional<int64_t> {
          if (name == "s")
            return s;
          return std::nullopt;
        });
  };
  EXPECT_EQ(evaluate("(s + 1) floordiv 2", 7), 4);
  EXPECT_EQ(evaluate("7 floordiv s", 0), std::nullopt);
  EXPECT_EQ(evaluate("7 floordiv (s - 4)", 2), std::nullopt);
  EXPECT_EQ(evaluate("s*s", int64_t(1) << 40), std::nullopt);
  EXPECT_EQ(evaluate("s + t", 1), std::nullopt);
}
