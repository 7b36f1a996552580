// One kernel from text to an object, in contexts of its own: safe to run on
// many threads, and equal bytes whatever else is compiled.
#ifndef HFC_TARGETS_X86_COMPILEKERNEL_H
#define HFC_TARGETS_X86_COMPILEKERNEL_H

#include "targets/interface/Target.h"

namespace hfc::x86 {

struct KernelSource {
  std::string name;
  std::string text; // the function
};

struct CodeOptions {
  std::string features;
  std::string tune;
  unsigned optimization = 3;
};

struct KernelCode {
  llvm::SmallVector<char, 0> object;
  std::string grid; // an expression over the kernel's symbols
  std::string strategy;
  uint64_t scratch = 0;
};

// `sink` may be null. A crash of the code generator is an error, too.
llvm::Expected<KernelCode> compileKernel(const KernelSource &source,
                                         const CodeOptions &options,
                                         target::StageSink sink);

} // namespace hfc::x86
#endif
