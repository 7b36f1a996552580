// Attention by tiles of queries and keys, on matrix instructions.
#ifndef HFC_TARGETS_AMDGPU_ATTENTIONTILE_H
#define HFC_TARGETS_AMDGPU_ATTENTIONTILE_H

#include "dialects/Kernel/KernelDialect.h"
#include "targets/amdgpu/KernelContext.h"

namespace hfc::amdgpu {

// With at most so many queries a wave for each is better.
constexpr int64_t mostFewQueries = 8;

// Nothing where sizes or types do not fit the chip's instructions.
std::optional<LoweredOp> lowerAttentionTile(CodeBuilder &b,
                                            kernel::AttentionOp op,
                                            mlir::Value result,
                                            const KernelContext &context);

} // namespace hfc::amdgpu
#endif
