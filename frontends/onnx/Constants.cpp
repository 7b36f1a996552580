// See Constants.h.
#include "frontends/onnx/Constants.h"
#include "dialects/HFC/HFCDialect.h"
#include "dialects/HFC/NarrowTypes.h"
#include "frontends/onnx/Packing.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::onnx;

Type hfc::onnx::getElementType(MLIRContext *context, ElementType type) {
  Builder b(context);
  switch (type) {
  case ElementType::FLOAT:
    return b.getF32Type();
  case ElementType::DOUBLE:
    return b.getF64Type();
  case ElementType::FLOAT16:
    return b.getF16Type();
  case ElementType::BFLOAT16:
    return b.getBF16Type();
  case ElementType::BOOL:
    return b.getI1Type();
  case ElementType::INT8:
    return b.getIntegerType(8);
  case ElementType::INT16:
    return b.getIntegerType(16);
  case ElementType::INT32:
    return b.getIntegerType(32);
  case ElementType::INT64:
    return b.getIntegerType(64);
  case ElementType::UINT8:
    return b.getIntegerType(8, /*isSigned=*/false);
  case ElementType::UINT16:
    return b.getIntegerType(16, false);
  case ElementType::UINT32:
    return b.getIntegerType(32, false);
  case ElementType::UINT64:
    return b.getIntegerType(64, false);
  case ElementType::INT4:
    return b.getIntegerType(4);
  case ElementType::INT2:
    return b.getIntegerType(2);
  case ElementType::UINT4:
    return b.getIntegerType(4, false);
  case ElementType::UINT2:
    return b.getIntegerType(2, false);
  case ElementType::FLOAT8E4M3FN:
    return b.getType<Float8E4M3FNType>();
  case ElementType::FLOAT8E4M3FNUZ:
    return b.getType<Float8E4M3FNUZType>();
  case ElementType::FLOAT8E5M2:
    return b.getType<Float8E5M2Type>();
  case ElementType::FLOAT8E5M2FNUZ:
    return b.getType<Float8E5M2FNUZType>();
  case ElementType::FLOAT8E8M0:
    return b.getType<Float8E8M0FNUType>();
  case ElementType::FLOAT6E2M3:
    return b.getType<Float6E2M3FNType>();
  case ElementType::FLOAT6E3M2:
    return b.getType<Float6E3M2FNType>();
  case ElementType::FLOAT4E2M1:
    return b.getType<Float4E2M1FNType>();
  default:
    return nullptr;
  }
}

ElementType hfc::onnx::getElementType(Type type) {
  for (int32_t value = 1; isElementType(value); ++value)
    if (getElementType(type.getContext(), ElementType(value)) == type)
      return ElementType(value);
  return ElementType::UNDEFINED;
}

// Elements under 8 bits are widened to a byte each.
static TypedAttr getDense(RankedTensorType type, ArrayRef<uint8_t> bytes) {
  mlir::Type element = type.getElementType();
  unsigned width = element.getIntOrFloatBitWidth();
  if (element.isInteger(1))
    return cast<TypedAttr>(Attribute(DenseElementsAttr::get(
        type, llvm::map_to_vector(bytes, [](uint8_t b) { return b != 0; }))));
  if (width >= 8)
    return cast<TypedAttr>(Attribute(DenseElementsAttr::getFromRawBuffer(
        type,
        ArrayRef(reinterpret_cast<const char *>(bytes.data()), bytes.size()))));
  SmallVector<APInt> bits;
  for (uint8_t byte : unpack({bytes.data(), bytes.size()}, width,
                             /*isSigned=*/false, type.getNumElements()))
    bits.emplace_back(width, byte);
  if (isa<IntegerType>(element))
    return cast<TypedAttr>(Attribute(DenseElementsAttr::get(type, bits)));
  const auto &semantics = cast<FloatType>(element).getFloatSemantics();
  return cast<TypedAttr>(Attribute(
      DenseElementsAttr::get(type, llvm::map_to_vector(bits, [&](APInt code) {
                               return APFloat(semantics, code);
                             }))));
}

TypedAttr hfc::onnx::getConstant(MLIRContext *context, const Tensor &tensor,
                                 StringRef name, files::FileSet &files) {
  Type element = getElementType(context, tensor.type);
  if (!element)
    return nullptr;
  auto type = RankedTensorType::get(tensor.dims, element);
  ArrayRef<uint8_t> bytes(tensor.getBytes().data(), tensor.getBytes().size());
  if (bytes.size() <= maxDenseBytes)
    return getDense(type, bytes);
  bool isPacked = hf::isNarrow(element) && element.getIntOrFloatBitWidth() < 8;
  RankedTensorType stored = type;
  if (isPacked)
    stored = RankedTensorType::get(
        static_cast<int64_t>(bytes.size()),
        IntegerType::get(context, 8, IntegerType::Unsigned));
  TypedAttr weight;
  if (tensor.file) {
    weight = hf::WeightAttr::get(context, tensor.file->getName(),
                                 tensor.fileOffset, stored);
  } else {
    const files::MappedFile *file = files.find(name);
    if (!file)
      file = &files.add(files::MappedFile::copyOf(bytes, name.str()));
    weight = hf::WeightAttr::get(context, file->getName(), 0, stored);
  }
  return isPacked ? TypedAttr(hf::UnpackedAttr::get(context, weight, type))
                  : weight;
}
