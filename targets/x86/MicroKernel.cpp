#include "targets/x86/MicroKernel.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace hfc::codegen;
using namespace hfc::x86;

namespace {

class Emitter {
public:
  Emitter(CodeBuilder &b, const MicroKernel &kernel)
      : b(b), kernel(kernel), rows(kernel.tile.rows),
        vectors(kernel.tile.vectors), lanes(kernel.tile.lanes) {}

  Values run() {
    // An add waits for the one before it; few accumulators would leave the
    // multipliers idle, so short tiles take turns among several sets.
    sets = rows == 1 ? 4 : rows * vectors < 8 ? 2 : 1;
    Values acc(sets * rows * vectors, b.zeros(kernel.accumulator, lanes));
    for (int64_t i = 0; i < rows * vectors && !kernel.start.empty(); ++i)
      acc[i] = kernel.start[i % vectors];
    if (isLongSum())
      acc = sumBlocks(acc);
    else if (constantOf(kernel.outer) == 1)
      acc = outerStep(b.index(0), acc);
    else
      acc = b.loop(b.index(0), kernel.outer, 1, acc,
                   [&](Value o, ValueRange carried) {
                     return outerStep(o, Values(carried));
                   });
    return sumSets(acc);
  }

private:
  // A long chain of additions rounds relative to a sum that keeps growing. Such
  // a sum is made of blocks that begin at zero, gathered in memory: registers
  // are full.
  static constexpr int64_t sumBlock = 256;
  bool isLongSum() const {
    auto size = constantOf(kernel.k);
    return constantOf(kernel.outer) == 1 && size && *size >= 2 * sumBlock &&
           isa<FloatType>(kernel.accumulator);
  }

  Values sumBlocks(ArrayRef<Value> zeros) {
    Values rowsOfA;
    for (int64_t r = 0; r < rows; ++r)
      rowsOfA.push_back(kernel.rowOfA(b, r, b.index(0)));
    Value totals = b.stackBuffer(kernel.accumulator, zeros.size() * lanes);
    auto place = [&](int64_t i) {
      return b.offset(totals, kernel.accumulator, b.index(i * lanes));
    };
    Storage whole{kernel.accumulator};
    auto addTotals = [&](Values &acc) {
      for (auto [i, sum] : llvm::enumerate(acc))
        sum = b.addValues(
            sum, b.loadVector(place(i), whole, kernel.accumulator, lanes));
    };
    for (auto [i, zero] : llvm::enumerate(zeros))
      b.store(zero, place(i));
    int64_t size = *constantOf(kernel.k);
    int64_t main = size / unrolledSteps * unrolledSteps;
    int64_t last =
        main - main % sumBlock; // where the last, shorter block begins
    auto block = [&](Value from, Value to) {
      return b.loop(
          from, to, unrolledSteps, zeros, [&](Value i, ValueRange carried) {
            prefetch(i);
            return steps(rowsOfA, i, i, unrolledSteps, Values(carried));
          });
    };
    b.loop(b.index(0), b.index(last), sumBlock, [&](Value from) {
      Values acc = block(from, b.add(from, sumBlock));
      addTotals(acc);
      for (auto [i, sum] : llvm::enumerate(acc))
        b.store(sum, place(i));
    });
    Values acc = steps(rowsOfA, b.index(main), b.index(main), size - main,
                       block(b.index(last), b.index(main)));
    addTotals(acc);
    return acc;
  }

  Values outerStep(Value o, Values acc) {
    Values rowsOfA;
    for (int64_t r = 0; r < rows; ++r)
      rowsOfA.push_back(kernel.rowOfA(b, r, o));
    Value first = b.mul(o, kernel.k);
    Value main = b.mul(b.div(kernel.k, b.index(unrolledSteps)), unrolledSteps);
    if (constantOf(main) != 0)
      acc = b.loop(b.index(0), main, unrolledSteps, acc,
                   [&](Value i, ValueRange carried) {
                     Value flat = b.add(first, i);
                     prefetch(flat);
                     return steps(rowsOfA, i, flat, unrolledSteps,
                                  Values(carried));
                   });
    if (auto size = constantOf(kernel.k))
      return steps(rowsOfA, main, b.add(first, main), *size % unrolledSteps,
                   acc);
    return b.loop(main, kernel.k, 1, acc, [&](Value i, ValueRange carried) {
      return steps(rowsOfA, i, b.add(first, i), 1, Values(carried));
    });
  }

  void prefetch(Value flat) {
    if (!kernel.prefetchFrom)
      return;
    Value lines = kernel.prefetchLines;
    Value bytes = b.mul(b.mul(flat, lines), 64 / unrolledSteps);
    Value from = b.offset(kernel.prefetchFrom, b.getI8Type(), bytes);
    b.loop(b.index(0), lines, 1, [&](Value line) {
      b.prefetch(b.offset(from, b.getI8Type(), b.mul(line, 64)));
    });
  }

  // `count` consecutive steps from element i of every row of A.
  Values steps(ArrayRef<Value> rowsOfA, Value i, Value flat, int64_t count,
               Values acc) {
    if (count == 0)
      return acc;
    Values a;
    for (Value row : rowsOfA)
      a.push_back(b.offset(row, kernel.a.type, b.mul(i, kernel.strideOfA)));
    Value rowOfB = kernel.rowOfB(b, b.mul(flat, kernel.groupSteps));
    for (int64_t u = 0; u < count * kernel.groupSteps; ++u) {
      Value at = b.mul(kernel.strideOfB, u);
      Values vectorsOfB = loadB(b.offset(rowOfB, kernel.b.type, at));
      int64_t set = (u % sets) * rows * vectors;
      for (int64_t r = 0; r < rows; ++r) {
        Value address =
            b.offset(a[r], kernel.a.type,
                     b.mul(kernel.strideOfA, u / kernel.groupSteps));
        Value element;
        if (!kernel.perColumn)
          element = b.broadcast(
              b.loadScalar(address, kernel.a, kernel.accumulator), lanes);
        for (int64_t j = 0; j < vectors; ++j) {
          Value &sum = acc[set + r * vectors + j];
          Value factor = kernel.perColumn
                             ? ofGroup(loadColumns(address, kernel.a, j),
                                       u % kernel.groupSteps)
                             : element;
          sum = kernel.dot
                    ? kernel.dot->multiplyAdd(b, factor, vectorsOfB[j], sum)
                    : b.multiplyAdd(factor, vectorsOfB[j], sum);
        }
      }
    }
    return acc;
  }

  // Each group's element `step` in all of its lanes.
  Value ofGroup(Value vector, int64_t step) {
    int64_t width = kernel.groupSteps;
    if (width == 1)
      return vector;
    SmallVector<int64_t> from;
    for (int64_t lane = 0; lane < lanes; ++lane)
      from.push_back(lane / width * width + step);
    return vector::ShuffleOp::create(b, vector, vector, from);
  }

  Value maskOf(int64_t vector) {
    return kernel.masks.empty() ? Value() : kernel.masks[vector];
  }

  Value loadColumns(Value row, Storage storage, int64_t vector) {
    Value address = b.offset(row, storage.type, b.index(vector * lanes));
    return b.loadVector(address, storage, kernel.accumulator, lanes,
                        maskOf(vector));
  }

  Values loadB(Value row) {
    Values result;
    for (int64_t j = 0; j < vectors; ++j)
      result.push_back(kernel.columnStrideOfB
                           ? gather(row, b.index(j * lanes), maskOf(j))
                           : loadColumns(row, kernel.b, j));
    return result;
  }

  // Columns outside the mask may lie outside the buffer: they read the first.
  Value gather(Value row, Value column, Value mask) {
    Value vector = b.zeros(kernel.accumulator, lanes);
    for (int64_t lane = 0; lane < lanes; ++lane) {
      Value at = b.mul(b.add(column, lane), kernel.columnStrideOfB);
      if (mask)
        at = b.select(vector::ExtractOp::create(b, mask, lane), at, b.index(0));
      Value element = b.loadScalar(b.offset(row, kernel.b.type, at), kernel.b,
                                   kernel.accumulator);
      vector = vector::InsertOp::create(b, element, vector, lane);
    }
    return vector;
  }

  Values sumSets(Values acc) {
    for (int64_t count = sets; count > 1; count /= 2)
      for (int64_t i = 0; i < count / 2 * rows * vectors; ++i)
        acc[i] = b.addValues(acc[i], acc[i + count / 2 * rows * vectors]);
    acc.resize(rows * vectors);
    return acc;
  }

  CodeBuilder &b;
  const MicroKernel &kernel;
  int64_t rows, vectors, lanes, sets = 1;
};

} // namespace

Values hfc::x86::emitMicroKernel(CodeBuilder &b, const MicroKernel &kernel) {
  return Emitter(b, kernel).run();
}
