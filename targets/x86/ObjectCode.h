// From a module in the llvm dialect to a relocatable object: LLVM's O3
// pipeline and code generation for chips with 512-bit vectors.
#ifndef HFC_TARGETS_X86_OBJECTCODE_H
#define HFC_TARGETS_X86_OBJECTCODE_H

#include "mlir/IR/BuiltinOps.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/Error.h"

namespace hfc::x86 {

struct ObjectOptions {
  std::string cpu = "x86-64-v4"; // instructions that code may use
  std::string features;          // beyond those of `cpu`: "+avx512vnni"
  std::string tune = "znver4";   // the chip that code is scheduled for
  bool assembly = false;         // text instead of an object
};

llvm::Expected<llvm::SmallVector<char, 0>>
emitObject(mlir::ModuleOp module, const ObjectOptions &options);

} // namespace hfc::x86
#endif
