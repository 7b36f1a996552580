// A contraction of rows with a constant that lies as matrix instructions eat
// it: a fragment goes from memory to registers in one load, without LDS.
//
//   [columns / 32][sum / chunk][2 quads][4][2][4 columns][quad]
//
// where column 16 * a + 4 * b + c of a block of 32 stands at (b, a, c), so that
// the 64 lanes of an MFMA's fragment are neighbours, and so that a lane's sums
// are neighbouring columns (MatrixInstruction.h). The 16 columns of a WMMA are
// the halves (a) of a block. The same constant serves all chips.
#ifndef HFC_TARGETS_AMDGPU_PACKEDCONTRACT_H
#define HFC_TARGETS_AMDGPU_PACKEDCONTRACT_H

#include "dialects/Dim/DimExpr.h"
#include "dialects/Kernel/KernelDialect.h"

namespace hfc::amdgpu {

constexpr int64_t blockColumns = 32;

struct PackedContract {
  kernel::ContractOp op;
  mlir::Type element;                    // of the constant
  bool converts = false;                 // the rows are f32
  int64_t columns = 0, depth = 0;        // depth: terms of a sum
  llvm::SmallVector<dim::DimExpr> sizes; // of the result
  dim::DimExpr rows;

  int64_t elementBytes() const { return element.getIntOrFloatBitWidth() / 8; }
  kernel::ContractOp getOp() const { return op; }
  // Of a row of the left factor.
  int64_t rowBytes() const { return depth * (converts ? 4 : elementBytes()); }
  // Of a block of columns.
  int64_t blockBytes() const { return depth * elementBytes() * blockColumns; }
};

// Where a result's row is a row of the left factor, over all terms, and the
// last index is the column; `element` is what the constant will be stored as.
std::optional<PackedContract> suitsPacking(kernel::ContractOp op,
                                           mlir::Type element);
// Of a contraction whose constant has been packed.
std::optional<PackedContract> findPacked(kernel::ContractOp op);

// Finds an element of the packed constant.
mlir::AffineMap packedMap(unsigned rank, int64_t elementBytes,
                          mlir::MLIRContext *context);
// [columns, depth] → packed.
mlir::TypedAttr packBlocks(mlir::TypedAttr constant);

} // namespace hfc::amdgpu
#endif
