// kernel.scan, kernel.scatter and kernel.top_k: walks along an axis. `begin`
// and `end` of the context are a range of workgroups; of a GPU's threads, each
// is one.
#ifndef HFC_TARGETS_COMMON_WALKLOWERING_H
#define HFC_TARGETS_COMMON_WALKLOWERING_H

#include "targets/common/KernelContext.h"

namespace hfc::codegen {

// Nothing where the operation is none of these.
std::optional<LoweredOp> lowerWalk(CodeBuilder &b, mlir::Operation *op,
                                   mlir::Value result,
                                   const KernelContext &context);

} // namespace hfc::codegen
#endif
