// From a module of kernels in arith, math, scf, vector, func and llvm to one
// in llvm alone.
#ifndef HFC_TARGETS_X86_LOWERTOLLVM_H
#define HFC_TARGETS_X86_LOWERTOLLVM_H

#include "mlir/IR/BuiltinOps.h"
#include "mlir/Pass/PassManager.h"

namespace hfc::x86 {

void buildLowerToLLVM(mlir::OpPassManager &passes);

} // namespace hfc::x86
#endif
