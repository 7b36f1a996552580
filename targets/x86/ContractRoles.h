// What the indices of a kernel.contract are to the contraction emitter.
#ifndef HFC_TARGETS_X86_CONTRACTROLES_H
#define HFC_TARGETS_X86_CONTRACTROLES_H

#include "dialects/Kernel/KernelDialect.h"
#include "targets/x86/Access.h"
#include "targets/x86/Packing.h"

namespace hfc::x86 {

// Indices are numbered as the maps number them: the result's, then those of
// the sum. Indices of size 1 have no role.
struct ContractRoles {
  bool swapped = false; // the left operand is B
  Access a, b;
  Storage storageOfA, storageOfB;
  mlir::Type accumulator;
  Tile tile;
  bool panels = false;

  llvm::SmallVector<dim::DimExpr> sizes;
  unsigned column;
  llvm::SmallVector<unsigned> batch, rows, outer, inner;

  dim::DimExpr sizeOf(llvm::ArrayRef<unsigned> indices) const;
};

// Nothing where the operation does not fit the emitter.
std::optional<ContractRoles> findRoles(kernel::ContractOp op);

} // namespace hfc::x86
#endif
