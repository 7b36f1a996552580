// kernel.scatter: a tensor changed at places of its own, along an axis.
#ifndef HFC_TARGETS_COMMON_SCATTERLOWERING_H
#define HFC_TARGETS_COMMON_SCATTERLOWERING_H

#include "dialects/Kernel/KernelDialect.h"
#include "targets/common/KernelContext.h"

namespace hfc::codegen {

LoweredOp lowerScatter(CodeBuilder &b, kernel::ScatterOp op, mlir::Value result,
                       const KernelContext &context);

} // namespace hfc::codegen
#endif
