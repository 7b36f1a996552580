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
} // namespace hfc::plan

#endif
