//===- SeparatePads.cpp - convolutions of few channels read padded images -===//
// before:  %y = hfc.conv %x, %w … low [3, 3] …          3 channels
// after:   %p = hfc.pad constant %x with 0 low [0, 3, 3, 0]
//          %y = hfc.conv %p, %w … low [0, 0] …
// why:     of an image without pads the taps of a row lie side by side, and a
//          sum over 7 * 3 elements runs in vectors where one over 3 does not.
//          The copy is small beside the convolution.
// leaves:  many channels, taps of 1 in a row, taps that lie apart, groups
#include "dialects/Dim/DimTypes.h"
#include "dialects/HFC/HFCDialect.h"
#include "dialects/HFC/HFCShapes.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "passes/graph/Passes.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::hf;

namespace hfc::graph {
#define GEN_PASS_DEF_SEPARATEPADS
#include "passes/graph/Passes.h.inc"
} // namespace hfc::graph

/// As many channels fill a vector register of any target.
constexpr int64_t manyChannels = 16;

namespace {
struct SeparatePadsOfConv : OpRewritePattern<ConvOp> {
  SeparatePadsOfConv(MLIRContext *context, unsigned &separated)
      : OpRewritePattern(context), separated(separated) {}

  LogicalResult matchAndRewrite(ConvOp op,
                                PatternRewriter &rewriter) const override {
    auto type = cast<RankedTensorType>(op.getOperand().getType());
    int64_t channels = type.getShape().back();
    if (!op.getChannelsLast() || op.getGroups() != 1 ||
        ShapedType::isDynamic(channels) || channels >= manyChannels)
      return rewriter.notifyMatchFailure(op, "many channels");
    auto filter = cast<RankedTensorType>(op.getFilter().getType());
    if (filter.getDimSize(filter.getRank() - 2) == 1 ||
        op.getDilations().back() != 1)
      return rewriter.notifyMatchFailure(op, "taps do not lie side by side");
    auto isZero = [](int64_t pad) { return pad == 0; };
    if (llvm::all_of(op.getLow(), isZero) && llvm::all_of(op.getHigh(), isZero))
      return rewriter.notifyMatchFailure(op, "no pads");

    Dims dims = dim::getDims(type), low(dims.size(), constant(0)),
         padded = dims;
    for (auto [i, before, after] : llvm::enumerate(op.getLow(), op.getHigh())) {
      low[1 + i] = constant(before);
      padded[1 + i] = dims[1 + i] + constant(before + after);
    }
    Location location = op.getLoc();
    auto scalar = RankedTensorType::get({}, type.getElementType());
    Value zero = ConstantOp::create(
        rewriter, location, cast<TypedAttr>(rewriter.getZeroAttr(scalar)));
    Value image = PadOp::create(
        rewriter, location, dim::getTensorType(padded, type.getElementType()),
        op.getOperand(), zero, dim::getShapeAttr(getContext(), low),
        PadMode::constant);
    SmallVector<int64_t> none(op.getLow().size(), 0);
    rewriter.modifyOpInPlace(op, [&] {
      op.getOperandMutable().assign(image);
      op.setLow(none);
      op.setHigh(none);
    });
    ++separated;
    return success();
  }

  dim::DimExpr constant(int64_t value) const {
    return dim::DimExpr::constant(getContext(), value);
  }

  unsigned &separated;
};

struct SeparatePadsPass : graph::impl::SeparatePadsBase<SeparatePadsPass> {
  void runOnOperation() override {
    unsigned count = 0;
    RewritePatternSet patterns(&getContext());
    patterns.add<SeparatePadsOfConv>(&getContext(), count);
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      return signalPassFailure();
    separated += count;
  }
};
} // namespace
