// What holds for a DimExpr over all values of its symbols: bounds and divisor.
//
// Bounds come from interval arithmetic, saturating, and from relations: a term
// c * (e floordiv d) lies between c*e/d and c*(e-d+1)/d, and max or min lies
// beside each of its operands. Putting those in place of the term lets e
// cancel against the rest, so that s floordiv 2 <= s is provable.
#include "dialects/Dim/DimExpr.h"
#include "llvm/Support/MathExtras.h"
#include <algorithm>
#include <numeric>

using namespace mlir;
using namespace hfc::dim;

static constexpr int64_t none = INT64_MAX, noneBelow = INT64_MIN;

static DimExpr operandOf(AtomAttr atom, unsigned index) {
  return cast<ExprAttr>(atom.getOperands()[index]);
}

//===- Interval arithmetic ----------------------------------------------===//

static int64_t clamp(__int128 value) {
  return static_cast<int64_t>(std::clamp<__int128>(value, noneBelow, none));
}

static int64_t addBound(int64_t a, int64_t b) {
  for (int64_t bound : {none, noneBelow})
    if (a == bound || b == bound)
      return bound;
  return clamp(static_cast<__int128>(a) + b);
}

static int64_t multiplyBound(int64_t a, int64_t b) {
  return clamp(static_cast<__int128>(a) * b);
}

static Interval multiply(Interval a, Interval b) {
  auto corners = {multiplyBound(a.min, b.min), multiplyBound(a.min, b.max),
                  multiplyBound(a.max, b.min), multiplyBound(a.max, b.max)};
  return {std::min(corners), std::max(corners)};
}

static int64_t floorDivBound(int64_t a, int64_t b) {
  if (a == none || a == noneBelow)
    return a;
  return llvm::divideFloorSigned(a, b);
}

static Interval rangeOfFunction(AtomAttr atom, const SymbolRanges &ranges) {
  Interval a = operandOf(atom, 0).getRange(ranges);
  for (unsigned i = 1, e = atom.getOperands().size(); i != e; ++i) {
    Interval b = operandOf(atom, i).getRange(ranges);
    int64_t least = std::max<int64_t>(b.min, 1); // a divisor is positive
    int64_t most = std::max<int64_t>(b.max, 1);
    switch (atom.getFunction()) {
    case Function::FloorDiv:
      a = {floorDivBound(a.min, a.min < 0 ? least : most),
           floorDivBound(a.max, a.max < 0 ? most : least)};
      break;
    case Function::Mod:
      if (a.min < 0 || a.max >= least)
        a = {0, std::min(a.min < 0 ? none : a.max,
                         b.max == none ? none : most - 1)};
      break;
    case Function::Max:
      a = {std::max(a.min, b.min), std::max(a.max, b.max)};
      break;
    case Function::Min:
      a = {std::min(a.min, b.min), std::min(a.max, b.max)};
      break;
    }
  }
  return a;
}

static Interval rangeOfAtom(Attribute element, const SymbolRanges &ranges) {
  if (auto atom = dyn_cast<AtomAttr>(element))
    return rangeOfFunction(atom, ranges);
  SymbolRange range = ranges.lookup(cast<StringAttr>(element).getValue());
  return {range.min, range.max};
}

static Interval plainRange(DimExpr expr, const SymbolRanges &ranges) {
  Interval sum{0, 0};
  for (auto [coefficient, monomial] : llvm::zip_equal(
           expr.getAttr().getCoefficients(), expr.getAttr().getMonomials())) {
    Interval product{1, 1};
    for (Attribute element : monomial)
      product = multiply(product, rangeOfAtom(element, ranges));
    product = multiply(product, {coefficient, coefficient});
    sum = {addBound(sum.min, product.min), addBound(sum.max, product.max)};
  }
  return sum;
}

//===- Relations --------------------------------------------------------===//

namespace {
class LowerBound {
public:
  explicit LowerBound(const SymbolRanges &ranges) : ranges(ranges) {}

  int64_t of(DimExpr expr) {
    if (!expr)
      return noneBelow;
    int64_t best = plainRange(expr, ranges).min;
    for (auto [coefficient, monomial] : llvm::zip_equal(
             expr.getAttr().getCoefficients(), expr.getAttr().getMonomials())) {
      auto atom =
          monomial.size() == 1 ? dyn_cast<AtomAttr>(monomial[0]) : AtomAttr();
      if (!atom || steps == 0)
        continue;
      --steps;
      DimExpr term =
          DimExpr(ExprAttr::get(expr.getContext(), coefficient, monomial));
      best = std::max(best, through(atom, coefficient, expr - term));
    }
    return best;
  }

private:
  // A lower bound of coefficient * atom + rest.
  int64_t through(AtomAttr atom, int64_t coefficient, DimExpr rest) {
    DimExpr first = operandOf(atom, 0);
    bool atLeastAll = false;
    switch (atom.getFunction()) {
    case Function::Mod:
      return noneBelow;
    case Function::FloorDiv: {
      std::optional<int64_t> divisor = operandOf(atom, 1).getConstant();
      if (!divisor)
        return noneBelow;
      DimExpr dividend = coefficient < 0 ? first : first - (*divisor - 1);
      int64_t scaled = of(rest * *divisor + dividend * coefficient);
      return scaled == noneBelow || scaled == none
                 ? noneBelow
                 : llvm::divideCeilSigned(scaled, *divisor);
    }
    case Function::Max:
      atLeastAll = coefficient > 0;
      break;
    case Function::Min:
      atLeastAll = coefficient < 0;
      break;
    }
    int64_t result = of(rest + first * coefficient);
    for (unsigned i = 1, e = atom.getOperands().size(); i != e; ++i) {
      int64_t other = of(rest + operandOf(atom, i) * coefficient);
      result = atLeastAll ? std::max(result, other) : std::min(result, other);
    }
    return result;
  }

  const SymbolRanges &ranges;
  unsigned steps = 32; // of all the search together: input may be hostile
};
} // namespace

Interval DimExpr::getRange(const SymbolRanges &ranges) const {
  if (!attr)
    return {noneBelow, none};
  Interval range = plainRange(*this, ranges);
  if (isConstant() || isSymbol())
    return range;
  range.min = std::max(range.min, LowerBound(ranges).of(*this));
  int64_t negated = LowerBound(ranges).of(-*this);
  if (negated != noneBelow)
    range.max = std::min(range.max, -negated);
  return range;
}

bool hfc::dim::provablyLE(DimExpr a, DimExpr b, const SymbolRanges &ranges) {
  DimExpr difference = b - a;
  return difference && LowerBound(ranges).of(difference) >= 0;
}

//===- Divisor ----------------------------------------------------------===//

static int64_t divisorOfAtom(Attribute element, const SymbolRanges &ranges) {
  if (auto name = dyn_cast<StringAttr>(element))
    return ranges.lookup(name.getValue()).divisor;
  auto atom = cast<AtomAttr>(element);
  int64_t divisor = operandOf(atom, 0).getDivisor(ranges);
  if (atom.getFunction() == Function::FloorDiv) {
    std::optional<int64_t> by = operandOf(atom, 1).getConstant();
    return by && divisor % *by == 0 ? divisor / *by : 1;
  }
  for (unsigned i = 1, e = atom.getOperands().size(); i != e; ++i)
    divisor = std::gcd(divisor, operandOf(atom, i).getDivisor(ranges));
  return divisor;
}

int64_t DimExpr::getDivisor(const SymbolRanges &ranges) const {
  if (!attr)
    return 1;
  int64_t divisor = 0;
  for (auto [coefficient, monomial] :
       llvm::zip_equal(attr.getCoefficients(), attr.getMonomials())) {
    int64_t product = std::abs(coefficient);
    for (Attribute element : monomial) {
      int64_t whole;
      if (llvm::MulOverflow(product, divisorOfAtom(element, ranges), whole))
        break; // the product so far divides too
      product = whole;
    }
    divisor = std::gcd(divisor, product);
  }
  return divisor;
}
