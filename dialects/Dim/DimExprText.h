// The text of a DimExpr inside MLIR's syntax.
//   sum     = ['-'] product (('+' | '-') product)*
//   product = primary (('*' | 'floordiv' | 'ceildiv' | 'mod') primary)*
//   primary = integer | name | "any name" | '(' sum ')'
//           | ('max' | 'min') '(' sum (',' sum)* ')'
#ifndef HFC_DIALECTS_DIM_DIMEXPRTEXT_H
#define HFC_DIALECTS_DIM_DIMEXPRTEXT_H

#include "dialects/Dim/DimExpr.h"
#include "mlir/IR/OpImplementation.h"

namespace hfc::dim {

// Null after an error was emitted.
DimExpr parseDimExpr(mlir::AsmParser &parser);

} // namespace hfc::dim
#endif
