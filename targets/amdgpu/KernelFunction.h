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
  // Ranges of rows for which other code may be better.
  std::vector<RowRange> others;
  // Both sides of lhs <= rhs: where offsets fit into 32 bits, and of the range.
  std::vector<std::pair<dim::DimExpr, dim::DimExpr>> guard;
};

// Replaces the kernel by a function of pointers and sizes under its name. What
// could not be lowered has been reported.
// `rows`: for contractions of so many, which the guard says.
// `mostRegisters`: no tile that takes more.
mlir::FailureOr<LoweredKernel> lowerKernel(mlir::func::FuncOp kernel,
                                           const CodeOptions &options,
                                           RowRange rows,
                                           int64_t mostRegisters);

} // namespace hfc::amdgpu
#endif
