// Runs what the emitters write: builds a function with the calling convention
// of artifact/kernel_abi.h, compiles it as the target does and loads the
// object into this process. For unit tests and the micro-benchmark.
#ifndef HFC_TEST_TARGETS_X86_KERNELJIT_H
#define HFC_TEST_TARGETS_X86_KERNELJIT_H

#include "artifact/kernel_abi.h"
#include "targets/x86/Generator.h"
#include "targets/x86/KernelContext.h"

namespace hfc::x86::test {

// What an emitter gets to work with.
struct KernelArguments {
  mlir::Value buffers, sizes, begin, end, scratch;
};
using EmitKernel =
    llvm::function_ref<void(CodeBuilder &, const KernelArguments &)>;

class Kernel {
public:
  explicit Kernel(EmitKernel emit);
  // With the context of what the emitter reads.
  Kernel(mlir::MLIRContext &context, EmitKernel emit, bool vnni = false);
  ~Kernel();
  Kernel(const Kernel &) = delete;

  void operator()(llvm::ArrayRef<const void *> buffers,
                  llvm::ArrayRef<int64_t> sizes, int64_t begin, int64_t end,
                  void *scratch = nullptr) const {
    function(const_cast<void *const *>(buffers.data()), sizes.data(), begin,
             end, scratch);
  }

private:
  struct Impl;
  std::unique_ptr<Impl> impl;
  hfc_cpu_kernel function;
};

} // namespace hfc::x86::test
#endif
