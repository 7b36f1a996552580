#include "targets/amdgpu/AttentionOperands.h"
#include "dialects/Dim/DimTypes.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::amdgpu;
using dim::DimExpr;

static Value evaluate(CodeBuilder &b, AffineExpr expr, ValueRange indices) {
  if (auto dim = dyn_cast<AffineDimExpr>(expr))
    return indices[dim.getPosition()];
  if (auto constant = dyn_cast<AffineConstantExpr>(expr))
    return b.index(constant.getValue());
  auto binary = cast<AffineBinaryOpExpr>(expr);
  Value x = evaluate(b, binary.getLHS(), indices),
        y = evaluate(b, binary.getRHS(), indices);
  switch (expr.getKind()) {
  case AffineExprKind::Add:
    return b.add(x, y);
  case AffineExprKind::Mul:
    return b.mul(x, y);
  case AffineExprKind::Mod:
    return b.rem(x, y);
  case AffineExprKind::CeilDiv:
    return b.div(b.add(x, b.sub(y, b.index(1))), y);
  default:
    return b.div(x, y);
  }
}

Value hfc::amdgpu::attentionOffset(CodeBuilder &b, const KernelContext &context,
                                   RankedTensorType tensor, AffineMap map,
                                   ValueRange indices) {
  Value offset = b.index(0);
  for (auto [expr, dim] :
       llvm::zip_equal(map.getResults(), dim::getDims(tensor)))
    offset =
        b.add(b.mul(offset, context.size(b, dim)), evaluate(b, expr, indices));
  return offset;
}

bool hfc::amdgpu::isCausal(kernel::AttentionOp op) {
  Block &scores = op.getScores().front();
  Value query = scores.getArgument(2), key = scores.getArgument(3);
  auto select =
      scores.getTerminator()->getOperand(0).getDefiningOp<arith::SelectOp>();
  APFloat hidden(0.0f);
  if (!select ||
      !matchPattern(select.getFalseValue(), m_ConstantFloat(&hidden)) ||
      !hidden.isInfinity() || !hidden.isNegative())
    return false;
  auto keep = select.getCondition().getDefiningOp<arith::CmpIOp>();
  if (!keep || keep.getPredicate() != arith::CmpIPredicate::sle ||
      keep.getLhs() != key)
    return false;
  SmallVector<DimExpr> dims = dim::getDims(op.getDims());
  DimExpr shift = dims[3] - dims[2];
  auto sum = keep.getRhs().getDefiningOp<arith::AddIOp>();
  if (!sum)
    return keep.getRhs() == query && shift.isConstant(0);
  if (sum.getLhs() != query)
    return false;
  APInt constant;
  if (matchPattern(sum.getRhs(), m_ConstantInt(&constant)))
    return shift.isConstant(constant.getSExtValue());
  auto size = sum.getRhs().getDefiningOp<kernel::SizeOp>();
  return size && DimExpr(size.getValue()) == shift;
}

bool hfc::amdgpu::isDenseAlongLast(AffineMap map) {
  unsigned last = map.getNumDims() - 1;
  if (map.getNumResults() == 0 ||
      map.getResults().back() != getAffineDimExpr(last, map.getContext()))
    return false;
  return llvm::none_of(map.getResults().drop_back(), [&](AffineExpr expr) {
    return expr.isFunctionOfDim(last);
  });
}
