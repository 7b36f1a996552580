// A map that is a contraction: one sum of products, of which one factor walks
// the rows and the other the columns. kernel.contract is expanded to such a map
// (targets/common/ExpandToMap.h), so that any maps and paddings are programs
// that load an element.
#ifndef HFC_TARGETS_AMDGPU_CONTRACTION_H
#define HFC_TARGETS_AMDGPU_CONTRACTION_H

#include "dialects/Dim/DimExpr.h"
#include "dialects/Kernel/KernelDialect.h"

namespace hfc::amdgpu {

struct Contraction {
  kernel::MapOp map;
  kernel::ReduceOp reduce;
  mlir::Value left,
      right; // factors in the reduction's body, as they are stored
  mlir::Type accumulator;
  // Arguments of the map's block. Both factors depend on those of `batch`, the
  // left on `rows`, the right on `column`.
  llvm::SmallVector<unsigned> batch, rows;
  unsigned column = 0;
  llvm::SmallVector<dim::DimExpr> sizes; // of the map

  dim::DimExpr sizeOf(llvm::ArrayRef<unsigned> arguments) const;
  dim::DimExpr depth();
};

std::optional<Contraction> findContraction(kernel::MapOp map);

} // namespace hfc::amdgpu
#endif
