// DeformConv (Dai et al. 2017, Zhu et al. 2019): a convolution whose windows
// look at places that data gives, between elements too.
#include "frontends/onnx/ops/Contractions.h"
#include "frontends/onnx/ops/Elementwise.h"
#include "frontends/onnx/ops/Sampling.h"
#include "frontends/onnx/ops/Windows.h"

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hfc::onnx::Around;
using hfc::onnx::Coordinate;
using hfc::onnx::getPerDim;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;
using hfc::onnx::Sampling;

// The places of a spatial dim that taps look at, before their offsets:
// [taps, places…, 1].
static Value makePlaces(NodeImporter &n, ArrayRef<int64_t> kernel, size_t axis,
                        ArrayRef<DimExpr> places, int64_t stride,
                        int64_t dilation, int64_t pad, mlir::Type element) {
  int64_t inner = 1, taps = 1;
  for (auto [i, size] : llvm::enumerate(kernel)) {
    taps *= size;
    if (i > axis)
      inner *= size;
  }
  mlir::Type index = n.builder.getI64Type();
  hf::Dims first(places.size() + 2, n.size(1)),
      along(places.size() - axis + 1, n.size(1));
  first[0] = n.size(taps);
  along[0] = places[axis];
  Value own = n.create<hf::ModOp>(
      n.create<hf::DivOp>(n.iota(0, first, index), n.constant(inner, index)),
      n.constant(kernel[axis], index), true);
  Value tap = n.create<hf::MulOp>(own, n.constant(dilation, index));
  Value begin =
      n.create<hf::MulOp>(n.iota(0, along, index), n.constant(stride, index));
  Value place = n.create<hf::SubOp>(n.create<hf::AddOp>(begin, tap),
                                    n.constant(pad, index));
  return n.cast(place, element);
}

static LogicalResult importDeformConv(NodeImporter &n) {
  hf::Dims x = n.dims(0), filter = n.dims(1), given = n.dims(2);
  int64_t spatial = int64_t(x.size()) - 2;
  int64_t groups = n.getInt("group", 1),
          offsetGroups = n.getInt("offset_group", 1);
  if (spatial < 1 || filter.size() != x.size() || given.size() != x.size() ||
      groups < 1 || offsetGroups < 1)
    return n.invalid("{0}, {1} and offsets {2} do not fit",
                     onnx::toString(n.type(0)), onnx::toString(n.type(1)),
                     onnx::toString(n.type(2)));
  SmallVector<int64_t> kernel;
  int64_t taps = 1;
  for (DimExpr size : ArrayRef(filter).drop_front(2)) {
    if (!size.isConstant())
      return n.unsupported("the filter has a size of {0}", size.str());
    kernel.push_back(*size.getConstant());
    taps *= kernel.back();
  }
  if (auto shape = n.getInts("kernel_shape"); shape && *shape != kernel)
    return n.invalid("kernel_shape is not the filter's");
  auto strides = getPerDim(n, "strides", spatial, 1, 1);
  auto dilations = getPerDim(n, "dilations", spatial, 1, 1);
  auto pads = getPerDim(n, "pads", 2 * spatial, 0, 0);
  if (!strides || !dilations || !pads)
    return failure();
  hf::Dims places;
  for (int64_t i = 0; i < spatial; ++i) {
    DimExpr room = x[i + 2] + ((*pads)[i] + (*pads)[i + spatial] -
                               (kernel[i] - 1) * (*dilations)[i] - 1);
    places.push_back(room.floorDiv(n.size((*strides)[i])) + 1);
    if (!n.requireEqual(given[i + 2], places[i], "offsets and places"))
      return failure();
  }
  DimExpr perGroup = n.divide(x[1], groups, "channels"),
          perOffset = n.divide(x[1], offsetGroups, "channels");
  if (!n.divide(filter[0], groups, "filters") || n.hasFailed() ||
      !n.requireEqual(x[0], given[0], "batches of operand and offsets") ||
      !n.requireEqual(perGroup, filter[1], "channels of operand and filter") ||
      !n.requireEqual(given[1], n.size(offsetGroups * taps * spatial),
                      "offsets and taps"))
    return failure();
  mlir::Type element = n.element(0);
  mlir::Type wide = element.isF64() ? element : n.builder.getF32Type();

  // Coordinates [batch, tap, places…, offset group]: what they find has its
  // channels side by side.
  auto perPlace = [&](Value of, int64_t numbers) -> Value {
    hf::Dims dims{x[0], n.size(offsetGroups), n.size(taps), n.size(numbers)};
    SmallVector<int64_t> order{0, 3, 2};
    for (DimExpr place : places) {
      order.push_back(dims.size());
      dims.push_back(place);
    }
    order.push_back(1);
    return n.transpose(n.reshape(n.cast(of, wide), dims), order);
  };
  hf::Dims shape{x[0], n.size(taps)};
  shape.append(places);
  shape.push_back(n.size(offsetGroups));
  Value offsets = perPlace(n.in(2), spatial);
  SmallVector<Coordinate> coordinates;
  for (int64_t i = 0; i < spatial; ++i) {
    hf::Dims starts(spatial + 4, n.size(0)), sizes = shape;
    starts[1] = n.size(i);
    sizes.insert(sizes.begin() + 1, n.size(1));
    Value own = n.reshape(n.slice(offsets, starts, sizes), shape);
    Value place = makePlaces(n, kernel, i, places, (*strides)[i],
                             (*dilations)[i], (*pads)[i], wide);
    coordinates.push_back({n.create<hf::AddOp>(own, place), x[i + 2]});
  }

  // The operand as [batch, offset group, dims…, channels].
  hf::Dims channels{x[0], n.size(offsetGroups), perOffset};
  channels.append(x.begin() + 2, x.end());
  SmallVector<int64_t> order{0, 1};
  order.append(llvm::to_vector(llvm::seq<int64_t>(3, spatial + 3)));
  order.push_back(2);
  Value operand =
      n.transpose(n.reshape(n.cast(n.in(0), wide), channels), order);
  Value offsetGroup = n.broadcast(
      n.iota(0, n.size(offsetGroups), n.builder.getI64Type()), shape);
  Around around =
      onnx::lookAround(n, operand, 1, {offsetGroup}, coordinates, Sampling());
  Value seen = onnx::sumAround(n, around);
  if (n.has(4)) {
    hf::Dims mask = n.dims(4), one = shape;
    one.push_back(n.size(1));
    if (mask.size() != x.size() ||
        !n.requireEqual(mask[1], n.size(offsetGroups * taps), "mask and taps"))
      return n.invalid("its mask is {0}", onnx::toString(n.type(4)));
    for (int64_t i = 0; i < spatial; ++i)
      if (!n.requireEqual(mask[i + 2], places[i], "mask and places"))
        return failure();
    seen = n.create<hf::MulOp>(seen, n.reshape(perPlace(n.in(4), 1), one));
  }

  // An image of taps times places, whose windows are all taps of a place.
  DimExpr area = dim::product(n.context, places);
  if (!area)
    return n.unsupported("the number of places cannot be expressed");
  Value image = onnx::channelsSecond(
      n, n.reshape(seen, {x[0], n.size(taps), area, x[1]}));
  Value weights = n.reshape(n.cast(n.in(1), wide),
                            {filter[0], perGroup, n.size(taps), n.size(1)});
  SmallVector<int64_t> one{1, 1}, none{0, 0};
  hf::Dims result{x[0], filter[0]};
  result.append(places);
  Value y = n.reshape(n.create<hf::ConvOp>(image, weights, one, one, none, none,
                                           uint64_t(groups), false),
                      result);
  if (n.has(3))
    y = n.create<hf::AddOp>(
        y, n.cast(onnx::perChannel(n, 3, filter[0], x.size()), wide));
  return n.result(0, n.cast(y, element));
}

void hfc::onnx::addDeformable(OperatorTable &table) {
  table.add({{"DeformConv", 19, importDeformConv}});
}
