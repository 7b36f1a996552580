// How much arithmetic a kernel does: what `hfc bench` divides by time.
#ifndef HFC_COMPILER_FLOPS_H
#define HFC_COMPILER_FLOPS_H

#include "dialects/Dim/DimExpr.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace hfc {

// Over the kernel's symbols. A multiply and an add count as two, a function
// like exp as one; index arithmetic does not count.
dim::DimExpr countFlops(mlir::func::FuncOp kernel);

} // namespace hfc
#endif
