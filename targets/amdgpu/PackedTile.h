// A packed contraction by tiles: the rows' tile through LDS, the constant's
// fragments straight to registers, both a step ahead.
#ifndef HFC_TARGETS_AMDGPU_PACKEDTILE_H
#define HFC_TARGETS_AMDGPU_PACKEDTILE_H

#include "targets/amdgpu/PackedContract.h"
#include "targets/amdgpu/TileModel.h"

namespace hfc::amdgpu {

// Workgroups.
dim::DimExpr emitPackedTile(CodeBuilder &b, const PackedContract &contract,
                            mlir::Value result, const KernelContext &context,
                            const PackedShape &shape);

} // namespace hfc::amdgpu
#endif
