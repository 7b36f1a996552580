// Algebra of DimExpr: every operation builds the canonical form.
//
// Terms are sorted by degree, highest first, then by their atoms; this is the
// graded lexicographic monomial order, so exactDiv is polynomial long division
// by leading terms. Divisions by c take out whatever c divides (Euclid on each
// coefficient), so that what remains under a floordiv is the same for equal
// sizes: (4*s + 5) floordiv 2 is 2*s + 2.
#include "dialects/Dim/DimExpr.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"
#include <numeric>

using namespace mlir;
using namespace hfc::dim;

namespace {
using Monomial = SmallVector<Attribute, 4>;
struct Term {
  int64_t coefficient;
  Monomial atoms;
};
using Terms = SmallVector<Term, 4>;
} // namespace

static DimExpr operandOf(AtomAttr atom, unsigned index) {
  return cast<ExprAttr>(atom.getOperands()[index]);
}

//===- The order --------------------------------------------------------===//

static int compareAtoms(Attribute a, Attribute b) {
  if (a == b)
    return 0;
  auto nameA = dyn_cast<StringAttr>(a), nameB = dyn_cast<StringAttr>(b);
  if (nameA && nameB)
    return nameA.getValue().compare(nameB.getValue());
  if (nameA || nameB)
    return nameA ? -1 : 1;
  auto atomA = cast<AtomAttr>(a), atomB = cast<AtomAttr>(b);
  if (atomA.getFunction() != atomB.getFunction())
    return atomA.getFunction() < atomB.getFunction() ? -1 : 1;
  if (atomA.getOperands().size() != atomB.getOperands().size())
    return atomA.getOperands().size() < atomB.getOperands().size() ? -1 : 1;
  for (unsigned i = 0, e = atomA.getOperands().size(); i != e; ++i)
    if (int order = compare(operandOf(atomA, i), operandOf(atomB, i)))
      return order;
  return 0;
}

static int compareMonomials(ArrayRef<Attribute> a, ArrayRef<Attribute> b) {
  if (a.size() != b.size())
    return a.size() > b.size() ? -1 : 1;
  for (auto [atomA, atomB] : llvm::zip_equal(a, b))
    if (int order = compareAtoms(atomA, atomB))
      return order;
  return 0;
}

static bool atomsInOrder(Attribute a, Attribute b) {
  return compareAtoms(a, b) < 0;
}

int hfc::dim::compare(DimExpr a, DimExpr b) {
  if (a == b)
    return 0;
  ExprAttr left = a.getAttr(), right = b.getAttr();
  for (auto [x, y] : llvm::zip(left.getMonomials(), right.getMonomials()))
    if (int order = compareMonomials(x.getValue(), y.getValue()))
      return order;
  if (left.getMonomials().size() != right.getMonomials().size())
    return left.getMonomials().size() > right.getMonomials().size() ? -1 : 1;
  for (auto [x, y] :
       llvm::zip_equal(left.getCoefficients(), right.getCoefficients()))
    if (x != y)
      return x < y ? -1 : 1;
  return 0;
}

//===- Building ---------------------------------------------------------===//

// Sorts, merges and bounds. Monomials come with their atoms sorted.
static DimExpr makeSum(MLIRContext *context, Terms terms) {
  llvm::sort(terms, [](const Term &a, const Term &b) {
    return compareMonomials(a.atoms, b.atoms) < 0;
  });
  SmallVector<int64_t> coefficients;
  SmallVector<ArrayAttr> monomials;
  for (size_t i = 0; i < terms.size();) {
    const Monomial &atoms = terms[i].atoms;
    int64_t sum = 0;
    for (; i < terms.size() && terms[i].atoms == atoms; ++i)
      if (llvm::AddOverflow(sum, terms[i].coefficient, sum))
        return {};
    if (sum == 0)
      continue;
    if (sum == INT64_MIN || atoms.size() > DimExpr::maxDegree ||
        coefficients.size() == DimExpr::maxTerms)
      return {};
    coefficients.push_back(sum);
    monomials.push_back(ArrayAttr::get(context, atoms));
  }
  return ExprAttr::get(context, coefficients, monomials);
}

static DimExpr makeTerm(MLIRContext *context, int64_t coefficient,
                        ArrayRef<Attribute> atoms) {
  return makeSum(context, {Term{coefficient, Monomial(atoms)}});
}

static Terms termsOf(DimExpr expr) {
  Terms terms;
  for (auto [coefficient, atoms] : llvm::zip_equal(
           expr.getAttr().getCoefficients(), expr.getAttr().getMonomials()))
    terms.push_back({coefficient, Monomial(atoms.getValue())});
  return terms;
}

static unsigned depthOf(DimExpr expr) {
  unsigned depth = 0;
  for (ArrayAttr monomial : expr.getAttr().getMonomials())
    for (Attribute attr : monomial)
      if (auto atom = dyn_cast<AtomAttr>(attr))
        depth = std::max(depth, atom.getDepth());
  return depth;
}

static DimExpr makeFunction(Function function, ArrayRef<DimExpr> operands) {
  MLIRContext *context = operands[0].getContext();
  SmallVector<Attribute> attributes;
  unsigned depth = 0;
  for (DimExpr operand : operands) {
    attributes.push_back(operand.getAttr());
    depth = std::max(depth, depthOf(operand));
  }
  if (depth >= DimExpr::maxDepth || operands.size() > DimExpr::maxTerms)
    return {};
  return makeTerm(context, 1,
                  AtomAttr::get(context, function, attributes, depth + 1));
}

// The function application that the expression is, if it is just one.
static AtomAttr asAtom(DimExpr expr) {
  ExprAttr attr = expr.getAttr();
  if (attr.getMonomials().size() != 1 || attr.getCoefficients()[0] != 1 ||
      attr.getMonomials()[0].size() != 1)
    return {};
  return dyn_cast<AtomAttr>(attr.getMonomials()[0][0]);
}

DimExpr DimExpr::constant(MLIRContext *context, int64_t value) {
  return makeTerm(context, value, {});
}

DimExpr DimExpr::symbol(MLIRContext *context, StringRef name) {
  return makeTerm(context, 1, StringAttr::get(context, name));
}

std::optional<int64_t> DimExpr::getConstant() const {
  if (!attr)
    return std::nullopt;
  if (attr.getMonomials().empty())
    return 0;
  if (attr.getMonomials().size() == 1 && attr.getMonomials()[0].empty())
    return attr.getCoefficients()[0];
  return std::nullopt;
}

std::optional<StringRef> DimExpr::getSymbol() const {
  if (attr && attr.getMonomials().size() == 1 &&
      attr.getCoefficients()[0] == 1 && attr.getMonomials()[0].size() == 1)
    if (auto name = dyn_cast<StringAttr>(attr.getMonomials()[0][0]))
      return name.getValue();
  return std::nullopt;
}

//===- Ring -------------------------------------------------------------===//

DimExpr DimExpr::operator+(DimExpr other) const {
  if (!attr || !other)
    return {};
  Terms terms = termsOf(*this);
  terms.append(termsOf(other));
  return makeSum(getContext(), std::move(terms));
}

DimExpr DimExpr::operator-(DimExpr other) const { return *this + other * -1; }

DimExpr DimExpr::operator*(DimExpr other) const {
  if (!attr || !other)
    return {};
  Terms product;
  for (const Term &a : termsOf(*this))
    for (const Term &b : termsOf(other)) {
      int64_t coefficient;
      if (llvm::MulOverflow(a.coefficient, b.coefficient, coefficient))
        return {};
      Monomial atoms;
      std::merge(a.atoms.begin(), a.atoms.end(), b.atoms.begin(), b.atoms.end(),
                 std::back_inserter(atoms), atomsInOrder);
      product.push_back({coefficient, std::move(atoms)});
    }
  return makeSum(getContext(), std::move(product));
}

DimExpr DimExpr::operator+(int64_t value) const {
  return attr ? *this + constant(getContext(), value) : *this;
}
DimExpr DimExpr::operator-(int64_t value) const {
  return attr ? *this - constant(getContext(), value) : *this;
}
DimExpr DimExpr::operator*(int64_t value) const {
  return attr ? *this * constant(getContext(), value) : *this;
}

//===- Division ---------------------------------------------------------===//

// a / b, where b's atoms are among a's.
static std::optional<Monomial> divideMonomials(ArrayRef<Attribute> a,
                                               ArrayRef<Attribute> b) {
  Monomial quotient;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(),
                      std::back_inserter(quotient), atomsInOrder);
  if (quotient.size() + b.size() != a.size())
    return std::nullopt;
  return quotient;
}

std::optional<DimExpr> DimExpr::exactDiv(DimExpr divisor) const {
  if (!attr || !divisor || divisor.isConstant(0))
    return std::nullopt;
  Term leading = termsOf(divisor).front();
  DimExpr rest = *this, quotient = constant(getContext(), 0);
  while (rest && !rest.isConstant(0)) {
    Term first = termsOf(rest).front();
    std::optional<Monomial> atoms = divideMonomials(first.atoms, leading.atoms);
    if (!atoms || first.coefficient % leading.coefficient != 0)
      return std::nullopt;
    DimExpr term =
        makeTerm(getContext(), first.coefficient / leading.coefficient, *atoms);
    quotient = quotient + term;
    rest = rest - term * divisor;
  }
  if (!rest || !quotient)
    return std::nullopt;
  return quotient;
}

// The largest monomial with coefficient that divides all terms of both.
static DimExpr commonFactor(DimExpr a, DimExpr b) {
  Terms terms = termsOf(a);
  terms.append(termsOf(b));
  Term common = terms.front();
  common.coefficient = std::abs(common.coefficient);
  for (const Term &term : terms) {
    common.coefficient = std::gcd(common.coefficient, term.coefficient);
    Monomial both;
    std::set_intersection(common.atoms.begin(), common.atoms.end(),
                          term.atoms.begin(), term.atoms.end(),
                          std::back_inserter(both), atomsInOrder);
    common.atoms = std::move(both);
  }
  return makeTerm(a.getContext(), common.coefficient, common.atoms);
}

namespace {
// whole * divisor + rest
struct Division {
  DimExpr whole, rest;
};
} // namespace

// Takes out of each term what the divisor, a single term, divides; rounds down.
static Division takeOutWhole(DimExpr expr, DimExpr divisor) {
  MLIRContext *context = expr.getContext();
  Division result{DimExpr::constant(context, 0), expr};
  Terms divisorTerms = termsOf(divisor);
  if (divisorTerms.size() != 1)
    return result;
  Terms whole, rest;
  const Term &by = divisorTerms.front();
  for (const Term &term : termsOf(expr)) {
    std::optional<Monomial> atoms = divideMonomials(term.atoms, by.atoms);
    if (!atoms || by.coefficient < 1) {
      rest.push_back(term);
      continue;
    }
    int64_t quotient =
        llvm::divideFloorSigned(term.coefficient, by.coefficient);
    whole.push_back({quotient, *atoms});
    rest.push_back({term.coefficient - quotient * by.coefficient, term.atoms});
  }
  return {makeSum(context, std::move(whole)),
          makeSum(context, std::move(rest))};
}

// Below a constant divisor only multiples of the common factor of the other
// terms count, so the constant term is rounded down to one.
static DimExpr roundConstantDown(DimExpr expr, int64_t divisor) {
  Terms terms = termsOf(expr);
  if (terms.size() < 2 || !terms.back().atoms.empty())
    return expr;
  int64_t factor = divisor;
  for (const Term &term : ArrayRef(terms).drop_back())
    factor = std::gcd(factor, term.coefficient);
  return expr - llvm::mod(terms.back().coefficient, factor);
}

DimExpr DimExpr::floorDiv(DimExpr divisor) const {
  if (!attr || !divisor || divisor.getConstant().value_or(1) < 1)
    return {};
  if (std::optional<DimExpr> exact = exactDiv(divisor))
    return *exact;
  auto [whole, rest] = takeOutWhole(*this, divisor);
  if (!whole || !rest)
    return {};
  std::optional<int64_t> constantDivisor = divisor.getConstant();
  if (constantDivisor)
    rest = roundConstantDown(rest, *constantDivisor);
  if (rest.isConstant(0))
    return whole;
  if (constantDivisor && rest.isConstant()) // 0 <= rest < divisor
    return whole;
  DimExpr factor = commonFactor(rest, divisor);
  if (!factor.isConstant(1))
    return whole + rest.exactDiv(factor)->floorDiv(*divisor.exactDiv(factor));

  // ((a floordiv c) + k) floordiv d  is  (a + k*c) floordiv (c*d).
  Terms terms = termsOf(rest);
  DimExpr first = makeTerm(getContext(), terms[0].coefficient, terms[0].atoms);
  AtomAttr atom = asAtom(first);
  if (constantDivisor && atom && atom.getFunction() == Function::FloorDiv &&
      operandOf(atom, 1).isConstant() && (rest - first).isConstant()) {
    DimExpr inner = operandOf(atom, 1);
    return whole + (operandOf(atom, 0) + (rest - first) * inner)
                       .floorDiv(inner * divisor);
  }
  return whole + makeFunction(Function::FloorDiv, {rest, divisor});
}

DimExpr DimExpr::ceilDiv(DimExpr divisor) const {
  return (*this + divisor - 1).floorDiv(divisor);
}

DimExpr DimExpr::mod(DimExpr divisor) const {
  if (!attr || !divisor || divisor.getConstant().value_or(1) < 1)
    return {};
  if (exactDiv(divisor))
    return constant(getContext(), 0);
  DimExpr rest = takeOutWhole(*this, divisor).rest;
  if (!rest || (rest.isConstant() && divisor.isConstant()))
    return rest;
  DimExpr factor = commonFactor(rest, divisor);
  // A factor may be zero only where the divisor is.
  if (!factor.isConstant(1))
    return factor * rest.exactDiv(factor)->mod(*divisor.exactDiv(factor));
  return makeFunction(Function::Mod, {rest, divisor});
}

//===- max and min ------------------------------------------------------===//

static DimExpr extremum(Function function, DimExpr a, DimExpr b) {
  if (!a || !b)
    return {};
  SmallVector<DimExpr> operands;
  for (DimExpr side : {a, b}) {
    AtomAttr atom = asAtom(side);
    if (!atom || atom.getFunction() != function) {
      operands.push_back(side);
      continue;
    }
    for (unsigned i = 0, e = atom.getOperands().size(); i != e; ++i)
      operands.push_back(operandOf(atom, i));
  }
  llvm::sort(operands, [](DimExpr x, DimExpr y) { return compare(x, y) < 0; });
  operands.erase(llvm::unique(operands), operands.end());
  if (operands.size() > DimExpr::maxTerms)
    return {};
  // One by one: two different forms of the same size dominate each other.
  for (unsigned i = 0; i < operands.size();) {
    DimExpr x = operands[i];
    bool dominated = llvm::any_of(operands, [&](DimExpr y) {
      return x != y &&
             (function == Function::Max ? provablyLE(x, y) : provablyLE(y, x));
    });
    if (dominated)
      operands.erase(operands.begin() + i);
    else
      ++i;
  }
  return operands.size() == 1 ? operands.front()
                              : makeFunction(function, operands);
}

DimExpr DimExpr::max(DimExpr other) const {
  return extremum(Function::Max, *this, other);
}
DimExpr DimExpr::min(DimExpr other) const {
  return extremum(Function::Min, *this, other);
}

//===- Walking ----------------------------------------------------------===//

SmallVector<StringRef> DimExpr::getSymbols() const {
  SmallVector<StringRef> names;
  if (attr)
    for (ArrayAttr monomial : attr.getMonomials())
      for (Attribute element : monomial) {
        if (auto name = dyn_cast<StringAttr>(element)) {
          names.push_back(name.getValue());
          continue;
        }
        for (Attribute operand : cast<AtomAttr>(element).getOperands())
          llvm::append_range(names,
                             DimExpr(cast<ExprAttr>(operand)).getSymbols());
      }
  llvm::sort(names);
  names.erase(llvm::unique(names), names.end());
  return names;
}

static DimExpr apply(Function function, DimExpr a, DimExpr b) {
  switch (function) {
  case Function::FloorDiv:
    return a.floorDiv(b);
  case Function::Mod:
    return a.mod(b);
  case Function::Max:
    return a.max(b);
  case Function::Min:
    return a.min(b);
  }
  llvm_unreachable("all functions are listed");
}

DimExpr DimExpr::substitute(
    llvm::function_ref<std::optional<DimExpr>(StringRef)> replace) const {
  if (!attr)
    return {};
  DimExpr sum = constant(getContext(), 0);
  for (const Term &term : termsOf(*this)) {
    DimExpr product = constant(getContext(), term.coefficient);
    for (Attribute element : term.atoms) {
      if (auto name = dyn_cast<StringAttr>(element)) {
        std::optional<DimExpr> value = replace(name.getValue());
        product =
            product * (value ? *value : makeTerm(getContext(), 1, element));
        continue;
      }
      auto atom = cast<AtomAttr>(element);
      DimExpr value = operandOf(atom, 0).substitute(replace);
      for (unsigned i = 1, e = atom.getOperands().size(); i != e; ++i)
        value = apply(atom.getFunction(), value,
                      operandOf(atom, i).substitute(replace));
      product = product * value;
    }
    sum = sum + product;
  }
  return sum;
}

static std::optional<int64_t> applyTo(Function function, int64_t a, int64_t b) {
  switch (function) {
  case Function::FloorDiv:
  case Function::Mod:
    if (b < 1)
      return std::nullopt;
    return function == Function::Mod ? llvm::mod(a, b)
                                     : llvm::divideFloorSigned(a, b);
  case Function::Max:
    return std::max(a, b);
  case Function::Min:
    return std::min(a, b);
  }
  llvm_unreachable("all functions are listed");
}

static std::optional<int64_t>
evaluateAtom(Attribute element,
             llvm::function_ref<std::optional<int64_t>(StringRef)> value) {
  if (auto name = dyn_cast<StringAttr>(element))
    return value(name.getValue());
  auto atom = cast<AtomAttr>(element);
  std::optional<int64_t> result = operandOf(atom, 0).evaluate(value);
  for (unsigned i = 1, e = atom.getOperands().size(); i != e && result; ++i) {
    std::optional<int64_t> operand = operandOf(atom, i).evaluate(value);
    result =
        operand ? applyTo(atom.getFunction(), *result, *operand) : std::nullopt;
  }
  return result;
}

std::optional<int64_t> DimExpr::evaluate(
    llvm::function_ref<std::optional<int64_t>(StringRef)> value) const {
  if (!attr)
    return std::nullopt;
  int64_t sum = 0;
  for (const Term &term : termsOf(*this)) {
    int64_t product = term.coefficient;
    for (Attribute element : term.atoms) {
      std::optional<int64_t> factor = evaluateAtom(element, value);
      if (!factor || llvm::MulOverflow(product, *factor, product))
        return std::nullopt;
    }
    if (llvm::AddOverflow(sum, product, sum))
      return std::nullopt;
  }
  return sum;
}
