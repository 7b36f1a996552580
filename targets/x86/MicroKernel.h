// The innermost nest of every contraction: rows × vectors accumulators held in
// registers while k runs. Per k: load the vectors of B, then for each row
// broadcast one element of A and multiply-add it into the row's accumulators.
// This order (row outermost) is what LLVM keeps free of spills.
#ifndef HFC_TARGETS_X86_MICROKERNEL_H
#define HFC_TARGETS_X86_MICROKERNEL_H

#include "targets/x86/ByteDot.h"
#include "targets/x86/KernelContext.h"
#include "targets/x86/Packing.h"

namespace hfc::x86 {

// k steps written out in the body of the loop.
constexpr int64_t unrolledSteps = 4;

struct MicroKernel {
  Tile tile; // `rows` may be fewer than the contraction's tile has
  mlir::Type accumulator;
  // The sum runs over `outer` steps of `k` elements; the flat index of a step
  // is o * k + i.
  mlir::Value outer, k;

  Storage a;
  // Address of A[row, o, 0].
  std::function<mlir::Value(CodeBuilder &, int64_t row, mlir::Value o)> rowOfA;
  mlir::Value strideOfA;  // between consecutive i
  bool perColumn = false; // A has an element a column, side by side, like B
  int64_t groupSteps = 1; // see Contraction; a flat step is so many of B

  Storage b;
  // Address of B[flat, first column of the tile].
  std::function<mlir::Value(CodeBuilder &, mlir::Value flat)> rowOfB;
  mlir::Value strideOfB;       // between consecutive flat
  mlir::Value columnStrideOfB; // null: 1; else columns are read one by one
  llvm::SmallVector<mlir::Value> masks; // a vector of B; empty: all lanes

  // Elements of A and B are four bytes each, and so multiplied.
  std::optional<ByteDot> dot;
  // Where the sums of each vector of columns begin; empty: at 0.
  llvm::SmallVector<mlir::Value> start;

  // Each loop step brings `prefetchLines` lines of 64 bytes from here on into
  // the second level of cache. Null: none.
  mlir::Value prefetchFrom, prefetchLines;
};

// The accumulators, row after row.
Values emitMicroKernel(CodeBuilder &b, const MicroKernel &kernel);

} // namespace hfc::x86
#endif
