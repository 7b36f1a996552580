// Tensor types with symbolic sizes, and what a function says of its symbols.
#ifndef HFC_DIALECTS_DIM_DIMTYPES_H
#define HFC_DIALECTS_DIM_DIMTYPES_H

#include "dialects/Dim/DimExpr.h"
#include "mlir/IR/BuiltinTypes.h"

namespace hfc::dim {

// One size a dim. The type is static or carries its encoding.
llvm::SmallVector<DimExpr> getDims(mlir::RankedTensorType type);
llvm::SmallVector<DimExpr> getDims(mlir::Value tensor);
DimExpr getDim(mlir::RankedTensorType type, unsigned index);

// The type with these sizes: dynamic dims and encoding in agreement. Null
// where a size is null or a negative constant.
mlir::RankedTensorType getTensorType(llvm::ArrayRef<DimExpr> dims,
                                     mlir::Type element);

ShapeAttr getShapeAttr(mlir::MLIRContext *context,
                       llvm::ArrayRef<DimExpr> dims);
llvm::SmallVector<DimExpr> getDims(ShapeAttr shape);

DimExpr product(mlir::MLIRContext *context, llvm::ArrayRef<DimExpr> dims);
DimExpr numElements(mlir::RankedTensorType type);

// From the attribute `dim.symbols` of a function; empty without it.
SymbolRanges getSymbolRanges(mlir::Operation *function);

} // namespace hfc::dim
#endif
