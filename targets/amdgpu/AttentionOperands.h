// What both attention kernels share: where elements of query, key, value and
// result lie.
#ifndef HFC_TARGETS_AMDGPU_ATTENTIONOPERANDS_H
#define HFC_TARGETS_AMDGPU_ATTENTIONOPERANDS_H

#include "dialects/Kernel/KernelDialect.h"
#include "targets/amdgpu/KernelContext.h"

namespace hfc::amdgpu {

// The row-major number of the element that the map finds.
mlir::Value attentionOffset(CodeBuilder &b, const KernelContext &context,
                            mlir::RankedTensorType tensor, mlir::AffineMap map,
                            mlir::ValueRange indices);
// Whether the scores' program hides the keys after the query's own place, as
// hfc.attention's `causal` does: those after i + keys - queries.
bool isCausal(kernel::AttentionOp op);
// Whether the map's last index steps through neighbours.
bool isDenseAlongLast(mlir::AffineMap map);

} // namespace hfc::amdgpu
#endif
