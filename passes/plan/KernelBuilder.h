// Makes the kernel function of a root: everything that Fusion computes in it.
#ifndef HFC_PASSES_PLAN_KERNELBUILDER_H
#define HFC_PASSES_PLAN_KERNELBUILDER_H

#include "dialects/Dim/DimTypes.h"
#include "passes/plan/Fusion.h"

namespace hfc::plan {

struct OutlinedKernel {
  // Not yet in a module, named by what it computes; equal structure is equal
  // text but for the name.
  mlir::OwningOpRef<mlir::func::FuncOp> function;
  llvm::SmallVector<mlir::Value> operands; // values of the model's function
  llvm::SmallVector<dim::DimExpr> sizes;   // of its index arguments
};

OutlinedKernel buildKernel(const Fusion &fusion, mlir::Operation *root);

} // namespace hfc::plan
#endif
