// The way from a model to a plan, as a table of phases. Each can be printed
// (--emit=NAME, --dump).
#ifndef HFC_COMPILER_PIPELINE_H
#define HFC_COMPILER_PIPELINE_H

#include "mlir/Pass/PassManager.h"
#include "targets/interface/Target.h"

namespace hfc {

struct Phase {
  llvm::StringRef name;
  llvm::StringRef description;
  void (*build)(mlir::OpPassManager &module, const target::Target &target,
                const target::Options &options);
};

// In order. The module's state after the last is the plan.
llvm::ArrayRef<Phase> getPhases();

} // namespace hfc
#endif
