//===- EliminateTransposes.cpp - move transposes to where they vanish -----===//
// before:  contract "bhqd,bhdk->bhqk" %q, (transpose %k [0, 1, 3, 2])
// after:   contract "bhqd,bhkd->bhqk" %q, %k
// how:     Contractions take transposes before and behind them into their
//          letters. Others sink through elementwise operations, reductions,
//          softmax, slices, gathers, broadcasts, pads, concatenations and
//          reshapes that keep groups of dims apart, until they meet one that
//          undoes them. Constants are transposed as recipes.
// leaves:  a transpose that something else needs: sinking would double it
#include "dialects/HFC/HFCShapes.h"
#include "mlir/Dialect/Utils/IndexingUtils.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "passes/graph/Matching.h"
#include "passes/graph/Passes.h"
#include "passes/graph/Recipes.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::graph;
using namespace hfc::hf;

namespace hfc::graph {
#define GEN_PASS_DEF_ELIMINATETRANSPOSES
#include "passes/graph/Passes.h.inc"
} // namespace hfc::graph

/// The transpose that defines a value, if sinking it leaves none behind.
static TransposeOp getSinkable(Value value) {
  auto transpose = value.getDefiningOp<TransposeOp>();
  return transpose && transpose->hasOneUse() ? transpose : TransposeOp();
}

static Value makeTranspose(PatternRewriter &rewriter, Operation *replaced,
                           Value value, ArrayRef<int64_t> permutation) {
  return graph::transpose(rewriter, replaced->getLoc(), value, permutation);
}

/// Whether only dims of 1 change their place: a reshape.
static bool movesUnits(ArrayRef<dim::DimExpr> dims,
                       ArrayRef<int64_t> permutation) {
  int64_t last = -1;
  for (int64_t place : permutation) {
    if (dims[place].isConstant(1))
      continue;
    if (place < last)
      return false;
    last = place;
  }
  return true;
}

/// With dims of 1 in front.
static SmallVector<dim::DimExpr> getDimsOfRank(Value value, size_t rank) {
  SmallVector<dim::DimExpr> dims = dim::getDims(value);
  dims.insert(dims.begin(), rank - dims.size(),
              dim::DimExpr::constant(value.getContext(), 1));
  return dims;
}

namespace {

//===- Contractions -----------------------------------------------------===//

/// contract(transpose(x), y): dim i of the operand was dim permutation[i] of x.
struct AbsorbOperand : OpRewritePattern<ContractOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(ContractOp op,
                                PatternRewriter &rewriter) const override {
    std::string letters[2] = {op.getLhsLetters().str(),
                              op.getRhsLetters().str()};
    bool changed = false;
    for (OpOperand &operand : op->getOpOperands()) {
      ArrayRef<int64_t> permutation;
      Value source = untranspose(operand.get(), permutation, rewriter);
      if (!source)
        continue;
      std::string &old = letters[operand.getOperandNumber()];
      std::string permuted = old;
      for (auto [i, place] : llvm::enumerate(permutation))
        permuted[place] = old[i];
      rewriter.modifyOpInPlace(op, [&] { operand.set(source); });
      old = permuted;
      changed = true;
    }
    if (!changed)
      return rewriter.notifyMatchFailure(op, "no operand is transposed");
    rewriter.modifyOpInPlace(op, [&] {
      op.setLetters(letters[0] + "," + letters[1] + "->" +
                    op.getResultLetters().str());
    });
    return success();
  }

private:
  /// What a transpose, or the recipe of one, was made of.
  static Value untranspose(Value value, ArrayRef<int64_t> &permutation,
                           PatternRewriter &rewriter) {
    if (auto transpose = value.getDefiningOp<TransposeOp>()) {
      permutation = transpose.getPermutation();
      return transpose.getOperand();
    }
    auto recipe = dyn_cast_or_null<TransposedAttr>(getConstantValue(value));
    if (!recipe)
      return {};
    permutation = recipe.getPermutation();
    return ConstantOp::create(rewriter, value.getLoc(), recipe.getBase());
  }
};

/// transpose(contract): the result's letters in another order.
struct AbsorbResult : OpRewritePattern<TransposeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(TransposeOp op,
                                PatternRewriter &rewriter) const override {
    auto contract = op.getOperand().getDefiningOp<ContractOp>();
    if (!contract || !contract->hasOneUse())
      return rewriter.notifyMatchFailure(op, "no contraction of its own");
    std::string result;
    for (int64_t place : op.getPermutation())
      result += contract.getResultLetters()[place];
    rewriter.replaceOpWithNewOp<ContractOp>(
        op, op.getResult().getType(),
        (contract.getLhsLetters() + "," + contract.getRhsLetters() + "->" +
         result)
            .str(),
        contract.getLhs(), contract.getRhs());
    return success();
  }
};

//===- Transposes that are something simpler ----------------------------===//

struct TransposeOfUnits : OpRewritePattern<TransposeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(TransposeOp op,
                                PatternRewriter &rewriter) const override {
    if (!movesUnits(dim::getDims(op.getOperand()), op.getPermutation()))
      return rewriter.notifyMatchFailure(op, "elements move");
    rewriter.replaceOpWithNewOp<ReshapeOp>(op, op.getResult().getType(),
                                           op.getOperand());
    return success();
  }
};

/// Transposed and reshaped constants are recipes.
template <typename Op> struct MoveConstant : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;

  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    TypedAttr recipe = makeRecipe(op);
    if (!recipe)
      return rewriter.notifyMatchFailure(op, "no constant");
    rewriter.replaceOpWithNewOp<ConstantOp>(op, recipe);
    return success();
  }
};

//===- Sinking ----------------------------------------------------------===//

/// elementwise(transpose(x), …) where the other operands are transposed alike,
/// are constants, or so small that a reshape transposes them: one element, one
/// for each channel.
struct SinkThroughElementwise : OpTraitRewritePattern<Elementwise> {
  using OpTraitRewritePattern::OpTraitRewritePattern;

  LogicalResult matchAndRewrite(Operation *op,
                                PatternRewriter &rewriter) const override {
    TransposeOp first;
    for (Value operand : op->getOperands())
      if (auto transpose = operand.getDefiningOp<TransposeOp>())
        first = transpose;
    if (!first ||
        first.getType().getRank() !=
            cast<RankedTensorType>(op->getResult(0).getType()).getRank())
      return rewriter.notifyMatchFailure(op, "no operand is transposed");
    SmallVector<int64_t> permutation(first.getPermutation());
    for (Value operand : op->getOperands())
      if (!hasSource(op, operand, permutation))
        return rewriter.notifyMatchFailure(op, "operands are not alike");
    SmallVector<Value> operands;
    for (Value operand : op->getOperands())
      operands.push_back(getSource(operand, permutation, rewriter));
    SmallVector<dim::DimExpr> dims = applyPermutation(
        dim::getDims(op->getResult(0)), invertPermutationVector(permutation));
    Operation *inner = rewriter.clone(*op);
    inner->setOperands(operands);
    inner->getResult(0).setType(dim::getTensorType(
        dims, getElementTypeOrSelf(op->getResult(0).getType())));
    rewriter.replaceOp(
        op, makeTranspose(rewriter, op, inner->getResult(0), permutation));
    return success();
  }

private:
  /// Whether the operand needs no transpose.
  static bool isFree(Value operand, ArrayRef<int64_t> permutation) {
    return getConstantValue(operand) ||
           movesUnits(getDimsOfRank(operand, permutation.size()),
                      invertPermutationVector(permutation));
  }

  static bool hasSource(Operation *op, Value operand,
                        ArrayRef<int64_t> permutation) {
    auto transpose = operand.getDefiningOp<TransposeOp>();
    if (!transpose)
      return isFree(operand, permutation);
    // Not into a region, which may run many times.
    return transpose.getPermutation() == permutation &&
           transpose->getBlock() == op->getBlock() &&
           (hasOnlyUser(transpose, op) || leadsToOne(transpose));
  }

  static bool hasOnlyUser(TransposeOp transpose, Operation *op) {
    return llvm::all_of(transpose->getUsers(),
                        [&](Operation *user) { return user == op; });
  }

  /// Several users, which lead through elementwise operations to the last of
  /// them and need no other tensor (x * sigmoid(x); PReLU): sinking the
  /// transpose through all of them leaves one.
  static bool leadsToOne(TransposeOp transpose) {
    Operation *last = *transpose->getUsers().begin();
    for (Operation *user : transpose->getUsers()) {
      if (!user->hasTrait<Elementwise>() ||
          user->getBlock() != last->getBlock())
        return false;
      if (last->isBeforeInBlock(user))
        last = user;
    }
    llvm::SmallPtrSet<Operation *, 4> between;
    between.insert(last);
    for (Operation *op : transpose->getUsers())
      while (op != last) {
        between.insert(op);
        if (!op->hasOneUse())
          return false;
        op = *op->getUsers().begin();
        if (!op->hasTrait<Elementwise>() ||
            op->getBlock() != last->getBlock() || last->isBeforeInBlock(op))
          return false;
      }
    return llvm::all_of(between, [&](Operation *op) {
      return llvm::all_of(op->getOperands(), [&](Value operand) {
        auto other = operand.getDefiningOp<TransposeOp>();
        if (!other)
          return between.contains(operand.getDefiningOp()) ||
                 isFree(operand, transpose.getPermutation());
        return other.getPermutation() == transpose.getPermutation() &&
               llvm::all_of(other->getUsers(), [&](Operation *user) {
                 return between.contains(user);
               });
      });
    });
  }

  static Value getSource(Value operand, ArrayRef<int64_t> permutation,
                         PatternRewriter &rewriter) {
    if (auto transpose = operand.getDefiningOp<TransposeOp>())
      return transpose.getOperand();
    SmallVector<int64_t> inverse = invertPermutationVector(permutation);
    SmallVector<dim::DimExpr> dims = getDimsOfRank(operand, inverse.size());
    TypedAttr constant = getConstantValue(operand);
    if (!constant)
      return graph::reshape(rewriter, operand.getLoc(), operand,
                            applyPermutation(dims, inverse));
    ArrayRef<int64_t> own =
        cast<RankedTensorType>(operand.getType()).getShape();
    SmallVector<int64_t> shape(inverse.size() - own.size(), 1);
    llvm::append_range(shape, own);
    return ConstantOp::create(
        rewriter, operand.getLoc(),
        makeTransposed(makeReshaped(constant, shape), inverse));
  }
};

/// Others may need the transpose if the reduction no longer needs one: the mean
/// of each channel.
struct SinkThroughReduce : OpRewritePattern<ReduceOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(ReduceOp op,
                                PatternRewriter &rewriter) const override {
    auto transpose = op.getOperand().getDefiningOp<TransposeOp>();
    if (!transpose)
      return rewriter.notifyMatchFailure(op, "the operand is not transposed");
    ArrayRef<int64_t> permutation = transpose.getPermutation();
    SmallVector<dim::DimExpr> reduced = dim::getDims(transpose.getOperand());
    SmallVector<int64_t> axes, left;
    for (int64_t axis : op.getAxes())
      axes.push_back(permutation[axis]);
    for (int64_t axis : axes)
      reduced[axis] = dim::DimExpr::constant(getContext(), 1);
    if (!transpose->hasOneUse() && !movesUnits(reduced, permutation))
      return rewriter.notifyMatchFailure(op, "others need the transpose");
    llvm::sort(axes);
    // Places of the dims that stay, in the order they have in the result.
    for (int64_t place : permutation)
      if (op.getKeep() || !llvm::is_contained(axes, place))
        left.push_back(
            place - (op.getKeep() ? 0 : llvm::count_if(axes, [&](int64_t axis) {
              return axis < place;
            })));
    auto inner = ReduceOp::create(rewriter, op.getLoc(), op.getKind(),
                                  transpose.getOperand(), axes, op.getKeep());
    rewriter.replaceOp(op, makeTranspose(rewriter, op, inner, left));
    return success();
  }
};

struct SinkThroughSoftmax : OpRewritePattern<SoftmaxOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(SoftmaxOp op,
                                PatternRewriter &rewriter) const override {
    TransposeOp transpose = getSinkable(op.getOperand());
    if (!transpose)
      return rewriter.notifyMatchFailure(op, "the operand is not transposed");
    ArrayRef<int64_t> permutation = transpose.getPermutation();
    auto inner = SoftmaxOp::create(
        rewriter, op.getLoc(), transpose.getOperand(),
        static_cast<uint64_t>(permutation[op.getAxis()]), op.getLog());
    rewriter.replaceOp(op, makeTranspose(rewriter, op, inner, permutation));
    return success();
  }
};

struct SinkThroughSlice : OpRewritePattern<SliceOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(SliceOp op,
                                PatternRewriter &rewriter) const override {
    TransposeOp transpose = getSinkable(op.getOperand());
    if (!transpose)
      return rewriter.notifyMatchFailure(op, "the operand is not transposed");
    ArrayRef<int64_t> permutation = transpose.getPermutation();
    SmallVector<int64_t> inverse = invertPermutationVector(permutation);
    auto inner = SliceOp::create(
        rewriter, op.getLoc(),
        dim::getTensorType(
            applyPermutation(dim::getDims(op.getResult()), inverse),
            getElementTypeOrSelf(op.getResult().getType())),
        transpose.getOperand(),
        dim::getShapeAttr(
            getContext(),
            applyPermutation(dim::getDims(op.getStarts()), inverse)),
        applyPermutation(op.getSteps(), inverse));
    rewriter.replaceOp(op, makeTranspose(rewriter, op, inner, permutation));
    return success();
  }
};

/// Of indices in a row; others come between the dims.
struct SinkThroughGather : OpRewritePattern<GatherOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(GatherOp op,
                                PatternRewriter &rewriter) const override {
    TransposeOp transpose = getSinkable(op.getOperand());
    if (!transpose || dim::getDims(op.getIndices()).size() != 1)
      return rewriter.notifyMatchFailure(op, "the operand is not transposed");
    ArrayRef<int64_t> permutation = transpose.getPermutation();
    auto inner = GatherOp::create(
        rewriter, op.getLoc(), transpose.getOperand(), op.getIndices(),
        static_cast<uint64_t>(permutation[op.getAxis()]));
    rewriter.replaceOp(op, makeTranspose(rewriter, op, inner, permutation));
    return success();
  }
};

/// Where an operand and the result's type say all, and ranks are equal.
template <typename Op> struct SinkThroughResized : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;

  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    TransposeOp transpose = getSinkable(op.getOperand());
    RankedTensorType type = op.getResult().getType();
    if (!transpose || transpose.getType().getRank() != type.getRank())
      return rewriter.notifyMatchFailure(op, "the operand is not transposed");
    ArrayRef<int64_t> permutation = transpose.getPermutation();
    auto inner =
        Op::create(rewriter, op.getLoc(),
                   dim::getTensorType(
                       applyPermutation(dim::getDims(op.getResult()),
                                        invertPermutationVector(permutation)),
                       type.getElementType()),
                   transpose.getOperand());
    rewriter.replaceOp(op, makeTranspose(rewriter, op, inner, permutation));
    return success();
  }
};

struct SinkThroughPad : OpRewritePattern<PadOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(PadOp op,
                                PatternRewriter &rewriter) const override {
    TransposeOp transpose = getSinkable(op.getOperand());
    if (!transpose)
      return rewriter.notifyMatchFailure(op, "the operand is not transposed");
    ArrayRef<int64_t> permutation = transpose.getPermutation();
    SmallVector<int64_t> inverse = invertPermutationVector(permutation);
    auto inner = PadOp::create(
        rewriter, op.getLoc(),
        dim::getTensorType(
            applyPermutation(dim::getDims(op.getResult()), inverse),
            getElementTypeOrSelf(op.getResult().getType())),
        transpose.getOperand(), op.getValue(),
        dim::getShapeAttr(getContext(),
                          applyPermutation(dim::getDims(op.getLow()), inverse)),
        op.getMode());
    rewriter.replaceOp(op, makeTranspose(rewriter, op, inner, permutation));
    return success();
  }
};

struct SinkThroughConcat : OpRewritePattern<ConcatOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(ConcatOp op,
                                PatternRewriter &rewriter) const override {
    TransposeOp first = getSinkable(op.getOperands()[0]);
    if (!first)
      return rewriter.notifyMatchFailure(op, "the operand is not transposed");
    ArrayRef<int64_t> permutation = first.getPermutation();
    SmallVector<Value> sources;
    for (Value operand : op.getOperands()) {
      TransposeOp transpose = getSinkable(operand);
      if (!transpose || transpose.getPermutation() != permutation)
        return rewriter.notifyMatchFailure(op, "operands are not alike");
      sources.push_back(transpose.getOperand());
    }
    auto inner =
        ConcatOp::create(rewriter, op.getLoc(), sources,
                         static_cast<uint64_t>(permutation[op.getAxis()]));
    rewriter.replaceOp(op, makeTranspose(rewriter, op, inner, permutation));
    return success();
  }
};

//===- Reshapes ---------------------------------------------------------===//

/// Dims of the operand and of the result of a reshape that hold the same
/// elements among themselves. Dims of 1 of the operand are in no group.
struct Group {
  SmallVector<int64_t> from, to;
};

} // namespace

static std::optional<SmallVector<Group>>
matchGroups(ArrayRef<dim::DimExpr> from, ArrayRef<dim::DimExpr> to) {
  SmallVector<Group> groups;
  SmallVector<int64_t> units; // of the result, before the first group
  auto isUnit = [](dim::DimExpr dim) { return dim.isConstant(1); };
  unsigned i = 0, j = 0;
  for (;;) {
    for (; i < from.size() && isUnit(from[i]);)
      ++i;
    for (; j < to.size() && isUnit(to[j]); ++j)
      (groups.empty() ? units : groups.back().to).push_back(j);
    if (i == from.size() || j == to.size())
      break;
    Group group{{i}, {j}};
    dim::DimExpr left = from[i++], right = to[j++];
    while (left != right) {
      bool extendLeft = right && right.exactDiv(left).has_value();
      bool extendRight = left && left.exactDiv(right).has_value();
      if (extendLeft && i < from.size()) {
        if (!isUnit(from[i]))
          group.from.push_back(i);
        left = left * from[i++];
      } else if (extendRight && j < to.size()) {
        group.to.push_back(j);
        right = right * to[j++];
      } else {
        return std::nullopt;
      }
    }
    groups.push_back(group);
  }
  if (i != from.size() || j != to.size() || groups.empty())
    return std::nullopt;
  groups.front().to.insert(groups.front().to.begin(), units.begin(),
                           units.end());
  return groups;
}

namespace {
/// reshape(transpose(x)) where each group of dims lies side by side in x too.
struct SinkThroughReshape : OpRewritePattern<ReshapeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(ReshapeOp op,
                                PatternRewriter &rewriter) const override {
    TransposeOp transpose = getSinkable(op.getOperand());
    if (!transpose)
      return rewriter.notifyMatchFailure(op, "the operand is not transposed");
    SmallVector<dim::DimExpr> source = dim::getDims(transpose.getOperand()),
                              result = dim::getDims(op.getResult());
    ArrayRef<int64_t> permutation = transpose.getPermutation();
    std::optional<SmallVector<Group>> groups =
        matchGroups(dim::getDims(op.getOperand()), result);
    if (!groups)
      return rewriter.notifyMatchFailure(op, "dims form no groups");
    for (Group &group : *groups)
      if (!areNeighbours(group, permutation, source))
        return rewriter.notifyMatchFailure(op, "a group is torn apart");
    llvm::sort(*groups, [&](const Group &a, const Group &b) {
      return permutation[a.from.front()] < permutation[b.from.front()];
    });
    // Dim order[i] of the result is dim i of the inner reshape.
    SmallVector<int64_t> order;
    for (const Group &group : *groups)
      llvm::append_range(order, group.to);
    Value inner = graph::reshape(rewriter, op.getLoc(), transpose.getOperand(),
                                 applyPermutation(result, order));
    rewriter.replaceOp(
        op, makeTranspose(rewriter, op, inner, invertPermutationVector(order)));
    return success();
  }

private:
  /// Whether between the group's dims in x there are only dims of 1.
  static bool areNeighbours(const Group &group, ArrayRef<int64_t> permutation,
                            ArrayRef<dim::DimExpr> source) {
    for (unsigned i = 1; i < group.from.size(); ++i) {
      int64_t before = permutation[group.from[i - 1]],
              here = permutation[group.from[i]];
      if (here < before)
        return false;
      for (int64_t between = before + 1; between < here; ++between)
        if (!source[between].isConstant(1))
          return false;
    }
    return true;
  }
};

struct EliminateTransposes
    : graph::impl::EliminateTransposesBase<EliminateTransposes> {
  LogicalResult initialize(MLIRContext *context) override {
    RewritePatternSet set(context);
    set.add<AbsorbOperand, AbsorbResult, TransposeOfUnits,
            MoveConstant<TransposeOp>, MoveConstant<ReshapeOp>,
            SinkThroughElementwise, SinkThroughReduce, SinkThroughSoftmax,
            SinkThroughSlice, SinkThroughGather, SinkThroughResized<RedimOp>,
            SinkThroughResized<BroadcastOp>, SinkThroughPad, SinkThroughConcat,
            SinkThroughReshape>(context);
    patterns = std::move(set);
    return success();
  }

  void runOnOperation() override {
    unsigned before = count();
    if (failed(applyPatternsGreedily(getOperation(), patterns)))
      return signalPassFailure();
    unsigned after = count();
    eliminated += before > after ? before - after : 0;
  }

  unsigned count() {
    unsigned transposes = 0;
    getOperation().walk([&](TransposeOp) { ++transposes; });
    return transposes;
  }

  FrozenRewritePatternSet patterns;
};
} // namespace
