// Products and convolutions of 8-bit integers: exact in i32, and, in the
// QLinear operators, scaled and rounded to 8 bits again.
#include "frontends/onnx/ops/Contractions.h"
#include "frontends/onnx/ops/Elementwise.h"
#include "frontends/onnx/ops/Quantization.h"

using namespace mlir;
using namespace hfc;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;

// In i32, or of 8-bit floats in f32, less its zero point: a scalar, one for
// each place of an axis, or what broadcasts.
static Value centred(NodeImporter &n, unsigned operand, unsigned zeroPoint,
                     int64_t axis) {
  mlir::Type wide = isa<FloatType>(n.element(operand))
                        ? mlir::Type(n.builder.getF32Type())
                        : n.builder.getI32Type();
  Value value = n.cast(n.in(operand), wide);
  if (!n.has(zeroPoint))
    return value;
  if (n.element(zeroPoint) != n.element(operand)) {
    (void)n.invalid("input {0} and its zero point differ in type", operand);
    return nullptr;
  }
  Value zero = n.cast(n.in(zeroPoint), wide);
  if (n.rank(zeroPoint) <= 1)
    zero = hfc::onnx::spreadAlong(n, zeroPoint, zero, n.dims(operand), axis);
  if (!n.align({&value, &zero}))
    return nullptr;
  return n.create<hf::SubOp>(value, zero);
}

// One a row of the left operand, one a column of the right.
static Value centredRows(NodeImporter &n, unsigned operand, unsigned zero) {
  return centred(n, operand, zero, std::max<int64_t>(n.rank(operand) - 2, 0));
}
static Value centredColumns(NodeImporter &n, unsigned operand, unsigned zero) {
  return centred(n, operand, zero, std::max<int64_t>(n.rank(operand) - 1, 0));
}

static LogicalResult importMatMulInteger(NodeImporter &n) {
  return n.result(
      0, hfc::onnx::matmul(n, centredRows(n, 0, 2), centredColumns(n, 1, 3)));
}

static LogicalResult importConvInteger(NodeImporter &n) {
  return n.result(
      0, hfc::onnx::convolve(n, centred(n, 0, 2, 1), centred(n, 1, 3, 0)));
}

// A scale as f32, against a result of these dims.
static Value getScale(NodeImporter &n, unsigned index, const hf::Dims &dims,
                      int64_t axis) {
  Value value = n.cast(n.in(index), n.builder.getF32Type());
  return n.rank(index) <= 1
             ? hfc::onnx::spreadAlong(n, index, value, dims, axis)
             : value;
}

// round(sum * (scale * scale / scale) + zero point), saturated to the zero
// point's type. The point is whole: adding it before or after rounding to even
// differs in halves, so it is added after, as QuantizeLinear does.
static LogicalResult requantize(NodeImporter &n, Value sum, Value left,
                                Value right, Value scale, unsigned zeroPoint,
                                int64_t axis) {
  mlir::Type f32 = n.builder.getF32Type(), result = n.element(zeroPoint);
  if (!sum || !left || !right || !scale)
    return failure();
  hf::Dims dims = dim::getDims(sum);
  if (!n.align({&left, &right}) || !n.align({&sum, &left, &right, &scale}))
    return failure();
  Value factor = n.create<hf::DivOp>(n.create<hf::MulOp>(left, right), scale);
  Value places = n.create<hf::MulOp>(n.cast(sum, f32), factor);
  Value zero = n.cast(n.in(zeroPoint), f32);
  if (n.rank(zeroPoint) <= 1)
    zero = hfc::onnx::spreadAlong(n, zeroPoint, zero, dims, axis);
  if (isa<IntegerType>(result))
    places = n.create<hf::RoundOp>(places);
  return n.result(0, n.cast(n.create<hf::AddOp>(places, zero), result));
}

static LogicalResult importQLinearMatMul(NodeImporter &n) {
  Value left = centredRows(n, 0, 2), right = centredColumns(n, 3, 5);
  if (!left || !right)
    return failure();
  // One of them may be of integers and the other of 8-bit floats.
  if (mlir::Type f32 = n.builder.getF32Type();
      getElementTypeOrSelf(left) != getElementTypeOrSelf(right)) {
    left = n.cast(left, f32);
    right = n.cast(right, f32);
  }
  Value sum = hfc::onnx::matmul(n, left, right);
  if (!sum)
    return failure();
  hf::Dims dims = dim::getDims(sum);
  int64_t rank = dims.size(), row = std::max<int64_t>(rank - 2, 0),
          column = std::max<int64_t>(rank - 1, 0);
  return requantize(n, sum, getScale(n, 1, dims, row),
                    getScale(n, 4, dims, column), getScale(n, 6, dims, row), 7,
                    row);
}

static LogicalResult importQLinearConv(NodeImporter &n) {
  Value sum = hfc::onnx::convolve(n, centred(n, 0, 2, 1), centred(n, 3, 5, 0));
  if (!sum)
    return failure();
  hf::Dims dims = dim::getDims(sum);
  if (n.has(8))
    sum = n.create<hf::AddOp>(
        sum, hfc::onnx::perChannel(n, 8, dims[1], dims.size()));
  return requantize(n, sum, getScale(n, 1, dims, 1), getScale(n, 4, dims, 1),
                    getScale(n, 6, dims, 1), 7, 1);
}

void hfc::onnx::addQuantizedContractions(OperatorTable &table) {
  table.add({{"ConvInteger", 10, importConvInteger},
             {"MatMulInteger", 10, importMatMulInteger},
             {"QLinearConv", 10, importQLinearConv},
             {"QLinearMatMul", 10, importQLinearMatMul}});
}
