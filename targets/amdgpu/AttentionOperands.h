// What both attention kernels share: where elements of query, key, value and
// result lie.
#ifndef HFC_TARGETS_AMDGPU_ATTENTIONOPERANDS_H
#define HFC_TARGETS_AMDGPU_ATTENTIONOPERANDS_H

#include "dialects/Dim/DimExpr.h"
#include "dialects/Kernel/KernelDialect.h"
#include "targets/amdgpu/KernelContext.h"

namespace hfc::amdgpu {

// The row-major number of the element that the map finds.
mlir::Value attentionOffset(CodeBuilder &b, const KernelContext &context,
                            mlir::RankedTensorType tensor, mlir::AffineMap map,
                            mlir::ValueRange indices);
// Where the scores' program hides from query i all keys after i + shift: the
// shift.
std::optional<dim::DimExpr> causalShift(kernel::AttentionOp op);
// Whether the map's last index steps through neighbours.
bool isDenseAlongLast(mlir::AffineMap map);

} // namespace hfc::amdgpu
#endif
