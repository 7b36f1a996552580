// See Sampling.h; and GridSample, AffineGrid.
#include "frontends/onnx/ops/Sampling.h"
#include "frontends/onnx/ops/Contractions.h"
#include "frontends/onnx/ops/Elementwise.h"

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hfc::onnx::Around;
using hfc::onnx::Coordinate;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;
using hfc::onnx::Sampling;

static Value like(NodeImporter &n, double value, Value of) {
  return of ? n.constant(value, getElementTypeOrSelf(of)) : Value();
}

static Value sizeLike(NodeImporter &n, DimExpr size, Value of) {
  return of ? n.sizeValue(size, getElementTypeOrSelf(of)) : Value();
}

Value hfc::onnx::weighLinear(NodeImporter &n, Value d) {
  return n.create<hf::MaxOp>(n.create<hf::SubOp>(like(n, 1, d), d),
                             like(n, 0, d));
}

Value hfc::onnx::weighCubic(NodeImporter &n, Value d, double a) {
  auto polynomial = [&](ArrayRef<double> factors) {
    Value sum = like(n, factors.front(), d);
    for (double factor : factors.drop_front())
      sum =
          n.create<hf::AddOp>(n.create<hf::MulOp>(sum, d), like(n, factor, d));
    return sum;
  };
  Value near = polynomial({a + 2, -(a + 3), 0, 1});
  Value far = polynomial({a, -5 * a, 8 * a, -4 * a});
  auto upTo = [&](double limit) {
    return n.create<hf::CompareOp>(hf::Predicate::le, d, like(n, limit, d));
  };
  Value outer = n.create<hf::SelectOp>(upTo(2), far, like(n, 0, d));
  return n.create<hf::SelectOp>(upTo(1), near, outer);
}

Value hfc::onnx::channelsLast(NodeImporter &n, Value x) {
  if (!x)
    return nullptr;
  int64_t rank = cast<RankedTensorType>(x.getType()).getRank();
  SmallVector<int64_t> order{0};
  order.append(llvm::to_vector(llvm::seq<int64_t>(2, rank)));
  order.push_back(1);
  return n.transpose(x, order);
}

Value hfc::onnx::channelsSecond(NodeImporter &n, Value x) {
  if (!x)
    return nullptr;
  int64_t rank = cast<RankedTensorType>(x.getType()).getRank();
  SmallVector<int64_t> order{0, rank - 1};
  order.append(llvm::to_vector(llvm::seq<int64_t>(1, rank - 1)));
  return n.transpose(x, order);
}

// Between 0 and the last place.
static Value clamp(NodeImporter &n, Value at, DimExpr size) {
  return n.create<hf::MinOp>(n.create<hf::MaxOp>(at, like(n, 0, at)),
                             sizeLike(n, size - 1, at));
}

static Value isInside(NodeImporter &n, Value at, DimExpr size) {
  return n.create<hf::AndOp>(
      n.create<hf::CompareOp>(hf::Predicate::ge, at, like(n, 0, at)),
      n.create<hf::CompareOp>(hf::Predicate::le, at,
                              sizeLike(n, size - 1, at)));
}

// Mirrored at both ends, which are the outer places, or half a place behind
// them, until it lies between.
static Value reflect(NodeImporter &n, Value at, DimExpr size, bool align) {
  Value low = like(n, align ? 0 : -0.5, at);
  Value range = sizeLike(n, align ? size - 1 : size, at);
  Value high = n.create<hf::AddOp>(low, range);
  Value away = n.create<hf::AbsOp>(n.create<hf::SubOp>(at, low));
  Value times = n.create<hf::FloorOp>(n.create<hf::DivOp>(away, range));
  Value rest = n.create<hf::SubOp>(away, n.create<hf::MulOp>(times, range));
  Value isOdd = n.create<hf::CompareOp>(
      hf::Predicate::ne,
      n.create<hf::ModOp>(times, like(n, 2, at), /*truncated=*/false),
      like(n, 0, at));
  return n.create<hf::SelectOp>(isOdd, n.create<hf::SubOp>(high, rest),
                                n.create<hf::AddOp>(low, rest));
}

Around hfc::onnx::lookAround(NodeImporter &n, Value x, uint64_t batchDims,
                             ArrayRef<Value> first,
                             ArrayRef<Coordinate> coordinates,
                             const Sampling &s) {
  for (const Coordinate &c : coordinates)
    if (!c.at)
      return {};
  mlir::Type index = n.builder.getI64Type();
  hf::Dims shape = dim::getDims(coordinates.front().at);
  int64_t rank = shape.size(), taps = s.mode == Sampling::Nearest  ? 1
                                      : s.mode == Sampling::Linear ? 2
                                                                   : 4;
  hf::Dims all = shape;
  all.append(coordinates.size(), n.size(taps));
  Value weights;
  SmallVector<Value> places;
  auto addPlaces = [&](Value of) {
    hf::Dims last = all;
    last.push_back(n.size(1));
    places.push_back(n.reshape(n.broadcast(of, all), last));
  };
  auto withTaps = [&](Value of) {
    hf::Dims dims = shape;
    dims.append(coordinates.size(), n.size(1));
    return n.reshape(of, dims);
  };
  for (Value value : first)
    addPlaces(withTaps(value));
  for (auto [i, c] : llvm::enumerate(coordinates)) {
    Value centre = withTaps(c.at), place, weight;
    mlir::Type element = getElementTypeOrSelf(c.at);
    if (s.mode == Sampling::Nearest) {
      place = n.create<hf::RoundOp>(centre);
    } else {
      hf::Dims along(coordinates.size() - i, n.size(1));
      along[0] = n.size(taps);
      Value tap = n.create<hf::AddOp>(n.iota(0, along, element),
                                      n.constant(1 - taps / 2, element));
      place = n.create<hf::AddOp>(n.create<hf::FloorOp>(centre), tap);
      Value distance = n.create<hf::AbsOp>(n.create<hf::SubOp>(place, centre));
      weight = s.mode == Sampling::Linear ? weighLinear(n, distance)
                                          : weighCubic(n, distance, -0.75);
    }
    if (s.outside == Sampling::Zeros) {
      Value inside = isInside(n, place, c.size);
      weight = n.create<hf::SelectOp>(inside,
                                      weight ? weight : n.constant(1, element),
                                      n.constant(0, element));
    } else if (s.outside == Sampling::Reflection) {
      place = reflect(n, place, c.size, s.alignCorners);
    }
    addPlaces(n.cast(clamp(n, place, c.size), index));
    if (weight)
      weights = weights ? n.create<hf::MulOp>(weights, weight) : weight;
  }
  Value indices = n.create<hf::ConcatOp>(places, uint64_t(all.size()));
  Value elements = n.create<hf::GatherNDOp>(x, indices, batchDims);
  if (weights) {
    hf::Dims dims = dim::getDims(weights);
    dims.push_back(n.size(1));
    weights = n.reshape(weights, dims);
  }
  return {elements, weights, rank};
}

Value hfc::onnx::sumAround(NodeImporter &n, const Around &around) {
  Value product = around.elements;
  if (!product)
    return nullptr;
  if (around.weights)
    product = n.create<hf::MulOp>(
        product, n.cast(around.weights, getElementTypeOrSelf(product)));
  if (!product)
    return nullptr;
  int64_t last = cast<RankedTensorType>(product.getType()).getRank() - 1;
  return n.create<hf::ReduceOp>(hf::ReduceKind::sum, product,
                                n.builder.getDenseI64ArrayAttr(llvm::to_vector(
                                    llvm::seq<int64_t>(around.firstTap, last))),
                                false);
}

static std::optional<Sampling> getSampling(NodeImporter &n) {
  // "bilinear" and "bicubic" are names of opset 16.
  auto mode =
      llvm::StringSwitch<std::optional<int>>(n.getString("mode", "linear"))
          .Cases({"linear", "bilinear"}, Sampling::Linear)
          .Cases({"cubic", "bicubic"}, Sampling::Cubic)
          .Case("nearest", Sampling::Nearest)
          .Default(std::nullopt);
  auto outside = llvm::StringSwitch<std::optional<int>>(
                     n.getString("padding_mode", "zeros"))
                     .Case("zeros", Sampling::Zeros)
                     .Case("border", Sampling::Border)
                     .Case("reflection", Sampling::Reflection)
                     .Default(std::nullopt);
  if (!mode || !outside) {
    (void)n.invalid("its mode is \"{0}\", its padding_mode \"{1}\"",
                    n.getString("mode", ""), n.getString("padding_mode", ""));
    return std::nullopt;
  }
  Sampling sampling;
  sampling.mode = static_cast<decltype(sampling.mode)>(*mode);
  sampling.outside = static_cast<decltype(sampling.outside)>(*outside);
  sampling.alignCorners = n.getInt("align_corners", 0);
  return sampling;
}

// Coordinates are -1 to 1 over the operand, the last dim first.
static LogicalResult importGridSample(NodeImporter &n) {
  std::optional<Sampling> s = getSampling(n);
  if (!s)
    return failure();
  hf::Dims dims = n.dims(0), grid = n.dims(1);
  int64_t spatial = int64_t(dims.size()) - 2;
  if (spatial < 1 || grid.size() != dims.size() ||
      !n.requireEqual(grid.back(), n.size(spatial), "coordinates and dims") ||
      !n.requireEqual(grid[0], dims[0], "batches of operand and grid"))
    return n.invalid("{0} and {1} do not fit", onnx::toString(n.type(0)),
                     onnx::toString(n.type(1)));
  mlir::Type f32 = n.builder.getF32Type(), element = n.element(0);
  Value given = n.element(1).isF64() ? n.in(1) : n.cast(n.in(1), f32);
  SmallVector<Coordinate> coordinates;
  for (int64_t i = 0; i < spatial; ++i) {
    hf::Dims starts(grid.size(), n.size(0)), sizes = grid;
    starts.back() = n.size(spatial - 1 - i);
    sizes.back() = n.size(1);
    Value at =
        n.reshape(n.slice(given, starts, sizes), ArrayRef(grid).drop_back());
    DimExpr size = dims[i + 2];
    Value fromLow = n.create<hf::AddOp>(at, like(n, 1, at));
    Value half = like(n, 0.5, at);
    if (s->alignCorners) {
      at = n.create<hf::MulOp>(n.create<hf::MulOp>(fromLow, half),
                               sizeLike(n, size - 1, at));
    } else {
      Value scaled = n.create<hf::MulOp>(fromLow, sizeLike(n, size, at));
      at = n.create<hf::MulOp>(n.create<hf::SubOp>(scaled, like(n, 1, at)),
                               half);
    }
    if (s->mode == Sampling::Nearest)
      at = n.create<hf::RoundOp>(at);
    if (s->outside == Sampling::Border)
      at = clamp(n, at, size);
    else if (s->outside == Sampling::Reflection)
      at = reflect(n, at, size, s->alignCorners);
    coordinates.push_back({at, size});
  }
  bool computes = s->mode != Sampling::Nearest;
  Value x = n.in(0);
  if (computes && !isa<FloatType>(element))
    x = n.cast(x, f32);
  Value sum = sumAround(
      n, lookAround(n, onnx::channelsLast(n, x), 1, {}, coordinates, *s));
  return n.result(0, n.cast(onnx::channelsSecond(n, sum), element));
}

// -1 to 1 over `size` places, at the outer ones, or half a place before.
static Value spread(NodeImporter &n, DimExpr size, bool align,
                    mlir::Type element) {
  Value place = n.iota(0, size, element), two = n.constant(2, element);
  Value one = n.constant(1, element);
  if (align) {
    Value step = n.create<hf::DivOp>(two, n.sizeValue(size - 1, element));
    return n.create<hf::SubOp>(n.create<hf::MulOp>(place, step), one);
  }
  Value step = n.create<hf::DivOp>(two, n.sizeValue(size, element));
  Value middle = n.create<hf::AddOp>(place, n.constant(0.5, element));
  return n.create<hf::SubOp>(n.create<hf::MulOp>(middle, step), one);
}

// Result [batch, places…, k]: matrix [batch, k, k + 1] times (x, y, (z), 1).
static LogicalResult importAffineGrid(NodeImporter &n) {
  auto size = n.sizes(1, "the size");
  if (!size)
    return failure();
  hf::Dims matrix = n.dims(0);
  int64_t spatial = int64_t(size->size()) - 2;
  if (spatial < 1 || spatial > 3 || matrix.size() != 3)
    return n.invalid("a matrix {0} over {1} dims", onnx::toString(n.type(0)),
                     spatial);
  if (!n.requireEqual(matrix[0], (*size)[0], "batches") ||
      !n.requireEqual(matrix[1], n.size(spatial), "rows and dims") ||
      !n.requireEqual(matrix[2], n.size(spatial + 1), "columns and dims"))
    return failure();
  bool align = n.getInt("align_corners", 0);
  mlir::Type element = n.element(0);
  Value sum;
  for (int64_t column = 0; column <= spatial; ++column) {
    hf::Dims dims(spatial + 1, n.size(1));
    dims[0] = matrix[0];
    dims.push_back(n.size(spatial));
    dims.resize(spatial + 2, n.size(1));
    Value factor =
        n.reshape(n.slice(n.in(0), {n.size(0), n.size(0), n.size(column)},
                          {matrix[0], n.size(spatial), n.size(1)}),
                  dims);
    Value part = factor;
    if (column < spatial) {
      // The first column is that of the last dim.
      int64_t axis = spatial - 1 - column;
      hf::Dims along(spatial + 1 - axis, n.size(1));
      along[0] = (*size)[axis + 2];
      part = n.create<hf::MulOp>(
          n.reshape(spread(n, along[0], align, element), along), factor);
    }
    sum = sum ? n.create<hf::AddOp>(sum, part) : part;
  }
  return n.result(0, sum);
}

void hfc::onnx::addSampling(OperatorTable &table) {
  table.add({{"AffineGrid", 20, importAffineGrid},
             {"GridSample", 16, importGridSample}});
}
