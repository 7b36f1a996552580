// See Waves.h. Halves: Cooley and Tukey's decimation in frequency. With
// w = e^(-i pi / half), place 2 k of the result is place k of the transform of
// x[j] + x[j + half], and place 2 k + 1 that of (x[j] - x[j + half]) w^j.
#include "frontends/onnx/ops/Waves.h"
#include "frontends/onnx/Constants.h"
#include "frontends/onnx/ops/Contractions.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/MathExtras.h"
#include <cmath>

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hfc::onnx::NodeImporter;
using hfc::onnx::Waves;

// A constant of so many elements; its name says all that they are.
Value hfc::onnx::makeTable(NodeImporter &n, ArrayRef<int64_t> dims,
                           mlir::Type element, const std::string &name,
                           llvm::function_ref<double(int64_t)> at) {
  bool isDouble = element.isF64();
  onnx::Tensor tensor;
  tensor.type = isDouble ? onnx::ElementType::DOUBLE : onnx::ElementType::FLOAT;
  tensor.dims.assign(dims.begin(), dims.end());
  tensor.elementCount = ShapedType::getNumElements(dims);
  tensor.decoded.resize(tensor.elementCount * (isDouble ? 8 : 4));
  for (uint64_t i = 0; i < tensor.elementCount; ++i)
    if (isDouble)
      llvm::support::endian::write64le(&tensor.decoded[8 * i],
                                       llvm::bit_cast<uint64_t>(at(i)));
    else
      llvm::support::endian::write32le(
          &tensor.decoded[4 * i],
          llvm::bit_cast<uint32_t>(static_cast<float>(at(i))));
  Value table = n.create<hf::ConstantOp>(onnx::getConstant(
      n.context, tensor, name + (isDouble ? ".f64" : ".f32"), n.files));
  return n.cast(table, element);
}

// The product is reduced before it is an angle: exact for any length.
Waves hfc::onnx::makeWaves(NodeImporter &n, DimExpr rows, DimExpr columns,
                           DimExpr length, mlir::Type element) {
  auto height = rows.getConstant(), width = columns.getConstant(),
       period = length.getConstant();
  if (height && width && period && *height * *width <= largestTable) {
    auto table = [&](const char *name, double (*of)(double)) {
      std::string label =
          llvm::formatv("{0}.{1}.{2}.{3}", name, *height, *width, *period);
      return makeTable(n, {*height, *width}, element, label, [&](int64_t i) {
        int64_t turns = i / *width * (i % *width) % *period;
        return of(2 * llvm::numbers::pi * static_cast<double>(turns) /
                  static_cast<double>(*period));
      });
    };
    return {table("cosine", std::cos), table("sine", std::sin)};
  }
  mlir::Type index = n.builder.getI64Type(), f64 = n.builder.getF64Type();
  Value turns = n.create<hf::ModOp>(
      n.create<hf::MulOp>(n.iota(0, {rows, n.size(1)}, index),
                          n.iota(0, columns, index)),
      n.sizeValue(length, index), true);
  Value angle = n.create<hf::DivOp>(
      n.create<hf::MulOp>(n.cast(turns, f64),
                          n.constant(2 * llvm::numbers::pi, f64)),
      n.sizeValue(length, f64));
  return {n.cast(n.create<hf::CosOp>(angle), element),
          n.cast(n.create<hf::SinOp>(angle), element)};
}

static Value concat(NodeImporter &n, Value a, Value b, uint64_t axis) {
  return n.create<hf::ConcatOp>(SmallVector<Value>{a, b}, axis);
}

// e^-ia forward, e^ia back.
static Waves makeTurns(NodeImporter &n, DimExpr rows, DimExpr columns,
                       DimExpr length, mlir::Type element, bool inverse) {
  Waves waves = makeWaves(n, rows, columns, length, element);
  if (!inverse)
    waves.sine = n.create<hf::NegOp>(waves.sine);
  return waves;
}

Value hfc::onnx::transformHalves(NodeImporter &n, Value x, DimExpr half,
                                 bool inverse) {
  if (!x)
    return nullptr;
  DimExpr lines = dim::getDims(x)[0], zero = n.size(0), one = n.size(1),
          two = n.size(2);
  mlir::Type element = getElementTypeOrSelf(x);
  auto take = [&](DimExpr from) {
    return n.reshape(n.slice(x, {zero, from, zero}, {lines, half, two}),
                     {lines, one, half, two});
  };
  Value low = take(zero), high = take(half);
  Value both = concat(n, n.create<hf::AddOp>(low, high),
                      n.create<hf::SubOp>(low, high), 1);
  auto part = [&](int64_t which) {
    return n.slice(both, {zero, zero, zero, n.size(which)},
                   {lines, two, half, one});
  };
  Waves turn = makeTurns(n, two, half, half * 2, element, inverse);
  Value cosine = n.reshape(turn.cosine, {two, half, one}),
        sine = n.reshape(turn.sine, {two, half, one});
  Value re = part(0), im = part(1);
  Value real = n.create<hf::SubOp>(n.create<hf::MulOp>(re, cosine),
                                   n.create<hf::MulOp>(im, sine)),
        imaginary = n.create<hf::AddOp>(n.create<hf::MulOp>(re, sine),
                                        n.create<hf::MulOp>(im, cosine));
  // What a real, and what an imaginary part at each place gives to each result.
  Waves waves = makeTurns(n, half, half, half, element, inverse);
  cosine = n.reshape(waves.cosine, {half, one, half, one});
  sine = n.reshape(waves.sine, {half, one, half, one});
  Value matrix = concat(n, concat(n, cosine, sine, 3),
                        concat(n, n.create<hf::NegOp>(sine), cosine, 3), 1);
  Value y = contract(n, "pqnc,ncj->pqj", concat(n, real, imaginary, 3),
                     n.reshape(matrix, {half, two, half * 2}));
  y = n.transpose(n.reshape(y, {lines, two, half, two}), {0, 2, 1, 3});
  return n.reshape(y, {lines, half * 2, two});
}
