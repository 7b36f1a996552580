#include "targets/x86/Packing.h"
#include "targets/common/CodeBuilder.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace hfc::codegen;
using namespace hfc::x86;

namespace {
// Cost of a padded column relative to the 8x3 tile: narrow tiles load more
// than they multiply. Ties go to the earlier row.
struct Candidate {
  int64_t rows, vectors;
  double cost;
};
constexpr Candidate candidates[] = {
    {8, 3, 1.00}, {6, 4, 1.01}, {12, 2, 1.05}, {16, 1, 1.30}};
} // namespace

Tile hfc::x86::tileOfWidth(Type accumulator, int64_t width) {
  int64_t lanes = lanesOf(accumulator);
  for (const Candidate &candidate : candidates)
    if (candidate.vectors * lanes == width)
      return {candidate.rows, candidate.vectors, lanes};
  return {0, 0, lanes};
}

Tile hfc::x86::pickTile(Type accumulator, int64_t n) {
  int64_t lanes = lanesOf(accumulator);
  const Candidate *best = &candidates[0];
  double bestCost = 0;
  for (const Candidate &candidate : candidates) {
    int64_t width = candidate.vectors * lanes;
    double cost = static_cast<double>(llvm::alignTo(n, width)) * candidate.cost;
    if (n > 0 && (&candidate == &candidates[0] || cost < bestCost)) {
      best = &candidate;
      bestCost = cost;
    }
  }
  return {best->rows, best->vectors, lanes};
}

PackedShape hfc::x86::packedShape(const Tile &tile, int64_t k, int64_t n) {
  return {static_cast<int64_t>(llvm::divideCeil(n, tile.width())), k,
          tile.width()};
}
