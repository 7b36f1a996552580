// A kernel function as code for threads, by the contract of
// artifact/kernel_abi.h.
#ifndef HFC_TARGETS_AMDGPU_KERNELFUNCTION_H
#define HFC_TARGETS_AMDGPU_KERNELFUNCTION_H

#include "dialects/Dim/DimExpr.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "targets/amdgpu/CompileKernel.h"
#include "targets/amdgpu/KernelContext.h"

namespace hfc::amdgpu {

struct LoweredKernel : LoweredOp {
  // Whether a contraction's tiles stand for any number of rows.
  bool anyRows = false;
  // Both sides of lhs <= rhs: where offsets fit into 32 bits.
  std::vector<std::pair<dim::DimExpr, dim::DimExpr>> guard;
};

// Replaces the kernel by a function of pointers and sizes under its name. What
// could not be lowered has been reported.
// `fewRows`: for contractions of a few rows, which the guard says.
mlir::FailureOr<LoweredKernel> lowerKernel(mlir::func::FuncOp kernel,
                                           const CodeOptions &options,
                                           bool fewRows);

} // namespace hfc::amdgpu
#endif
