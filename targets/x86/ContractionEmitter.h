// C[batch, m, n] = finish(sum over (o, k) of A[batch, m, o, k] * B[o * K + k,
// n]): matrix products, convolutions (o walks the taps; a row of A is what a
// tap reads) and products of two activations, for a range of workgroups.
//
// A workgroup is one panel of B (a tile's width of columns) times a group of
// row blocks; workgroups are numbered panel by panel, so that a thread that
// takes a range of them reads each of its panels from memory once, while all
// row blocks reuse it from cache. While a panel is in use the next one is
// prefetched, a few lines each k step, evenly over its row blocks. M is split
// in even blocks (13 rows are 7 + 6, not 8 + 5): the blocks depend on M alone,
// so results do not depend on threads. Rows of A that are not floats of full
// width, or come in short pieces, are first copied to scratch, a block at a
// time.
// Where both factors are bytes in packed panels, four steps of k are one, and
// A's rows are always copied, so that the last bytes of a row are there.
#ifndef HFC_TARGETS_X86_CONTRACTIONEMITTER_H
#define HFC_TARGETS_X86_CONTRACTIONEMITTER_H

#include "targets/x86/ByteDot.h"
#include "targets/x86/KernelContext.h"
#include "targets/x86/Packing.h"

namespace hfc::x86 {

struct Contraction {
  // Sizes, index values; constants are baked in.
  mlir::Value batch, m, n;
  mlir::Value outer, k;
  mlir::Type accumulator; // f32, f64 or i32
  Tile tile;

  Storage a;
  // Address of A[batch, m, o, 0].
  std::function<mlir::Value(CodeBuilder &, mlir::Value batch, mlir::Value m,
                            mlir::Value o)>
      rowOfA;
  mlir::Value strideOfA; // elements between consecutive k; null: 1
  // A has an element a column, side by side: C[m, n] sums A[m, o, n] * B[o, n],
  // and k is 1. A depthwise convolution.
  bool perColumn = false;
  // Above 1, too: columns form groups of so many, and C[m, n] sums over the
  // group's elements of A, A[m, o, n - n % g + i] * B[o * g + i, n]. A grouped
  // convolution.
  int64_t groupSteps = 1;

  // B is packed in panels (see Packing.h), or its elements lie strideOfB apart
  // along (o, k) and columnStrideOfB along n (null: 1). Columns of consecutive
  // elements are packed into scratch by the kernel.
  Storage b;
  bool panels = true;
  std::optional<ByteDot> dot; // panels of bytes
  std::function<mlir::Value(CodeBuilder &, mlir::Value batch)> baseOfB;
  mlir::Value strideOfB, columnStrideOfB;

  // A long epilogue runs row by row over a block of sums in memory: written out
  // for every register of every height of a block, it would be most of the
  // code.
  bool longEpilogue = false;
  // What becomes of the accumulators of columns [n, n + lanes) of row m.
  std::function<mlir::Value(CodeBuilder &, mlir::Value batch, mlir::Value m,
                            mlir::Value n, mlir::Value acc, mlir::Value mask)>
      epilogue;
  std::function<void(CodeBuilder &, mlir::Value batch, mlir::Value m,
                     mlir::Value n, mlir::Value value, mlir::Value mask)>
      store;
};

// Row blocks of a workgroup: few, so that there is work for many threads; more
// where each workgroup packs a panel first.
int64_t blocksOfGroup(const Contraction &contraction);

// The number of workgroups, for tests; the plan has the same as an expression.
int64_t contractionGrid(const Tile &tile, int64_t blocksOfGroup, int64_t batch,
                        int64_t m, int64_t n);

// Bytes of scratch a worker needs.
int64_t contractionScratch(const Contraction &contraction);

// Computes workgroups [begin, end).
void emitContraction(CodeBuilder &b, const Contraction &contraction,
                     mlir::Value begin, mlir::Value end, mlir::Value scratch);

} // namespace hfc::x86
#endif
