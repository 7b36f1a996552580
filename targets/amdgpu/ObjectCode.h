// From the llvm dialect to an object for one chip.
#ifndef HFC_TARGETS_AMDGPU_OBJECTCODE_H
#define HFC_TARGETS_AMDGPU_OBJECTCODE_H

#include "mlir/IR/BuiltinOps.h"
#include "targets/amdgpu/Chips.h"

namespace hfc::amdgpu {

struct ObjectOptions {
  const Device &device;
  int64_t threads; // of a workgroup
  unsigned optimization = 3;
  bool flushSubnormals = true;
  bool keepLoops = false; // no loop is unrolled
  // Texts on the way, where not null.
  std::string *llvmIR = nullptr;
  std::string *assembly = nullptr;
};

// All functions become kernels.
llvm::Expected<llvm::SmallVector<char, 0>>
emitObject(mlir::ModuleOp module, const ObjectOptions &options);

} // namespace hfc::amdgpu
#endif
