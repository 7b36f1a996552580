// Gather, GatherElements, GatherND, OneHot: places that come from data.
#include "dialects/HFC/InputRanges.h"
#include "frontends/onnx/ops/Elementwise.h"

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hfc::onnx::Contents;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;

static hf::Dims getGatheredDims(NodeImporter &n, int64_t axis) {
  hf::Dims operand = n.dims(0), result(operand.begin(), operand.begin() + axis);
  result.append(n.dims(1));
  result.append(operand.begin() + axis + 1, operand.end());
  return result;
}

static bool tryGatherContents(NodeImporter &n, int64_t axis,
                              ArrayRef<int64_t> indices) {
  const Contents *known = n.contents(0);
  if (!known)
    return false;
  ArrayRef<int64_t> shape = n.type(0).getShape();
  int64_t size = shape[axis];
  int64_t inner = ShapedType::getNumElements(shape.drop_front(axis + 1));
  int64_t outer = ShapedType::getNumElements(shape.take_front(axis));
  if (outer * inner * indices.size() > hfc::onnx::maxContents)
    return false;
  Contents result;
  for (int64_t o = 0; o < outer; ++o)
    for (int64_t index : indices)
      for (int64_t i = 0; i < inner; ++i)
        result.push_back(
            (*known)[(o * size + (index < 0 ? index + size : index)) * inner +
                     i]);
  return n.tryContents(0, getGatheredDims(n, axis), n.element(0),
                       std::move(result));
}

static LogicalResult importGather(NodeImporter &n) {
  hf::Dims dims = n.dims(0);
  std::optional<int64_t> axis = n.getAxis(n.getInt("axis", 0), dims.size());
  if (!axis)
    return failure();
  SmallVector<int64_t> indices;
  if (const Contents *known = n.contents(1))
    for (DimExpr index : *known)
      if (index.isConstant())
        indices.push_back(*index.getConstant());
  bool areKnown = n.contents(1) && indices.size() == n.contents(1)->size();
  for (int64_t index : indices) {
    // ONNX forbids places outside, so the dim is that large.
    if (index < -INT32_MAX || index > INT32_MAX ||
        (!n.symbols.assumeLE(n.size(index < 0 ? -index : index + 1),
                             dims[*axis]) &&
         (n.symbols.hasChanged() || dims[*axis].isConstant())))
      return n.invalid("index {0} is outside {1}", index, dims[*axis].str());
  }
  if (areKnown && tryGatherContents(n, *axis, indices))
    return success();
  // One place is a slice, where it is inside for sure.
  if (areKnown && indices.size() == 1 &&
      n.symbols.provablyLE(
          n.size(indices[0] < 0 ? -indices[0] : indices[0] + 1), dims[*axis])) {
    hf::Dims starts(dims.size(), n.size(0)), sizes = dims;
    starts[*axis] =
        indices[0] < 0 ? dims[*axis] + indices[0] : n.size(indices[0]);
    sizes[*axis] = n.size(1);
    return n.result(0, n.reshape(n.slice(n.in(0), starts, sizes),
                                 getGatheredDims(n, *axis)));
  }
  // A graph inside may not run.
  auto size = dims[*axis].getConstant();
  if (size && n.boundSizes.blocks.size() == 1)
    hf::boundInput(n.in(1), -*size, *size - 1);
  return n.result(0, n.create<hf::GatherOp>(n.in(0), n.in(1),
                                            static_cast<uint64_t>(*axis)));
}

static LogicalResult importGatherElements(NodeImporter &n) {
  std::optional<int64_t> axis = n.getAxis(n.getInt("axis", 0), n.rank(0));
  if (!axis)
    return failure();
  return n.result(0, n.create<hf::GatherElementsOp>(
                         n.in(0), n.in(1), static_cast<uint64_t>(*axis)));
}

static LogicalResult importGatherND(NodeImporter &n) {
  int64_t batch = n.getInt("batch_dims", 0);
  hf::Dims operand = n.dims(0), indices = n.dims(1);
  for (int64_t i = 0; i < batch; ++i)
    if (i < n.rank(0) && i < n.rank(1) &&
        !n.requireEqual(operand[i], indices[i], "batch dims"))
      return failure();
  if (batch < 0)
    return n.invalid("{0} batch dims", batch);
  return n.result(0, n.create<hf::GatherNDOp>(n.in(0), n.in(1),
                                              static_cast<uint64_t>(batch)));
}

// `on` where the place along the new axis is the index, `off` elsewhere.
static LogicalResult importOneHot(NodeImporter &n) {
  std::optional<Contents> depth;
  if (std::optional<double> number = n.number(1)) // a float is legal too
    depth = Contents{n.size(static_cast<int64_t>(*number))};
  else if (isa<FloatType>(n.element(1)))
    depth = Contents{n.bind(n.cast(n.in(1), n.builder.getI64Type()),
                            (n.getLabel() + ".depth").str())};
  else
    depth = n.sizes(1, "the depth");
  std::optional<int64_t> axis = n.getAxis(n.getInt("axis", -1), n.rank(0) + 1);
  if (!depth || !axis)
    return failure();
  if (depth->size() != 1)
    return n.invalid("the depth is no scalar");
  if (n.rank(2) != 1)
    return n.invalid("its values have {0} dims, not one", n.rank(2));
  if (!n.requireEqual(n.dims(2)[0], n.size(2),
                      "the number of its values and two"))
    return failure();
  mlir::Type index = n.builder.getI64Type();
  hf::Dims dims = n.dims(0), places(n.rank(0) - *axis + 1, n.size(1));
  dims.insert(dims.begin() + *axis, n.size(1));
  places[0] = depth->front();
  Value given = n.reshape(n.cast(n.in(0), index), dims);
  Value isNegative =
      n.create<hf::CompareOp>(hf::Predicate::lt, given, n.constant(0, index));
  Value wrapped =
      n.create<hf::AddOp>(given, n.sizeValue(depth->front(), index));
  Value wanted = n.create<hf::SelectOp>(isNegative, wrapped, given);
  Value isOn = n.create<hf::CompareOp>(hf::Predicate::eq,
                                       n.iota(0, places, index), wanted);
  auto choice = [&](int64_t which) {
    return n.reshape(n.slice(n.in(2), n.size(which), n.size(1)), {});
  };
  return n.result(0, n.create<hf::SelectOp>(isOn, choice(1), choice(0)));
}

void hfc::onnx::addIndexing(OperatorTable &table) {
  table.add({{"Gather", 1, importGather},
             {"GatherElements", 11, importGatherElements},
             {"GatherND", 11, importGatherND},
             {"OneHot", 9, importOneHot}});
}
