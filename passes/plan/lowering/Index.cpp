// Gathers: places that come from data, made safe.
#include "passes/plan/Program.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::plan;

namespace {

// An index from data as an index into a dim: negative ones count from the end,
// and what is still outside is clamped.
Value placeOf(Program &p, Value data, dim::DimExpr dim) {
  Value size = p.size(dim), zero = p.index(0);
  Value index = p.make<arith::IndexCastOp>(p.getBuilder().getIndexType(), data);
  Value negative =
      p.make<arith::CmpIOp>(arith::CmpIPredicate::slt, index, zero);
  Value place = p.select(negative, p.add(index, size), index);
  Value last = p.add(size, -1);
  return p.make<arith::MaxSIOp>(p.make<arith::MinSIOp>(place, last), zero);
}

SmallVector<dim::DimExpr> dimsOf(Value tensor) {
  return dim::getDims(cast<RankedTensorType>(tensor.getType()));
}

// Indices lie where the axis was; those of the operand around them.
Value lowerGather(Program &p, Operation *op, ArrayRef<Value> indices) {
  auto gather = cast<hf::GatherOp>(op);
  unsigned axis = gather.getAxis();
  unsigned rank = gather.getIndices().getType().getRank();
  Value data = p.element(gather.getIndices(), indices.slice(axis, rank));
  SmallVector<Value> own(indices.take_front(axis));
  own.push_back(placeOf(p, data, dimsOf(gather.getOperand())[axis]));
  llvm::append_range(own, indices.drop_front(axis + rank));
  return p.element(gather.getOperand(), own);
}

Value lowerGatherElements(Program &p, Operation *op, ArrayRef<Value> indices) {
  auto gather = cast<hf::GatherElementsOp>(op);
  unsigned axis = gather.getAxis();
  Value data = p.element(gather.getIndices(), indices);
  SmallVector<Value> own(indices);
  own[axis] = placeOf(p, data, dimsOf(gather.getOperand())[axis]);
  return p.element(gather.getOperand(), own);
}

Value lowerGatherND(Program &p, Operation *op, ArrayRef<Value> indices) {
  auto gather = cast<hf::GatherNDOp>(op);
  auto sizes = dimsOf(gather.getOperand());
  unsigned batch = gather.getBatchDims();
  unsigned outer = gather.getIndices().getType().getRank() - 1;
  unsigned tuple = gather.getIndices().getType().getDimSize(outer);
  SmallVector<Value> own(indices.take_front(batch));
  SmallVector<Value> place(indices.take_front(outer));
  place.emplace_back();
  for (unsigned i = 0; i < tuple; ++i) {
    place.back() = p.index(i);
    own.push_back(
        placeOf(p, p.element(gather.getIndices(), place), sizes[batch + i]));
  }
  llvm::append_range(own, indices.drop_front(outer));
  return p.element(gather.getOperand(), own);
}

} // namespace

void plan::addIndexLowerings(Lowerings &l) {
  l[hf::GatherOp::getOperationName()] = lowerGather;
  l[hf::GatherElementsOp::getOperationName()] = lowerGatherElements;
  l[hf::GatherNDOp::getOperationName()] = lowerGatherND;
}
