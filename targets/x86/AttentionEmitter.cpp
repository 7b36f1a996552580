#include "targets/x86/AttentionEmitter.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "targets/common/Transpose.h"
#include "targets/x86/MicroKernel.h"
#include "targets/x86/RowDots.h"
#include "llvm/Support/MathExtras.h"
#include <limits>
#include <set>

using namespace mlir;
using namespace hfc::codegen;
using namespace hfc::x86;

namespace {

constexpr int64_t lanes = 16;
// Scores of `tileRows` queries and a panel of keys fill the registers.
constexpr int64_t tileRows = 6;
constexpr int64_t tileVectors = 4;
constexpr int64_t panelKeys = tileVectors * lanes;
constexpr int64_t blockKeys = 128;
// How far ahead of its turn a single query asks for a key.
constexpr int64_t keysAhead = 32;

// Where things lie in scratch, in floats.
struct Layout {
  Layout(int64_t depth, int64_t width)
      : paddedDepth(llvm::alignTo(depth, lanes)),
        paddedWidth(llvm::alignTo(width, lanes)),
        scores(paddedDepth * blockKeys), sums(scores + tileRows * blockKeys),
        result(sums + queriesPerGroup),
        maxima(result + queriesPerGroup * paddedWidth),
        decay(maxima + queriesPerGroup), end(decay + lanes) {}

  int64_t paddedDepth, paddedWidth;
  // Packed keys [panel][depth][key] start at 0.
  int64_t scores; // [tileRows][blockKeys], then probabilities
  int64_t sums;   // [query], of the probabilities so far
  int64_t result; // [query][width], not yet divided by the sums
  int64_t maxima; // [query], of the scores so far
  int64_t decay;  // [tileRows], what a new maximum makes of older results
  int64_t end;
};

class Emitter {
public:
  Emitter(CodeBuilder &b, const Attention &attention, Value scratch)
      : b(b), a(attention), layout(a.depth, a.width), scratch(scratch),
        f32(b.getF32Type()), zero(b.index(0)) {
    groups = b.max(b.ceilDiv(a.queries, queriesPerGroup), b.index(1));
  }

  void run(Value begin, Value end) {
    b.loop(begin, end, 1, [&](Value workgroup) {
      batch = b.div(workgroup, groups);
      firstQuery = b.mul(b.rem(workgroup, groups), queriesPerGroup);
      rows = b.min(b.sub(a.queries, firstQuery), b.index(queriesPerGroup));
      emitWorkgroup();
    });
  }

private:
  Value at(Value base, Value elements) { return b.offset(base, f32, elements); }
  Value place(int64_t start, Value elements) {
    return at(scratch, b.add(elements, start));
  }
  Value loadVector(Value address) {
    return b.loadVector(address, {f32}, f32, lanes);
  }
  Value loadScalar(Value address) { return b.loadScalar(address, {f32}, f32); }
  Value constant(float value) {
    return arith::ConstantOp::create(b, b.getF32FloatAttr(value));
  }
  // Lanes are added in any order.
  Value sumOf(Value vector) {
    return vector::ReductionOp::create(b, vector::CombiningKind::ADD, vector,
                                       arith::FastMathFlags::reassoc);
  }
  // Of lanes that are not NaN.
  Value maximumOf(Value vector) {
    return vector::ReductionOp::create(b, vector::CombiningKind::MAXNUMF,
                                       vector, arith::FastMathFlags::nnan);
  }
  // One instruction; y where x is NaN. NaN comes back as a probability.
  Value larger(Value x, Value y) {
    Value isLarger = arith::CmpFOp::create(b, arith::CmpFPredicate::OGT, x, y);
    return arith::SelectOp::create(b, isLarger, x, y);
  }

  void emitWorkgroup() {
    Value empty = b.splat(f32, lanes, -std::numeric_limits<double>::infinity());
    b.loop(zero, b.index(queriesPerGroup), lanes, [&](Value row) {
      b.store(empty, place(layout.maxima, row));
      b.store(b.zeros(f32, lanes), place(layout.sums, row));
    });
    b.loop(zero, b.mul(rows, layout.paddedWidth), lanes, [&](Value i) {
      b.store(b.zeros(f32, lanes), place(layout.result, i));
    });
    Value keys = a.keys;
    if (a.keysOf) {
      Value last = b.add(firstQuery, b.sub(rows, b.index(1)));
      keys = b.min(keys, a.keysOf(b, batch, last));
    }
    b.loop(zero, keys, blockKeys, [&](Value first) {
      firstKey = first;
      count = b.min(b.sub(keys, first), b.index(blockKeys));
      b.when(b.compare(arith::CmpIPredicate::ugt, rows, b.index(1)),
             [&] { packKeys(); });
      emitRowBlocks();
    });
    b.loop(zero, rows, 1, [&](Value row) { emitResult(row); });
  }

  void packKeys() {
    b.loop(zero, count, panelKeys, [&](Value key) {
      Value base = a.rowOfK(b, batch, b.add(firstKey, key));
      Value panel = b.mul(key, layout.paddedDepth);
      Value width = b.min(b.sub(count, key), b.index(panelKeys));
      emitTranspose(b, {base, a.k, width, b.index(a.depth), a.strideOfK},
                    {at(scratch, panel), f32, panelKeys});
    });
  }

  void emitRowBlocks() {
    Value blocks = b.ceilDiv(rows, tileRows);
    Value low = b.div(rows, blocks), tall = b.rem(rows, blocks);
    b.loop(zero, blocks, 1, [&](Value block) {
      Value first = b.add(b.mul(block, low), b.min(block, tall));
      Value isTall = b.compare(arith::CmpIPredicate::ult, block, tall);
      Value height = b.add(low, b.select(isTall, b.index(1), zero));
      SmallVector<int64_t> cases = heights();
      b.dispatch(height, cases, [&](int64_t n) { emitScores(first, n); });
      b.loop(zero, height, 1, [&](Value row) { emitSoftmax(first, row); });
      b.dispatch(height, cases, [&](int64_t n) { emitProduct(first, n); });
    });
  }

  // Heights of row blocks that occur; 1 only where there is one query.
  SmallVector<int64_t> heights() {
    std::set<int64_t> found;
    auto queries = constantOf(a.queries);
    for (int64_t n = 1; n <= queriesPerGroup; ++n) {
      if (queries && n != *queries % queriesPerGroup &&
          (n != queriesPerGroup || *queries < queriesPerGroup))
        continue;
      int64_t blocks = llvm::divideCeil(n, tileRows);
      found.insert(n / blocks);
      if (n % blocks)
        found.insert(n / blocks + 1);
    }
    return SmallVector<int64_t>(found.begin(), found.end());
  }

  // A workgroup's only query reads the keys where they lie. That is a decoder's
  // step: keys and values come out of memory, far apart, and are asked for
  // before their turn.
  void emitScoresOfOne() {
    RowDots matrix;
    matrix.base = a.rowOfK(b, batch, firstKey);
    matrix.storage = a.k;
    matrix.stride = a.strideOfK;
    matrix.rows = b.sub(a.keys, firstKey);
    matrix.columns = a.depth;
    Values query = loadPieces(b, a.rowOfQ(b, batch, firstQuery), a.q, a.depth);
    Value values = a.rowOfV(b, batch, firstKey);
    Value last = b.sub(matrix.rows, b.index(1));
    b.loop(zero, count, lanes, [&](Value key) {
      for (int64_t i = 0; i < lanes; ++i) {
        prefetchRow(matrix.base, a.k, a.strideOfK, a.depth,
                    b.min(b.add(key, keysAhead + i), last));
        prefetchRow(values, a.v, a.strideOfV, a.width,
                    b.min(b.add(key, i), last));
      }
      b.store(emitRowDots(b, matrix, query, key), place(layout.scores, key));
    });
  }

  void prefetchRow(Value base, Storage storage, Value stride, int64_t size,
                   Value row) {
    Value address = b.offset(base, storage.type, b.mul(row, stride));
    for (int64_t byte = 0; byte < size * storage.bytes(); byte += 64)
      b.prefetch(b.offset(address, b.getI8Type(), b.index(byte)));
  }

  // Scores of `height` queries for all keys of the block, into scratch.
  void emitScores(Value first, int64_t height) {
    if (height == 1)
      return emitScoresOfOne();
    auto tile = [&](Value key, int64_t vectors) {
      Value panel =
          b.mul(b.div(key, b.index(panelKeys)), layout.paddedDepth * panelKeys);
      Value base = at(scratch, b.add(panel, b.rem(key, b.index(panelKeys))));
      MicroKernel kernel;
      kernel.tile = {height, vectors, lanes};
      kernel.accumulator = f32;
      kernel.outer = kernel.strideOfA = b.index(1);
      kernel.k = b.index(a.depth);
      kernel.a = a.q;
      kernel.rowOfA = [&](CodeBuilder &b, int64_t row, Value) {
        return a.rowOfQ(b, batch, b.add(firstQuery, b.add(first, row)));
      };
      kernel.b = {f32};
      kernel.strideOfB = b.index(panelKeys);
      kernel.rowOfB = [&](CodeBuilder &b, Value flat) {
        return at(base, b.mul(flat, panelKeys));
      };
      Values sums = emitMicroKernel(b, kernel);
      for (int64_t r = 0; r < height; ++r)
        for (int64_t j = 0; j < vectors; ++j)
          b.store(sums[r * vectors + j],
                  place(layout.scores + r * blockKeys, b.add(key, j * lanes)));
    };
    // A last panel that is not full goes vector by vector.
    Value whole =
        b.mul(b.div(b.add(count, lanes - 1), b.index(panelKeys)), panelKeys);
    b.loop(zero, whole, panelKeys, [&](Value key) { tile(key, tileVectors); });
    b.loop(whole, count, lanes, [&](Value key) { tile(key, 1); });
  }

  // Turns the scores of one row into probabilities, scaled by exp(-maximum).
  void emitSoftmax(Value first, Value row) {
    Value query = b.add(firstQuery, b.add(first, row));
    Value scores = place(layout.scores, b.mul(row, blockKeys));
    Value maximumAt = place(layout.maxima, b.add(first, row));
    Value sumAt = place(layout.sums, b.add(first, row));
    Value least = b.splat(f32, lanes, -std::numeric_limits<double>::infinity());
    Value most = b.loop(
        zero, count, lanes, ValueRange{least}, [&](Value j, ValueRange best) {
          Value inside = b.firstLanes(b.sub(count, j), lanes);
          Value score = a.score(b, batch, query, b.add(firstKey, j),
                                loadVector(at(scores, j)), inside);
          score = arith::SelectOp::create(b, inside, score, least);
          b.store(score, at(scores, j));
          return Values{larger(score, best[0])};
        })[0];
    Value before = loadScalar(maximumAt);
    Value maximum = larger(maximumOf(most), before);
    b.store(maximum, maximumAt);
    // Where every key so far is masked out, probabilities are 0, not NaN.
    Value isNone = arith::CmpFOp::create(
        b, arith::CmpFPredicate::OEQ, maximum,
        constant(-std::numeric_limits<float>::infinity()));
    Value shift = b.broadcast(b.select(isNone, constant(0), maximum), lanes);
    Value sum = b.loop(zero, count, lanes, ValueRange{b.zeros(f32, lanes)},
                       [&](Value j, ValueRange sum) {
                         Value p =
                             a.exp(b, arith::SubFOp::create(
                                          b, loadVector(at(scores, j)), shift));
                         b.store(p, at(scores, j));
                         return Values{arith::AddFOp::create(b, sum[0], p)};
                       })[0];
    Value decay =
        a.exp(b, arith::SubFOp::create(b, b.broadcast(before, lanes), shift));
    decay = vector::ExtractOp::create(b, decay, 0);
    b.store(decay, place(layout.decay, row));
    Value total = b.multiplyAdd(loadScalar(sumAt), decay, sumOf(sum));
    b.store(total, sumAt);
  }

  // result = result * decay + probabilities * v, for `height` queries.
  void emitProduct(Value first, int64_t height) {
    int64_t vectors = layout.paddedWidth / lanes;
    int64_t chunks = llvm::divideCeil(vectors, tileVectors);
    for (int64_t chunk = 0; chunk < chunks; ++chunk) {
      int64_t from = vectors * chunk / chunks,
              to = vectors * (chunk + 1) / chunks;
      MicroKernel kernel;
      kernel.tile = {height, to - from, lanes};
      kernel.accumulator = f32;
      kernel.outer = kernel.strideOfA = b.index(1);
      kernel.k = count;
      kernel.a = {f32};
      kernel.rowOfA = [&](CodeBuilder &b, int64_t row, Value) {
        return at(scratch, b.index(layout.scores + row * blockKeys));
      };
      kernel.b = a.v;
      kernel.strideOfB = a.strideOfV;
      Value base = b.offset(a.rowOfV(b, batch, firstKey), a.v.type,
                            b.index(from * lanes));
      kernel.rowOfB = [&](CodeBuilder &b, Value flat) {
        return b.offset(base, a.v.type, b.mul(flat, a.strideOfV));
      };
      if (a.width % lanes)
        for (int64_t j = from; j < to; ++j)
          kernel.masks.push_back(
              b.firstLanes(b.index(a.width - j * lanes), lanes));
      Values sums = emitMicroKernel(b, kernel);
      for (int64_t r = 0; r < height; ++r) {
        Value decay =
            b.broadcast(loadScalar(place(layout.decay, b.index(r))), lanes);
        for (int64_t j = from; j < to; ++j) {
          Value address = place(layout.result + j * lanes,
                                b.mul(b.add(first, r), layout.paddedWidth));
          Value &sum = sums[r * (to - from) + j - from];
          b.store(b.multiplyAdd(loadVector(address), decay, sum), address);
        }
      }
    }
  }

  void emitResult(Value row) {
    Value sum = loadScalar(place(layout.sums, row));
    Value inverse = arith::DivFOp::create(b, constant(1), sum);
    if (a.zeroEmptyRows) {
      Value empty =
          arith::CmpFOp::create(b, arith::CmpFPredicate::OEQ, sum, constant(0));
      inverse = b.select(empty, constant(0), inverse);
    }
    inverse = b.broadcast(inverse, lanes);
    for (int64_t e = 0; e < a.width; e += lanes) {
      Value mask = e + lanes > a.width
                       ? b.firstLanes(b.index(a.width - e), lanes)
                       : Value();
      Value value =
          loadVector(place(layout.result + e, b.mul(row, layout.paddedWidth)));
      a.store(b, batch, b.add(firstQuery, row), b.index(e),
              arith::MulFOp::create(b, value, inverse), mask);
    }
  }

  CodeBuilder &b;
  const Attention &a;
  Layout layout;
  Value scratch;
  Type f32;
  Value zero, groups;
  // Of the workgroup and block of keys being emitted.
  Value batch, firstQuery, rows, firstKey, count;
};

} // namespace

int64_t hfc::x86::attentionGrid(int64_t batch, int64_t queries) {
  return batch * llvm::divideCeil(queries, queriesPerGroup);
}

int64_t hfc::x86::attentionScratch(int64_t depth, int64_t width) {
  return Layout(depth, width).end * 4;
}

void hfc::x86::emitAttention(CodeBuilder &b, const Attention &attention,
                             Value begin, Value end, Value scratch) {
  Emitter(b, attention, scratch).run(begin, end);
}
