// kernel.attention onto the attention emitter.
#ifndef HFC_TARGETS_X86_ATTENTIONLOWERING_H
#define HFC_TARGETS_X86_ATTENTIONLOWERING_H

#include "dialects/Kernel/KernelDialect.h"
#include "targets/x86/KernelContext.h"

namespace hfc::x86 {

// Whether lowerAttention takes the operation: f32 scores, depths that are
// known, rows of consecutive elements.
bool canLowerAttention(kernel::AttentionOp op);

// Writes workgroups [begin, end) of the operation into the buffer `result`.
LoweredOp lowerAttention(CodeBuilder &b, kernel::AttentionOp op,
                         mlir::Value result, const KernelContext &context);

} // namespace hfc::x86
#endif
