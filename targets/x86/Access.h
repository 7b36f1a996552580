// Where the elements of an operand lie as a function of an operation's
// indices: an affine map into a row-major tensor. Answers what the emitters
// ask: the distance between neighbours along an index, the address at some
// indices, and whether it is inside.
#ifndef HFC_TARGETS_X86_ACCESS_H
#define HFC_TARGETS_X86_ACCESS_H

#include "mlir/IR/AffineMap.h"
#include "targets/x86/KernelContext.h"

namespace hfc::x86 {

class Access {
public:
  // `sizes`: of the map's dims. Places outside of the tensor occur only where
  // it is `padded`.
  Access(mlir::Value tensor, mlir::AffineMap map,
         llvm::ArrayRef<dim::DimExpr> sizes, bool padded = false);

  mlir::Type getElementType() const;
  bool uses(unsigned index) const;
  // Elements between neighbours along the index: 0 where it is not used, null
  // where that is no fixed number.
  dim::DimExpr getStride(unsigned index) const;
  // Consecutive indices are one: stepping over the last of the second is a
  // step of the first.
  bool areOne(unsigned first, unsigned second) const;
  // (…, index floordiv width, step of the sum, index mod width): the width,
  // else nothing.
  std::optional<int64_t> getPanelWidth(unsigned index) const;
  // Whether a coordinate that uses the index may be outside of the tensor.
  bool mayLeave(unsigned index) const;

  mlir::Value offset(CodeBuilder &b, const KernelContext &context,
                     mlir::ValueRange indices) const;
  mlir::Value address(CodeBuilder &b, const KernelContext &context,
                      mlir::ValueRange indices) const;
  // i1; null where all places are inside.
  mlir::Value inside(CodeBuilder &b, const KernelContext &context,
                     mlir::ValueRange indices) const;

private:
  bool mayLeaveAt(unsigned coordinate) const;

  mlir::Value tensor;
  mlir::AffineMap map;
  llvm::SmallVector<dim::DimExpr> sizes, dims, strides;
  bool padded;
};

// The value of an expression over indices.
mlir::Value evaluate(CodeBuilder &b, mlir::AffineExpr expr,
                     mlir::ValueRange indices);

} // namespace hfc::x86
#endif
