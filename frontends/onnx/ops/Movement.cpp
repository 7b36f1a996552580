// Transpose, Concat, Expand, Tile, Pad, Trilu, DepthToSpace, SpaceToDepth:
// elements to other places.
#include "frontends/onnx/ops/Elementwise.h"

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hfc::onnx::Contents;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;

static LogicalResult importTranspose(NodeImporter &n) {
  int64_t rank = n.rank(0);
  SmallVector<int64_t> permutation = n.getInts("perm").value_or(
      llvm::to_vector(llvm::reverse(llvm::seq<int64_t>(rank))));
  if (rank < 2 && static_cast<int64_t>(permutation.size()) == rank)
    if (const Contents *known = n.contents(0))
      if (n.tryContents(0, n.dims(0), n.element(0), *known))
        return success();
  return n.result(0, n.create<hf::TransposeOp>(
                         n.in(0), n.builder.getDenseI64ArrayAttr(permutation)));
}

static bool tryConcatContents(NodeImporter &n, int64_t axis) {
  if (axis != 0)
    return false;
  Contents all;
  hf::Dims dims = n.dims(0);
  dims[0] = n.size(0);
  for (unsigned i = 0; i < n.getCount(); ++i) {
    if (!n.contents(i))
      return false;
    all.append(*n.contents(i));
    dims[0] = dims[0] + n.dims(i)[0];
  }
  return n.tryContents(0, dims, n.element(0), std::move(all));
}

static LogicalResult importConcat(NodeImporter &n) {
  if (n.opset >= 4 && !n.hasAttribute("axis"))
    return n.invalid("attribute axis is missing");
  hf::Dims first = n.dims(0);
  std::optional<int64_t> axis = n.getAxis(n.getInt("axis", 1), first.size());
  if (!axis)
    return failure();
  for (unsigned i = 1; i < n.getCount(); ++i) {
    hf::Dims dims = n.dims(i);
    if (dims.size() != first.size())
      return n.invalid("its operands differ in rank");
  }
  if (tryConcatContents(n, *axis))
    return success();
  SmallVector<Value> operands;
  for (unsigned i = 0; i < n.getCount(); ++i)
    operands.push_back(n.in(i));
  for (Value &operand : operands)
    for (unsigned d = 0; d < first.size(); ++d)
      if (static_cast<int64_t>(d) != *axis &&
          !n.fit(operand, d, first[d], "sizes of what is concatenated"))
        return failure();
  return n.result(
      0, n.create<hf::ConcatOp>(operands, static_cast<uint64_t>(*axis)));
}

// numpy's broadcasting in both directions: a 1 of the shape keeps the operand's
// size.
static LogicalResult importExpand(NodeImporter &n) {
  std::optional<Contents> shape = n.sizes(1, "the shape");
  if (!shape)
    return failure();
  for (DimExpr dim : *shape)
    if (dim.getConstant().value_or(0) < 0)
      return n.invalid("the shape has a size of {0}", *dim.getConstant());
  // What data gives for a size that is known is that size, or 1.
  hf::Dims own = n.dims(0);
  for (size_t back = 1; back <= std::min(own.size(), shape->size()); ++back) {
    DimExpr dim = own[own.size() - back],
            &size = (*shape)[shape->size() - back];
    if (dim == size || dim.isConstant(1) || !n.isDataSize(size))
      continue;
    n.checkEqual(size * size + dim, size * (dim + 1));
    size = dim;
  }
  std::optional<hf::Dims> dims =
      n.broadcastShape({n.dims(0), hf::Dims(*shape)});
  if (!dims)
    return failure();
  if (const Contents *known = n.contents(0); known && known->size() == 1) {
    DimExpr count = dim::product(n.context, *dims);
    int64_t number = count ? count.getConstant().value_or(-1) : -1;
    if (number >= 0 && number <= int64_t(hfc::onnx::maxContents) &&
        n.tryContents(0, *dims, n.element(0), Contents(number, known->front())))
      return success();
  }
  return n.result(0, n.broadcast(n.in(0), *dims));
}

// [2, 3] twice along dim 1: [2, 1, 3] broadcast to [2, 2, 3], read as [2, 6].
static LogicalResult importTile(NodeImporter &n) {
  std::optional<Contents> repeats = n.sizes(1, "the repeats");
  if (!repeats)
    return failure();
  hf::Dims dims = n.dims(0), open, repeated, result;
  if (repeats->size() != dims.size())
    return n.invalid("{0} repeats for {1} dims", repeats->size(), dims.size());
  for (auto [dim, times] : llvm::zip(dims, *repeats)) {
    if (times.getConstant().value_or(0) < 0)
      return n.invalid("it repeats {0} times", *times.getConstant());
    if (!times.isConstant(1)) {
      open.push_back(n.size(1));
      repeated.push_back(times);
    }
    open.push_back(dim);
    repeated.push_back(dim);
    result.push_back(dim * times);
  }
  return n.result(
      0, n.reshape(n.broadcast(n.reshape(n.in(0), open), repeated), result));
}

static LogicalResult importTrilu(NodeImporter &n) {
  hf::Dims dims = n.dims(0);
  if (dims.size() < 2)
    return n.invalid("its operand is no matrix");
  bool upper = n.getInt("upper", 1);
  mlir::Type index = n.builder.getI64Type();
  Value rows = n.iota(0, {dims[dims.size() - 2], n.size(1)}, index);
  Value columns = n.iota(0, dims.back(), index);
  if (n.has(1))
    rows = n.create<hf::AddOp>(rows, n.reshape(n.cast(n.in(1), index), {}));
  Value keeps = n.create<hf::CompareOp>(
      upper ? hf::Predicate::ge : hf::Predicate::le, columns, rows);
  return n.result(
      0, n.create<hf::SelectOp>(keeps, n.in(0), n.constant(0, n.element(0))));
}

// Blocks of channels become squares of places, or the reverse.
static LogicalResult importDepthToSpace(NodeImporter &n) {
  std::string mode = n.getString("mode", "DCR");
  int64_t block = n.getInt("blocksize", 0);
  hf::Dims dims = n.dims(0);
  if (dims.size() != 4 || block < 1 || block > INT16_MAX ||
      (mode != "DCR" && mode != "CRD"))
    return n.invalid("blocks of {0} in {1} dims, mode \"{2}\"", block,
                     dims.size(), mode);
  DimExpr b = n.size(block);
  DimExpr channels = n.divide(dims[1], block * block, "channels");
  if (!channels)
    return failure();
  bool depthFirst = mode == "DCR";
  Value parts =
      depthFirst
          ? n.reshape(n.in(0), {dims[0], b, b, channels, dims[2], dims[3]})
          : n.reshape(n.in(0), {dims[0], channels, b, b, dims[2], dims[3]});
  Value moved = depthFirst ? n.transpose(parts, {0, 3, 4, 1, 5, 2})
                           : n.transpose(parts, {0, 1, 4, 2, 5, 3});
  return n.result(
      0, n.reshape(moved, {dims[0], channels, dims[2] * b, dims[3] * b}));
}

static LogicalResult importSpaceToDepth(NodeImporter &n) {
  int64_t block = n.getInt("blocksize", 0);
  std::string mode = n.getString("mode", "DCR");
  hf::Dims dims = n.dims(0);
  if (dims.size() != 4 || block < 1 || block > INT16_MAX ||
      (mode != "DCR" && mode != "CRD"))
    return n.invalid("blocks of {0} in {1} dims, mode \"{2}\"", block,
                     dims.size(), mode);
  DimExpr b = n.size(block);
  DimExpr height = n.divide(dims[2], block, "rows"),
          width = n.divide(dims[3], block, "columns");
  if (!height || !width)
    return failure();
  Value parts = n.reshape(n.in(0), {dims[0], dims[1], height, b, width, b});
  Value moved =
      n.transpose(parts, mode == "DCR" ? ArrayRef<int64_t>{0, 3, 5, 1, 2, 4}
                                       : ArrayRef<int64_t>{0, 1, 3, 5, 2, 4});
  return n.result(0,
                  n.reshape(moved, {dims[0], dims[1] * b * b, height, width}));
}

void hfc::onnx::addMovement(OperatorTable &table) {
  table.add({{"Concat", 1, importConcat},
             {"DepthToSpace", 1, importDepthToSpace},
             {"Expand", 8, importExpand},
             {"SpaceToDepth", 1, importSpaceToDepth},
             {"Tile", 6, importTile},
             {"Transpose", 1, importTranspose},
             {"Trilu", 14, importTrilu}});
}
