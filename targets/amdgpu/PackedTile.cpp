// A step is `depthBytes` of a row: all waves multiply the rows' tile in one
// stage of LDS with fragments of the constant in registers, and meanwhile
//   write the next step's rows from registers to the other stage,
//   load the rows of the step after it to these registers,
//   load the constant's next fragments to the registers just used.
// One barrier a step, in the middle of its last chunk, so that the reads before
// it are through, and those of the next stage hide under matrix instructions.
//
// The order of instructions is the schedule: each slot of a matrix and a memory
// instruction is pinned, and LLVM only allocates registers and inserts waits.
// In its own order loads swap places, and one early wait drains all of them.
//
// LDS: rows of depthBytes, their units exchanged (PackedOperands::exchange).
#include "targets/amdgpu/PackedTile.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "targets/amdgpu/Intrinsics.h"
#include "targets/amdgpu/PackedOperands.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::amdgpu;
using arith::CmpIPredicate;
using dim::DimExpr;

namespace {

// Row tiles whose workgroups run together, to meet in the second level of
// cache.
constexpr int64_t rowsTogether = 4;

// What a step hands to the next.
struct State {
  SmallVector<Values> sums;               // [down][across]
  SmallVector<SmallVector<Values>> right; // [chunk][across]: fragments
  SmallVector<Values> staged;             // [round]: rows for LDS
  SmallVector<SmallVector<Values>> left;  // [ahead][down]: from chunk 0 on
};

class TileEmitter {
public:
  TileEmitter(CodeBuilder &b, const PackedContract &contract, Value result,
              const KernelContext &context, const PackedShape &shape)
      : b(b), c(contract), context(context),
        operands(b, contract, result, context), matrix(operands.matrix),
        shape(shape), threads(shape.threads(*context.device)),
        down(shape.rows / shape.wavesDown / matrix.size()),
        across(shape.columns / shape.wavesAcross / matrix.size()),
        chunks(shape.depthBytes / chunkBytes),
        units(shape.depthBytes / quadBytes),
        rounds(llvm::divideCeil(shape.rows * units, threads)),
        steps(c.depth * c.elementBytes() / shape.depthBytes) {}

  DimExpr run() {
    findPlace();
    prepareLoads();
    setAhead();
    setOrder();
    State state = start();
    int64_t pairs = (steps - 1) / 2;
    state =
        unflatten(b.loop(b.index(0), b.index(pairs), 1, flatten(state),
                         [&](Value pair, ValueRange carried) {
                           State now = unflatten(carried);
                           Value two = b.mul(pair, 2);
                           // Nothing beyond the last row's end is read.
                           Value third = b.add(two, 3);
                           if (steps % 2)
                             third = b.min(third, b.index(steps - 1));
                           step(now, 0, b.add(two, 2), b.add(two, 1), false);
                           step(now, 1, third, b.add(two, 2), false);
                           return flatten(now);
                         }));
    for (int64_t i = 2 * pairs; i < steps; ++i)
      step(state, i % 2, b.index(std::min(i + 2, steps - 1)),
           b.index(std::min(i + 1, steps - 1)), i == steps - 1);
    finish(state);
    return rowTiles() * constant(columnTiles());
  }

private:
  DimExpr constant(int64_t value) {
    return DimExpr::constant(b.getContext(), value);
  }
  DimExpr rowTiles() { return c.rows.ceilDiv(constant(shape.rows)); }
  int64_t columnTiles() { return llvm::divideCeil(c.columns, shape.columns); }
  Value rem(Value x, int64_t y) { return b.rem(x, b.index(y)); }
  Value div(Value x, int64_t y) { return b.div(x, b.index(y)); }

  // Which tile, which part of it, which lane.
  void findPlace() {
    Value number = context.workgroup;
    Value tilesDown = context.size(b, rowTiles());
    int64_t dies = context.device->dies;
    if (dies > 1) {
      // Consecutive workgroups go round the dies: each die gets a band.
      Value all = b.mul(tilesDown, columnTiles());
      Value die = rem(number, dies);
      Value share = div(all, dies), more = rem(all, dies);
      number =
          b.add(b.add(b.mul(die, share), b.min(die, more)), div(number, dies));
    }
    Value width = b.index(columnTiles() * rowsTogether);
    Value first = b.mul(b.div(number, width), rowsTogether);
    Value together = b.min(b.sub(tilesDown, first), b.index(rowsTogether));
    Value inside = b.rem(number, width);
    Value tileRow = uniformIndex(b, b.add(first, b.rem(inside, together)));
    Value tileColumn = uniformIndex(b, b.div(inside, together));
    firstRow = b.mul(tileRow, shape.rows);
    firstColumn = b.mul(tileColumn, shape.columns);
    rowCount =
        b.min(b.sub(context.size(b, c.rows), firstRow), b.index(shape.rows));

    Value wave = uniformIndex(b, div(context.thread, context.device->wave));
    lane = rem(context.thread, context.device->wave);
    waveRow = b.mul(rem(wave, shape.wavesDown), down * matrix.size());
    waveColumn = b.mul(div(wave, shape.wavesDown), across * matrix.size());
    laneRow = rem(lane, matrix.size());
  }

  void prepareLoads() {
    int64_t wide = c.converts ? 2 : 1;
    leftBuffer = operands.buffer(c.getOp().getLhs(), firstRow, c.rowBytes(),
                                 b.mul(rowCount, c.rowBytes()));
    int64_t blocks = shape.columns / blockColumns;
    Value firstBlock = div(firstColumn, blockColumns);
    Value left =
        b.sub(b.index(llvm::divideCeil(c.columns, blockColumns)), firstBlock);
    rightBuffer =
        operands.buffer(c.getOp().getRhs(), firstBlock, c.blockBytes(),
                        b.mul(b.min(left, b.index(blocks)), c.blockBytes()));
    Value inBlock = operands.laneInBlock(lane);
    Value waveBlock = div(waveColumn, blockColumns);
    for (int64_t i = 0; i < across / operands.squaresOfBlock(); ++i)
      rightLanes.push_back(
          b.add(b.mul(b.add(waveBlock, i), c.blockBytes()), inBlock));

    // Staging: a thread brings a unit of a row, of every roundRows-th row.
    Value row = div(context.thread, units), unit = rem(context.thread, units);
    int64_t roundRows = threads / units;
    for (int64_t i = 0; i < rounds; ++i)
      leftLanes.push_back(b.add(b.mul(b.add(row, i * roundRows), c.rowBytes()),
                                b.mul(unit, quadBytes * wide)));
    Value lds = context.lds(2 * stageBytes());
    writePlace = b.offset(
        lds, b.getI8Type(),
        b.add(
            b.mul(row, shape.depthBytes),
            b.mul(arith::XOrIOp::create(b, unit, operands.exchange(row, units)),
                  quadBytes)));
    Value readRow = b.mul(b.add(waveRow, laneRow), shape.depthBytes);
    Value exchange = operands.exchange(laneRow, units);
    for (int64_t i = 0; i < chunks * matrix.quads(); ++i) {
      Value at = b.index(i);
      if (matrix.quads() == 1)
        at = b.add(div(lane, matrix.size()), 2 * i);
      at = arith::XOrIOp::create(b, at, exchange);
      readPlaces.push_back(
          b.offset(lds, b.getI8Type(), b.add(readRow, b.mul(at, quadBytes))));
    }
  }
  // Rows past the tile's end are zeros in the last round.
  int64_t stageBytes() const { return rounds * threads * quadBytes; }

  //===- Memory -------------------------------------------------------------//

  Values loadRows(int64_t round, Value step) {
    int64_t wide = c.converts ? 2 : 1;
    Value at = b.mul(step, shape.depthBytes * wide);
    Values quads;
    for (int64_t i = 0; i < wide; ++i)
      quads.push_back(
          operands.loadQuad(leftBuffer, leftLanes[round], at, i * quadBytes));
    return quads;
  }

  void writeRows(int64_t stage, int64_t round, ValueRange quads) {
    Value quad = quads[0];
    if (c.converts)
      quad = operands.narrow(quads[0], quads[1]);
    quad = matrix.adapted(b, quad);
    int64_t at =
        stage * stageBytes() + round * (threads / units) * shape.depthBytes;
    LLVM::StoreOp::create(
        b, quad, b.offset(writePlace, b.getI8Type(), b.index(at)), quadBytes);
  }

  Value readLeft(int64_t stage, int64_t chunk, int64_t i, int64_t quad) {
    int64_t at = stage * stageBytes() + i * matrix.size() * shape.depthBytes;
    Value place = readPlaces[chunk * matrix.quads() + quad];
    return LLVM::LoadOp::create(b, matrix.quadType(b),
                                b.offset(place, b.getI8Type(), b.index(at)),
                                quadBytes);
  }

  Value rightStep(Value step) {
    return b.mul(step, chunks * blockColumns * chunkBytes);
  }

  void pin() { scheduleBarrier(b); }

  //===- Steps --------------------------------------------------------------//

  // Loads in the order of the loop, so that the counts of what is outstanding
  // agree where it begins.
  State start() {
    State state;
    SmallVector<Values> first;
    for (int64_t i = 0; i < rounds; ++i)
      first.push_back(loadRows(i, b.index(0)));
    pin();
    for (int64_t i = 0; i < rounds; ++i)
      state.staged.push_back(
          loadRows(i, b.index(std::min<int64_t>(1, steps - 1))));
    pin();
    for (int64_t chunk = 0; chunk < chunks; ++chunk) {
      SmallVector<Values> fragments;
      for (int64_t j = 0; j < across; ++j)
        fragments.push_back(
            operands.loadRight(rightBuffer, rightLanes, j, b.index(0), chunk));
      state.right.push_back(fragments);
      pin();
    }
    for (int64_t i = 0; i < rounds; ++i)
      writeRows(0, i, first[i]);
    pin();
    barrier(b);
    for (int64_t chunk = 0; chunk < ahead; ++chunk) {
      state.left.emplace_back(down, Values(matrix.quads()));
      for (int64_t i = 0; i < down; ++i)
        for (int64_t quad = 0; quad < matrix.quads(); ++quad)
          state.left.back()[i][quad] = readLeft(0, chunk, i, quad);
    }
    state.sums.assign(down, Values(across, matrix.zeros(b)));
    return state;
  }

  // A matrix instruction of a chunk.
  struct Product {
    int64_t down, across, part;
  };

  // What may be issued once so many matrix instructions have been.
  struct Issue {
    int64_t after;
    std::function<void()> emit;
  };

  // Multiplies what is in `stage`; `rows` is the step whose rows are loaded,
  // `fragments` that of the constant's.
  void step(State &state, int64_t stage, Value rows, Value fragments,
            bool isLast) {
    Value fragmentAt = rightStep(fragments);
    for (int64_t chunk = 0; chunk < chunks; ++chunk) {
      SmallVector<Values> next(down, Values(matrix.quads()));
      SmallVector<Values> right = state.right[chunk];
      for (Values &fragment : right)
        for (Value &quad : fragment)
          quad = matrix.adapted(b, quad);
      // First what is waited for longest.
      std::vector<Issue> issues;
      if (!isLast)
        addFragments(issues, state, chunk, fragmentAt);
      if (!isLast || chunk + ahead < chunks)
        addReads(issues, next, stage, chunk);
      if (!isLast)
        addRows(issues, state, stage, chunk, rows);
      multiply(state, right, issues);
      state.left.erase(state.left.begin());
      state.left.push_back(next);
    }
  }

  void addFragments(std::vector<Issue> &issues, State &state, int64_t chunk,
                    Value at) {
    for (int64_t j = 0; j < across; ++j)
      issues.push_back(
          {lastUse([&](const Product &one) { return one.across == j; }),
           [=, this, &state] {
             state.right[chunk][j] =
                 operands.loadRight(rightBuffer, rightLanes, j, at, chunk);
           }});
  }

  // The fragments of `ahead` chunks later. The barrier comes before the first
  // of the next stage, in the middle of a chunk: reads of this stage are
  // through then.
  void addReads(std::vector<Issue> &issues, SmallVector<Values> &next,
                int64_t stage, int64_t chunk) {
    int64_t target = chunk + ahead;
    bool meets = target == chunks;
    int64_t meeting = !meets ? 0 : order.size() / (isShort() ? 4 : 2);
    int64_t from = target < chunks ? stage : 1 - stage;
    for (int64_t i = 0; i < down; ++i) {
      int64_t after = meeting;
      if (!isShort())
        after = std::max(
            after, lastUse([&](const Product &one) { return one.down == i; }));
      for (int64_t quad = 0; quad < matrix.quads(); ++quad)
        issues.push_back({after, [=, this, &next] {
                            if (meets && i == 0 && quad == 0)
                              barrier(b);
                            next[i][quad] =
                                readLeft(from, target % chunks, i, quad);
                          }});
    }
  }

  // Before the barrier.
  void addRows(std::vector<Issue> &issues, State &state, int64_t stage,
               int64_t chunk, Value step) {
    int64_t spread = std::min<int64_t>(chunks - ahead, 2);
    for (int64_t i = 0; i < rounds; ++i)
      if (chunk == i * spread / rounds)
        issues.push_back({0, [=, this, &state] {
                            writeRows(1 - stage, i, state.staged[i]);
                            state.staged[i] = loadRows(i, step);
                          }});
  }

  // Chunks are short where tiles are small: reads run so many ahead that their
  // latency is over. A power of two, so that registers are the same again at
  // the loop's end.
  void setAhead() {
    constexpr int64_t latency = 256; // and the other waves' reads
    while (ahead * down * across * matrix.cycles() < latency &&
           ahead * 4 <= chunks)
      ahead *= 2;
  }

  // Where a chunk takes long, rows' fragments are done with one after the
  // other, so that the next chunk's take their registers. Where it is short,
  // those of the constant are, so that their loads are early, and the next
  // rows' have registers of their own. An instruction never adds to the sum of
  // the one before it.
  bool isShort() const { return matrix.cycles() <= 32 && ahead == 1; }
  void setOrder() {
    int64_t together = isShort() ? down : across > 1 ? 1 : 2;
    for (int64_t first = 0, end; first < down; first = end) {
      end = std::min(first + together, down);
      if (across == 1 && end + 1 == down)
        end = down; // a row alone would add to the same sum again
      for (int64_t part = 0; part < matrix.steps(); ++part)
        if (isShort())
          for (int64_t j = 0; j < across; ++j)
            for (int64_t i = first; i < end; ++i)
              order.push_back({i, j, part});
        else
          for (int64_t i = first; i < end; ++i)
            for (int64_t j = 0; j < across; ++j)
              order.push_back({i, j, part});
    }
  }
  int64_t lastUse(llvm::function_ref<bool(const Product &)> uses) const {
    return order.rend() - std::find_if(order.rbegin(), order.rend(), uses);
  }

  // All matrix instructions of a chunk, and the issues as soon as they may be,
  // as evenly as that is.
  void multiply(State &state, ArrayRef<Values> right,
                std::vector<Issue> &issues) {
    int64_t atOnce = llvm::divideCeil(issues.size(), order.size());
    for (auto [done, one] : llvm::enumerate(order)) {
      Value &sum = state.sums[one.down][one.across];
      sum = matrix.multiply(b, right[one.across], state.left[0][one.down], sum,
                            one.part);
      for (int64_t i = 0; i < atOnce; ++i) {
        auto next = llvm::find_if(issues, [&, done = done](const Issue &issue) {
          return issue.after <= int64_t(done) + 1;
        });
        if (next == issues.end())
          break;
        next->emit();
        issues.erase(next);
      }
      pin();
    }
    for (const Issue &one : issues)
      one.emit();
    pin();
  }

  //===- State as the loop's values -----------------------------------------//

  static Values flatten(const State &state) {
    Values all;
    for (const Values &row : state.sums)
      llvm::append_range(all, row);
    for (const auto &chunk : state.right)
      for (const Values &fragment : chunk)
        llvm::append_range(all, fragment);
    for (const Values &staged : state.staged)
      llvm::append_range(all, staged);
    for (const auto &chunk : state.left)
      for (const Values &fragment : chunk)
        llvm::append_range(all, fragment);
    return all;
  }

  State unflatten(ValueRange values) {
    auto take = [&](int64_t count) {
      Values taken(values.take_front(count));
      values = values.drop_front(count);
      return taken;
    };
    State state;
    for (int64_t i = 0; i < down; ++i)
      state.sums.push_back(take(across));
    for (int64_t chunk = 0; chunk < chunks; ++chunk) {
      SmallVector<Values> fragments;
      for (int64_t j = 0; j < across; ++j)
        fragments.push_back(take(matrix.quads()));
      state.right.push_back(fragments);
    }
    for (int64_t i = 0; i < rounds; ++i)
      state.staged.push_back(take(c.converts ? 2 : 1));
    for (int64_t chunk = 0; chunk < ahead; ++chunk) {
      state.left.emplace_back();
      for (int64_t i = 0; i < down; ++i)
        state.left.back().push_back(take(matrix.quads()));
    }
    return state;
  }

  //===- Results ------------------------------------------------------------//

  void finish(State &state) {
    for (Values &row : state.sums)
      for (Value &sum : row)
        sum = pinned(b, sum);
    int64_t width = operands.storeWidth(8);
    Value half = b.mul(div(lane, matrix.size()), matrix.run());
    Value column = b.add(b.add(firstColumn, waveColumn), half);
    bool ragged = c.columns % shape.columns != 0;
    for (int64_t i = 0; i < down; ++i) {
      Value row = b.add(b.add(waveRow, laneRow), i * matrix.size());
      b.when(b.compare(CmpIPredicate::ult, row, rowCount), [&] {
        for (int64_t j = 0; j < across; ++j)
          for (int64_t from = 0; from < matrix.run(); from += width) {
            Value at = b.add(column, j * matrix.size() + from);
            auto emit = [&] {
              operands.store(b.add(firstRow, row), at,
                             partOf(b, state.sums[i][j], from, width));
            };
            if (ragged)
              b.when(b.compare(CmpIPredicate::ult, at, b.index(c.columns)),
                     emit);
            else
              emit();
          }
      });
    }
  }

  CodeBuilder &b;
  const PackedContract &c;
  const KernelContext &context;
  PackedOperands operands;
  const MatrixInstruction &matrix;
  const PackedShape &shape;
  int64_t threads;
  int64_t down, across;  // squares of a wave
  int64_t chunks, units; // of a step
  int64_t rounds;        // in which all threads bring the rows' tile
  int64_t steps;
  int64_t ahead = 1;          // chunks that reads of rows run ahead
  std::vector<Product> order; // of a chunk
  Value firstRow, firstColumn, rowCount, lane, waveRow, waveColumn, laneRow;
  Value leftBuffer, rightBuffer, writePlace;
  Values leftLanes, rightLanes, readPlaces;
};

} // namespace

DimExpr hfc::amdgpu::emitPackedTile(CodeBuilder &b,
                                    const PackedContract &contract,
                                    Value result, const KernelContext &context,
                                    const PackedShape &shape) {
  return TileEmitter(b, contract, result, context, shape).run();
}
