// kernel.map as loops: which index the lanes stand for, what is computed in
// which loop, and how much a workgroup does.
#ifndef HFC_TARGETS_X86_MAPLOWERING_H
#define HFC_TARGETS_X86_MAPLOWERING_H

#include "dialects/Kernel/KernelDialect.h"
#include "targets/x86/KernelContext.h"

namespace hfc::x86 {

// Writes the operation's part of a kernel: workgroups [begin, end) of it, into
// the buffer `result`. `unroll`: registers a step of the innermost loop.
LoweredOp lowerMap(CodeBuilder &b, kernel::MapOp op, mlir::Value result,
                   const KernelContext &context, int64_t unroll);

} // namespace hfc::x86
#endif
