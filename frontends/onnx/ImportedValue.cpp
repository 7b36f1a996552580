// See ImportedValue.h.
#include "frontends/onnx/ImportedValue.h"
#include "artifact/CheckedSize.h"
#include "dialects/HFC/HFCDialect.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::onnx;
using dim::DimExpr;

bool hfc::onnx::fits(int64_t number, Type element) {
  if (element.isF32() || element.isF64())
    return number >= -maxExactFloat && number <= maxExactFloat;
  if (!isa<IntegerType>(element))
    return false;
  unsigned width = element.getIntOrFloatBitWidth();
  if (element.isUnsignedInteger() || width == 1)
    return number >= 0 && (width >= 63 || number >> width == 0);
  return llvm::isIntN(width, number);
}

static std::optional<Contents> getWholeFloats(DenseElementsAttr dense) {
  Contents contents;
  for (const APFloat &number : dense.getValues<APFloat>()) {
    APSInt whole(64, /*isUnsigned=*/false);
    bool isExact = false;
    number.convertToInteger(whole, APFloat::rmTowardZero, &isExact);
    if (!isExact || number.isNegZero() ||
        !fits(whole.getExtValue(), dense.getElementType()))
      return std::nullopt;
    contents.push_back(
        DimExpr::constant(dense.getContext(), whole.getExtValue()));
  }
  return contents;
}

bool hfc::onnx::isTooLarge(ArrayRef<int64_t> shape, Type element) {
  artifact::CheckedSize bytes((element.getIntOrFloatBitWidth() + 7) / 8);
  for (int64_t dim : shape)
    if (dim > 0)
      bytes = bytes * dim;
  return !bytes.fits(uint64_t(1) << 47);
}

std::optional<Contents> hfc::onnx::getContents(DenseElementsAttr dense) {
  Type element = dense.getElementType();
  if (dense.getNumElements() > static_cast<int64_t>(maxContents))
    return std::nullopt;
  if (element.isF32() || element.isF64())
    return getWholeFloats(dense);
  if (!isa<IntegerType>(element))
    return std::nullopt;
  bool isUnsigned = element.isUnsignedInteger() || element.isInteger(1);
  Contents contents;
  for (const APInt &number : dense.getValues<APInt>()) {
    // INT64_MIN is no DimExpr.
    if (isUnsigned ? number.getActiveBits() > 63
                   : number.isMinSignedValue() && number.getBitWidth() == 64)
      return std::nullopt;
    contents.push_back(DimExpr::constant(
        dense.getContext(), isUnsigned
                                ? static_cast<int64_t>(number.getZExtValue())
                                : number.getSExtValue()));
  }
  return contents;
}

static Value materialiseContents(ImportedValue &value, OpBuilder &builder) {
  RankedTensorType type = value.type;
  Type element = type.getElementType();
  const Contents &contents = *value.contents;
  if (llvm::all_of(contents, [](DimExpr e) { return e.isConstant(); })) {
    SmallVector<Attribute> numbers;
    for (DimExpr expr : contents)
      if (isa<FloatType>(element))
        numbers.push_back(FloatAttr::get(element, *expr.getConstant()));
      else
        numbers.push_back(IntegerAttr::get(
            element,
            APInt(element.getIntOrFloatBitWidth(), *expr.getConstant(),
                  !element.isUnsignedInteger() && !element.isInteger(1),
                  /*implicitTrunc=*/true)));
    return hf::ConstantOp::create(builder, value.location,
                                  DenseElementsAttr::get(type, numbers));
  }
  llvm::SmallDenseMap<Attribute, Value> made;
  auto scalar = [&](DimExpr expr) {
    Value &result = made[expr.getAttr()];
    if (result)
      return result;
    result = hf::SizeOp::create(builder, value.location,
                                RankedTensorType::get({}, builder.getI64Type()),
                                expr.getAttr());
    if (!element.isInteger(64))
      result = hf::CastOp::create(builder, value.location,
                                  RankedTensorType::get({}, element), result);
    return result;
  };
  if (llvm::all_equal(contents)) {
    Value one = scalar(contents.front());
    if (type.getRank() == 0)
      return one;
    return hf::BroadcastOp::create(builder, value.location, type, one);
  }
  SmallVector<Value> parts;
  auto vector = RankedTensorType::get({1}, element);
  for (DimExpr expr : contents)
    parts.push_back(
        hf::ReshapeOp::create(builder, value.location, vector, scalar(expr)));
  Value all = hf::ConcatOp::create(builder, value.location, parts, 0);
  if (all.getType() == type)
    return all;
  return hf::ReshapeOp::create(builder, value.location, type, all);
}

Value hfc::onnx::materialise(ImportedValue &value, OpBuilder &builder) {
  if (!value.value)
    value.value =
        value.constant
            ? hf::ConstantOp::create(builder, value.location, value.constant)
            : materialiseContents(value, builder);
  return value.value;
}
