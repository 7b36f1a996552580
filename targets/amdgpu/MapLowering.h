// kernel.map for threads.
#ifndef HFC_TARGETS_AMDGPU_MAPLOWERING_H
#define HFC_TARGETS_AMDGPU_MAPLOWERING_H

#include "dialects/Kernel/KernelDialect.h"
#include "targets/amdgpu/KernelContext.h"

namespace hfc::amdgpu {

LoweredOp lowerMap(CodeBuilder &b, kernel::MapOp op, mlir::Value result,
                   const KernelContext &context);

} // namespace hfc::amdgpu
#endif
