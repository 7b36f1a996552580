// The right factor is the instruction's first operand, so that a register of
// the sum runs along columns and a lane is a row. 16 bytes of a row (a "quad")
// are what a lane reads at a time; the order of the sum within a quad is free,
// as both factors share it.
//
// MFMA 32x32: operands lane % 32 is the row, lane / 32 which half of the depth;
//   register v of the sum is row 8 * (v / 4) + 4 * (lane / 32) + v % 4.
// WMMA 16x16x16: lane % 16 is the row, all 16 of the depth in the lane;
// register
//   v of the sum is row 2 * v + lane / 16.
// multiply-add: 16 x 16 threads.
#include "targets/amdgpu/MatrixEngine.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "targets/amdgpu/Intrinsics.h"

using namespace mlir;
using namespace hfc::amdgpu;

MatrixEngine::Kind MatrixEngine::kindFor(const Device &device, Type element,
                                         Type accumulator) {
  bool isSmall = element.isF16() || element.isBF16();
  if (!accumulator.isF32())
    return Kind::fma;
  if (device.matrix == Matrix::MFMA && (isSmall || element.isF32()))
    return Kind::mfma;
  return device.matrix == Matrix::WMMA && isSmall ? Kind::wmma : Kind::fma;
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
  size = kind == Kind::mfma ? 32 : 16;
  int64_t waves = workgroupSize / device.wave;
  wavesDown = 2;
  wavesAcross = waves / wavesDown;
  rowUnit = wavesDown * size;
  columnUnit = wavesAcross * size;
  pieceWidth = kind == Kind::mfma ? 16 : 8;
}

std::pair<int64_t, StringRef> MatrixEngine::cycles() const {
  int64_t lds, matrix;
  if (kind == Kind::fma) {
    // Every thread reads its rows and columns; 128 bytes a cycle.
    lds = workgroupSize * (rows + columns) * 64 / 128;
    int64_t lanes = int64_t(device.simds) * 32; // a cycle of the compute unit
    matrix = workgroupSize * rows * columns * tileDepth() / lanes;
    if (bytes == 8)
      matrix *= 2;
  } else {
    lds = (rows + columns) * size * 64 * (workgroupSize / device.wave) / 128;
    // 32x32x8 in 16 passes of 4 cycles on gfx90a, 8 from gfx942 on; 16x16x16
    // in 32; f32 at a quarter of f16.
    int64_t square = kind == Kind::wmma        ? 32 * tileDepth() / 16
                     : device.name == "gfx90a" ? 64 * tileDepth() / 8
                                               : 32 * tileDepth() / 8;
    if (element.isF32())
      square *= device.name == "gfx90a" ? 4 : 8;
    int64_t wavesOfSimd =
        std::max<int64_t>(1, workgroupSize / device.wave / device.simds);
    matrix = square * rows * columns * wavesOfSimd;
  }
  return matrix >= lds ? std::pair(matrix, StringRef("matrix"))
                       : std::pair(lds, StringRef("LDS"));
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
  Value square = b.mul(div(column, size), size), inside = rem(column, size);
  Value half = div(inside, size / 2), v = rem(inside, size / 2);
  Value row =
      kind == Kind::wmma
          ? b.add(b.mul(v, 2), half)
          : b.add(b.add(b.mul(div(v, 4), 8), b.mul(half, 4)), rem(v, 4));
  return b.add(square, row);
}

//===- Multiplication -----------------------------------------------------===//

Values MatrixEngine::zeros(CodeBuilder &b) const {
  int64_t lanes = kind == Kind::mfma ? 16 : kind == Kind::wmma ? 8 : columns;
  int64_t count = kind == Kind::fma ? rows : rows * columns;
  return Values(count, b.zeros(accumulator, lanes));
}

Value MatrixEngine::loadQuad(CodeBuilder &b, Value tile, Value row,
                             Value byte) const {
  Value place = b.add(b.mul(row, stride()), byte);
  Type stored = x86::Storage{element}.bytes() == 2 ? b.getI16Type() : element;
  return LLVM::LoadOp::create(b, VectorType::get(16 / bytes, stored),
                              b.offset(tile, b.getI8Type(), place), 16);
}

static Value part(CodeBuilder &b, Value vector, int64_t from, int64_t count) {
  SmallVector<int64_t> lanes;
  for (int64_t i = 0; i < count; ++i)
    lanes.push_back(from + i);
  return vector::ShuffleOp::create(b, vector, vector, lanes);
}

Value MatrixEngine::instruction(CodeBuilder &b, Value left, Value right,
                                Value sum) const {
  auto typed = [&](Value bits, Type as) -> Value {
    auto type = cast<VectorType>(bits.getType());
    return b.createOrFold<arith::BitcastOp>(
        VectorType::get(type.getShape(), as), bits);
  };
  Type type = sum.getType();
  if (kind == Kind::wmma) {
    if (element.isF16())
      return callIntrinsic(b, "wmma.f32.16x16x16.f16", type,
                           {typed(left, element), typed(right, element), sum});
    return callIntrinsic(b, "wmma.f32.16x16x16.bf16", type, {left, right, sum});
  }
  Value zero = constantI32(b, 0);
  if (element.isF32()) {
    for (int64_t i = 0; i < 4; ++i)
      sum = callIntrinsic(b, "mfma.f32.32x32x2f32", type,
                          {vector::ExtractOp::create(b, left, i),
                           vector::ExtractOp::create(b, right, i), sum, zero,
                           zero, zero});
    return sum;
  }
  if (device.name == "gfx950")
    return callIntrinsic(
        b, element.isF16() ? "mfma.f32.32x32x16.f16" : "mfma.f32.32x32x16.bf16",
        type,
        {typed(left, element), typed(right, element), sum, zero, zero, zero});
  for (int64_t i = 0; i < 2; ++i) {
    Value x = part(b, left, 4 * i, 4), y = part(b, right, 4 * i, 4);
    if (element.isF16())
      sum = callIntrinsic(
          b, "mfma.f32.32x32x8f16", type,
          {typed(x, element), typed(y, element), sum, zero, zero, zero});
    else
      sum = callIntrinsic(b, "mfma.f32.32x32x8bf16.1k", type,
                          {x, y, sum, zero, zero, zero});
  }
  return sum;
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
  bool isWmma = kind == Kind::wmma;
  for (int64_t byte = 0; byte < 64; byte += 32) {
    auto load = [&](Value tile, Value first, int64_t index) -> Value {
      Value at = b.add(first, index * size);
      if (!isWmma)
        return loadQuad(b, tile, at, b.add(b.mul(half, 16), byte));
      Value low = loadQuad(b, tile, at, b.index(byte));
      Value high = loadQuad(b, tile, at, b.index(byte + 16));
      auto all = llvm::to_vector(llvm::seq<int64_t>(0, 16));
      return vector::ShuffleOp::create(b, low, high, all);
    };
    Values lefts, rights;
    for (int64_t i = 0; i < rows; ++i)
      lefts.push_back(load(left, down, i));
    for (int64_t j = 0; j < columns; ++j)
      rights.push_back(load(right, across, j));
    for (int64_t i = 0; i < rows; ++i)
      for (int64_t j = 0; j < columns; ++j) {
        Value &sum = result[i * columns + j];
        sum = instruction(b, rights[j], lefts[i], sum);
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
      all.push_back({row, b.add(column, from), part(b, sum, from, width)});
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
