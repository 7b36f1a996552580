//===- Simplify.cpp - the one cleanup -------------------------------------===//
// does:    folders and canonical patterns of all operations, common
//          subexpressions, dead code
// and:     elementwise(broadcast(x), y) becomes elementwise(x, y) where y alone
//          gives the result its shape
#include "dialects/HFC/HFCDialect.h"
#include "mlir/IR/Dominance.h"
#include "mlir/IR/PatternMatch.h"
#include "mlir/Transforms/CSE.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "passes/graph/Passes.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::hf;

namespace hfc::graph {
#define GEN_PASS_DEF_SIMPLIFY
#include "passes/graph/Passes.h.inc"
} // namespace hfc::graph

namespace {
/// Elementwise operations broadcast by themselves.
struct DropBroadcast : OpTraitRewritePattern<Elementwise> {
  using OpTraitRewritePattern::OpTraitRewritePattern;

  LogicalResult matchAndRewrite(Operation *op,
                                PatternRewriter &rewriter) const override {
    auto inferable = dyn_cast<InferTypeOpInterface>(op);
    if (!inferable)
      return failure();
    for (OpOperand &operand : op->getOpOperands()) {
      auto broadcast = operand.get().getDefiningOp<BroadcastOp>();
      if (!broadcast)
        continue;
      SmallVector<Value> operands(op->getOperands());
      operands[operand.getOperandNumber()] = broadcast.getOperand();
      SmallVector<Type> types;
      if (failed(inferable.inferReturnTypes(
              op->getContext(), std::nullopt, operands,
              op->getDiscardableAttrDictionary(), op->getPropertiesStorage(),
              op->getRegions(), types)) ||
          types[0] != op->getResult(0).getType())
        continue;
      rewriter.modifyOpInPlace(op, [&] { op->setOperands(operands); });
      return success();
    }
    return failure();
  }
};

struct Simplify : graph::impl::SimplifyBase<Simplify> {
  LogicalResult initialize(MLIRContext *context) override {
    RewritePatternSet set(context);
    for (Dialect *dialect : context->getLoadedDialects())
      dialect->getCanonicalizationPatterns(set);
    for (RegisteredOperationName op : context->getRegisteredOperations())
      op.getCanonicalizationPatterns(set, context);
    set.add<DropBroadcast>(context);
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
