// cycles = max(rounds * (steps * cycles of a step + overhead), memory)
//
// A round is as many workgroups as there are compute units, or a multiple of it
// where several fit into one. A step takes what its busiest unit takes: matrix
// instructions, LDS at 128 bytes a cycle, loads at 64 bytes a cycle of L1, or
// the latency of the loads that it waits for; and a quarter of the lesser of
// work and latency, which never hide each other wholly. The overhead is the
// first loads and the epilogue; memory is each factor once. Rows, columns and
// terms that are not known count as the range of rows that the entry is for
// says (RowRange), or as `usualSize`, batches as `usualBatch`.
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
  int64_t computing = 0; // without memory: decides among those that it limits
  auto order() const { return std::pair(cycles, computing); }
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

std::optional<TileChoice>
hfc::amdgpu::chooseTile(Contraction contraction, const KernelContext &context) {
  const Device &device = *context.device;
  target::Precision precision = context.precision;
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
    if (engine.registers() > context.mostRegisters)
      continue;
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
    best.emplace(
        TileChoice{engine, element,
                   llvm::formatv("contract {0} {1} {2}", means, type, name), "",
                   engine.registers()});
  }
  if (best)
    best->reason = llvm::formatv("for {0} x {1} x {2}, {3} times: {4}", rows,
                                 columns, depth, batch, others);
  return best;
}

//===- Packed contractions ------------------------------------------------===//

namespace {
// From a load to its use, in cycles.
constexpr int64_t latency = 1200;

struct PackedModel {
  const PackedContract &c;
  const Device &device;
  MatrixInstruction matrix;
  int64_t rows;

  int64_t squares(const PackedShape &shape) const { // of a wave
    int64_t all = shape.rows * shape.columns / (matrix.size() * matrix.size());
    return shape.splitsSum() ? all : all / shape.waves();
  }

  // Sums, two fragments of each factor and what a step has in flight, and what
  // addresses take.
  int64_t registers(const PackedShape &shape) const {
    int64_t chunks = shape.depthBytes / chunkBytes, size = matrix.size();
    int64_t sums = squares(shape) * size * size / device.wave;
    int64_t quad = 4 * matrix.quads();
    if (shape.splitsSum())
      return sums + 2 * chunks * quad * (shape.columns / size) +
             4 * shape.rows * shape.depthBytes / quadBytes / device.wave *
                 (2 * left() + 1) +
             20;
    int64_t down = shape.rows / shape.wavesDown / size,
            across = shape.columns / shape.wavesAcross / size;
    int64_t staged = 4 * left() * shape.rows * shape.depthBytes / quadBytes /
                     shape.threads(device);
    return sums + (chunks + 1) * across * quad + 2 * down * quad + staged + 20;
  }
  int64_t left() const { return c.converts ? 2 : 1; }

  int64_t lds(const PackedShape &shape) const {
    return shape.splitsSum()
               ? 0
               : 2 * llvm::alignTo(shape.rows * shape.depthBytes,
                                   shape.threads(device) * quadBytes);
  }

  // The waves' sums meet in LDS, a square of rows after the other.
  int64_t overheadOf(const PackedShape &shape) const {
    return shape.splitsSum() ? overhead / 2 + 75 * shape.rows : overhead;
  }

  Estimate estimate(const PackedShape &shape) const {
    int64_t chunks = shape.depthBytes / chunkBytes;
    int64_t tiles = llvm::divideCeil(rows, shape.rows) *
                    llvm::divideCeil(c.columns, shape.columns);
    int64_t steps =
        llvm::divideCeil(c.depth * c.elementBytes(), shape.depthBytes);
    int64_t wavesOfSimd = llvm::divideCeil(shape.waves(), device.simds);
    int64_t resident = std::max<int64_t>(
        1, std::min<int64_t>(
               device.registers /
                   llvm::alignTo(registers(shape), device.registerGranule) /
                   wavesOfSimd,
               lds(shape) ? device.lds / lds(shape) : device.maxWaves));
    int64_t busy = squares(shape) * chunks * matrix.cycles() * wavesOfSimd;
    int64_t rightBytes = shape.columns * shape.depthBytes;
    int64_t leftBytes = shape.rows * shape.depthBytes * left();
    // Lanes 16 to 31 of WMMA read from LDS what the others do, and count.
    int64_t copies = matrix.isWmma() ? 2 : 1;
    // Waves that stand above each other read the same fragments.
    int64_t l1, ldsCycles = 0, wait = latency;
    if (shape.splitsSum()) {
      // A step of all waves.
      steps = llvm::divideCeil(steps, shape.waves());
      l1 = (rightBytes + leftBytes) * shape.waves() / 64;
      ldsCycles =
          shape.rows * shape.depthBytes * (copies + 1) * shape.waves() / 128;
      wait /= 2;
    } else {
      l1 = (rightBytes * shape.wavesDown + leftBytes) / 64;
      ldsCycles = shape.rows * shape.depthBytes *
                  (shape.wavesAcross * copies + 1) / 128;
    }
    int64_t each = llvm::divideCeil(tiles, device.computeUnits);
    int64_t together = std::min(each, resident);
    auto [busiest, limit] = std::max(
        {std::pair(together * l1, StringRef("L1")),
         std::pair(together * ldsCycles, StringRef("LDS")),
         std::pair(together * busy, StringRef("matrix"))},
        [](const auto &x, const auto &y) { return x.first < y.first; });
    int64_t step = std::max(busiest, wait) + std::min(busiest, wait) / 4;
    if (wait > busiest)
      limit = "latency";
    int64_t rounds = llvm::divideCeil(each, together);
    int64_t cycles = rounds * (steps * step + overheadOf(shape));
    int64_t memory = (c.columns * c.depth * c.elementBytes() +
                      rows * (c.rowBytes() + c.columns * 4)) /
                         device.memoryBytes +
                     overhead;
    if (memory > cycles)
      return {memory, rounds, "memory", cycles};
    return {cycles, rounds, limit, cycles};
  }
};
} // namespace

// The shapes that are built for a chip.
static std::vector<PackedShape> shapesOf(const Device &device) {
  if (device.matrix == Matrix::WMMA)
    return {{128, 128, 128, 2, 4},
            {128, 128, 64, 2, 4},
            {64, 128, 64, 2, 4},
            {32, 32, 64, 0, 8},
            {16, 32, 64, 0, 8}};
  // Below 256 rows no wave repeats another's fragments of the constant.
  return {{256, 256, 128, 2, 4}, {224, 256, 128, 1, 8}, {128, 256, 128, 1, 8},
          {128, 128, 128, 1, 4}, {128, 128, 256, 1, 4}, {64, 128, 128, 1, 4},
          {64, 128, 256, 1, 4},  {32, 128, 128, 1, 4},  {32, 128, 256, 1, 4},
          {64, 64, 128, 0, 8},   {64, 32, 128, 0, 8},   {32, 32, 128, 0, 8}};
}

std::optional<PackedChoice>
hfc::amdgpu::choosePacked(const PackedContract &contract,
                          const KernelContext &context) {
  const Device &device = *context.device;
  int64_t rows = contract.rows.getConstant().value_or(usualRows(context.rows));
  PackedModel model{contract, device,
                    MatrixInstruction(device, contract.element), rows};
  std::optional<PackedChoice> best;
  std::pair<int64_t, int64_t> least;
  std::string all;
  for (const PackedShape &shape : shapesOf(device)) {
    int64_t bytes = contract.depth * contract.elementBytes();
    if (model.registers(shape) > context.mostRegisters ||
        bytes % shape.depthBytes || bytes < 2 * shape.depthBytes)
      continue;
    Estimate cost = model.estimate(shape);
    std::string name =
        llvm::formatv("{0}x{1}x{2}", shape.rows, shape.columns,
                      shape.depthBytes / contract.elementBytes());
    if (shape.splitsSum())
      name += llvm::formatv(", sum over {0} waves", shape.waves());
    all += llvm::formatv("{0}{1}: {2} cycles in {3} rounds, by {4}",
                         all.empty() ? "" : "; ", name, cost.cycles,
                         cost.rounds, cost.limit);
    if (best && cost.order() >= least)
      continue;
    least = cost.order();
    best = PackedChoice{
        shape, llvm::formatv("contract {0} {1}", model.matrix.name(), name), "",
        model.registers(shape)};
  }
  if (best)
    best->reason = llvm::formatv("for {0} x {1} x {2}: {3}", rows,
                                 contract.columns, contract.depth, all);
  return best;
}
