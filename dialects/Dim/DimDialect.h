// The dim dialect and its attributes; DimExpr.h is the way to work with them.
#ifndef HFC_DIALECTS_DIM_DIMDIALECT_H
#define HFC_DIALECTS_DIM_DIMDIALECT_H

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/TensorEncoding.h"

namespace hfc::dim {
enum class Function : uint8_t { FloorDiv, Mod, Max, Min };
} // namespace hfc::dim

#include "dialects/Dim/DimDialect.h.inc"
#define GET_ATTRDEF_CLASSES
#include "dialects/Dim/DimAttributes.h.inc"

#endif
