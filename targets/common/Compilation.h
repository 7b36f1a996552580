// One kernel on its way from text to an object: the context it lives in, the
// messages on the way, and the steps that all targets take.
#ifndef HFC_TARGETS_COMMON_COMPILATION_H
#define HFC_TARGETS_COMMON_COMPILATION_H

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "targets/common/CompileKernels.h"
#include "targets/common/MachineCode.h"
#include "targets/interface/Target.h"

namespace hfc::codegen {

class Compilation {
protected:
  // `sink` may be null.
  Compilation(const KernelSource &source, llvm::StringRef chip,
              target::StageSink sink);

  // The kernel, alone in a module; null after an error.
  mlir::OwningOpRef<mlir::ModuleOp> parse();
  static mlir::func::FuncOp kernelOf(mlir::ModuleOp module);

  void show(llvm::StringRef stage, llvm::StringRef symbol,
            mlir::ModuleOp module);

  // From loops to an object that imports nothing. `lowering` ends in the llvm
  // dialect.
  llvm::Expected<llvm::SmallVector<char, 0>>
  generate(mlir::ModuleOp module, llvm::StringRef symbol,
           llvm::function_ref<void(mlir::OpPassManager &)> lowering,
           const CodeGenerator &generator);

  bool hasErrors() const { return !messages.empty(); }
  // All that was said, of this kernel. `more` is said first.
  llvm::Error error();
  llvm::Error error(const llvm::Twine &more);

  const KernelSource &source;
  target::StageSink sink;

private:
  std::string chip;
  mlir::MLIRContext context;
  std::string messages;
  mlir::ScopedDiagnosticHandler handler;
};

} // namespace hfc::codegen
#endif
