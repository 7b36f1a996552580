// What the kernels of a packed contraction share: descriptors of both factors'
// memory, loads of fragments, and the epilogue of a lane's sums.
//
// Raw buffers (CDNA3 ISA, "Memory Buffer Addressing") give zeros beyond their
// end, so that rows and columns that do not exist need no branch. Only the
// lane's own offset is checked against the end, not the scalar one: what may
// lie outside must stand in the former.
#ifndef HFC_TARGETS_AMDGPU_PACKEDOPERANDS_H
#define HFC_TARGETS_AMDGPU_PACKEDOPERANDS_H

#include "targets/amdgpu/MatrixInstruction.h"
#include "targets/amdgpu/PackedContract.h"

namespace hfc::amdgpu {

class PackedOperands {
public:
  PackedOperands(CodeBuilder &b, const PackedContract &contract,
                 mlir::Value result, const KernelContext &context)
      : b(b), contract(contract), context(context),
        matrix(*context.device, contract.element), result(result) {}

  // `bytes` of the tensor from byte `first * pitch` on, which may exceed 32
  // bits.
  mlir::Value buffer(mlir::Value tensor, mlir::Value first, int64_t pitch,
                     mlir::Value bytes);
  // A quad at lane + immediate + scalar; the immediate is below 4096.
  mlir::Value loadQuad(mlir::Value buffer, mlir::Value lane, mlir::Value scalar,
                       int64_t immediate);
  // A quad of the element's type from memory of f32.
  mlir::Value narrow(mlir::Value low, mlir::Value high);

  // What the numbers of a row's 16-byte units are xor-ed with in LDS, so that
  // lanes that read together meet different banks (of gfx950 there are 64).
  mlir::Value exchange(mlir::Value row, int64_t units);

  // The lane's offset in a block of columns: those of MFMA are the whole block,
  // of WMMA its first half.
  mlir::Value laneInBlock(mlir::Value lane);
  // The fragment of instruction square `square` of a wave, of a step's chunk;
  // the first square begins with a block.
  Values loadRight(mlir::Value buffer, mlir::ValueRange blocks, int64_t square,
                   mlir::Value scalar, int64_t chunk);
  int64_t squaresOfBlock() const { return blockColumns / matrix.size(); }

  // Stores `width` results from sums of neighbouring columns.
  void store(mlir::Value row, mlir::Value column, mlir::Value sums);
  // The most columns that a store may take, at most `most`.
  int64_t storeWidth(int64_t most);

  CodeBuilder &b;
  const PackedContract &contract;
  const KernelContext &context;
  MatrixInstruction matrix;

private:
  mlir::Value result;
};

} // namespace hfc::amdgpu
#endif
