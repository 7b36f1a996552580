// See TiledMap.h. `across` is the index along which the operand's elements lie
// side by side, `along` the result's last one. What does not fill a square is
// gathered.
#include "targets/x86/TiledMap.h"
#include "dialects/Dim/DimTypes.h"
#include "targets/common/LaneLoop.h"
#include "targets/common/Transpose.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::codegen;
using namespace hfc::x86;
using dim::DimExpr;

namespace {

constexpr int64_t side = 16;
// The program is written out for every row of a square.
constexpr unsigned longestProgram = 24;
// Squares a workgroup: 16 Ki elements.
constexpr int64_t squaresPerGroup = 64;

class TiledMap {
public:
  TiledMap(CodeBuilder &b, kernel::MapOp op, Value result,
           const KernelContext &context)
      : b(b), block(op.getBody().front()), result(result), context(context),
        type(cast<RankedTensorType>(op.getResult().getType())),
        box(collapseBox(block, dim::getDims(type))), outer(b, context, 1) {}

  // Which loops the two indices are, and what is loaded in squares.
  bool find() {
    if (box.loops.size() < 2 || llvm::range_size(block) > longestProgram ||
        llvm::any_of(block, [](Operation &op) { return op.getNumRegions(); }))
      return false;
    along = box.loops.size() - 1;
    if (!fills(along))
      return false;
    for (unsigned loop = 0; loop < along; ++loop) {
      if (!fills(loop))
        continue;
      auto loads = loadsAcross(loop);
      if (loads.size() > transposed.size()) {
        across = loop;
        transposed = std::move(loads);
      }
    }
    return !transposed.empty();
  }

  LoweredOp run() {
    for (unsigned argument : box.zeros)
      outer.bind(block.getArgument(argument), LaneValue::uniform(b.index(0)));
    DimExpr one = constant(1), strip = constant(side);
    DimExpr length = box.loops[along].size, width = box.loops[across].size;
    strips = width.ceilDiv(strip);
    DimExpr count = strips * one.min(length);
    for (unsigned loop : others())
      count = count * box.loops[loop].size;
    DimExpr group = one.max(
        constant(squaresPerGroup).floorDiv(one.max(length.ceilDiv(strip))));
    Value size = context.size(b, group), all = context.size(b, count);
    b.loop(context.begin, context.end, 1, [&](Value number) {
      Value first = b.mul(number, size);
      b.loop(first, b.min(b.add(first, size), all), 1,
             [&](Value at) { emitStrip(at); });
    });
    LoweredOp lowered;
    lowered.grid = count.ceilDiv(group);
    lowered.strategy = "map 16x16 transposed";
    return lowered;
  }

private:
  DimExpr constant(int64_t value) {
    return DimExpr::constant(b.getContext(), value);
  }
  bool fills(unsigned loop) {
    auto size = box.loops[loop].size.getConstant();
    return !size || *size >= side;
  }
  BlockArgument indexOf(unsigned loop) {
    return block.getArgument(box.loops[loop].argument);
  }
  SmallVector<unsigned> others() {
    SmallVector<unsigned> loops;
    for (unsigned loop = 0; loop < along; ++loop)
      if (loop != across)
        loops.push_back(loop);
    return loops;
  }

  // Index arithmetic, without what depends on elements.
  static void emitIndices(ProgramEmitter &program, Block &block) {
    for (Operation &op : block.without_terminator()) {
      auto isKnown = [&](Value operand) { return program.has(operand); };
      if (op.getNumResults() == 1 && op.getResult(0).getType().isIndex() &&
          llvm::all_of(op.getOperands(), isKnown))
        program.emit(op);
    }
  }

  // Where a load finds its elements, if index arithmetic alone says so.
  static std::optional<LaneValue> placeOf(ProgramEmitter &program,
                                          kernel::LoadOp load) {
    SmallVector<LaneValue> indices;
    for (Value index : load.getIndices()) {
      if (!program.has(index))
        return std::nullopt;
      indices.push_back(program.get(index));
    }
    return program.offsetOf(cast<RankedTensorType>(load.getTensor().getType()),
                            indices);
  }

  // Loads that step by one element along `loop`, but not along the lanes.
  SmallVector<kernel::LoadOp> loadsAcross(unsigned loop) {
    SmallVector<kernel::LoadOp> found;
    emitProbe(b, [&] {
      auto emitWithLanes = [&](unsigned lanes) {
        ProgramEmitter program(b, context, side);
        for (unsigned argument : box.zeros)
          program.bind(block.getArgument(argument),
                       LaneValue::uniform(b.index(0)));
        for (unsigned i = 0; i < box.loops.size(); ++i)
          program.bind(indexOf(i),
                       i == lanes ? LaneValue{context.begin, b.index(1), side}
                                  : LaneValue::uniform(context.begin));
        emitIndices(program, block);
        return program;
      };
      ProgramEmitter rows = emitWithLanes(along), columns = emitWithLanes(loop);
      for (Operation &op : block) {
        auto load = dyn_cast<kernel::LoadOp>(op);
        if (!load || load.getGuard())
          continue;
        auto inRow = placeOf(rows, load), inColumn = placeOf(columns, load);
        if (inRow && inColumn && inRow->isAffine() && inColumn->isAffine() &&
            constantOf(inColumn->stride) == 1 && constantOf(inRow->stride) != 1)
          found.push_back(load);
      }
    });
    return found;
  }

  void emitStrip(Value number) {
    ProgramEmitter program = outer;
    Value count = context.size(b, strips);
    Value first = b.mul(b.rem(number, count), side);
    Value rest = b.div(number, count);
    SmallVector<unsigned> loops = others();
    for (size_t i = loops.size(); i-- > 0;) {
      Value size = context.size(b, box.loops[loops[i]].size);
      program.bind(indexOf(loops[i]),
                   LaneValue::uniform(i ? b.rem(rest, size) : rest));
      rest = i ? b.div(rest, size) : rest;
    }
    Value length = context.size(b, box.loops[along].size);
    Value width = context.size(b, box.loops[across].size);
    Value last = b.min(b.add(first, side), width);
    Value whole =
        b.compare(arith::CmpIPredicate::eq, b.sub(last, first), b.index(side));
    Value squares = b.mul(b.div(length, b.index(side)), side);
    // A strip of fewer rows has no squares.
    squares = b.select(whole, squares, b.index(0));
    b.loop(b.index(0), squares, side,
           [&](Value column) { emitSquare(program, first, column); });
    b.loop(first, last, 1,
           [&](Value row) { emitRow(program, row, squares, length); });
  }

  void emitSquare(const ProgramEmitter &program, Value first, Value column) {
    ProgramEmitter square = program.forLanes(side, {}, nullptr);
    square.bind(indexOf(along), {column, b.index(1), side});
    ProgramEmitter start = square.forLanes(side, {}, nullptr);
    start.bind(indexOf(across), LaneValue::uniform(first, side));
    emitIndices(start, block);
    SmallVector<Values> loaded;
    for (kernel::LoadOp load : transposed)
      loaded.push_back(start.loadSquare(load, *placeOf(start, load)));
    for (int64_t row = 0; row < side; ++row) {
      ProgramEmitter one = square.forLanes(side, {}, nullptr);
      one.bind(indexOf(across), LaneValue::uniform(b.add(first, row)));
      for (auto [load, rows] : llvm::zip(transposed, loaded))
        one.bind(load.getResult(), {rows[row]});
      one.emitBody(block);
      storeResult(one);
    }
  }

  void emitRow(const ProgramEmitter &program, Value row, Value low,
               Value high) {
    Values none;
    emitLaneLoop(b, {side, side, std::nullopt}, low, high, none, none,
                 [&](const LaneStep &step, ValueRange) -> Values {
                   ProgramEmitter inner =
                       program.forLanes(step.lanes, step.mask, nullptr);
                   inner.bind(indexOf(across), LaneValue::uniform(row));
                   inner.bind(indexOf(along), step.index);
                   inner.emitBody(block);
                   storeResult(inner);
                   return {};
                 });
  }

  void storeResult(ProgramEmitter &program) {
    SmallVector<LaneValue> indices;
    for (BlockArgument argument : block.getArguments())
      indices.push_back(program.get(argument));
    program.store(program.wholeOf(block.getTerminator()->getOperand(0)), result,
                  type.getElementType(), program.offsetOf(type, indices));
  }

  CodeBuilder &b;
  Block &block;
  Value result;
  const KernelContext &context;
  RankedTensorType type;
  LoopBox box;
  unsigned along = 0, across = 0; // of box.loops
  SmallVector<kernel::LoadOp> transposed;
  DimExpr strips; // of 16 places across
  ProgramEmitter outer;
};

} // namespace

std::optional<LoweredOp> hfc::x86::lowerTiledMap(CodeBuilder &b,
                                                 kernel::MapOp op, Value result,
                                                 const KernelContext &context) {
  TiledMap map(b, op, result, context);
  if (!map.find())
    return std::nullopt;
  return map.run();
}
