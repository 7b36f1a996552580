#include "targets/amdgpu/PackedContract.h"
#include "dialects/Dim/DimTypes.h"
#include "dialects/HFC/HFCDialect.h"
#include "targets/amdgpu/MatrixInstruction.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::amdgpu;
using dim::DimExpr;

namespace {
// Bytes of a row that every kernel takes at a time, and the fewest of a row.
constexpr int64_t stepBytes = 128;
constexpr int64_t fewestBytes = 2 * stepBytes;
} // namespace

AffineMap hfc::amdgpu::packedMap(unsigned rank, int64_t elementBytes,
                                 MLIRContext *context) {
  AffineExpr column = getAffineDimExpr(rank - 1, context),
             term = getAffineDimExpr(rank, context);
  int64_t quad = quadBytes / elementBytes;
  return AffineMap::get(
      rank + 1, 0,
      {column.floorDiv(blockColumns), term.floorDiv(2 * quad),
       (term % (2 * quad)).floorDiv(quad), (column % 16).floorDiv(4),
       (column % blockColumns).floorDiv(16), column % 4, term % quad},
      context);
}

TypedAttr hfc::amdgpu::packBlocks(TypedAttr constant) {
  MLIRContext *context = constant.getContext();
  auto typed = [&](ArrayRef<int64_t> shape) {
    return RankedTensorType::get(
        shape, cast<RankedTensorType>(constant.getType()).getElementType());
  };
  auto type = cast<RankedTensorType>(constant.getType());
  int64_t quad =
      quadBytes / (type.getElementType().getIntOrFloatBitWidth() / 8);
  int64_t depth = type.getDimSize(1);
  int64_t blocks = llvm::divideCeil(type.getDimSize(0), blockColumns);
  if (blocks * blockColumns != type.getDimSize(0))
    constant = hf::PaddedAttr::get(context, constant,
                                   typed({blocks * blockColumns, depth}));
  int64_t chunks = depth / (2 * quad);
  constant = hf::ReshapedAttr::get(context, constant,
                                   typed({blocks, 2, 4, 4, chunks, 2, quad}));
  return hf::TransposedAttr::get(context, constant, {0, 4, 5, 2, 1, 3, 6},
                                 typed({blocks, chunks, 2, 4, 2, 4, quad}));
}

std::optional<PackedContract> hfc::amdgpu::suitsPacking(kernel::ContractOp op,
                                                        Type element) {
  auto type = cast<RankedTensorType>(op.getResult().getType());
  auto left = cast<RankedTensorType>(op.getLhs().getType());
  unsigned rank = type.getRank();
  SmallVector<DimExpr> reduce = dim::getDims(op.getReduce());
  if (rank == 0 || reduce.size() != 1 || op.getPadded() ||
      op.getUnsignedLhs() || op.getUnsignedRhs())
    return std::nullopt;
  PackedContract found;
  found.op = op;
  found.element = element;
  found.sizes = dim::getDims(type);
  auto columns = found.sizes.back().getConstant(),
       depth = reduce[0].getConstant();
  if (!columns || *columns < blockColumns || !depth)
    return std::nullopt;
  found.columns = *columns;
  found.depth = *depth;

  Type given = left.getElementType();
  // Both of one format.
  if (op.getRhsFloat()) {
    element = found.element = *op.getRhsFloat();
    given = op.getLhsFloat().value_or(given);
  }
  bool isSmall = element.isF16() || element.isBF16();
  found.converts = isSmall && given.isF32();
  Type sum = op.getEpilogue().front().getArguments().back().getType();
  if ((given != element && !found.converts) ||
      !(isSmall || op.getRhsFloat()
            ? sum.isF32()
            : element.isInteger(8) && sum.isInteger(32)))
    return std::nullopt;
  int64_t bytes = *depth * found.elementBytes();
  if (bytes % stepBytes || bytes < fewestBytes)
    return std::nullopt;

  // (rows…, term), and nothing of the left factor is left out.
  found.rows = DimExpr::constant(op.getContext(), 1);
  AffineMap map = op.getLhsMap();
  SmallVector<DimExpr> leftDims = dim::getDims(left);
  if (map.getNumResults() == 0 ||
      map.getResults().back() != getAffineDimExpr(rank, op.getContext()) ||
      leftDims.back() != reduce[0])
    return std::nullopt;
  unsigned next = 0;
  auto skipOnes = [&] {
    while (next + 1 < rank && found.sizes[next].isConstant(1))
      ++next;
  };
  for (auto [expr, size] :
       llvm::drop_end(llvm::zip(map.getResults(), leftDims))) {
    if (size.isConstant(1))
      continue;
    skipOnes();
    if (next + 1 >= rank || expr != getAffineDimExpr(next, op.getContext()) ||
        size != found.sizes[next])
      return std::nullopt;
    found.rows = found.rows * size;
    ++next;
  }
  skipOnes();
  if (next + 1 != rank)
    return std::nullopt;
  return found;
}

std::optional<PackedContract> hfc::amdgpu::findPacked(kernel::ContractOp op) {
  auto type = cast<RankedTensorType>(op.getRhs().getType());
  unsigned rank = cast<RankedTensorType>(op.getResult().getType()).getRank();
  Type element = type.getElementType();
  if (rank == 0 || type.getRank() != 7 || element.getIntOrFloatBitWidth() < 8 ||
      op.getRhsMap() !=
          packedMap(rank, element.getIntOrFloatBitWidth() / 8, op.getContext()))
    return std::nullopt;
  return suitsPacking(op, element);
}
