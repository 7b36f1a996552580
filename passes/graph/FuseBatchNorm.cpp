//===- FuseBatchNorm.cpp - scales of channels into weights ----------------===//
// before:  sub (conv %x, %w), %mean; mul, %scale; add, %bias
// after:   conv %x, #hfc.scaled<%w, %scale>; add, a constant
// how:     A factor moves through additions of constants to the convolution,
//          whose weights it scales as a recipe. Constants that are added one
//          after the other become one.
// keeps:   what is rounded differs as always when weights are folded
// leaves:  a convolution that something else needs; factors that differ inside
//          a channel; weights that are no constants, or whole numbers
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "passes/graph/Matching.h"
#include "passes/graph/Passes.h"
#include "passes/graph/Recipes.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::graph;
using namespace hfc::hf;

namespace hfc::graph {
#define GEN_PASS_DEF_FUSEBATCHNORM
#include "passes/graph/Passes.h.inc"
} // namespace hfc::graph

namespace {
/// x op c, c a constant that does not change the shape of x.
struct WithConstant {
  Value x, constant;
};
} // namespace

/// A constant, or what fold-constants will make one: this pass leaves sums and
/// products of constants behind.
static bool isFoldable(Value value, unsigned depth = 0) {
  if (getConstantValue(value))
    return true;
  Operation *op = value.getDefiningOp();
  return op && depth < 4 && isa<AddOp, SubOp, MulOp>(op) &&
         llvm::all_of(
             op->getOperands(),
             [&](Value operand) { return isFoldable(operand, depth + 1); });
}

template <typename Op>
static std::optional<WithConstant> matchWithConstant(Op op) {
  Value result = op.getResult(), lhs = op.getLhs(), rhs = op.getRhs();
  if (isFoldable(rhs) && lhs.getType() == result.getType())
    return WithConstant{lhs, rhs};
  bool commutes = Op::template hasTrait<OpTrait::IsCommutative>();
  if (commutes && isFoldable(lhs) && rhs.getType() == result.getType())
    return WithConstant{rhs, lhs};
  return std::nullopt;
}

/// The convolution of constant weights that a value is, but for constants that
/// are added; nothing else uses what lies between.
static ConvOp findConvolution(Value value) {
  for (;;) {
    Operation *op = value.getDefiningOp();
    if (!op || !op->hasOneUse())
      return {};
    if (auto conv = dyn_cast<ConvOp>(op))
      return getConstantValue(conv.getFilter()) ? conv : ConvOp();
    std::optional<WithConstant> sum;
    if (auto add = dyn_cast<AddOp>(op))
      sum = matchWithConstant(add);
    else if (auto sub = dyn_cast<SubOp>(op))
      sum = matchWithConstant(sub);
    if (!sum)
      return {};
    value = sum->x;
  }
}

/// The factor as one number for each output channel, shaped like the weights;
/// null where it differs inside a channel.
static TypedAttr getChannelFactor(ConvOp conv, Value factor) {
  TypedAttr constant = getConstantValue(factor);
  if (!constant)
    return {};
  auto filter = cast<RankedTensorType>(conv.getFilter().getType());
  auto type = cast<RankedTensorType>(factor.getType());
  int64_t rank = filter.getRank();
  int64_t channel = conv.getChannelsLast() ? rank - 1 : 1;
  for (int64_t dim = 0; dim < type.getRank(); ++dim)
    if (dim + rank - type.getRank() != channel && type.getDimSize(dim) != 1)
      return {};
  SmallVector<int64_t> shape(rank, 1);
  shape[0] = type.getNumElements();
  return makeReshaped(constant, shape);
}

/// Weights that are whole numbers: sums of them and of quantised images are
/// exact, which a factor would undo.
static bool isWhole(TypedAttr weights) {
  if (auto converted = dyn_cast<ConvertedAttr>(weights))
    return isa<IntegerType>(
        getElementTypeOrSelf(converted.getBase().getType()));
  auto dense = dyn_cast<DenseElementsAttr>(weights);
  return dense && isa<FloatType>(dense.getElementType()) &&
         llvm::all_of(dense.getValues<APFloat>(),
                      [](const APFloat &w) { return w.isInteger(); });
}

namespace {
/// mul(conv(x, w), factor)
struct ScaleWeights : OpRewritePattern<MulOp> {
  ScaleWeights(MLIRContext *context, unsigned &fused)
      : OpRewritePattern(context), fused(fused) {}

  LogicalResult matchAndRewrite(MulOp op,
                                PatternRewriter &rewriter) const override {
    std::optional<WithConstant> product = matchWithConstant(op);
    auto conv = product ? product->x.getDefiningOp<ConvOp>() : ConvOp();
    if (!conv || !findConvolution(product->x))
      return rewriter.notifyMatchFailure(op, "no convolution of its own");
    if (isWhole(getConstantValue(conv.getFilter())))
      return rewriter.notifyMatchFailure(op, "the weights are integers");
    TypedAttr factor = getChannelFactor(conv, product->constant);
    if (!factor)
      return rewriter.notifyMatchFailure(op, "differs inside a channel");
    Location location = rewriter.getFusedLoc({conv.getLoc(), op.getLoc()});
    auto weight = ConstantOp::create(
        rewriter, conv.getFilter().getLoc(),
        makeScaled(getConstantValue(conv.getFilter()), factor));
    auto scaled = cast<ConvOp>(rewriter.clone(*conv));
    scaled->setLoc(location);
    scaled.getFilterMutable().assign(weight);
    rewriter.replaceOp(op, scaled);
    remarkPassed("fuse-batch-norm", location, "scale folded into weights");
    ++fused;
    return success();
  }

  unsigned &fused;
};

/// (y + b) * c is y * c + b * c, where y leads to a convolution.
template <typename Sum> struct MoveFactorUp : OpRewritePattern<MulOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(MulOp op,
                                PatternRewriter &rewriter) const override {
    std::optional<WithConstant> product = matchWithConstant(op);
    Sum inner = product ? product->x.getDefiningOp<Sum>() : Sum();
    std::optional<WithConstant> sum =
        inner ? matchWithConstant(inner) : std::nullopt;
    ConvOp conv = sum ? findConvolution(product->x) : ConvOp();
    if (!conv || !getChannelFactor(conv, product->constant))
      return rewriter.notifyMatchFailure(op, "no sum over a convolution");
    Value scaled =
        MulOp::create(rewriter, op.getLoc(), sum->x, product->constant);
    Value constant =
        MulOp::create(rewriter, op.getLoc(), sum->constant, product->constant);
    rewriter.replaceOpWithNewOp<Sum>(op, scaled, constant);
    return success();
  }
};

/// (y + a) + b is y + (a + b), where y leads to a convolution.
template <typename Inner> struct MergeConstants : OpRewritePattern<AddOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(AddOp op,
                                PatternRewriter &rewriter) const override {
    std::optional<WithConstant> outer = matchWithConstant(op);
    Inner inner = outer ? outer->x.getDefiningOp<Inner>() : Inner();
    std::optional<WithConstant> sum =
        inner ? matchWithConstant(inner) : std::nullopt;
    if (!sum || !findConvolution(outer->x))
      return rewriter.notifyMatchFailure(op, "no sum over a convolution");
    // y - a + b is y + (b - a).
    Value constant =
        Inner::create(rewriter, op.getLoc(), outer->constant, sum->constant);
    rewriter.replaceOpWithNewOp<AddOp>(op, sum->x, constant);
    return success();
  }
};

struct FuseBatchNorm : graph::impl::FuseBatchNormBase<FuseBatchNorm> {
  void runOnOperation() override {
    unsigned count = 0;
    RewritePatternSet patterns(&getContext());
    patterns.add<ScaleWeights>(&getContext(), count);
    patterns.add<MoveFactorUp<AddOp>, MoveFactorUp<SubOp>,
                 MergeConstants<AddOp>, MergeConstants<SubOp>>(&getContext());
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      return signalPassFailure();
    fused += count;
  }
};
} // namespace
