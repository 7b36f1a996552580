// Builds recipes: constants as operations on other constants, evaluated by the
// artifact writer. Nested ones are merged where one can say both.
#ifndef HFC_PASSES_GRAPH_RECIPES_H
#define HFC_PASSES_GRAPH_RECIPES_H

#include "dialects/HFC/HFCDialect.h"

namespace hfc::graph {

mlir::TypedAttr makeTransposed(mlir::TypedAttr base,
                               llvm::ArrayRef<int64_t> permutation);
mlir::TypedAttr makeReshaped(mlir::TypedAttr base,
                             llvm::ArrayRef<int64_t> shape);
mlir::TypedAttr makeConcatenated(llvm::ArrayRef<mlir::TypedAttr> parts,
                                 int64_t axis);
// base * factor, floats. Factor is broadcast as numpy does; null where the
// result would be larger than base.
mlir::TypedAttr makeScaled(mlir::TypedAttr base, mlir::TypedAttr factor);

// The constant that defines a value; null if none does.
mlir::TypedAttr getConstantValue(mlir::Value value);

// What the operation makes of constants, as a recipe; null where an operand is
// no constant, or recipes cannot say it.
mlir::TypedAttr makeRecipe(mlir::Operation *op);

} // namespace hfc::graph
#endif
