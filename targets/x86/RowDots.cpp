#include "targets/x86/RowDots.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace hfc::codegen;
using namespace hfc::x86;

constexpr int64_t lanes = RowDots::lanes;

// Rows whose sums are spread over `width` lanes each become half as many
// vectors, which hold twice as many rows.
static void halve(CodeBuilder &b, Values &sums, int64_t width) {
  SmallVector<int64_t> low, high;
  for (int64_t lane = 0; lane < 2 * lanes; ++lane)
    (lane % width < width / 2 ? low : high).push_back(lane);
  Values next;
  for (size_t i = 0; i < sums.size(); i += 2)
    next.push_back(
        b.addValues(vector::ShuffleOp::create(b, sums[i], sums[i + 1], low),
                    vector::ShuffleOp::create(b, sums[i], sums[i + 1], high)));
  sums = std::move(next);
}

static Value loadPiece(CodeBuilder &b, Value address, Storage storage,
                       int64_t column, int64_t columns) {
  Value mask = column + lanes > columns
                   ? b.firstLanes(b.index(columns - column), lanes)
                   : Value();
  return b.loadVector(b.offset(address, storage.type, b.index(column)), storage,
                      b.getF32Type(), lanes, mask);
}

Values hfc::x86::loadPieces(CodeBuilder &b, Value address, Storage storage,
                            int64_t columns) {
  Values pieces;
  for (int64_t column = 0; column < columns; column += lanes)
    pieces.push_back(loadPiece(b, address, storage, column, columns));
  return pieces;
}

Value hfc::x86::emitRowDots(CodeBuilder &b, const RowDots &matrix,
                            ArrayRef<Value> pieces, Value first) {
  Value last = b.sub(matrix.rows, b.index(1));
  Values sums;
  for (int64_t i = 0; i < lanes; ++i) {
    Value row = b.mul(b.min(b.add(first, i), last), matrix.stride);
    Value address = b.offset(matrix.base, matrix.storage.type, row);
    Value sum = b.zeros(b.getF32Type(), lanes);
    for (auto [number, piece] : llvm::enumerate(pieces))
      sum = b.multiplyAdd(loadPiece(b, address, matrix.storage,
                                    int64_t(number) * lanes, matrix.columns),
                          piece, sum);
    sums.push_back(sum);
  }
  for (int64_t width = lanes; width > 1; width /= 2)
    halve(b, sums, width);
  return sums[0];
}
