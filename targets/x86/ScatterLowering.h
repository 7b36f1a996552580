// kernel.scatter: a tensor changed at places of its own, along an axis.
#ifndef HFC_TARGETS_X86_SCATTERLOWERING_H
#define HFC_TARGETS_X86_SCATTERLOWERING_H

#include "dialects/Kernel/KernelDialect.h"
#include "targets/x86/KernelContext.h"

namespace hfc::x86 {

LoweredOp lowerScatter(CodeBuilder &b, kernel::ScatterOp op, mlir::Value result,
                       const KernelContext &context);

} // namespace hfc::x86
#endif
