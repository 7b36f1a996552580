// Col2Im and ConvTranspose: windows that are added up where they overlap.
#include "frontends/onnx/ops/Elementwise.h"
#include "frontends/onnx/ops/Windows.h"

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hfc::onnx::getPerDim;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;

namespace {

// Windows over an image, by spatial dim.
struct Folding {
  SmallVector<int64_t> window, strides, dilations;
  hf::Dims image, counts; // sizes of the image, numbers of windows
  hf::Dims low;
};

} // namespace

static constexpr int64_t largest = INT32_MAX;

// What a tap gives to the elements of the image that it reaches: these are a
// stride apart (a phase), and neighbouring windows give to neighbouring ones.
// [batch, channels, elements of a phase…]; null where sizes say too little.
static Value spread(NodeImporter &n, Value columns, int64_t tap,
                    ArrayRef<int64_t> shift, ArrayRef<DimExpr> sizes,
                    const Folding &f) {
  hf::Dims dims = dim::getDims(columns), starts(4, n.size(0)),
           piece{dims[0], dims[1]}, cut(2, n.size(0)), low(2, n.size(0));
  for (auto [i, by] : llvm::enumerate(shift)) {
    auto behind = (sizes[i] - f.counts[i] - by).getConstant();
    if (!behind)
      return nullptr;
    int64_t before = std::max<int64_t>(-by, 0),
            after = std::max<int64_t>(-*behind, 0);
    if (!n.symbols.provablyLE(n.size(before + after), f.counts[i]))
      return nullptr;
    cut.push_back(n.size(before));
    low.push_back(n.size(std::max<int64_t>(by, 0)));
    piece.push_back(f.counts[i] - before - after);
  }
  starts[2] = n.size(tap);
  Value own = n.slice(columns, starts, {dims[0], dims[1], n.size(1), dims[3]});
  hf::Dims windows{dims[0], dims[1]}, result = windows;
  windows.append(f.counts);
  result.append(sizes.begin(), sizes.end());
  own = n.reshape(own, windows);
  if (piece != windows)
    own = n.slice(own, cut, piece);
  if (piece == result)
    return own;
  mlir::Type element = getElementTypeOrSelf(columns);
  return n.create<hf::PadOp>(mlir::Type(dim::getTensorType(result, element)),
                             own, n.constant(0, element),
                             dim::getShapeAttr(n.context, low),
                             hf::PadMode::constant);
}

// Phase by phase; null where sizes say too little.
static Value foldByPhase(NodeImporter &n, Value columns, const Folding &f) {
  constexpr int64_t most = 64; // taps, phases
  hf::Dims dims = dim::getDims(columns), sizes;
  size_t count = f.window.size();
  int64_t taps = 1, phases = 1;
  bool areTiles = true; // windows lie side by side
  for (size_t i = 0; i < count; ++i) {
    auto low = f.low[i].getConstant();
    if (!low || f.window[i] > most || f.strides[i] > most)
      return nullptr;
    taps *= f.window[i];
    phases *= f.strides[i];
    if (taps > most || phases > most)
      return nullptr;
    sizes.push_back(f.image[i].ceilDiv(n.size(f.strides[i])));
    areTiles &= f.window[i] == f.strides[i] && f.dilations[i] == 1 && !*low &&
                sizes[i] == f.counts[i];
  }
  Value stacked = columns;
  if (!areTiles) {
    SmallVector<Value> sums(phases);
    for (int64_t tap = 0; tap < taps; ++tap) {
      int64_t phase = 0, inner = taps;
      SmallVector<int64_t> shift;
      for (size_t i = 0; i < count; ++i) {
        inner /= f.window[i];
        int64_t at = tap / inner % f.window[i] * f.dilations[i] -
                     *f.low[i].getConstant();
        shift.push_back(llvm::divideFloorSigned(at, f.strides[i]));
        phase = phase * f.strides[i] + at - shift.back() * f.strides[i];
      }
      Value own = spread(n, columns, tap, shift, sizes, f);
      if (!own)
        return nullptr;
      Value &sum = sums[phase];
      sum = sum ? n.create<hf::AddOp>(sum, own) : own;
    }
    hf::Dims one{dims[0], dims[1], n.size(1)};
    one.append(sizes);
    for (Value &sum : sums)
      sum =
          sum ? n.reshape(sum, one)
              : n.broadcast(n.constant(0, getElementTypeOrSelf(columns)), one);
    stacked = phases == 1 ? sums[0] : n.create<hf::ConcatOp>(sums, uint64_t(2));
  }
  // [batch, channels, strides…, elements…], which alternate in the image.
  hf::Dims split{dims[0], dims[1]}, whole = split, image = split;
  SmallVector<int64_t> order{0, 1};
  for (size_t i = 0; i < count; ++i) {
    split.push_back(n.size(f.strides[i]));
    order.append({int64_t(2 + count + i), int64_t(2 + i)});
    whole.push_back(sizes[i] * f.strides[i]);
    image.push_back(f.image[i]);
  }
  split.append(sizes);
  Value result =
      n.reshape(n.transpose(n.reshape(stacked, split), order), whole);
  return whole == image
             ? result
             : n.slice(result, hf::Dims(image.size(), n.size(0)), image);
}

// Operand [batch, channels, taps, windows]. An element of the image sums what
// each tap of a window has for it, if a window has that tap there.
static Value fold(NodeImporter &n, Value columns, const Folding &f) {
  if (!columns)
    return nullptr;
  if (Value image = foldByPhase(n, columns, f))
    return image;
  hf::Dims dims = dim::getDims(columns);
  mlir::Type index = n.builder.getI64Type();
  size_t count = f.window.size();
  int64_t taps = 1;
  for (int64_t size : f.window)
    taps *= size;
  Value tap = n.iota(0, n.size(taps), index), inside;
  Value place = n.create<hf::MulOp>(tap, n.sizeValue(dims[3], index));
  int64_t inner = taps;
  DimExpr behind = dims[3];
  for (size_t i = 0; i < count; ++i) {
    inner /= f.window[i];
    hf::Dims along(count + 1 - i, n.size(1));
    along[0] = f.image[i];
    Value own =
        n.create<hf::ModOp>(n.create<hf::DivOp>(tap, n.constant(inner, index)),
                            n.constant(f.window[i], index), true);
    Value begin = n.create<hf::SubOp>(
        n.create<hf::AddOp>(n.iota(0, along, index),
                            n.sizeValue(f.low[i], index)),
        n.create<hf::MulOp>(own, n.constant(f.dilations[i], index)));
    Value stride = n.constant(f.strides[i], index), zero = n.constant(0, index);
    Value window = n.create<hf::DivOp>(begin, stride);
    Value isInside = n.create<hf::AndOp>(
        n.create<hf::CompareOp>(hf::Predicate::ge, begin, zero),
        n.create<hf::CompareOp>(hf::Predicate::lt, window,
                                n.sizeValue(f.counts[i], index)));
    if (f.strides[i] != 1)
      isInside = n.create<hf::AndOp>(
          isInside, n.create<hf::CompareOp>(
                        hf::Predicate::eq,
                        n.create<hf::ModOp>(begin, stride, true), zero));
    inside = inside ? n.create<hf::AndOp>(inside, isInside) : isInside;
    behind = dim::product(n.context, ArrayRef(f.counts).drop_front(i + 1));
    place = n.create<hf::AddOp>(
        place, n.create<hf::MulOp>(window, n.sizeValue(behind, index)));
  }
  Value flat = n.reshape(columns, {dims[0], dims[1], dims[2] * dims[3]});
  Value elements = n.create<hf::GatherOp>(flat, place, uint64_t(2));
  Value counted = n.create<hf::SelectOp>(
      inside, elements, n.constant(0, getElementTypeOrSelf(columns)));
  return n.create<hf::ReduceOp>(
      hf::ReduceKind::sum, counted,
      n.builder.getDenseI64ArrayAttr(int64_t(count) + 2), false);
}

static LogicalResult importCol2Im(NodeImporter &n) {
  auto image = n.sizes(1, "the shape of the image");
  auto window = n.knownInts(2, "the shape of the blocks");
  if (!image || !window)
    return failure();
  size_t count = window->size();
  hf::Dims dims = n.dims(0);
  int64_t taps = 1;
  for (int64_t size : *window)
    taps *= std::clamp<int64_t>(size, 0, 1 << 20);
  if (dims.size() != 3 || image->size() != count || count == 0 || taps < 1 ||
      taps > 1 << 20)
    return n.invalid("blocks of {0} do not make an image of {1} dims",
                     onnx::toString(n.type(0)), image->size());
  auto strides = getPerDim(n, "strides", count, 1, 1);
  auto dilations = getPerDim(n, "dilations", count, 1, 1);
  auto pads = getPerDim(n, "pads", 2 * count, 0, 0);
  DimExpr channels = n.divide(dims[1], taps, "elements of blocks");
  if (!strides || !dilations || !pads || !channels)
    return failure();
  Folding f{*window, *strides, *dilations, {}, {}, {}};
  for (size_t i = 0; i < count; ++i) {
    int64_t span = ((*window)[i] - 1) * f.dilations[i] + 1;
    f.image.push_back((*image)[i]);
    f.low.push_back(n.size((*pads)[i]));
    f.counts.push_back(((*image)[i] + (*pads)[i] + (*pads)[i + count] - span)
                           .floorDiv(n.size(f.strides[i])) +
                       1);
  }
  Value blocks = n.in(0);
  bool isBool = n.element(0).isInteger(1); // whose sum says whether one is set
  if (isBool)
    blocks = n.cast(blocks, n.builder.getI32Type());
  DimExpr places = dim::product(n.context, f.counts);
  if (!places)
    return n.unsupported("the number of places cannot be expressed");
  if (!n.fit(blocks, 2, places, "blocks and their places"))
    return failure();
  Value sum =
      fold(n, n.reshape(blocks, {dims[0], channels, n.size(taps), places}), f);
  if (isBool)
    sum = n.create<hf::CompareOp>(hf::Predicate::ne, sum,
                                  n.constant(0, n.builder.getI32Type()));
  return n.result(0, sum);
}

// Sizes of the result and pads before it.
static bool placeResult(NodeImporter &n, ArrayRef<DimExpr> spatial,
                        Folding &f) {
  size_t count = spatial.size();
  auto more = getPerDim(n, "output_padding", count, 0, 0);
  auto pads = getPerDim(n, "pads", 2 * count, 0, 0);
  auto shape = n.getInts("output_shape");
  std::string automatic = n.getString("auto_pad", "NOTSET");
  if (!more || !pads)
    return false;
  // It may have the batch and the channels, too.
  if (shape && shape->size() == count + 2)
    shape->erase(shape->begin(), shape->begin() + 2);
  bool isSame = automatic == "SAME_UPPER" || automatic == "SAME_LOWER";
  if ((shape && shape->size() != count) ||
      (!isSame && automatic != "NOTSET" && automatic != "VALID")) {
    (void)n.invalid("its auto_pad is \"{0}\", or its output_shape is none",
                    automatic);
    return false;
  }
  for (size_t i = 0; i < count; ++i) {
    DimExpr whole = (spatial[i] - 1) * f.strides[i] + (*more)[i] +
                    ((f.window[i] - 1) * f.dilations[i] + 1);
    f.counts.push_back(spatial[i]);
    if (!shape && !isSame) {
      bool padded = automatic == "NOTSET";
      f.low.push_back(n.size(padded ? (*pads)[i] : 0));
      f.image.push_back(padded ? whole - (*pads)[i] - (*pads)[i + count]
                               : whole);
    } else {
      DimExpr wanted = shape ? n.size((*shape)[i]) : spatial[i] * f.strides[i];
      DimExpr total = n.symbols.max(n.size(0), whole - wanted);
      DimExpr less = total.floorDiv(n.size(2));
      f.low.push_back(automatic == "SAME_UPPER" ? less : total - less);
      f.image.push_back(wanted);
    }
    if (!n.symbols.assumeLE(n.size(0), f.image.back())) {
      (void)n.invalid("a size of its result is {0}", f.image.back().str());
      return false;
    }
  }
  return true;
}

// Products of all channels with all taps, then folded.
static LogicalResult importConvTranspose(NodeImporter &n) {
  hf::Dims operand = n.dims(0), filter = n.dims(1);
  if (operand.size() < 3 || filter.size() != operand.size())
    return n.invalid("{0} and {1} do not convolve", onnx::toString(n.type(0)),
                     onnx::toString(n.type(1)));
  size_t count = operand.size() - 2;
  int64_t groups = n.getInt("group", 1), taps = 1;
  Folding f;
  for (DimExpr size : ArrayRef(filter).drop_front(2)) {
    if (!size.isConstant())
      return n.unsupported("the filter has a size of {0}", size.str());
    f.window.push_back(*size.getConstant());
    taps *= std::clamp<int64_t>(f.window.back(), 0, 1 << 20);
  }
  if (auto given = n.getInts("kernel_shape"); given && *given != f.window)
    return n.invalid("kernel_shape is not the filter's");
  if (groups < 1 || groups > largest || taps < 1 || taps > 1 << 20)
    return n.invalid("it has {0} groups, {1} taps", groups, taps);
  auto strides = getPerDim(n, "strides", count, 1, 1);
  auto dilations = getPerDim(n, "dilations", count, 1, 1);
  if (!strides || !dilations ||
      !n.requireEqual(operand[1], filter[0], "channels of operand and filter"))
    return failure();
  f.strides = *strides;
  f.dilations = *dilations;
  DimExpr perGroup = n.divide(operand[1], groups, "channels of groups");
  if (!perGroup)
    return failure();
  ArrayRef<DimExpr> spatial = ArrayRef(operand).drop_front(2);
  if (!placeResult(n, spatial, f))
    return failure();
  DimExpr places = dim::product(n.context, spatial);
  DimExpr rows = filter[1] * taps, channels = filter[1] * groups;
  if (!places)
    return n.unsupported("the number of places cannot be expressed");
  mlir::Type element = n.element(0);
  bool isNarrow = element.isF16() || element.isBF16();
  mlir::Type wide = isNarrow ? mlir::Type(n.builder.getF32Type()) : element;
  Value x = n.reshape(n.in(0), {operand[0], n.size(groups), perGroup, places});
  Value w = n.reshape(n.in(1), {n.size(groups), perGroup, rows});
  if (!x || !w)
    return failure();
  Value columns = n.create<hf::ContractOp>(
      mlir::Type(
          dim::getTensorType({operand[0], n.size(groups), rows, places}, wide)),
      StringRef("gcr,bgcp->bgrp"), w, x);
  Value folded = fold(
      n, n.reshape(columns, {operand[0], channels, n.size(taps), places}), f);
  if (n.has(2)) {
    hf::Dims bias = n.dims(2);
    if (bias.size() != 1 ||
        !n.requireEqual(bias[0], channels, "channels of result and bias"))
      return n.invalid("its bias is {0}", onnx::toString(n.type(2)));
    bias.append(count, n.size(1));
    folded =
        n.create<hf::AddOp>(folded, n.reshape(n.cast(n.in(2), wide), bias));
  }
  return n.result(0, n.cast(folded, element));
}

void hfc::onnx::addTransposed(OperatorTable &table) {
  table.add({{"Col2Im", 18, importCol2Im},
             {"ConvTranspose", 1, importConvTranspose}});
}
