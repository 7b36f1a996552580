//===- Simplify.cpp - the one cleanup -------------------------------------===//
// does:    folders and canonical patterns of all operations, common
//          subexpressions, dead code
// and:     elementwise(broadcast(x), y) becomes elementwise(x, y), broadcast
//          behind it where y alone does not give the result its shape
#include "dialects/HFC/HFCDialect.h"
#include "dialects/HFC/HFCShapes.h"
#include "mlir/IR/Dominance.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Transforms/CSE.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "passes/graph/IndexFolds.h"
#include "passes/graph/Passes.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::hf;

namespace hfc::graph {
#define GEN_PASS_DEF_SIMPLIFY
#include "passes/graph/Passes.h.inc"
} // namespace hfc::graph

/// What a broadcast repeats.
static Value getRepeated(Value value) {
  while (auto broadcast = value.getDefiningOp<BroadcastOp>())
    value = broadcast.getOperand();
  return value;
}

namespace {
/// Elementwise operations broadcast by themselves: on what operands repeat,
/// they do less work.
struct SinkBroadcast : OpTraitRewritePattern<Elementwise> {
  using OpTraitRewritePattern::OpTraitRewritePattern;

  LogicalResult matchAndRewrite(Operation *op,
                                PatternRewriter &rewriter) const override {
    SmallVector<Value> operands =
        llvm::map_to_vector(op->getOperands(), getRepeated);
    if (llvm::equal(operands, op->getOperands()))
      return rewriter.notifyMatchFailure(op, "no operand is broadcast");
    std::optional<Dims> dims = Dims();
    for (Value operand : operands)
      if (dims)
        dims = broadcastDims(*dims, dim::getDims(operand));
    if (!dims)
      return rewriter.notifyMatchFailure(op, "operands do not broadcast");
    auto result = cast<RankedTensorType>(op->getResult(0).getType());
    RankedTensorType type = dim::getTensorType(*dims, result.getElementType());
    Operation *inner = rewriter.clone(*op);
    inner->setOperands(operands);
    inner->getResult(0).setType(type);
    if (type == result)
      rewriter.replaceOp(op, inner);
    else
      rewriter.replaceOpWithNewOp<BroadcastOp>(op, result, inner->getResult(0));
    return success();
  }
};

struct Simplify : graph::impl::SimplifyBase<Simplify> {
  LogicalResult initialize(MLIRContext *context) override {
    RewritePatternSet set(context);
    for (Dialect *dialect : context->getLoadedDialects())
      dialect->getCanonicalizationPatterns(set);
    for (RegisteredOperationName op : context->getRegisteredOperations())
      op.getCanonicalizationPatterns(set, context);
    set.add<SinkBroadcast>(context);
    graph::addIndexFolds(set);
    patterns = std::move(set);
    return success();
  }

  void runOnOperation() override {
    for (bool changed = true; changed; ++rounds) {
      changed = false;
      if (failed(applyPatternsGreedily(getOperation(), patterns, {}, &changed)))
        return signalPassFailure();
      bool merged = false;
      IRRewriter rewriter(&getContext());
      DominanceInfo dominance(getOperation());
      eliminateCommonSubExpressions(rewriter, dominance, getOperation(),
                                    &merged);
      changed = merged; // the patterns themselves have reached their end
    }
  }

  FrozenRewritePatternSet patterns;
};
} // namespace
