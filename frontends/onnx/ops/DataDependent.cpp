// NonZero, Compress, Unique: results whose sizes only data knows. The device
// counts, the schedule reads the count (NodeImporter::bind), and what follows
// is over that size.
#include "frontends/onnx/ops/DataDependent.h"
#include "frontends/onnx/ops/Elementwise.h"

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;

// Each goes to the number of such before it, the others nowhere.
Value hfc::onnx::makePlaces(NodeImporter &n, Value isSet, StringRef name) {
  mlir::Type index = n.builder.getI64Type();
  Value ones = n.cast(isSet, index);
  if (!ones)
    return nullptr;
  DimExpr total = dim::getDims(ones)[0];
  Value sum = n.create<hf::ReduceOp>(hf::ReduceKind::sum, ones,
                                     n.builder.getDenseI64ArrayAttr({0}),
                                     /*keep=*/false);
  DimExpr count = n.bind(sum, name, n.largest(total));
  Value before = n.create<hf::CumSumOp>(ones, uint64_t(0), true, false);
  if (!count)
    return nullptr;
  Value nowhere = n.sizeValue(total, index);
  return n.create<hf::ScatterOp>(n.broadcast(n.constant(0, index), count),
                                 n.create<hf::SelectOp>(isSet, before, nowhere),
                                 n.iota(0, total, index), uint64_t(0),
                                 hf::ReduceKindAttr());
}

// One row a dim: its index among those of each element.
static LogicalResult importNonZero(NodeImporter &n) {
  hf::Dims dims = n.dims(0);
  mlir::Type index = n.builder.getI64Type();
  DimExpr total = dim::numElements(n.type(0));
  Value isSet = n.in(0);
  if (!n.element(0).isInteger(1))
    isSet = n.create<hf::CompareOp>(hf::Predicate::ne, isSet,
                                    n.constant(0, n.element(0)));
  Value places = onnx::makePlaces(n, n.reshape(isSet, total),
                                  (n.getLabel() + ".count").str());
  if (!places)
    return failure();
  DimExpr count = dim::getDims(places)[0];
  if (dims.empty()) // no dim, no row
    return n.result(0, n.slice(n.reshape(places, {n.size(1), count}),
                               {n.size(0), n.size(0)}, {n.size(0), count}));
  SmallVector<Value> rows(dims.size());
  for (unsigned i = dims.size(); i-- > 0;) {
    Value size = n.sizeValue(dims[i], index);
    Value own = i ? n.create<hf::ModOp>(places, size, false) : places;
    rows[i] = n.reshape(own, {n.size(1), count});
    places = n.create<hf::DivOp>(places, size);
  }
  return n.result(0, n.create<hf::ConcatOp>(rows, 0));
}

// Slices, or elements, that a condition chooses; behind its end it is false.
static LogicalResult importCompress(NodeImporter &n) {
  hf::Dims dims = n.dims(0);
  Value operand = n.in(0);
  uint64_t axis = 0;
  if (n.hasAttribute("axis")) {
    auto given = n.getAxis(n.getInt("axis", 0), dims.size());
    if (!given)
      return failure();
    axis = *given;
  } else {
    operand = n.reshape(operand, dim::numElements(n.type(0)));
  }
  if (n.rank(1) != 1 || !n.element(1).isInteger(1))
    return n.invalid("its condition is {0}", onnx::toString(n.type(1)));
  if (Value x = operand;
      !x || !n.requireLE(n.dims(1)[0], dim::getDims(x)[axis],
                         "the condition and the dim that it is for"))
    return failure();
  Value places = onnx::makePlaces(n, n.in(1), (n.getLabel() + ".count").str());
  return n.result(0, n.create<hf::GatherOp>(operand, places, axis));
}

namespace {
// Between all pairs of rows, [a, b]: whether they are equal, and whether a
// stands before b.
struct Order {
  Value same, less;
};
} // namespace

// Rows [count, size] by their first elements that differ. A NaN is the largest
// number, and equal to itself.
static Order compareRows(NodeImporter &n, Value rows, DimExpr count,
                         DimExpr size) {
  mlir::Type element = getElementTypeOrSelf(rows);
  if (element.isInteger(1)) {
    element = n.builder.getI32Type();
    rows = n.cast(rows, element);
  }
  Value a = n.reshape(rows, {count, n.size(1), size}),
        b = n.reshape(rows, {n.size(1), count, size});
  auto compare = [&](hf::Predicate predicate) {
    return n.create<hf::CompareOp>(predicate, a, b);
  };
  Value same = compare(hf::Predicate::eq), less = compare(hf::Predicate::lt);
  if (isa<FloatType>(element)) {
    Value aIsNaN = n.create<hf::IsNaNOp>(a), bIsNaN = n.create<hf::IsNaNOp>(b);
    same = n.create<hf::OrOp>(same, n.create<hf::AndOp>(aIsNaN, bIsNaN));
    less = n.create<hf::OrOp>(
        less, n.create<hf::AndOp>(n.create<hf::NotOp>(aIsNaN), bIsNaN));
  }
  hf::Dims pairs{count, count};
  if (size.isConstant(1))
    return {n.reshape(same, pairs), n.reshape(less, pairs)};
  auto last = n.builder.getDenseI64ArrayAttr({2});
  Value first = n.create<hf::ArgReduceOp>(
      hf::ReduceKind::max,
      n.cast(n.create<hf::NotOp>(same), n.builder.getI32Type()), uint64_t(2),
      false);
  Value decided = n.create<hf::GatherElementsOp>(
      n.cast(less, n.builder.getI32Type()), first, uint64_t(2));
  return {n.create<hf::ReduceOp>(hf::ReduceKind::all, same, last, false),
          n.cast(n.reshape(decided, pairs), n.builder.getI1Type())};
}

// Sorts that are cheaper than comparing all pairs.
static constexpr int64_t mostSorts = 64;

namespace {
// Rows in ascending order, equal ones in that of their places.
struct Groups {
  Value order;   // the place of each
  Value isFirst; // of its equals
};
} // namespace

// By each element of a row, the last first: a sort that keeps the order of
// equals leaves what was sorted before as it was.
static std::optional<Groups> sortRows(NodeImporter &n, Value rows,
                                      DimExpr count, int64_t width) {
  mlir::Type index = n.builder.getI64Type();
  if (getElementTypeOrSelf(rows).isInteger(1))
    rows = n.cast(rows, n.builder.getI32Type());
  auto gather = [&](Value of, Value places) {
    return n.create<hf::GatherOp>(of, places, uint64_t(0));
  };
  Value order;
  for (int64_t i = width; i-- > 0;) {
    Value column = n.reshape(
        n.slice(rows, {n.size(0), n.size(i)}, {count, n.size(1)}), count);
    Value sorted = n.create<hf::TopKOp>(
        mlir::Type(dim::getTensorType({count}, index)),
        order ? gather(column, order) : column, uint64_t(0),
        /*smallest=*/true);
    order = order ? gather(order, sorted) : sorted;
  }
  // The first row has none before it: it is compared with itself.
  Value own = gather(rows, order);
  Value before = n.create<hf::MaxOp>(
      n.create<hf::SubOp>(n.iota(0, count, index), n.constant(1, index)),
      n.constant(0, index));
  Value last = gather(own, before);
  Value differs = n.create<hf::CompareOp>(hf::Predicate::ne, own, last);
  if (isa<FloatType>(getElementTypeOrSelf(rows)))
    differs = n.create<hf::AndOp>(
        differs, n.create<hf::NotOp>(n.create<hf::AndOp>(
                     n.create<hf::IsNaNOp>(own), n.create<hf::IsNaNOp>(last))));
  Value isNew = n.create<hf::ReduceOp>(hf::ReduceKind::any, differs,
                                       n.builder.getDenseI64ArrayAttr(1),
                                       /*keep=*/false);
  Value isFirst = n.create<hf::OrOp>(
      isNew, n.create<hf::CompareOp>(hf::Predicate::eq, n.iota(0, count, index),
                                     n.constant(0, index)));
  if (n.hasFailed())
    return std::nullopt;
  return Groups{order, isFirst};
}

// Numbers the groups as they are sorted, or by the places of their first rows.
static LogicalResult giveGroups(NodeImporter &n, Value operand, uint64_t axis,
                                const Groups &groups, bool isSorted) {
  mlir::Type index = n.builder.getI64Type();
  DimExpr count = dim::getDims(groups.order)[0];
  Value starts =
      onnx::makePlaces(n, groups.isFirst, (n.getLabel() + ".count").str());
  if (!starts)
    return failure();
  DimExpr found = dim::getDims(starts)[0];
  auto gather = [&](Value of, Value places, uint64_t along = 0) {
    return n.create<hf::GatherOp>(of, places, along);
  };
  auto scatter = [&](DimExpr size, Value places, Value values) {
    return n.create<hf::ScatterOp>(n.broadcast(n.constant(0, index), size),
                                   places, values, uint64_t(0),
                                   hf::ReduceKindAttr());
  };
  Value indices = gather(groups.order, starts);
  Value counts, inverse;
  if (n.wants(3)) {
    Value next = n.create<hf::ConcatOp>(
        SmallVector<Value>{starts,
                           n.reshape(n.sizeValue(count, index), n.size(1))},
        uint64_t(0));
    counts = n.create<hf::SubOp>(n.slice(next, n.size(1), found), starts);
  }
  if (n.wants(2)) {
    Value number = n.create<hf::SubOp>(
        n.create<hf::CumSumOp>(n.cast(groups.isFirst, index), uint64_t(0),
                               false, false),
        n.constant(1, index));
    inverse = scatter(count, groups.order, number);
  }
  if (!isSorted) {
    Value order = n.create<hf::TopKOp>(
        mlir::Type(dim::getTensorType({found}, index)), indices, uint64_t(0),
        /*smallest=*/true);
    indices = gather(indices, order);
    counts = counts ? gather(counts, order) : counts;
    if (inverse)
      inverse = gather(scatter(found, order, n.iota(0, found, index)), inverse);
  }
  if ((n.wants(1) && failed(n.result(1, indices))) ||
      (inverse && failed(n.result(2, inverse))) ||
      (counts && failed(n.result(3, counts))))
    return failure();
  return n.result(0, gather(operand, indices, axis));
}

// Each row is compared with all: for rows of so many elements that sorting by
// each of them would cost more. The first of equal ones stands for them, and
// its number is how many such stand before it.
static LogicalResult uniqueByPairs(NodeImporter &n, Value operand,
                                   uint64_t axis, Value rows, bool isSorted) {
  DimExpr count = dim::getDims(rows)[0], size = dim::getDims(rows)[1];
  mlir::Type index = n.builder.getI64Type();
  auto along = [&](int64_t dim) { return n.builder.getDenseI64ArrayAttr(dim); };
  auto sum = [&](Value of, int64_t dim) {
    return n.create<hf::ReduceOp>(hf::ReduceKind::sum, n.cast(of, index),
                                  along(dim), false);
  };
  Order order = compareRows(n, rows, count, size);
  Value places = n.iota(0, count, index),
        column = n.reshape(places, {count, n.size(1)});
  // The least b that is equal to a.
  Value first = n.create<hf::ReduceOp>(
      hf::ReduceKind::min,
      n.create<hf::SelectOp>(order.same, places, n.sizeValue(count, index)),
      along(1), false);
  Value isFirst = n.create<hf::CompareOp>(hf::Predicate::eq, first, places);
  // [b, a]: b stands for its equals, and before those of a.
  Value isBefore =
      isSorted ? order.less
               : n.create<hf::CompareOp>(hf::Predicate::lt, column,
                                         n.reshape(first, {n.size(1), count}));
  Value inverse = sum(
      n.create<hf::AndOp>(isBefore, n.reshape(isFirst, {count, n.size(1)})), 0);
  DimExpr found = n.bind(sum(isFirst, 0), (n.getLabel() + ".count").str(),
                         n.largest(count));
  if (!found)
    return failure();
  // [number, row]
  Value isOf = n.create<hf::CompareOp>(
      hf::Predicate::eq, n.iota(0, {found, n.size(1)}, index), inverse);
  Value indices = n.create<hf::ReduceOp>(
      hf::ReduceKind::min,
      n.create<hf::SelectOp>(isOf, places, n.sizeValue(count, index)), along(1),
      false);
  if ((n.wants(1) && failed(n.result(1, indices))) ||
      (n.wants(2) && failed(n.result(2, inverse))) ||
      (n.wants(3) && failed(n.result(3, sum(isOf, 1)))))
    return failure();
  return n.result(0, n.create<hf::GatherOp>(operand, indices, axis));
}

static LogicalResult importUnique(NodeImporter &n) {
  hf::Dims dims = n.dims(0);
  bool isSorted = n.getInt("sorted", 1);
  Value operand = n.in(0);
  uint64_t axis = 0;
  DimExpr count = dim::numElements(n.type(0)), size = n.size(1);
  Value rows;
  if (n.hasAttribute("axis")) {
    auto given = n.getAxis(n.getInt("axis", 0), dims.size());
    if (!given)
      return failure();
    axis = *given;
    count = dims[axis];
    SmallVector<int64_t> order{*given};
    hf::Dims others;
    for (int64_t i = 0; i < static_cast<int64_t>(dims.size()); ++i)
      if (i != *given) {
        order.push_back(i);
        others.push_back(dims[i]);
      }
    size = dim::product(n.context, others);
    rows =
        size ? n.reshape(n.transpose(operand, order), {count, size}) : Value();
    if (size && !n.requireLE(n.size(1), size, "elements of a slice"))
      return failure();
  } else if (count) {
    operand = n.reshape(operand, count);
    rows = n.reshape(operand, {count, size});
  }
  if (!rows)
    return n.unsupported("the number of elements cannot be expressed");
  if (auto width = size.getConstant(); width && *width <= mostSorts) {
    auto groups = sortRows(n, rows, count, *width);
    return groups ? giveGroups(n, operand, axis, *groups, isSorted) : failure();
  }
  return uniqueByPairs(n, operand, axis, rows, isSorted);
}

void hfc::onnx::addDataDependent(OperatorTable &table) {
  table.add({{"Compress", 9, importCompress},
             {"NonZero", 9, importNonZero},
             {"Unique", 11, importUnique}});
}
