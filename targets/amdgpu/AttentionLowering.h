// kernel.attention as one kernel with online softmax.
#ifndef HFC_TARGETS_AMDGPU_ATTENTIONLOWERING_H
#define HFC_TARGETS_AMDGPU_ATTENTIONLOWERING_H

#include "dialects/Kernel/KernelDialect.h"
#include "targets/amdgpu/KernelContext.h"

namespace hfc::amdgpu {

// Nothing where the values' width is unknown, or too large for registers.
std::optional<LoweredOp> lowerAttention(CodeBuilder &b, kernel::AttentionOp op,
                                        mlir::Value result,
                                        const KernelContext &context);

} // namespace hfc::amdgpu
#endif
