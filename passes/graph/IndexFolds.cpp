//===- IndexFolds.cpp - what sizes and indices decide ---------------------===//
// before:  compare ge (iota + past), 0
// after:   true
// before:  and x, true; or x, false; select true, x, y
// after:   x
// before:  gather_nd %mask at concat (iota over batch, iota over sequence)
// after:   reshape and broadcast of %mask
#include "passes/graph/IndexFolds.h"
#include "dialects/HFC/HFCShapes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "passes/graph/Matching.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::graph;
using namespace hfc::hf;
using dim::DimExpr;

//===- Bounds of integers -----------------------------------------------===//

namespace {
/// All elements are at least `low` and at most `high`; null where not known.
struct Bounds {
  DimExpr low, high;

  explicit operator bool() const { return low && high; }
};
} // namespace

static Bounds getBounds(Value value, unsigned depth = 0) {
  Operation *op = value.getDefiningOp();
  MLIRContext *context = value.getContext();
  auto element = dyn_cast<IntegerType>(getElementTypeOrSelf(value.getType()));
  // Narrow and unsigned types might wrap.
  if (!op || !element || element.getWidth() < 32 || element.isUnsigned() ||
      depth > 8)
    return {};
  auto of = [&](unsigned index) {
    return getBounds(op->getOperand(index), depth + 1);
  };
  if (auto number = getScalar(value)) {
    auto exact = DimExpr::constant(context, static_cast<int64_t>(*number));
    return std::abs(*number) < 1e15 ? Bounds{exact, exact} : Bounds();
  }
  if (auto iota = dyn_cast<IotaOp>(op))
    return {DimExpr::constant(context, 0),
            dim::getDims(iota.getResult())[iota.getAxis()] - 1};
  if (auto size = dyn_cast<SizeOp>(op))
    return {DimExpr(size.getValue()), DimExpr(size.getValue())};
  if (isa<ReshapeOp, BroadcastOp, TransposeOp, SliceOp>(op))
    return of(0);
  if (isa<CastOp>(op) && element.getWidth() == 64)
    return of(0);
  if (isa<AddOp>(op)) {
    Bounds a = of(0), b = of(1);
    return {a.low + b.low, a.high + b.high};
  }
  if (isa<SubOp>(op)) {
    Bounds a = of(0), b = of(1);
    return {a.low - b.high, a.high - b.low};
  }
  return {};
}

/// Whether the comparison comes out one way, and which.
static std::optional<bool> decide(Predicate predicate, Bounds a, Bounds b,
                                  const dim::SymbolRanges &ranges) {
  auto below = [&](DimExpr x, DimExpr y) {
    return dim::provablyLE(x + 1, y, ranges);
  };
  auto notAbove = [&](DimExpr x, DimExpr y) {
    return dim::provablyLE(x, y, ranges);
  };
  bool apart = below(a.high, b.low) || below(b.high, a.low);
  switch (predicate) {
  case Predicate::lt:
    return below(a.high, b.low)      ? std::optional(true)
           : notAbove(b.high, a.low) ? std::optional(false)
                                     : std::nullopt;
  case Predicate::le:
    return notAbove(a.high, b.low) ? std::optional(true)
           : below(b.high, a.low)  ? std::optional(false)
                                   : std::nullopt;
  case Predicate::gt:
    return decide(Predicate::lt, b, a, ranges);
  case Predicate::ge:
    return decide(Predicate::le, b, a, ranges);
  case Predicate::eq:
    return apart ? std::optional(false) : std::nullopt;
  case Predicate::ne:
    return apart ? std::optional(true) : std::nullopt;
  }
  llvm_unreachable("all predicates are listed");
}

//===- Patterns ---------------------------------------------------------===//

/// Puts a value in place of an operation whose shape it may broadcast to.
static void replaceByBroadcast(PatternRewriter &rewriter, Operation *op,
                               Value value) {
  Type type = op->getResult(0).getType();
  if (value.getType() == type)
    rewriter.replaceOp(op, value);
  else
    rewriter.replaceOpWithNewOp<BroadcastOp>(op, type, value);
}

static Value makeBool(PatternRewriter &rewriter, Location location,
                      bool value) {
  auto type = RankedTensorType::get({}, rewriter.getI1Type());
  return ConstantOp::create(rewriter, location,
                            DenseElementsAttr::get(type, value));
}

namespace {
struct DecideComparison : OpRewritePattern<CompareOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(CompareOp op,
                                PatternRewriter &rewriter) const override {
    Bounds a = getBounds(op.getLhs()), b = getBounds(op.getRhs());
    if (!a || !b)
      return rewriter.notifyMatchFailure(op, "depends on data");
    auto function = op->getParentOfType<func::FuncOp>();
    std::optional<bool> result =
        decide(op.getPredicate(), a, b, dim::getSymbolRanges(function));
    if (!result)
      return rewriter.notifyMatchFailure(op, "comes out both ways");
    replaceByBroadcast(rewriter, op, makeBool(rewriter, op.getLoc(), *result));
    return success();
  }
};

/// and, or with a constant of bools.
template <typename Op> struct FoldLogic : OpRewritePattern<Op> {
  using OpRewritePattern<Op>::OpRewritePattern;

  LogicalResult matchAndRewrite(Op op,
                                PatternRewriter &rewriter) const override {
    if (!getElementTypeOrSelf(op.getType()).isInteger(1))
      return rewriter.notifyMatchFailure(op, "no bools");
    for (auto [value, other] : {std::pair(op.getLhs(), op.getRhs()),
                                std::pair(op.getRhs(), op.getLhs())}) {
      std::optional<double> number = getScalar(other);
      if (!number)
        continue;
      bool isNeutral = (*number != 0) == std::is_same_v<Op, AndOp>;
      replaceByBroadcast(
          rewriter, op,
          isNeutral ? value : makeBool(rewriter, op.getLoc(), *number != 0));
      return success();
    }
    return rewriter.notifyMatchFailure(op, "no constant");
  }
};

struct FoldSelect : OpRewritePattern<SelectOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(SelectOp op,
                                PatternRewriter &rewriter) const override {
    std::optional<double> condition = getScalar(op.getCondition());
    if (!condition)
      return rewriter.notifyMatchFailure(op, "depends on data");
    replaceByBroadcast(rewriter, op,
                       *condition != 0 ? op.getYes() : op.getNo());
    return success();
  }
};
} // namespace

/// The dim along which every element is its own index.
static std::optional<int64_t> getIndexDim(Value value) {
  Operation *op = value.getDefiningOp();
  if (auto iota = dyn_cast_or_null<IotaOp>(op))
    return iota.getAxis();
  if (!isa_and_nonnull<CastOp, BroadcastOp, ReshapeOp>(op))
    return std::nullopt;
  std::optional<int64_t> inner = getIndexDim(op->getOperand(0));
  Dims from = dim::getDims(op->getOperand(0)),
       to = dim::getDims(op->getResult(0));
  if (!inner || from[*inner].isConstant(1))
    return std::nullopt;
  if (!isa<ReshapeOp>(op))
    return *inner + static_cast<int64_t>(to.size() - from.size());
  // The dims that are not 1 stay the same: count them.
  auto notOne = [](DimExpr dim) { return !dim.isConstant(1); };
  Dims before = llvm::filter_to_vector(from, notOne),
       after = llvm::filter_to_vector(to, notOne);
  if (before != after)
    return std::nullopt;
  int64_t left = llvm::count_if(ArrayRef(from).take_front(*inner), notOne);
  for (auto [i, dim] : llvm::enumerate(to))
    if (notOne(dim) && left-- == 0)
      return i;
  return std::nullopt;
}

namespace {
/// Each element at its own place: a broadcast.
struct GatherOfAll : OpRewritePattern<GatherNDOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(GatherNDOp op,
                                PatternRewriter &rewriter) const override {
    auto tuple = op.getIndices().getDefiningOp<ConcatOp>();
    Dims table = dim::getDims(op.getOperand()),
         result = dim::getDims(op.getResult());
    int64_t rank = result.size();
    if (!tuple || op.getBatchDims() != 0 ||
        static_cast<int64_t>(tuple.getAxis()) != rank ||
        tuple.getNumOperands() != table.size())
      return rewriter.notifyMatchFailure(op, "no tuple of whole indices");
    Dims spread(rank, DimExpr::constant(op.getContext(), 1));
    int64_t last = -1;
    for (auto [i, index] : llvm::enumerate(tuple.getOperands())) {
      std::optional<int64_t> place = getIndexDim(index);
      if (!place || *place <= last || *place >= rank ||
          result[*place] != table[i])
        return rewriter.notifyMatchFailure(op, "not every element in order");
      spread[*place] = table[i];
      last = *place;
    }
    replaceByBroadcast(
        rewriter, op,
        graph::reshape(rewriter, op.getLoc(), op.getOperand(), spread));
    return success();
  }
};
} // namespace

void graph::addIndexFolds(RewritePatternSet &patterns) {
  patterns.add<DecideComparison, FoldLogic<AndOp>, FoldLogic<OrOp>, FoldSelect,
               GatherOfAll>(patterns.getContext());
}
