// RoiAlign: samples of regions of images, averaged or their largest.
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
  if (ratio < 1)
    return n.unsupported("how many samples it takes depends on data");
  mlir::Type element = n.element(0), index = n.builder.getI64Type();
  mlir::Type wide = element.isF64() ? element : n.builder.getF32Type();
  hf::Dims shape{regions[0], n.size(height), n.size(width), n.size(ratio),
                 n.size(ratio)};
  Value scaled =
      n.create<hf::MulOp>(n.cast(n.in(1), wide), n.constant(scale, wide));
  hf::Dims one(5, n.size(1));
  one[0] = regions[0];
  Value isInside;
  SmallVector<Coordinate> coordinates;
  for (int64_t axis : {0, 1}) { // y, x
    auto corner = [&](int64_t which) {
      Value at = n.reshape(
          n.slice(scaled, {n.size(0), n.size(which)}, {regions[0], n.size(1)}),
          one);
      return n.create<hf::SubOp>(at, n.constant(halfPixel ? 0.5 : 0, wide));
    };
    Value start = corner(1 - axis);
    Value length = n.create<hf::SubOp>(corner(3 - axis), start);
    if (!halfPixel)
      length = n.create<hf::MaxOp>(length, n.constant(1, wide));
    int64_t bins = axis ? width : height;
    Value bin = n.create<hf::DivOp>(length, n.constant(bins, wide));
    hf::Dims binDims(4 - axis, n.size(1)), sampleDims(2 - axis, n.size(1));
    binDims[0] = n.size(bins);
    sampleDims[0] = n.size(ratio);
    Value sample = n.create<hf::DivOp>(
        n.create<hf::AddOp>(n.iota(0, sampleDims, wide), n.constant(0.5, wide)),
        n.constant(ratio, wide));
    Value steps = n.create<hf::AddOp>(n.iota(0, binDims, wide), sample);
    Value at = n.create<hf::AddOp>(start, n.create<hf::MulOp>(steps, bin));
    DimExpr size = dims[axis + 2];
    Value inside = n.create<hf::AndOp>(
        n.create<hf::CompareOp>(hf::Predicate::ge, at, n.constant(-1, wide)),
        n.create<hf::CompareOp>(hf::Predicate::le, at,
                                n.sizeValue(size, wide)));
    isInside = isInside ? n.create<hf::AndOp>(isInside, inside) : inside;
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
  hf::Dims masked = shape;
  masked.push_back(n.size(1));
  samples = n.create<hf::SelectOp>(n.reshape(isInside, masked), samples,
                                   n.constant(0, wide));
  Value pooled =
      reduce(mode == "avg" ? hf::ReduceKind::mean : hf::ReduceKind::max,
             samples, {3, 4});
  return n.result(0, n.cast(onnx::channelsSecond(n, pooled), element));
}

void hfc::onnx::addRegions(OperatorTable &table) {
  table.add({{"RoiAlign", 10, 3, importRoiAlign}});
}
