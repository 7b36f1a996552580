//===- FuseAttention.cpp - recognise scaled dot-product attention ---------===//
// before:  contract q k, mul scale, add mask, softmax, contract v
// after:   %y = hfc.attention %q, %k, %v mask %m scale 0.125
// how:     Upwards from a contraction of a softmax, in two to four dims of any
//          order: the guard of empty rows of PyTorch 2.13 and of ONNX's
//          definition (zero_empty_rows); masks that are added, or chosen by
//          where; the scale on the scores, on q, on k or on both. Keys and
//          values that were repeated for groups of heads are taken before they
//          were.
// keeps:   A mask of numbers is added. where(c, x, -inf) is the boolean mask c,
//          with a finite number instead it is added. In rows that hold a NaN
//          the guard gave 0, and attention gives NaN.
// leaves:  scores or probabilities that something else needs
#include "dialects/HFC/HFCShapes.h"
#include "mlir/Dialect/Utils/IndexingUtils.h"
#include "passes/graph/Matching.h"
#include "passes/graph/Passes.h"
#include <cmath>
#include <limits>

using namespace mlir;
using namespace hfc;
using namespace hfc::graph;
using namespace hfc::hf;

namespace hfc::graph {
#define GEN_PASS_DEF_FUSEATTENTION
#include "passes/graph/Passes.h.inc"
} // namespace hfc::graph

namespace {
/// A tensor and a letter for each of its dims.
struct Lettered {
  Value value;
  std::string letters;
};

/// Scores stay where the condition is `kept`, and are this number elsewhere.
struct Choice {
  Value condition;
  bool kept;
  double otherwise;
};

/// What was done to the scores between the contraction and the softmax, and
/// the contraction.
struct Scores {
  ContractOp contract;
  double scale = 1;
  SmallVector<Value> added;
  SmallVector<Choice> choices;
};

/// An attention whose letters are: batch dims, q and k of the scores, e that
/// query and key are summed over, d of the value and the result.
struct Attention {
  ContractOp root;
  Scores scores;
  std::string batch;
  char q, k, e, d;
  std::string order; // of the scores, in these letters
  Lettered query, key, value;
  bool zeroEmptyRows = false;
  Value guardedMask; // whose rows of -inf are empty; null: rows of NaN are
};
} // namespace

static bool contains(StringRef letters, char letter) {
  return letters.contains(letter);
}

//===- Scores -----------------------------------------------------------===//

/// Whether adding this number, or choosing it, leaves a key out: exp of it is 0
/// and it swallows every score.
static bool isExcluding(double number, Type element) {
  return number <= (element.isF16() ? -65504.0 : -1e9);
}

static bool matchScores(Value value, Scores &scores, unsigned depth = 0);

/// where(c, scores, fill) or where(c, fill, scores).
static bool matchSelect(SelectOp select, Scores &scores, unsigned depth) {
  bool keepWhereTrue = !getScalar(select.getYes());
  Value inner = keepWhereTrue ? select.getYes() : select.getNo();
  std::optional<double> fill =
      getScalar(keepWhereTrue ? select.getNo() : select.getYes());
  Type element = getElementTypeOrSelf(inner.getType());
  if (!fill || !isExcluding(*fill, element) ||
      inner.getType() != select.getType() ||
      !matchScores(inner, scores, depth + 1))
    return false;
  scores.choices.push_back({select.getCondition(), keepWhereTrue, *fill});
  return true;
}

static bool matchScores(Value value, Scores &scores, unsigned depth) {
  if (depth > 6)
    return false;
  if (auto contract = value.getDefiningOp<ContractOp>()) {
    scores.contract = contract;
    return true;
  }
  if (auto select = value.getDefiningOp<SelectOp>())
    return matchSelect(select, scores, depth);
  Scaled scaled = peelScale(value);
  if (scaled.base != value) {
    // A mask inside would be scaled too.
    if (!matchScores(scaled.base, scores, depth + 1) || !scores.added.empty() ||
        !scores.choices.empty())
      return false;
    scores.scale *= scaled.factor;
    return true;
  }
  auto add = value.getDefiningOp<AddOp>();
  if (!add)
    return false;
  for (auto [inner, mask] : {std::pair(add.getLhs(), add.getRhs()),
                             std::pair(add.getRhs(), add.getLhs())}) {
    Scores attempt = scores;
    if (inner.getType() != value.getType() ||
        !matchScores(inner, attempt, depth + 1))
      continue;
    scores = attempt;
    scores.added.push_back(mask);
    return true;
  }
  return false;
}

//===- Letters ----------------------------------------------------------===//

/// The mask whose rows' largest elements are compared with -inf, if they are.
static Value matchEmptyRows(Value condition) {
  auto compare = condition.getDefiningOp<CompareOp>();
  auto most = compare ? compare.getLhs().getDefiningOp<ReduceOp>() : ReduceOp();
  if (!most || compare.getPredicate() != Predicate::eq ||
      getScalar(compare.getRhs()) != -std::numeric_limits<double>::infinity() ||
      most.getKind() != ReduceKind::max ||
      getTrailingAxis(most) != most.getOperand().getType().getRank() - 1)
    return {};
  return most.getOperand();
}

/// softmax, perhaps with a guard for empty rows: where(is_nan(p), 0, p), or
/// where(max of the mask == -inf, 0, p) as ONNX's definition has it.
static SoftmaxOp matchProbabilities(Value value, Attention &match) {
  if (auto select = value.getDefiningOp<SelectOp>()) {
    auto guard = select.getCondition().getDefiningOp<IsNaNOp>();
    match.guardedMask = matchEmptyRows(select.getCondition());
    if (!match.guardedMask && (!guard || guard.getOperand() != select.getNo()))
      return {};
    if (getScalar(select.getYes()) != 0.0)
      return {};
    match.zeroEmptyRows = true;
    value = select.getNo();
  }
  auto softmax = value.getDefiningOp<SoftmaxOp>();
  return softmax && !softmax.getLog() ? softmax : SoftmaxOp();
}

/// Whether rows that the guard of a mask makes 0 are those without a key: no
/// other mask is there, and the keys are its last dim.
static bool isGuardOfRows(const Attention &match, SoftmaxOp softmax) {
  return !match.guardedMask ||
         (match.scores.choices.empty() && match.scores.added.size() == 1 &&
          match.scores.added[0] == match.guardedMask &&
          static_cast<int64_t>(softmax.getAxis()) + 1 ==
              softmax.getOperand().getType().getRank());
}

/// Finds the roles of letters in the contraction of probabilities and values.
static bool matchLetters(Attention &match, StringRef p, StringRef v,
                         StringRef result, uint64_t axis) {
  match.order = p;
  match.k = p[axis];
  match.q = match.d = 0;
  if (!contains(v, match.k) || contains(result, match.k))
    return false;
  for (char letter : p) {
    if (letter == match.k)
      continue;
    if (!contains(result, letter))
      return false;
    if (contains(v, letter))
      match.batch += letter;
    else if (match.q)
      return false;
    else
      match.q = letter;
  }
  for (char letter : v)
    if (letter != match.k && !contains(p, letter)) {
      if (match.d || !contains(result, letter))
        return false;
      match.d = letter;
    }
  return match.q && match.d && match.batch.size() <= 2;
}

/// Finds query and key in the contraction that makes the scores, and renames
/// its letters to those of the scores.
static bool matchQueryAndKey(Attention &match) {
  ContractOp contract = match.scores.contract;
  StringRef result = contract.getResultLetters();
  Lettered sides[2] = {{contract.getLhs(), contract.getLhsLetters().str()},
                       {contract.getRhs(), contract.getRhsLetters().str()}};
  match.e = 0;
  for (Lettered &side : sides) {
    unsigned inResult = 0;
    for (char &letter : side.letters) {
      size_t place = result.find(letter);
      if (place != StringRef::npos) {
        letter = match.order[place];
        ++inResult;
      } else {
        letter = '?'; // summed over; distinct from all others
      }
    }
    if (inResult + 1 != side.letters.size() ||
        inResult != match.batch.size() + 1)
      return false;
    for (char letter : match.batch)
      if (!contains(side.letters, letter))
        return false;
  }
  match.e = '?';
  bool queryFirst = contains(sides[0].letters, match.q);
  match.query = sides[queryFirst ? 0 : 1];
  match.key = sides[queryFirst ? 1 : 0];
  return contains(match.query.letters, match.q) &&
         contains(match.key.letters, match.k);
}

//===- Operands ---------------------------------------------------------===//

/// Moves a scale out of an operand, and looks through its transposes.
static double peelOperand(Lettered &operand) {
  double scale = 1;
  for (;;) {
    Scaled scaled = peelScale(operand.value);
    scale *= scaled.factor;
    operand.value = scaled.base;
    auto transpose = operand.value.getDefiningOp<TransposeOp>();
    if (!transpose)
      return scale;
    std::string inner = operand.letters;
    for (auto [i, place] : llvm::enumerate(transpose.getPermutation()))
      inner[place] = operand.letters[i];
    operand = {transpose.getOperand(), inner};
  }
}

/// If heads were repeated, [B, G, ...] to [B, G, r, ...] to [B, G * r, ...]:
/// what there was before. The head is the second dim.
static Value getBeforeRepeat(const Lettered &operand, StringRef batch) {
  auto merge = operand.value.getDefiningOp<ReshapeOp>();
  auto repeat =
      merge ? merge.getOperand().getDefiningOp<BroadcastOp>() : BroadcastOp();
  if (!repeat || batch.size() != 2 || operand.letters[1] != batch[1])
    return {};
  SmallVector<dim::DimExpr> merged = dim::getDims(merge.getResult()),
                            repeated = dim::getDims(repeat.getResult()),
                            before = dim::getDims(repeat.getOperand());
  if (merged.size() != 4 || repeated.size() != 5 || before.size() != 5 ||
      !before[2].isConstant(1) || merged[0] != repeated[0] ||
      merged[1] != repeated[1] * repeated[2] || merged[2] != repeated[3] ||
      merged[3] != repeated[4])
    return {};
  for (unsigned i : {0u, 1u, 3u, 4u})
    if (before[i] != repeated[i])
      return {};
  return repeat.getOperand();
}

/// Takes key and value before their heads were repeated, if both were.
static void ungroupHeads(Attention &match, OpBuilder &builder) {
  Value key = getBeforeRepeat(match.key, match.batch),
        value = getBeforeRepeat(match.value, match.batch);
  if (!key || !value || dim::getDims(key)[1] != dim::getDims(value)[1])
    return;
  for (auto [operand, before] :
       {std::pair(&match.key, key), std::pair(&match.value, value)}) {
    SmallVector<dim::DimExpr> dims = dim::getDims(before);
    dims.erase(dims.begin() + 2);
    operand->value = graph::reshape(builder, match.root.getLoc(), before, dims);
  }
}

/// The operand with its dims in this order of letters and, as attention wants
/// it, dims of 1 for batch dims that there are not.
static Value arrange(OpBuilder &builder, Location location,
                     const Lettered &operand, const std::string &letters) {
  SmallVector<int64_t> permutation;
  for (char letter : letters)
    permutation.push_back(operand.letters.find(letter));
  Value value = graph::transpose(builder, location, operand.value, permutation);
  SmallVector<dim::DimExpr> dims = dim::getDims(value);
  auto one = dim::DimExpr::constant(builder.getContext(), 1);
  while (dims.size() < 4)
    dims.insert(dims.end() - 2, one);
  return graph::reshape(builder, location, value, dims);
}

/// A mask that broadcasts to the scores, arranged like them.
static Value arrangeMask(OpBuilder &builder, Location location,
                         const Attention &match, Value mask) {
  SmallVector<dim::DimExpr> dims = dim::getDims(mask);
  if (llvm::all_of(dims, [](dim::DimExpr dim) { return dim.isConstant(1); }))
    return graph::reshape(builder, location, mask, {});
  auto one = dim::DimExpr::constant(builder.getContext(), 1);
  dims.insert(dims.begin(), match.order.size() - dims.size(), one);
  Lettered lettered{graph::reshape(builder, location, mask, dims), match.order};
  return arrange(builder, location, lettered, match.batch + match.q + match.k);
}

/// All masks in one: null if there is none. Where -inf is chosen the mask is
/// the condition; a finite number is added, so that a row without any key
/// stays an average of all.
static Value combineMasks(OpBuilder &builder, Location location,
                          const Attention &match) {
  auto element =
      cast<FloatType>(getElementTypeOrSelf(match.query.value.getType()));
  auto number = [&](double value) -> Value {
    return ConstantOp::create(
        builder, location,
        DenseElementsAttr::get(
            RankedTensorType::get({}, element),
            builder.getFloatAttr(element, value).getValue()));
  };
  Value kept, added;
  auto add = [&](Value mask) {
    added = added ? AddOp::create(builder, location, added, mask) : mask;
  };
  for (Value mask : match.scores.added)
    add(arrangeMask(builder, location, match, mask));
  for (const Choice &choice : match.scores.choices) {
    Value mask = arrangeMask(builder, location, match, choice.condition);
    if (!choice.kept)
      mask = NotOp::create(builder, location, mask);
    if (!std::isinf(choice.otherwise))
      add(SelectOp::create(builder, location, mask, number(0),
                           number(choice.otherwise)));
    else
      kept = kept ? AndOp::create(builder, location, kept, mask) : mask;
  }
  if (!kept || !added)
    return kept ? kept : added;
  return SelectOp::create(builder, location, kept, added,
                          number(-std::numeric_limits<double>::infinity()));
}

//===- The pass ---------------------------------------------------------===//

static std::optional<Attention> match(ContractOp root) {
  for (bool swapped : {false, true}) {
    Lettered sides[2] = {{root.getLhs(), root.getLhsLetters().str()},
                         {root.getRhs(), root.getRhsLetters().str()}};
    auto &[probabilities, value] = sides;
    if (swapped)
      std::swap(probabilities, value);
    Attention found;
    found.root = root;
    SoftmaxOp softmax = matchProbabilities(probabilities.value, found);
    if (!softmax || !matchScores(softmax.getOperand(), found.scores) ||
        !isGuardOfRows(found, softmax) ||
        !matchLetters(found, probabilities.letters, value.letters,
                      root.getResultLetters(), softmax.getAxis()) ||
        !matchQueryAndKey(found))
      continue;
    found.value = value;
    return found;
  }
  return std::nullopt;
}

/// What attention reads; everything between this and the root is replaced.
static SmallVector<Value> getInputs(const Attention &match) {
  SmallVector<Value> inputs{match.query.value, match.key.value,
                            match.value.value};
  llvm::append_range(inputs, match.scores.added);
  for (const Choice &choice : match.scores.choices)
    inputs.push_back(choice.condition);
  return inputs;
}

static void replace(Attention match) {
  OpBuilder builder(match.root);
  Location location = fuseLocations(match.root, getInputs(match));
  double scale =
      match.scores.scale * peelOperand(match.query) * peelOperand(match.key);
  // A scale of the value stays with it; only its transposes move.
  while (auto transpose = match.value.value.getDefiningOp<TransposeOp>()) {
    std::string inner = match.value.letters;
    for (auto [i, place] : llvm::enumerate(transpose.getPermutation()))
      inner[place] = match.value.letters[i];
    match.value = {transpose.getOperand(), inner};
  }
  ungroupHeads(match, builder);
  auto attention = AttentionOp::create(
      builder, location,
      arrange(builder, location, match.query, match.batch + match.q + match.e),
      arrange(builder, location, match.key, match.batch + match.k + match.e),
      arrange(builder, location, match.value, match.batch + match.k + match.d),
      combineMasks(builder, location, match), APFloat(scale),
      /*causal=*/false, match.zeroEmptyRows);
  SmallVector<dim::DimExpr> dims = dim::getDims(attention.getResult());
  std::string letters = match.batch + match.q + match.d;
  dims.erase(dims.begin() + match.batch.size(), dims.end() - 2);
  Value result = graph::reshape(builder, location, attention, dims);
  SmallVector<int64_t> permutation;
  for (char letter : match.root.getResultLetters())
    permutation.push_back(letters.find(letter));
  result = graph::transpose(builder, location, result, permutation);
  match.root.getResult().replaceAllUsesWith(result);
  remarkPassed("fuse-attention", location, "attention");
}

static bool fuse(ContractOp root) {
  std::optional<Attention> found = match(root);
  if (!found || root.getResult().getType().getElementType() !=
                    getElementTypeOrSelf(root.getLhs().getType()))
    return false;
  if (Operation *shared = findSharedIntermediate(root, getInputs(*found))) {
    remarkMissed("fuse-attention", shared->getLoc(),
                 "scores or probabilities are needed elsewhere");
    return false;
  }
  replace(*found);
  return true;
}

namespace {
struct FuseAttention : graph::impl::FuseAttentionBase<FuseAttention> {
  void runOnOperation() override {
    SmallVector<ContractOp> contractions;
    getOperation().walk([&](ContractOp op) { contractions.push_back(op); });
    for (ContractOp op : contractions)
      fused += fuse(op);
    eraseDead(getOperation());
  }
};
} // namespace
