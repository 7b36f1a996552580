// A packed contraction of few rows: what counts is how fast the constant comes
// from memory.
#ifndef HFC_TARGETS_AMDGPU_PACKEDSUM_H
#define HFC_TARGETS_AMDGPU_PACKEDSUM_H

#include "targets/amdgpu/PackedContract.h"
#include "targets/amdgpu/TileModel.h"

namespace hfc::amdgpu {

// Workgroups.
dim::DimExpr emitPackedSum(CodeBuilder &b, const PackedContract &contract,
                           mlir::Value result, const KernelContext &context,
                           const PackedShape &shape);

} // namespace hfc::amdgpu
#endif
