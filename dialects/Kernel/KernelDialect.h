// The kernel dialect: see KernelOps.td.
#ifndef HFC_DIALECTS_KERNEL_KERNELDIALECT_H
#define HFC_DIALECTS_KERNEL_KERNELDIALECT_H

#include "dialects/Dim/DimDialect.h"
#include "mlir/Bytecode/BytecodeOpInterface.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/Dialect.h"
#include "mlir/IR/OpDefinition.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"

#include "dialects/Kernel/KernelDialect.h.inc"
#include "dialects/Kernel/KernelEnums.h.inc"
#define GET_ATTRDEF_CLASSES
#include "dialects/Kernel/KernelAttrs.h.inc"
#define GET_OP_CLASSES
#include "dialects/Kernel/KernelOps.h.inc"

namespace hfc::kernel {
inline constexpr llvm::StringLiteral entryAttr = "kernel.entry";
inline constexpr llvm::StringLiteral symbolAttr = "dim.symbol";
} // namespace hfc::kernel

#endif
