// Kernels of what is computed along an axis in order, as a whole: cumulative
// sums and products, scatters, the largest elements.
#ifndef HFC_PASSES_PLAN_WALKS_H
#define HFC_PASSES_PLAN_WALKS_H

#include "passes/plan/Program.h"

namespace hfc::plan {

bool isWalk(mlir::Operation *op);

// The kernel operation of a walk. Each of its regions is a program of its own.
mlir::Value buildWalk(mlir::OpBuilder &builder, mlir::Operation *op,
                      llvm::function_ref<Program()> makeProgram);

} // namespace hfc::plan
#endif
