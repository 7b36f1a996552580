#include "interpreter/Tensor.h"
#include "llvm/Support/MathExtras.h"
#include <bit>
#include <cmath>
#include <cstring>

using namespace mlir;
using namespace hfc;
using llvm::APFloat;
using llvm::maskTrailingOnes;

// Asked once a tensor: looking a type's interface up costs more than an
// element.
static Tensor::Format formatOf(Type element) {
  if (element.isF64())
    return Tensor::Format::f64;
  if (element.isF32())
    return Tensor::Format::f32;
  if (element.isF16())
    return Tensor::Format::f16;
  if (element.isBF16())
    return Tensor::Format::bf16;
  if (isa<FloatType>(element))
    return Tensor::Format::otherFloat;
  return element.isUnsignedInteger() || element.isInteger(1)
             ? Tensor::Format::unsignedInteger
             : Tensor::Format::signedInteger;
}

Tensor::Tensor(Type element, ArrayRef<int64_t> dims)
    : element(element), format(formatOf(element)), dims(dims),
      width(element.getIntOrFloatBitWidth()), elementBytes((width + 7) / 8),
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
  bool isUnsigned = result.format == Format::unsignedInteger;
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

// The bits of `value` in an IEEE format, rounded to nearest even. By hand, for
// whole models are cast to f16 and bf16, and APFloat takes 50 ns an element.
static uint64_t roundTo(double value, unsigned exponentBits,
                        unsigned fractionBits) {
  auto bits = std::bit_cast<uint64_t>(value);
  uint64_t sign = bits >> 63 << (exponentBits + fractionBits);
  uint64_t fraction = bits & maskTrailingOnes<uint64_t>(52);
  uint64_t infinity = maskTrailingOnes<uint64_t>(exponentBits) << fractionBits;
  int exponent = int(bits >> 52 & 0x7ff) - 1023;
  int least = 2 - (1 << (exponentBits - 1)); // of a normal number
  int drop = 52 - fractionBits;
  if (std::isnan(value)) // quiet, with what fits of its payload
    return sign | infinity | 1ull << (fractionBits - 1) | fraction >> drop;
  if (exponent >= 1 << (exponentBits - 1))
    return sign | infinity;
  int below = std::max(0, least - exponent);
  drop += below;
  if (drop > 53)
    return sign;
  uint64_t significand = 1ull << 52 | fraction, kept = significand >> drop;
  uint64_t rest = significand & maskTrailingOnes<uint64_t>(drop);
  uint64_t half = 1ull << (drop - 1);
  kept += rest > half || (rest == half && kept & 1);
  // A carry out of the fraction counts the exponent up, to infinity too.
  return sign |
         (below ? kept : (uint64_t(exponent - least) << fractionBits) + kept);
}

static float fromF16(uint16_t bits) {
  uint32_t sign = uint32_t(bits & 0x8000) << 16, rest = bits & 0x7fff;
  if (rest >= 0x7c00)
    return std::bit_cast<float>(sign | 0x7f800000 | rest << 13);
  float magnitude = std::bit_cast<float>(rest << 13) * 0x1p112f;
  return std::bit_cast<float>(sign | std::bit_cast<uint32_t>(magnitude));
}

template <class T> static T read(const char *at) {
  T value;
  std::memcpy(&value, at, sizeof value);
  return value;
}

double Tensor::getFloat(int64_t i) const {
  const char *at = bytes.data() + i * elementBytes;
  switch (format) {
  case Format::f64:
    return read<double>(at);
  case Format::f32:
    return read<float>(at);
  case Format::f16:
    return fromF16(read<uint16_t>(at));
  case Format::bf16:
    return std::bit_cast<float>(uint32_t(read<uint16_t>(at)) << 16);
  default:
    break;
  }
  uint64_t bits = 0;
  std::memcpy(&bits, at, elementBytes);
  APFloat value(cast<FloatType>(element).getFloatSemantics(),
                APInt(width, bits));
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
  auto write = [&](auto rounded) {
    std::memcpy(bytes.data() + i * elementBytes, &rounded, sizeof rounded);
  };
  switch (format) {
  case Format::f64:
    return write(value);
  case Format::f32:
    return write(static_cast<float>(value));
  case Format::f16:
    return write(static_cast<uint16_t>(roundTo(value, 5, 10)));
  case Format::bf16:
    return write(static_cast<uint16_t>(roundTo(value, 8, 7)));
  default:
    break;
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
  return format == Format::unsignedInteger ? int64_t(value)
                                           : int64_t(value << unused) >> unused;
}

void Tensor::setInteger(int64_t i, int64_t value) {
  unsigned unused = 64 - width;
  value = format == Format::unsignedInteger
              ? int64_t(uint64_t(value) << unused >> unused)
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
