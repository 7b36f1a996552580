// Det: Gauss' elimination with the largest pivot of each column, over batches.
#include "frontends/onnx/ops/Loops.h"

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hfc::onnx::Iteration;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;

static LogicalResult importDet(NodeImporter &n) {
  hf::Dims dims = n.dims(0);
  mlir::Type element = n.element(0);
  if (dims.size() < 2 || !isa<FloatType>(element) ||
      !n.requireEqual(dims.back(), dims[dims.size() - 2],
                      "rows and columns of a matrix"))
    return n.invalid("{0} are no square matrices", onnx::toString(n.type(0)));
  hf::Dims leading(dims.begin(), dims.end() - 2);
  DimExpr batch = dim::product(n.context, leading), size = dims.back(),
          one = n.size(1), zero = n.size(0);
  if (!batch)
    return n.unsupported("the number of matrices cannot be expressed");
  mlir::Type wide = element.isF64() ? element : n.builder.getF32Type();
  mlir::Type index = n.builder.getI64Type();
  hfc::onnx::Loop loop;
  loop.trip = size;
  mlir::Type flag = n.builder.getI1Type();
  loop.inits = {n.reshape(n.cast(n.in(0), wide), {batch, size, size}),
                n.broadcast(n.constant(1, wide), {batch, one, one}),
                n.broadcast(n.constant(0, flag), {batch, size, one})};
  if (n.hasFailed())
    return failure();
  auto step = [&](DimExpr at, ValueRange carried) -> std::optional<Iteration> {
    Value matrix = carried[0], used = carried[2];
    Value rows = n.iota(0, {size, one}, index);
    auto is = [&](hf::Predicate predicate, Value a, Value b) {
      return n.create<hf::CompareOp>(predicate, a, b);
    };
    Value column = n.slice(matrix, {zero, zero, at}, {batch, size, one});
    Value magnitude = n.create<hf::SelectOp>(used, n.constant(-1, wide),
                                             n.create<hf::AbsOp>(column));
    Value pivotRow = n.create<hf::ArgReduceOp>(hf::ReduceKind::max, magnitude,
                                               uint64_t(1), false);
    Value pivots = n.create<hf::GatherElementsOp>(
        matrix, n.broadcast(pivotRow, {batch, one, size}), uint64_t(1));
    Value pivot = n.slice(pivots, {zero, zero, at}, {batch, one, one});
    Value left = n.create<hf::NotOp>(used);
    // The row stays where it is: as many exchanges as rows are left before it
    // would bring it to the front of these.
    Value before = n.create<hf::ReduceOp>(
        hf::ReduceKind::sum,
        n.cast(n.create<hf::AndOp>(left, is(hf::Predicate::lt, rows, pivotRow)),
               index),
        n.builder.getDenseI64ArrayAttr({1}), true);
    Value isOdd = is(hf::Predicate::ne,
                     n.create<hf::ModOp>(before, n.constant(2, index), true),
                     n.constant(0, index));
    Value sign = n.create<hf::SelectOp>(isOdd, n.constant(-1, wide),
                                        n.constant(1, wide));
    Value product =
        n.create<hf::MulOp>(carried[1], n.create<hf::MulOp>(pivot, sign));
    // The other rows that are left lose what they have in this column; a column
    // of zeros makes the product 0.
    Value loses = n.create<hf::AndOp>(
        n.create<hf::AndOp>(left, is(hf::Predicate::ne, rows, pivotRow)),
        is(hf::Predicate::ne, pivot, n.constant(0, wide)));
    Value factor = n.create<hf::SelectOp>(
        loses, n.create<hf::DivOp>(column, pivot), n.constant(0, wide));
    Value rest =
        n.create<hf::SubOp>(matrix, n.create<hf::MulOp>(factor, pivots));
    Value usedNow =
        n.create<hf::OrOp>(used, is(hf::Predicate::eq, rows, pivotRow));
    if (!rest || !product || !usedNow)
      return std::nullopt;
    return Iteration{nullptr, {rest, product, usedNow}, {}};
  };
  auto results = hfc::onnx::makeLoop(n, loop, step);
  if (!results)
    return failure();
  return n.result(0, n.cast(n.reshape((*results)[1], leading), element));
}

void hfc::onnx::addDeterminant(OperatorTable &table) {
  table.add({{"Det", 11, importDet}});
}
