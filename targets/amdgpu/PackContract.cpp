// before: %w = [depth, columns], as models have it
// after:  a recipe over the same bytes. [columns, depth]: the indices of the
//         sum go last, so that 16 bytes of a row reach LDS at once; or blocks
//         in the order of the matrix instructions (PackedContract.h). In the
//         type of a lower precision where one is asked for
#include "targets/amdgpu/PackContract.h"
#include "dialects/HFC/HFCDialect.h"
#include "targets/amdgpu/PackedContract.h"

using namespace mlir;
using namespace hfc;

Type hfc::amdgpu::smallType(MLIRContext *context, target::Precision precision) {
  return precision == target::Precision::f16 ? Type(Float16Type::get(context))
                                             : Type(BFloat16Type::get(context));
}

std::optional<target::Packing>
hfc::amdgpu::packContract(kernel::ContractOp op, TypedAttr constant,
                          target::Precision precision) {
  AffineMap map = op.getRhsMap();
  unsigned rank = cast<RankedTensorType>(op.getResult().getType()).getRank();
  SmallVector<int64_t> outer, sums;
  for (auto [i, expr] : llvm::enumerate(map.getResults())) {
    auto dim = dyn_cast<AffineDimExpr>(expr);
    if (!dim && !isa<AffineConstantExpr>(expr))
      return std::nullopt;
    (dim && dim.getPosition() >= rank ? sums : outer).push_back(i);
  }
  auto position = [&](int64_t i) {
    return cast<AffineDimExpr>(map.getResult(i)).getPosition();
  };
  llvm::sort(sums, [&](int64_t x, int64_t y) {
    return std::pair(position(x), x) < std::pair(position(y), y);
  });
  SmallVector<int64_t> order(outer);
  llvm::append_range(order, sums);
  auto type = cast<RankedTensorType>(constant.getType());
  Type lhs = cast<RankedTensorType>(op.getLhs().getType()).getElementType();
  bool converts = precision != target::Precision::f32 && lhs.isF32() &&
                  type.getElementType().isF32();
  Type element =
      converts ? smallType(op.getContext(), precision) : type.getElementType();
  bool isMatrix = order.size() == 2 && sums.size() == 1 && outer.size() == 1 &&
                  isa<AffineDimExpr>(map.getResult(outer[0])) &&
                  position(outer[0]) + 1 == rank;
  bool blocks = isMatrix && suitsPacking(op, element);
  if (llvm::is_sorted(order) && !converts && !blocks)
    return std::nullopt;
  SmallVector<int64_t> shape;
  SmallVector<AffineExpr> results;
  for (int64_t dim : order) {
    shape.push_back(type.getDimSize(dim));
    results.push_back(map.getResult(dim));
  }
  TypedAttr packed = constant;
  if (!llvm::is_sorted(order))
    packed = hf::TransposedAttr::get(
        op.getContext(), constant, order,
        RankedTensorType::get(shape, type.getElementType()));
  if (converts)
    packed = hf::ConvertedAttr::get(op.getContext(), packed,
                                    RankedTensorType::get(shape, element));
  if (blocks)
    return target::Packing{
        packBlocks(packed),
        packedMap(rank, element.getIntOrFloatBitWidth() / 8, op.getContext())};
  return target::Packing{
      packed, AffineMap::get(map.getNumDims(), 0, results, op.getContext())};
}
