// before: %w = [depth, columns], as models have it
// after:  [columns, depth], as a recipe over the same bytes: the indices of the
//         sum go last, so that 16 bytes of a row reach LDS at once
#include "targets/amdgpu/PackContract.h"
#include "dialects/HFC/HFCDialect.h"

using namespace mlir;
using namespace hfc;

std::optional<target::Packing> hfc::amdgpu::packContract(kernel::ContractOp op,
                                                         TypedAttr constant) {
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
  if (llvm::is_sorted(order))
    return std::nullopt;
  auto type = cast<RankedTensorType>(constant.getType());
  SmallVector<int64_t> shape;
  SmallVector<AffineExpr> results;
  for (int64_t dim : order) {
    shape.push_back(type.getDimSize(dim));
    results.push_back(map.getResult(dim));
  }
  auto packed = hf::TransposedAttr::get(
      op.getContext(), constant, order,
      RankedTensorType::get(shape, type.getElementType()));
  return target::Packing{
      packed, AffineMap::get(map.getNumDims(), 0, results, op.getContext())};
}
