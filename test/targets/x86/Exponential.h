// exp for tests and benchmarks of the emitters alone: about 3e-6 relative.
#ifndef HFC_TEST_TARGETS_X86_EXPONENTIAL_H
#define HFC_TEST_TARGETS_X86_EXPONENTIAL_H

#include "targets/x86/KernelContext.h"

namespace hfc::x86::test {

mlir::Value emitExponential(CodeBuilder &b, mlir::Value x);

} // namespace hfc::x86::test
#endif
