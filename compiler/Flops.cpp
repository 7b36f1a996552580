// See Flops.h.
#include "compiler/Flops.h"
#include "dialects/Dim/DimTypes.h"
#include "dialects/Kernel/KernelDialect.h"
#include "llvm/ADT/SmallBitVector.h"

using namespace hfc;
using namespace mlir;

// Marks the arguments of the block that the value is made of.
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

// Flops of all elements of a program's block over these dims. A reduction is
// computed once for the indices it uses.
static dim::DimExpr countProgram(Block &block, ArrayRef<dim::DimExpr> dims) {
  MLIRContext *context = block.getParentOp()->getContext();
  auto elements = dim::product(context, dims);
  auto count = dim::DimExpr::constant(context, 0);
  for (Operation &op : block) {
    if (auto reduce = dyn_cast<kernel::ReduceOp>(op)) {
      llvm::SmallBitVector used(block.getNumArguments());
      llvm::SmallDenseSet<Value> seen;
      markUsed(reduce.getResult(), block, used, seen);
      SmallVector<dim::DimExpr> own;
      for (auto [i, dim] : llvm::enumerate(dims))
        if (used.test(i))
          own.push_back(dim);
      auto box = dim::getDims(reduce.getShape());
      count = count + (countProgram(reduce.getBody().front(), box) +
                       dim::product(context, box)) *
                          dim::product(context, own);
    } else if (isa<arith::ArithDialect, math::MathDialect>(op.getDialect()) &&
               !isa<arith::ConstantOp>(op) &&
               isa<FloatType>(op.getResult(0).getType())) {
      count = count + elements;
    }
  }
  return count;
}

dim::DimExpr hfc::countFlops(func::FuncOp kernel) {
  MLIRContext *context = kernel.getContext();
  auto total = dim::DimExpr::constant(context, 0);
  for (Operation &op : kernel.getBody().front()) {
    if (op.getNumRegions() == 0)
      continue;
    auto result =
        dim::getDims(cast<RankedTensorType>(op.getResult(0).getType()));
    Block &program = op.getRegion(0).front();
    if (auto contract = dyn_cast<kernel::ContractOp>(op)) {
      auto box = dim::product(context, dim::getDims(contract.getReduce()));
      total = total + dim::product(context, result) * box * 2 +
              countProgram(program, result);
    } else if (auto attention = dyn_cast<kernel::AttentionOp>(op)) {
      auto dims = dim::getDims(attention.getDims());
      auto scores = dims[0] * dims[1] * dims[2] * dims[3];
      total = total + scores * ((dims[4] + dims[5]) * 2 + 3) +
              countProgram(program, ArrayRef(dims).take_front(4));
    } else {
      total = total + countProgram(program, result);
    }
  }
  return total ? total : dim::DimExpr::constant(context, 0);
}
