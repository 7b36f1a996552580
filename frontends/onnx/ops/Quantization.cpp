// DequantizeLinear and QuantizeLinear as arithmetic: (q - zero) * scale, and
// round(x / scale) + zero, saturated. DynamicQuantizeLinear likewise.
#include "frontends/onnx/ops/Quantization.h"
#include "dialects/HFC/NarrowTypes.h"
#include "frontends/onnx/Constants.h"
#include "frontends/onnx/ops/Elementwise.h"

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;

// Blocks of `block` along the axis have one element each; the last may be
// shorter.
static Value spreadBlocks(NodeImporter &n, unsigned index, Value value,
                          int64_t axis, int64_t block) {
  hf::Dims dims = n.dims(index), operand = n.dims(0);
  if (dims.size() != operand.size() || block < 0) {
    (void)n.invalid("blocks of {0} over {1}", block,
                    onnx::toString(n.type(index)));
    return nullptr;
  }
  for (size_t i = 0; i < dims.size(); ++i)
    if (static_cast<int64_t>(i) != axis &&
        !n.requireEqual(dims[i], operand[i], "the blocks and the operand"))
      return nullptr;
  hf::Dims open = dims, repeated = dims, whole = dims;
  open.insert(open.begin() + axis + 1, n.size(1));
  repeated.insert(repeated.begin() + axis + 1, n.size(block));
  whole[axis] = dims[axis] * block;
  value = n.reshape(n.broadcast(n.reshape(value, open), repeated), whole);
  auto had = operand[axis].getConstant(), given = dims[axis].getConstant();
  if (had && given && llvm::divideCeilSigned(*had, block) == *given &&
      *had % block)
    return n.slice(value, hf::Dims(dims.size(), n.size(0)), operand);
  if (!n.requireEqual(whole[axis], operand[axis], "the blocks and the dim"))
    return nullptr;
  return n.reshape(value, operand);
}

// A scale or zero point against operand 0: one number, one a place of `axis`,
// or, from opset 21 on, one a block along it.
static Value spread(NodeImporter &n, unsigned index, mlir::Type element,
                    int64_t axis, int64_t block) {
  Value value = n.cast(n.in(index), element);
  if (block != 0)
    return spreadBlocks(n, index, value, axis, block);
  return hfc::onnx::spreadAlong(n, index, value, n.dims(0), axis);
}

Value hfc::onnx::spreadAlong(NodeImporter &n, unsigned index, Value value,
                             const hf::Dims &operand, int64_t axis) {
  hf::Dims dims = n.dims(index);
  if (dims.empty() || (dims.size() == 1 && dims[0].isConstant(1)))
    return n.reshape(value, {});
  if (dims.size() != 1) {
    (void)n.invalid("its scale or zero point is {0}",
                    onnx::toString(n.type(index)));
    return nullptr;
  }
  if (!n.requireEqual(dims[0], operand[axis], "the scales and the dim"))
    return nullptr;
  dims.append(operand.size() - axis - 1, n.size(1));
  return n.reshape(value, dims);
}

static std::optional<int64_t> getQuantizedAxis(NodeImporter &n) {
  int64_t axis = n.getInt("axis", 1);
  // Unused, and often outside, where there is one scale.
  if (n.rank(1) == 0 || (n.rank(1) == 1 && n.dims(1)[0].isConstant(1)))
    return 0;
  return n.getAxis(axis, n.rank(0));
}

// An attribute that names an element type; null, and a refusal, where it does
// not.
static mlir::Type getTypeAttribute(NodeImporter &n, StringRef name,
                                   mlir::Type otherwise) {
  int64_t wanted = n.getInt(name, 0);
  if (!wanted)
    return otherwise;
  mlir::Type type;
  if (hfc::onnx::isElementType(wanted))
    type = hfc::onnx::getElementType(n.context, hfc::onnx::ElementType(wanted));
  if (!type)
    (void)n.unsupported("its {0} is not supported", name);
  return type;
}

static bool isReal(mlir::Type type) {
  return isa<FloatType>(type) && !hf::isNarrow(type);
}

// Whether a zero point of an 8-bit float is known to be 0, as it should be.
static bool isKnownZero(NodeImporter &n, unsigned index) {
  if (auto numbers = n.numbers(index))
    return llvm::all_of(*numbers, [](double zero) { return zero == 0; });
  auto weight = dyn_cast_or_null<hf::WeightAttr>(
      mlir::Attribute(n.operand(index).constant));
  if (!weight || n.element(index).getIntOrFloatBitWidth() != 8)
    return false;
  auto bytes = n.files.find(weight.getFile())
                   ->getBytes()
                   .slice(weight.getOffset(), n.type(index).getNumElements());
  return llvm::all_of(bytes, [](uint8_t byte) { return byte == 0; });
}

// Computed in f32, which holds what f16 and bf16 give, and rounded once.
static LogicalResult importDequantize(NodeImporter &n) {
  std::optional<int64_t> axis = getQuantizedAxis(n);
  if (!axis)
    return failure();
  int64_t block = n.getInt("block_size", 0);
  mlir::Type quantized = n.element(0), f32 = n.builder.getF32Type();
  mlir::Type result = getTypeAttribute(
      n, "output_dtype", isReal(n.element(1)) ? n.element(1) : f32);
  if (!result)
    return failure();
  if (!isReal(result) || !isa<FloatType>(n.element(1)))
    return n.invalid("its scale and result are no floats");
  // i32 less its zero point needs more than f32's 24 bits.
  mlir::Type exact =
      quantized.getIntOrFloatBitWidth() > 16 ? n.builder.getF64Type() : f32;
  Value centred = n.cast(n.in(0), exact);
  if (n.has(2)) {
    if (n.element(2) != quantized)
      return n.invalid("its zero point is no {0}", quantized);
  }
  // That of floats is 0; subtracting it would lose the sign of a zero.
  bool isFloat = isa<FloatType>(quantized);
  if (n.has(2) && !(isFloat && isKnownZero(n, 2))) {
    Value zero = spread(n, 2, exact, *axis, block);
    Value less = n.create<hf::SubOp>(centred, zero);
    if (isFloat && less)
      less = n.create<hf::SelectOp>(
          n.create<hf::CompareOp>(hf::Predicate::eq, zero,
                                  n.constant(0, exact)),
          centred, less);
    centred = less;
  }
  Value scaled = n.create<hf::MulOp>(n.cast(centred, f32),
                                     spread(n, 1, f32, *axis, block));
  return n.result(0, n.cast(scaled, result));
}

static LogicalResult importQuantize(NodeImporter &n) {
  n.ignore("saturate"); // only for 8-bit floats
  std::optional<int64_t> axis = getQuantizedAxis(n);
  if (!axis)
    return failure();
  int64_t block = n.getInt("block_size", 0);
  mlir::Type f32 = n.builder.getF32Type();
  // The division's own type rounds its result.
  mlir::Type precision = getTypeAttribute(n, "precision", n.element(1));
  mlir::Type wanted = getTypeAttribute(
      n, "output_dtype",
      n.has(2) ? n.element(2)
               : n.builder.getIntegerType(8, /*isSigned=*/false));
  if (!wanted || !precision)
    return failure();
  if (n.has(2) && n.element(2) != wanted)
    return n.invalid("its zero point is no {0}", wanted);
  if (!isReal(precision))
    precision = f32;
  if (wanted.getIntOrFloatBitWidth() > 16 || wanted.isInteger(1) ||
      isReal(wanted) || isa<Float8E8M0FNUType>(wanted))
    return n.unsupported("its result's type is not supported");
  Value quotient = n.create<hf::DivOp>(n.cast(n.in(0), precision),
                                       spread(n, 1, precision, *axis, block));
  if (isa<FloatType>(wanted)) {
    if (n.has(2) && wanted.getIntOrFloatBitWidth() < 8)
      quotient = n.create<hf::AddOp>(n.cast(quotient, f32),
                                     spread(n, 2, f32, *axis, block));
    return n.result(0, hfc::onnx::castAsCast(n, quotient, wanted));
  }
  Value places = n.cast(n.create<hf::RoundOp>(quotient), f32);
  if (n.has(2))
    places = n.create<hf::AddOp>(places, spread(n, 2, f32, *axis, block));
  return n.result(0, n.cast(places, wanted)); // the cast saturates
}

// Of a whole tensor: its range, 0 included, becomes 0 to 255.
static LogicalResult importDynamicQuantize(NodeImporter &n) {
  mlir::Type f32 = n.builder.getF32Type();
  mlir::Type u8 = n.builder.getIntegerType(8, /*isSigned=*/false);
  Value x = n.in(0), zero = n.constant(0, f32);
  auto axes = n.builder.getDenseI64ArrayAttr(
      llvm::to_vector(llvm::seq<int64_t>(0, n.rank(0))));
  Value most = n.create<hf::MaxOp>(
      n.create<hf::ReduceOp>(hf::ReduceKind::max, x, axes, false), zero);
  Value least = n.create<hf::MinOp>(
      n.create<hf::ReduceOp>(hf::ReduceKind::min, x, axes, false), zero);
  Value range = n.create<hf::SubOp>(most, least);
  // All zeros: any scale will do.
  range = n.create<hf::SelectOp>(
      n.create<hf::CompareOp>(hf::Predicate::eq, range, zero),
      n.constant(1, f32), range);
  Value scale = n.create<hf::DivOp>(range, n.constant(255, f32));
  Value point = n.cast(n.create<hf::RoundOp>(n.create<hf::SubOp>(
                           zero, n.create<hf::DivOp>(least, scale))),
                       u8);
  Value places = n.create<hf::RoundOp>(n.create<hf::DivOp>(x, scale));
  Value y = n.cast(n.create<hf::AddOp>(places, n.cast(point, f32)), u8);
  return success(succeeded(n.result(0, y)) &&
                 (!n.wants(1) || succeeded(n.result(1, scale))) &&
                 (!n.wants(2) || succeeded(n.result(2, point))));
}

void hfc::onnx::addQuantization(OperatorTable &table) {
  table.add({{"DequantizeLinear", 10, importDequantize},
             {"DynamicQuantizeLinear", 11, importDynamicQuantize},
             {"QuantizeLinear", 10, importQuantize}});
}
