// Shape, Size, Reshape, Flatten, Squeeze, Unsqueeze: sizes, and the same
// elements under other sizes.
#include "frontends/onnx/ops/Elementwise.h"

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hfc::onnx::Contents;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;

static LogicalResult importShape(NodeImporter &n) {
  hf::Dims dims = n.dims(0);
  int64_t rank = dims.size();
  // Opset 15: a slice of the shape, clamped as Python does.
  auto place = [&](StringRef name, int64_t otherwise) {
    int64_t at = n.getInt(name, otherwise);
    return std::clamp<int64_t>(at < 0 ? at + rank : at, 0, rank);
  };
  int64_t start = place("start", 0), end = place("end", rank);
  Contents sizes(
      ArrayRef(dims).slice(start, std::max(end - start, int64_t(0))));
  int64_t count = sizes.size();
  if (n.tryContents(0, n.size(count), n.builder.getI64Type(), std::move(sizes)))
    return success();
  return n.unsupported("a tensor of {0} dims", rank);
}

static LogicalResult importSize(NodeImporter &n) {
  DimExpr count = dim::numElements(n.type(0));
  if (n.tryContents(0, {}, n.builder.getI64Type(), {count}))
    return success();
  return n.unsupported("the number of elements cannot be expressed");
}

// The operand under other sizes, its known elements kept.
static LogicalResult giveReshaped(NodeImporter &n, ArrayRef<DimExpr> dims) {
  if (const Contents *known = n.contents(0))
    if (n.tryContents(0, dims, n.element(0), *known))
      return success();
  return n.result(0, n.checkedReshape(n.in(0), dims));
}

// A shape whose elements data gives: what they mean, 0 and -1 included, is
// computed on the device and read from there.
static std::optional<Contents> getComputedShape(NodeImporter &n,
                                                bool allowZero) {
  std::optional<int64_t> rank =
      n.rank(1) == 1 ? n.dims(1)[0].getConstant() : std::nullopt;
  if (!rank || *rank > 64) {
    (void)n.unsupported("the rank of its result depends on data");
    return std::nullopt;
  }
  hf::Dims from = n.dims(0);
  mlir::Type index = n.builder.getI64Type();
  Value shape = n.in(1), known = n.constant(1, index);
  Contents result(*rank);
  SmallVector<Value> sizes;
  auto is = [&](Value value, int64_t number) {
    return n.create<hf::CompareOp>(hf::Predicate::eq, value,
                                   n.constant(number, index));
  };
  for (int64_t i = 0; i < *rank; ++i) {
    result[i] = shape ? n.knownElement(shape, i) : DimExpr();
    Value size = n.element(shape, i);
    if (!allowZero && i < static_cast<int64_t>(from.size()))
      size = n.create<hf::SelectOp>(is(size, 0), n.sizeValue(from[i], index),
                                    size);
    known = n.create<hf::MulOp>(
        known,
        n.create<hf::SelectOp>(is(size, -1), n.constant(1, index), size));
    sizes.push_back(size);
  }
  Value rest = n.create<hf::DivOp>(
      n.sizeValue(dim::numElements(n.type(0)), index), known);
  for (int64_t i = 0; i < *rank; ++i)
    if (!result[i]) {
      result[i] =
          n.bind(n.create<hf::SelectOp>(is(sizes[i], -1), rest, sizes[i]),
                 (n.getLabel() + "." + Twine(i)).str());
    }
  if (n.hasFailed())
    return std::nullopt;
  return result;
}

// What makes a number of elements divide by the sizes that are known of a
// shape (null: the open one). Those at the operand's places are taken for the
// operand's; a number that is left divides what is left of the elements, where
// that is one size.
static void assumeWhole(NodeImporter &n, DimExpr all, ArrayRef<DimExpr> to) {
  hf::Dims from = n.dims(0);
  DimExpr left = n.size(1);
  for (auto [i, size] : llvm::enumerate(to)) {
    if (!size)
      continue;
    if (auto rest = all.exactDiv(size))
      all = *rest;
    else
      left = left * size;
  }
  for (size_t i = 0; i < to.size() && i < from.size() && to[i]; ++i)
    if (!to[i].isConstant() && !from[i].isConstant() && from[i] != to[i] &&
        !n.symbols.assumeEqual(from[i], to[i]) && n.symbols.hasChanged())
      return;
  if (left.isConstant() && all.getSymbols().size() == 1)
    n.symbols.assumeDivides(*left.getConstant(), all);
}

static LogicalResult importReshape(NodeImporter &n) {
  n.ignore("consumed_inputs");
  bool allowZero = n.getInt("allowzero", 0);
  Contents wanted;
  if (n.opset >= 5 && !n.contents(1) && !n.isConstant(1)) {
    auto shape = getComputedShape(n, allowZero);
    if (!shape)
      return failure();
    wanted = *shape;
  } else if (n.opset < 5) {
    for (int64_t size : n.getInts("shape").value_or(SmallVector<int64_t>()))
      wanted.push_back(n.size(size));
  } else {
    std::optional<Contents> shape = n.knownVector(1, "the shape");
    if (!shape)
      return failure();
    wanted = *shape;
  }
  hf::Dims from = n.dims(0), to;
  std::optional<unsigned> open;
  DimExpr known = n.size(1);
  for (auto [i, size] : llvm::enumerate(wanted)) {
    DimExpr dim = size;
    if (size.isConstant(-1)) {
      if (open)
        return n.invalid("the shape has -1 twice");
      open = i;
      to.push_back({});
      continue;
    }
    if (size.isConstant(0) && !allowZero) {
      if (i >= from.size())
        return n.invalid("the shape copies dim {0} of {1}", i,
                         onnx::toString(n.type(0)));
      dim = from[i];
    }
    if (dim.getConstant().value_or(0) < 0)
      return n.invalid("the shape has a size of {0}", *dim.getConstant());
    to.push_back(dim);
    known = known * dim;
  }
  DimExpr all = dim::numElements(n.type(0));
  if (!open) {
    if (n.symbols.provablyDiffer(all, known))
      return n.invalid("numbers of elements differ: {0} and {1}", all.str(),
                       known.str());
    // May be assumed, else is checked when it runs.
    if (!n.symbols.assumeEqual(all, known) && n.symbols.hasChanged())
      return n.abandon();
    return giveReshaped(n, to);
  }
  // Sizes that are on both sides cancel even where they may be 0.
  std::optional<DimExpr> rest = all ? all.exactDiv(known) : std::nullopt;
  if (!rest && all && all.isConstant() && known.isConstant())
    return n.invalid("{0} elements do not divide by {1}", all.str(),
                     known.str());
  if (!rest) {
    assumeWhole(n, all, to);
    if (n.symbols.hasChanged())
      return n.abandon();
    // Whether it divides shows when it runs.
    rest = all.floorDiv(n.symbols.max(known, n.size(1)));
  }
  if (!*rest)
    return n.unsupported("the number of elements cannot be expressed");
  to[*open] = *rest;
  return giveReshaped(n, to);
}

static LogicalResult importFlatten(NodeImporter &n) {
  hf::Dims dims = n.dims(0);
  std::optional<int64_t> axis =
      n.getAxis(n.getInt("axis", 1), dims.size(), /*allowEnd=*/true);
  if (!axis)
    return failure();
  return giveReshaped(
      n, {dim::product(n.context, ArrayRef(dims).take_front(*axis)),
          dim::product(n.context, ArrayRef(dims).drop_front(*axis))});
}

// An attribute before opset 13, then input 1.
static std::optional<SmallVector<int64_t>> getAxesOperand(NodeImporter &n) {
  if (n.opset < 13)
    return n.getInts("axes");
  if (!n.has(1))
    return std::nullopt;
  return n.knownInts(1, "the axes");
}

static LogicalResult importSqueeze(NodeImporter &n) {
  hf::Dims dims = n.dims(0), result;
  std::optional<SmallVector<int64_t>> given = getAxesOperand(n);
  if (n.hasFailed())
    return failure();
  if (!given) {
    // All dims of 1; a symbolic one is taken for another size.
    for (DimExpr dim : dims)
      if (!dim.isConstant(1))
        result.push_back(dim);
    return giveReshaped(n, result);
  }
  auto axes = n.getAxes(*given, dims.size());
  if (!axes)
    return failure();
  for (auto [i, dim] : llvm::enumerate(dims)) {
    if (!llvm::is_contained(*axes, i))
      result.push_back(dim);
    else if (!n.requireEqual(dim, n.size(1), "a squeezed dim and 1"))
      return failure();
  }
  return giveReshaped(n, result);
}

static LogicalResult importUnsqueeze(NodeImporter &n) {
  std::optional<SmallVector<int64_t>> given = getAxesOperand(n);
  if (!given)
    return n.invalid("it has no axes");
  hf::Dims dims = n.dims(0), result;
  int64_t rank = dims.size() + given->size();
  auto axes = n.getAxes(*given, rank);
  if (!axes)
    return failure();
  for (int64_t i = 0, next = 0; i < rank; ++i)
    result.push_back(llvm::is_contained(*axes, i) ? n.size(1) : dims[next++]);
  return giveReshaped(n, result);
}

void hfc::onnx::addShapes(OperatorTable &table) {
  table.add({{"Flatten", 1, importFlatten},
             {"Reshape", 1, importReshape},
             {"Shape", 1, importShape},
             {"Size", 1, importSize},
             {"Squeeze", 1, importSqueeze},
             {"Unsqueeze", 1, importUnsqueeze}});
}
