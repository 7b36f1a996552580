// Random expressions: the canonical form has the value of the expression it was
// built from, lies in its range, is a multiple of its divisor, and is read back
// from its text.
#include "dialects/Dim/DimExpr.h"
#include "gtest/gtest.h"
#include <random>

using namespace hfc::dim;

namespace {
constexpr int symbolCount = 3;
constexpr const char *names[symbolCount] = {"a", "b", "c"};
using Point = std::array<int64_t, symbolCount>;

int64_t floorDiv(int64_t a, int64_t b) {
  return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

// An expression in both forms: canonical, and as a tree of host arithmetic.
struct Both {
  DimExpr expr;
  std::function<std::optional<int64_t>(const Point &)> value;
};

class Generator {
public:
  Generator(mlir::MLIRContext &context, unsigned seed)
      : context(context), random(seed) {}

  int64_t below(int64_t limit) { return random() % limit; }

  Both make(int depth) {
    int kind = depth == 0 ? below(2) : below(9);
    if (kind == 0) {
      int64_t value = below(9) - 2;
      return {DimExpr::constant(&context, value),
              [=](const Point &) { return value; }};
    }
    if (kind == 1) {
      int index = below(symbolCount);
      return {DimExpr::symbol(&context, names[index]),
              [=](const Point &point) { return point[index]; }};
    }
    Both x = make(depth - 1), y = make(depth - 1);
    return {combine(kind, x.expr, y.expr),
            [=](const Point &point) -> std::optional<int64_t> {
              std::optional<int64_t> a = x.value(point), b = y.value(point);
              if (!a || !b)
                return std::nullopt;
              return combineValues(kind, *a, *b);
            }};
  }

private:
  static DimExpr combine(int kind, DimExpr x, DimExpr y) {
    switch (kind) {
    case 2:
      return x + y;
    case 3:
      return x - y;
    case 4:
      return x * y;
    case 5:
      return x.floorDiv(y);
    case 6:
      return x.mod(y);
    case 7:
      return x.max(y);
    default:
      return x.min(y);
    }
  }
  static std::optional<int64_t> combineValues(int kind, int64_t a, int64_t b) {
    switch (kind) {
    case 2:
      return a + b;
    case 3:
      return a - b;
    case 4:
      return a * b;
    case 5:
      return b < 1 ? std::nullopt : std::optional(floorDiv(a, b));
    case 6:
      return b < 1 ? std::nullopt : std::optional(a - floorDiv(a, b) * b);
    case 7:
      return std::max(a, b);
    default:
      return std::min(a, b);
    }
  }

  mlir::MLIRContext &context;
  std::mt19937 random;
};
} // namespace

TEST(DimExprRandom, CanonicalFormMeansTheSame) {
  mlir::MLIRContext context;
  context.loadDialect<DimDialect>();
  SymbolRanges ranges;
  ranges["a"] = {0, 12, 1};
  ranges["b"] = {1, 9, 1};
  ranges["c"] = {0, 24, 4};
  int compared = 0;
  for (unsigned seed = 0; seed < 3000; ++seed) {
    Generator generator(context, seed);
    Both both = generator.make(1 + seed % 4);
    if (!both.expr)
      continue;
    Interval range = both.expr.getRange(ranges);
    int64_t divisor = both.expr.getDivisor(ranges);
    ASSERT_EQ(DimExpr::parse(&context, both.expr.str()), both.expr)
        << both.expr.str();
    for (int trial = 0; trial < 20; ++trial) {
      Point point = {generator.below(13), 1 + generator.below(9),
                     4 * generator.below(7)};
      // Where a divisor is not positive nothing is promised.
      std::optional<int64_t> wanted = both.value(point);
      if (!wanted)
        continue;
      std::optional<int64_t> got = both.expr.evaluate(
          [&](llvm::StringRef name) { return point[name[0] - 'a']; });
      ASSERT_EQ(got, wanted) << both.expr.str() << " at " << point[0] << " "
                             << point[1] << " " << point[2];
      ASSERT_LE(range.min, *wanted) << both.expr.str();
      ASSERT_GE(range.max, *wanted) << both.expr.str();
      if (divisor == 0)
        ASSERT_EQ(*wanted, 0) << both.expr.str();
      else
        ASSERT_EQ(*wanted % divisor, 0) << both.expr.str();
      ++compared;
    }
  }
  EXPECT_GT(compared, 20000);
}

// (a*d + r) floordiv d, whatever a is: the laws that make equal sizes equal.
TEST(DimExprRandom, DivisionLawsHoldAsAttributes) {
  mlir::MLIRContext context;
  context.loadDialect<DimDialect>();
  int divisions = 0;
  for (unsigned seed = 0; seed < 500; ++seed) {
    Generator generator(context, seed);
    DimExpr expr = generator.make(2).expr, other = generator.make(2).expr;
    int64_t d = 2 + generator.below(7), r = generator.below(d);
    if (!expr || !other || other.isConstant())
      continue;
    DimExpr divisor = DimExpr::constant(&context, d);
    EXPECT_EQ((expr * d + r).floorDiv(divisor), expr) << expr.str();
    EXPECT_EQ((expr * d + r).mod(divisor), DimExpr::constant(&context, r));
    EXPECT_EQ((expr * other).exactDiv(other), expr)
        << expr.str() << " by " << other.str();
    EXPECT_EQ(expr.floorDiv(divisor) + other,
              (expr + other * d).floorDiv(divisor))
        << expr.str();
    ++divisions;
  }
  EXPECT_GT(divisions, 100);
}
