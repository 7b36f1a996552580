// What multiplies two tiles that lie in LDS: the chip's matrix instructions, or
// multiply-add where there is none for the type. Both tiles are stored by rows
// of the sum's index, `stride` bytes apart; the right tile's rows stand at the
// places that rightRow() says, so that a thread owns neighbouring columns.
#ifndef HFC_TARGETS_AMDGPU_MATRIXENGINE_H
#define HFC_TARGETS_AMDGPU_MATRIXENGINE_H

#include "targets/amdgpu/MatrixInstruction.h"

namespace hfc::amdgpu {

// Some results of a thread: neighbours along the columns.
struct OwnedPiece {
  mlir::Value row, column; // in the tile; the first column
  mlir::Value values;      // a vector
};

class MatrixEngine {
public:
  enum class Kind { mfma, wmma, fma };

  // `rows` and `columns`: pieces of the instruction's size for each wave (for
  // fma: elements for each thread).
  MatrixEngine(const Device &device, mlir::Type element, mlir::Type accumulator,
               int64_t rows, int64_t columns);
  static Kind kindFor(const Device &device, mlir::Type element,
                      mlir::Type accumulator);

  int64_t tileRows() const { return rows * rowUnit; }
  int64_t tileColumns() const { return columns * columnUnit; }
  // Elements of the sum's index in LDS at a time; 64 bytes.
  int64_t tileDepth() const { return 64 / bytes; }
  int64_t stride() const { return 64 + 16; }
  int64_t elementBytes() const { return bytes; }
  Kind getKind() const { return kind; }
  // Of a thread, about: its sums, as much in flight, and addresses.
  int64_t registers() const;
  // Cycles that a tile of depth tileDepth() takes of the busiest unit, and its
  // name: "matrix" or "LDS".
  std::pair<int64_t, llvm::StringRef> cycles() const;

  mlir::Value rightRow(CodeBuilder &b, mlir::Value column) const;
  Values zeros(CodeBuilder &b) const;
  // Adds the product of the tiles, !llvm.ptr<3> each.
  Values multiply(CodeBuilder &b, const KernelContext &context,
                  mlir::Value left, mlir::Value right,
                  mlir::ValueRange sums) const;
  // `width` columns a piece, a divisor of pieceColumns().
  int64_t pieceColumns() const { return pieceWidth; }
  llvm::SmallVector<OwnedPiece> pieces(CodeBuilder &b,
                                       const KernelContext &context,
                                       mlir::ValueRange sums,
                                       int64_t width) const;

private:
  mlir::Value loadQuad(CodeBuilder &b, mlir::Value tile, mlir::Value row,
                       mlir::Value byte) const;
  mlir::Value lane(CodeBuilder &b, const KernelContext &context) const;
  // The wave's place among the waves, in units of a piece.
  mlir::Value waveRow(CodeBuilder &b, const KernelContext &context) const;
  mlir::Value waveColumn(CodeBuilder &b, const KernelContext &context) const;

  const Device &device;
  Kind kind;
  mlir::Type element, accumulator;
  int64_t bytes;
  int64_t rows, columns;
  std::optional<MatrixInstruction> matrix; // not for fma
  int64_t size = 0;                        // of the instruction's square
  int64_t wavesDown = 0, wavesAcross = 0;
  int64_t rowUnit = 0, columnUnit = 0, pieceWidth = 0;
};

} // namespace hfc::amdgpu
#endif
