// kernel.map that transposes: lanes go along the result's last index, but an
// operand has its elements side by side along another one. Squares of 16 x 16
// elements are loaded along that index and transposed in registers, where
// the map of MapLowering.h would gather element by element.
#ifndef HFC_TARGETS_X86_TILEDMAP_H
#define HFC_TARGETS_X86_TILEDMAP_H

#include "dialects/Kernel/KernelDialect.h"
#include "targets/x86/KernelContext.h"

namespace hfc::x86 {

// Writes the operation's part of a kernel, as lowerMap does; nothing where no
// operand is read so, or the program is long or holds a reduction.
std::optional<LoweredOp> lowerTiledMap(CodeBuilder &b, kernel::MapOp op,
                                       mlir::Value result,
                                       const KernelContext &context);

} // namespace hfc::x86
#endif
