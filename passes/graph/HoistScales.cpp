//===- HoistScales.cpp - scales of quantised operands behind the sum ------===//
// before:  conv (mul (sub (cast %q), %zero), %sx), (mul (cast %w), %sw)
// after:   mul (conv (sub (cast %q), %zero), (cast %w)), (mul %sx, %sw)
// how:     Both operands of a convolution or contraction, or what is summed or
//          averaged, are whole numbers of 16 bits and less, or 8-bit floats,
//          whose products f32 holds as well, times a scale that
//          is the same for all that is summed. What is scaled, divided by the
//          same scale and rounded is rounded at once.
// keeps:   more than it had: sums of whole numbers are exact up to 2^24, so
// that
//          what is rounded to integers again falls where exact arithmetic has
//          it
// leaves:  an operand that is no scaled integer; a scale that varies in the sum
#include "dialects/HFC/NarrowTypes.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "passes/graph/Matching.h"
#include "passes/graph/Passes.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::graph;
using namespace hfc::hf;

namespace hfc::graph {
#define GEN_PASS_DEF_HOISTSCALES
#include "passes/graph/Passes.h.inc"
} // namespace hfc::graph

/// An integer of 16 bits and less, or an 8-bit float, as f32, perhaps with
/// other dims.
static bool isInteger(Value value) {
  while (auto reshape = value.getDefiningOp<ReshapeOp>())
    value = reshape.getOperand();
  auto cast = value.getDefiningOp<CastOp>();
  Type from = cast ? getElementTypeOrSelf(cast.getOperand()) : Type();
  bool isSmall =
      from && isa<IntegerType>(from) && from.getIntOrFloatBitWidth() <= 16;
  return from && (isSmall || isFloat8(from)) &&
         getElementTypeOrSelf(value).isF32();
}

/// Such integers, perhaps less their zero points.
static bool isWhole(Value value) {
  if (auto sub = value.getDefiningOp<SubOp>())
    return isInteger(sub.getLhs()) && isInteger(sub.getRhs());
  return isInteger(value);
}

namespace {
struct Scaling {
  Value whole, scale;
  std::optional<int64_t> axis; // of `whole` that the scale varies along
};
} // namespace

/// mul(whole, scale), the scale static with at most one dim.
static std::optional<Scaling> matchScaling(Value value) {
  auto mul = value.getDefiningOp<MulOp>();
  if (!mul)
    return std::nullopt;
  for (auto [whole, scale] : {std::pair(mul.getLhs(), mul.getRhs()),
                              std::pair(mul.getRhs(), mul.getLhs())}) {
    auto type = cast<RankedTensorType>(scale.getType());
    if (!isWhole(whole) || whole.getType() != value.getType() ||
        !type.hasStaticShape())
      continue;
    Scaling result{whole, scale, std::nullopt};
    int64_t missing =
        cast<RankedTensorType>(whole.getType()).getRank() - type.getRank();
    unsigned varying = 0;
    for (auto [i, size] : llvm::enumerate(type.getShape()))
      if (size != 1) {
        result.axis = static_cast<int64_t>(i) + missing;
        ++varying;
      }
    if (varying <= 1)
      return result;
  }
  return std::nullopt;
}

/// The scale against dim `axis` of a result of this rank.
static Value placeScale(OpBuilder &builder, const Scaling &scaling,
                        std::optional<int64_t> axis, int64_t rank) {
  MLIRContext *context = builder.getContext();
  SmallVector<dim::DimExpr> dims;
  if (axis) {
    auto type = cast<RankedTensorType>(scaling.scale.getType());
    dims.assign(rank - *axis, dim::DimExpr::constant(context, 1));
    dims[0] = dim::DimExpr::constant(context, type.getNumElements());
  }
  return reshape(builder, scaling.scale.getLoc(), scaling.scale, dims);
}

/// The op over whole numbers, then both scales.
static void hoist(PatternRewriter &rewriter, Operation *op,
                  ArrayRef<Scaling> operands,
                  ArrayRef<std::optional<int64_t>> axes) {
  int64_t rank = cast<RankedTensorType>(op->getResult(0).getType()).getRank();
  Value scale = MulOp::create(rewriter, op->getLoc(),
                              placeScale(rewriter, operands[0], axes[0], rank),
                              placeScale(rewriter, operands[1], axes[1], rank));
  Operation *sum = rewriter.clone(*op);
  sum->setOperands({operands[0].whole, operands[1].whole});
  rewriter.replaceOpWithNewOp<MulOp>(op, sum->getResult(0), scale);
  remarkPassed("hoist-scales", sum->getLoc(), "scales moved behind the sum");
}

namespace {
struct HoistFromConv : OpRewritePattern<ConvOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(ConvOp op,
                                PatternRewriter &rewriter) const override {
    auto x = matchScaling(op.getOperand()), w = matchScaling(op.getFilter());
    if (!x || !w)
      return rewriter.notifyMatchFailure(op, "operands are no scaled integers");
    if (x->axis || w->axis.value_or(0) != 0)
      return rewriter.notifyMatchFailure(op, "a scale varies in the sum");
    int64_t rank = cast<RankedTensorType>(op.getResult().getType()).getRank();
    std::optional<int64_t> channel;
    if (w->axis)
      channel = op.getChannelsLast() ? rank - 1 : 1;
    hoist(rewriter, op, {*x, *w}, {std::nullopt, channel});
    return success();
  }
};

struct HoistFromContract : OpRewritePattern<ContractOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(ContractOp op,
                                PatternRewriter &rewriter) const override {
    auto lhs = matchScaling(op.getLhs()), rhs = matchScaling(op.getRhs());
    if (!lhs || !rhs)
      return rewriter.notifyMatchFailure(op, "operands are no scaled integers");
    std::optional<int64_t> axes[2];
    for (auto [scaling, letters, axis] :
         {std::tuple(&*lhs, op.getLhsLetters(), &axes[0]),
          std::tuple(&*rhs, op.getRhsLetters(), &axes[1])}) {
      if (!scaling->axis)
        continue;
      size_t place = op.getResultLetters().find(letters[*scaling->axis]);
      if (place == StringRef::npos)
        return rewriter.notifyMatchFailure(op, "a scale varies in the sum");
      *axis = place;
    }
    hoist(rewriter, op, {*lhs, *rhs}, axes);
    return success();
  }
};

/// The sum or mean of one quantised tensor.
struct HoistFromReduce : OpRewritePattern<ReduceOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(ReduceOp op,
                                PatternRewriter &rewriter) const override {
    auto x = matchScaling(op.getOperand());
    if (!x || x->axis ||
        (op.getKind() != ReduceKind::sum && op.getKind() != ReduceKind::mean))
      return rewriter.notifyMatchFailure(op, "no sum of scaled integers");
    Operation *sum = rewriter.clone(*op);
    sum->setOperands({x->whole});
    rewriter.replaceOpWithNewOp<MulOp>(
        op, sum->getResult(0), placeScale(rewriter, *x, std::nullopt, 0));
    remarkPassed("hoist-scales", sum->getLoc(), "scale moved behind the sum");
    return success();
  }
};

/// round(x * scale / scale), as where a mean keeps the scale of its operand.
struct CancelScales : OpRewritePattern<RoundOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(RoundOp op,
                                PatternRewriter &rewriter) const override {
    auto div = op.getOperand().getDefiningOp<DivOp>();
    auto mul = div ? div.getLhs().getDefiningOp<MulOp>() : MulOp();
    if (!mul)
      return rewriter.notifyMatchFailure(op, "no quotient of a product");
    std::optional<double> scale = getScalar(div.getRhs());
    if (!scale || !std::isnormal(*scale))
      return rewriter.notifyMatchFailure(op, "no scale");
    for (auto [x, factor] : {std::pair(mul.getLhs(), mul.getRhs()),
                             std::pair(mul.getRhs(), mul.getLhs())})
      if (getScalar(factor) == scale && x.getType() == op.getType()) {
        rewriter.modifyOpInPlace(op, [&] { op.getOperandMutable().assign(x); });
        return success();
      }
    return rewriter.notifyMatchFailure(op, "the scales differ");
  }
};

struct HoistScales : hfc::graph::impl::HoistScalesBase<HoistScales> {
  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    patterns
        .add<HoistFromConv, HoistFromContract, HoistFromReduce, CancelScales>(
            &getContext());
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      signalPassFailure();
  }
};
} // namespace
