// Symbolic sizes as index arithmetic.
#ifndef HFC_TARGETS_COMMON_DIMCODE_H
#define HFC_TARGETS_COMMON_DIMCODE_H

#include "dialects/Dim/DimExpr.h"
#include "targets/common/CodeBuilder.h"

namespace hfc::codegen {

// The value of `expr`, where `symbol` gives those of its symbols.
mlir::Value emitDim(CodeBuilder &b, dim::DimExpr expr,
                    llvm::function_ref<mlir::Value(llvm::StringRef)> symbol);

} // namespace hfc::codegen
#endif
