// LLVM's whole pipeline runs, with the machine at hand: without it arguments
// are hidden and registers spill (the attributor is part of it).
#ifndef HFC_TARGETS_AMDGPU_GENERATOR_H
#define HFC_TARGETS_AMDGPU_GENERATOR_H

#include "targets/amdgpu/Chips.h"
#include "targets/common/MachineCode.h"

namespace hfc::amdgpu {

// All functions become kernels.
struct Generator : codegen::CodeGenerator {
  const Device *device = nullptr;
  int64_t threads = 0; // of a workgroup
  unsigned optimization = 3;
  bool flushSubnormals = true;
  bool keepLoops = false; // no loop is unrolled

  std::unique_ptr<llvm::TargetMachine> createMachine() const override;
  void prepare(llvm::Module &module) const override;
  llvm::ModulePassManager
  buildPasses(llvm::PassBuilder &builder) const override;
};

} // namespace hfc::amdgpu
#endif
