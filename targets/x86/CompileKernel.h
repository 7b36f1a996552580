// One kernel from text to an object, in a context of its own: safe to run on
// many threads, and equal bytes whatever else is compiled.
#ifndef HFC_TARGETS_X86_COMPILEKERNEL_H
#define HFC_TARGETS_X86_COMPILEKERNEL_H

#include "targets/common/CompileKernels.h"
#include "targets/interface/Target.h"

namespace hfc::x86 {

struct KernelCode {
  llvm::SmallVector<char, 0> object;
  std::string grid; // an expression over the kernel's symbols
  std::string strategy;
  uint64_t scratch = 0;
};

// `sink` may be null.
llvm::Expected<KernelCode> compileKernel(const codegen::KernelSource &source,
                                         const target::Chip &chip,
                                         unsigned optimization,
                                         target::StageSink sink);

} // namespace hfc::x86
#endif
