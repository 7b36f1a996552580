// From a module in the llvm dialect to a relocatable object.
#ifndef HFC_TARGETS_COMMON_MACHINECODE_H
#define HFC_TARGETS_COMMON_MACHINECODE_H

#include "mlir/IR/BuiltinOps.h"
#include "llvm/IR/PassManager.h"
#include "llvm/Support/Error.h"

namespace llvm {
class Function;
class PassBuilder;
class TargetMachine;
} // namespace llvm

namespace hfc::codegen {

// What one target adds to that way.
class CodeGenerator {
public:
  virtual ~CodeGenerator() = default;
  virtual std::unique_ptr<llvm::TargetMachine> createMachine() const = 0;
  // Before LLVM's passes.
  virtual void prepare(llvm::Module &module) const = 0;
  virtual llvm::ModulePassManager
  buildPasses(llvm::PassBuilder &builder) const = 0;
};

struct CodeTexts {
  std::string llvmIR; // after LLVM's passes
  std::string assembly;
};

// `texts` may be null.
llvm::Expected<llvm::SmallVector<char, 0>>
emitObject(mlir::ModuleOp module, const CodeGenerator &generator,
           CodeTexts *texts);

} // namespace hfc::codegen
#endif
