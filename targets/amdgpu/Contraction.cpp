#include "targets/amdgpu/Contraction.h"
#include "dialects/Dim/DimTypes.h"
#include "llvm/ADT/SmallBitVector.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::amdgpu;
using dim::DimExpr;

DimExpr Contraction::sizeOf(ArrayRef<unsigned> arguments) const {
  DimExpr product = DimExpr::constant(accumulator.getContext(), 1);
  for (unsigned argument : arguments)
    product = product * sizes[argument];
  return product;
}

DimExpr Contraction::depth() {
  return dim::product(map.getContext(), dim::getDims(reduce.getShape()));
}

// Which of the block's arguments a value is made of.
static void markUsed(Value value, Block &block, llvm::SmallBitVector &used,
                     llvm::SmallDenseSet<Value> &seen) {
  if (!seen.insert(value).second)
    return;
  if (auto argument = dyn_cast<BlockArgument>(value)) {
    if (argument.getOwner() == &block)
      used.set(argument.getArgNumber());
    return;
  }
  value.getDefiningOp()->walk([&](Operation *op) {
    for (Value operand : op->getOperands())
      markUsed(operand, block, used, seen);
  });
}

static llvm::SmallBitVector usedBy(Value value, Block &block) {
  llvm::SmallBitVector used(block.getNumArguments());
  llvm::SmallDenseSet<Value> seen;
  markUsed(value, block, used, seen);
  return used;
}

// Without a widening to the type of the sum.
static Value stored(Value value) {
  if (auto wide = value.getDefiningOp<arith::ExtFOp>())
    return wide.getIn();
  if (auto wide = value.getDefiningOp<arith::ExtSIOp>())
    return wide.getIn();
  return value;
}

std::optional<Contraction> hfc::amdgpu::findContraction(kernel::MapOp map) {
  Contraction found;
  found.map = map;
  Block &block = map.getBody().front();
  unsigned reductions = 0;
  map.walk([&](kernel::ReduceOp reduce) {
    found.reduce = reduce;
    ++reductions;
  });
  found.sizes = dim::getDims(map.getResult().getType());
  if (reductions != 1 || found.sizes.empty() ||
      found.reduce.getKind() != kernel::ReduceKind::add)
    return std::nullopt;
  Value term = found.reduce.getBody().front().getTerminator()->getOperand(0);
  Operation *product = term.getDefiningOp();
  if (!product || !isa<arith::MulFOp, arith::MulIOp>(product))
    return std::nullopt;
  found.accumulator = term.getType();
  unsigned width = found.accumulator.getIntOrFloatBitWidth();
  if (width != 32 && width != 64)
    return std::nullopt;

  found.column = found.sizes.size() - 1;
  while (found.column > 0 && found.sizes[found.column].isConstant(1))
    --found.column;
  found.left = stored(product->getOperand(0));
  found.right = stored(product->getOperand(1));
  auto left = usedBy(found.left, block), right = usedBy(found.right, block);
  if (left.test(found.column)) {
    std::swap(found.left, found.right);
    std::swap(left, right);
  }
  if (left.test(found.column) || !right.test(found.column))
    return std::nullopt;
  for (unsigned i = 0; i < found.sizes.size(); ++i) {
    if (i == found.column || found.sizes[i].isConstant(1))
      continue;
    if (right.test(i) && !left.test(i))
      return std::nullopt;
    (right.test(i) ? found.batch : found.rows).push_back(i);
  }
  return found;
}
