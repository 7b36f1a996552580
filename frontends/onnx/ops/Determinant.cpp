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
  loop.inits = {n.reshape(n.cast(n.in(0), wide), {batch, size, size}),
                n.broadcast(n.constant(1, wide), {batch, one, one})};
  if (n.hasFailed())
    return failure();
  auto step = [&](DimExpr at, ValueRange carried) -> std::optional<Iteration> {
    Value matrix = carried[0];
    Value rows = n.iota(0, {size, one}, index), here = n.sizeValue(at, index);
    auto is = [&](hf::Predicate predicate, Value other) {
      return n.create<hf::CompareOp>(predicate, rows, other);
    };
    Value column = n.slice(matrix, {zero, zero, at}, {batch, size, one});
    Value magnitude = n.create<hf::SelectOp>(is(hf::Predicate::ge, here),
                                             n.create<hf::AbsOp>(column),
                                             n.constant(-1, wide));
    Value pivotRow = n.create<hf::ArgReduceOp>(hf::ReduceKind::max, magnitude,
                                               uint64_t(1), false);
    Value own = n.slice(matrix, {zero, at, zero}, {batch, one, size});
    Value pivots = n.create<hf::GatherElementsOp>(
        matrix, n.broadcast(pivotRow, {batch, one, size}), uint64_t(1));
    Value swapped = n.create<hf::SelectOp>(
        is(hf::Predicate::eq, here), pivots,
        n.create<hf::SelectOp>(is(hf::Predicate::eq, pivotRow), own, matrix));
    Value pivot = n.slice(pivots, {zero, zero, at}, {batch, one, one});
    Value sign = n.create<hf::SelectOp>(
        n.create<hf::CompareOp>(hf::Predicate::eq, pivotRow, here),
        n.constant(1, wide), n.constant(-1, wide));
    Value product =
        n.create<hf::MulOp>(carried[1], n.create<hf::MulOp>(pivot, sign));
    // Rows below lose what they have in this column; a column of zeros makes
    // the product 0.
    Value below = n.create<hf::AndOp>(
        is(hf::Predicate::gt, here),
        n.create<hf::CompareOp>(hf::Predicate::ne, pivot, n.constant(0, wide)));
    Value factor = n.create<hf::SelectOp>(
        below,
        n.create<hf::DivOp>(
            n.slice(swapped, {zero, zero, at}, {batch, size, one}), pivot),
        n.constant(0, wide));
    Value rest =
        n.create<hf::SubOp>(swapped, n.create<hf::MulOp>(factor, pivots));
    if (!rest || !product)
      return std::nullopt;
    return Iteration{nullptr, {rest, product}, {}};
  };
  auto results = hfc::onnx::makeLoop(n, loop, step);
  if (!results)
    return failure();
  return n.result(0, n.cast(n.reshape((*results)[1], leading), element));
}

void hfc::onnx::addDeterminant(OperatorTable &table) {
  table.add({{"Det", 11, importDet}});
}
