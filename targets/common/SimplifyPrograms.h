#ifndef HFC_TARGETS_COMMON_SIMPLIFYPROGRAMS_H
#define HFC_TARGETS_COMMON_SIMPLIFYPROGRAMS_H

#include "dialects/Dim/DimExpr.h"
#include "mlir/IR/Operation.h"

namespace hfc::codegen {

// Rewrites programs before they are lowered: what a reduction's body computes
// that does not depend on its indices moves out of it, and what is written
// twice is computed once.
void simplifyPrograms(mlir::Operation *root, const dim::SymbolRanges &ranges);

} // namespace hfc::codegen
#endif
