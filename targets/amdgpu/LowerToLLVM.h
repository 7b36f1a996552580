// From loops and vectors to the llvm dialect, with indices of 32 bits.
#ifndef HFC_TARGETS_AMDGPU_LOWERTOLLVM_H
#define HFC_TARGETS_AMDGPU_LOWERTOLLVM_H

#include "mlir/Pass/PassManager.h"

namespace hfc::amdgpu {

void buildLowerToLLVM(mlir::OpPassManager &passes);

} // namespace hfc::amdgpu
#endif
