#include "targets/common/Transpose.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace hfc::codegen;

// Interleaving row i with row i + lanes / 2, log2(lanes) times, transposes.
void hfc::codegen::transposeSquare(CodeBuilder &b, Values &rows) {
  int64_t lanes = rows.size();
  SmallVector<int64_t> low, high;
  for (int64_t i = 0; i < lanes / 2; ++i) {
    low.append({i, lanes + i});
    high.append({lanes / 2 + i, lanes + lanes / 2 + i});
  }
  for (int64_t round = 1; round < lanes; round *= 2) {
    Values next;
    for (int64_t i = 0; i < lanes / 2; ++i)
      for (ArrayRef<int64_t> pick : {ArrayRef(low), ArrayRef(high)})
        next.push_back(
            vector::ShuffleOp::create(b, rows[i], rows[i + lanes / 2], pick));
    rows = std::move(next);
  }
}

void hfc::codegen::emitTranspose(CodeBuilder &b, const TransposeSource &source,
                                 const TransposeTarget &target) {
  int64_t lanes = lanesOf(target.element);
  Value lastRow = b.sub(source.rows, b.index(1));
  auto square = [&](Value row, Value column, Value mask) {
    Values rows;
    for (int64_t i = 0; i < lanes; ++i) {
      Value at = b.mul(b.min(b.add(row, i), lastRow), source.stride);
      Value address =
          b.offset(source.base, source.storage.type, b.add(at, column));
      rows.push_back(
          b.loadVector(address, source.storage, target.element, lanes, mask));
    }
    transposeSquare(b, rows);
    for (int64_t i = 0; i < lanes; ++i) {
      Value at = b.add(b.mul(b.add(column, i), target.width), row);
      b.store(rows[i], b.offset(target.base, target.element, at));
    }
  };
  Value whole = b.mul(b.div(source.columns, b.index(lanes)), lanes);
  b.loop(b.index(0), source.rows, lanes, [&](Value row) {
    b.loop(b.index(0), whole, lanes,
           [&](Value column) { square(row, column, Value()); });
    Value left = b.sub(source.columns, whole);
    auto size = constantOf(left);
    if (size && *size == 0)
      return;
    b.when(b.compare(arith::CmpIPredicate::ugt, left, b.index(0)),
           [&] { square(row, whole, b.firstLanes(left, lanes)); });
  });
}
