// See Program.h.
#include "passes/plan/Program.h"
#include "dialects/HFC/NarrowTypes.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::plan;

Type plan::getKernelElement(Type element) {
  if (hf::isNarrow(element))
    return IntegerType::get(element.getContext(), 8);
  if (auto integer = dyn_cast<IntegerType>(element))
    return IntegerType::get(element.getContext(), integer.getWidth());
  return element;
}

RankedTensorType plan::getKernelType(RankedTensorType type) {
  return RankedTensorType::get(type.getShape(),
                               getKernelElement(type.getElementType()),
                               type.getEncoding());
}

// An integer that scalar programs of all layers share, or a float of few
// digits: written into the program. Other scalars are operands, so that layers
// that differ in a scale stay equal kernels.
static TypedAttr getInlineScalar(Value tensor) {
  auto constant = tensor.getDefiningOp<hf::ConstantOp>();
  auto dense =
      constant ? dyn_cast<DenseElementsAttr>(constant.getValue()) : nullptr;
  if (!dense || !dense.isSplat())
    return nullptr;
  Type element = dense.getElementType(), type = getKernelElement(element);
  if (hf::isNarrow(element))
    return IntegerAttr::get(
        type, APInt(8, hf::byteOf(
                           element,
                           isa<FloatType>(element)
                               ? dense.getSplatValue<APFloat>().bitcastToAPInt()
                               : dense.getSplatValue<APInt>())));
  if (isa<IntegerType>(type))
    return IntegerAttr::get(type, dense.getSplatValue<APInt>());
  APFloat value = dense.getSplatValue<APFloat>();
  APInt bits = value.bitcastToAPInt();
  if (value.isFinite() && bits.popcount() > 16)
    return nullptr;
  return FloatAttr::get(type, value);
}

Value Program::element(Value tensor, ArrayRef<Value> indices) {
  if (auto found = replaced.find(tensor); found != replaced.end())
    return found->second(indices);
  Key key{tensor.getAsOpaquePointer(), {guard.getAsOpaquePointer()}};
  for (Value index : indices)
    key.second.push_back(index.getAsOpaquePointer());
  for (auto &scope : llvm::reverse(scopes))
    if (auto found = scope.find(key); found != scope.end())
      return found->second;

  Value result;
  if (TypedAttr scalar = getInlineScalar(tensor)) {
    result = arith::ConstantOp::create(builder, location, scalar);
  } else if (Value operand = operands(tensor)) {
    Type type = getElementTypeOrSelf(operand.getType());
    Value otherwise = guard ? number(type, 0) : nullptr;
    result = kernel::LoadOp::create(builder, location, type, operand, indices,
                                    guard, otherwise);
  } else {
    Operation *op = tensor.getDefiningOp();
    result = getLowering(op)(*this, op, indices);
  }
  scopes.back()[key] = result;
  return result;
}

Value Program::broadcast(Value tensor, ArrayRef<Value> indices) {
  auto dims = dim::getDims(cast<RankedTensorType>(tensor.getType()));
  SmallVector<Value> own(indices.take_back(dims.size()));
  for (auto [index, dim] : llvm::zip(own, dims))
    if (dim.isConstant(1))
      index = this->index(0);
  return element(tensor, own);
}

void Program::replace(Value tensor,
                      std::function<Value(ArrayRef<Value>)> with) {
  replaced[tensor] = std::move(with);
}

Value Program::guarded(Value condition, llvm::function_ref<Value()> body) {
  if (matchPattern(condition, m_One()))
    return body();
  Value outer = guard;
  guard = outer ? both(outer, condition) : condition;
  Value result = body();
  guard = outer;
  return result;
}

Value Program::reduce(kernel::ReduceKind kind, ArrayRef<dim::DimExpr> box,
                      Type type,
                      llvm::function_ref<Value(ArrayRef<Value>)> body) {
  scopes.emplace_back();
  auto shape = dim::getShapeAttr(builder.getContext(), box);
  Value result =
      kernel::ReduceOp::create(builder, location, kind, shape, type,
                               [&](OpBuilder &, ValueRange indices) {
                                 return body(SmallVector<Value>(indices));
                               });
  scopes.pop_back();
  return result;
}

// Constants stand where they are used: cleanup merges them.
Value Program::index(int64_t value) {
  Key key{nullptr, {reinterpret_cast<void *>(value)}};
  for (auto &scope : llvm::reverse(scopes))
    if (auto found = scope.find(key); found != scope.end())
      return found->second;
  return scopes.back()[key] =
             arith::ConstantIndexOp::create(builder, location, value);
}

Value Program::size(dim::DimExpr value) {
  if (auto constant = value.getConstant())
    return index(*constant);
  return kernel::SizeOp::create(builder, location, builder.getIndexType(),
                                value.getAttr());
}

Value Program::add(Value lhs, Value rhs) {
  return make<arith::AddIOp>(lhs, rhs);
}
Value Program::sub(Value lhs, Value rhs) {
  return make<arith::SubIOp>(lhs, rhs);
}
Value Program::mul(Value lhs, Value rhs) {
  return make<arith::MulIOp>(lhs, rhs);
}
Value Program::select(Value condition, Value yes, Value no) {
  return make<arith::SelectOp>(condition, yes, no);
}

// One unsigned comparison: a negative value is large.
Value Program::inside(Value value, Value size) {
  return make<arith::CmpIOp>(arith::CmpIPredicate::ult, value, size);
}
Value Program::both(Value lhs, Value rhs) {
  return make<arith::AndIOp>(lhs, rhs);
}

Value Program::number(Type type, double value) {
  if (auto real = dyn_cast<FloatType>(type))
    return arith::ConstantOp::create(builder, location,
                                     FloatAttr::get(real, value));
  return integer(type, static_cast<int64_t>(value));
}

Value Program::integer(Type type, int64_t value) {
  return arith::ConstantOp::create(
      builder, location,
      IntegerAttr::get(type, APInt(type.getIntOrFloatBitWidth(), value,
                                   /*isSigned=*/true,
                                   /*implicitTrunc=*/true)));
}

Value Program::widen(Value value) {
  Type type = value.getType();
  if (isa<FloatType>(type) && type.getIntOrFloatBitWidth() < 32)
    return make<arith::ExtFOp>(builder.getF32Type(), value);
  return value;
}

Value Program::narrow(Value value, Type type) {
  if (value.getType() == type)
    return value;
  return make<arith::TruncFOp>(type, value);
}

Lowering plan::getLowering(Operation *op) {
  static const Lowerings lowerings = [] {
    Lowerings result;
    addCastLowering(result);
    addElementwiseLowerings(result);
    addMovementLowerings(result);
    addIndexLowerings(result);
    addReductionLowerings(result);
    return result;
  }();
  return lowerings.lookup(op->getName().getStringRef());
}
