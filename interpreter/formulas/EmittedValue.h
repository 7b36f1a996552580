// The vocabulary of Value.h as arith and math operations without fast-math
// flags, on scalars or on vectors of any shape: formulas as code.
#ifndef HFC_INTERPRETER_FORMULAS_EMITTEDVALUE_H
#define HFC_INTERPRETER_FORMULAS_EMITTEDVALUE_H

#include "interpreter/formulas/Pair.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinTypes.h"

namespace hfc::formulas::emitted {

// A value with the builder that made it.
struct Emitted {
  mlir::OpBuilder *builder;
  mlir::Location loc;
  mlir::Value v;

  Emitted with(mlir::Value value) const { return {builder, loc, value}; }
  // `element`, or a vector of it where this is a vector.
  mlir::Type like(mlir::Type element) const {
    auto vector = llvm::dyn_cast<mlir::VectorType>(v.getType());
    return vector ? mlir::Type(vector.clone(element)) : element;
  }
  mlir::Type likeFloat(int bits) const {
    return like(bits == 32 ? mlir::Type(builder->getF32Type())
                           : mlir::Type(builder->getF64Type()));
  }
  mlir::Type likeInt(int bits) const {
    return like(builder->getIntegerType(bits));
  }
  Emitted constant(mlir::TypedAttr element) const {
    if (auto vector = llvm::dyn_cast<mlir::VectorType>(v.getType()))
      element = mlir::DenseElementsAttr::get(
          llvm::cast<mlir::ShapedType>(like(element.getType())),
          mlir::Attribute(element));
    return with(mlir::arith::ConstantOp::create(*builder, loc, element));
  }
};

template <class Op, class... Args> Emitted make(Emitted like, Args... args) {
  return like.with(Op::create(*like.builder, like.loc, args...));
}

struct Mask : Emitted {
  Mask(Emitted e) : Emitted(e) {}
  friend Mask operator&(Mask a, Mask b) {
    return make<mlir::arith::AndIOp>(a, a.v, b.v);
  }
  friend Mask operator|(Mask a, Mask b) {
    return make<mlir::arith::OrIOp>(a, a.v, b.v);
  }
  friend Mask operator~(Mask a) {
    Emitted ones = a.constant(a.builder->getBoolAttr(true));
    return make<mlir::arith::XOrIOp>(a, a.v, ones.v);
  }
};

template <int width> struct Int : TakesLiterals<Int<width>, int64_t>, Emitted {
  explicit Int(Emitted e) : Emitted(e) {}
  Int literal(int64_t x) const {
    return Int(constant(builder->getIntegerAttr(
        builder->getIntegerType(width), llvm::APInt(width, x, true, true))));
  }
  template <class Op> static Int binary(Int a, Int b) {
    return Int(make<Op>(a, a.v, b.v));
  }
  static Mask compare(mlir::arith::CmpIPredicate predicate, Int a, Int b) {
    return make<mlir::arith::CmpIOp>(a, predicate, a.v, b.v);
  }
  friend Int operator+(Int a, Int b) {
    return binary<mlir::arith::AddIOp>(a, b);
  }
  friend Int operator-(Int a, Int b) {
    return binary<mlir::arith::SubIOp>(a, b);
  }
  friend Int operator*(Int a, Int b) {
    return binary<mlir::arith::MulIOp>(a, b);
  }
  friend Int operator&(Int a, Int b) {
    return binary<mlir::arith::AndIOp>(a, b);
  }
  friend Int operator|(Int a, Int b) {
    return binary<mlir::arith::OrIOp>(a, b);
  }
  friend Int operator^(Int a, Int b) {
    return binary<mlir::arith::XOrIOp>(a, b);
  }
  friend Mask operator<(Int a, Int b) {
    return compare(mlir::arith::CmpIPredicate::slt, a, b);
  }
  friend Mask operator==(Int a, Int b) {
    return compare(mlir::arith::CmpIPredicate::eq, a, b);
  }
  friend Mask operator!=(Int a, Int b) {
    return compare(mlir::arith::CmpIPredicate::ne, a, b);
  }
  friend Int shiftLeft(Int a, int n) {
    return binary<mlir::arith::ShLIOp>(a, a.literal(n));
  }
  friend Int shiftRight(Int a, int n) {
    return binary<mlir::arith::ShRUIOp>(a, a.literal(n));
  }
  friend Int shiftRightSigned(Int a, int n) {
    return binary<mlir::arith::ShRSIOp>(a, a.literal(n));
  }
  friend Int select(Mask m, Int a, Int b) {
    return Int(make<mlir::arith::SelectOp>(a, m.v, a.v, b.v));
  }
};

template <int width>
struct Float : TakesLiterals<Float<width>, double>, Emitted {
  static constexpr int bits = width;
  using Int = emitted::Int<width>;
  using Mask = emitted::Mask;
  explicit Float(Emitted e) : Emitted(e) {}
  Float literal(double x) const {
    return Float(constant(width == 32 ? builder->getF32FloatAttr(float(x))
                                      : builder->getF64FloatAttr(x)));
  }
  template <class Op> static Float binary(Float a, Float b) {
    return Float(make<Op>(a, a.v, b.v));
  }
  static Mask compare(mlir::arith::CmpFPredicate predicate, Float a, Float b) {
    return make<mlir::arith::CmpFOp>(a, predicate, a.v, b.v);
  }
  friend Float operator+(Float a, Float b) {
    return binary<mlir::arith::AddFOp>(a, b);
  }
  friend Float operator-(Float a, Float b) {
    return binary<mlir::arith::SubFOp>(a, b);
  }
  friend Float operator*(Float a, Float b) {
    return binary<mlir::arith::MulFOp>(a, b);
  }
  friend Float operator/(Float a, Float b) {
    return binary<mlir::arith::DivFOp>(a, b);
  }
  friend Float operator-(Float a) {
    return Float(make<mlir::arith::NegFOp>(a, a.v));
  }
  friend Mask operator<(Float a, Float b) {
    return compare(mlir::arith::CmpFPredicate::OLT, a, b);
  }
  friend Mask operator<=(Float a, Float b) {
    return compare(mlir::arith::CmpFPredicate::OLE, a, b);
  }
  friend Mask operator>(Float a, Float b) {
    return compare(mlir::arith::CmpFPredicate::OGT, a, b);
  }
  friend Mask operator>=(Float a, Float b) {
    return compare(mlir::arith::CmpFPredicate::OGE, a, b);
  }
  friend Mask operator==(Float a, Float b) {
    return compare(mlir::arith::CmpFPredicate::OEQ, a, b);
  }
  friend Mask operator!=(Float a, Float b) {
    return compare(mlir::arith::CmpFPredicate::UNE, a, b);
  }
  friend Float fma(Float a, Float b, Float c) {
    return Float(make<mlir::math::FmaOp>(a, a.v, b.v, c.v));
  }
  friend Float sqrt(Float a) { return Float(make<mlir::math::SqrtOp>(a, a.v)); }
  friend Float abs(Float a) { return Float(make<mlir::math::AbsFOp>(a, a.v)); }
  friend Float copySign(Float a, Float sign) {
    return binary<mlir::math::CopySignOp>(a, sign);
  }
  friend Float roundEven(Float a) {
    return Float(make<mlir::math::RoundEvenOp>(a, a.v));
  }
  friend Float select(Mask m, Float a, Float b) {
    return Float(make<mlir::arith::SelectOp>(a, m.v, a.v, b.v));
  }
  friend Int bitsOf(Float a) {
    return Int(make<mlir::arith::BitcastOp>(a, a.likeInt(width), a.v));
  }
  friend Int toInt(Float a) {
    return Int(make<mlir::arith::FPToSIOp>(a, a.likeInt(width), a.v));
  }
};

template <int width> Float<width> floatOf(Int<width> a) {
  return Float<width>(make<mlir::arith::BitcastOp>(a, a.likeFloat(width), a.v));
}
template <int width> Float<width> toFloat(Int<width> a) {
  return Float<width>(make<mlir::arith::SIToFPOp>(a, a.likeFloat(width), a.v));
}
inline Float<64> widen(Float<32> a) {
  return Float<64>(make<mlir::arith::ExtFOp>(a, a.likeFloat(64), a.v));
}
inline Float<32> narrow(Float<64> a) {
  return Float<32>(make<mlir::arith::TruncFOp>(a, a.likeFloat(32), a.v));
}

template <class Usual, class Rare>
auto unlessAny(Mask mask, Usual usual, Rare rare) {
  mlir::OpBuilder &builder = *mask.builder;
  mlir::Value any = mask.v;
  if (llvm::isa<mlir::VectorType>(any.getType()))
    any = mlir::vector::ReductionOp::create(
        builder, mask.loc, mlir::vector::CombiningKind::OR, any);
  auto yielding = [](auto body) {
    return [body](mlir::OpBuilder &inner, mlir::Location loc) {
      auto pair = body();
      mlir::scf::YieldOp::create(inner, loc,
                                 mlir::ValueRange{pair.hi.v, pair.lo.v});
    };
  };
  auto branch = mlir::scf::IfOp::create(builder, mask.loc, any, yielding(rare),
                                        yielding(usual));
  using F = decltype(usual().hi);
  return Pair<F>{F(mask.with(branch.getResult(0))),
                 F(mask.with(branch.getResult(1)))};
}

} // namespace hfc::formulas::emitted
#endif
