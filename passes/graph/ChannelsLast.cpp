//===- ChannelsLast.cpp - convolutions and pools over rows of channels ----===//
// before:  %y = hfc.conv %x, %w …                        [N, C, H, W]
// after:   %t = hfc.transpose %x [0, 2, 3, 1]
//          %c = hfc.conv %t, (transposed %w) … channels_last
//          %y = hfc.transpose %c [0, 3, 1, 2]
// why:     channels are what a convolution sums over and what its filters
//          number: side by side they load as vectors. eliminate-transposes
//          then cancels the transposes between one such operation and the next.
// leaves:  what is channels_last already
#include "dialects/HFC/HFCShapes.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "passes/graph/Matching.h"
#include "passes/graph/Passes.h"
#include "passes/graph/Recipes.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::graph;
using namespace hfc::hf;

namespace hfc::graph {
#define GEN_PASS_DEF_CHANNELSLAST
#include "passes/graph/Passes.h.inc"
} // namespace hfc::graph

/// [0, 2, 3, …, 1]: channels behind the spatial dims.
static SmallVector<int64_t> lastOrder(int64_t rank) {
  SmallVector<int64_t> order{0};
  for (int64_t i = 2; i < rank; ++i)
    order.push_back(i);
  order.push_back(1);
  return order;
}

static Value toLast(OpBuilder &builder, Value value) {
  int64_t rank = cast<RankedTensorType>(value.getType()).getRank();
  if (TypedAttr constant = getConstantValue(value))
    return ConstantOp::create(builder, value.getLoc(),
                              makeTransposed(constant, lastOrder(rank)));
  return graph::transpose(builder, value.getLoc(), value, lastOrder(rank));
}

/// Replaces op by `last`, which has its channels last.
static void replace(PatternRewriter &rewriter, Operation *op, Value last) {
  int64_t rank = cast<RankedTensorType>(last.getType()).getRank();
  SmallVector<int64_t> order{0, rank - 1};
  for (int64_t i = 1; i + 1 < rank; ++i)
    order.push_back(i);
  rewriter.replaceOp(op, graph::transpose(rewriter, op->getLoc(), last, order));
}

namespace {
struct ConvLast : OpRewritePattern<ConvOp> {
  ConvLast(MLIRContext *context, unsigned &changed)
      : OpRewritePattern(context), changed(changed) {}

  LogicalResult matchAndRewrite(ConvOp op,
                                PatternRewriter &rewriter) const override {
    if (op.getChannelsLast())
      return rewriter.notifyMatchFailure(op, "channels are last");
    auto last = ConvOp::create(
        rewriter, op.getLoc(), toLast(rewriter, op.getOperand()),
        toLast(rewriter, op.getFilter()), op.getStrides(), op.getDilations(),
        op.getLow(), op.getHigh(), op.getGroups(), /*channels_last=*/true);
    replace(rewriter, op, last);
    ++changed;
    return success();
  }

  unsigned &changed;
};

struct PoolLast : OpRewritePattern<PoolOp> {
  PoolLast(MLIRContext *context, unsigned &changed)
      : OpRewritePattern(context), changed(changed) {}

  LogicalResult matchAndRewrite(PoolOp op,
                                PatternRewriter &rewriter) const override {
    if (op.getChannelsLast())
      return rewriter.notifyMatchFailure(op, "channels are last");
    auto last = PoolOp::create(
        rewriter, op.getLoc(), op.getKind(), toLast(rewriter, op.getOperand()),
        op.getWindow(), op.getStrides(), op.getDilations(), op.getLow(),
        op.getHigh(), op.getCountPadding(), /*channels_last=*/true);
    replace(rewriter, op, last);
    ++changed;
    return success();
  }

  unsigned &changed;
};

struct ChannelsLastPass : graph::impl::ChannelsLastBase<ChannelsLastPass> {
  void runOnOperation() override {
    unsigned count = 0;
    RewritePatternSet patterns(&getContext());
    patterns.add<ConvLast, PoolLast>(&getContext(), count);
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      return signalPassFailure();
    changed += count;
  }
};
} // namespace
