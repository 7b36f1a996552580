// TopK: each element counts how many stand before it; the result at a place
// takes the element with that count.
#include "frontends/onnx/ops/Elementwise.h"

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hfc::onnx::Contents;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;

// Whether a stands before b: larger (or smaller), a NaN being largest; of equal
// ones the first.
static Value isBefore(NodeImporter &n, Value a, Value b, Value isEarlier,
                      bool largest) {
  Value is = n.create<hf::CompareOp>(
      largest ? hf::Predicate::gt : hf::Predicate::lt, a, b);
  Value same = n.create<hf::CompareOp>(hf::Predicate::eq, a, b);
  if (a && isa<FloatType>(getElementTypeOrSelf(a))) {
    Value aIsNaN = n.create<hf::IsNaNOp>(a), bIsNaN = n.create<hf::IsNaNOp>(b);
    Value more = largest ? aIsNaN : bIsNaN, less = largest ? bIsNaN : aIsNaN;
    is = n.create<hf::OrOp>(
        is, n.create<hf::AndOp>(more, n.create<hf::NotOp>(less)));
    same = n.create<hf::OrOp>(same, n.create<hf::AndOp>(aIsNaN, bIsNaN));
  }
  return n.create<hf::OrOp>(is, n.create<hf::AndOp>(same, isEarlier));
}

static LogicalResult importTopK(NodeImporter &n) {
  hf::Dims dims = n.dims(0);
  int64_t rank = dims.size();
  std::optional<int64_t> axis = n.getAxis(n.getInt("axis", -1), rank);
  bool largest = n.getInt("largest", 1);
  n.ignore("sorted"); // any order may be the sorted one
  if (!axis)
    return failure();
  DimExpr k;
  if (n.opset < 10) {
    k = n.size(n.getInt("k", 0));
  } else {
    auto known = n.knownVector(1, "k");
    if (!known)
      return failure();
    if (known->size() != 1)
      return n.invalid("k is no number");
    k = known->front();
  }
  if (k.getConstant().value_or(0) < 0 || !n.symbols.assumeLE(k, dims[*axis]))
    return n.invalid("k is {0} of {1}", k.str(), dims[*axis].str());
  // The axis goes last.
  SmallVector<int64_t> order, back(rank);
  for (int64_t i = 0; i < rank; ++i)
    if (i != *axis)
      order.push_back(i);
  order.push_back(*axis);
  for (auto [i, place] : llvm::enumerate(order))
    back[place] = i;
  Value x = n.transpose(n.in(0), order);
  hf::Dims rows, columns;
  for (int64_t i : order)
    rows.push_back(dims[i]);
  DimExpr size = rows.back();
  columns = rows;
  rows.push_back(n.size(1));
  columns.insert(columns.end() - 1, n.size(1));
  mlir::Type index = n.builder.getI64Type();
  auto row = [&](DimExpr of) { return n.iota(0, {of, n.size(1)}, index); };
  auto last = [&](unsigned at) {
    return n.builder.getDenseI64ArrayAttr(int64_t(at));
  };
  // [.., element, other]
  Value before =
      isBefore(n, n.reshape(x, columns), n.reshape(x, rows),
               n.create<hf::CompareOp>(hf::Predicate::lt,
                                       n.iota(0, size, index), row(size)),
               largest);
  Value place = n.create<hf::ReduceOp>(
      hf::ReduceKind::sum, n.cast(before, index), last(rank), false);
  // [.., k, element]
  Value isHere = n.create<hf::CompareOp>(hf::Predicate::eq,
                                         n.reshape(place, columns), row(k));
  Value found = n.create<hf::ReduceOp>(
      hf::ReduceKind::max,
      n.create<hf::SelectOp>(isHere, n.iota(0, size, index),
                             n.constant(0, index)),
      last(rank), false);
  Value values =
      n.create<hf::GatherElementsOp>(x, found, static_cast<uint64_t>(rank - 1));
  if (n.wants(1) && failed(n.result(1, n.transpose(found, back))))
    return failure();
  return n.result(0, n.transpose(values, back));
}

void hfc::onnx::addSorting(OperatorTable &table) {
  table.add({{"TopK", 1, 1, importTopK}});
}
