#include "targets/x86/ByteDot.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"

using namespace mlir;
using namespace hfc::x86;

static Value splatOf(CodeBuilder &b, VectorType type, int64_t value) {
  unsigned width = type.getElementTypeBitWidth();
  return arith::ConstantOp::create(
      b, DenseElementsAttr::get(type, APInt(width, value, /*isSigned=*/true,
                                            /*implicitTrunc=*/true)));
}

// The same bits as integers of this width.
static Value asIntegers(CodeBuilder &b, Value vector, unsigned width) {
  auto type = cast<VectorType>(vector.getType());
  int64_t bits = type.getNumElements() * type.getElementTypeBitWidth();
  auto to = VectorType::get(bits / width, b.getIntegerType(width));
  return type == to ? vector : vector::BitCastOp::create(b, to, vector);
}

static Value callIntrinsic(CodeBuilder &b, StringRef name, ValueRange operands,
                           Type result) {
  return LLVM::CallIntrinsicOp::create(b, result, b.getStringAttr(name),
                                       operands)
      .getResult(0);
}

Value ByteDot::prepareA(CodeBuilder &b, Value bytes) const {
  if (!flipsA(b))
    return bytes;
  Value top = splatOf(b, cast<VectorType>(bytes.getType()), 0x80);
  return arith::XOrIOp::create(b, bytes, top);
}

Value ByteDot::flippedZeros(CodeBuilder &b, int64_t lanes) const {
  return splatOf(b, VectorType::get(lanes, b.getI32Type()), 0x80808080);
}

// Bytes 0, 2, … (or 1, 3, …) as i16.
static Value halfOf(CodeBuilder &b, Value vector, bool odd, bool isUnsigned) {
  Value words = asIntegers(b, vector, 16);
  auto type = cast<VectorType>(words.getType());
  Value eight = splatOf(b, type, 8);
  if (!odd && isUnsigned)
    return arith::AndIOp::create(b, words, splatOf(b, type, 0xff));
  if (!odd)
    words = arith::ShLIOp::create(b, words, eight);
  if (isUnsigned)
    return arith::ShRUIOp::create(b, words, eight);
  return arith::ShRSIOp::create(b, words, eight);
}

Value ByteDot::multiplyAdd(CodeBuilder &b, Value vectorOfA, Value vectorOfB,
                           Value acc) const {
  Type type = acc.getType();
  if (b.vnni) {
    Value factors[] = {asIntegers(b, vectorOfA, 8),
                       asIntegers(b, vectorOfB, 8)};
    if (unsignedB) // A then has a sign
      std::swap(factors[0], factors[1]);
    return callIntrinsic(b, "llvm.x86.avx512.vpdpbusd.512",
                         {acc, factors[0], factors[1]}, type);
  }
  for (bool odd : {false, true}) {
    Value pairs = callIntrinsic(b, "llvm.x86.avx512.pmaddw.d.512",
                                {halfOf(b, vectorOfA, odd, unsignedA),
                                 halfOf(b, vectorOfB, odd, unsignedB)},
                                type);
    acc = arith::AddIOp::create(b, acc, pairs);
  }
  return acc;
}
