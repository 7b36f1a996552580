// A kernel as a function with the calling convention of artifact/kernel_abi.h,
// in arith, math, scf, vector and llvm.
#ifndef HFC_TARGETS_X86_KERNELFUNCTION_H
#define HFC_TARGETS_X86_KERNELFUNCTION_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "targets/x86/KernelContext.h"

namespace hfc::x86 {

// Replaces the kernel by its code, which uses AVX512-VNNI where told. Fails
// after an error was emitted.
mlir::FailureOr<LoweredOp> lowerKernel(mlir::func::FuncOp kernel,
                                       unsigned optimization,
                                       bool vnni = false);

} // namespace hfc::x86
#endif
