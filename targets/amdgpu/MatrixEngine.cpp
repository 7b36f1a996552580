// The chip's matrix instruction (MatrixInstruction.h), or multiply-add with 16
// x 16 threads.
#include "targets/amdgpu/MatrixEngine.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "targets/amdgpu/Intrinsics.h"

using namespace mlir;
using namespace hfc::amdgpu;

MatrixEngine::Kind MatrixEngine::kindFor(const Device &device, Type element,
                                         Type accumulator) {
  if (!MatrixInstruction::exists(device, element, accumulator))
    return Kind::fma;
  return device.matrix == Matrix::MFMA ? Kind::mfma : Kind::wmma;
}

MatrixEngine::MatrixEngine(const Device &device, Type element, Type accumulator,
                           int64_t rows, int64_t columns)
    : device(device), kind(kindFor(device, element, accumulator)),
      element(element), accumulator(accumulator),
      bytes(element.getIntOrFloatBitWidth() / 8), rows(rows), columns(columns) {
  if (kind == Kind::fma) {
    rowUnit = columnUnit = 16;
    pieceWidth = columns;
    return;
  }
  matrix.emplace(device, element);
  size = matrix->size();
  int64_t waves = workgroupSize / device.wave;
  wavesDown = 2;
  wavesAcross = waves / wavesDown;
  rowUnit = wavesDown * size;
  columnUnit = wavesAcross * size;
  pieceWidth = matrix->run();
}

std::pair<int64_t, StringRef> MatrixEngine::cycles() const {
  int64_t lds, busy;
  if (kind == Kind::fma) {
    // Every thread reads its rows and columns; 128 bytes a cycle.
    lds = workgroupSize * (rows + columns) * 64 / 128;
    int64_t lanes = int64_t(device.simds) * 32; // a cycle of the compute unit
    busy = workgroupSize * rows * columns * tileDepth() / lanes;
    if (bytes == 8)
      busy *= 2;
  } else {
    lds = (rows + columns) * size * 64 * (workgroupSize / device.wave) / 128;
    int64_t square = matrix->cycles() * (64 / chunkBytes);
    int64_t wavesOfSimd =
        std::max<int64_t>(1, workgroupSize / device.wave / device.simds);
    busy = square * rows * columns * wavesOfSimd;
  }
  return busy >= lds ? std::pair(busy, StringRef("matrix"))
                     : std::pair(lds, StringRef("LDS"));
}

int64_t MatrixEngine::registers() const {
  int64_t sums = matrix ? rows * columns * size * size / device.wave
                        : rows * columns * std::max<int64_t>(bytes / 4, 1);
  return 2 * sums + 40;
}

//===- Places -------------------------------------------------------------===//

Value MatrixEngine::lane(CodeBuilder &b, const KernelContext &context) const {
  return b.rem(context.thread, b.index(device.wave));
}

static Value waveOf(CodeBuilder &b, const KernelContext &context) {
  return uniformIndex(b, b.div(context.thread, b.index(context.device->wave)));
}

Value MatrixEngine::waveRow(CodeBuilder &b,
                            const KernelContext &context) const {
  Value wave = b.div(waveOf(b, context), b.index(wavesAcross));
  return b.mul(wave, rows * size);
}

Value MatrixEngine::waveColumn(CodeBuilder &b,
                               const KernelContext &context) const {
  Value wave = b.rem(waveOf(b, context), b.index(wavesAcross));
  return b.mul(wave, columns * size);
}

// The inverse of what the sum's registers do.
Value MatrixEngine::rightRow(CodeBuilder &b, Value column) const {
  auto rem = [&](Value x, int64_t y) { return b.rem(x, b.index(y)); };
  auto div = [&](Value x, int64_t y) { return b.div(x, b.index(y)); };
  if (kind ==
      Kind::fma) // column = thread * columns + j stands at j * 16 + thread
    return b.add(b.mul(rem(column, columns), 16), div(column, columns));
  Value square = b.mul(div(column, size), size);
  return b.add(square, matrix->rowOf(b, rem(column, size)));
}

//===- Multiplication -----------------------------------------------------===//

Values MatrixEngine::zeros(CodeBuilder &b) const {
  if (matrix)
    return Values(rows * columns, matrix->zeros(b));
  return Values(rows, b.zeros(accumulator, columns));
}

Value MatrixEngine::loadQuad(CodeBuilder &b, Value tile, Value row,
                             Value byte) const {
  Value place = b.add(b.mul(row, stride()), byte);
  auto type = matrix ? matrix->quadType(b)
                     : VectorType::get(quadBytes / bytes, element);
  return LLVM::LoadOp::create(b, type, b.offset(tile, b.getI8Type(), place),
                              quadBytes);
}

Values MatrixEngine::multiply(CodeBuilder &b, const KernelContext &context,
                              Value left, Value right, ValueRange sums) const {
  Values result(sums);
  if (kind == Kind::fma) {
    Value down = b.div(context.thread, b.index(16)),
          across = b.rem(context.thread, b.index(16));
    int64_t each = 16 / bytes;
    for (int64_t byte = 0; byte < 64; byte += 16) {
      Values lefts, rights;
      for (int64_t i = 0; i < rows; ++i)
        lefts.push_back(
            loadQuad(b, left, b.add(b.mul(down, rows), i), b.index(byte)));
      for (int64_t j = 0; j < columns; ++j)
        rights.push_back(
            loadQuad(b, right, b.add(across, 16 * j), b.index(byte)));
      for (int64_t k = 0; k < each; ++k) {
        Values row;
        for (Value quad : rights)
          row.push_back(vector::ExtractOp::create(b, quad, k));
        Value vector = vector::FromElementsOp::create(
            b, VectorType::get(columns, element), row);
        for (int64_t i = 0; i < rows; ++i)
          result[i] = b.multiplyAdd(
              b.broadcast(vector::ExtractOp::create(b, lefts[i], k), columns),
              vector, result[i]);
      }
    }
    return result;
  }
  Value lane = this->lane(b, context);
  Value row = b.rem(lane, b.index(size)), half = b.div(lane, b.index(size));
  Value down = b.add(waveRow(b, context), row),
        across = b.add(waveColumn(b, context), row);
  for (int64_t byte = 0; byte < 64; byte += chunkBytes) {
    auto load = [&](Value tile, Value first, int64_t index) {
      Value at = b.add(first, index * size);
      if (matrix->quads() == 1)
        return Values{
            loadQuad(b, tile, at, b.add(b.mul(half, quadBytes), byte))};
      return Values{loadQuad(b, tile, at, b.index(byte)),
                    loadQuad(b, tile, at, b.index(byte + quadBytes))};
    };
    SmallVector<Values> lefts, rights;
    for (int64_t i = 0; i < rows; ++i)
      lefts.push_back(load(left, down, i));
    for (int64_t j = 0; j < columns; ++j)
      rights.push_back(load(right, across, j));
    for (int64_t i = 0; i < rows; ++i)
      for (int64_t j = 0; j < columns; ++j)
        for (int64_t step = 0; step < matrix->steps(); ++step) {
          Value &sum = result[i * columns + j];
          sum = matrix->multiply(b, rights[j], lefts[i], sum, step);
        }
  }
  return result;
}

SmallVector<OwnedPiece> MatrixEngine::pieces(CodeBuilder &b,
                                             const KernelContext &context,
                                             ValueRange sums,
                                             int64_t width) const {
  SmallVector<OwnedPiece> all;
  auto add = [&](Value row, Value column, Value sum) {
    for (int64_t from = 0; from < pieceWidth; from += width)
      all.push_back({row, b.add(column, from), partOf(b, sum, from, width)});
  };
  if (kind == Kind::fma) {
    Value down = b.mul(b.div(context.thread, b.index(16)), rows);
    Value across = b.mul(b.rem(context.thread, b.index(16)), columns);
    for (int64_t i = 0; i < rows; ++i)
      add(b.add(down, i), across, sums[i]);
    return all;
  }
  Value lane = this->lane(b, context);
  Value row = b.add(waveRow(b, context), b.rem(lane, b.index(size)));
  Value column = b.add(waveColumn(b, context),
                       b.mul(b.div(lane, b.index(size)), size / 2));
  for (int64_t i = 0; i < rows; ++i)
    for (int64_t j = 0; j < columns; ++j)
      add(b.add(row, i * size), b.add(column, j * size), sums[i * columns + j]);
  return all;
}
