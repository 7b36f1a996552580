// What the import reads of a checkpoint: small vectors of which other constants
// are made, and weights that are stored as direction and length (Salimans &
// Kingma 2016; torch.nn.utils.parametrizations.weight_norm with dim=2), whose
// lengths are taken once, so that the weight is a recipe like others.
#include "frontends/huggingface/ModelBuilder.h"
#include "llvm/ADT/APFloat.h"
#include "llvm/Support/Endian.h"
#include <cmath>

using namespace hfc;
using namespace hfc::huggingface;
using namespace mlir;

static double readElement(const safetensors::Tensor &tensor, size_t index) {
  using safetensors::Dtype;
  const uint8_t *bytes = tensor.data.getBytes().data();
  auto half = [&](const llvm::fltSemantics &semantics) {
    uint16_t bits = llvm::support::endian::read16le(bytes + 2 * index);
    llvm::APFloat number(semantics, llvm::APInt(16, bits));
    return static_cast<double>(number.convertToFloat());
  };
  switch (tensor.dtype) {
  case Dtype::F16:
    return half(llvm::APFloat::IEEEhalf());
  case Dtype::BF16:
    return half(llvm::APFloat::BFloat());
  case Dtype::F32:
    return llvm::bit_cast<float>(
        llvm::support::endian::read32le(bytes + 4 * index));
  case Dtype::F64:
    return llvm::bit_cast<double>(
        llvm::support::endian::read64le(bytes + 8 * index));
  default:
    llvm_unreachable("findWeight lets no other pass");
  }
}

std::vector<double> ModelBuilder::readWeight(const Twine &twine,
                                             ArrayRef<int64_t> shape) {
  std::string name = twine.str();
  const safetensors::Tensor *tensor = findWeight(name, shape);
  loaded[name] = nullptr; // read
  std::vector<double> values(ShapedType::getNumElements(shape));
  for (size_t i = 0; tensor && i < values.size(); ++i)
    values[i] = readElement(*tensor, i);
  return values;
}

Value ModelBuilder::normedWeight(const Twine &prefix, ArrayRef<int64_t> shape) {
  bool old = hasWeight((prefix + ".weight_g").str());
  auto name = [&](const char *before, const char *now) {
    return (prefix + (old ? before : now)).str();
  };
  std::string lengthName =
      name(".weight_g", ".parametrizations.weight.original0");
  std::string directionName =
      name(".weight_v", ".parametrizations.weight.original1");
  int64_t slices = shape.back();
  const safetensors::Tensor *length = findWeight(lengthName, {1, 1, slices});
  const safetensors::Tensor *direction = findWeight(directionName, shape);
  loaded[lengthName] = loaded[directionName] = nullptr; // read
  auto type = RankedTensorType::get(shape, builder.getF32Type());
  if (!length || !direction)
    return make<hf::ConstantOp>(
        llvm::cast<TypedAttr>(Attribute(DenseElementsAttr::get(type, 0.0f))));
  std::vector<double> squares(slices);
  size_t count = ShapedType::getNumElements(shape);
  for (size_t i = 0; i < count; ++i) {
    double value = readElement(*direction, i);
    squares[i % slices] += value * value;
  }
  std::vector<float> factors;
  for (int64_t i = 0; i < slices; ++i)
    factors.push_back(
        static_cast<float>(readElement(*length, i) / std::sqrt(squares[i])));
  TypedAttr recipe = getRecipe(*direction);
  if (recipe.getType() != type)
    recipe = hf::ConvertedAttr::get(builder.getContext(), recipe, type);
  auto factor = DenseElementsAttr::get(
      RankedTensorType::get({1, 1, slices}, builder.getF32Type()),
      ArrayRef<float>(factors));
  return make<hf::ConstantOp>(TypedAttr(
      hf::ScaledAttr::get(builder.getContext(), recipe,
                          llvm::cast<TypedAttr>(Attribute(factor)), type)));
}
