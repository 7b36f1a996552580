#include "interpreter/Tensor.h"
#include <bit>
#include <cstring>

using namespace mlir;
using namespace hfc;
using llvm::APFloat;

static bool readsUnsigned(Type element) {
  return element.isUnsignedInteger() || element.isInteger(1);
}

Tensor::Tensor(Type element, ArrayRef<int64_t> dims)
    : element(element), dims(dims),
      elementBytes((element.getIntOrFloatBitWidth() + 7) / 8),
      bytes(getSize() * elementBytes) {}

int64_t Tensor::getSize() const {
  int64_t size = 1;
  for (int64_t dim : dims)
    size *= dim;
  return size;
}

Tensor Tensor::of(DenseElementsAttr attribute) {
  auto type = cast<RankedTensorType>(attribute.getType());
  Tensor result(type.getElementType(), type.getShape());
  int64_t i = 0;
  if (isa<FloatType>(type.getElementType())) {
    for (const APFloat &value : attribute.getValues<APFloat>())
      result.setBits(i++, value.bitcastToAPInt());
    return result;
  }
  bool isUnsigned = readsUnsigned(type.getElementType());
  for (const APInt &value : attribute.getValues<APInt>())
    result.setInteger(i++,
                      isUnsigned ? value.getZExtValue() : value.getSExtValue());
  return result;
}

DenseElementsAttr Tensor::toAttribute() const {
  auto type = RankedTensorType::get(dims, element);
  int64_t size = getSize();
  if (auto floatType = dyn_cast<FloatType>(element)) {
    std::vector<APFloat> values;
    for (int64_t i = 0; i < size; ++i) {
      uint64_t bits = 0;
      std::memcpy(&bits, bytes.data() + i * elementBytes, elementBytes);
      values.emplace_back(floatType.getFloatSemantics(),
                          APInt(floatType.getWidth(), bits));
    }
    return DenseElementsAttr::get(type, values);
  }
  std::vector<APInt> values;
  unsigned width = element.getIntOrFloatBitWidth();
  for (int64_t i = 0; i < size; ++i)
    values.emplace_back(width, getInteger(i), /*isSigned=*/false,
                        /*implicitTrunc=*/true);
  return DenseElementsAttr::get(type, values);
}

void Tensor::copy(int64_t to, const Tensor &from, int64_t i) {
  std::memcpy(bytes.data() + to * elementBytes,
              from.bytes.data() + i * elementBytes, elementBytes);
}

double Tensor::getFloat(int64_t i) const {
  const char *at = bytes.data() + i * elementBytes;
  if (element.isF64()) {
    double value;
    std::memcpy(&value, at, sizeof value);
    return value;
  }
  if (element.isF32()) {
    float value;
    std::memcpy(&value, at, sizeof value);
    return value;
  }
  uint64_t bits = 0;
  std::memcpy(&bits, at, elementBytes);
  if (element.isBF16())
    return std::bit_cast<float>(uint32_t(bits) << 16);
  APFloat value(cast<FloatType>(element).getFloatSemantics(),
                APInt(element.getIntOrFloatBitWidth(), bits));
  if (value.isNaN()) // which f8E8M0FNU's conversion loses
    return std::numeric_limits<double>::quiet_NaN();
  bool losesInfo;
  value.convert(APFloat::IEEEdouble(), APFloat::rmNearestTiesToEven,
                &losesInfo);
  return value.convertToDouble();
}

void Tensor::setBits(int64_t i, const APInt &value) {
  uint64_t bits = value.getZExtValue();
  std::memcpy(bytes.data() + i * elementBytes, &bits, elementBytes);
}

void Tensor::setFloat(int64_t i, double value) {
  char *at = bytes.data() + i * elementBytes;
  if (element.isF64()) {
    std::memcpy(at, &value, sizeof value);
    return;
  }
  if (element.isF32()) {
    float rounded = static_cast<float>(value);
    std::memcpy(at, &rounded, sizeof rounded);
    return;
  }
  APFloat rounded(value);
  bool losesInfo;
  rounded.convert(cast<FloatType>(element).getFloatSemantics(),
                  APFloat::rmNearestTiesToEven, &losesInfo);
  setBits(i, rounded.bitcastToAPInt());
}

int64_t Tensor::getInteger(int64_t i) const {
  uint64_t value = 0;
  std::memcpy(&value, bytes.data() + i * elementBytes, elementBytes);
  int unused = 64 - 8 * elementBytes;
  return readsUnsigned(element) ? int64_t(value)
                                : int64_t(value << unused) >> unused;
}

void Tensor::setInteger(int64_t i, int64_t value) {
  unsigned unused = 64 - element.getIntOrFloatBitWidth();
  value = readsUnsigned(element) ? int64_t(uint64_t(value) << unused >> unused)
                                 : int64_t(uint64_t(value) << unused) >> unused;
  std::memcpy(bytes.data() + i * elementBytes, &value, elementBytes);
}

Sizes hfc::stridesOf(ArrayRef<int64_t> dims) {
  Sizes strides(dims.size(), 1);
  for (int64_t i = int64_t(dims.size()) - 2; i >= 0; --i)
    strides[i] = strides[i + 1] * dims[i + 1];
  return strides;
}

int64_t hfc::offsetOf(ArrayRef<int64_t> place, ArrayRef<int64_t> strides) {
  int64_t offset = 0;
  for (auto [index, stride] : llvm::zip_equal(place, strides))
    offset += index * stride;
  return offset;
}

Sizes hfc::broadcastStrides(ArrayRef<int64_t> from, ArrayRef<int64_t> to) {
  Sizes own = stridesOf(from), strides(to.size(), 0);
  size_t missing = to.size() - from.size();
  for (size_t i = 0; i < from.size(); ++i)
    strides[missing + i] = from[i] == 1 ? 0 : own[i];
  return strides;
}

void hfc::forEachPlace(ArrayRef<int64_t> dims,
                       llvm::function_ref<void(ArrayRef<int64_t>)> visit) {
  if (llvm::is_contained(dims, 0))
    return;
  Sizes place(dims.size(), 0);
  while (true) {
    visit(place);
    int64_t axis = int64_t(dims.size()) - 1;
    while (axis >= 0 && ++place[axis] == dims[axis])
      place[axis--] = 0;
    if (axis < 0)
      return;
  }
}
