// Runs a function of the hfc dialect as users run a model: compiled for a chip
// into an artifact, loaded and run by the runtime. Subnormals are kept.
#ifndef HFC_TOOLS_HFC_INTERPRET_RUNONTARGET_H
#define HFC_TOOLS_HFC_INTERPRET_RUNONTARGET_H

#include "interpreter/Tensor.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/Support/Error.h"

namespace hfc {

llvm::Expected<std::vector<Tensor>> runOnTarget(llvm::StringRef chip,
                                                mlir::func::FuncOp function,
                                                std::vector<Tensor> arguments);

} // namespace hfc
#endif
