// The plan dialect: see PlanOps.td.
#ifndef HFC_DIALECTS_PLAN_PLANDIALECT_H
#define HFC_DIALECTS_PLAN_PLANDIALECT_H

#include "dialects/Dim/DimDialect.h"
#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/IR/SymbolTable.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "dialects/Plan/PlanDialect.h.inc"
#define GET_OP_CLASSES
#include "dialects/Plan/PlanOps.h.inc"

namespace hfc::plan {
inline constexpr llvm::StringLiteral arenaAttr = "plan.arena";
inline constexpr llvm::StringLiteral segmentsAttr = "plan.segments";
inline constexpr llvm::StringLiteral inplaceAttr = "plan.inplace";
// The tensor whose memory a value shows: through views.
mlir::Value baseOf(mlir::Value value);
// The tensor in whose place a value lies: a carried value where the result of
// its Loop does, what a branch yields where the result of its If does, unless
// that is of another size, and so what becomes a carried value next, if its
// kernel may overwrite the present one and nobody reads that any more.
mlir::Value placeOf(mlir::Value value);
} // namespace hfc::plan

#endif
