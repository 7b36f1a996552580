//===- EliminateReshapes.cpp - keep dims apart that need not be one -------===//
// before:  reshape [b, s, k] to [b*s, k]; contract "mk,kn->mn"; add bias;
//          reshape [b*s, n] to [b, s, n]
// after:   contract "bsk,kn->bsn"; add bias
// before:  reshape (slice %x from <0, 384> : [s, 1152] to [s, 384]) to heads
// after:   slice (reshape %x to [s, 36, 32]) from <0, 12, 0>
// how:     A reshape needs its operand in memory, a slice does not.
//          Contractions take merged dims apart, others let the reshape sink,
//          until it meets the one that undoes it; slices sink through those
//          that part dims.
// leaves:  dims that are summed over, or that only one of two operands merged
#include "dialects/HFC/HFCShapes.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "passes/graph/Matching.h"
#include "passes/graph/Passes.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::graph;
using namespace hfc::hf;

namespace hfc::graph {
#define GEN_PASS_DEF_ELIMINATERESHAPES
#include "passes/graph/Passes.h.inc"
} // namespace hfc::graph

namespace {
/// A reshape that only merges dims: for each dim of its result the dims of its
/// operand that became it.
struct Merge {
  Value source;
  SmallVector<Dims> groups;

  bool isMerged(size_t index) const {
    return llvm::count_if(groups[index], [](dim::DimExpr dim) {
             return !dim.isConstant(1);
           }) > 1;
  }
};
} // namespace

static std::optional<Merge> matchMerge(Value value) {
  auto reshape = value.getDefiningOp<ReshapeOp>();
  if (!reshape)
    return std::nullopt;
  Merge merge{reshape.getOperand(), {}};
  Dims source = dim::getDims(merge.source);
  ArrayRef<dim::DimExpr> from = source;
  bool merges = false;
  for (dim::DimExpr to : dim::getDims(value)) {
    Dims group;
    auto product = dim::DimExpr::constant(value.getContext(), 1);
    do {
      if (from.empty())
        return std::nullopt;
      product = product * from.front();
      group.push_back(from.front());
      from = from.drop_front();
    } while (product != to);
    merge.groups.push_back(group);
    merges |= merge.isMerged(merge.groups.size() - 1);
  }
  if (!from.empty() || !merges)
    return std::nullopt;
  return merge;
}

namespace {
/// contract(reshape(x), y): a merged letter becomes as many as it was dims.
struct UnmergeContraction : OpRewritePattern<ContractOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(ContractOp op,
                                PatternRewriter &rewriter) const override {
    std::string letters[2] = {op.getLhsLetters().str(),
                              op.getRhsLetters().str()};
    std::optional<Merge> merges[2] = {matchMerge(op.getLhs()),
                                      matchMerge(op.getRhs())};
    for (unsigned side : {0u, 1u}) {
      for (size_t i = 0; merges[side] && i < letters[side].size(); ++i) {
        char letter = letters[side][i];
        if (!merges[side]->isMerged(i) ||
            !op.getResultLetters().contains(letter))
          continue;
        const Dims &group = merges[side]->groups[i];
        size_t there = letters[1 - side].find(letter);
        bool shared = there != std::string::npos;
        if (shared &&
            (!merges[1 - side] || merges[1 - side]->groups[there] != group))
          continue;
        return unmerge(op, letter, group, rewriter);
      }
    }
    return rewriter.notifyMatchFailure(op, "no letter to take apart");
  }

private:
  static LogicalResult unmerge(ContractOp op, char letter, const Dims &group,
                               PatternRewriter &rewriter) {
    std::string used = op.getLetters().str(), fresh;
    for (char next = 'a'; fresh.size() < group.size() && next <= 'z'; ++next)
      if (used.find(next) == std::string::npos)
        fresh += next;
    if (fresh.size() < group.size())
      return rewriter.notifyMatchFailure(op, "no letters left");
    Value operands[2] = {op.getLhs(), op.getRhs()};
    StringRef letters[2] = {op.getLhsLetters(), op.getRhsLetters()};
    for (unsigned side : {0u, 1u}) {
      size_t place = letters[side].find(letter);
      if (place == StringRef::npos)
        continue;
      Dims dims = dim::getDims(operands[side]);
      dims.erase(dims.begin() + place);
      dims.insert(dims.begin() + place, group.begin(), group.end());
      operands[side] = graph::reshape(
          rewriter, op.getLoc(),
          operands[side].getDefiningOp<ReshapeOp>().getOperand(), dims);
    }
    std::string apart;
    for (char old : used)
      apart += old == letter ? fresh : std::string(1, old);
    std::string reason;
    RankedTensorType type = ContractOp::inferType(
        apart, cast<RankedTensorType>(operands[0].getType()),
        cast<RankedTensorType>(operands[1].getType()),
        op.getType().getElementType(), reason);
    auto contract = ContractOp::create(rewriter, op.getLoc(), type, apart,
                                       operands[0], operands[1]);
    rewriter.replaceOpWithNewOp<ReshapeOp>(op, op.getType(), contract);
    return success();
  }
};

/// elementwise(reshape(x), y) where y can be read at the places of x.
struct SinkThroughElementwise : OpTraitRewritePattern<Elementwise> {
  using OpTraitRewritePattern::OpTraitRewritePattern;

  LogicalResult matchAndRewrite(Operation *op,
                                PatternRewriter &rewriter) const override {
    auto type = cast<RankedTensorType>(op->getResult(0).getType());
    std::optional<Merge> merge;
    for (Value operand : op->getOperands())
      if (!merge && dim::getDims(operand) == dim::getDims(type))
        merge = matchMerge(operand);
    if (!merge)
      return rewriter.notifyMatchFailure(op, "no operand was merged");
    SmallVector<std::pair<Value, Dims>> sources;
    for (Value operand : op->getOperands()) {
      Dims wanted = getWantedDims(operand, *merge);
      Value source = getSource(operand, *merge, wanted);
      if (!source)
        return rewriter.notifyMatchFailure(op, "operands are not alike");
      sources.push_back({source, wanted});
    }
    SmallVector<Value> operands;
    for (auto &[source, wanted] : sources)
      operands.push_back(
          graph::reshape(rewriter, op->getLoc(), source, wanted));
    Operation *inner = rewriter.clone(*op);
    inner->setOperands(operands);
    inner->getResult(0).setType(
        dim::getTensorType(dim::getDims(merge->source), type.getElementType()));
    rewriter.replaceOpWithNewOp<ReshapeOp>(op, type, inner->getResult(0));
    return success();
  }

private:
  /// The operand's dims among those of the merge's source.
  static Dims getWantedDims(Value operand, const Merge &merge) {
    Dims dims = dim::getDims(operand), wanted;
    size_t skipped = merge.groups.size() - dims.size();
    for (auto [i, dim] : llvm::enumerate(dims)) {
      const Dims &group = merge.groups[skipped + i];
      if (dim.isConstant(1))
        wanted.append(group.size(),
                      dim::DimExpr::constant(operand.getContext(), 1));
      else
        wanted.append(group);
    }
    return wanted;
  }

  /// What has those dims but for ones: the operand, or what it was before it
  /// was reshaped; a constant can have any.
  static Value getSource(Value operand, const Merge &merge,
                         const Dims &wanted) {
    auto withoutOnes = [](Dims dims) {
      llvm::erase_if(dims, [](dim::DimExpr dim) { return dim.isConstant(1); });
      return dims;
    };
    if (isConstant(operand) ||
        withoutOnes(dim::getDims(operand)) == withoutOnes(wanted))
      return operand;
    auto reshape = operand.getDefiningOp<ReshapeOp>();
    if (reshape &&
        withoutOnes(dim::getDims(reshape.getOperand())) == withoutOnes(wanted))
      return reshape.getOperand();
    return {};
  }
};

/// softmax or a norm of reshape(x), over dims that were not merged.
template <typename Op> struct SinkThroughRows : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;

  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    std::optional<Merge> merge = matchMerge(op.getOperand());
    if (!merge)
      return rewriter.notifyMatchFailure(op, "the operand was not merged");
    int64_t axis = op.getAxis(), rank = merge->groups.size(), moved = 0;
    for (int64_t i = 0; i < rank; ++i) {
      if (i >= axis && merge->groups[i].size() != 1)
        return rewriter.notifyMatchFailure(op, "its dims were merged");
      if (i < axis)
        moved += merge->groups[i].size();
    }
    for (Value operand : op->getOperands().drop_front())
      if (cast<RankedTensorType>(operand.getType()).getRank() > rank - axis)
        return rewriter.notifyMatchFailure(op, "scale or bias go by row");
    auto inner = cast<Op>(rewriter.clone(*op));
    inner->setOperand(0, merge->source);
    inner.setAxis(moved);
    inner->getResult(0).setType(
        cast<RankedTensorType>(merge->source.getType()));
    rewriter.replaceOpWithNewOp<ReshapeOp>(op, op.getType(), inner);
    return success();
  }
};

/// reshape(slice(x)), where the dim that is sliced is at most parted.
struct SinkSlice : OpRewritePattern<ReshapeOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(ReshapeOp op,
                                PatternRewriter &rewriter) const override {
    auto slice = op.getOperand().getDefiningOp<SliceOp>();
    std::optional<int64_t> axis = slice ? getAxis(slice) : std::nullopt;
    if (!axis || !slice->hasOneUse())
      return rewriter.notifyMatchFailure(op, "no slice along one dim");
    Dims from = dim::getDims(slice.getResult()),
         to = dim::getDims(op.getResult());
    // Where the dims begin that the sliced one is parted into, and end.
    size_t begin = skipDims(ArrayRef(from).take_front(*axis), to, 0);
    size_t end = skipDims(from[*axis], to, begin);
    if (end > to.size() ||
        skipDims(ArrayRef(from).drop_front(*axis + 1), to, end) != to.size())
      return rewriter.notifyMatchFailure(op, "dims are not only parted");
    dim::DimExpr inner = dim::product(
        getContext(), ArrayRef(to).slice(begin + 1, end - begin - 1));
    dim::DimExpr all = dim::getDims(slice.getOperand())[*axis];
    dim::DimExpr start = slice.getStarts().getDims()[*axis];
    auto count = all.exactDiv(inner), first = start.exactDiv(inner);
    if (!count || !first)
      return rewriter.notifyMatchFailure(op, "the slice begins inside");
    Dims dims = to;
    dims[begin] = *count;
    Value parted =
        graph::reshape(rewriter, op.getLoc(), slice.getOperand(), dims);
    Dims starts(to.size(), dim::DimExpr::constant(getContext(), 0));
    starts[begin] = *first;
    rewriter.replaceOpWithNewOp<SliceOp>(
        op, op.getType(), parted, dim::getShapeAttr(getContext(), starts),
        SmallVector<int64_t>(to.size(), 1));
    return success();
  }

private:
  /// The one dim that the slice does not take whole.
  static std::optional<int64_t> getAxis(SliceOp slice) {
    std::optional<int64_t> axis;
    for (auto [i, from, to, start, step] : llvm::enumerate(
             dim::getDims(slice.getOperand()), dim::getDims(slice.getResult()),
             slice.getStarts().getDims(), slice.getSteps())) {
      if (step != 1)
        return std::nullopt;
      if (from == to && dim::DimExpr(start).isConstant(0))
        continue;
      if (axis)
        return std::nullopt;
      axis = i;
    }
    return axis;
  }

  /// The place behind the dims of `to`, from `place` on, that are as many
  /// elements as `from`; beyond the end if there is none.
  static size_t skipDims(ArrayRef<dim::DimExpr> from, ArrayRef<dim::DimExpr> to,
                         size_t place) {
    for (dim::DimExpr dim : from) {
      auto product = dim::DimExpr::constant(dim.getContext(), 1);
      do {
        if (place >= to.size())
          return to.size() + 1;
        product = product * to[place++];
      } while (product != dim);
    }
    return place;
  }
};

struct EliminateReshapes
    : graph::impl::EliminateReshapesBase<EliminateReshapes> {
  LogicalResult initialize(MLIRContext *context) override {
    RewritePatternSet set(context);
    set.add<UnmergeContraction, SinkSlice, SinkThroughElementwise,
            SinkThroughRows<SoftmaxOp>, SinkThroughRows<LayerNormOp>,
            SinkThroughRows<RmsNormOp>>(context);
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
    unsigned reshapes = 0;
    getOperation().walk([&](ReshapeOp) { ++reshapes; });
    return reshapes;
  }

  FrozenRewritePatternSet patterns;
};
} // namespace
