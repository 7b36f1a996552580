// See Constants.h.
#include "frontends/onnx/Constants.h"
#include "dialects/HFC/HFCDialect.h"

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
  default:
    return nullptr;
  }
}

TypedAttr hfc::onnx::getConstant(MLIRContext *context, const Tensor &tensor,
                                 StringRef name, files::FileSet &files) {
  Type element = getElementType(context, tensor.type);
  if (!element)
    return nullptr;
  auto type = RankedTensorType::get(tensor.dims, element);
  ArrayRef<uint8_t> bytes(tensor.getBytes().data(), tensor.getBytes().size());
  if (bytes.size() <= maxDenseBytes) {
    if (element.isInteger(1))
      return cast<TypedAttr>(Attribute(DenseElementsAttr::get(
          type, llvm::map_to_vector(bytes, [](uint8_t b) { return b != 0; }))));
    return cast<TypedAttr>(Attribute(DenseElementsAttr::getFromRawBuffer(
        type,
        ArrayRef(reinterpret_cast<const char *>(bytes.data()), bytes.size()))));
  }
  if (tensor.file)
    return hf::WeightAttr::get(context, tensor.file->getName(),
                               tensor.fileOffset, type);
  const files::MappedFile *file = files.find(name);
  if (!file)
    file = &files.add(files::MappedFile::copyOf(bytes, name.str()));
  return hf::WeightAttr::get(context, file->getName(), 0, type);
}
