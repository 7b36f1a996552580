// A chip's matrix instruction for a type of factors. 16 bytes of a row along
// the sum's index are a "quad", two quads a "chunk"; a factor's fragment is the
// quads that a lane holds of a chunk. The right factor is the instruction's
// first operand, so that registers of the sum run along columns and a lane is a
// row. The order of the sum within a chunk is free, as both factors share it.
#ifndef HFC_TARGETS_AMDGPU_MATRIXINSTRUCTION_H
#define HFC_TARGETS_AMDGPU_MATRIXINSTRUCTION_H

#include "targets/amdgpu/KernelContext.h"

namespace hfc::amdgpu {

constexpr int64_t quadBytes = 16, chunkBytes = 32;

class MatrixInstruction {
public:
  // Whether the chip has one.
  static bool exists(const Device &device, mlir::Type element,
                     mlir::Type accumulator);
  MatrixInstruction(const Device &device, mlir::Type element);

  bool isWmma() const { return device.matrix == Matrix::WMMA; }
  // Of its square.
  int64_t size() const { return isWmma() ? 16 : 32; }
  int64_t chunkElements() const { return chunkBytes / bytes; }
  // That a lane holds of a chunk.
  int64_t quads() const { return isWmma() ? 2 : 1; }
  // Neighbouring columns whose sums a lane holds.
  int64_t run() const { return size() / 2; }
  mlir::Type sumType() const { return accumulator; }
  // Instructions for a chunk, and the cycles that all of them take of a SIMD.
  int64_t steps() const { return count; }
  int64_t cycles() const;
  std::string name() const;

  mlir::VectorType quadType(CodeBuilder &b) const;
  mlir::Value zeros(CodeBuilder &b) const;
  // Step `step` of a chunk. Fragments are quads().
  mlir::Value multiply(CodeBuilder &b, mlir::ValueRange right,
                       mlir::ValueRange left, mlir::Value sum,
                       int64_t step) const;

  // A quad from memory as it is multiplied, and what the sum is multiplied by
  // in the end.
  mlir::Value adapted(CodeBuilder &b, mlir::Value quad) const;
  int64_t scale() const { return isHalved() ? 4 : 1; }

  // Which column a row of the first operand stands for, and back.
  mlir::Value columnOf(CodeBuilder &b, mlir::Value row) const;
  mlir::Value rowOf(CodeBuilder &b, mlir::Value column) const;

private:
  // E4M3FN by instructions of E4M3FNUZ.
  bool isHalved() const;

  const Device &device;
  mlir::Type element, accumulator;
  int64_t bytes, count;
  llvm::StringRef intrinsic;
};

} // namespace hfc::amdgpu
#endif
