// DequantizeLinear and QuantizeLinear as arithmetic: (q - zero) * scale, and
// round(x / scale) + zero, saturated.
#include "frontends/onnx/Constants.h"
#include "frontends/onnx/ops/Elementwise.h"

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;

// A scale or zero point against operand 0: one number, one a place of `axis`,
// or, from opset 21 on, one a block along it.
static Value spread(NodeImporter &n, unsigned index, mlir::Type element,
                    int64_t axis, int64_t block) {
  hf::Dims dims = n.dims(index), operand = n.dims(0);
  Value value = n.cast(n.in(index), element);
  if (block != 0) {
    if (dims.size() != operand.size() || block < 0) {
      (void)n.invalid("blocks of {0} over {1}", block,
                      onnx::toString(n.type(index)));
      return nullptr;
    }
    hf::Dims open = dims, repeated = dims;
    open.insert(open.begin() + axis + 1, n.size(1));
    repeated.insert(repeated.begin() + axis + 1, n.size(block));
    if (!n.requireEqual(dims[axis] * block, operand[axis],
                        "the blocks and the dim"))
      return nullptr;
    return n.reshape(n.broadcast(n.reshape(value, open), repeated), operand);
  }
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

static LogicalResult importDequantize(NodeImporter &n) {
  std::optional<int64_t> axis = getQuantizedAxis(n);
  if (!axis)
    return failure();
  int64_t block = n.getInt("block_size", 0);
  mlir::Type scaleType = n.element(1), result = scaleType;
  if (int64_t wanted = n.getInt("output_dtype", 0))
    result = hfc::onnx::isElementType(wanted)
                 ? hfc::onnx::getElementType(n.context,
                                             hfc::onnx::ElementType(wanted))
                 : mlir::Type();
  if (!result || !isa<FloatType>(result) || !isa<FloatType>(scaleType))
    return n.unsupported("its output_dtype is not supported");
  mlir::Type exact = n.element(0).getIntOrFloatBitWidth() > 16
                         ? n.builder.getF64Type()
                         : mlir::Type(n.builder.getF32Type());
  // i32 less its zero point needs more than f32's 24 bits.
  Value centred = n.cast(n.in(0), exact);
  if (n.has(2))
    centred = n.create<hf::SubOp>(centred, spread(n, 2, exact, *axis, block));
  Value scaled =
      n.create<hf::MulOp>(n.cast(centred, n.builder.getF32Type()),
                          spread(n, 1, n.builder.getF32Type(), *axis, block));
  return n.result(0, n.cast(scaled, result));
}

static LogicalResult importQuantize(NodeImporter &n) {
  n.ignore("saturate"); // only for 8-bit floats
  std::optional<int64_t> axis = getQuantizedAxis(n);
  if (!axis)
    return failure();
  if (n.getInt("precision", 0) > 1)
    return n.unsupported("a precision other than FLOAT");
  int64_t block = n.getInt("block_size", 0);
  mlir::Type wanted = n.builder.getIntegerType(8, /*isSigned=*/false);
  if (int64_t type = n.getInt("output_dtype", 0))
    wanted =
        hfc::onnx::isElementType(type)
            ? hfc::onnx::getElementType(n.context, hfc::onnx::ElementType(type))
            : mlir::Type();
  else if (n.has(2))
    wanted = n.element(2);
  if (!wanted || !isa<IntegerType>(wanted) ||
      wanted.getIntOrFloatBitWidth() > 16 || wanted.isInteger(1))
    return n.unsupported("its result's type is not supported");
  mlir::Type f32 = n.builder.getF32Type();
  Value places = n.create<hf::RoundOp>(n.create<hf::DivOp>(
      n.cast(n.in(0), f32), spread(n, 1, f32, *axis, block)));
  if (n.has(2))
    places = n.create<hf::AddOp>(places, spread(n, 2, f32, *axis, block));
  return n.result(0, n.cast(places, wanted)); // the cast saturates
}

void hfc::onnx::addQuantization(OperatorTable &table) {
  table.add({{"DequantizeLinear", 10, 2, importDequantize},
             {"QuantizeLinear", 10, 2, importQuantize}});
}
