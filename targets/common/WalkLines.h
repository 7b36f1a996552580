// What kernels that walk along an axis of their result share: its lines, dealt
// to workgroups. A line is what differs in the axis alone. Where other dims lie
// behind the axis, lanes stand for the last of them, and a piece of it is
// walked at once; else lanes may go along the axis. A thread of a GPU walks a
// line alone.
#ifndef HFC_TARGETS_COMMON_WALKLINES_H
#define HFC_TARGETS_COMMON_WALKLINES_H

#include "targets/common/LaneLoop.h"

namespace hfc::codegen {

// Indices of the result; unknown at the axis and at the dim of lanes.
using LineIndices = llvm::SmallVector<LaneValue>;

class WalkLines {
public:
  WalkLines(CodeBuilder &b, const KernelContext &context,
            mlir::RankedTensorType type, unsigned axis);

  // The dim that lanes stand for; none: they go along the axis.
  std::optional<unsigned> getAcross() const { return across; }
  const llvm::SmallVector<dim::DimExpr> &getDims() const { return dims; }
  mlir::Value getSize(unsigned dim) const { return context.size(b, dims[dim]); }

  // Runs the body for the lines of this range of workgroups, where lanes are
  // the indices in [low, high) of the dim across. Returns the grid.
  // `length` is the number of steps along the axis.
  dim::DimExpr forEach(
      dim::DimExpr length,
      llvm::function_ref<void(LineIndices &, mlir::Value low, mlir::Value high)>
          body);

  // A program of `block` at these indices.
  ProgramEmitter program(mlir::Block &block, int64_t lanes, mlir::Value mask,
                         llvm::ArrayRef<LaneValue> indices);

private:
  dim::DimExpr constant(int64_t value) const {
    return dim::DimExpr::constant(b.getContext(), value);
  }

  CodeBuilder &b;
  const KernelContext &context;
  llvm::SmallVector<dim::DimExpr> dims;
  std::optional<unsigned> across;
  llvm::SmallVector<unsigned> rows; // the other dims, but the axis
};

// What the block yields, in this program.
mlir::Value yieldedIn(ProgramEmitter &program, mlir::Block &block);

} // namespace hfc::codegen
#endif
