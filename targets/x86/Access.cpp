#include "targets/x86/Access.h"
#include "dialects/Dim/DimTypes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace hfc::codegen;
using namespace hfc::x86;
using hfc::dim::DimExpr;

// What a step of the dim adds to the expression, where that is constant.
static std::optional<int64_t> coefficient(AffineExpr expr, unsigned index) {
  if (!expr.isFunctionOfDim(index))
    return 0;
  if (isa<AffineDimExpr>(expr))
    return 1;
  auto binary = cast<AffineBinaryOpExpr>(expr);
  auto left = coefficient(binary.getLHS(), index),
       right = coefficient(binary.getRHS(), index);
  if (!left || !right)
    return std::nullopt;
  if (expr.getKind() == AffineExprKind::Add)
    return *left + *right;
  auto factor = dyn_cast<AffineConstantExpr>(binary.getRHS());
  if (expr.getKind() == AffineExprKind::Mul && factor)
    return *left * factor.getValue();
  return std::nullopt;
}

Access::Access(Value tensor, AffineMap map, ArrayRef<DimExpr> sizes,
               bool padded)
    : tensor(tensor), map(map), sizes(sizes), dims(dim::getDims(tensor)),
      padded(padded) {
  DimExpr stride = DimExpr::constant(map.getContext(), 1);
  strides.resize(dims.size());
  for (size_t i = dims.size(); i-- > 0;) {
    strides[i] = stride;
    stride = stride * dims[i];
  }
}

Type Access::getElementType() const {
  return cast<RankedTensorType>(tensor.getType()).getElementType();
}

bool Access::uses(unsigned index) const {
  return map.isFunctionOfDim(index) && !sizes[index].isConstant(1);
}

DimExpr Access::getStride(unsigned index) const {
  DimExpr stride = DimExpr::constant(map.getContext(), 0);
  if (!uses(index))
    return stride;
  for (auto [expr, step] : llvm::zip(map.getResults(), strides)) {
    auto factor = coefficient(expr, index);
    if (!factor)
      return {};
    stride = stride + step * *factor;
  }
  return stride;
}

bool Access::areOne(unsigned first, unsigned second) const {
  DimExpr outer = getStride(first), inner = getStride(second);
  return outer && inner && outer == inner * sizes[second] && !mayLeave(first) &&
         !mayLeave(second);
}

std::optional<int64_t> Access::getPanelWidth(unsigned index) const {
  AffineExpr dim = getAffineDimExpr(index, map.getContext());
  unsigned rank = map.getNumResults();
  if (rank < 3)
    return std::nullopt;
  auto last = dyn_cast<AffineBinaryOpExpr>(map.getResult(rank - 1));
  if (!last || last.getKind() != AffineExprKind::Mod || last.getLHS() != dim)
    return std::nullopt;
  auto width = dyn_cast<AffineConstantExpr>(last.getRHS());
  if (!width || map.getResult(rank - 3) != dim.floorDiv(width) ||
      !dims.back().isConstant(width.getValue()))
    return std::nullopt;
  for (unsigned i = 0; i < rank; ++i)
    if (i != rank - 1 && i != rank - 3 &&
        map.getResult(i).isFunctionOfDim(index))
      return std::nullopt;
  return width.getValue();
}

// One more than the largest value of an expression that is never negative;
// null where that cannot be told.
static DimExpr endOf(AffineExpr expr, ArrayRef<DimExpr> sizes) {
  MLIRContext *context = expr.getContext();
  if (auto dim = dyn_cast<AffineDimExpr>(expr))
    return sizes[dim.getPosition()];
  if (auto constant = dyn_cast<AffineConstantExpr>(expr))
    return constant.getValue() < 0
               ? DimExpr()
               : DimExpr::constant(context, constant.getValue() + 1);
  auto binary = cast<AffineBinaryOpExpr>(expr);
  DimExpr left = endOf(binary.getLHS(), sizes),
          right = endOf(binary.getRHS(), sizes);
  if (expr.getKind() == AffineExprKind::Add)
    return left + right - 1;
  if (expr.getKind() == AffineExprKind::Mul)
    return (left - 1) * (right - 1) + 1;
  return {};
}

bool Access::mayLeaveAt(unsigned coordinate) const {
  if (!padded)
    return false;
  DimExpr end = endOf(map.getResult(coordinate), sizes);
  return !end || !dim::provablyLE(end, dims[coordinate]);
}

bool Access::mayLeave(unsigned index) const {
  for (unsigned i = 0; i < map.getNumResults(); ++i)
    if (map.getResult(i).isFunctionOfDim(index) &&
        !sizes[index].isConstant(1) && mayLeaveAt(i))
      return true;
  return false;
}

Value Access::offset(CodeBuilder &b, const KernelContext &context,
                     ValueRange indices) const {
  Value sum = b.index(0);
  for (auto [expr, stride] : llvm::zip(map.getResults(), strides))
    sum =
        b.add(sum, b.mul(evaluate(b, expr, indices), context.size(b, stride)));
  return sum;
}

Value Access::address(CodeBuilder &b, const KernelContext &context,
                      ValueRange indices) const {
  return b.offset(context.buffer(tensor), getElementType(),
                  offset(b, context, indices));
}

Value Access::inside(CodeBuilder &b, const KernelContext &context,
                     ValueRange indices) const {
  Value all;
  for (unsigned i = 0; i < map.getNumResults(); ++i) {
    if (!mayLeaveAt(i))
      continue;
    // Unsigned: what lies before the tensor is large.
    Value one = b.compare(arith::CmpIPredicate::ult,
                          evaluate(b, map.getResult(i), indices),
                          context.size(b, dims[i]));
    all = all ? b.createOrFold<arith::AndIOp>(all, one) : one;
  }
  return all;
}

Value hfc::x86::evaluate(CodeBuilder &b, AffineExpr expr, ValueRange indices) {
  if (auto dim = dyn_cast<AffineDimExpr>(expr))
    return indices[dim.getPosition()];
  if (auto constant = dyn_cast<AffineConstantExpr>(expr))
    return b.index(constant.getValue());
  auto binary = cast<AffineBinaryOpExpr>(expr);
  Value left = evaluate(b, binary.getLHS(), indices),
        right = evaluate(b, binary.getRHS(), indices);
  switch (expr.getKind()) {
  case AffineExprKind::Add:
    return b.add(left, right);
  case AffineExprKind::Mul:
    return b.mul(left, right);
  case AffineExprKind::FloorDiv:
    return b.createOrFold<arith::FloorDivSIOp>(left, right);
  case AffineExprKind::Mod: {
    Value quotient = b.createOrFold<arith::FloorDivSIOp>(left, right);
    return b.sub(left, b.mul(quotient, right));
  }
  default: // CeilDiv, which no map of a kernel has: its builder rounds down
    return b.createOrFold<arith::CeilDivSIOp>(left, right);
  }
}
