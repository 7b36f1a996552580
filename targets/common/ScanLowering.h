// kernel.scan: each element combined with those before it, along an axis.
#ifndef HFC_TARGETS_COMMON_SCANLOWERING_H
#define HFC_TARGETS_COMMON_SCANLOWERING_H

#include "dialects/Kernel/KernelDialect.h"
#include "targets/common/KernelContext.h"

namespace hfc::codegen {

LoweredOp lowerScan(CodeBuilder &b, kernel::ScanOp op, mlir::Value result,
                    const KernelContext &context);

} // namespace hfc::codegen
#endif
