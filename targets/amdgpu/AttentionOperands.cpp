#include "targets/amdgpu/AttentionOperands.h"
#include "dialects/Dim/DimTypes.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::amdgpu;

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

bool hfc::amdgpu::isDenseAlongLast(AffineMap map) {
  unsigned last = map.getNumDims() - 1;
  if (map.getNumResults() == 0 ||
      map.getResults().back() != getAffineDimExpr(last, map.getContext()))
    return false;
  return llvm::none_of(map.getResults().drop_back(), [&](AffineExpr expr) {
    return expr.isFunctionOfDim(last);
  });
}
