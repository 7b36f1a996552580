// Expands values into polynomials; see Polynomial.h.
#include "passes/graph/Polynomial.h"
#include "passes/graph/Matching.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::graph;
using namespace hfc::hf;

using Factors = SmallVector<Leaf, 4>;

static constexpr unsigned maxTerms = 16, maxFactors = 8, maxDepth = 12;

std::optional<Factors> PolynomialTerm::without(ArrayRef<Leaf> leaves) const {
  Factors rest = factors;
  for (const Leaf &leaf : leaves) {
    auto *found = llvm::find(rest, leaf);
    if (found == rest.end())
      return std::nullopt;
    rest.erase(found);
  }
  return rest;
}

static bool sameFactors(const PolynomialTerm &term, ArrayRef<Leaf> factors) {
  std::optional<Factors> rest = term.without(factors);
  return rest && rest->empty();
}

double Polynomial::coefficientOf(ArrayRef<Leaf> factors) const {
  for (const PolynomialTerm &term : terms)
    if (sameFactors(term, factors))
      return term.coefficient;
  return 0;
}

static std::optional<Polynomial> add(const Polynomial &a, const Polynomial &b,
                                     double factor) {
  Polynomial sum = a;
  for (const PolynomialTerm &term : b.terms) {
    auto *same = llvm::find_if(sum.terms, [&](const PolynomialTerm &other) {
      return sameFactors(other, term.factors);
    });
    if (same == sum.terms.end())
      sum.terms.push_back({term.coefficient * factor, term.factors});
    else
      same->coefficient += term.coefficient * factor;
  }
  llvm::erase_if(sum.terms, [](const PolynomialTerm &term) {
    return term.coefficient == 0;
  });
  if (sum.terms.size() > maxTerms)
    return std::nullopt;
  return sum;
}

static std::optional<Polynomial> multiply(const Polynomial &a,
                                          const Polynomial &b) {
  std::optional<Polynomial> product = Polynomial();
  for (const PolynomialTerm &x : a.terms)
    for (const PolynomialTerm &y : b.terms) {
      PolynomialTerm term{x.coefficient * y.coefficient, x.factors};
      llvm::append_range(term.factors, y.factors);
      if (term.factors.size() > maxFactors)
        return std::nullopt;
      product = add(*product, Polynomial{{term}}, 1);
      if (!product)
        return std::nullopt;
    }
  return product;
}

static Polynomial makeLeaf(Value value, Leaf::Kind kind = Leaf::Plain) {
  return {{{1.0, {Leaf{value, kind}}}}};
}

// v of sqrt(v) or pow(v, 1/2).
static Value matchSqrt(Value value) {
  if (auto sqrt = value.getDefiningOp<SqrtOp>())
    return sqrt.getOperand();
  if (auto pow = matchWithScalar<PowOp>(value); pow && pow->factor == 0.5)
    return pow->base;
  return {};
}

Value graph::matchRoot(Operation *op) {
  Value value = op->getResult(0);
  if (auto rsqrt = dyn_cast<RsqrtOp>(op))
    return rsqrt.getOperand();
  if (auto pow = matchWithScalar<PowOp>(value); pow && pow->factor == -0.5)
    return pow->base;
  return matchSqrt(value);
}

static Polynomial makeInverse(Value value) {
  if (Value root = matchSqrt(value))
    return makeLeaf(root, Leaf::InverseRoot);
  return makeLeaf(value, Leaf::Inverse);
}

namespace {
class Expansion {
public:
  explicit Expansion(ValueRange leaves) : leaves(leaves) {}

  std::optional<Polynomial> of(Value value, unsigned depth) const {
    Operation *op = value.getDefiningOp();
    if (llvm::is_contained(leaves, value))
      return makeLeaf(value);
    if (auto number = getScalar(value))
      return *number == 0 ? Polynomial() : Polynomial{{{*number, {}}}};
    if (!op || depth == maxDepth)
      return makeLeaf(value);
    if (isa<AddOp, SubOp>(op))
      return sum(op, isa<AddOp>(op) ? 1 : -1, depth);
    if (auto mul = dyn_cast<MulOp>(op))
      return product(mul.getLhs(), mul.getRhs(), depth);
    if (auto neg = dyn_cast<NegOp>(op)) {
      std::optional<Polynomial> operand = of(neg.getOperand(), depth + 1);
      return operand ? add(Polynomial(), *operand, -1) : operand;
    }
    if (auto div = dyn_cast<DivOp>(op))
      return quotient(div, depth);
    if (auto reciprocal = dyn_cast<ReciprocalOp>(op))
      return makeInverse(reciprocal.getOperand());
    if (auto rsqrt = dyn_cast<RsqrtOp>(op))
      return makeLeaf(rsqrt.getOperand(), Leaf::InverseRoot);
    if (auto pow = matchWithScalar<PowOp>(value))
      return power(value, pow->base, pow->factor, depth);
    return makeLeaf(value);
  }

private:
  std::optional<Polynomial> sum(Operation *op, double factor,
                                unsigned depth) const {
    auto a = of(op->getOperand(0), depth + 1);
    auto b = of(op->getOperand(1), depth + 1);
    return a && b ? add(*a, *b, factor) : std::nullopt;
  }

  std::optional<Polynomial> product(Value x, Value y, unsigned depth) const {
    auto a = of(x, depth + 1), b = of(y, depth + 1);
    return a && b ? multiply(*a, *b) : std::nullopt;
  }

  std::optional<Polynomial> quotient(DivOp div, unsigned depth) const {
    auto a = of(div.getLhs(), depth + 1);
    if (!a)
      return std::nullopt;
    if (auto number = getScalar(div.getRhs()); number && *number != 0)
      return add(Polynomial(), *a, 1 / *number);
    return multiply(*a, makeInverse(div.getRhs()));
  }

  std::optional<Polynomial> power(Value value, Value base, double exponent,
                                  unsigned depth) const {
    if (exponent == -0.5)
      return makeLeaf(base, Leaf::InverseRoot);
    if (exponent != 2 && exponent != 3)
      return makeLeaf(value);
    auto a = of(base, depth + 1);
    auto square = a ? multiply(*a, *a) : std::nullopt;
    return exponent == 2 || !square ? square : multiply(*square, *a);
  }

  ValueRange leaves;
};
} // namespace

std::optional<Polynomial> graph::getPolynomial(Value value, ValueRange leaves) {
  return Expansion(leaves).of(value, 0);
}
