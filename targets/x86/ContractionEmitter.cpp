#include "targets/x86/ContractionEmitter.h"
#include "targets/common/Transpose.h"
#include "targets/x86/MicroKernel.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace hfc::codegen;
using namespace hfc::x86;

namespace {

// What is packed into scratch stays in the second level of cache.
constexpr int64_t largestScratch = 512 * 1024;
// How far ahead of its use a panel that is read once is prefetched.
constexpr int64_t streamDistance = 4096;

// What a worker's scratch holds: B's panel, then A's rows; bytes.
struct ScratchLayout {
  explicit ScratchLayout(const Contraction &c) {
    auto k = constantOf(c.k), outer = constantOf(c.outer);
    if (!k || !outer)
      return;
    int64_t element = c.dot ? 1 : Storage{c.accumulator}.bytes();
    depth = llvm::alignTo(*k * *outer, c.dot ? bytesOfDot : c.tile.lanes);
    if (!c.panels && c.columnStrideOfB && constantOf(c.strideOfB) == 1)
      panel = fitting(depth * c.tile.width() * element);
    bool consecutive = !c.strideOfA || constantOf(c.strideOfA) == 1;
    bool pieces = *outer > 1 && *k <= c.tile.lanes;
    if (c.dot ||
        (consecutive && !c.perColumn && (pieces || c.a.type != c.accumulator)))
      rows = fitting(rowLength(c) * c.tile.rows * element);
  }

  static int64_t fitting(int64_t bytes) {
    return bytes <= largestScratch ? bytes : 0;
  }

  // Pieces are written in whole vectors, each over the end of the one before.
  int64_t rowLength(const Contraction &c) const {
    return depth + pieceLanes(c);
  }
  static int64_t pieceLanes(const Contraction &c) {
    return c.dot ? c.tile.lanes * bytesOfDot : c.tile.lanes;
  }

  int64_t panel = 0, rows = 0, depth = 0;
};

class Emitter {
public:
  Emitter(CodeBuilder &b, const Contraction &contraction, Value scratch)
      : b(b), c(contraction), scratch(scratch), layout(contraction) {
    Value one = b.index(1);
    strideOfA = c.strideOfA && !c.dot ? c.strideOfA : one;
    depth = b.mul(c.outer, c.k);
    storageOfB = c.b;
    packedType = c.accumulator;
    if (c.dot) { // steps of four bytes
      depth = b.ceilDiv(depth, bytesOfDot);
      storageOfB = {c.accumulator};
      packedType = b.getI8Type();
    }
    blocks = b.max(b.ceilDiv(c.m, c.tile.rows), one);
    groups = b.ceilDiv(blocks, blocksOfGroup(c));
    panels = b.max(b.ceilDiv(c.n, c.tile.width()), one);
    rowsLow = b.div(c.m, blocks);
    tallBlocks = b.rem(c.m, blocks);
    auto n = constantOf(c.n);
    ragged = !n || *n % c.tile.width() != 0;
    if (c.panels)
      linesPerStep = c.tile.width() * storageOfB.bytes() * unrolledSteps / 64;
  }

  void run(Value begin, Value end) {
    lastPanel = b.rem(b.div(b.sub(end, b.index(1)), groups), panels);
    b.loop(begin, end, 1, [&](Value workgroup) { emitWorkgroup(workgroup); });
  }

private:
  void emitWorkgroup(Value workgroup) {
    Value group = b.rem(workgroup, groups);
    Value rest = b.div(workgroup, groups);
    panel = b.rem(rest, panels);
    batch = b.div(rest, panels);
    column = b.mul(panel, c.tile.width());
    masks.clear();
    for (int64_t j = 0; ragged && j < c.tile.vectors; ++j)
      masks.push_back(b.firstLanes(b.sub(c.n, b.add(column, j * c.tile.lanes)),
                                   c.tile.lanes));
    locatePanel();

    Value low = b.mul(group, blocksOfGroup(c));
    Value high = b.min(b.add(low, blocksOfGroup(c)), blocks);
    if (constantOf(c.m)) {
      int64_t rows = *constantOf(rowsLow);
      if (int64_t tall = *constantOf(tallBlocks))
        emitBlocks(low, b.min(high, b.index(tall)), rows + 1);
      emitBlocks(b.max(low, tallBlocks), high, rows);
      return;
    }
    emitBlocks(low, high, 0);
  }

  // Blocks of `rows` rows; 0: of a number that is known when the kernel runs.
  void emitBlocks(Value low, Value high, int64_t rows) {
    b.loop(low, high, 1, [&](Value block) {
      Value first = b.add(b.mul(block, rowsLow), b.min(block, tallBlocks));
      Value tall = b.compare(arith::CmpIPredicate::ult, block, tallBlocks);
      Value count =
          rows ? b.index(rows)
               : b.add(rowsLow, b.select(tall, b.index(1), b.index(0)));
      if (layout.rows)
        packRows(first, count);
      if (rows) {
        emitTile(block, first, rows);
      } else {
        SmallVector<int64_t> cases;
        for (int64_t n = 1; n <= c.tile.rows; ++n)
          cases.push_back(n);
        b.dispatch(count, cases, [&](int64_t n) { emitTile(block, first, n); });
      }
      if (c.longEpilogue)
        b.loop(b.index(0), count, 1, [&](Value row) { finishRow(first, row); });
    });
  }

  void locatePanel() {
    Value base = c.baseOfB(b, batch);
    if (c.panels) {
      strideOfB = b.index(c.tile.width());
      panelOfB = b.offset(base, storageOfB.type,
                          b.mul(panel, b.mul(depth, strideOfB)));
      if (c.dot && c.dot->flipsA(b))
        startSums();
      return;
    }
    strideOfB = c.strideOfB;
    panelOfB =
        b.offset(base, c.b.type,
                 c.columnStrideOfB ? b.mul(column, c.columnStrideOfB) : column);
    if (!layout.panel)
      return;
    Value width = b.min(b.sub(c.n, column), b.index(c.tile.width()));
    emitTranspose(b, {panelOfB, c.b, width, depth, c.columnStrideOfB},
                  {scratch, c.accumulator, c.tile.width()});
    panelOfB = scratch;
    strideOfB = b.index(c.tile.width());
  }

  // Sums of flipped elements of A, over the columns of the panel.
  void startSums() {
    Value flipped = c.dot->flippedZeros(b, c.tile.lanes);
    Values zeros(c.tile.vectors, b.zeros(c.accumulator, c.tile.lanes));
    sumStarts = b.loop(
        b.index(0), depth, 1, zeros, [&](Value step, ValueRange carried) {
          Values sums(carried);
          for (auto [j, sum] : llvm::enumerate(sums)) {
            Value at = b.add(b.mul(step, strideOfB), j * c.tile.lanes);
            Value vector =
                b.loadVector(b.offset(panelOfB, storageOfB.type, at),
                             storageOfB, c.accumulator, c.tile.lanes);
            sum = c.dot->multiplyAdd(b, flipped, vector, sum);
          }
          return sums;
        });
    for (Value &sum : sumStarts)
      sum = b.sub(zeros[0], sum);
  }

  void emitTile(Value block, Value first, int64_t rows) {
    MicroKernel kernel;
    kernel.tile = c.tile;
    kernel.tile.rows = rows;
    kernel.accumulator = c.accumulator;
    kernel.outer = layout.rows ? b.index(1) : c.outer;
    kernel.k = layout.rows ? depth : c.k;
    kernel.a = layout.rows ? Storage{c.accumulator} : c.a;
    kernel.rowOfA = [&](CodeBuilder &b, int64_t row, Value o) {
      if (layout.rows)
        return packedRow(b.index(row));
      Value start = c.rowOfA(b, batch, b.add(first, row), o);
      return c.perColumn ? b.offset(start, c.a.type, column) : start;
    };
    kernel.strideOfA = strideOfA;
    kernel.perColumn = c.perColumn;
    kernel.groupSteps = c.groupSteps;
    kernel.dot = c.dot;
    kernel.start = sumStarts;
    kernel.b = layout.panel ? Storage{c.accumulator} : storageOfB;
    kernel.rowOfB = [&](CodeBuilder &b, Value flat) {
      return b.offset(panelOfB, kernel.b.type, b.mul(flat, strideOfB));
    };
    kernel.strideOfB = strideOfB;
    if (!c.panels && !layout.panel) {
      kernel.columnStrideOfB = c.columnStrideOfB;
      kernel.masks = masks;
    }
    if (linesPerStep)
      planPrefetch(kernel, block);

    Values values = emitMicroKernel(b, kernel);
    for (int64_t r = 0; r < rows && c.longEpilogue; ++r)
      for (int64_t j = 0; j < c.tile.vectors; ++j)
        b.store(values[r * c.tile.vectors + j], placeInTile(b.index(r), j));
    if (c.longEpilogue)
      return;
    // All loads of the epilogue before all stores, so that LLVM need not ask
    // whether they alias.
    for (int64_t r = 0; r < rows; ++r)
      for (int64_t j = 0; j < c.tile.vectors; ++j) {
        Value &value = values[r * c.tile.vectors + j];
        value = finish(b.add(first, r), j, value);
      }
    for (int64_t r = 0; r < rows; ++r)
      for (int64_t j = 0; j < c.tile.vectors; ++j)
        store(b.add(first, r), j, values[r * c.tile.vectors + j]);
  }

  Value placeInTile(Value row, int64_t vector) {
    if (!tileBuffer)
      tileBuffer = b.stackBuffer(c.accumulator, c.tile.rows * c.tile.width());
    Value at = b.add(b.mul(row, c.tile.width()), vector * c.tile.lanes);
    return b.offset(tileBuffer, c.accumulator, at);
  }

  void finishRow(Value first, Value row) {
    Values values;
    for (int64_t j = 0; j < c.tile.vectors; ++j)
      values.push_back(b.loadVector(placeInTile(row, j), {c.accumulator},
                                    c.accumulator, c.tile.lanes));
    for (int64_t j = 0; j < c.tile.vectors; ++j)
      values[j] = finish(b.add(first, row), j, values[j]);
    for (int64_t j = 0; j < c.tile.vectors; ++j)
      store(b.add(first, row), j, values[j]);
  }

  Value finish(Value m, int64_t vector, Value acc) {
    return c.epilogue(b, batch, m, b.add(column, vector * c.tile.lanes), acc,
                      ragged ? masks[vector] : Value());
  }
  void store(Value m, int64_t vector, Value value) {
    c.store(b, batch, m, b.add(column, vector * c.tile.lanes), value,
            ragged ? masks[vector] : Value());
  }

  Value packedRow(Value row) {
    Value base = b.offset(scratch, b.getI8Type(), b.index(layout.panel));
    return b.offset(base, packedType, b.mul(row, layout.rowLength(c)));
  }

  Value prepared(Value piece) {
    return c.dot ? c.dot->prepareA(b, piece) : piece;
  }

  void packRows(Value first, Value rows) {
    b.loop(b.index(0), rows, 1, [&](Value row) {
      Value to = packedRow(row);
      b.loop(b.index(0), c.outer, 1, [&](Value o) {
        Value from = c.rowOfA(b, batch, b.add(first, row), o);
        Value start = b.mul(o, c.k);
        bool consecutive = !c.strideOfA || constantOf(c.strideOfA) == 1;
        if (constantOf(c.k) == 1 || !consecutive) {
          b.loop(b.index(0), c.k, 1, [&](Value i) {
            Value at = consecutive ? i : b.mul(i, c.strideOfA);
            Value one =
                b.loadScalar(b.offset(from, c.a.type, at), c.a, packedType);
            b.store(prepared(b.broadcast(one, 1)),
                    b.offset(to, packedType, b.add(start, i)));
          });
          return;
        }
        int64_t lanes = layout.pieceLanes(c);
        b.loop(b.index(0), c.k, lanes, [&](Value i) {
          Value mask = constantOf(c.k).value() % lanes
                           ? b.firstLanes(b.sub(c.k, i), lanes)
                           : Value();
          Value piece = b.loadVector(b.offset(from, c.a.type, i), c.a,
                                     packedType, lanes, mask);
          b.store(prepared(piece), b.offset(to, packedType, b.add(start, i)));
        });
      });
    });
  }

  // The next panel, spread over this panel's blocks; where there is one block
  // only, this panel's own lines ahead of their use. (Narrow elements read once
  // are faster without: 31 GB/s against 20 on a Zen 4.)
  void planPrefetch(MicroKernel &kernel, Value block) {
    Type byte = b.getI8Type();
    Value all = b.index(linesPerStep);
    Value share = b.div(b.add(all, b.sub(blocks, b.index(1))), blocks);
    Value panelBytes = b.mul(depth, c.tile.width() * storageOfB.bytes());
    Value blockBytes = b.mul(b.mul(depth, share), 64 / unrolledSteps);
    Value next = b.add(panelBytes, b.mul(block, blockBytes));
    Value single = b.compare(arith::CmpIPredicate::eq, blocks, b.index(1));
    Value last = b.compare(arith::CmpIPredicate::eq, panel, lastPanel);
    kernel.prefetchFrom = b.offset(
        panelOfB, byte, b.select(single, b.index(streamDistance), next));
    Value ahead = storageOfB.bytes() >= 4 ? all : b.index(0);
    kernel.prefetchLines =
        b.select(single, ahead, b.select(last, b.index(0), share));
  }

  CodeBuilder &b;
  const Contraction &c;
  Value scratch;
  Value strideOfA, depth, blocks, groups, panels, rowsLow, tallBlocks;
  ScratchLayout layout;
  Storage storageOfB; // of panels
  Type packedType;    // of A's rows in scratch
  bool ragged = false;
  int64_t linesPerStep = 0;
  Value lastPanel;
  Value tileBuffer;
  // Of the workgroup being emitted.
  Value batch, panel, column, panelOfB, strideOfB;
  Values masks, sumStarts;
};

} // namespace

int64_t hfc::x86::blocksOfGroup(const Contraction &contraction) {
  return ScratchLayout(contraction).panel ? 16 : 4;
}

int64_t hfc::x86::contractionGrid(const Tile &tile, int64_t blocksOfGroup,
                                  int64_t batch, int64_t m, int64_t n) {
  int64_t blocks = llvm::divideCeil(m, tile.rows);
  return batch * llvm::divideCeil(n, tile.width()) *
         llvm::divideCeil(blocks, blocksOfGroup);
}

int64_t hfc::x86::contractionScratch(const Contraction &contraction) {
  ScratchLayout layout(contraction);
  return layout.panel + layout.rows;
}

void hfc::x86::emitContraction(CodeBuilder &b, const Contraction &contraction,
                               Value begin, Value end, Value scratch) {
  Emitter(b, contraction, scratch).run(begin, end);
}
