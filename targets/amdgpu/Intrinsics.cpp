#include "targets/amdgpu/Intrinsics.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace hfc::amdgpu;
using hfc::codegen::CodeBuilder;

Value hfc::amdgpu::callIntrinsic(CodeBuilder &b, StringRef name, Type result,
                                 ValueRange operands) {
  return LLVM::CallIntrinsicOp::create(
             b, result, b.getStringAttr("llvm.amdgcn." + name), operands)
      ->getResult(0);
}

Value hfc::amdgpu::constantI32(CodeBuilder &b, int64_t value) {
  return arith::ConstantIntOp::create(b, value, 32);
}

Value hfc::amdgpu::indexOf(CodeBuilder &b, Value i32) {
  return arith::IndexCastOp::create(b, b.getIndexType(), i32);
}

Value hfc::amdgpu::i32Of(CodeBuilder &b, Value index) {
  return b.createOrFold<arith::IndexCastOp>(b.getI32Type(), index);
}

Value hfc::amdgpu::exp2(CodeBuilder &b, Value x) {
  auto one = [&](Value value) {
    return callIntrinsic(b, "exp2.f32", b.getF32Type(), {value});
  };
  auto type = dyn_cast<VectorType>(x.getType());
  if (!type)
    return one(x);
  hfc::codegen::Values all;
  for (int64_t i = 0; i < type.getNumElements(); ++i)
    all.push_back(one(vector::ExtractOp::create(b, x, i)));
  return vector::FromElementsOp::create(b, type, all);
}

Value hfc::amdgpu::uniformIndex(CodeBuilder &b, Value index) {
  return indexOf(b, callIntrinsic(b, "readfirstlane.i32", b.getI32Type(),
                                  {i32Of(b, index)}));
}

Value hfc::amdgpu::permute(CodeBuilder &b, Value value, Value lane) {
  Type type = value.getType();
  unsigned width = type.isIndex() ? 32 : type.getIntOrFloatBitWidth();
  Value bits = value;
  if (type.isIndex())
    bits = i32Of(b, value);
  else if (isa<FloatType>(type))
    bits = arith::BitcastOp::create(b, b.getIntegerType(width), value);
  Value place = arith::ShLIOp::create(b, i32Of(b, lane), constantI32(b, 2));
  auto move = [&](Value word) {
    return callIntrinsic(b, "ds.bpermute", b.getI32Type(), {place, word});
  };
  if (width < 32) {
    bits = move(arith::ExtUIOp::create(b, b.getI32Type(), bits));
    bits = arith::TruncIOp::create(b, b.getIntegerType(width), bits);
  } else if (width == 32) {
    bits = move(bits);
  } else {
    Value half = arith::ConstantIntOp::create(b, 32, 64);
    Value low = move(arith::TruncIOp::create(b, b.getI32Type(), bits));
    Value high = move(arith::TruncIOp::create(
        b, b.getI32Type(), arith::ShRUIOp::create(b, bits, half)));
    low = arith::ExtUIOp::create(b, b.getI64Type(), low);
    high = arith::ExtUIOp::create(b, b.getI64Type(), high);
    bits = arith::OrIOp::create(b, low, arith::ShLIOp::create(b, high, half));
  }
  if (type.isIndex())
    return indexOf(b, bits);
  return isa<FloatType>(type) ? Value(arith::BitcastOp::create(b, type, bits))
                              : bits;
}

Value hfc::amdgpu::readLane(CodeBuilder &b, Value value, Value lane) {
  if (!value.getType().isF32())
    return permute(b, value, lane);
  Type i32 = b.getI32Type();
  Value bits = arith::BitcastOp::create(b, i32, value);
  bits = callIntrinsic(b, "readlane.i32", i32, {bits, i32Of(b, lane)});
  return arith::BitcastOp::create(b, value.getType(), bits);
}

Value hfc::amdgpu::partOf(CodeBuilder &b, Value vector, int64_t from,
                          int64_t count) {
  return vector::ShuffleOp::create(
      b, vector, vector, llvm::to_vector(llvm::seq(from, from + count)));
}

void hfc::amdgpu::barrier(CodeBuilder &b) {
  // Of LDS alone: loads from memory stay in flight.
  auto fence = [&](LLVM::AtomicOrdering ordering) {
    auto op = LLVM::FenceOp::create(b, ordering, "workgroup");
    op->setDiscardableAttr(
        LLVM::LLVMDialect::getMmraAttrName(),
        b.getAttr<LLVM::MMRATagAttr>("amdgpu-synchronize-as", "local"));
  };
  fence(LLVM::AtomicOrdering::release);
  LLVM::CallIntrinsicOp::create(b, b.getStringAttr("llvm.amdgcn.s.barrier"),
                                ValueRange{});
  fence(LLVM::AtomicOrdering::acquire);
}

void hfc::amdgpu::scheduleBarrier(CodeBuilder &b) {
  LLVM::CallIntrinsicOp::create(b, b.getStringAttr("llvm.amdgcn.sched.barrier"),
                                ValueRange{constantI32(b, 0)});
}

Value hfc::amdgpu::pinned(CodeBuilder &b, Value value) {
  return LLVM::InlineAsmOp::create(
             b, value.getType(), ValueRange{value}, "", "=v,0",
             /*has_side_effects=*/true, /*is_align_stack=*/false,
             LLVM::TailCallKind::None, /*asm_dialect=*/LLVM::AsmDialectAttr(),
             /*operand_attrs=*/ArrayAttr())
      .getResult(0);
}
