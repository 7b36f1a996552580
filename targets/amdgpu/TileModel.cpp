// cycles = rounds * (depth / tile depth * cycles of a step + overhead)
//
// A round is as many workgroups as there are compute units; a step takes what
// its busiest unit takes (MatrixEngine::cycles), or what the loads of its tiles
// take at 64 bytes a cycle of L1. The overhead is the first loads and the
// epilogue. Rows, columns and terms that are not known count as `usualSize`,
// batches as `usualBatch`.
#include "targets/amdgpu/TileModel.h"
#include "targets/amdgpu/PackContract.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::amdgpu;
using dim::DimExpr;

namespace {
constexpr int64_t usualSize = 512, usualBatch = 8;
constexpr int64_t overhead = 3000;
// Sums of fewer terms are no work for tiles.
constexpr int64_t shortSum = 8;

struct Estimate {
  int64_t cycles, rounds;
  StringRef limit;
};
} // namespace

static int64_t valueOf(DimExpr expr, int64_t usual = usualSize) {
  return std::max<int64_t>(expr.getConstant().value_or(usual), 1);
}

static Estimate estimate(const MatrixEngine &engine, const Device &device,
                         int64_t batch, int64_t rows, int64_t columns,
                         int64_t depth) {
  int64_t tiles = batch * llvm::divideCeil(rows, engine.tileRows()) *
                  llvm::divideCeil(columns, engine.tileColumns());
  auto [cycles, limit] = engine.cycles();
  int64_t loads = (engine.tileRows() + engine.tileColumns()) * 64 / 64;
  if (loads > cycles) {
    cycles = loads;
    limit = "L1";
  }
  int64_t rounds = llvm::divideCeil(tiles, device.computeUnits);
  int64_t steps = llvm::divideCeil(depth, engine.tileDepth());
  return {rounds * (steps * cycles + overhead), rounds, limit};
}

std::optional<TileChoice> hfc::amdgpu::chooseTile(Contraction contraction,
                                                  const Device &device,
                                                  target::Precision precision) {
  DimExpr rowExpr = contraction.sizeOf(contraction.rows);
  int64_t rows = valueOf(rowExpr), depth = valueOf(contraction.depth());
  int64_t columns = valueOf(contraction.sizes[contraction.column]);
  int64_t batch = valueOf(contraction.sizeOf(contraction.batch), usualBatch);
  auto knownDepth = contraction.depth().getConstant();
  if ((rowExpr.isConstant() && rows <= mostFewRows) ||
      (knownDepth && *knownDepth < shortSum))
    return std::nullopt;

  Type left = contraction.left.getType(), right = contraction.right.getType();
  Type element = contraction.accumulator;
  if (left == right &&
      MatrixEngine::kindFor(device, left, element) != MatrixEngine::Kind::fma)
    element = left;
  else if (precision != target::Precision::f32 && element.isF32() &&
           isa<FloatType>(left) && isa<FloatType>(right))
    element = smallType(element.getContext(), precision);
  auto kind = MatrixEngine::kindFor(device, element, contraction.accumulator);
  using Shapes = ArrayRef<std::pair<int64_t, int64_t>>;
  static constexpr std::pair<int64_t, int64_t> mfma[] = {
      {1, 1}, {1, 2}, {2, 1}, {2, 2}};
  static constexpr std::pair<int64_t, int64_t> wmma[] = {
      {1, 1}, {2, 2}, {4, 2}};
  static constexpr std::pair<int64_t, int64_t> fma[] = {{2, 4}, {4, 4}, {8, 4}};
  Shapes shapes = kind == MatrixEngine::Kind::mfma   ? Shapes(mfma)
                  : kind == MatrixEngine::Kind::wmma ? Shapes(wmma)
                                                     : Shapes(fma);
  std::optional<TileChoice> best;
  int64_t least = 0;
  std::string others;
  for (auto [down, across] : shapes) {
    MatrixEngine engine(device, element, contraction.accumulator, down, across);
    Estimate cost = estimate(engine, device, batch, rows, columns, depth);
    std::string name =
        llvm::formatv("{0}x{1}", engine.tileRows(), engine.tileColumns());
    std::string text =
        llvm::formatv("{0}: {1} cycles in {2} rounds, by {3}", name,
                      cost.cycles, cost.rounds, cost.limit);
    others += (others.empty() ? "" : "; ") + text;
    if (best && cost.cycles >= least)
      continue;
    least = cost.cycles;
    StringRef means = kind == MatrixEngine::Kind::mfma   ? "MFMA"
                      : kind == MatrixEngine::Kind::wmma ? "WMMA"
                                                         : "FMA";
    std::string type;
    llvm::raw_string_ostream(type) << element;
    // Engines hold a reference, so that they are not assigned.
    best.emplace(TileChoice{
        engine, element,
        llvm::formatv("contract {0} {1} {2}", means, type, name), ""});
  }
  best->reason = llvm::formatv("for {0} x {1} x {2}, {3} times: {4}", rows,
                               columns, depth, batch, others);
  return best;
}
