// Conv and the pools: windows over spatial dims.
#include "frontends/onnx/ops/Windows.h"
#include "frontends/onnx/ops/Contractions.h"
#include "frontends/onnx/ops/Elementwise.h"

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hfc::onnx::getPerDim;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;

namespace {
// How windows lie over the spatial dims.
struct Windows {
  SmallVector<int64_t> sizes, strides, dilations, low, high;
  // Pads that depend on sizes, put around the operand before.
  std::optional<hf::Dims> before, behind;

  int64_t span(size_t i) const { return (sizes[i] - 1) * dilations[i] + 1; }
};
} // namespace

static constexpr int64_t largest = INT32_MAX;

std::optional<SmallVector<int64_t>>
hfc::onnx::getPerDim(NodeImporter &n, StringRef name, size_t count,
                     int64_t otherwise, int64_t least) {
  SmallVector<int64_t> values =
      n.getInts(name).value_or(SmallVector<int64_t>(count, otherwise));
  if (values.size() != count || llvm::any_of(values, [&](int64_t value) {
        return value < least || value > largest;
      })) {
    (void)n.invalid("attribute {0} is not {1} numbers of at least {2}", name,
                    count, least);
    return std::nullopt;
  }
  return values;
}

// SAME_UPPER and SAME_LOWER: ceil(size / stride) windows, the odd pad above or
// below.
static void padToSame(NodeImporter &n, Windows &w, ArrayRef<DimExpr> spatial,
                      bool lower) {
  hf::Dims before, behind;
  for (auto [i, dim] : llvm::enumerate(spatial)) {
    DimExpr count = dim.ceilDiv(n.size(w.strides[i]));
    DimExpr total =
        n.symbols.max(n.size(0), (count - 1) * w.strides[i] + w.span(i) - dim);
    // Where the stride is 1, the size cancels; a size of 0 pads nothing less.
    if (w.strides[i] == 1)
      total = n.size(w.span(i) - 1);
    DimExpr less = total.floorDiv(n.size(2)), more = total - less;
    before.push_back(lower ? more : less);
    behind.push_back(lower ? less : more);
  }
  auto known = [](DimExpr pad) { return pad.isConstant(); };
  if (llvm::all_of(before, known) && llvm::all_of(behind, known)) {
    for (auto [i, pad] : llvm::enumerate(before)) {
      w.low[i] = *pad.getConstant();
      w.high[i] = *behind[i].getConstant();
    }
    return;
  }
  w.before = before;
  w.behind = behind;
}

// Pads become elements of the operand, so that they may depend on sizes.
static void padApart(NodeImporter &n, Windows &w) {
  if (w.before)
    return;
  auto toSizes = [&](SmallVector<int64_t> &pads) {
    hf::Dims sizes;
    for (int64_t &pad : pads)
      sizes.push_back(n.size(std::exchange(pad, 0)));
    return sizes;
  };
  w.before = toSizes(w.low);
  w.behind = toSizes(w.high);
}

// ceil_mode: a last window that begins inside the operand or its low pad but
// ends outside counts, so the high pad grows.
static void roundUp(NodeImporter &n, Windows &w, ArrayRef<DimExpr> spatial) {
  for (auto [i, dim] : llvm::enumerate(spatial))
    if (w.strides[i] != 1 && !dim.isConstant())
      padApart(n, w);
  for (auto [i, dim] : llvm::enumerate(spatial)) {
    if (w.strides[i] == 1)
      continue;
    DimExpr stride = n.size(w.strides[i]),
            low = w.before ? (*w.before)[i] : n.size(w.low[i]),
            high = w.behind ? (*w.behind)[i] : n.size(w.high[i]);
    DimExpr rest = dim + low + high - w.span(i);
    if (rest.getConstant().value_or(0) < 0)
      continue;
    DimExpr count =
        n.symbols.min(rest.ceilDiv(stride) + 1, (dim + low).ceilDiv(stride));
    high = n.symbols.max(high, (count - 1) * stride + w.span(i) - dim - low);
    if (w.behind)
      (*w.behind)[i] = high;
    else
      w.high[i] = *high.getConstant();
  }
}

// A model is made for operands that hold a window: of sizes that are not known,
// this is assumed.
static bool requireFit(NodeImporter &n, const Windows &w,
                       ArrayRef<DimExpr> spatial) {
  for (auto [i, dim] : llvm::enumerate(spatial)) {
    DimExpr least = n.size(w.span(i) - w.low[i] - w.high[i]);
    if (dim.isConstant() || w.before || n.symbols.assumeLE(least, dim) ||
        n.symbols.hasChanged())
      continue;
    if (!n.requireLE(least, dim, "the window"))
      return false;
  }
  return true;
}

static std::optional<Windows> getWindows(NodeImporter &n,
                                         ArrayRef<int64_t> sizes) {
  size_t count = sizes.size();
  hf::Dims dims = n.dims(0);
  ArrayRef<DimExpr> spatial = ArrayRef(dims).drop_front(2);
  Windows w;
  w.sizes = SmallVector<int64_t>(sizes);
  auto strides = getPerDim(n, "strides", count, 1, 1);
  auto dilations = getPerDim(n, "dilations", count, 1, 1);
  auto pads = getPerDim(n, "pads", 2 * count, 0, 0);
  if (!strides || !dilations || !pads)
    return std::nullopt;
  w.strides = *strides;
  w.dilations = *dilations;
  w.low = SmallVector<int64_t>(ArrayRef(*pads).take_front(count));
  w.high = SmallVector<int64_t>(ArrayRef(*pads).drop_front(count));
  std::string automatic = n.getString("auto_pad", "NOTSET");
  if (automatic == "SAME_UPPER" || automatic == "SAME_LOWER") {
    padToSame(n, w, spatial, automatic == "SAME_LOWER");
  } else if (automatic == "VALID") {
    w.low.assign(count, 0);
    w.high.assign(count, 0);
  } else if (automatic != "NOTSET") {
    (void)n.invalid("its auto_pad is \"{0}\"", automatic);
    return std::nullopt;
  }
  if (!requireFit(n, w, spatial))
    return std::nullopt;
  return w;
}

// Puts pads that depend on sizes around the operand.
static Value padBefore(NodeImporter &n, Value operand, const Windows &w,
                       Value value) {
  if (!w.before || !operand || !value)
    return operand;
  hf::Dims dims = dim::getDims(operand), low(dims.size(), n.size(0));
  for (auto [i, before] : llvm::enumerate(*w.before)) {
    low[i + 2] = before;
    dims[i + 2] = dims[i + 2] + before + (*w.behind)[i];
  }
  return n.create<hf::PadOp>(
      mlir::Type(dim::getTensorType(dims, getElementTypeOrSelf(operand))),
      operand, value, dim::getShapeAttr(n.context, low), hf::PadMode::constant);
}

Value hfc::onnx::convolve(NodeImporter &n, Value value, Value weights) {
  if (!value || !weights)
    return nullptr;
  hf::Dims operand = dim::getDims(value), filter = dim::getDims(weights);
  if (operand.size() < 2 || filter.size() != operand.size()) {
    (void)n.invalid("{0} and {1} do not convolve",
                    onnx::toString(cast<RankedTensorType>(value.getType())),
                    onnx::toString(cast<RankedTensorType>(weights.getType())));
    return nullptr;
  }
  SmallVector<int64_t> sizes;
  for (DimExpr size : ArrayRef(filter).drop_front(2)) {
    if (!size.isConstant()) {
      (void)n.unsupported("the filter has a size of {0}", size.str());
      return nullptr;
    }
    sizes.push_back(*size.getConstant());
  }
  if (auto given = n.getInts("kernel_shape"); given && *given != sizes) {
    (void)n.invalid("kernel_shape is not the filter's");
    return nullptr;
  }
  int64_t groups = n.getInt("group", 1);
  if (groups < 1 || groups > largest) {
    (void)n.invalid("it has {0} groups", groups);
    return nullptr;
  }
  if (!n.requireEqual(operand[1], filter[1] * groups,
                      "channels of operand and filter"))
    return nullptr;
  std::optional<Windows> w = getWindows(n, sizes);
  if (!w)
    return nullptr;
  Value padded =
      padBefore(n, value, *w, n.constant(0, getElementTypeOrSelf(value)));
  return n.create<hf::ConvOp>(padded, weights, w->strides, w->dilations, w->low,
                              w->high, static_cast<uint64_t>(groups),
                              /*channelsLast=*/false);
}

Value hfc::onnx::perChannel(NodeImporter &n, unsigned index, DimExpr channels,
                            size_t rank) {
  hf::Dims dims = n.dims(index);
  if (dims.size() != 1) {
    (void)n.invalid("input {0} is {1}, not a number for each channel", index,
                    onnx::toString(n.type(index)));
    return nullptr;
  }
  if (!n.requireEqual(dims[0], channels, "the channels"))
    return nullptr;
  dims.append(rank - 2, n.size(1));
  return n.reshape(n.in(index), dims);
}

static LogicalResult importConv(NodeImporter &n) {
  Value result = hfc::onnx::convolve(n, n.in(0), n.in(1));
  if (!result || !n.has(2))
    return n.result(0, result);
  Value bias = hfc::onnx::perChannel(n, 2, n.dims(1)[0], n.rank(0));
  return n.result(0, n.create<hf::AddOp>(result, bias));
}

static std::optional<Windows> getPool(NodeImporter &n) {
  std::optional<SmallVector<int64_t>> sizes = n.getInts("kernel_shape");
  if (n.rank(0) < 2 || !sizes ||
      static_cast<int64_t>(sizes->size()) != n.rank(0) - 2 ||
      llvm::any_of(*sizes,
                   [](int64_t size) { return size < 1 || size > largest; })) {
    (void)n.invalid("its kernel_shape does not fit {0}",
                    onnx::toString(n.type(0)));
    return std::nullopt;
  }
  return getWindows(n, *sizes);
}

static Value createPool(NodeImporter &n, hf::PoolKind kind, Value operand,
                        const Windows &w, bool countPadding) {
  return n.create<hf::PoolOp>(kind, operand, w.sizes, w.strides, w.dilations,
                              w.low, w.high, countPadding,
                              /*channelsLast=*/false);
}

// What never wins against an element.
static double getLeast(mlir::Type element) {
  if (isa<FloatType>(element))
    return -std::numeric_limits<double>::infinity();
  return element.isUnsignedInteger()
             ? 0
             : -std::ldexp(1.0, element.getIntOrFloatBitWidth() - 1);
}

// Where the largest elements of windows lie in the whole operand.
static Value findLargest(NodeImporter &n, const Windows &w, Value pooled) {
  bool columnMajor = n.getInt("storage_order", 0);
  if (!pooled)
    return nullptr;
  hf::Dims dims = n.dims(0), result = dim::getDims(pooled);
  size_t count = w.sizes.size();
  mlir::Type index = n.builder.getI64Type();
  int64_t taps = 1;
  for (int64_t size : w.sizes)
    taps *= size;
  // [spatial…, taps]: a place in the plane, and whether it is inside.
  hf::Dims shape(result.begin() + 2, result.end());
  shape.push_back(n.size(taps));
  auto product = [&](ArrayRef<DimExpr> sizes) {
    return dim::product(n.context, sizes);
  };
  auto combine = [&](Value tap, bool byColumns, Value *inside) {
    Value sum;
    int64_t inner = taps;
    for (size_t i = 0; i < count; ++i) {
      inner /= w.sizes[i];
      hf::Dims along(count + 1 - i, n.size(1));
      along[0] = result[i + 2];
      Value own = n.create<hf::ModOp>(
          n.create<hf::DivOp>(tap, n.constant(inner, index)),
          n.constant(w.sizes[i], index), true);
      Value begin = n.create<hf::MulOp>(n.iota(0, along, index),
                                        n.constant(w.strides[i], index));
      Value at = n.create<hf::AddOp>(
          begin, n.create<hf::MulOp>(own, n.constant(w.dilations[i], index)));
      DimExpr low = w.before ? (*w.before)[i] : n.size(w.low[i]);
      at = n.create<hf::SubOp>(at, n.sizeValue(low, index));
      if (inside) {
        Value is = n.create<hf::AndOp>(
            n.create<hf::CompareOp>(hf::Predicate::ge, at,
                                    n.constant(0, index)),
            n.create<hf::CompareOp>(hf::Predicate::lt, at,
                                    n.sizeValue(dims[i + 2], index)));
        *inside = *inside ? n.create<hf::AndOp>(*inside, is) : is;
      }
      DimExpr stride = byColumns ? product(ArrayRef(dims).slice(2, i))
                                 : product(ArrayRef(dims).drop_front(i + 3));
      if (!stride) {
        (void)n.unsupported("a place cannot be expressed");
        return Value();
      }
      Value part = n.create<hf::MulOp>(at, n.sizeValue(stride, index));
      sum = sum ? n.create<hf::AddOp>(sum, part) : part;
    }
    return sum;
  };
  Value inside;
  Value places = combine(n.iota(0, n.size(taps), index), false, &inside);
  DimExpr plane = product(ArrayRef(dims).drop_front(2));
  if (!places || !plane)
    return nullptr;
  Value elements = n.create<hf::GatherOp>(
      n.reshape(n.in(0), {dims[0], dims[1], plane}), places, uint64_t(2));
  mlir::Type element = n.element(0);
  Value seen = n.create<hf::SelectOp>(inside, elements,
                                      n.constant(getLeast(element), element));
  Value tap = n.create<hf::ArgReduceOp>(hf::ReduceKind::max, seen,
                                        uint64_t(count + 2), false);
  Value at = combine(tap, columnMajor, nullptr);
  Value planes = n.create<hf::AddOp>(
      n.create<hf::MulOp>(n.iota(0, {dims[0], n.size(1)}, index),
                          n.sizeValue(dims[1], index)),
      n.iota(0, dims[1], index));
  hf::Dims leading{dims[0], dims[1]};
  leading.append(count + 1, n.size(1));
  Value first = n.create<hf::MulOp>(n.reshape(planes, leading),
                                    n.sizeValue(plane, index));
  return n.reshape(n.create<hf::AddOp>(at, first), result);
}

static LogicalResult importMaxPool(NodeImporter &n) {
  if (!n.wants(1))
    n.ignore("storage_order");
  std::optional<Windows> w = getPool(n);
  if (!w)
    return failure();
  hf::Dims dims = n.dims(0);
  if (n.getInt("ceil_mode", 0))
    roundUp(n, *w, ArrayRef(dims).drop_front(2));
  mlir::Type element = n.element(0);
  Value padded =
      padBefore(n, n.in(0), *w, n.constant(getLeast(element), element));
  Value pooled = createPool(n, hf::PoolKind::max, padded, *w, false);
  if (n.wants(1) && failed(n.result(1, findLargest(n, *w, pooled))))
    return failure();
  return n.result(0, pooled);
}

// Pads that depend on sizes, or that count but for the places behind them, are
// elements: an average of the operand among zeros over one of ones.
static LogicalResult importAveragePool(NodeImporter &n) {
  std::optional<Windows> w = getPool(n);
  if (!w)
    return failure();
  bool countsPads = n.getInt("count_include_pad", 0);
  hf::Dims dims = n.dims(0);
  Windows given = *w;
  if (n.getInt("ceil_mode", 0))
    roundUp(n, *w, ArrayRef(dims).drop_front(2));
  bool hasGrown =
      given.high != w->high || bool(given.before) != bool(w->before);
  if (!w->before && !(countsPads && hasGrown))
    return n.result(
        0, createPool(n, hf::PoolKind::average, n.in(0), *w, countsPads));
  padApart(n, *w);
  mlir::Type element = n.element(0);
  Value zero = n.constant(0, element);
  hf::Dims ones = dims;
  ones[0] = ones[1] = n.size(1);
  Value counts = n.broadcast(n.constant(1, element), ones);
  Windows rest = *w;
  if (countsPads) {
    // Pads count, what ceil_mode added does not.
    padApart(n, given);
    counts = padBefore(n, counts, given, n.constant(1, element));
    for (size_t i = 0; i < rest.sizes.size(); ++i) {
      (*rest.behind)[i] = (*rest.behind)[i] - (*given.behind)[i];
      (*rest.before)[i] = n.size(0);
    }
  }
  counts = createPool(n, hf::PoolKind::average,
                      padBefore(n, counts, rest, zero), *w, false);
  Value sums = createPool(n, hf::PoolKind::average,
                          padBefore(n, n.in(0), *w, zero), *w, false);
  return n.result(0, n.create<hf::DivOp>(sums, counts));
}

// |x|^p before a sum, or its root after it.
static Value raise(NodeImporter &n, Value value, int64_t p, bool root) {
  if (p == 1 || !value)
    return value;
  if (p == 2)
    return root ? n.create<hf::SqrtOp>(value)
                : n.create<hf::MulOp>(value, value);
  return n.create<hf::PowOp>(
      value, n.constant(root ? 1.0 / p : p, getElementTypeOrSelf(value)));
}

// The average of powers, times the places of a window: pads are zeros.
static LogicalResult importLpPool(NodeImporter &n) {
  std::optional<Windows> w = getPool(n);
  int64_t p = n.getInt("p", 2);
  if (!w)
    return failure();
  if (p < 1)
    return n.invalid("p is {0}", p);
  hf::Dims dims = n.dims(0);
  if (n.getInt("ceil_mode", 0))
    roundUp(n, *w, ArrayRef(dims).drop_front(2));
  padApart(n, *w);
  mlir::Type element = n.element(0);
  Value operand = n.in(0);
  if (p != 2)
    operand = n.create<hf::AbsOp>(operand);
  operand =
      padBefore(n, raise(n, operand, p, false), *w, n.constant(0, element));
  double places = 1;
  for (int64_t size : w->sizes)
    places *= static_cast<double>(size);
  Value sum = n.create<hf::MulOp>(
      createPool(n, hf::PoolKind::average, operand, *w, false),
      n.constant(places, element));
  return n.result(0, raise(n, sum, p, true));
}

static LogicalResult importGlobalLpPool(NodeImporter &n) {
  int64_t p = n.getInt("p", 2);
  if (n.rank(0) < 3 || p < 1)
    return n.invalid("p is {0}, over {1}", p, onnx::toString(n.type(0)));
  Value operand = n.in(0);
  if (p != 2)
    operand = n.create<hf::AbsOp>(operand);
  auto axes = llvm::to_vector(llvm::seq<int64_t>(2, n.rank(0)));
  Value sum =
      n.create<hf::ReduceOp>(hf::ReduceKind::sum, raise(n, operand, p, false),
                             n.builder.getDenseI64ArrayAttr(axes), true);
  return n.result(0, raise(n, sum, p, true));
}

// x / (bias + alpha * mean of squares over neighbouring channels)^beta;
// channels outside are zeros.
static LogicalResult importLRN(NodeImporter &n) {
  int64_t size = n.getInt("size", 0);
  double alpha = n.getFloat("alpha", 1e-4f), beta = n.getFloat("beta", 0.75f),
         bias = n.getFloat("bias", 1);
  hf::Dims dims = n.dims(0);
  if (dims.size() < 3 || size < 1 || size > largest)
    return n.invalid("{0} channels of {1}", size, onnx::toString(n.type(0)));
  mlir::Type element = n.element(0);
  Value x = n.in(0);
  DimExpr places = dim::product(n.context, ArrayRef(dims).drop_front(2));
  if (!places)
    return n.unsupported("the number of places cannot be expressed");
  Value squares = n.reshape(n.create<hf::MulOp>(x, x),
                            {dims[0], n.size(1), dims[1], places});
  Windows w{{size, 1},     {1, 1}, {1, 1}, {(size - 1) / 2, 0},
            {size / 2, 0}, {},     {}};
  Value mean = n.reshape(
      createPool(n, hf::PoolKind::average, squares, w, /*countPadding=*/true),
      dims);
  Value scaled =
      n.create<hf::AddOp>(n.create<hf::MulOp>(mean, n.constant(alpha, element)),
                          n.constant(bias, element));
  return n.result(
      0, n.create<hf::DivOp>(
             x, n.create<hf::PowOp>(scaled, n.constant(beta, element))));
}

// Over all spatial dims, which become 1.
template <hf::ReduceKind kind>
static LogicalResult importGlobalPool(NodeImporter &n) {
  if (n.rank(0) < 3)
    return n.invalid("{0} has no spatial dims", onnx::toString(n.type(0)));
  auto axes = llvm::to_vector(llvm::seq<int64_t>(2, n.rank(0)));
  return n.result(
      0, n.create<hf::ReduceOp>(kind, n.in(0),
                                n.builder.getDenseI64ArrayAttr(axes), true));
}

void hfc::onnx::addWindows(OperatorTable &table) {
  table.add({{"AveragePool", 1, importAveragePool},
             {"Conv", 1, importConv},
             {"GlobalLpPool", 2, importGlobalLpPool},
             {"LRN", 1, importLRN},
             {"LpPool", 2, importLpPool},
             {"GlobalAveragePool", 1, importGlobalPool<hf::ReduceKind::mean>},
             {"GlobalMaxPool", 1, importGlobalPool<hf::ReduceKind::max>},
             {"MaxPool", 1, importMaxPool}});
}
