// before: %w = [384, 1536] or, as checkpoints have it, [1536, 384]; a filter
//         [out, in, height, width]
// after:  panels [32][384][48] as a recipe over the same bytes, and the map
//         that finds an element there; bytes that meet bytes: [32][96][48][4];
//         a depthwise filter: [taps][channels]
#include "dialects/Dim/DimTypes.h"
#include "dialects/HFC/HFCDialect.h"
#include "targets/x86/ByteDot.h"
#include "targets/x86/ContractLowering.h"
#include "targets/x86/ContractRoles.h"

using namespace mlir;
using namespace hfc::x86;
using hfc::dim::DimExpr;

static RankedTensorType typeOf(TypedAttr constant) {
  return cast<RankedTensorType>(constant.getType());
}

static TypedAttr transpose(TypedAttr base, ArrayRef<int64_t> permutation) {
  RankedTensorType type = typeOf(base);
  SmallVector<int64_t> shape;
  for (int64_t dim : permutation)
    shape.push_back(type.getDimSize(dim));
  return hfc::hf::TransposedAttr::get(
      base.getContext(), base, permutation,
      RankedTensorType::get(shape, type.getElementType()));
}

static TypedAttr reshape(TypedAttr base, ArrayRef<int64_t> shape) {
  return hfc::hf::ReshapedAttr::get(
      base.getContext(), base,
      RankedTensorType::get(shape, typeOf(base).getElementType()));
}

static TypedAttr pad(TypedAttr base, ArrayRef<int64_t> shape) {
  auto type = RankedTensorType::get(shape, typeOf(base).getElementType());
  return type == typeOf(base)
             ? base
             : hfc::hf::PaddedAttr::get(base.getContext(), base, type);
}

// The constant's dims in the order of the batch's indices, whose number is
// given back, then of the sum's, columns last. Nothing unless each dim is just
// one of these indices, or of size 1.
static std::optional<SmallVector<int64_t>>
orderOfDims(AffineMap map, ArrayRef<int64_t> shape, unsigned column,
            unsigned rank, SmallVectorImpl<unsigned> &batch) {
  SmallVector<int64_t> order, ones;
  auto find = [&](unsigned index) {
    for (auto [i, expr] : llvm::enumerate(map.getResults()))
      if (expr == getAffineDimExpr(index, map.getContext()))
        order.push_back(i);
  };
  for (unsigned index = 0; index < column; ++index)
    if (map.isFunctionOfDim(index)) {
      find(index);
      batch.push_back(index);
    }
  if (order.size() != batch.size())
    return std::nullopt;
  for (unsigned index = rank; index < map.getNumDims(); ++index)
    find(index);
  find(column);
  for (auto [i, size] : llvm::enumerate(shape))
    if (!llvm::is_contained(order, i)) {
      if (size != 1)
        return std::nullopt;
      ones.push_back(i);
    }
  order.insert(order.begin() + batch.size(), ones.begin(), ones.end());
  if (order.size() != shape.size() || order.empty() ||
      map.getResult(order.back()) != getAffineDimExpr(column, map.getContext()))
    return std::nullopt;
  return order;
}

std::optional<hfc::target::Packing>
hfc::x86::packContract(kernel::ContractOp op, TypedAttr constant) {
  std::optional<ContractRoles> roles = findRoles(op, /*packing=*/true);
  if (!roles || roles->panels)
    return std::nullopt;
  RankedTensorType type = typeOf(constant);
  unsigned rank = cast<RankedTensorType>(op.getResult().getType()).getRank();
  AffineMap map = op.getRhsMap();
  SmallVector<unsigned> batch;
  auto order = orderOfDims(map, type.getShape(), rank - 1, rank, batch);
  bool isPlain = !roles->perColumn && !roles->groupWidth && !roles->bytes;
  if (!order || (!batch.empty() && !isPlain))
    return std::nullopt;

  MLIRContext *context = map.getContext();
  AffineExpr step = getAffineConstantExpr(0, context);
  SmallVector<DimExpr> reduce = dim::getDims(op.getReduce());
  int64_t depth = 1, columns = type.getDimSize(order->back());
  for (auto [i, size] : llvm::enumerate(reduce)) {
    auto count = size.getConstant();
    if (!count)
      return std::nullopt;
    step = step * *count + getAffineDimExpr(rank + i, context);
    depth *= *count;
  }
  SmallVector<int64_t> outer;
  for (size_t i = 0; i < batch.size(); ++i)
    outer.push_back(type.getDimSize((*order)[i]));
  int64_t count = llvm::product_of(outer);
  if (count * depth * columns != type.getNumElements())
    return std::nullopt;
  AffineExpr column = getAffineDimExpr(rank - 1, context);
  if (roles->perColumn)
    return target::Packing{
        reshape(transpose(constant, *order), {depth, columns}),
        AffineMap::get(map.getNumDims(), 0, {step, column}, context)};
  int64_t width = roles->groupWidth ? roles->groupWidth : columns;
  int64_t groups = columns / width;
  PackedShape packed = packedShape(roles->tile, depth, width);
  TypedAttr result =
      reshape(transpose(constant, *order), {count * depth, groups, width});
  if (roles->bytes) {
    int64_t steps = llvm::divideCeil(depth, bytesOfDot);
    result = reshape(result, {depth, width});
    result = pad(result, {steps * bytesOfDot, packed.panels * packed.width});
    result = reshape(result, {steps, bytesOfDot, packed.panels, packed.width});
    return target::Packing{transpose(result, {2, 0, 3, 1}),
                           bytePanelMap(op, packed.width)};
  }
  result = pad(result, {count * depth, groups, packed.panels * packed.width});
  auto panelsFirst = llvm::to_vector(llvm::seq<int64_t>(outer.size() + 3));
  std::swap(panelsFirst[outer.size()], panelsFirst[outer.size() + 1]);
  llvm::append_values(outer, depth, groups * packed.panels, packed.width);
  result = transpose(reshape(result, outer), panelsFirst);
  SmallVector<AffineExpr> place;
  for (unsigned index : batch)
    place.push_back(getAffineDimExpr(index, context));
  llvm::append_values(place, column.floorDiv(packed.width), step,
                      column % packed.width);
  if (roles->groupWidth) {
    result = reshape(result, {groups, packed.panels, depth, packed.width});
    AffineExpr inGroup = column % width;
    place = {column.floorDiv(width), inGroup.floorDiv(packed.width), step,
             inGroup % packed.width};
  }
  return target::Packing{result,
                         AffineMap::get(map.getNumDims(), 0, place, context)};
}
