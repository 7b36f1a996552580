// kernel.top_k: indices of the largest elements, along an axis.
#ifndef HFC_TARGETS_X86_TOPKLOWERING_H
#define HFC_TARGETS_X86_TOPKLOWERING_H

#include "dialects/Kernel/KernelDialect.h"
#include "targets/x86/KernelContext.h"

namespace hfc::x86 {

LoweredOp lowerTopK(CodeBuilder &b, kernel::TopKOp op, mlir::Value result,
                    const KernelContext &context);

} // namespace hfc::x86
#endif
