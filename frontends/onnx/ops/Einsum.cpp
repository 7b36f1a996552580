// Einsum: an equation as numpy.einsum reads it, one operand after the other
// contracted with what came before.
#include "frontends/onnx/Operators.h"
#include "frontends/onnx/ops/Contractions.h"
#include <cctype>

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;

namespace {
// A value and the letter of each of its dims.
struct Term {
  Value value;
  std::string letters;
};

struct Equation {
  std::vector<std::string> operands;
  std::string result;
};
} // namespace

// Dims under "..." get letters of their own: digits, counted from the right.
static std::optional<std::string> spell(NodeImporter &n, StringRef text,
                                        size_t rank, size_t &ellipsis) {
  size_t dots = text.find("...");
  if (dots == StringRef::npos)
    return text.str();
  size_t named = text.size() - 3;
  if (rank < named || rank - named > 10) {
    (void)n.invalid("\"{0}\" does not name {1} dims", text, rank);
    return std::nullopt;
  }
  ellipsis = std::max(ellipsis, rank - named);
  std::string digits;
  for (size_t i = rank - named; i-- > 0;)
    digits += '0' + i;
  return (text.take_front(dots) + digits + text.drop_front(dots + 3)).str();
}

static bool isSpelled(StringRef letters) {
  return llvm::all_of(letters, [](char c) {
    return std::isalpha(static_cast<unsigned char>(c)) ||
           (c >= '0' && c <= '9');
  });
}

static std::optional<Equation> parse(NodeImporter &n) {
  std::string text = n.getString("equation", "");
  llvm::erase(text, ' ');
  auto [left, right] = StringRef(text).split("->");
  bool isExplicit = StringRef(text).contains("->");
  SmallVector<StringRef> parts;
  left.split(parts, ',');
  Equation equation;
  size_t ellipsis = 0;
  if (parts.size() != n.getCount()) {
    (void)n.invalid("the equation \"{0}\" is of {1} operands", text,
                    parts.size());
    return std::nullopt;
  }
  for (auto [i, part] : llvm::enumerate(parts)) {
    std::optional<std::string> letters = spell(n, part, n.rank(i), ellipsis);
    if (!letters)
      return std::nullopt;
    if (letters->size() != static_cast<size_t>(n.rank(i)) ||
        !isSpelled(*letters)) {
      (void)n.invalid("\"{0}\" does not name the dims of {1}", part,
                      onnx::toString(n.type(i)));
      return std::nullopt;
    }
    equation.operands.push_back(*letters);
  }
  std::string digits;
  for (size_t i = ellipsis; i-- > 0;)
    digits += '0' + i;
  if (isExplicit) {
    size_t dots = right.find("...");
    equation.result =
        dots == StringRef::npos
            ? right.str()
            : (right.take_front(dots) + digits + right.drop_front(dots + 3))
                  .str();
  } else {
    // Letters that stand once, sorted, behind the ellipsis.
    std::map<char, unsigned> counts;
    for (const std::string &letters : equation.operands)
      for (char letter : letters)
        ++counts[letter];
    equation.result = digits;
    for (auto [letter, count] : counts)
      if (count == 1 && !(letter >= '0' && letter <= '9'))
        equation.result += letter;
  }
  for (char letter : equation.result)
    if (!isSpelled(StringRef(&letter, 1)) ||
        llvm::count(equation.result, letter) != 1 ||
        llvm::none_of(equation.operands, [&](const std::string &letters) {
          return StringRef(letters).contains(letter);
        })) {
      (void)n.invalid("the equation \"{0}\" has no result", text);
      return std::nullopt;
    }
  return equation;
}

// A letter that stands twice in a term takes the diagonal: elements off it
// become 0, and the second dim is summed away.
static Term takeDiagonals(NodeImporter &n, Term term) {
  mlir::Type index = n.builder.getI64Type();
  for (size_t i = 0; i < term.letters.size(); ++i) {
    size_t j = term.letters.find(term.letters[i], i + 1);
    if (j == std::string::npos || !term.value)
      continue;
    hf::Dims dims = dim::getDims(term.value);
    if (!n.requireEqual(dims[i], dims[j], "dims of one letter"))
      return {};
    auto places = [&](size_t axis) {
      hf::Dims shape(dims.size(), n.size(1));
      shape[axis] = dims[axis];
      return n.iota(axis, shape, index);
    };
    Value isOn =
        n.create<hf::CompareOp>(hf::Predicate::eq, places(i), places(j));
    Value zero = n.constant(0, getElementTypeOrSelf(term.value));
    Value kept = n.create<hf::SelectOp>(isOn, term.value, zero);
    term.value = n.create<hf::ReduceOp>(
        hf::ReduceKind::sum, kept,
        n.builder.getDenseI64ArrayAttr(static_cast<int64_t>(j)), false);
    term.letters.erase(j, 1);
    --i;
  }
  return term;
}

// Sums over the letters that nothing else wants.
static Term sumAway(NodeImporter &n, Term term, StringRef wanted) {
  SmallVector<int64_t> axes;
  std::string kept;
  for (auto [i, letter] : llvm::enumerate(term.letters))
    if (wanted.contains(letter))
      kept += letter;
    else
      axes.push_back(i);
  if (axes.empty())
    return term;
  return {n.create<hf::ReduceOp>(hf::ReduceKind::sum, term.value,
                                 n.builder.getDenseI64ArrayAttr(axes), false),
          kept};
}

// Dims of 1 whose letter is larger in the other term broadcast: they are
// dropped.
static Term dropBroadcast(NodeImporter &n, Term term, const Term &other) {
  if (!term.value || !other.value)
    return {};
  hf::Dims dims = dim::getDims(term.value), others = dim::getDims(other.value);
  hf::Dims kept;
  std::string letters;
  for (auto [dim, letter] : llvm::zip(dims, term.letters)) {
    size_t place = other.letters.find(letter);
    if (place != std::string::npos && dim.isConstant(1) &&
        !others[place].isConstant(1))
      continue;
    kept.push_back(dim);
    letters += letter;
  }
  return {n.reshape(term.value, kept), letters};
}

// The product, over the letters that are still wanted.
static Term multiply(NodeImporter &n, Term a, Term b, StringRef wanted) {
  Term left = dropBroadcast(n, a, b), right = dropBroadcast(n, b, a);
  if (!left.value || !right.value)
    return {};
  std::string letters;
  for (char letter : left.letters + right.letters)
    if (wanted.contains(letter) && !StringRef(letters).contains(letter))
      letters += letter;
  hf::Dims leftDims = dim::getDims(left.value),
           rightDims = dim::getDims(right.value);
  for (auto [i, letter] : llvm::enumerate(left.letters)) {
    size_t j = right.letters.find(letter);
    if (j != std::string::npos &&
        !n.requireEqual(leftDims[i], rightDims[j], "dims of one letter"))
      return {};
  }
  return {hfc::onnx::contract(
              n, left.letters + "," + right.letters + "->" + letters,
              left.value, right.value),
          letters};
}

static LogicalResult importEinsum(NodeImporter &n) {
  std::optional<Equation> equation = parse(n);
  if (!equation)
    return failure();
  // What is wanted behind operand i.
  auto wantedAfter = [&](size_t i) {
    std::string wanted = equation->result;
    for (size_t j = i + 1; j < equation->operands.size(); ++j)
      wanted += equation->operands[j];
    return wanted;
  };
  Term all;
  for (auto [i, letters] : llvm::enumerate(equation->operands)) {
    Term term = takeDiagonals(n, {n.in(i), letters});
    std::string wanted = wantedAfter(i);
    all = i == 0 ? sumAway(n, term, wanted)
                 : multiply(n, all, sumAway(n, term, wanted + all.letters),
                            wanted);
    if (!all.value)
      return failure();
  }
  SmallVector<int64_t> permutation;
  for (char letter : equation->result) {
    size_t place = all.letters.find(letter);
    if (place == std::string::npos)
      return n.unsupported("the equation drops a dim of 1");
    permutation.push_back(place);
  }
  return n.result(0, n.transpose(all.value, permutation));
}

void hfc::onnx::addEinsum(OperatorTable &table) {
  table.add({{"Einsum", 12, importEinsum}});
}
