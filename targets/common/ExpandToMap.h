// kernel.contract and kernel.attention written out as kernel.map with
// reductions: what no emitter of their own takes (integers of 64 bits, odd
// maps), slow but right.
#ifndef HFC_TARGETS_COMMON_EXPANDTOMAP_H
#define HFC_TARGETS_COMMON_EXPANDTOMAP_H

#include "dialects/Kernel/KernelDialect.h"

namespace hfc::codegen {

// Inserted before `op`, which stays.
kernel::MapOp expandToMap(mlir::OpBuilder &builder, mlir::Operation *op);

} // namespace hfc::codegen
#endif
