#include "targets/common/SimplifyPrograms.h"
#include "dialects/Dim/DimTypes.h"
#include "dialects/Kernel/KernelDialect.h"
#include "mlir/IR/Dominance.h"
#include "mlir/Transforms/CSE.h"

using namespace mlir;
using namespace hfc;

void hfc::codegen::simplifyPrograms(Operation *root,
                                    const dim::SymbolRanges &ranges) {
  auto neverEmpty = [&](kernel::ReduceOp reduce) {
    return llvm::all_of(dim::getDims(reduce.getShape()), [&](dim::DimExpr dim) {
      return dim.getRange(ranges).min > 0;
    });
  };
  // Inner reductions come first in the walk, so values leave all they can.
  root->walk([&](kernel::ReduceOp reduce) {
    Region &body = reduce.getBody();
    for (Operation &op :
         llvm::make_early_inc_range(body.front().without_terminator())) {
      // A place need not exist where nothing is reduced.
      if (isa<kernel::LoadOp>(op) && !neverEmpty(reduce))
        continue;
      bool inside = false;
      op.walk([&](Operation *inner) {
        for (Value operand : inner->getOperands()) {
          Region *home = operand.getParentRegion();
          inside |=
              body.isAncestor(home) && !op.isAncestor(home->getParentOp());
        }
      });
      if (!inside)
        op.moveBefore(reduce);
    }
  });
  IRRewriter rewriter(root->getContext());
  DominanceInfo dominance(root);
  eliminateCommonSubExpressions(rewriter, dominance, root);
}
