// From a module in the llvm dialect to a relocatable object: LLVM's passes that
// pay for code that is already vectorised, and code generation for chips with
// 512-bit vectors.
#ifndef HFC_TARGETS_X86_OBJECTCODE_H
#define HFC_TARGETS_X86_OBJECTCODE_H

#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/Error.h"

namespace hfc::x86 {

struct ObjectOptions {
  // Instructions that code may use: "avx512f avx512bw …".
  std::string features;
  std::string tune = "znver4"; // the chip that code is scheduled for
  unsigned optimization = 3;
  // Texts on the way, where not null.
  std::string *llvmIR = nullptr;
  std::string *assembly = nullptr;
};

llvm::Expected<llvm::SmallVector<char, 0>>
emitObject(mlir::ModuleOp module, const ObjectOptions &options);

} // namespace hfc::x86
#endif
