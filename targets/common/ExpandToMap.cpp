#include "targets/common/ExpandToMap.h"
#include "dialects/Dim/DimTypes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/IR/AffineExprVisitor.h"
#include "mlir/IR/IRMapping.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::codegen;
using kernel::ReduceKind;
using kernel::ReduceOp;

namespace {

class Expander {
public:
  Expander(OpBuilder &builder, Location loc) : b(loc, builder) {}

  Value index(int64_t value) {
    return arith::ConstantIndexOp::create(b, value);
  }

  Value evaluate(AffineExpr expr, ValueRange indices) {
    if (auto dim = dyn_cast<AffineDimExpr>(expr))
      return indices[dim.getPosition()];
    if (auto constant = dyn_cast<AffineConstantExpr>(expr))
      return index(constant.getValue());
    auto binary = cast<AffineBinaryOpExpr>(expr);
    Value x = evaluate(binary.getLHS(), indices);
    Value y = evaluate(binary.getRHS(), indices);
    switch (expr.getKind()) {
    case AffineExprKind::Add:
      return arith::AddIOp::create(b, x, y);
    case AffineExprKind::Mul:
      return arith::MulIOp::create(b, x, y);
    case AffineExprKind::CeilDiv:
      return arith::CeilDivSIOp::create(b, x, y);
    case AffineExprKind::Mod: {
      Value quotient = arith::FloorDivSIOp::create(b, x, y);
      return arith::SubIOp::create(b, x, arith::MulIOp::create(b, quotient, y));
    }
    default:
      return arith::FloorDivSIOp::create(b, x, y);
    }
  }

  // The element at the map's place; zero outside of a padded tensor.
  Value load(Value tensor, AffineMap map, ValueRange indices, bool padded) {
    auto dims = dim::getDims(tensor);
    SmallVector<Value> places;
    Value guard;
    for (auto [expr, dim] : llvm::zip_equal(map.getResults(), dims)) {
      Value place = evaluate(expr, indices);
      places.push_back(place);
      if (!padded)
        continue;
      Value size = kernel::SizeOp::create(b, b.getIndexType(), dim.getAttr());
      Value inside = arith::AndIOp::create(
          b,
          arith::CmpIOp::create(b, arith::CmpIPredicate::sge, place, index(0)),
          arith::CmpIOp::create(b, arith::CmpIPredicate::slt, place, size));
      guard = guard ? Value(arith::AndIOp::create(b, guard, inside)) : inside;
    }
    Type element = cast<RankedTensorType>(tensor.getType()).getElementType();
    Value zero;
    if (guard)
      zero = arith::ConstantOp::create(b, b.getZeroAttr(element));
    return kernel::LoadOp::create(b, element, tensor, places, guard, zero);
  }

  Value widen(Value value, Type to, bool isUnsigned) {
    Type from = value.getType();
    if (from == to)
      return value;
    if (isa<FloatType>(to)) {
      if (isa<FloatType>(from))
        return arith::ExtFOp::create(b, to, value);
      if (isUnsigned)
        return arith::UIToFPOp::create(b, to, value);
      return arith::SIToFPOp::create(b, to, value);
    }
    if (from.getIntOrFloatBitWidth() > to.getIntOrFloatBitWidth())
      return arith::TruncIOp::create(b, to, value);
    if (isUnsigned || from.isInteger(1))
      return arith::ExtUIOp::create(b, to, value);
    return arith::ExtSIOp::create(b, to, value);
  }

  // A byte of an 8-bit float, as bf16, which holds all of them, widened. The
  // formats: passes/plan/lowering/NarrowFloats.h.
  Value widenFloat8(Value byte, FloatType from, Type to) {
    const llvm::fltSemantics &format = from.getFloatSemantics();
    int64_t mantissa = APFloat::semanticsPrecision(format) - 1;
    int64_t bias = 1 - APFloat::semanticsMinExponent(format);
    Type i32 = b.getI32Type();
    auto word = [&](int64_t value) -> Value {
      return arith::ConstantOp::create(b, b.getI32IntegerAttr(value));
    };
    auto compare = [&](arith::CmpIPredicate predicate, Value x, int64_t y) {
      return arith::CmpIOp::create(b, predicate, x, word(y));
    };
    auto up = [&](Value x, int64_t count) -> Value {
      return arith::ShLIOp::create(b, x, word(count));
    };
    Value code = arith::ExtUIOp::create(b, i32, byte);
    Value magnitude = arith::AndIOp::create(b, code, word(0x7f));
    // Subnormals are whole numbers of the least one.
    Value least = arith::ConstantOp::create(
        b, b.getF32FloatAttr(std::ldexp(1.0f, 1 - bias - mantissa)));
    Value small = arith::UIToFPOp::create(b, b.getF32Type(), magnitude);
    small = arith::MulFOp::create(b, small, least);
    Value bits = arith::SelectOp::create(
        b,
        compare(arith::CmpIPredicate::ult, magnitude, int64_t(1) << mantissa),
        arith::BitcastOp::create(b, i32, small),
        arith::AddIOp::create(b, up(magnitude, 23 - mantissa),
                              word((127 - bias) << 23)));
    // E5M2 has infinity and NaNs, E4M3 a NaN of each sign, the others one.
    if (isa<Float8E5M2Type>(from)) {
      Value special = arith::OrIOp::create(b, up(magnitude, 23 - mantissa),
                                           word(0x7f800000));
      bits = arith::SelectOp::create(
          b, compare(arith::CmpIPredicate::uge, magnitude, 0x7c), special,
          bits);
    } else {
      bool isSigned = isa<Float8E4M3FNType>(from);
      Value isNan =
          compare(arith::CmpIPredicate::eq, isSigned ? magnitude : code,
                  isSigned ? 0x7f : 0x80);
      bits = arith::SelectOp::create(b, isNan, word(0x7fc00000), bits);
    }
    Value sign = arith::AndIOp::create(b, code, word(0x80));
    bits = arith::OrIOp::create(b, bits, up(sign, 24));
    Value upper = arith::TruncIOp::create(
        b, b.getI16Type(), arith::ShRUIOp::create(b, bits, word(16)));
    upper = arith::BitcastOp::create(b, b.getBF16Type(), upper);
    return arith::ExtFOp::create(b, to, upper);
  }

  Value multiply(Value x, Value y) {
    if (isa<FloatType>(x.getType()))
      return arith::MulFOp::create(b, x, y, arith::FastMathFlags::contract);
    return arith::MulIOp::create(b, x, y);
  }

  // A scalar program at these arguments.
  Value inlined(Block &program, ValueRange arguments) {
    IRMapping mapping;
    mapping.map(program.getArguments(), arguments);
    for (Operation &op : program.without_terminator())
      b.clone(op, mapping);
    return mapping.lookupOrDefault(program.getTerminator()->getOperand(0));
  }

  template <typename Body>
  Value reduce(ReduceKind kind, dim::ShapeAttr shape, Type type, Body body) {
    return ReduceOp::create(b, kind, shape, type,
                            [&](OpBuilder &inner, ValueRange indices) {
                              OpBuilder::InsertionGuard guard(b);
                              b.setInsertionPoint(inner.getInsertionBlock(),
                                                  inner.getInsertionPoint());
                              return body(indices);
                            });
  }

  template <typename Body> kernel::MapOp map(RankedTensorType type, Body body) {
    return kernel::MapOp::create(
        b, type, [&](OpBuilder &inner, ValueRange indices) {
          OpBuilder::InsertionGuard guard(b);
          b.setInsertionPoint(inner.getInsertionBlock(),
                              inner.getInsertionPoint());
          return body(indices);
        });
  }

  ImplicitLocOpBuilder b;
};

kernel::MapOp expandContract(OpBuilder &builder, kernel::ContractOp op) {
  Expander e(builder, op.getLoc());
  Block &epilogue = op.getEpilogue().front();
  Type sum = epilogue.getArguments().back().getType();
  return e.map(op.getResult().getType(), [&](ValueRange outer) {
    Value total =
        e.reduce(ReduceKind::add, op.getReduce(), sum, [&](ValueRange inner) {
          SmallVector<Value> indices(outer);
          llvm::append_range(indices, inner);
          Value x =
              e.load(op.getLhs(), op.getLhsMap(), indices, op.getPadded());
          Value y = e.load(op.getRhs(), op.getRhsMap(), indices, false);
          auto wide = [&](Value value, std::optional<Type> of,
                          bool isUnsigned) {
            return of ? e.widenFloat8(value, cast<FloatType>(*of), sum)
                      : e.widen(value, sum, isUnsigned);
          };
          return e.multiply(wide(x, op.getLhsFloat(), op.getUnsignedLhs()),
                            wide(y, op.getRhsFloat(), op.getUnsignedRhs()));
        });
    SmallVector<Value> arguments(outer);
    arguments.push_back(total);
    return e.inlined(epilogue, arguments);
  });
}

// softmax_j as exp(score - greatest score) over the sum of these.
kernel::MapOp expandAttention(OpBuilder &builder, kernel::AttentionOp op) {
  Expander e(builder, op.getLoc());
  auto &b = e.b;
  auto dims = dim::getDims(op.getDims());
  auto shape = [&](unsigned which) {
    return dim::getShapeAttr(b.getContext(), {dims[which]});
  };
  Block &scores = op.getScores().front();
  Type type = scores.getArguments().back().getType();
  auto result = op.getResult().getType();
  AffineMap where = inversePermutation(op.getResultMap());
  return e.map(result, [&](ValueRange places) {
    SmallVector<Value> at; // b, h, i, e
    for (AffineExpr expr : where.getResults())
      at.push_back(e.evaluate(expr, places));
    auto score = [&](Value key) {
      Value dot =
          e.reduce(ReduceKind::add, shape(4), type, [&](ValueRange depth) {
            Value q = e.load(op.getQuery(), op.getQueryMap(),
                             {at[0], at[1], at[2], depth[0]}, false);
            Value k = e.load(op.getKey(), op.getKeyMap(),
                             {at[0], at[1], key, depth[0]}, false);
            return e.multiply(e.widen(q, type, false), e.widen(k, type, false));
          });
      return e.inlined(scores, {at[0], at[1], at[2], key, dot});
    };
    Value greatest = e.reduce(ReduceKind::max, shape(3), type,
                              [&](ValueRange key) { return score(key[0]); });
    if (op.getZeroEmptyRows()) {
      // -inf for all: exp(-inf - 0) is 0.
      Value none = arith::ConstantOp::create(
          b, b.getFloatAttr(type, -std::numeric_limits<double>::infinity()));
      Value zero = arith::ConstantOp::create(b, b.getZeroAttr(type));
      Value empty =
          arith::CmpFOp::create(b, arith::CmpFPredicate::OEQ, greatest, none);
      greatest = arith::SelectOp::create(b, empty, zero, greatest);
    }
    auto weight = [&](Value key) -> Value {
      return math::ExpOp::create(
          b, arith::SubFOp::create(b, score(key), greatest));
    };
    Value sum = e.reduce(ReduceKind::add, shape(3), type,
                         [&](ValueRange key) { return weight(key[0]); });
    Value total =
        e.reduce(ReduceKind::add, shape(3), type, [&](ValueRange key) {
          Value v = e.load(op.getValue(), op.getValueMap(),
                           {at[0], at[1], key[0], at[3]}, false);
          return e.multiply(weight(key[0]), e.widen(v, type, false));
        });
    Value value = arith::DivFOp::create(b, total, sum);
    if (op.getZeroEmptyRows()) {
      Value zero = arith::ConstantOp::create(b, b.getZeroAttr(type));
      Value empty =
          arith::CmpFOp::create(b, arith::CmpFPredicate::OEQ, sum, zero);
      value = arith::SelectOp::create(b, empty, zero, value);
    }
    Type element = result.getElementType();
    if (element != type)
      value = arith::TruncFOp::create(b, element, value);
    return value;
  });
}

} // namespace

kernel::MapOp hfc::codegen::expandToMap(OpBuilder &builder, Operation *op) {
  if (auto contract = dyn_cast<kernel::ContractOp>(op))
    return expandContract(builder, contract);
  return expandAttention(builder, cast<kernel::AttentionOp>(op));
}
