// See Symbols.h.
#include "frontends/onnx/Symbols.h"
#include "diagnostics/Error.h"
#include "diagnostics/Quote.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::onnx;
using diag::Code;
using dim::DimExpr;

//===- Names ------------------------------------------------------------===//

// What IR and terminals can show: anything printable but quotes.
static std::string sanitise(StringRef name) {
  std::string result = name.take_front(120).str();
  for (char &c : result)
    if (!llvm::isPrint(c) || c == '"' || c == '\\')
      c = '_';
  return result;
}

// The symbol of a dim that has no value.
std::string Symbols::declare(const ValueInfo &input, unsigned index,
                             const Dim &dim) {
  if (!dim.param.empty()) {
    auto known = nameOfParam.find(dim.param);
    if (known != nameOfParam.end())
      return known->second;
  }
  std::string name = declare(
      dim.param.empty() ? llvm::formatv("{0}.{1}", input.name, index).str()
                        : dim.param);
  if (!dim.param.empty())
    nameOfParam[dim.param] = name;
  return name;
}

std::string Symbols::declare(StringRef wanted) {
  std::string clean = sanitise(wanted), name = clean;
  for (unsigned i = 2; llvm::is_contained(names, name); ++i)
    name = llvm::formatv("{0}.{1}", clean, i);
  names.push_back(name);
  ranges[name] = {0, maxSize, 1};
  return name;
}

Symbols::Bound Symbols::bind(StringRef name, int64_t max) {
  auto [known, fresh] = bound.try_emplace(scope + name.str());
  Bound &entry = known->second;
  if (fresh) {
    entry.symbol = declare(name);
    boundPlaces[entry.symbol] = boundPlaces.size();
    ranges[entry.symbol].max = std::clamp<int64_t>(max, 0, maxSize);
    entry.range = ranges[entry.symbol];
    entry.value = DimExpr::symbol(context, entry.symbol);
  }
  Bound result = entry;
  if (auto range = ranges.find(entry.symbol); range != ranges.end())
    result.range = range->second;
  result.value = resolve(entry.value);
  return result;
}

llvm::Expected<Symbols> Symbols::create(MLIRContext *context,
                                        ArrayRef<const ValueInfo *> inputs,
                                        ArrayRef<ImportOptions::Dim> bounds) {
  Symbols symbols(context);
  llvm::StringSet<> params;
  for (const ValueInfo *input : inputs)
    for (const Dim &dim : *input->type.shape)
      params.insert(dim.param);
  // "past + seq" where another dim is `past` and another `seq`.
  auto asExpression = [&](StringRef param) -> DimExpr {
    DimExpr expr =
        param.size() > 256 ? DimExpr() : DimExpr::parse(context, param);
    if (!expr || expr.isSymbol() || expr.isConstant() ||
        !llvm::all_of(expr.getSymbols(), [&](StringRef symbol) {
          return symbol != param && params.contains(symbol);
        }))
      return {};
    return expr;
  };
  // Plain names first: expressions are over them.
  for (const ValueInfo *input : inputs)
    for (auto [index, dim] : llvm::enumerate(*input->type.shape)) {
      DimExpr size;
      if (dim.value)
        size = DimExpr::constant(context, *dim.value);
      else if (!asExpression(dim.param))
        size = DimExpr::symbol(context, symbols.declare(*input, index, dim));
      symbols.inputDims[input->name].push_back(size);
    }
  for (const ValueInfo *input : inputs)
    for (auto [size, dim] :
         llvm::zip(symbols.inputDims[input->name], *input->type.shape))
      if (!size)
        size = asExpression(dim.param).substitute([&](StringRef param) {
          return std::optional(
              DimExpr::symbol(context, symbols.nameOfParam.lookup(param)));
        });
  if (auto error = symbols.setBounds(bounds))
    return error;
  return symbols;
}

llvm::Error Symbols::setBounds(ArrayRef<ImportOptions::Dim> bounds) {
  for (const ImportOptions::Dim &bound : bounds) {
    auto param = nameOfParam.find(bound.name);
    StringRef name = param == nameOfParam.end() ? StringRef(bound.name)
                                                : StringRef(param->second);
    if (!ranges.contains(name)) {
      SmallVector<std::string> quoted;
      for (StringRef known : names)
        quoted.push_back(diag::quote(std::string_view(known)));
      return diag::error(
          Code::DimOption, "the model has no symbolic dim {0}\nhelp: {1}",
          diag::quote(bound.name),
          quoted.empty() ? "all its dims are fixed"
                         : "its dims are " + llvm::join(quoted, ", "));
    }
    if (bound.min < 0 || bound.min > bound.max || bound.max > maxSize)
      return diag::error(Code::DimOption,
                         "{0}..{1} is no range of the dim {2}\nhelp: sizes "
                         "are 0 to {3}",
                         bound.min, bound.max, diag::quote(bound.name),
                         maxSize);
    if (bound.min == bound.max)
      replace(name, DimExpr::constant(context, bound.min));
    else
      narrow(name, bound.min, bound.max);
  }
  startAgain();
  return llvm::Error::success();
}

//===- Queries ----------------------------------------------------------===//

DimExpr Symbols::resolve(DimExpr expr) const {
  return expr.substitute([&](StringRef symbol) -> std::optional<DimExpr> {
    auto value = values.find(symbol);
    return value == values.end() ? std::nullopt : std::optional(value->second);
  });
}

SmallVector<DimExpr> Symbols::getInputDims(const ValueInfo &input) const {
  return llvm::map_to_vector(inputDims.lookup(input.name),
                             [&](DimExpr dim) { return resolve(dim); });
}

ArrayAttr Symbols::getSymbolsAttr() const {
  SmallVector<mlir::Attribute> attributes;
  for (StringRef name : names) {
    if (values.contains(name) || boundPlaces.contains(name))
      continue;
    dim::SymbolRange range = ranges.lookup(name);
    attributes.push_back(
        dim::SymbolAttr::get(context, StringAttr::get(context, name), range.min,
                             range.max, range.divisor));
  }
  return ArrayAttr::get(context, attributes);
}

bool Symbols::provablyLE(DimExpr a, DimExpr b) const {
  return dim::provablyLE(a, b, ranges);
}

bool Symbols::provablyDiffer(DimExpr a, DimExpr b) const {
  dim::Interval difference = (a - b).getRange(ranges);
  return difference.min > 0 || difference.max < 0;
}

DimExpr Symbols::max(DimExpr a, DimExpr b) const {
  return provablyLE(a, b) ? b : provablyLE(b, a) ? a : a.max(b);
}

DimExpr Symbols::min(DimExpr a, DimExpr b) const {
  return provablyLE(a, b) ? a : provablyLE(b, a) ? b : a.min(b);
}

DimExpr Symbols::count(StringRef name, int64_t max) {
  Bound counter = bind(name, max);
  counters.insert(counter.symbol);
  return counter.value;
}

bool Symbols::isBound(DimExpr size) const {
  return size && llvm::any_of(size.getSymbols(), [&](StringRef symbol) {
           return boundPlaces.contains(symbol);
         });
}

//===- Assumptions ------------------------------------------------------===//

bool Symbols::isKnownBefore(StringRef symbol, DimExpr value) const {
  auto own = boundPlaces.find(symbol);
  return llvm::all_of(value.getSymbols(), [&](StringRef other) {
    auto place = boundPlaces.find(other);
    if (counters.contains(other))
      return false; // what a loop carries outlives its iterations
    return place == boundPlaces.end() ||
           (own != boundPlaces.end() && place->second < own->second);
  });
}

bool Symbols::replace(StringRef symbol, DimExpr value) {
  if (!isOpen(symbol) || !isKnownBefore(symbol, value))
    return false;
  // What is known of the symbol must hold for its value; of one that data
  // gives, it is checked when it runs.
  dim::SymbolRange range = ranges.lookup(symbol);
  if (auto other = value.getSymbol()) {
    if (!narrow(*other, range.min, range.max))
      return false;
  } else {
    dim::Interval possible = value.getRange(ranges);
    bool isPlain = (range.min == 0 && range.max == maxSize) ||
                   boundPlaces.contains(symbol);
    if (possible.max < range.min || possible.min > range.max ||
        (!isPlain && (possible.min < range.min || possible.max > range.max)))
      return false;
  }
  for (auto &known : values)
    known.second =
        known.second.substitute([&](StringRef name) -> std::optional<DimExpr> {
          return name == symbol ? std::optional(value) : std::nullopt;
        });
  values[symbol] = value;
  ranges.erase(symbol);
  changed = true;
  return true;
}

bool Symbols::narrow(StringRef symbol, int64_t min, int64_t max) {
  auto found = ranges.find(symbol);
  if (found == ranges.end() || !isOpen(symbol))
    return false; // of data, not of an input
  dim::SymbolRange &range = found->second;
  min = std::max(min, range.min);
  max = std::min(max, range.max);
  if (min > max)
    return false;
  changed |= min != range.min || max != range.max;
  range.min = min;
  range.max = max;
  return true;
}

// The operands of an expression that is min(...) or max(...).
static SmallVector<DimExpr> operandsOf(DimExpr expr, dim::Function function) {
  dim::ExprAttr attr = expr.getAttr();
  if (attr.getMonomials().size() != 1 || attr.getCoefficients()[0] != 1 ||
      attr.getMonomials()[0].size() != 1)
    return {};
  auto atom = dyn_cast<dim::AtomAttr>(attr.getMonomials()[0][0]);
  if (!atom || atom.getFunction() != function)
    return {};
  return llvm::map_to_vector<6>(atom.getOperands(),
                                [](mlir::Attribute operand) {
                                  return DimExpr(cast<dim::ExprAttr>(operand));
                                });
}

// Where one size is min(x, y) and the other x, x <= y.
bool Symbols::assumeOperand(DimExpr a, DimExpr b) {
  for (auto [extremum, other] : {std::pair(a, b), std::pair(b, a)}) {
    if (llvm::is_contained(operandsOf(extremum, dim::Function::Min), other)) {
      assumeLE(other, extremum);
      return true;
    }
    if (llvm::is_contained(operandsOf(extremum, dim::Function::Max), other)) {
      assumeLE(extremum, other);
      return true;
    }
  }
  return false;
}

namespace {
// `symbol` stands as coefficient * symbol + rest == 0.
struct Solution {
  StringRef symbol;
  DimExpr value;
  bool isSum; // never negative, so it is how the model's author sees it
};
} // namespace

bool Symbols::assumeEqual(DimExpr a, DimExpr b) {
  if (a == b)
    return true;
  DimExpr difference = a - b;
  if (!difference || difference.isConstant() || provablyDiffer(a, b))
    return false;
  if (assumeOperand(a, b))
    return false;
  std::vector<Solution> solutions;
  for (StringRef symbol : names) {
    if (!ranges.contains(symbol) ||
        !llvm::is_contained(difference.getSymbols(), symbol))
      continue;
    auto at = [&](int64_t value) {
      return difference.substitute(
          [&](StringRef name) -> std::optional<DimExpr> {
            if (name == symbol)
              return DimExpr::constant(context, value);
            return std::nullopt;
          });
    };
    DimExpr rest = at(0), coefficient = at(1) - rest;
    if (!coefficient ||
        difference != coefficient * DimExpr::symbol(context, symbol) + rest)
      continue; // not linear
    if (rest.isConstant(0) && !coefficient.isConstant())
      continue; // a product is 0 where another factor may be, too
    std::optional<DimExpr> value = (-rest).exactDiv(coefficient);
    if (!value || value->getConstant().value_or(0) < 0 ||
        !llvm::all_of(value->getSymbols(),
                      [&](StringRef name) { return ranges.contains(name); }))
      continue;
    bool isSum = provablyLE(DimExpr::constant(context, 0), *value);
    solutions.push_back({symbol, *value, isSum});
  }
  // Sums first; of those the later inputs, which are masks and caches: their
  // names give way, unless the user has bounded them.
  for (bool sums : {true, false})
    for (const Solution &solution : llvm::reverse(solutions))
      if (solution.isSum == sums && replace(solution.symbol, solution.value))
        return false;
  return false;
}

// A size c * s * ... of which c is no multiple of the divisor: s is, or what is
// left of it.
bool Symbols::assumeDivides(int64_t divisor, DimExpr size) {
  DimExpr by = DimExpr::constant(context, divisor);
  if (divisor < 1 || !size)
    return false;
  if (size.exactDiv(by))
    return true;
  // The last symbol that is a factor of all terms.
  std::vector<std::string> known = names; // a new one is added
  for (const std::string &name : llvm::reverse(known)) {
    if (!ranges.contains(name) || boundPlaces.contains(name) || !isOpen(name))
      continue;
    dim::SymbolRange range = ranges[name];
    DimExpr symbol = DimExpr::symbol(context, name);
    std::optional<DimExpr> rest = size.exactDiv(symbol);
    if (!rest)
      continue;
    int64_t least = divisor;
    for (int64_t factor = 2; factor < std::min<int64_t>(least, 1024); ++factor)
      if (divisor % factor == 0 && (*rest * factor).exactDiv(by))
        least = factor;
    std::string part = declare(llvm::formatv("{0}/{1}", name, least).str());
    ranges[part].min = llvm::divideCeil(range.min, least);
    ranges[part].max = range.max / least;
    replace(name, DimExpr::symbol(context, part) * least);
    return false;
  }
  return false;
}

// Not linear, but growing with the symbol: the least value of it from which on
// the range proves that `difference` is not negative.
bool Symbols::narrowToLeast(StringRef symbol, DimExpr difference) {
  if (!ranges.contains(symbol))
    return false;
  dim::SymbolRange range = ranges.lookup(symbol);
  auto holdsFrom = [&](int64_t min) {
    dim::SymbolRanges narrower = ranges;
    narrower[symbol].min = min;
    return difference.getRange(narrower).min >= 0;
  };
  int64_t low = range.min, high = range.max;
  if (!holdsFrom(high))
    return false;
  while (low < high) {
    int64_t middle = low + (high - low) / 2;
    if (holdsFrom(middle))
      high = middle;
    else
      low = middle + 1;
  }
  narrow(symbol, low, range.max);
  return false;
}

bool Symbols::assumeLE(DimExpr a, DimExpr b) {
  if (provablyLE(a, b))
    return true;
  DimExpr difference = b - a;
  if (!difference || difference.getRange(ranges).max < 0)
    return false;
  // Below every operand of a minimum, above every one of a maximum.
  SmallVector<DimExpr> above = operandsOf(b, dim::Function::Min),
                       below = operandsOf(a, dim::Function::Max);
  for (DimExpr bound : above)
    assumeLE(a, bound);
  for (DimExpr bound : below)
    assumeLE(bound, b);
  SmallVector<StringRef> symbols = difference.getSymbols();
  if (symbols.size() != 1 || !above.empty() || !below.empty())
    return false;
  // coefficient * symbol + rest >= 0
  auto at = [&](int64_t value) {
    return difference.evaluate([&](StringRef) { return std::optional(value); });
  };
  std::optional<int64_t> rest = at(0), next = at(1);
  if (!rest || !next)
    return false;
  int64_t coefficient = *next - *rest;
  DimExpr linear = DimExpr::symbol(context, symbols[0]) * coefficient + *rest;
  if (coefficient == 0 || linear != difference)
    return narrowToLeast(symbols[0], difference);
  if (coefficient > 0)
    narrow(symbols[0], llvm::divideCeilSigned(-*rest, coefficient), maxSize);
  else
    narrow(symbols[0], 0, llvm::divideFloorSigned(*rest, -coefficient));
  return false;
}

void Symbols::checkOperands(const Node &node, DimExpr a, DimExpr b) {
  if (a.isConstant())
    std::swap(a, b);
  if (a.isConstant() || getCheckedSize(node, a) != a)
    return;
  checkedSizes[&node].push_back({a, b});
  changed = true;
}

bool Symbols::areChecked(const Node &node, DimExpr a, DimExpr b) const {
  if (a.isConstant())
    std::swap(a, b);
  return a != b && getCheckedSize(node, a) == b;
}

DimExpr Symbols::getCheckedSize(const Node &node, DimExpr size) const {
  auto known = checkedSizes.find(&node);
  if (known != checkedSizes.end())
    for (const CheckedSize &checked : known->second)
      if (resolve(checked.from) == size)
        return resolve(checked.to);
  return size;
}
