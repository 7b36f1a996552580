// Formulas as arith and math operations, for targets and passes.
#ifndef HFC_INTERPRETER_FORMULAS_EMIT_H
#define HFC_INTERPRETER_FORMULAS_EMIT_H

#include "mlir/IR/Builders.h"
#include "mlir/IR/Value.h"

namespace hfc::formulas {

// The formula called `name`, as in Formulas.h ("exp", "geluTanh", "pow", …), on
// f32 or f64 or vectors of them. `name` may also be that of an operation
// ("math.exp", "math.powf"). Null if there is no such formula.
//
// The operations carry no fast-math flags and must get none: a target compiles
// them with contraction off (the formulas fuse where they may).
mlir::Value emitFormula(mlir::OpBuilder &builder, mlir::Location loc,
                        llvm::StringRef name, mlir::ValueRange operands);

} // namespace hfc::formulas
#endif
