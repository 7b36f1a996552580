// What the indices of a kernel.contract are to the contraction emitter.
#ifndef HFC_TARGETS_X86_CONTRACTROLES_H
#define HFC_TARGETS_X86_CONTRACTROLES_H

#include "dialects/Kernel/KernelDialect.h"
#include "targets/x86/Access.h"
#include "targets/x86/Packing.h"

namespace hfc::x86 {

// Indices are numbered as the maps number them: the result's, then those of
// the sum. Indices of size 1 have no role. Of a grouped convolution the
// result's last index is taken as two, (group, column of the group).
struct ContractRoles {
  ContractRoles(Access a, Access b) : a(std::move(a)), b(std::move(b)) {}

  bool swapped = false;   // the left operand is B
  int64_t groupWidth = 0; // columns of a group; 0: there are no groups
  llvm::SmallVector<dim::DimExpr> sizes;
  unsigned column = 0;
  Access a, b;
  Storage storageOfA, storageOfB;
  mlir::Type accumulator;
  Tile tile;
  bool panels = false;
  bool bytes = false;     // panels of four bytes of each column in turn
  bool perColumn = false; // A too walks the columns: a depthwise convolution
  // Of a grouped one with few columns a group: so many, and as many elements of
  // A, each of which meets all columns of its group. `sizes` ends with them.
  int64_t groupSteps = 1;
  llvm::SmallVector<unsigned> batch, rows, outer, inner;

  dim::DimExpr sizeOf(llvm::ArrayRef<unsigned> indices) const;
};

// Where the step s of the sum lies for a column n in panels of bytes:
// (n floordiv width, s floordiv 4, n mod width, s mod 4). Null where a size of
// the sum is unknown.
mlir::AffineMap bytePanelMap(kernel::ContractOp op, int64_t width);

// Nothing where the operation does not fit the emitter. With `packing`: for
// when the right operand will lie in panels.
std::optional<ContractRoles> findRoles(kernel::ContractOp op,
                                       bool packing = false);

} // namespace hfc::x86
#endif
