// DFT, STFT and the windows. A transform is a product with a matrix of cosines
// and sines, or, where its length is known and has factors, a chain of such
// products; a short one of an even length is two of half that length.
#include "frontends/onnx/Constants.h"
#include "frontends/onnx/ops/Contractions.h"
#include "frontends/onnx/ops/Elementwise.h"
#include "frontends/onnx/ops/Loops.h"
#include "frontends/onnx/ops/Waves.h"
#include "mlir/Dialect/Utils/IndexingUtils.h"
#include "llvm/Support/MathExtras.h"
#include <cmath>

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hfc::onnx::largestTable;
using hfc::onnx::makeTable;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;
using hfc::onnx::Waves;

static constexpr double pi = llvm::numbers::pi;

// A transform of known sizes: `used` of its operand's elements along the axis
// become `rows`; each is `parts` numbers, real and imaginary.
namespace {
struct Transform {
  int64_t length, used, rows, parts;
  bool inverse;
  bool isReal = false; // gives real parts alone, from half a spectrum

  int64_t partsOfResult() const { return isReal ? 1 : 2; }

  // What part c of the operand at `turns` / length of a turn gives to part d.
  double factor(int64_t turns, int64_t c, int64_t d) const {
    double angle = 2 * pi * static_cast<double>(turns % length) /
                   static_cast<double>(length);
    double sine = inverse ? std::sin(angle) : -std::sin(angle);
    return c == d ? std::cos(angle) : d ? sine : -sine;
  }
  // The rest of half a spectrum mirrors it: all but the ends count twice.
  double weight(int64_t place) const {
    double scale = inverse ? 1.0 / static_cast<double>(length) : 1;
    return isReal && place && 2 * place != length ? 2 * scale : scale;
  }
  std::string name(const char *kind) const {
    return llvm::formatv("{0}.{1}.{2}.{3}.{4}.{5}{6}", kind, length, used, rows,
                         parts, inverse, isReal);
  }
};
} // namespace

// Shorter transforms are not taken apart into matrices of factors.
static constexpr int64_t shortest = 128;

// The second factor of a length that is worth taking apart, the greatest that
// is not larger than the first; 1: none.
static int64_t innerLength(int64_t length) {
  for (int64_t inner = 64; length >= shortest && inner >= 8; --inner)
    if (length % inner == 0 && inner * inner <= length &&
        4 * length * inner <= largestTable)
      return inner;
  return 1;
}

// [p, q, used, parts] to [p, q, rows, parts], as one product with a matrix, or,
// of a length N1 N2, as N2 transforms of N1 places that lie N2 apart and
// products of their results with matrices that hold the rest of the angle
// (Cooley and Tukey). Null where tables would be too large.
static Value transformKnown(NodeImporter &n, Value x, const Transform &t) {
  hf::Dims dims = dim::getDims(x);
  mlir::Type element = getElementTypeOrSelf(x);
  int64_t out = t.partsOfResult();
  int64_t inner = t.isReal || t.used != t.length ? 1 : innerLength(t.length);
  if (inner == 1) {
    if (std::max(t.used, t.rows) > largestTable ||
        t.used * t.parts * t.rows * out > largestTable)
      return nullptr;
    int64_t columns = t.rows * out;
    Value matrix = makeTable(n, {t.used, t.parts, columns}, element,
                             t.name("waves"), [&](int64_t i) {
                               int64_t place = i / columns / t.parts;
                               return t.weight(place) *
                                      t.factor(place * (i % columns / out),
                                               i / columns % t.parts, i % out);
                             });
    Value y = onnx::contract(n, "pqnc,ncj->pqj", x, matrix);
    return n.reshape(y, {dims[0], dims[1], n.size(t.rows), n.size(out)});
  }
  int64_t outer = t.length / inner;
  // Place n1 N2 + n2 of the operand, k2 N1 + k1 of the result.
  DimExpr lines = dims[0] * dims[1];
  Value apart =
      n.transpose(n.reshape(x, {lines, n.size(outer), n.size(inner), dims[3]}),
                  {0, 2, 1, 3});
  Transform first{outer, outer, outer, t.parts, t.inverse};
  Value each = transformKnown(n, apart, first);
  if (!each)
    return nullptr;
  int64_t blocks = llvm::divideCeil(t.rows, outer), columns = 2 * blocks;
  std::string name = llvm::formatv("{0}.{1}", t.name("turned"), inner);
  Value matrix =
      makeTable(n, {outer, inner, 2, columns}, element, name, [&](int64_t i) {
        int64_t place = i / columns / 2 % inner,
                row = i / columns / 2 / inner + outer * (i % columns / 2);
        // The first transforms have divided by their own length.
        double scale = t.inverse ? 1.0 / static_cast<double>(inner) : 1;
        return scale * t.factor(place * row, i / columns % 2, i % 2);
      });
  Value y = onnx::contract(n, "rmkc,kmcj->rkj", each, matrix);
  y = n.transpose(
      n.reshape(y, {lines, n.size(outer), n.size(blocks), n.size(2)}),
      {0, 2, 1, 3});
  y = n.reshape(y, {dims[0], dims[1], n.size(blocks * outer), n.size(2)});
  hf::Dims wanted{dims[0], dims[1], n.size(t.rows), n.size(2)};
  return blocks * outer == t.rows ? y
                                  : n.slice(y, hf::Dims(4, n.size(0)), wanted);
}

// As one product with waves that the run computes. Real: from half a spectrum.
static Value transformWhole(NodeImporter &n, Value x, int64_t axis,
                            DimExpr length, DimExpr rows, bool inverse,
                            bool isReal) {
  hf::Dims dims = dim::getDims(x);
  mlir::Type element = getElementTypeOrSelf(x);
  int64_t last = int64_t(dims.size()) - 1;
  bool isComplex = dims[last].isConstant(2);
  hf::Dims shape{
      dim::product(n.context, ArrayRef(dims).take_front(axis)), dims[axis],
      dim::product(n.context, ArrayRef(dims).slice(axis + 1, last - axis - 1))};
  auto part = [&](int64_t which) {
    hf::Dims starts(dims.size(), n.size(0)), sizes = dims;
    starts[last] = n.size(which);
    sizes[last] = n.size(1);
    return n.reshape(n.slice(x, starts, sizes), shape);
  };
  Waves waves = onnx::makeWaves(n, rows, dims[axis], length, element);
  auto times = [&](Value matrix, Value signal) {
    return onnx::contract(n, "kn,anb->akb", matrix, signal);
  };
  Value re = part(0), im = isComplex ? part(1) : Value();
  Value real, imaginary;
  if (isReal) {
    // The rest of the spectrum mirrors this one: all but the ends count twice.
    mlir::Type index = n.builder.getI64Type();
    Value place = n.iota(0, {dims[axis], n.size(1)}, index);
    Value isEnd = n.create<hf::OrOp>(
        n.create<hf::CompareOp>(hf::Predicate::eq, place, n.constant(0, index)),
        n.create<hf::CompareOp>(
            hf::Predicate::eq, n.create<hf::MulOp>(place, n.constant(2, index)),
            n.sizeValue(length, index)));
    Value weight = n.create<hf::SelectOp>(isEnd, n.constant(1, element),
                                          n.constant(2, element));
    real = times(waves.cosine, n.create<hf::MulOp>(re, weight));
    if (im)
      real = n.create<hf::SubOp>(
          real, times(waves.sine, n.create<hf::MulOp>(im, weight)));
  } else {
    // e^-ia forward, e^ia back.
    real = times(waves.cosine, re);
    imaginary = times(waves.sine, re);
    if (!inverse)
      imaginary = n.create<hf::NegOp>(imaginary);
    if (im) {
      Value crossed = times(waves.sine, im), straight = times(waves.cosine, im);
      real = inverse ? n.create<hf::SubOp>(real, crossed)
                     : n.create<hf::AddOp>(real, crossed);
      imaginary = n.create<hf::AddOp>(imaginary, straight);
    }
  }
  hf::Dims result = dims;
  result[axis] = rows;
  result[last] = n.size(1);
  real = n.reshape(real, result);
  Value both = real;
  if (imaginary)
    both = n.create<hf::ConcatOp>(
        SmallVector<Value>{real, n.reshape(imaginary, result)}, uint64_t(last));
  if (inverse)
    both = n.create<hf::DivOp>(both, n.sizeValue(length, element));
  return both;
}

// [dims…, 1 or 2], transformed along `axis` of a length that is cut off or
// filled up with zeros.
static Value transform(NodeImporter &n, Value x, int64_t axis, DimExpr length,
                       bool inverse, bool onesided) {
  if (!x)
    return nullptr;
  hf::Dims dims = dim::getDims(x);
  mlir::Type element = getElementTypeOrSelf(x);
  int64_t last = int64_t(dims.size()) - 1;
  if (!dims[last].isConstant(1) && !dims[last].isConstant(2)) {
    (void)n.invalid("its last dim is {0}, neither 1 nor 2", dims[last].str());
    return nullptr;
  }
  bool isComplex = dims[last].isConstant(2);
  DimExpr half = length.floorDiv(n.size(2)) + 1;
  // What is there of the spectrum, or of the signal.
  DimExpr used = inverse && onesided ? half : length;
  if (dims[axis] != used) {
    hf::Dims zeros(dims.size(), n.size(0)), wanted = dims;
    wanted[axis] = used;
    if (n.symbols.provablyLE(used, dims[axis])) {
      x = n.slice(x, zeros, wanted);
    } else if (n.symbols.provablyLE(dims[axis], used)) {
      x = n.create<hf::PadOp>(mlir::Type(dim::getTensorType(wanted, element)),
                              x, n.constant(0, element),
                              dim::getShapeAttr(n.context, zeros),
                              hf::PadMode::constant);
    } else {
      (void)n.unsupported("{0} may be more or less than {1}", dims[axis].str(),
                          used.str());
      return nullptr;
    }
    dims = wanted;
  }
  DimExpr rows = onesided && !inverse ? half : length;
  // Lines of the axis, which is behind all others then, and back.
  SmallVector<int64_t> order = llvm::to_vector(llvm::seq<int64_t>(last + 1));
  order.erase(order.begin() + axis);
  order.insert(order.end() - 1, axis);
  hf::Dims moved;
  for (int64_t from : order)
    moved.push_back(dims[from]);
  DimExpr lines = dim::product(n.context, ArrayRef(moved).drop_back(2));
  auto fromLines = [&](Value y, int64_t parts) {
    moved[last - 1] = rows;
    moved[last] = n.size(parts);
    return n.transpose(n.reshape(y, moved), invertPermutationVector(order));
  };
  auto halved = [&] {
    DimExpr part = length.floorDiv(n.size(2)), zero = n.size(0);
    Value lined = n.reshape(n.transpose(x, order), {lines, used, dims[last]});
    lined = n.slice(lined, {zero, zero, zero}, {lines, part * 2, dims[last]});
    Value y = onnx::transformHalves(n, lined, part, inverse);
    if (rows == half)
      y = n.slice(y, {zero, zero, zero}, {lines, half, n.size(2)});
    else if (y && rows != part * 2)
      y = n.create<hf::RedimOp>(
          mlir::Type(dim::getTensorType({lines, rows, n.size(2)}, element)), y);
    if (inverse)
      y = n.create<hf::DivOp>(y, n.sizeValue(length, element));
    return fromLines(y, 2);
  };
  auto period = length.getConstant(), begun = used.getConstant(),
       ended = rows.getConstant();
  // Of a real signal the one product has half the terms as it is.
  bool mayHalve =
      isComplex && used == length && element.getIntOrFloatBitWidth() >= 32;
  if (period && *period % 2 == 0 && *period < shortest && mayHalve)
    return halved();
  if (period && begun && ended && *period > 0) {
    Transform known{*period,           *begun,  *ended,
                    isComplex ? 2 : 1, inverse, inverse && onesided};
    Value lined =
        n.reshape(n.transpose(x, order), {n.size(1), lines, used, dims[last]});
    if (Value y = lined ? transformKnown(n, lined, known) : Value())
      return fromLines(y, known.partsOfResult());
  }
  auto whole = [&] {
    return transformWhole(n, x, axis, length, rows, inverse,
                          inverse && onesided);
  };
  if (period || !mayHalve)
    return whole();
  mlir::Type index = n.builder.getI64Type();
  Value isEven = n.create<hf::CompareOp>(
      hf::Predicate::eq, n.sizeValue(length.mod(n.size(2)), index),
      n.constant(0, index));
  return onnx::choose(n, isEven, halved, whole);
}

static std::optional<DimExpr> getLength(NodeImporter &n, unsigned index,
                                        StringRef what) {
  auto known = n.sizes(index, what);
  if (!known)
    return std::nullopt;
  if (known->size() != 1 || known->front().getConstant().value_or(1) < 1) {
    (void)n.invalid("{0} is no positive number", what);
    return std::nullopt;
  }
  return known->front();
}

static LogicalResult importDFT(NodeImporter &n) {
  bool inverse = n.getInt("inverse", 0), onesided = n.getInt("onesided", 0);
  hf::Dims dims = n.dims(0);
  int64_t rank = dims.size(), given = n.opset < 20 ? n.getInt("axis", 1) : -2;
  if (n.opset >= 20 && n.has(2)) {
    auto known = n.knownInts(2, "the axis");
    if (!known || known->size() != 1)
      return n.invalid("its axis is no number");
    given = known->front();
  }
  std::optional<int64_t> axis = n.getAxis(given, rank);
  if (!axis)
    return failure();
  if (*axis == rank - 1)
    return n.invalid("its axis is that of real and imaginary parts");
  DimExpr length = inverse && onesided ? (dims[*axis] - 1) * 2 : dims[*axis];
  if (n.has(1)) {
    auto wanted = getLength(n, 1, "the length");
    if (!wanted)
      return failure();
    length = *wanted;
  }
  return n.result(0, transform(n, n.in(0), *axis, length, inverse, onesided));
}

// Frames [batch, frames, length, 1 or 2], weighted, then transformed.
static LogicalResult importSTFT(NodeImporter &n) {
  bool onesided = n.getInt("onesided", 1);
  hf::Dims dims = n.dims(0);
  auto step = n.knownInts(1, "the step");
  if (!step)
    return failure();
  if (dims.size() != 3 || step->size() != 1 || step->front() < 1)
    return n.invalid("it is {0}, or its step no positive number",
                     onnx::toString(n.type(0)));
  DimExpr length = n.has(2) && n.rank(2) == 1 ? n.dims(2)[0] : dims[1];
  if (n.has(3)) {
    auto given = getLength(n, 3, "the length of a frame");
    if (!given ||
        (n.has(2) && !n.requireEqual(length, *given, "window and frame")))
      return failure();
    length = *given;
  }
  if (!n.requireLE(length, dims[1], "a frame and the samples"))
    return failure();
  mlir::Type index = n.builder.getI64Type();
  DimExpr frames = (dims[1] - length).floorDiv(n.size(step->front())) + 1;
  Value place = n.create<hf::AddOp>(
      n.create<hf::MulOp>(n.iota(0, {frames, n.size(1)}, index),
                          n.constant(step->front(), index)),
      n.iota(0, length, index));
  Value cut = n.create<hf::GatherOp>(n.in(0), place, uint64_t(1));
  if (n.has(2))
    cut = n.create<hf::MulOp>(cut, n.reshape(n.in(2), {length, n.size(1)}));
  return n.result(0, transform(n, cut, 2, length, false, onesided));
}

// a - b cos(2 pi i / N) + c cos(4 pi i / N), N one less where symmetric.
static LogicalResult giveWindow(NodeImporter &n, double a, double b, double c) {
  auto size = n.sizes(0, "the size");
  bool periodic = n.getInt("periodic", 1);
  auto type = n.getInt("output_datatype", 1);
  mlir::Type element = onnx::getElementType(n.context, onnx::ElementType(type));
  if (!size)
    return failure();
  if (size->size() != 1 || !element)
    return n.invalid("its size is no number, or its type none of numbers");
  if (auto known = size->front().getConstant();
      known && *known >= 0 && *known <= largestTable) {
    double period = static_cast<double>(*known - !periodic);
    std::string name =
        llvm::formatv("window.{0}.{1}.{2}.{3}.{4}", *known, periodic, a, b, c);
    return n.result(0, makeTable(n, *known, element, name, [&](int64_t i) {
                      double angle = 2 * pi * static_cast<double>(i) / period;
                      return a - b * std::cos(angle) + c * std::cos(2 * angle);
                    }));
  }
  mlir::Type f64 = n.builder.getF64Type();
  DimExpr length = periodic ? size->front() : size->front() - 1;
  Value angle =
      n.create<hf::DivOp>(n.create<hf::MulOp>(n.iota(0, size->front(), f64),
                                              n.constant(2 * pi, f64)),
                          n.sizeValue(length, f64));
  auto wave = [&](double times, double factor) {
    Value at = n.create<hf::MulOp>(angle, n.constant(times, f64));
    return n.create<hf::MulOp>(n.create<hf::CosOp>(at),
                               n.constant(factor, f64));
  };
  Value sum = n.create<hf::SubOp>(n.constant(a, f64), wave(1, b));
  if (c != 0)
    sum = n.create<hf::AddOp>(sum, wave(2, c));
  return n.result(0, n.cast(sum, element));
}

static LogicalResult importBlackman(NodeImporter &n) {
  return giveWindow(n, 0.42, 0.5, 0.08);
}
static LogicalResult importHamming(NodeImporter &n) {
  return giveWindow(n, 25.0 / 46, 1 - 25.0 / 46, 0);
}
static LogicalResult importHann(NodeImporter &n) {
  return giveWindow(n, 0.5, 0.5, 0);
}

// Triangles over the bins of a spectrum, their corners equally far apart on the
// mel scale. Computed in f64: corners are bins, rounded down.
static LogicalResult importMelWeightMatrix(NodeImporter &n) {
  auto bands = n.sizes(0, "the number of bands"),
       length = n.sizes(1, "the length of the transform");
  if (!bands || !length)
    return failure();
  if (bands->size() != 1 || length->size() != 1)
    return n.invalid("its operands are no numbers");
  int64_t wanted = n.getInt("output_datatype", 1);
  mlir::Type element =
      hfc::onnx::isElementType(wanted)
          ? hfc::onnx::getElementType(n.context, hfc::onnx::ElementType(wanted))
          : mlir::Type();
  if (!element || element.isInteger(1))
    return n.invalid("its results are no numbers");
  DimExpr count = bands->front(), corners = count + 2,
          bins = length->front().floorDiv(n.size(2)) + 1;
  mlir::Type f64 = n.builder.getF64Type();
  auto number = [&](double value) { return n.constant(value, f64); };
  auto scalar = [&](unsigned i) { return n.cast(n.reshape(n.in(i), {}), f64); };
  auto toMel = [&](Value hertz) {
    return n.create<hf::MulOp>(
        n.create<hf::Log1POp>(n.create<hf::DivOp>(hertz, number(700))),
        number(2595 / std::log(10.0)));
  };
  Value low = toMel(scalar(3));
  Value step = n.create<hf::DivOp>(n.create<hf::SubOp>(toMel(scalar(4)), low),
                                   n.sizeValue(corners, f64));
  Value mel = n.create<hf::AddOp>(
      n.create<hf::MulOp>(n.iota(0, corners, f64), step), low);
  Value hertz = n.create<hf::MulOp>(n.create<hf::ExpM1Op>(n.create<hf::MulOp>(
                                        mel, number(std::log(10.0) / 2595))),
                                    number(700));
  Value corner = n.create<hf::FloorOp>(n.create<hf::DivOp>(
      n.create<hf::MulOp>(hertz, n.sizeValue(length->front() + 1, f64)),
      scalar(2)));
  auto take = [&](int64_t from) {
    return n.slice(corner, n.size(from), count);
  };
  Value left = take(0), centre = take(1), right = take(2);
  Value bin = n.iota(0, {bins, n.size(1)}, f64);
  auto compare = [&](hf::Predicate predicate, Value a, Value b) {
    return n.create<hf::CompareOp>(predicate, a, b);
  };
  Value rises = n.create<hf::SelectOp>(
      compare(hf::Predicate::eq, left, centre), number(1),
      n.create<hf::DivOp>(n.create<hf::SubOp>(bin, left),
                          n.create<hf::SubOp>(centre, left)));
  Value falls = n.create<hf::DivOp>(n.create<hf::SubOp>(right, bin),
                                    n.create<hf::SubOp>(right, centre));
  Value isLeft = n.create<hf::AndOp>(compare(hf::Predicate::ge, bin, left),
                                     compare(hf::Predicate::le, bin, centre));
  Value isRight = n.create<hf::AndOp>(compare(hf::Predicate::ge, bin, centre),
                                      compare(hf::Predicate::lt, bin, right));
  Value weight = n.create<hf::SelectOp>(
      isRight, falls, n.create<hf::SelectOp>(isLeft, rises, number(0)));
  return n.result(0, n.cast(weight, element));
}

void hfc::onnx::addSignal(OperatorTable &table) {
  table.add({{"BlackmanWindow", 17, importBlackman},
             {"DFT", 17, importDFT},
             {"HammingWindow", 17, importHamming},
             {"HannWindow", 17, importHann},
             {"MelWeightMatrix", 17, importMelWeightMatrix},
             {"STFT", 17, importSTFT}});
}
