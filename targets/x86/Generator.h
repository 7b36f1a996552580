// LLVM's passes that pay for code that is already vectorised, and code
// generation for chips with 512-bit vectors.
#ifndef HFC_TARGETS_X86_GENERATOR_H
#define HFC_TARGETS_X86_GENERATOR_H

#include "targets/common/MachineCode.h"

namespace hfc::x86 {

struct Generator : codegen::CodeGenerator {
  // Instructions that code may use: "avx512f avx512bw …".
  std::string features;
  std::string tune = "znver4"; // the chip that code is scheduled for
  unsigned optimization = 3;

  std::unique_ptr<llvm::TargetMachine> createMachine() const override;
  void prepare(llvm::Module &module) const override;
  llvm::ModulePassManager
  buildPasses(llvm::PassBuilder &builder) const override;
};

} // namespace hfc::x86
#endif
