// Folders: they only simplify, and look no further than the operation.
// Constants fold in the pass fold-constants.
#include "dialects/HFC/HFCDialect.h"
#include "dialects/HFC/HFCShapes.h"
#include "mlir/Dialect/Utils/IndexingUtils.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::hf;

OpFoldResult ConstantOp::fold(FoldAdaptor) { return getValue(); }

OpFoldResult SizeOp::fold(FoldAdaptor) {
  auto value = dim::DimExpr(getValue()).getConstant();
  if (!value)
    return {};
  return DenseElementsAttr::get(getResult().getType(), *value);
}

// Whether every element of a constant is this number.
static bool isSplat(Attribute constant, double value) {
  auto dense = dyn_cast_or_null<DenseElementsAttr>(constant);
  if (!dense || !dense.isSplat())
    return false;
  if (isa<FloatType>(dense.getElementType()))
    return dense.getSplatValue<APFloat>().convertToDouble() == value;
  return dense.getSplatValue<APInt>().getSExtValue() == value;
}

// x op neutral is x where the result has x's type. Not for the sum of floats:
// -0 + 0 is 0.
static OpFoldResult foldNeutral(Operation *op, Attribute rhs, double neutral) {
  if (isSplat(rhs, neutral) &&
      op->getOperand(0).getType() == op->getResult(0).getType())
    return op->getOperand(0);
  return {};
}

static bool isFloat(Operation *op) {
  return isa<FloatType>(getElementTypeOrSelf(op->getResult(0).getType()));
}

OpFoldResult AddOp::fold(FoldAdaptor adaptor) {
  return isFloat(*this) ? OpFoldResult()
                        : foldNeutral(*this, adaptor.getRhs(), 0);
}
OpFoldResult SubOp::fold(FoldAdaptor adaptor) {
  return foldNeutral(*this, adaptor.getRhs(), 0);
}
OpFoldResult MulOp::fold(FoldAdaptor adaptor) {
  return foldNeutral(*this, adaptor.getRhs(), 1);
}
OpFoldResult DivOp::fold(FoldAdaptor adaptor) {
  return foldNeutral(*this, adaptor.getRhs(), 1);
}

static OpFoldResult foldSameType(Operation *op) {
  if (op->getOperand(0).getType() == op->getResult(0).getType())
    return op->getOperand(0);
  return {};
}
OpFoldResult CastOp::fold(FoldAdaptor) { return foldSameType(*this); }
OpFoldResult BitCastOp::fold(FoldAdaptor) { return foldSameType(*this); }
OpFoldResult BroadcastOp::fold(FoldAdaptor) { return foldSameType(*this); }

OpFoldResult ReshapeOp::fold(FoldAdaptor) {
  if (OpFoldResult same = foldSameType(*this))
    return same;
  if (auto inner = getOperand().getDefiningOp<ReshapeOp>()) {
    if (inner.getOperand().getType() == getResult().getType())
      return inner.getOperand();
    getOperandMutable().assign(inner.getOperand());
    return getResult();
  }
  return {};
}

OpFoldResult TransposeOp::fold(FoldAdaptor) {
  if (llvm::equal(getPermutation(),
                  llvm::seq<int64_t>(getPermutation().size())))
    return getOperand();
  if (auto inner = getOperand().getDefiningOp<TransposeOp>()) {
    setPermutation(applyPermutation(inner.getPermutation(), getPermutation()));
    getOperandMutable().assign(inner.getOperand());
    return getResult();
  }
  return {};
}

OpFoldResult SliceOp::fold(FoldAdaptor) {
  if (llvm::all_of(getSteps(), [](int64_t step) { return step == 1; }))
    return foldSameType(*this);
  return {};
}

OpFoldResult ConcatOp::fold(FoldAdaptor) {
  return getNumOperands() == 1 ? OpFoldResult(getOperand(0)) : OpFoldResult();
}
