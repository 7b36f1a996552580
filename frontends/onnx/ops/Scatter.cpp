// ScatterElements, ScatterND, MaxUnpool, TensorScatter: updates at places that
// data says.
#include "frontends/onnx/ops/Elementwise.h"
#include "frontends/onnx/ops/Windows.h"

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;

static Value wrapNegative(NodeImporter &n, Value index, DimExpr size) {
  if (!index)
    return nullptr;
  mlir::Type type = getElementTypeOrSelf(index);
  Value isNegative =
      n.create<hf::CompareOp>(hf::Predicate::lt, index, n.constant(0, type));
  return n.create<hf::SelectOp>(
      isNegative, n.create<hf::AddOp>(index, n.sizeValue(size, type)), index);
}

// Fails where the reduction is unknown.
static LogicalResult getKind(NodeImporter &n, mlir::Type element,
                             hf::ReduceKindAttr &kind) {
  std::string name = n.getString("reduction", "none");
  if (name == "none")
    return success();
  bool isBool = element.isInteger(1);
  auto found =
      llvm::StringSwitch<std::optional<hf::ReduceKind>>(name)
          .Case("add", isBool ? hf::ReduceKind::any : hf::ReduceKind::sum)
          .Case("mul", isBool ? hf::ReduceKind::all : hf::ReduceKind::prod)
          .Case("max", isBool ? hf::ReduceKind::any : hf::ReduceKind::max)
          .Case("min", isBool ? hf::ReduceKind::all : hf::ReduceKind::min)
          .Default(std::nullopt);
  if (!found)
    return n.invalid("its reduction is \"{0}\"", name);
  kind = hf::ReduceKindAttr::get(n.context, *found);
  return success();
}

// Opset 11 and Scatter: no reduction; a dim of the indices may be shorter than
// the operand's.
static LogicalResult importScatterElements(NodeImporter &n) {
  hf::Dims data = n.dims(0), indices = n.dims(1), updates = n.dims(2);
  std::optional<int64_t> axis = n.getAxis(n.getInt("axis", 0), data.size());
  hf::ReduceKindAttr kind;
  if (!axis || failed(getKind(n, n.element(0), kind)))
    return failure();
  if (indices.size() != data.size() || updates.size() != data.size())
    return n.invalid("its operands differ in rank");
  for (auto [i, size] : llvm::enumerate(indices)) {
    if (!n.requireEqual(size, updates[i], "sizes of indices and updates"))
      return failure();
    if (static_cast<int64_t>(i) != *axis &&
        !n.symbols.provablyLE(size, data[i]) &&
        !n.requireEqual(size, data[i], "sizes of operand and indices"))
      return failure();
  }
  return n.result(0, n.create<hf::ScatterOp>(n.in(0), n.in(1), n.in(2),
                                             uint64_t(*axis), kind));
}

// The last dim of the indices is a tuple that names a slice of the operand.
static LogicalResult importScatterND(NodeImporter &n) {
  hf::Dims data = n.dims(0), indices = n.dims(1), updates = n.dims(2);
  hf::ReduceKindAttr kind;
  if (failed(getKind(n, n.element(0), kind)))
    return failure();
  std::optional<int64_t> depth =
      indices.empty() ? std::nullopt : indices.back().getConstant();
  if (!depth || *depth < 0 || *depth > int64_t(data.size()))
    return n.invalid("{0} does not index {1}", onnx::toString(n.type(1)),
                     onnx::toString(n.type(0)));
  hf::Dims wanted(indices.begin(), indices.end() - 1);
  wanted.append(data.begin() + *depth, data.end());
  if (updates.size() != wanted.size())
    return n.invalid("its updates are {0}", onnx::toString(n.type(2)));
  for (auto [have, want] : llvm::zip(updates, wanted))
    if (!n.requireEqual(have, want, "sizes of updates"))
      return failure();
  ArrayRef<DimExpr> outer = ArrayRef(data).take_front(*depth),
                    slice = ArrayRef(data).drop_front(*depth);
  DimExpr rows = dim::product(n.context, outer),
          size = dim::product(n.context, slice),
          count = dim::product(n.context, ArrayRef(indices).drop_back());
  if (!rows || !size || !count)
    return n.unsupported("the number of elements cannot be expressed");
  mlir::Type index = n.element(1);
  Value tuples = n.reshape(n.in(1), {count, n.size(*depth)});
  Value place = n.broadcast(n.constant(0, index), count);
  for (int64_t i = 0; i < *depth; ++i) {
    Value one = n.reshape(
        n.slice(tuples, {n.size(0), n.size(i)}, {count, n.size(1)}), count);
    Value scale =
        n.sizeValue(dim::product(n.context, outer.drop_front(i + 1)), index);
    place = n.create<hf::AddOp>(
        place, n.create<hf::MulOp>(wrapNegative(n, one, outer[i]), scale));
  }
  Value result = n.create<hf::ScatterOp>(
      n.reshape(n.in(0), {rows, size}), n.reshape(place, {count, n.size(1)}),
      n.reshape(n.in(2), {count, size}), uint64_t(0), kind);
  return n.result(0, n.reshape(result, data));
}

// Elements to the places that MaxPool gave; zeros elsewhere.
static LogicalResult importMaxUnpool(NodeImporter &n) {
  hf::Dims dims = n.dims(0), result = dims;
  if (dims.size() < 3)
    return n.invalid("{0} has no spatial dims", onnx::toString(n.type(0)));
  size_t count = dims.size() - 2;
  auto window = getPerDim(n, "kernel_shape", count, 1, 1);
  auto strides = getPerDim(n, "strides", count, 1, 1);
  auto pads = getPerDim(n, "pads", 2 * count, 0, 0);
  if (!window || !strides || !pads)
    return failure();
  for (size_t i = 0; i < count; ++i)
    result[i + 2] = (dims[i + 2] - 1) * (*strides)[i] + (*window)[i] -
                    (*pads)[i] - (*pads)[i + count];
  hf::Dims pooled = result;
  if (n.has(2)) {
    auto given = n.sizes(2, "the shape");
    if (!given)
      return failure();
    if (given->size() != dims.size())
      return n.invalid("its shape has {0} sizes", given->size());
    result.assign(given->begin(), given->end());
  }
  for (size_t i = 0; i < dims.size(); ++i)
    if (!n.requireEqual(n.dims(1)[i], dims[i], "sizes of indices and operand"))
      return failure();
  // Places count in the operand of the pool, which may be the smaller one.
  DimExpr rows = dim::product(n.context, pooled),
          from = dim::product(n.context, dims);
  for (size_t i = 0; i < dims.size(); ++i)
    if (pooled[i] != result[i] &&
        !n.requireLE(pooled[i], result[i], "what was pooled and the result"))
      return failure();
  if (!rows || !from)
    return n.unsupported("the number of elements cannot be expressed");
  mlir::Type element = n.element(0);
  Value zeros = n.broadcast(n.constant(0, element), {rows});
  Value flat = n.create<hf::ScatterOp>(zeros, n.reshape(n.in(1), from),
                                       n.reshape(n.in(0), from), uint64_t(0),
                                       hf::ReduceKindAttr());
  Value image = n.reshape(flat, pooled);
  if (pooled != result && image)
    image = n.create<hf::PadOp>(
        mlir::Type(dim::getTensorType(result, element)), image,
        n.constant(0, element),
        dim::getShapeAttr(n.context, hf::Dims(dims.size(), n.size(0))),
        hf::PadMode::constant);
  return n.result(0, image);
}

// Writes the update behind what is in the cache, batch by batch; circular
// caches begin anew at their end.
static LogicalResult importTensorScatter(NodeImporter &n) {
  std::string mode = n.getString("mode", "linear");
  hf::Dims cache = n.dims(0), update = n.dims(1);
  std::optional<int64_t> axis = n.getAxis(n.getInt("axis", -2), cache.size());
  if (!axis)
    return failure();
  if (*axis == 0 || update.size() != cache.size() ||
      (mode != "linear" && mode != "circular"))
    return n.invalid("its axis is {0}, its mode \"{1}\"", *axis, mode);
  for (size_t i = 0; i < cache.size(); ++i)
    if (int64_t(i) != *axis &&
        !n.requireEqual(cache[i], update[i], "sizes of cache and update"))
      return failure();
  mlir::Type index = n.builder.getI64Type();
  hf::Dims along(cache.size() - *axis, n.size(1)),
      batch(cache.size(), n.size(1));
  along[0] = cache[*axis];
  batch[0] = cache[0];
  Value place = n.iota(0, along, index);
  if (n.has(2)) {
    if (n.rank(2) != 1 ||
        !n.requireEqual(n.dims(2)[0], cache[0], "batches and their places"))
      return n.invalid("its places are {0}", onnx::toString(n.type(2)));
    place = n.create<hf::SubOp>(place, n.reshape(n.in(2), batch));
  }
  if (mode == "circular")
    place = n.create<hf::ModOp>(place, n.sizeValue(cache[*axis], index), false);
  Value isNew = n.create<hf::AndOp>(
      n.create<hf::CompareOp>(hf::Predicate::ge, place, n.constant(0, index)),
      n.create<hf::CompareOp>(hf::Predicate::lt, place,
                              n.sizeValue(update[*axis], index)));
  // Places before the update must not count from its end.
  Value from = n.create<hf::MaxOp>(place, n.constant(0, index));
  Value taken = n.create<hf::GatherElementsOp>(
      n.in(1), n.broadcast(from, cache), static_cast<uint64_t>(*axis));
  return n.result(0, n.create<hf::SelectOp>(isNew, taken, n.in(0)));
}

void hfc::onnx::addScatter(OperatorTable &table) {
  table.add({{"MaxUnpool", 9, importMaxUnpool},
             {"Scatter", 9, importScatterElements},
             {"ScatterElements", 11, importScatterElements},
             {"ScatterND", 11, importScatterND},
             {"TensorScatter", 24, importTensorScatter}});
}
