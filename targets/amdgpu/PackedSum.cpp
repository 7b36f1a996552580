// A workgroup has a block of columns and some rows; its waves share the terms
// of the sum in turn, a step (128 bytes of a row) each. Both factors go from
// memory to registers, two steps ahead; rows that do not exist cost a matrix
// instruction that nobody waits for, but no traffic. Rows are loaded by lines,
// and become fragments in a part of LDS that is the wave's own: no barrier. In
// the end the waves' sums meet in LDS, and each thread adds up a few neighbours
// of a row.
//
// Beyond the last step lanes' offsets are set outside of the buffers, where
// there are zeros.
#include "targets/amdgpu/PackedSum.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "targets/amdgpu/Intrinsics.h"
#include "targets/amdgpu/PackedOperands.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::amdgpu;
using arith::CmpIPredicate;
using dim::DimExpr;

namespace {

constexpr int64_t stepsAhead = 2;
// An offset that no buffer reaches, even with an immediate one added.
constexpr int64_t nowhere = 0x7fff0000;
// Sums that a thread adds up at a time.
constexpr int64_t neighbours = 4;

struct Step {
  SmallVector<SmallVector<Values>> right; // [chunk][square]: fragments
  SmallVector<Values> left;               // [round]: units of rows
};

class SumEmitter {
public:
  SumEmitter(CodeBuilder &b, const PackedContract &contract, Value result,
             const KernelContext &context, const PackedShape &shape)
      : b(b), c(contract), context(context),
        operands(b, contract, result, context), matrix(operands.matrix),
        shape(shape), threads(shape.threads(*context.device)),
        down(shape.rows / matrix.size()), across(shape.columns / matrix.size()),
        chunks(shape.depthBytes / chunkBytes),
        units(shape.depthBytes / quadBytes),
        rounds(shape.rows * units / context.device->wave),
        steps(c.depth * c.elementBytes() / shape.depthBytes) {}

  DimExpr run() {
    DimExpr rowTiles =
        c.rows.ceilDiv(DimExpr::constant(b.getContext(), shape.rows));
    int64_t columnTiles = llvm::divideCeil(c.columns, shape.columns);
    Value tilesDown = context.size(b, rowTiles);
    firstRow = b.mul(b.rem(context.workgroup, tilesDown), shape.rows);
    firstColumn = b.mul(b.div(context.workgroup, tilesDown), shape.columns);
    rowCount =
        b.min(b.sub(context.size(b, c.rows), firstRow), b.index(shape.rows));
    wave = uniformIndex(b, b.div(context.thread, b.index(waveSize())));
    lane = b.rem(context.thread, b.index(waveSize()));
    prepareLoads();

    // Each step's registers are loaded anew as soon as it is done.
    Values carried(down * across, matrix.zeros(b));
    for (int64_t i = 0; i < stepsAhead; ++i) {
      llvm::append_range(carried,
                         flatten(load(b.add(wave, i * shape.waves()))));
      scheduleBarrier(b); // in the order of the loop
    }
    carried = b.loop(
        wave, b.index(steps), stepsAhead * shape.waves(), carried,
        [&](Value now, ValueRange values) {
          Values sums(values.take_front(down * across)), next;
          int64_t ofStep = (values.size() - sums.size()) / stepsAhead;
          for (int64_t i = 0; i < stepsAhead; ++i) {
            multiply(sums,
                     unflatten(values.slice(sums.size() + i * ofStep, ofStep)));
            scheduleBarrier(b);
            llvm::append_range(
                next,
                flatten(load(b.add(now, (stepsAhead + i) * shape.waves()))));
            scheduleBarrier(b);
          }
          llvm::append_range(sums, next);
          return sums;
        });
    // A square of rows after the other, as LDS allows.
    for (int64_t i = 0; i < down; ++i) {
      if (i || sumBytes() != shape.rows * shape.depthBytes)
        barrier(b); // others may still read what lies there
      shareSums(ValueRange(carried).slice(i * across, across), i);
      addUp(i);
    }
    return rowTiles * DimExpr::constant(b.getContext(), columnTiles);
  }

private:
  int64_t waveSize() const { return context.device->wave; }

  void prepareLoads() {
    leftBuffer = operands.buffer(c.getOp().getLhs(), firstRow, c.rowBytes(),
                                 b.mul(rowCount, c.rowBytes()));
    Value firstBlock = b.div(firstColumn, b.index(blockColumns));
    int64_t blocks = llvm::divideCeil(c.columns, blockColumns);
    Value left = b.sub(b.index(blocks), firstBlock);
    Value own = b.min(left, b.index(shape.columns / blockColumns));
    rightBuffer = operands.buffer(c.getOp().getRhs(), firstBlock,
                                  c.blockBytes(), b.mul(own, c.blockBytes()));
    Value inBlock = operands.laneInBlock(lane);
    for (int64_t i = 0; i < shape.columns / blockColumns; ++i)
      rightLanes.push_back(b.add(inBlock, i * c.blockBytes()));
    int64_t wide = c.converts ? 2 : 1;
    Value row = b.div(lane, b.index(units)), unit = b.rem(lane, b.index(units));
    for (int64_t i = 0; i < rounds; ++i)
      leftLanes.push_back(
          b.add(b.mul(b.add(row, i * roundRows()), c.rowBytes()),
                b.mul(unit, quadBytes * wide)));

    lds = context.lds(std::max(shape.waves() * shape.rows * shape.depthBytes,
                               shape.waves() * sumBytes()));
    Value base = b.mul(wave, shape.rows * shape.depthBytes);
    auto place = [&](Value row, Value unit) {
      unit = arith::XOrIOp::create(b, unit, operands.exchange(row, units));
      Value at = b.add(b.mul(row, shape.depthBytes), b.mul(unit, quadBytes));
      return b.offset(lds, b.getI8Type(), b.add(base, at));
    };
    for (int64_t i = 0; i < rounds; ++i)
      writePlaces.push_back(place(b.add(row, i * roundRows()), unit));
    Value size = b.index(matrix.size());
    for (int64_t i = 0; i < chunks * matrix.quads(); ++i) {
      Value unit = b.index(i);
      if (matrix.quads() == 1)
        unit = b.add(b.div(lane, size), 2 * i);
      readPlaces.push_back(place(b.rem(lane, size), unit));
    }
  }
  int64_t roundRows() const { return waveSize() / units; }

  // A step's place along each factor, added to the lanes' offsets.
  Step load(Value step) {
    int64_t wide = c.converts ? 2 : 1;
    Value exists = b.compare(CmpIPredicate::ult, step, b.index(steps));
    auto place = [&](int64_t bytes) {
      return b.select(exists, b.mul(step, bytes), b.index(nowhere));
    };
    Value rightAt = place(chunks * blockColumns * chunkBytes),
          leftAt = place(shape.depthBytes * wide);
    Values blocks, rows;
    for (Value lane : rightLanes)
      blocks.push_back(b.add(lane, rightAt));
    for (Value lane : leftLanes)
      rows.push_back(b.add(lane, leftAt));
    Step result;
    for (Value row : rows) {
      Values quads; // of f32 both halves
      for (int64_t i = 0; i < wide; ++i)
        quads.push_back(
            operands.loadQuad(leftBuffer, row, b.index(0), i * quadBytes));
      result.left.push_back(quads);
    }
    scheduleBarrier(b); // they are waited for first
    for (int64_t chunk = 0; chunk < chunks; ++chunk) {
      result.right.emplace_back();
      for (int64_t j = 0; j < across; ++j)
        result.right.back().push_back(
            operands.loadRight(rightBuffer, blocks, j, b.index(0), chunk));
    }
    return result;
  }

  // A wave's reads and writes of LDS are done in their order.
  Values readLeft(int64_t chunk, int64_t i) {
    Values fragment;
    for (int64_t quad = 0; quad < matrix.quads(); ++quad) {
      Value place = readPlaces[chunk * matrix.quads() + quad];
      int64_t at = i * matrix.size() * shape.depthBytes;
      fragment.push_back(LLVM::LoadOp::create(
          b, matrix.quadType(b), b.offset(place, b.getI8Type(), b.index(at)),
          quadBytes));
    }
    return fragment;
  }

  void multiply(Values &sums, Step step) {
    for (auto [quads, place] : llvm::zip(step.left, writePlaces))
      LLVM::StoreOp::create(b,
                            c.converts ? operands.narrow(quads[0], quads[1])
                                       : matrix.adapted(b, quads[0]),
                            place, quadBytes);
    for (int64_t chunk = 0; chunk < chunks; ++chunk) {
      for (Values &fragment : step.right[chunk])
        for (Value &quad : fragment)
          quad = matrix.adapted(b, quad);
      for (int64_t i = 0; i < down; ++i) {
        Values left = readLeft(chunk, i);
        for (int64_t j = 0; j < across; ++j)
          for (int64_t part = 0; part < matrix.steps(); ++part) {
            Value &sum = sums[i * across + j];
            sum = matrix.multiply(b, step.right[chunk][j], left, sum, part);
          }
      }
    }
  }

  static Values flatten(const Step &step) {
    Values all;
    for (const auto &chunk : step.right)
      for (const Values &fragment : chunk)
        llvm::append_range(all, fragment);
    for (const Values &quads : step.left)
      llvm::append_range(all, quads);
    return all;
  }

  Step unflatten(ValueRange values) {
    Step step;
    auto take = [&](auto &into, int64_t quads) {
      into.push_back(Values(values.take_front(quads)));
      values = values.drop_front(quads);
    };
    for (int64_t chunk = 0; chunk < chunks; ++chunk) {
      step.right.emplace_back();
      for (int64_t j = 0; j < across; ++j)
        take(step.right.back(), matrix.quads());
    }
    for (int64_t i = 0; i < rounds; ++i)
      take(step.left, c.converts ? 2 : 1);
    return step;
  }

  //===- Sums of the waves --------------------------------------------------//

  int64_t rowPitch() const { return shape.columns * 4; }
  // A wave's sums of a square of rows.
  int64_t sumBytes() const { return matrix.size() * rowPitch(); }

  Value placeOf(Value ofWave, Value row, Value column) {
    Value unit = arith::XOrIOp::create(
        b, b.div(column, b.index(neighbours)),
        operands.exchange(row, shape.columns / neighbours));
    return b.add(b.mul(b.add(b.mul(ofWave, matrix.size()), row), rowPitch()),
                 b.mul(unit, quadBytes));
  }

  // Rows of a square that exist.
  Value rowsOf(int64_t square) {
    Value first = b.index(square * matrix.size());
    return b.min(b.sub(b.max(rowCount, first), first), b.index(matrix.size()));
  }

  void shareSums(ValueRange sums, int64_t square) {
    Value size = b.index(matrix.size());
    Value half = b.mul(b.div(lane, size), matrix.run());
    Value row = b.rem(lane, size);
    b.when(b.compare(CmpIPredicate::ult, row, rowsOf(square)), [&] {
      for (int64_t j = 0; j < across; ++j)
        for (int64_t from = 0; from < matrix.run(); from += neighbours) {
          Value column = b.add(half, j * matrix.size() + from);
          LLVM::StoreOp::create(
              b, partOf(b, sums[j], from, neighbours),
              b.offset(lds, b.getI8Type(), placeOf(wave, row, column)),
              quadBytes);
        }
    });
    barrier(b);
  }

  void addUp(int64_t square) {
    int64_t pieces = shape.columns / neighbours;
    Value end = b.mul(rowsOf(square), pieces);
    auto type = VectorType::get(neighbours, matrix.sumType());
    int64_t width = operands.storeWidth(neighbours);
    b.loop(context.thread, end, threads, [&](Value piece) {
      Value row = b.div(piece, b.index(pieces));
      Value column = b.mul(b.rem(piece, b.index(pieces)), neighbours);
      Value sum;
      for (int64_t i = 0; i < shape.waves(); ++i) {
        Value one = LLVM::LoadOp::create(
            b, type,
            b.offset(lds, b.getI8Type(), placeOf(b.index(i), row, column)),
            quadBytes);
        sum = sum ? b.addValues(sum, one) : one;
      }
      row = b.add(b.add(firstRow, row), square * matrix.size());
      for (int64_t from = 0; from < neighbours; from += width) {
        Value at = b.add(b.add(firstColumn, column), from);
        b.when(b.compare(CmpIPredicate::ult, at, b.index(c.columns)),
               [&] { operands.store(row, at, partOf(b, sum, from, width)); });
      }
    });
  }

  CodeBuilder &b;
  const PackedContract &c;
  const KernelContext &context;
  PackedOperands operands;
  const MatrixInstruction &matrix;
  const PackedShape &shape;
  int64_t threads;
  int64_t down, across;  // squares
  int64_t chunks, units; // of a step
  int64_t rounds;        // in which a wave brings its step's rows
  int64_t steps;         // of all waves
  Value firstRow, firstColumn, rowCount, wave, lane;
  Value leftBuffer, rightBuffer, lds;
  Values leftLanes, rightLanes, writePlaces, readPlaces;
};

} // namespace

DimExpr hfc::amdgpu::emitPackedSum(CodeBuilder &b,
                                   const PackedContract &contract, Value result,
                                   const KernelContext &context,
                                   const PackedShape &shape) {
  return SumEmitter(b, contract, result, context, shape).run();
}
