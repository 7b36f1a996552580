// NonMaxSuppression: of boxes that overlap, those with the best scores. One
// iteration takes the best box that is left of each batch and class.
#include "frontends/onnx/ops/DataDependent.h"
#include "frontends/onnx/ops/Loops.h"

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hfc::onnx::Iteration;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;

namespace {
// Of boxes, in one dim.
struct Extent {
  Value low, high;
};
struct Boxes {
  Extent y, x;
  Value area;
};
} // namespace

static Value difference(NodeImporter &n, const Extent &e) {
  return n.create<hf::SubOp>(e.high, e.low);
}

// Boxes [batch, 1, boxes, 4] as corners, or as centre and size.
static Boxes getBoxes(NodeImporter &n, bool centred) {
  hf::Dims dims = n.dims(0);
  auto take = [&](int64_t which) {
    return n.reshape(n.slice(n.in(0), {n.size(0), n.size(0), n.size(which)},
                             {dims[0], dims[1], n.size(1)}),
                     {dims[0], n.size(1), dims[1]});
  };
  auto extent = [&](int64_t first, int64_t second) -> Extent {
    Value a = take(first), b = take(second);
    if (!centred)
      return {n.create<hf::MinOp>(a, b), n.create<hf::MaxOp>(a, b)};
    Value half = n.create<hf::MulOp>(b, n.constant(0.5, n.element(0)));
    return {n.create<hf::SubOp>(a, half), n.create<hf::AddOp>(a, half)};
  };
  Boxes boxes{centred ? extent(1, 3) : extent(0, 2),
              centred ? extent(0, 2) : extent(1, 3), nullptr};
  boxes.area =
      n.create<hf::MulOp>(difference(n, boxes.y), difference(n, boxes.x));
  return boxes;
}

// Whether each box overlaps the one that is chosen: [batch, class, box].
static Value overlaps(NodeImporter &n, const Boxes &boxes, Value chosen,
                      Value threshold) {
  if (!chosen)
    return nullptr;
  hf::Dims dims = dim::getDims(chosen), all = dims;
  all[2] = n.dims(0)[1];
  auto at = [&](Value of) {
    return n.create<hf::GatherElementsOp>(n.broadcast(of, all), chosen,
                                          uint64_t(2));
  };
  mlir::Type element = n.element(0);
  // One instruction each, unlike what keeps a NaN.
  auto larger = [&](Value a, Value b) {
    return n.create<hf::SelectOp>(
        n.create<hf::CompareOp>(hf::Predicate::gt, a, b), a, b);
  };
  auto smaller = [&](Value a, Value b) {
    return n.create<hf::SelectOp>(
        n.create<hf::CompareOp>(hf::Predicate::lt, a, b), a, b);
  };
  auto common = [&](const Extent &e) {
    Value length = n.create<hf::SubOp>(smaller(e.high, at(e.high)),
                                       larger(e.low, at(e.low)));
    return larger(length, n.constant(0, element));
  };
  Value both = n.create<hf::MulOp>(common(boxes.y), common(boxes.x));
  Value area = at(boxes.area);
  Value either =
      n.create<hf::SubOp>(n.create<hf::AddOp>(boxes.area, area), both);
  auto isPositive = [&](Value of) {
    return n.create<hf::CompareOp>(hf::Predicate::gt, of,
                                   n.constant(0, element));
  };
  Value ratio = n.create<hf::DivOp>(both, either);
  Value isLarge = n.create<hf::AndOp>(
      n.create<hf::AndOp>(isPositive(boxes.area), isPositive(area)),
      isPositive(either));
  return n.create<hf::AndOp>(
      isLarge, n.create<hf::CompareOp>(hf::Predicate::gt, ratio, threshold));
}

static LogicalResult importNonMaxSuppression(NodeImporter &n) {
  bool centred = n.getInt("center_point_box", 0);
  hf::Dims boxDims = n.dims(0), dims = n.dims(1);
  if (boxDims.size() != 3 || dims.size() != 3 ||
      !n.requireEqual(boxDims[2], n.size(4), "a box's numbers and 4") ||
      !n.requireEqual(boxDims[0], dims[0], "batches of boxes and scores") ||
      !n.requireEqual(boxDims[1], dims[2], "boxes and scores"))
    return n.invalid("{0} and {1} are no boxes and scores",
                     onnx::toString(n.type(0)), onnx::toString(n.type(1)));
  DimExpr most = n.size(0);
  if (n.has(2)) {
    std::optional<hfc::onnx::Contents> given;
    if (n.contents(2) || n.isConstant(2)) {
      given = n.knownVector(2, "the number of boxes");
    } else {
      // Without a limit is written as the largest number.
      mlir::Type index = n.builder.getI64Type();
      Value limited = n.create<hf::MinOp>(
          n.create<hf::MaxOp>(n.element(n.in(2), 0), n.constant(0, index)),
          n.sizeValue(dims[2], index));
      given.emplace().push_back(
          n.bind(limited, (n.getLabel() + ".most").str(), n.largest(dims[2])));
    }
    if (!given || n.hasFailed())
      return failure();
    if (given->size() != 1)
      return n.invalid("the number of boxes is no number");
    most = n.symbols.max(given->front(), n.size(0));
  }
  most = n.symbols.min(most, dims[2]);
  mlir::Type element = n.element(0), index = n.builder.getI64Type();
  auto scalar = [&](unsigned i) {
    return n.has(i) ? n.reshape(n.in(i), {}) : n.constant(0, element);
  };
  Value least = n.constant(-INFINITY, element), threshold = scalar(3);
  Boxes boxes = getBoxes(n, centred);
  Value scores = n.in(1);
  if (n.has(4))
    scores = n.create<hf::SelectOp>(
        n.create<hf::CompareOp>(hf::Predicate::gt, scores, scalar(4)), scores,
        least);
  if (n.hasFailed())
    return failure();
  hfc::onnx::Loop loop;
  loop.trip = most;
  loop.inits = {scores};
  mlir::Type number = n.builder.getI32Type(); // as wide as what is compared
  auto step = [&](DimExpr, ValueRange carried) -> std::optional<Iteration> {
    Value left = carried[0];
    Value best = n.create<hf::ArgReduceOp>(hf::ReduceKind::max, left,
                                           uint64_t(2), false);
    Value score = n.create<hf::GatherElementsOp>(left, best, uint64_t(2));
    Value isOne = n.create<hf::CompareOp>(hf::Predicate::gt, score, least);
    Value taken = n.create<hf::SelectOp>(isOne, best, n.constant(-1, index));
    // Where none is left, whatever -1 overlaps is gone already.
    Value gone = n.create<hf::OrOp>(
        overlaps(n, boxes, taken, threshold),
        n.create<hf::CompareOp>(hf::Predicate::eq, n.iota(0, dims[2], number),
                                n.cast(taken, number)));
    Value after = n.create<hf::SelectOp>(gone, least, left);
    if (!after)
      return std::nullopt;
    return Iteration{nullptr, {after}, {taken}};
  };
  auto results = hfc::onnx::makeLoop(n, loop, step);
  if (!results)
    return failure();
  // [iteration, batch, class, 1] as rows by batch, class, iteration.
  DimExpr total = dims[0] * dims[1] * most;
  Value chosen = n.reshape(n.transpose((*results)[1], {1, 2, 0, 3}), total);
  Value places = onnx::makePlaces(
      n,
      n.create<hf::CompareOp>(hf::Predicate::ge, chosen, n.constant(0, index)),
      (n.getLabel() + ".count").str());
  if (!places)
    return failure();
  DimExpr count = dim::getDims(places)[0];
  Value pair = n.create<hf::DivOp>(places, n.sizeValue(most, index));
  Value classes = n.sizeValue(dims[1], index);
  Value columns[] = {n.create<hf::DivOp>(pair, classes),
                     n.create<hf::ModOp>(pair, classes, /*truncated=*/false),
                     n.create<hf::GatherOp>(chosen, places, uint64_t(0))};
  SmallVector<Value> parts;
  for (Value column : columns)
    parts.push_back(n.reshape(column, {count, n.size(1)}));
  return n.result(0, n.create<hf::ConcatOp>(parts, uint64_t(1)));
}

void hfc::onnx::addBoxes(OperatorTable &table) {
  table.add({{"NonMaxSuppression", 10, importNonMaxSuppression}});
}
