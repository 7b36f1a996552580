// The tile that a contraction keeps in registers, and the layout of constant
// operands that goes with it. A constant B[K, N] is stored as panels
// [ceil(N / NR)][K][NR], zero beyond N, where NR is the tile's width: a panel
// is read front to back, once a block of rows. As an affine map of (k, n) that
// is (n floordiv NR, k, n mod NR).
#ifndef HFC_TARGETS_X86_PACKING_H
#define HFC_TARGETS_X86_PACKING_H

#include "mlir/IR/Types.h"

namespace hfc::x86 {

// `rows` × `vectors` accumulators, one vector of A, `vectors` of B: no more
// than the 32 registers.
struct Tile {
  int64_t rows;
  int64_t vectors;
  int64_t lanes;

  int64_t width() const { return vectors * lanes; }
};

// The tile for N columns (0: unknown) with accumulators of this type. Depends
// on nothing else, so that a packed constant serves every M and chip.
Tile pickTile(mlir::Type accumulator, int64_t n);

// The tile of a constant that was packed so; no rows where there is none.
Tile tileOfWidth(mlir::Type accumulator, int64_t width);

struct PackedShape {
  int64_t panels, depth, width;
};
PackedShape packedShape(const Tile &tile, int64_t k, int64_t n);

} // namespace hfc::x86
#endif
