// kernel.scan: each element combined with those before it, along an axis.
#ifndef HFC_TARGETS_X86_SCANLOWERING_H
#define HFC_TARGETS_X86_SCANLOWERING_H

#include "dialects/Kernel/KernelDialect.h"
#include "targets/x86/KernelContext.h"

namespace hfc::x86 {

LoweredOp lowerScan(CodeBuilder &b, kernel::ScanOp op, mlir::Value result,
                    const KernelContext &context);

} // namespace hfc::x86
#endif
