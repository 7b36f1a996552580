// Slice and Split.
#include "frontends/onnx/ops/Elementwise.h"

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hfc::onnx::Contents;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;

// Beyond these, starts and ends mean "the end": INT64_MAX and the like.
static constexpr int64_t beyond = INT32_MAX;

namespace {
struct Span {
  DimExpr start, size;
};
} // namespace

// A place given from the front or, where negative, from the end, clamped to
// lowest..highest. Null where its sign is not known.
static DimExpr getPlace(NodeImporter &n, DimExpr place, DimExpr dim,
                        DimExpr lowest, DimExpr highest) {
  auto &symbols = n.symbols;
  if (std::optional<int64_t> number = place.getConstant()) {
    if (*number >= beyond)
      return highest;
    if (*number <= -beyond)
      return lowest;
  }
  DimExpr zero = n.size(0);
  // A size that may be 0 counts from the front, one that is subtracted from the
  // end: what differs is refused when it runs.
  bool isNegative = symbols.provablyLE(place, n.size(-1));
  if (!isNegative && !symbols.provablyLE(zero, place)) {
    if (symbols.provablyLE(place, zero)) {
      if (!symbols.assumeLE(place, n.size(-1))) {
        (void)n.unsupported("{0} may be 0", place.str());
        return {};
      }
      isNegative = true;
    } else if (!n.requireLE(zero, place,
                            "a place that may count from the "
                            "front or from the end")) {
      return {};
    }
  }
  DimExpr fromFront = isNegative ? dim + place : place;
  return symbols.min(symbols.max(fromFront, lowest), highest);
}

static Span getSpan(NodeImporter &n, DimExpr dim, DimExpr start, DimExpr end,
                    int64_t step) {
  DimExpr zero = n.size(0), last = dim - 1;
  DimExpr from, length;
  // A window of constant size at a place that a loop or data gives: it lies
  // inside, or the run fails.
  DimExpr window = end - start;
  if (step > 0 && n.isDataSize(start) && window && window.isConstant() &&
      *window.getConstant() > 0 && n.symbols.provablyLE(zero, start)) {
    n.checkEqual(n.symbols.min(end, dim), end);
    return {start, window.ceilDiv(n.size(step))};
  }
  if (step > 0) {
    from = getPlace(n, start, dim, zero, dim);
    DimExpr to = getPlace(n, end, dim, zero, dim);
    length = (to - from).ceilDiv(n.size(step));
  } else {
    from = getPlace(n, start, dim, zero, last);
    DimExpr to = getPlace(n, end, dim, n.size(-1), last);
    length = (from - to).ceilDiv(n.size(-step));
  }
  if (!length)
    return {};
  return {from, n.symbols.max(length, zero)};
}

// From known elements of a vector.
static bool trySliceContents(NodeImporter &n, const Span &span, int64_t step) {
  const Contents *known = n.contents(0);
  auto start = span.start.getConstant(), size = span.size.getConstant();
  if (!known || n.rank(0) != 1 || !start || !size)
    return false;
  Contents result;
  for (int64_t i = 0; i < *size; ++i)
    result.push_back((*known)[*start + i * step]);
  return n.tryContents(0, span.size, n.element(0), std::move(result));
}

static std::optional<Contents> toContents(NodeImporter &n, StringRef name) {
  std::optional<SmallVector<int64_t>> numbers = n.getInts(name);
  if (!numbers)
    return std::nullopt;
  return llvm::map_to_vector<6>(*numbers, [&](int64_t i) { return n.size(i); });
}

// Whether the operand's elements are known only when it runs.
static bool isComputed(NodeImporter &n, unsigned index) {
  return n.has(index) && !n.contents(index) && !n.isConstant(index) &&
         !n.dims(index).empty() && !n.dims(index)[0].isConstant(0);
}

// A place that a run gives, counted and clamped on the device; `least` is -1
// where the end of a slice that goes down may be before the first.
static DimExpr bindPlace(NodeImporter &n, Value place, DimExpr dim,
                         int64_t least, DimExpr most, const Twine &name) {
  mlir::Type index = n.builder.getI64Type();
  Value zero = n.constant(0, index);
  Value counted = n.create<hf::SelectOp>(
      n.create<hf::CompareOp>(hf::Predicate::lt, place, zero),
      n.create<hf::AddOp>(place, n.sizeValue(dim, index)), place);
  Value clamped = n.create<hf::MinOp>(
      n.create<hf::MaxOp>(counted, n.constant(least, index)),
      n.sizeValue(most, index));
  // Bound sizes are not negative.
  Value shifted = n.create<hf::SubOp>(clamped, n.constant(least, index));
  DimExpr bound =
      n.bind(shifted, (n.getLabel() + name).str(), n.largest(most - least));
  return bound ? bound + least : DimExpr();
}

static LogicalResult
importComputedSlice(NodeImporter &n, std::optional<SmallVector<int64_t>> axes,
                    std::optional<SmallVector<int64_t>> steps) {
  hf::Dims dims = n.dims(0);
  if (n.hasFailed())
    return failure();
  if (n.rank(1) != 1 || n.rank(2) != 1 || !n.dims(1)[0].isConstant())
    return n.unsupported("how many starts it has depends on data");
  int64_t count = *n.dims(1)[0].getConstant();
  if (!axes)
    axes = llvm::to_vector(llvm::seq<int64_t>(count));
  if (!steps)
    steps = SmallVector<int64_t>(count, 1);
  if (!n.dims(2)[0].isConstant(count) ||
      static_cast<int64_t>(axes->size()) != count ||
      static_cast<int64_t>(steps->size()) != count)
    return n.invalid("its starts, ends, axes and steps differ in number");
  axes = n.getAxes(*axes, dims.size());
  if (!axes)
    return failure();
  Value starts = n.in(1), ends = n.in(2);
  hf::Dims first(dims.size(), n.size(0)), sizes = dims;
  SmallVector<int64_t> by(dims.size(), 1);
  for (int64_t i = 0; i < count; ++i) {
    int64_t axis = (*axes)[i], step = (*steps)[i];
    if (step == 0 || step == INT64_MIN)
      return n.invalid("its step is {0}", step);
    DimExpr dim = dims[axis], zero = n.size(0), last = step > 0 ? dim : dim - 1;
    auto place = [&](unsigned index, Value vector, StringRef kind,
                     int64_t least) -> DimExpr {
      DimExpr known;
      if (const Contents *contents = n.contents(index))
        known = (*contents)[i];
      else if (vector)
        known = n.knownElement(vector, i);
      if (known && (known.isConstant() || n.symbols.provablyLE(zero, known)))
        return getPlace(n, known, dim, n.size(least), last);
      return bindPlace(n, n.element(vector, i), dim, least, last,
                       "." + kind + Twine(axis));
    };
    DimExpr from = place(1, starts, "start", 0),
            to = place(2, ends, "end", step > 0 ? 0 : -1);
    if (n.hasFailed() || !from || !to)
      return failure();
    DimExpr length = step > 0 ? to - from : from - to;
    first[axis] = from;
    sizes[axis] = n.symbols.max(length.ceilDiv(n.size(std::abs(step))), zero);
    by[axis] = step;
  }
  return n.result(0, n.slice(n.in(0), first, sizes, by));
}

static LogicalResult importSlice(NodeImporter &n) {
  std::optional<Contents> starts, ends;
  std::optional<SmallVector<int64_t>> axes, steps;
  if (n.opset < 10) {
    starts = toContents(n, "starts");
    ends = toContents(n, "ends");
    axes = n.getInts("axes");
  } else {
    if (n.has(3))
      axes = n.knownInts(3, "the axis");
    if (n.has(4))
      steps = n.knownInts(4, "the step");
    if (isComputed(n, 1) || isComputed(n, 2))
      return importComputedSlice(n, axes, steps);
    starts = n.knownVector(1, "the start");
    ends = n.knownVector(2, "the end");
  }
  if (n.hasFailed())
    return failure();
  if (!starts || !ends)
    return n.invalid("it has no starts or no ends");
  if (!axes)
    axes = llvm::to_vector(llvm::seq<int64_t>(starts->size()));
  if (!steps)
    steps = SmallVector<int64_t>(starts->size(), 1);
  if (ends->size() != starts->size() || axes->size() != starts->size() ||
      steps->size() != starts->size())
    return n.invalid("its starts, ends, axes and steps differ in number");
  hf::Dims dims = n.dims(0);
  axes = n.getAxes(*axes, dims.size());
  if (!axes)
    return failure();

  hf::Dims first(dims.size(), n.size(0)), sizes = dims;
  SmallVector<int64_t> by(dims.size(), 1);
  for (auto [axis, start, end, step] :
       llvm::zip(*axes, *starts, *ends, *steps)) {
    if (step == 0)
      return n.invalid("its step is 0");
    if (step == INT64_MIN)
      return n.invalid("its step is {0}", step);
    Span span = getSpan(n, dims[axis], start, end, step);
    if (n.hasFailed())
      return failure();
    if (!span.size)
      return n.unsupported("a size of the result cannot be expressed");
    if (trySliceContents(n, span, step))
      return success();
    first[axis] = span.start;
    sizes[axis] = span.size;
    by[axis] = step;
  }
  return n.result(0, n.slice(n.in(0), first, sizes, by));
}

// Sizes of the parts: as given, or equal ones, the last of which may be
// smaller from opset 18 on.
static std::optional<Contents> getParts(NodeImporter &n, DimExpr dim) {
  if (n.opset < 13) {
    if (auto given = toContents(n, "split"))
      return given;
    if (n.opset < 2 && n.has(1))
      return n.sizes(1, "the split");
  } else if (n.has(1)) {
    return n.sizes(1, "the split");
  }
  int64_t count = n.getInt("num_outputs", n.node.outputs.size());
  if (count < 1 || count > static_cast<int64_t>(n.node.outputs.size())) {
    (void)n.invalid("it makes {0} of {1} outputs", count,
                    n.node.outputs.size());
    return std::nullopt;
  }
  if (std::optional<DimExpr> part = dim.exactDiv(n.size(count)))
    return Contents(count, *part);
  // The last part may be smaller where the number of parts is an attribute.
  if (n.opset < 18 || !n.hasAttribute("num_outputs")) {
    DimExpr part = n.divide(dim, count, "parts");
    return part ? std::optional(Contents(count, part)) : std::nullopt;
  }
  DimExpr part = dim.ceilDiv(n.size(count));
  Contents parts;
  for (int64_t i = 0; i < count; ++i)
    parts.push_back(
        n.symbols.min(n.symbols.max(dim - part * i, n.size(0)), part));
  return parts;
}

static LogicalResult importSplit(NodeImporter &n) {
  hf::Dims dims = n.dims(0);
  std::optional<int64_t> axis = n.getAxis(n.getInt("axis", 0), dims.size());
  if (!axis)
    return failure();
  std::optional<Contents> parts = getParts(n, dims[*axis]);
  if (!parts)
    return failure();
  if (parts->size() < n.node.outputs.size())
    return n.invalid("it has {0} outputs for {1} parts", n.node.outputs.size(),
                     parts->size());
  DimExpr sum = n.size(0);
  for (DimExpr part : *parts)
    sum = sum + part;
  bool isGiven = n.opset < 13 ? n.hasAttribute("split") : n.has(1);
  if (isGiven &&
      !n.requireEqual(sum, dims[*axis], "the sum of the parts and the dim"))
    return failure();
  const Contents *known = n.rank(0) == 1 ? n.contents(0) : nullptr;
  hf::Dims starts(dims.size(), n.size(0)), sizes = dims;
  for (auto [i, part] : llvm::enumerate(*parts)) {
    sizes[*axis] = part;
    std::optional<int64_t> at = starts[*axis].getConstant(),
                           count = part.getConstant();
    bool isKnown = known && at && count &&
                   n.tryContents(i, part, n.element(0),
                                 Contents(ArrayRef(*known).slice(*at, *count)));
    if (!isKnown && n.wants(i) &&
        failed(n.result(i, n.slice(n.in(0), starts, sizes))))
      return failure();
    // Equal parts but for the last ones lie at multiples.
    starts[*axis] =
        isGiven ? starts[*axis] + part : parts->front() * int64_t(i + 1);
  }
  return success();
}

void hfc::onnx::addSlices(OperatorTable &table) {
  table.add({{"Slice", 1, importSlice}, {"Split", 1, importSplit}});
}
