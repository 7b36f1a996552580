#include "targets/amdgpu/PackedOperands.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "targets/amdgpu/Intrinsics.h"
#include "targets/common/ProgramEmitter.h"
#include "targets/common/ScalarOps.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::amdgpu;
using codegen::LaneValue;
using codegen::ProgramEmitter;

Value PackedOperands::buffer(Value tensor, Value first, int64_t pitch,
                             Value bytes) {
  Type i64 = b.getI64Type();
  auto wide = [&](Value index) -> Value {
    return arith::ExtUIOp::create(b, i64, i32Of(b, index));
  };
  Value base = context.buffer(tensor);
  Value offset = b.mul(wide(first), arith::ConstantIntOp::create(b, pitch, 64));
  base = LLVM::GEPOp::create(b, base.getType(), b.getI8Type(), base,
                             ValueRange{offset});
  // Data format and, from gfx11 on, how the end is checked: raw.
  int64_t flags =
      context.device->matrix == Matrix::WMMA ? 0x31004000 : 0x00027000;
  return callIntrinsic(b, "make.buffer.rsrc",
                       LLVM::LLVMPointerType::get(b.getContext(), 8),
                       {base, arith::ConstantIntOp::create(b, 0, 16),
                        wide(bytes), constantI32(b, flags)});
}

Value PackedOperands::loadQuad(Value buffer, Value lane, Value scalar,
                               int64_t immediate) {
  return callIntrinsic(b, "raw.ptr.buffer.load", matrix.quadType(b),
                       {buffer, i32Of(b, b.add(lane, immediate)),
                        i32Of(b, scalar), constantI32(b, 0)});
}

Value PackedOperands::narrow(Value low, Value high) {
  auto four = VectorType::get(4, b.getF32Type());
  auto all = llvm::to_vector(llvm::seq<int64_t>(0, 8));
  Value value =
      vector::ShuffleOp::create(b, vector::BitCastOp::create(b, four, low),
                                vector::BitCastOp::create(b, four, high), all);
  value = codegen::convertFloat(b, value, contract.element);
  auto bits = VectorType::get(8, b.getI16Type());
  if (value.getType() != bits)
    value = arith::BitcastOp::create(b, bits, value);
  return vector::BitCastOp::create(b, matrix.quadType(b), value);
}

Value PackedOperands::exchange(Value row, int64_t units) {
  int64_t banks = context.device->ldsBanks / 4; // of a unit's size
  if (units >= banks)
    return b.rem(row, b.index(banks));
  return b.rem(b.div(row, b.index(banks / units)), b.index(units));
}

Value PackedOperands::laneInBlock(Value lane) {
  if (!matrix.isWmma())
    return b.mul(lane, quadBytes);
  Value row = b.rem(lane, b.index(matrix.size()));
  Value column = matrix.columnOf(b, row);
  Value four = b.index(4);
  return b.mul(b.add(b.mul(b.div(column, four), 8), b.rem(column, four)),
               quadBytes);
}

Values PackedOperands::loadRight(Value buffer, ValueRange blocks,
                                 int64_t square, Value scalar, int64_t chunk) {
  Value lane = blocks[square / squaresOfBlock()];
  // Immediates are below 4096.
  constexpr int64_t chunksOfPage = 4096 / (blockColumns * chunkBytes);
  int64_t page = chunk / chunksOfPage;
  scalar = b.add(scalar, page * 4096);
  int64_t at = chunk % chunksOfPage * blockColumns * chunkBytes +
               square % squaresOfBlock() * 4 * quadBytes;
  Values quads;
  for (int64_t quad = 0; quad < matrix.quads(); ++quad)
    quads.push_back(
        loadQuad(buffer, lane, scalar, at + quad * blockColumns * quadBytes));
  return quads;
}

int64_t PackedOperands::storeWidth(int64_t most) {
  while (contract.columns % most)
    most /= 2;
  return most;
}

void PackedOperands::store(Value row, Value column, Value sums) {
  Block &block = contract.getOp().getEpilogue().front();
  int64_t width = cast<VectorType>(sums.getType()).getNumElements();
  if (matrix.scale() != 1)
    sums = arith::MulFOp::create(
        b, sums, b.splat(b.getF32Type(), width, matrix.scale()));
  ProgramEmitter program(b, context, width);
  Value rest = row;
  unsigned rank = contract.sizes.size();
  for (unsigned i = rank - 1; i-- > 0;) {
    Value size = context.size(b, contract.sizes[i]);
    program.bind(block.getArgument(i),
                 LaneValue::uniform(i ? b.rem(rest, size) : rest));
    rest = i ? b.div(rest, size) : rest;
  }
  auto along = [&](Value index) {
    return width > 1 ? LaneValue{index, b.index(1), width}
                     : LaneValue::uniform(index);
  };
  program.bind(block.getArgument(rank - 1), along(column));
  program.bind(block.getArgument(rank),
               {width > 1 ? sums
                          : Value(vector::ExtractOp::create(
                                b, sums, ArrayRef<int64_t>{0}))});
  program.emitBody(block);
  Type element = cast<RankedTensorType>(contract.getOp().getResult().getType())
                     .getElementType();
  program.store(program.wholeOf(block.getTerminator()->getOperand(0)), result,
                element, along(b.add(b.mul(row, contract.columns), column)));
}
