// Recipes of constants; see Recipes.h.
#include "passes/graph/Recipes.h"
#include "dialects/Dim/DimTypes.h"
#include "mlir/Dialect/Utils/IndexingUtils.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::hf;

static RankedTensorType getType(TypedAttr constant) {
  return cast<RankedTensorType>(constant.getType());
}

static RankedTensorType withShape(TypedAttr constant, ArrayRef<int64_t> shape) {
  return RankedTensorType::get(shape, getType(constant).getElementType());
}

TypedAttr graph::makeTransposed(TypedAttr base, ArrayRef<int64_t> permutation) {
  SmallVector<int64_t> order(permutation);
  if (auto inner = dyn_cast<TransposedAttr>(base)) {
    order = applyPermutation(inner.getPermutation(), permutation);
    base = inner.getBase();
  }
  if (llvm::equal(order, llvm::seq<int64_t>(order.size())))
    return base;
  SmallVector<int64_t> shape =
      applyPermutation(getType(base).getShape(), order);
  SmallVector<int64_t> moved = llvm::filter_to_vector(
      order, [&](int64_t dim) { return getType(base).getDimSize(dim) != 1; });
  if (llvm::is_sorted(moved))
    return makeReshaped(base, shape);
  return TransposedAttr::get(base.getContext(), base, order,
                             withShape(base, shape));
}

TypedAttr graph::makeReshaped(TypedAttr base, ArrayRef<int64_t> shape) {
  if (auto inner = dyn_cast<ReshapedAttr>(base))
    base = inner.getBase();
  RankedTensorType type = withShape(base, shape);
  if (auto dense = dyn_cast<DenseElementsAttr>(base))
    return dense.reshape(type);
  if (auto weight = dyn_cast<WeightAttr>(base))
    return WeightAttr::get(base.getContext(), weight.getFile(),
                           weight.getOffset(), type);
  if (type == base.getType())
    return base;
  return ReshapedAttr::get(base.getContext(), base, type);
}

TypedAttr graph::makeConcatenated(ArrayRef<TypedAttr> parts, int64_t axis) {
  SmallVector<int64_t> shape(getType(parts[0]).getShape());
  shape[axis] = 0;
  for (TypedAttr part : parts)
    shape[axis] += getType(part).getDimSize(axis);
  return ConcatenatedAttr::get(parts[0].getContext(), parts, axis,
                               withShape(parts[0], shape));
}

TypedAttr graph::makeScaled(TypedAttr base, TypedAttr factor) {
  RankedTensorType type = getType(base);
  SmallVector<int64_t> shape(getType(factor).getShape());
  int64_t missing = type.getRank() - static_cast<int64_t>(shape.size());
  if (missing < 0 || !isa<FloatType>(type.getElementType()))
    return {};
  shape.insert(shape.begin(), missing, 1);
  for (auto [size, wanted] : llvm::zip_equal(shape, type.getShape()))
    if (size != 1 && size != wanted)
      return {};
  return ScaledAttr::get(base.getContext(), base, makeReshaped(factor, shape),
                         type);
}

TypedAttr graph::getConstantValue(Value value) {
  auto constant = value.getDefiningOp<ConstantOp>();
  return constant ? constant.getValue() : TypedAttr();
}

static TypedAttr makeSliced(SliceOp op, TypedAttr base) {
  SmallVector<int64_t> starts;
  for (auto [start, step] :
       llvm::zip_equal(op.getStarts().getDims(), op.getSteps())) {
    std::optional<int64_t> number = dim::DimExpr(start).getConstant();
    if (!number || step != 1)
      return {};
    starts.push_back(*number);
  }
  return SlicedAttr::get(base.getContext(), base, starts,
                         op.getResult().getType());
}

TypedAttr graph::makeRecipe(Operation *op) {
  SmallVector<TypedAttr> operands;
  for (Value operand : op->getOperands()) {
    operands.push_back(getConstantValue(operand));
    if (!operands.back())
      return {};
  }
  if (op->getNumResults() != 1)
    return {};
  auto type = dyn_cast<RankedTensorType>(op->getResult(0).getType());
  if (!type || !type.hasStaticShape())
    return {};
  return llvm::TypeSwitch<Operation *, TypedAttr>(op)
      .Case([&](TransposeOp transpose) {
        return makeTransposed(operands[0], transpose.getPermutation());
      })
      .Case(
          [&](ReshapeOp) { return makeReshaped(operands[0], type.getShape()); })
      .Case([&](SliceOp slice) { return makeSliced(slice, operands[0]); })
      .Case([&](ConcatOp concat) {
        return makeConcatenated(operands, concat.getAxis());
      })
      .Case([&](CastOp cast) -> TypedAttr {
        if (cast.getOverflowing() || cast.getRounding() != Rounding::nearest)
          return {};
        return ConvertedAttr::get(op->getContext(), operands[0], type);
      })
      .Case([&](MulOp) -> TypedAttr {
        for (auto [base, factor] : {std::pair(operands[0], operands[1]),
                                    std::pair(operands[1], operands[0])})
          if (base.getType() == type)
            if (TypedAttr scaled = makeScaled(base, factor))
              return scaled;
        return {};
      })
      .Default([](Operation *) { return TypedAttr(); });
}
