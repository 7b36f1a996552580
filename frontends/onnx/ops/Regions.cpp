// RoiAlign: samples of regions of images, averaged or their largest.
// MaxRoiPool: the largest elements of a region's parts.
#include "frontends/onnx/ops/Elementwise.h"
#include "frontends/onnx/ops/Sampling.h"

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hfc::onnx::Around;
using hfc::onnx::Coordinate;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;
using hfc::onnx::Sampling;

namespace {
// One dim of regions.
struct Side {
  int64_t bins;
  Value start = {}, bin = {}; // of each region, [regions, 1, 1, 1, 1]
  DimExpr samples = {};       // in a bin, the most of all regions
  Value own = {};             // of each region
};
} // namespace

// As many samples as a bin is long.
static bool countSamples(NodeImporter &n, Side &side, int64_t axis) {
  if (!side.bin)
    return false;
  mlir::Type index = n.builder.getI64Type(),
             element = getElementTypeOrSelf(side.bin);
  side.own = n.create<hf::MaxOp>(n.create<hf::CeilOp>(side.bin),
                                 n.constant(0, element));
  Value most = n.create<hf::ReduceOp>(
      hf::ReduceKind::max, n.cast(side.own, index),
      n.builder.getDenseI64ArrayAttr({0, 1, 2, 3, 4}), false);
  side.samples = n.bind(n.create<hf::MaxOp>(most, n.constant(0, index)),
                        (n.getLabel() + ".samples" + Twine(axis)).str());
  return bool(side.samples);
}

static LogicalResult importRoiAlign(NodeImporter &n) {
  int64_t height = n.getInt("output_height", 1),
          width = n.getInt("output_width", 1),
          ratio = n.getInt("sampling_ratio", 0);
  double scale = n.getFloat("spatial_scale", 1);
  std::string mode = n.getString("mode", "avg");
  bool halfPixel =
      n.opset >= 16 && n.getString("coordinate_transformation_mode",
                                   "half_pixel") == "half_pixel";
  hf::Dims dims = n.dims(0), regions = n.dims(1);
  constexpr int64_t largest = 1 << 20;
  if (dims.size() != 4 || regions.size() != 2 || n.rank(2) != 1 || height < 1 ||
      width < 1 || height > largest || width > largest || ratio > largest ||
      (mode != "avg" && mode != "max") ||
      !n.requireEqual(regions[1], n.size(4), "a region's numbers and 4") ||
      !n.requireEqual(n.dims(2)[0], regions[0], "regions and their batches"))
    return n.invalid("regions {0} of {1}, mode \"{2}\"",
                     onnx::toString(n.type(1)), onnx::toString(n.type(0)),
                     mode);
  mlir::Type element = n.element(0), index = n.builder.getI64Type();
  mlir::Type wide = element.isF64() ? element : n.builder.getF32Type();
  Value scaled =
      n.create<hf::MulOp>(n.cast(n.in(1), wide), n.constant(scale, wide));
  hf::Dims one(5, n.size(1));
  one[0] = regions[0];
  Side sides[] = {{height}, {width}};
  for (int64_t axis : {0, 1}) { // y, x
    Side &side = sides[axis];
    auto corner = [&](int64_t which) {
      Value at = n.reshape(
          n.slice(scaled, {n.size(0), n.size(which)}, {regions[0], n.size(1)}),
          one);
      return n.create<hf::SubOp>(at, n.constant(halfPixel ? 0.5 : 0, wide));
    };
    side.start = corner(1 - axis);
    Value length = n.create<hf::SubOp>(corner(3 - axis), side.start);
    if (!halfPixel)
      length = n.create<hf::MaxOp>(length, n.constant(1, wide));
    side.bin = n.create<hf::DivOp>(length, n.constant(side.bins, wide));
    side.samples = n.size(ratio);
    side.own = n.constant(ratio, wide);
    if (ratio < 1 && !countSamples(n, side, axis))
      return failure();
  }
  hf::Dims shape{regions[0], n.size(height), n.size(width), sides[0].samples,
                 sides[1].samples};
  Value isInside, isSample;
  auto both = [&](Value a, Value b) {
    return a ? n.create<hf::AndOp>(a, b) : b;
  };
  SmallVector<Coordinate> coordinates;
  for (int64_t axis : {0, 1}) {
    const Side &side = sides[axis];
    hf::Dims binDims(4 - axis, n.size(1)), sampleDims(2 - axis, n.size(1));
    binDims[0] = n.size(side.bins);
    sampleDims[0] = side.samples;
    Value number = n.iota(0, sampleDims, wide);
    Value sample = n.create<hf::DivOp>(
        n.create<hf::AddOp>(number, n.constant(0.5, wide)), side.own);
    Value steps = n.create<hf::AddOp>(n.iota(0, binDims, wide), sample);
    Value at =
        n.create<hf::AddOp>(side.start, n.create<hf::MulOp>(steps, side.bin));
    if (ratio < 1)
      isSample = both(isSample, n.create<hf::CompareOp>(hf::Predicate::lt,
                                                        number, side.own));
    DimExpr size = dims[axis + 2];
    isInside = both(isInside, n.create<hf::CompareOp>(hf::Predicate::ge, at,
                                                      n.constant(-1, wide)));
    isInside = both(isInside, n.create<hf::CompareOp>(hf::Predicate::le, at,
                                                      n.sizeValue(size, wide)));
    Value clamped =
        n.create<hf::MinOp>(n.create<hf::MaxOp>(at, n.constant(0, wide)),
                            n.sizeValue(size - 1, wide));
    coordinates.push_back({n.broadcast(clamped, shape), size});
  }
  Sampling sampling;
  sampling.outside = Sampling::Border;
  Value batch = n.broadcast(n.reshape(n.cast(n.in(2), index), one), shape);
  Around around =
      onnx::lookAround(n, onnx::channelsLast(n, n.cast(n.in(0), wide)), 0,
                       {batch}, coordinates, sampling);
  auto reduce = [&](hf::ReduceKind kind, Value value,
                    ArrayRef<int64_t> axes) -> Value {
    return n.create<hf::ReduceOp>(kind, value,
                                  n.builder.getDenseI64ArrayAttr(axes), false);
  };
  // The largest is that of weighted elements, not of samples.
  Value samples =
      mode == "avg"
          ? onnx::sumAround(n, around)
          : reduce(hf::ReduceKind::max,
                   n.create<hf::MulOp>(around.elements, around.weights),
                   {5, 6});
  auto mask = [&](Value is, double otherwise) {
    hf::Dims masked = shape;
    masked.push_back(n.size(1));
    samples = n.create<hf::SelectOp>(n.reshape(n.broadcast(is, shape), masked),
                                     samples, n.constant(otherwise, wide));
  };
  mask(isInside, 0);
  if (ratio > 0) {
    Value pooled =
        reduce(mode == "avg" ? hf::ReduceKind::mean : hf::ReduceKind::max,
               samples, {3, 4});
    return n.result(0, n.cast(onnx::channelsSecond(n, pooled), element));
  }
  // A region without samples gives 0.
  mask(isSample, mode == "avg" ? 0 : -INFINITY);
  Value count = n.reshape(n.create<hf::MulOp>(sides[0].own, sides[1].own),
                          ArrayRef(one).drop_back());
  Value pooled =
      reduce(mode == "avg" ? hf::ReduceKind::sum : hf::ReduceKind::max, samples,
             {3, 4});
  if (mode == "avg")
    pooled = n.create<hf::DivOp>(
        pooled, n.create<hf::MaxOp>(count, n.constant(1, wide)));
  pooled = n.create<hf::SelectOp>(
      n.create<hf::CompareOp>(hf::Predicate::gt, count, n.constant(0, wide)),
      pooled, n.constant(0, wide));
  return n.result(0, n.cast(onnx::channelsSecond(n, pooled), element));
}

namespace {
// One dim of an image, and where each part of each region lies in it,
// [regions, parts]: from `first`, up to `end`.
struct Parts {
  DimExpr size;
  int64_t count;
  Value first = {}, end = {};
  DimExpr most = {}; // places in a part, of all regions
};
} // namespace

// Bounds of regions are rounded away from zero.
static bool findParts(NodeImporter &n, Parts &parts, Value low, Value high,
                      int64_t axis) {
  if (!low || !high)
    return false;
  mlir::Type element = getElementTypeOrSelf(low),
             index = n.builder.getI64Type();
  auto number = [&](double value) { return n.constant(value, element); };
  auto round = [&](Value x) {
    Value away = n.create<hf::FloorOp>(
        n.create<hf::AddOp>(n.create<hf::AbsOp>(x), number(0.5)));
    return n.create<hf::MulOp>(n.create<hf::SignOp>(x), away);
  };
  Value start = round(low);
  Value length = n.create<hf::MaxOp>(
      n.create<hf::AddOp>(n.create<hf::SubOp>(round(high), start), number(1)),
      number(1));
  Value part = n.create<hf::DivOp>(length, number(parts.count));
  Value own = n.iota(0, n.size(parts.count), element);
  auto within = [&](Value at) {
    Value least =
        n.create<hf::MaxOp>(n.create<hf::AddOp>(at, start), number(0));
    return n.cast(n.create<hf::MinOp>(least, n.sizeValue(parts.size, element)),
                  index);
  };
  parts.first = within(n.create<hf::FloorOp>(n.create<hf::MulOp>(own, part)));
  parts.end = within(n.create<hf::CeilOp>(
      n.create<hf::MulOp>(n.create<hf::AddOp>(own, number(1)), part)));
  Value most = n.create<hf::ReduceOp>(
      hf::ReduceKind::max, n.create<hf::SubOp>(parts.end, parts.first),
      n.builder.getDenseI64ArrayAttr({0, 1}), false);
  parts.most = n.bind(n.create<hf::MaxOp>(most, n.constant(0, index)),
                      (n.getLabel() + ".places" + Twine(axis)).str(),
                      n.largest(parts.size));
  return bool(parts.most);
}

// Regions [batch, x1, y1, x2, y2]; a part without places gives 0. Parts with
// fewer places than others look at their last one again.
static LogicalResult importMaxRoiPool(NodeImporter &n) {
  hf::Dims dims = n.dims(0), regions = n.dims(1);
  double scale = n.getFloat("spatial_scale", 1);
  auto pooled = n.getInts("pooled_shape");
  constexpr int64_t largest = 1 << 20;
  if (dims.size() != 4 || regions.size() != 2 || !pooled ||
      pooled->size() != 2 || llvm::any_of(*pooled, [](int64_t size) {
        return size < 1 || size > largest;
      }))
    return n.invalid("regions {0} of {1}, or its pooled_shape",
                     onnx::toString(n.type(1)), onnx::toString(n.type(0)));
  if (!n.requireEqual(regions[1], n.size(5), "a region's numbers and 5"))
    return failure();
  mlir::Type element = n.element(0), index = n.builder.getI64Type();
  mlir::Type wide = element.isF64() ? element : n.builder.getF32Type();
  auto take = [&](int64_t which) {
    return n.slice(n.cast(n.in(1), wide), {n.size(0), n.size(which)},
                   {regions[0], n.size(1)});
  };
  auto scaled = [&](int64_t which) {
    return n.create<hf::MulOp>(take(which), n.constant(scale, wide));
  };
  Parts sides[] = {{dims[2], (*pooled)[0]}, {dims[3], (*pooled)[1]}};
  for (int64_t axis : {0, 1}) // y, x
    if (!findParts(n, sides[axis], scaled(2 - axis), scaled(4 - axis), axis))
      return failure();
  // Of each place of each part: [regions, parts…, places…, (batch, y, x)].
  hf::Dims shape{regions[0],    n.size(sides[0].count), n.size(sides[1].count),
                 sides[0].most, sides[1].most,          n.size(1)};
  auto perRegion = [&](Value of, int64_t axis, int64_t count) {
    hf::Dims own(shape.size(), n.size(1));
    own[0] = regions[0];
    own[1 + axis] = n.size(count);
    return n.reshape(of, own);
  };
  Value zero = n.constant(0, index), isThere;
  SmallVector<Value> places{
      n.broadcast(perRegion(n.cast(take(0), index), 0, 1), shape)};
  for (int64_t axis : {0, 1}) {
    const Parts &side = sides[axis];
    Value first = perRegion(side.first, axis, side.count),
          end = perRegion(side.end, axis, side.count);
    hf::Dims along(3 - axis, n.size(1));
    along[0] = side.most;
    Value last = n.create<hf::MaxOp>(
        n.create<hf::SubOp>(end, n.constant(1, index)), zero);
    Value place = n.create<hf::MinOp>(
        n.create<hf::AddOp>(first, n.iota(0, along, index)), last);
    places.push_back(n.broadcast(place, shape));
    hf::Dims result(4, n.size(1));
    result[0] = regions[0];
    result[1 + axis] = n.size(side.count);
    Value isOne = n.create<hf::CompareOp>(hf::Predicate::lt,
                                          n.reshape(side.first, result),
                                          n.reshape(side.end, result));
    isThere = isThere ? n.create<hf::AndOp>(isThere, isOne) : isOne;
  }
  Value elements = n.create<hf::GatherNDOp>(
      onnx::channelsLast(n, n.in(0)),
      n.create<hf::ConcatOp>(places, uint64_t(5)), uint64_t(0));
  Value most =
      n.create<hf::ReduceOp>(hf::ReduceKind::max, elements,
                             n.builder.getDenseI64ArrayAttr({3, 4}), false);
  Value result = n.create<hf::SelectOp>(isThere, most, n.constant(0, element));
  return n.result(0, onnx::channelsSecond(n, result));
}

void hfc::onnx::addRegions(OperatorTable &table) {
  table.add(
      {{"MaxRoiPool", 1, importMaxRoiPool}, {"RoiAlign", 10, importRoiAlign}});
}
