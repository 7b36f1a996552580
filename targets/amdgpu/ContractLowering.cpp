// A workgroup computes a tile of the result. For each 64 bytes of the sum's
// index the threads bring both factors' tiles from memory to LDS, 16 bytes of
// neighbours at a time where they can, and the engine multiplies them; the
// loads of the next step are in flight meanwhile. Outside of the result's rows
// and columns, and beyond the end of the sum, stand zeros.
#include "targets/amdgpu/ContractLowering.h"
#include "dialects/Dim/DimTypes.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "targets/amdgpu/Intrinsics.h"
#include "targets/amdgpu/PackedSum.h"
#include "targets/amdgpu/PackedTile.h"
#include "targets/amdgpu/TileModel.h"
#include "targets/common/LaneLoop.h"
#include "targets/common/ProgramEmitter.h"
#include "targets/common/ScalarOps.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::amdgpu;
using arith::CmpIPredicate;
using codegen::LaneValue;
using codegen::ProgramEmitter;
using dim::DimExpr;

namespace {

// How a factor's tile is brought: neighbours along the sum's index or, for the
// right factor, along the columns.
struct Walk {
  int64_t lanes = 1;
  bool alongColumns = false;
};

class ContractEmitter {
public:
  ContractEmitter(CodeBuilder &b, Contraction contraction, Value result,
                  const KernelContext &context, const MatrixEngine &engine,
                  Type element)
      : b(b), c(contraction), block(c.map.getBody().front()),
        body(c.reduce.getBody().front()), result(result), context(context),
        engine(engine), element(element) {}

  DimExpr run() {
    DimExpr rows = c.sizeOf(c.rows), columns = c.sizes[c.column];
    depth = context.size(b, c.depth());
    rowCount = context.size(b, rows);
    columnCount = context.size(b, columns);
    DimExpr down = rows.ceilDiv(constant(engine.tileRows()));
    DimExpr across = columns.ceilDiv(constant(engine.tileColumns()));
    // Rows go fastest: workgroups that run together share columns of the right
    // factor, the larger one.
    Value number = context.workgroup;
    Value tile = b.rem(number, context.size(b, down));
    number = b.div(number, context.size(b, down));
    firstRow = b.mul(tile, engine.tileRows());
    firstColumn =
        b.mul(b.rem(number, context.size(b, across)), engine.tileColumns());
    batch = b.div(number, context.size(b, across));
    leftWalk = findWalk(c.left, false);
    rightWalk = findWalk(c.right, true);

    int64_t leftBytes = engine.tileRows() * engine.stride();
    Value lds = context.lds(leftBytes + engine.tileColumns() * engine.stride());
    leftTile = lds;
    rightTile = b.offset(lds, b.getI8Type(), b.index(leftBytes));
    emitTile();
    return c.sizeOf(c.batch) * down * across;
  }

private:
  DimExpr constant(int64_t value) {
    return DimExpr::constant(b.getContext(), value);
  }

  // Binds arguments of a block to a number over their sizes, the last fastest.
  void bindAll(ProgramEmitter &program, Block &block,
               ArrayRef<unsigned> arguments, ArrayRef<DimExpr> sizes,
               Value number, bool alongLanes, int64_t divisor) {
    Value rest = number;
    for (size_t i = arguments.size(); i-- > 0;) {
      Value size = context.size(b, sizes[arguments[i]]);
      Value index = i ? b.rem(rest, size) : rest;
      bool innermost = i + 1 == arguments.size();
      program.bind(block.getArgument(arguments[i]),
                   innermost && alongLanes && program.lanes > 1
                       ? LaneValue{index, b.index(1), divisor}
                       : LaneValue::uniform(index, innermost ? divisor : 1));
      if (i)
        rest = b.div(rest, size);
    }
  }

  SmallVector<unsigned> sumArguments() {
    SmallVector<unsigned> all;
    for (auto [i, size] : llvm::enumerate(dim::getDims(c.reduce.getShape())))
      if (!size.isConstant(1))
        all.push_back(i);
    return all;
  }

  // Everything but rows, column and the sum's indices.
  ProgramEmitter startProgram(int64_t lanes) {
    ProgramEmitter program(b, context, lanes);
    for (BlockArgument argument : block.getArguments())
      program.bind(argument, LaneValue::uniform(b.index(0)));
    bindAll(program, block, c.batch, c.sizes, batch, false, 1);
    return program;
  }

  ProgramEmitter factorProgram(const Walk &walk, bool isRight, Value place,
                               Value k) {
    ProgramEmitter program = startProgram(walk.lanes);
    bool along = walk.alongColumns;
    if (isRight)
      bindAll(program, block, {c.column}, c.sizes, place, along,
              along ? walk.lanes : 1);
    else
      bindAll(program, block, c.rows, c.sizes, place, false, 1);
    for (BlockArgument argument : body.getArguments())
      program.bind(argument, LaneValue::uniform(b.index(0)));
    bindAll(program, body, sumArguments(), dim::getDims(c.reduce.getShape()), k,
            !along, along ? 1 : walk.lanes);
    return program;
  }

  // Whether all loads of a factor read neighbours.
  bool isDense(Value factor, const Walk &walk, bool isRight) {
    bool dense = true;
    codegen::emitProbe(b, [&] {
      ProgramEmitter program =
          factorProgram(walk, isRight, b.index(0), b.index(0));
      SmallVector<Value> work{factor};
      while (!work.empty()) {
        Operation *op = work.pop_back_val().getDefiningOp();
        if (!op)
          continue;
        auto load = dyn_cast<kernel::LoadOp>(op);
        if (!load) {
          llvm::append_range(work, op->getOperands());
          continue;
        }
        SmallVector<LaneValue> indices;
        for (Value index : load.getIndices())
          indices.push_back(program.get(index));
        LaneValue offset = program.offsetOf(
            cast<RankedTensorType>(load.getTensor().getType()), indices);
        dense &= offset.isAffine() && codegen::constantOf(offset.stride) == 1;
        if (load.getGuard())
          dense &= program.get(load.getGuard()).isUniform();
      }
    });
    return dense;
  }

  Walk findWalk(Value factor, bool isRight) {
    SmallVector<DimExpr> sums = dim::getDims(c.reduce.getShape());
    SmallVector<unsigned> arguments = sumArguments();
    auto widest = [&](std::optional<int64_t> size, int64_t limit) -> int64_t {
      int64_t lanes = std::min<int64_t>(16 / engine.elementBytes(), limit);
      while (lanes > 1 && (!size || *size % lanes))
        lanes /= 2;
      return lanes;
    };
    if (!arguments.empty()) {
      Walk walk{
          widest(sums[arguments.back()].getConstant(), engine.tileDepth()),
          false};
      if (walk.lanes > 1 && isDense(factor, walk, isRight))
        return walk;
    }
    if (isRight) {
      Walk walk{widest(c.sizes[c.column].getConstant(), 8), true};
      if (walk.lanes > 1 && isDense(factor, walk, isRight))
        return walk;
      // Neighbouring threads at least.
      walk.lanes = 1;
      return walk;
    }
    return {};
  }

  //===- Tiles --------------------------------------------------------------//

  int64_t piecesOf(const Walk &walk, bool isRight) {
    int64_t extent = isRight ? engine.tileColumns() : engine.tileRows();
    return extent * engine.tileDepth() / walk.lanes;
  }
  int64_t roundsOf(const Walk &walk, bool isRight) {
    return llvm::divideCeil(piecesOf(walk, isRight), workgroupSize);
  }

  // Where in its tile piece `round` of this thread lies.
  std::pair<Value, Value> placeOf(const Walk &walk, bool isRight,
                                  int64_t round) {
    Value piece = b.add(context.thread, round * workgroupSize);
    int64_t extent = isRight ? engine.tileColumns() : engine.tileRows();
    if (walk.alongColumns) {
      Value across = b.index(extent / walk.lanes);
      return {b.mul(b.rem(piece, across), walk.lanes), b.div(piece, across)};
    }
    Value deep = b.index(engine.tileDepth() / walk.lanes);
    return {b.div(piece, deep), b.mul(b.rem(piece, deep), walk.lanes)};
  }

  Type pieceType(const Walk &walk) {
    Type stored = codegen::storedType(element);
    return walk.lanes == 1 ? stored : Type(VectorType::get(walk.lanes, stored));
  }

  Value loadPiece(const Walk &walk, bool isRight, int64_t round, Value from) {
    auto [place, k] = placeOf(walk, isRight, round);
    place = b.add(place, isRight ? firstColumn : firstRow);
    k = b.add(k, from);
    Value inside = arith::AndIOp::create(
        b,
        b.compare(CmpIPredicate::ult, place, isRight ? columnCount : rowCount),
        b.compare(CmpIPredicate::ult, k, depth));
    Type type = pieceType(walk);
    auto branch =
        scf::IfOp::create(b, TypeRange{type}, inside, /*withElseRegion=*/true);
    OpBuilder::InsertionGuard guard(b);
    b.setInsertionPointToStart(branch.thenBlock());
    ProgramEmitter program = factorProgram(walk, isRight, place, k);
    Value value = program.wholeOf(isRight ? c.right : c.left);
    if (getElementTypeOrSelf(value) != element)
      value = codegen::convertFloat(b, value, element);
    scf::YieldOp::create(b, b.createOrFold<arith::BitcastOp>(type, value));
    b.setInsertionPointToStart(branch.elseBlock());
    scf::YieldOp::create(
        b, Value(arith::ConstantOp::create(b, b.getZeroAttr(type))));
    return branch.getResult(0);
  }

  Values loadPieces(Value from) {
    Values pieces;
    for (int64_t i = 0; i < roundsOf(leftWalk, false); ++i)
      pieces.push_back(loadPiece(leftWalk, false, i, from));
    for (int64_t i = 0; i < roundsOf(rightWalk, true); ++i)
      pieces.push_back(loadPiece(rightWalk, true, i, from));
    return pieces;
  }

  void storePiece(const Walk &walk, bool isRight, int64_t round, Value value) {
    auto [place, k] = placeOf(walk, isRight, round);
    int64_t bytes = engine.elementBytes();
    Value tile = isRight ? rightTile : leftTile;
    auto store = [&](Value row, Value k, Value value, int64_t size) {
      if (isRight)
        row = engine.rightRow(b, row);
      Value at = b.add(b.mul(row, engine.stride()), b.mul(k, bytes));
      LLVM::StoreOp::create(b, value, b.offset(tile, b.getI8Type(), at), size);
    };
    auto all = [&] {
      if (!walk.alongColumns || walk.lanes == 1) {
        store(place, k, value, walk.lanes * bytes);
        return;
      }
      for (int64_t lane = 0; lane < walk.lanes; ++lane)
        store(b.add(place, lane), k, vector::ExtractOp::create(b, value, lane),
              bytes);
    };
    int64_t pieces = piecesOf(walk, isRight);
    if ((round + 1) * workgroupSize <= pieces)
      return all();
    b.when(b.compare(CmpIPredicate::ult, context.thread,
                     b.index(pieces - round * workgroupSize)),
           all);
  }

  void storePieces(ValueRange pieces) {
    int64_t left = roundsOf(leftWalk, false);
    for (auto [i, piece] : llvm::enumerate(pieces)) {
      bool isRight = static_cast<int64_t>(i) >= left;
      storePiece(isRight ? rightWalk : leftWalk, isRight,
                 isRight ? i - left : i, piece);
    }
  }

  void emitTile() {
    Values carried = engine.zeros(b);
    size_t sums = carried.size();
    llvm::append_range(carried, loadPieces(b.index(0)));
    int64_t step = engine.tileDepth();
    carried =
        b.loop(b.index(0), depth, step, carried, [&](Value k, ValueRange now) {
          barrier(b); // all have read the tiles before
          storePieces(now.drop_front(sums));
          barrier(b);
          Values pieces = loadPieces(b.add(k, step));
          Values next = engine.multiply(b, context, leftTile, rightTile,
                                        now.take_front(sums));
          llvm::append_range(next, pieces);
          return next;
        });
    carried.resize(sums);
    if (engine.getKind() != MatrixEngine::Kind::fma)
      for (Value &sum : carried)
        sum = pinned(b, sum);
    for (int64_t width = bestWidth();
         const OwnedPiece &piece : engine.pieces(b, context, carried, width))
      emitPiece(piece, width);
  }

  //===- Results ------------------------------------------------------------//

  int64_t bestWidth() {
    auto size = c.sizes[c.column].getConstant();
    int64_t bytes =
        codegen::Storage{
            codegen::storedType(c.map.getResult().getType().getElementType())}
            .bytes();
    int64_t width = std::min<int64_t>(engine.pieceColumns(),
                                      std::max<int64_t>(16 / bytes, 1));
    width = std::min<int64_t>(width, 8);
    while (width > 1 && (!size || *size % width))
      width /= 2;
    return width;
  }

  void emitPiece(const OwnedPiece &piece, int64_t width) {
    Value row = b.add(firstRow, piece.row),
          column = b.add(firstColumn, piece.column);
    Value inside = arith::AndIOp::create(
        b, b.compare(CmpIPredicate::ult, row, rowCount),
        b.compare(CmpIPredicate::ult, column, columnCount));
    b.when(inside, [&] {
      ProgramEmitter program = startProgram(width);
      bindAll(program, block, c.rows, c.sizes, row, false, 1);
      bindAll(program, block, {c.column}, c.sizes, column, true, width);
      Value sum = piece.values;
      if (width == 1)
        sum = vector::ExtractOp::create(b, sum, ArrayRef<int64_t>{0});
      program.bind(c.reduce.getResult(), {sum});
      SmallVector<LaneValue> indices;
      for (BlockArgument argument : block.getArguments())
        indices.push_back(program.get(argument));
      RankedTensorType type = c.map.getResult().getType();
      program.store(program.wholeOf(block.getTerminator()->getOperand(0)),
                    result, type.getElementType(),
                    program.offsetOf(type, indices));
    });
  }

  CodeBuilder &b;
  Contraction c;
  Block &block, &body;
  Value result;
  const KernelContext &context;
  const MatrixEngine &engine;
  Type element; // in LDS
  Value depth, rowCount, columnCount;
  Value firstRow, firstColumn, batch;
  Value leftTile, rightTile;
  Walk leftWalk, rightWalk;
};

} // namespace

std::optional<LoweredOp>
hfc::amdgpu::lowerContract(CodeBuilder &b, Contraction contraction,
                           Value result, const KernelContext &context) {
  auto choice = chooseTile(contraction, context);
  if (!choice)
    return std::nullopt;
  DimExpr grid = ContractEmitter(b, contraction, result, context,
                                 choice->engine, choice->element)
                     .run();
  return LoweredOp{grid, choice->strategy, choice->reason, workgroupSize,
                   choice->registers};
}

std::optional<LoweredOp>
hfc::amdgpu::lowerPacked(CodeBuilder &b, kernel::ContractOp op, Value result,
                         const KernelContext &context) {
  auto contract = findPacked(op);
  if (!contract ||
      !MatrixInstruction::exists(
          *context.device, contract->element,
          op.getEpilogue().front().getArguments().back().getType()))
    return std::nullopt;
  auto choice = choosePacked(*contract, context);
  if (!choice)
    return std::nullopt;
  auto emit = choice->shape.splitsSum() ? emitPackedSum : emitPackedTile;
  DimExpr grid = emit(b, *contract, result, context, choice->shape);
  return LoweredOp{grid, choice->strategy, choice->reason,
                   choice->shape.threads(*context.device), choice->registers};
}
