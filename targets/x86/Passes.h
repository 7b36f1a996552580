// The steps of the x86 target as passes of hfc-opt, for tests.
#ifndef HFC_TARGETS_X86_PASSES_H
#define HFC_TARGETS_X86_PASSES_H

namespace hfc::x86 {

// x86-lower-kernels: kernels as functions of loops and vectors.
// x86-to-llvm: such functions in the llvm dialect.
void registerX86Passes();

} // namespace hfc::x86
#endif
