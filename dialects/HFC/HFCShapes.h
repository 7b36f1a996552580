// Shape rules that operations, frontends and passes share.
#ifndef HFC_DIALECTS_HFC_HFCSHAPES_H
#define HFC_DIALECTS_HFC_HFCSHAPES_H

#include "dialects/Dim/DimTypes.h"

namespace hfc::hf {

using Dims = llvm::SmallVector<dim::DimExpr>;

// numpy's rule for two shapes: right-aligned dims are equal or one of them is
// 1. Nothing where that is not certain for all values of the symbols.
std::optional<Dims> broadcastDims(llvm::ArrayRef<dim::DimExpr> lhs,
                                  llvm::ArrayRef<dim::DimExpr> rhs);

// Whether a tensor of `from` may be read at places of `to`.
bool broadcastsTo(llvm::ArrayRef<dim::DimExpr> from,
                  llvm::ArrayRef<dim::DimExpr> to);

// (size + low + high - dilation * (window - 1) - 1) floordiv stride + 1, not
// below 0; null where the window is 0 or the expression grows past its limits.
dim::DimExpr windowedSize(dim::DimExpr size, dim::DimExpr window,
                          int64_t stride, int64_t dilation, int64_t low,
                          int64_t high);

} // namespace hfc::hf
#endif
