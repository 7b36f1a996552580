// Symbolic sizes as index arithmetic.
#ifndef HFC_TARGETS_X86_DIMCODE_H
#define HFC_TARGETS_X86_DIMCODE_H

#include "dialects/Dim/DimExpr.h"
#include "targets/x86/CodeBuilder.h"

namespace hfc::x86 {

// The value of `expr`, where `symbol` gives those of its symbols.
mlir::Value emitDim(CodeBuilder &b, dim::DimExpr expr,
                    llvm::function_ref<mlir::Value(llvm::StringRef)> symbol);

} // namespace hfc::x86
#endif
