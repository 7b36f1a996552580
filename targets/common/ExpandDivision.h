#ifndef HFC_TARGETS_COMMON_EXPANDDIVISION_H
#define HFC_TARGETS_COMMON_EXPANDDIVISION_H

#include "mlir/Pass/Pass.h"

namespace hfc::codegen {

// Division that rounds up or down, as division that truncates. The rest of
// arith's expansion is not wanted: LLVM knows maximum and minimum, with
// -0 < +0.
std::unique_ptr<mlir::Pass> createExpandDivisionPass();

} // namespace hfc::codegen
#endif
