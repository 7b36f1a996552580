// One kernel from text to an object, in contexts of its own: safe to run on
// many threads, and equal bytes whatever else is compiled.
#ifndef HFC_TARGETS_AMDGPU_COMPILEKERNEL_H
#define HFC_TARGETS_AMDGPU_COMPILEKERNEL_H

#include "targets/amdgpu/Chips.h"
#include "targets/common/CompileKernels.h"

namespace hfc::amdgpu {

struct CodeOptions {
  const Device *device = nullptr;
  unsigned optimization = 3;
  target::Precision precision = target::Precision::f32;
  bool flushSubnormals = true;
};

// Expressions are texts over the kernel's symbols.
struct KernelCode {
  llvm::SmallVector<char, 0> object;
  std::string symbol;
  std::string grid, strategy;
  std::vector<std::pair<std::string, std::string>> guard;
  target::GpuResources resources;
};

// In the order in which they are tried.
using KernelEntries = std::vector<KernelCode>;

// `sink` may be null. Code that spills registers, or would need arguments that
// the contract does not know, is an error.
llvm::Expected<KernelEntries> compileKernel(const codegen::KernelSource &source,
                                            const CodeOptions &options,
                                            target::StageSink sink);

} // namespace hfc::amdgpu
#endif
