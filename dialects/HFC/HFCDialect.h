// The hfc dialect: see HFCDialect.td.
#ifndef HFC_DIALECTS_HFC_HFCDIALECT_H
#define HFC_DIALECTS_HFC_HFCDIALECT_H

#include "dialects/Dim/DimDialect.h"
#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/Interfaces/InferTypeOpInterface.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "dialects/HFC/HFCDialect.h.inc"
#include "dialects/HFC/HFCEnums.h.inc"
#define GET_ATTRDEF_CLASSES
#include "dialects/HFC/HFCAttrs.h.inc"

namespace hfc::hf {
// On arguments and results of a function: the name of the state that they are.
inline constexpr llvm::StringLiteral stateAttr = "hfc.state";
// On the module: for each symbol that is the length of a state, the #dim.symbol
// that bounds it, which a session chooses.
inline constexpr llvm::StringLiteral capacitiesAttr = "hfc.capacities";
// On the module: what the model says of itself to whoever runs it, as strings.
inline constexpr llvm::StringLiteral metadataAttr = "hfc.metadata";

// One result element from the operands' elements at the same, broadcast, place.
template <typename ConcreteOp>
class Elementwise : public mlir::OpTrait::TraitBase<ConcreteOp, Elementwise> {};
} // namespace hfc::hf

#define GET_OP_CLASSES
#include "dialects/HFC/HFCOps.h.inc"

#endif
