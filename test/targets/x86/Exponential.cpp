#include "test/targets/x86/Exponential.h"
#include "mlir/Dialect/Math/IR/Math.h"

using namespace mlir;

// 2^n * p(f) with x * log2(e) = n + f and |f| <= 1/2; 0 below the normal range.
Value hfc::x86::test::emitExponential(CodeBuilder &b, Value x) {
  Type f32 = b.getF32Type();
  int64_t lanes = cast<VectorType>(x.getType()).getNumElements();
  auto constant = [&](double value) { return b.splat(f32, lanes, value); };
  Value t = arith::MulFOp::create(b, x, constant(1.44269504088896341));
  Value under =
      arith::CmpFOp::create(b, arith::CmpFPredicate::OLT, t, constant(-126));
  t = arith::SelectOp::create(b, under, constant(-126), t);
  Value n = math::RoundEvenOp::create(b, t);
  Value f = arith::SubFOp::create(b, t, n);
  Value p = constant(0.00133952);
  for (double c : {0.00961813, 0.05550327, 0.24022651, 0.69314718, 1.0})
    p = b.multiplyAdd(p, f, constant(c));
  Type i32 = VectorType::get(lanes, b.getI32Type());
  Value shift = arith::ConstantOp::create(
      b, b.getI32VectorAttr(SmallVector<int32_t>(lanes, 23)));
  Value power =
      arith::ShLIOp::create(b, arith::FPToSIOp::create(b, i32, n), shift);
  Value bits = arith::BitcastOp::create(b, i32, p);
  Value result = arith::BitcastOp::create(
      b, x.getType(), arith::AddIOp::create(b, bits, power));
  return arith::SelectOp::create(b, under, constant(0), result);
}
