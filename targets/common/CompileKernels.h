// Kernels travel as text: each is compiled in a context of its own, so that
// they neither wait for nor know of each other.
#ifndef HFC_TARGETS_COMMON_COMPILEKERNELS_H
#define HFC_TARGETS_COMMON_COMPILEKERNELS_H

#include "mlir/IR/BuiltinOps.h"
#include "llvm/Support/Error.h"

namespace hfc::codegen {

struct KernelSource {
  std::string name;
  std::string text; // a func.func
};

// The functions that are kernel.entry, in their order.
std::vector<KernelSource> printKernels(mlir::ModuleOp module);

// Calls compileOne(i) for each source on `jobs` threads, and joins what goes
// wrong. A crash of the code generator for `chip` is an error, too.
llvm::Error
compileKernels(llvm::ArrayRef<KernelSource> sources, llvm::StringRef chip,
               unsigned jobs,
               llvm::function_ref<llvm::Error(size_t i)> compileOne);

} // namespace hfc::codegen
#endif
