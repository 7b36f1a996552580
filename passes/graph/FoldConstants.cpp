//===- FoldConstants.cpp - evaluate what depends on constants alone -------===//
// before:  mul (cast %w : i8 to f32), %scale
// after:   #hfc.scaled<#hfc.converted<#hfc.weight<…>>, …>, of any size
// before:  gather (mul (cast %table), %scale) at %ids
// after:   mul (cast (gather %table at %ids)), (gather %scale at %ids)
// before:  sqrt (add dense<…>, 1.0e-5)
// after:   dense<…>
// before:  div (iota as floats), dense<2.0>
// after:   dense<…>
// how:     Rows are looked up in a table as it is stored, and converted after.
//          The interpreter evaluates dense constants of at most 64 KiB.
//          Movements, casts and scalings of weights are recipes.
// leaves:  a weight's elements: nobody loads them here; what only repeats
//          elements, since every operation does so by itself; a cast of whole
//          numbers of which zero points are subtracted, for no recipe says the
//          difference, and floats would take more room
#include "dialects/HFC/HFCShapes.h"
#include "interpreter/Interpreter.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "passes/graph/Matching.h"
#include "passes/graph/Passes.h"
#include "passes/graph/Recipes.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::graph;
using namespace hfc::hf;

namespace hfc::graph {
#define GEN_PASS_DEF_FOLDCONSTANTS
#include "passes/graph/Passes.h.inc"
} // namespace hfc::graph

/// Whether a value is a constant, or elementwise operations on constants.
static bool isOverConstants(Value value, unsigned depth = 0) {
  if (getConstantValue(value))
    return true;
  Operation *op = value.getDefiningOp();
  return op && depth < 4 && op->hasTrait<Elementwise>() &&
         llvm::all_of(
             op->getOperands(),
             [&](Value operand) {
               return isOverConstants(operand, depth + 1);
             });
}

namespace {
/// gather(elementwise(table, …)) over constants, along their first dim.
struct GatherBeforeArithmetic : OpRewritePattern<GatherOp> {
  using OpRewritePattern::OpRewritePattern;

  LogicalResult matchAndRewrite(GatherOp op,
                                PatternRewriter &rewriter) const override {
    Operation *inner = op.getOperand().getDefiningOp();
    if (!inner || !inner->hasOneUse() || op.getAxis() != 0 ||
        !inner->hasTrait<Elementwise>() || !isOverConstants(op.getOperand()))
      return rewriter.notifyMatchFailure(op, "no arithmetic of constants");
    SmallVector<dim::DimExpr> dims = dim::getDims(op.getOperand());
    SmallVector<bool> rows; // whether an operand has the dim that is gathered
    for (Value operand : inner->getOperands()) {
      SmallVector<dim::DimExpr> own = dim::getDims(operand);
      rows.push_back(own.size() == dims.size() && own[0] == dims[0]);
      bool repeats = own.size() < dims.size() || own[0].isConstant(1);
      // A repeated operand must stay aligned behind the new leading dims.
      if (!rows.back() && !repeats)
        return rewriter.notifyMatchFailure(op, "operands are not rows");
    }
    SmallVector<Value> operands;
    for (auto [operand, hasRows] : llvm::zip_equal(inner->getOperands(), rows))
      operands.push_back(getRows(op, operand, hasRows, dims.size(), rewriter));
    Operation *outer = rewriter.clone(*inner);
    outer->setLoc(rewriter.getFusedLoc({inner->getLoc(), op.getLoc()}));
    outer->setOperands(operands);
    outer->getResult(0).setType(op.getType());
    rewriter.replaceOp(op, outer);
    return success();
  }

private:
  static Value getRows(GatherOp op, Value operand, bool hasRows, size_t rank,
                       PatternRewriter &rewriter) {
    if (hasRows)
      return GatherOp::create(rewriter, op.getLoc(), operand, op.getIndices(),
                              static_cast<uint64_t>(0));
    SmallVector<dim::DimExpr> dims = dim::getDims(operand);
    if (dims.size() == rank)
      dims.erase(dims.begin());
    return graph::reshape(rewriter, op.getLoc(), operand, dims);
  }
};

/// Whether the interpreter may hold it.
bool isSmall(Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  constexpr int64_t maxBytes = 64 * 1024;
  return tensor && tensor.hasStaticShape() &&
         tensor.getNumElements() <= maxBytes &&
         tensor.getNumElements() *
                 llvm::divideCeil(tensor.getElementTypeBitWidth(), 8) <=
             maxBytes;
}

/// Whether a place or size of the operation is known when it runs only.
bool dependsOnSymbols(Operation *op) {
  bool found = false;
  op->getAttrDictionary().walk(
      [&](dim::ExprAttr size) { found |= !dim::DimExpr(size).isConstant(); });
  return found;
}

/// Coordinates: numbers of places as floats. Whole ones are indices, which
/// kernels count by themselves.
IotaOp getCoordinates(Value value) {
  auto iota = value.getDefiningOp<IotaOp>();
  return iota && isa<FloatType>(getElementTypeOrSelf(value)) ? iota : IotaOp();
}

/// The result, where all operands are dense.
TypedAttr evaluate(Operation *op) {
  if (op->getNumOperands() == 0 || op->getNumResults() != 1 ||
      isa<BroadcastOp>(op) || !isSmall(op->getResult(0).getType()) ||
      !canInterpret(op))
    return {};
  std::vector<Tensor> operands;
  for (Value operand : op->getOperands()) {
    if (IotaOp iota = getCoordinates(operand);
        iota && isSmall(operand.getType())) {
      operands.push_back(interpret(iota, {}));
      continue;
    }
    auto dense = dyn_cast_or_null<DenseElementsAttr>(getConstantValue(operand));
    if (!dense || !isSmall(dense.getType()))
      return {};
    operands.push_back(Tensor::of(dense));
  }
  return cast<TypedAttr>(
      static_cast<Attribute>(interpret(op, operands).toAttribute()));
}

/// A cast of whole numbers that has no other use than a difference.
static bool isKeptNarrow(Operation *op) {
  return isa<CastOp>(op) &&
         isa<IntegerType>(getElementTypeOrSelf(op->getOperand(0))) &&
         !op->use_empty() && llvm::all_of(op->getUsers(), [](Operation *user) {
           return isa<SubOp>(user);
         });
}

struct FoldConstants : graph::impl::FoldConstantsBase<FoldConstants> {
  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    patterns.add<GatherBeforeArithmetic>(&getContext());
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      return signalPassFailure();
    // Operands stand before their users, so one walk is enough.
    getOperation().walk([&](Operation *op) {
      if (!isa<ConstantOp>(op))
        fold(op);
    });
    eraseDead(getOperation());
  }

  void fold(Operation *op) {
    if (dependsOnSymbols(op))
      return;
    TypedAttr value = evaluate(op);
    if (value)
      ++folded;
    else if (!isKeptNarrow(op) && (value = makeRecipe(op)))
      ++recipes;
    else
      return;
    OpBuilder builder(op);
    auto constant = ConstantOp::create(builder, op->getLoc(), value);
    op->getResult(0).replaceAllUsesWith(constant);
  }
};
} // namespace
