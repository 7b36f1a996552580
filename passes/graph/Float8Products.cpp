//===- Float8Products.cpp - 8-bit floats are multiplied as they are -------===//
// before:  contract (cast %x), (cast %w)                               in f32
// after:   contract %x, %w to f32
// keeps:   every bit of the products, which f32 holds; sums are of f32
// needs:   hoist-scales, for factors that have one
// leaves:  convolutions; factors of which one is no 8-bit float
#include "dialects/HFC/NarrowTypes.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "passes/graph/Matching.h"
#include "passes/graph/Passes.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::graph;
using namespace hfc::hf;

namespace hfc::graph {
#define GEN_PASS_DEF_FLOAT8PRODUCTS
#include "passes/graph/Passes.h.inc"
} // namespace hfc::graph

/// Null where it is no 8-bit float in f32.
static Value bytesOf(Value value) {
  auto cast = value.getDefiningOp<CastOp>();
  return cast && isFloat8(getElementTypeOrSelf(cast.getOperand()))
             ? cast.getOperand()
             : Value();
}

namespace {
struct FromContract : OpRewritePattern<ContractOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(ContractOp op,
                                PatternRewriter &rewriter) const override {
    Value lhs = bytesOf(op.getLhs()), rhs = bytesOf(op.getRhs());
    if (!lhs || !rhs || !op.getResult().getType().getElementType().isF32())
      return rewriter.notifyMatchFailure(op, "operands are no 8-bit floats");
    rewriter.modifyOpInPlace(op, [&] {
      op.getLhsMutable().assign(lhs);
      op.getRhsMutable().assign(rhs);
    });
    remarkPassed("float8-products", op.getLoc(),
                 "8-bit floats are multiplied as they are");
    return success();
  }
};

struct Float8Products : hfc::graph::impl::Float8ProductsBase<Float8Products> {
  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    patterns.add<FromContract>(&getContext());
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      signalPassFailure();
  }
};
} // namespace
