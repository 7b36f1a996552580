// kernel.top_k: indices of the largest elements, along an axis.
#ifndef HFC_TARGETS_COMMON_TOPKLOWERING_H
#define HFC_TARGETS_COMMON_TOPKLOWERING_H

#include "dialects/Kernel/KernelDialect.h"
#include "targets/common/KernelContext.h"

namespace hfc::codegen {

LoweredOp lowerTopK(CodeBuilder &b, kernel::TopKOp op, mlir::Value result,
                    const KernelContext &context);

} // namespace hfc::codegen
#endif
