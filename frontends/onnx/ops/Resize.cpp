// Resize and Upsample: one dim after the other. Each place of the result has a
// coordinate in the operand, and takes the element there, or a weighted sum of
// those around it. Coordinates and weights are small tensors in f64, which fold
// where sizes are known.
#include "frontends/onnx/ops/Elementwise.h"
#include "frontends/onnx/ops/Sampling.h"

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;

namespace {

// One dim.
struct Axis {
  int64_t axis;
  DimExpr in, out;
  std::optional<double> scale; // if it is a constant
  Value factor;                // the scale as an f64 scalar
  Value start, end;            // of the region of interest
};

struct Resize {
  NodeImporter &n;
  std::string mode, transform, nearest;
  bool antialias, excludeOutside, crops;
  double cubic, extrapolation;
  SmallVector<Axis> axes;

  mlir::Type f64() { return n.builder.getF64Type(); }
  Value number(double value) { return n.constant(value, f64()); }
  Value size(DimExpr size) { return n.sizeValue(size, f64()); }
  Value add(Value a, Value b) { return n.create<hf::AddOp>(a, b); }
  Value sub(Value a, Value b) { return n.create<hf::SubOp>(a, b); }
  Value mul(Value a, Value b) { return n.create<hf::MulOp>(a, b); }
  Value div(Value a, Value b) { return n.create<hf::DivOp>(a, b); }
  // b where the scalar a is 1, else c.
  Value ifOne(Value a, Value b, Value c) {
    return n.create<hf::SelectOp>(
        n.create<hf::CompareOp>(hf::Predicate::eq, a, number(1)), b, c);
  }

  bool takeScales(std::optional<SmallVector<double>> scales,
                  ArrayRef<int64_t> places);
  bool computeScales(ArrayRef<int64_t> places, unsigned operand);
  bool takeSizes(ArrayRef<int64_t> places);
  bool keepRatio(StringRef policy);
  void takeRegion();
  Value place(const Axis &axis);
  std::optional<int64_t> repeats(const Axis &axis);
  Value pickNearest(Value x, const Axis &axis, Value at);
  Value interpolate(Value x, const Axis &axis, Value at);
  Value apply(Value x);
};

} // namespace

// floor(size * scale), of a scale that is a multiple of a power of 1/2.
static DimExpr scaled(DimExpr size, double scale) {
  int64_t divisor = 1;
  while (scale != std::floor(scale)) {
    scale *= 2;
    divisor *= 2;
  }
  DimExpr product = size * static_cast<int64_t>(scale);
  return divisor == 1 ? product
                      : product.floorDiv(DimExpr::constant(
                            size.getAttr().getContext(), divisor));
}

// Element i of a vector as an f64 scalar.
static Value elementAt(NodeImporter &n, Value vector, int64_t i) {
  return n.reshape(n.slice(vector, n.size(i), n.size(1)), {});
}

// Scales and perhaps a region that only a run knows: it counts the places.
bool Resize::computeScales(ArrayRef<int64_t> places, unsigned operand) {
  int64_t count = places.size();
  if (n.rank(operand) != 1 || !n.dims(operand)[0].isConstant(count)) {
    (void)n.invalid("scales {0} for {1} dims", onnx::toString(n.type(operand)),
                    count);
    return false;
  }
  hf::Dims dims = n.dims(0);
  mlir::Type f32 = n.builder.getF32Type(), index = n.builder.getI64Type();
  Value scales = n.cast(n.in(operand), f64());
  Value region = crops ? n.cast(n.in(1), f64()) : Value();
  for (auto [i, axis] : llvm::enumerate(places)) {
    Value factor = elementAt(n, scales, i), part = factor;
    if (crops)
      part = mul(factor,
                 sub(elementAt(n, region, i + count), elementAt(n, region, i)));
    Value length = mul(n.cast(n.cast(part, f32), f64()), size(dims[axis]));
    Value places =
        n.create<hf::MaxOp>(n.create<hf::FloorOp>(length), number(0));
    DimExpr out =
        n.bind(n.cast(places, index), (n.getLabel() + "." + Twine(axis)).str());
    if (!out)
      return false;
    axes.push_back({axis, dims[axis], out, std::nullopt, factor, {}, {}});
  }
  return true;
}

bool Resize::takeScales(std::optional<SmallVector<double>> scales,
                        ArrayRef<int64_t> places) {
  if (scales->size() != places.size()) {
    (void)n.invalid("{0} scales for {1} dims", scales->size(), places.size());
    return false;
  }
  std::optional<SmallVector<double>> region;
  if (crops)
    region = n.numbers(1);
  hf::Dims dims = n.dims(0);
  for (auto [i, axis] : llvm::enumerate(places)) {
    double scale = (*scales)[i];
    if (!(scale > 0x1p-20 && scale < 0x1p20)) {
      (void)n.invalid("a scale is {0}", scale);
      return false;
    }
    double part = 1;
    if (region && region->size() == 2 * places.size())
      part = (*region)[i + places.size()] - (*region)[i];
    DimExpr out = scaled(dims[axis], part == 1 ? scale : float(scale * part));
    axes.push_back({axis, dims[axis], out, scale, number(scale), {}, {}});
  }
  return true;
}

bool Resize::takeSizes(ArrayRef<int64_t> places) {
  auto sizes = n.sizes(3, "the sizes");
  if (!sizes)
    return false;
  if (sizes->size() != places.size()) {
    (void)n.invalid("{0} sizes for {1} dims", sizes->size(), places.size());
    return false;
  }
  hf::Dims dims = n.dims(0);
  for (auto [i, axis] : llvm::enumerate(places)) {
    DimExpr in = dims[axis], out = (*sizes)[i];
    std::optional<double> scale;
    if (out.getConstant().value_or(0) < 0) {
      (void)n.invalid("a size is {0}", out.str());
      return false;
    }
    if (in == out)
      scale = 1;
    else if (in.isConstant() && out.isConstant())
      scale = double(*out.getConstant()) / double(*in.getConstant());
    else if (auto times = out.exactDiv(in); times && times->isConstant())
      scale = *times->getConstant();
    axes.push_back({axis,
                    in,
                    out,
                    scale,
                    scale ? number(*scale) : div(size(out), size(in)),
                    {},
                    {}});
  }
  return true;
}

// One scale for all: the smallest, or the largest. Sizes round half up.
bool Resize::keepRatio(StringRef policy) {
  bool smallest = policy == "not_larger";
  if (!smallest && policy != "not_smaller") {
    (void)n.invalid("its keep_aspect_ratio_policy is \"{0}\"", policy);
    return false;
  }
  Value common;
  bool known = true;
  double scale = 0;
  for (const Axis &axis : axes) {
    known &= axis.scale.has_value();
    double next = axis.scale.value_or(0);
    scale = !common    ? next
            : smallest ? std::min(scale, next)
                       : std::max(scale, next);
    common = !common    ? axis.factor
             : smallest ? n.create<hf::MinOp>(common, axis.factor)
                        : n.create<hf::MaxOp>(common, axis.factor);
  }
  SmallVector<Axis> given = axes;
  for (Axis &axis : axes) {
    axis.factor = common;
    axis.scale = known ? std::optional(scale) : std::nullopt;
    if (known && axis.in.isConstant()) {
      axis.out = n.size(std::floor(scale * *axis.in.getConstant() + 0.5));
      continue;
    }
    DimExpr out;
    for (const Axis &other : given) {
      DimExpr half =
          (other.out * axis.in * 2 + other.in).floorDiv(other.in * 2);
      out = !out ? half : smallest ? out.min(half) : out.max(half);
    }
    axis.out = out;
  }
  return true;
}

void Resize::takeRegion() {
  Value region = n.cast(n.in(1), f64());
  for (auto [i, axis] : llvm::enumerate(axes)) {
    axis.start = elementAt(n, region, i);
    axis.end = elementAt(n, region, i + axes.size());
  }
}

// f64 coordinates in the operand, [out].
Value Resize::place(const Axis &axis) {
  Value y = n.iota(0, axis.out, f64());
  Value half = number(0.5), one = number(1);
  auto fromCentre = [&] { return div(add(y, half), axis.factor); };
  if (transform == "half_pixel")
    return sub(fromCentre(), half);
  if (transform == "asymmetric")
    return div(y, axis.factor);
  if (transform == "tf_half_pixel_for_nn")
    return fromCentre();
  // Sizes may be fractions here.
  Value out = mul(axis.factor, size(axis.in));
  if (transform == "pytorch_half_pixel")
    return ifOne(out, number(0), sub(fromCentre(), half));
  if (transform == "half_pixel_symmetric") {
    Value adjusted = div(size(axis.out), out);
    Value offset = mul(div(size(axis.in), number(2)), sub(one, adjusted));
    return sub(add(offset, fromCentre()), half);
  }
  Value last = size(axis.in - 1);
  Value steps = ifOne(out, one, sub(out, one));
  if (transform == "align_corners")
    return div(mul(y, last), steps);
  Value length = mul(sub(axis.end, axis.start), last);
  Value inside = ifOne(out, div(length, number(2)), div(mul(y, length), steps));
  return add(inside, mul(axis.start, last));
}

// Indices inside the operand.
static Value clampPlaces(Resize &r, Value places, const Axis &axis) {
  NodeImporter &n = r.n;
  Value inside = n.create<hf::MinOp>(n.create<hf::MaxOp>(places, r.number(0)),
                                     r.size(axis.in - 1));
  return n.cast(inside, n.builder.getI64Type());
}

// How often each element follows itself, where that is all there is to it.
std::optional<int64_t> Resize::repeats(const Axis &axis) {
  double times = axis.scale.value_or(0);
  bool isCentred =
      StringRef(nearest).starts_with("round_prefer") &&
      (transform == "half_pixel" || transform == "pytorch_half_pixel");
  bool isFloor = nearest == "floor" && transform == "asymmetric";
  // Of no elements it is infinite.
  if (mode != "nearest" || !(isCentred || isFloor) || times < 2 ||
      times > 0x1p20 || times != std::floor(times) ||
      axis.out != axis.in * static_cast<int64_t>(times))
    return std::nullopt;
  return static_cast<int64_t>(times);
}

static Value repeat(NodeImporter &n, Value x, int64_t axis, int64_t times) {
  if (!x)
    return nullptr;
  hf::Dims dims = dim::getDims(x), one = dims, several = dims;
  one.insert(one.begin() + axis + 1, n.size(1));
  several.insert(several.begin() + axis + 1, n.size(times));
  dims[axis] = dims[axis] * times;
  return n.reshape(n.broadcast(n.reshape(x, one), several), dims);
}

Value Resize::pickNearest(Value x, const Axis &axis, Value at) {
  Value half = number(0.5), places;
  if (nearest == "round_prefer_floor")
    places = n.create<hf::CeilOp>(sub(at, half));
  else if (nearest == "round_prefer_ceil")
    places = n.create<hf::FloorOp>(add(at, half));
  else if (nearest == "floor")
    places = n.create<hf::FloorOp>(at);
  else if (nearest == "ceil")
    places = n.create<hf::CeilOp>(at);
  else
    (void)n.invalid("its nearest_mode is \"{0}\"", nearest);
  return n.create<hf::GatherOp>(x, clampPlaces(*this, places, axis),
                                uint64_t(axis.axis));
}

// Sums over the elements around each coordinate: two, or four for cubics; more
// where a smaller result is antialiased.
Value Resize::interpolate(Value x, const Axis &axis, Value at) {
  double shrink = 1;
  int64_t reach = mode == "linear" ? 1 : 2;
  DimExpr half = n.size(reach); // of the taps
  Value factor;
  if (antialias && axis.scale) {
    shrink = std::min(1.0, *axis.scale);
    half = n.size(std::ceil(static_cast<double>(reach) / shrink));
  } else if (antialias) {
    half = n.symbols.max(half, (axis.in * reach).ceilDiv(axis.out));
    factor = n.create<hf::MinOp>(axis.factor, number(1));
  }
  Value centre = n.reshape(at, {axis.out, n.size(1)});
  Value taps = n.create<hf::SubOp>(n.iota(0, half * 2, f64()),
                                   n.sizeValue(half - 1, f64()));
  Value places = add(n.create<hf::FloorOp>(centre), taps);
  Value distance = n.create<hf::AbsOp>(sub(places, centre));
  if (shrink != 1)
    distance = mul(distance, number(shrink));
  if (factor)
    distance = mul(distance, factor);
  Value weights = mode == "linear" ? onnx::weighLinear(n, distance)
                                   : onnx::weighCubic(n, distance, cubic);
  auto sumOver = [&](Value value, int64_t dim, bool keep) {
    return n.create<hf::ReduceOp>(hf::ReduceKind::sum, value,
                                  n.builder.getDenseI64ArrayAttr(dim), keep);
  };
  if (excludeOutside) {
    Value low = n.create<hf::CompareOp>(hf::Predicate::ge, places, number(0));
    Value high =
        n.create<hf::CompareOp>(hf::Predicate::lt, places, size(axis.in));
    weights = n.create<hf::SelectOp>(n.create<hf::AndOp>(low, high), weights,
                                     number(0));
  }
  if (excludeOutside || antialias)
    weights = div(weights, sumOver(weights, 1, true));
  if (!x || !weights)
    return nullptr;
  Value around = n.create<hf::GatherOp>(x, clampPlaces(*this, places, axis),
                                        uint64_t(axis.axis));
  hf::Dims dims{axis.out, half * 2};
  dims.append(cast<RankedTensorType>(x.getType()).getRank() - axis.axis - 1,
              n.size(1));
  Value scaled =
      mul(around, n.reshape(n.cast(weights, getElementTypeOrSelf(x)), dims));
  return sumOver(scaled, axis.axis + 1, false);
}

Value Resize::apply(Value x) {
  for (const Axis &axis : axes) {
    if (axis.in == axis.out && axis.scale == 1.0 && !crops)
      continue;
    if (auto times = repeats(axis)) {
      x = repeat(n, x, axis.axis, *times);
      continue;
    }
    Value at = place(axis);
    Value next =
        mode == "nearest" ? pickNearest(x, axis, at) : interpolate(x, axis, at);
    if (crops && next) {
      Value low = n.create<hf::CompareOp>(hf::Predicate::ge, at, number(0));
      Value high =
          n.create<hf::CompareOp>(hf::Predicate::le, at, size(axis.in - 1));
      hf::Dims dims(n.rank(0) - axis.axis, n.size(1));
      dims[0] = axis.out;
      next = n.create<hf::SelectOp>(
          n.reshape(n.create<hf::AndOp>(low, high), dims), next,
          n.constant(extrapolation, getElementTypeOrSelf(next)));
    }
    x = next;
  }
  return x;
}

static LogicalResult giveResized(NodeImporter &n, Resize &r) {
  for (const Axis &axis : r.axes)
    if (!axis.out)
      return n.unsupported("a size of the result cannot be expressed");
  if (r.mode == "nearest")
    return n.result(0, r.apply(n.in(0)));
  mlir::Type element = n.element(0);
  bool isWide = element.isF32() || element.isF64();
  Value x = r.apply(
      n.cast(n.in(0), isWide ? element : mlir::Type(n.builder.getF32Type())));
  // As ONNX's reference and its runtime do.
  if (isa<IntegerType>(element))
    x = n.create<hf::RoundOp>(x);
  return n.result(0, n.cast(x, element));
}

// Opset 10, and Upsample: what lies at floor(place / scale).
static LogicalResult importUpsample(NodeImporter &n) {
  Resize r{n,
           n.getString("mode", "nearest"),
           "asymmetric",
           "floor",
           false,
           false,
           false,
           0,
           0,
           {}};
  if (r.mode == "bilinear") // opset 1
    r.mode = "linear";
  if (r.mode != "nearest" && r.mode != "linear")
    return n.invalid("its mode is \"{0}\"", r.mode);
  auto places = llvm::to_vector(llvm::seq<int64_t>(n.rank(0)));
  auto scales = n.opset < 9 ? n.getFloats("scales") : n.numbers(1);
  if (scales ? !r.takeScales(scales, places) : !r.computeScales(places, 1))
    return failure();
  return giveResized(n, r);
}

static LogicalResult importResize(NodeImporter &n) {
  Resize r{n,
           n.getString("mode", "nearest"),
           n.getString("coordinate_transformation_mode", "half_pixel"),
           n.getString("nearest_mode", "round_prefer_floor"),
           n.getInt("antialias", 0) != 0,
           n.getInt("exclude_outside", 0) != 0,
           false,
           n.getFloat("cubic_coeff_a", -0.75f),
           n.getFloat("extrapolation_value", 0),
           {}};
  r.crops = r.transform == "tf_crop_and_resize";
  if (r.mode != "nearest" && r.mode != "linear" && r.mode != "cubic")
    return n.invalid("its mode is \"{0}\"", r.mode);
  static constexpr StringRef transforms[] = {
      "half_pixel",        "half_pixel_symmetric", "pytorch_half_pixel",
      "align_corners",     "asymmetric",           "tf_half_pixel_for_nn",
      "tf_crop_and_resize"};
  if (!llvm::is_contained(transforms, r.transform))
    return n.invalid("its coordinate_transformation_mode is \"{0}\"",
                     r.transform);
  auto places = n.getAxes(n.getInts("axes").value_or(
                              llvm::to_vector(llvm::seq<int64_t>(n.rank(0)))),
                          n.rank(0));
  if (!places)
    return failure();
  std::string policy = n.getString("keep_aspect_ratio_policy", "stretch");
  auto isGiven = [&](unsigned index) {
    return n.has(index) &&
           !(n.rank(index) == 1 && n.dims(index)[0].isConstant(0));
  };
  (void)isGiven(1); // an empty region, where none is wanted
  bool bySizes = isGiven(3), byScales = isGiven(2);
  if (bySizes == byScales)
    return n.invalid("it has {0} scales and sizes", bySizes ? "both" : "no");
  if (r.crops && (!n.has(1) || n.rank(1) != 1 ||
                  !n.dims(1)[0].isConstant(2 * places->size())))
    return n.invalid("its region has not two numbers a dim");
  bool isKnown = bySizes || (n.numbers(2) && (!r.crops || n.numbers(1)));
  if (bySizes   ? !r.takeSizes(*places)
      : isKnown ? !r.takeScales(n.numbers(2), *places)
                : !r.computeScales(*places, 2))
    return failure();
  if (bySizes && policy != "stretch" && !r.keepRatio(policy))
    return failure();
  if (r.crops)
    r.takeRegion();
  return giveResized(n, r);
}

void hfc::onnx::addResize(OperatorTable &table) {
  table.add({{"Resize", 10, importUpsample, 10},
             {"Resize", 11, importResize},
             {"Upsample", 7, importUpsample, 9}});
}
