// See Weights.h.
#include "compiler/Weights.h"
#include "diagnostics/Error.h"
#include "dialects/HFC/HFCDialect.h"
#include "dialects/HFC/NarrowTypes.h"
#include "frontends/onnx/Packing.h"
#include "interpreter/Interpreter.h"
#include "mlir/Dialect/Utils/IndexingUtils.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace hfc;
using namespace mlir;
using llvm::Expected;
using Bytes = std::vector<uint8_t>;

static uint64_t elementSize(Type type) {
  return (cast<ShapedType>(type).getElementTypeBitWidth() + 7) / 8;
}

uint64_t hfc::getConstantSize(Type type) {
  return cast<ShapedType>(type).getNumElements() * elementSize(type);
}

static Bytes evaluateDense(DenseElementsAttr dense) {
  Bytes bytes(getConstantSize(dense.getType()));
  uint64_t size = elementSize(dense.getType());
  // i1 is packed in the attribute.
  if (dense.getElementType().isInteger(1)) {
    for (auto [byte, value] : llvm::zip(bytes, dense.getValues<bool>()))
      byte = value;
    return bytes;
  }
  Type element = dense.getElementType();
  if (hf::isNarrowInteger(element)) {
    for (auto [byte, value] : llvm::zip(bytes, dense.getValues<APInt>()))
      byte = hf::byteOf(element, value);
    return bytes;
  }
  ArrayRef<char> raw = dense.getRawData();
  for (uint64_t at = 0; at < bytes.size();
       at += dense.isSplat() ? size : bytes.size())
    std::copy_n(raw.begin(), dense.isSplat() ? size : bytes.size(),
                bytes.begin() + at);
  return bytes;
}

// Tiles of the two dims that are contiguous on either side, so that both stay
// in cache.
static Bytes transpose(ArrayRef<uint8_t> from, ArrayRef<int64_t> shape,
                       ArrayRef<int64_t> permutation, uint64_t size) {
  constexpr int64_t tile = 32;
  int64_t rank = shape.size();
  Bytes to(from.size());
  if (to.empty())
    return to;
  SmallVector<int64_t> fromStrides = computeStrides(shape);
  SmallVector<int64_t> outShape, strides;
  for (int64_t dim : permutation) {
    outShape.push_back(shape[dim]);
    strides.push_back(fromStrides[dim]);
  }
  SmallVector<int64_t> outStrides = computeStrides(outShape);
  if (rank == 0)
    return Bytes(from.begin(), from.end());
  // The dim of the result that is contiguous in the operand, and its last one.
  int64_t last = rank - 1;
  int64_t inner = llvm::find(permutation, last) - permutation.begin();
  int64_t columns = outShape[last];
  int64_t rows = inner == last ? 1 : outShape[inner];

  SmallVector<int64_t> outer;
  for (int64_t i = 0; i < last; ++i)
    if (i != inner)
      outer.push_back(i);
  SmallVector<int64_t> index(outer.size(), 0);
  while (true) {
    int64_t source = 0, target = 0;
    for (auto [dim, i] : llvm::zip(outer, index)) {
      source += i * strides[dim];
      target += i * outStrides[dim];
    }
    if (inner == last) {
      std::copy_n(from.begin() + source * size, columns * size,
                  to.begin() + target * size);
    } else {
      for (int64_t r0 = 0; r0 < rows; r0 += tile)
        for (int64_t c0 = 0; c0 < columns; c0 += tile)
          for (int64_t r = r0; r < std::min(rows, r0 + tile); ++r)
            for (int64_t c = c0; c < std::min(columns, c0 + tile); ++c)
              std::memcpy(&to[(target + r * outStrides[inner] + c) * size],
                          &from[(source + r + c * strides[last]) * size], size);
    }
    int64_t d = outer.size() - 1;
    for (; d >= 0 && ++index[d] == outShape[outer[d]]; --d)
      index[d] = 0;
    if (d < 0)
      return to;
  }
}

// Copies the box of `shape` from one tensor into another, rows at a time.
static void copyBox(ArrayRef<uint8_t> from, ArrayRef<int64_t> fromShape,
                    ArrayRef<int64_t> fromStart, Bytes &to,
                    ArrayRef<int64_t> toShape, ArrayRef<int64_t> toStart,
                    ArrayRef<int64_t> shape, uint64_t size) {
  if (llvm::is_contained(shape, 0))
    return;
  int64_t rank = shape.size();
  int64_t row = rank ? shape.back() : 1;
  SmallVector<int64_t> fromStrides = computeStrides(fromShape),
                       toStrides = computeStrides(toShape);
  SmallVector<int64_t> index(rank, 0);
  while (true) {
    int64_t source = 0, target = 0;
    for (int64_t i = 0; i < rank; ++i) {
      source += (fromStart[i] + index[i]) * fromStrides[i];
      target += (toStart[i] + index[i]) * toStrides[i];
    }
    std::copy_n(from.begin() + source * size, row * size,
                to.begin() + target * size);
    int64_t d = rank - 2;
    for (; d >= 0 && ++index[d] == shape[d]; --d)
      index[d] = 0;
    if (d < 0)
      return;
  }
}

namespace {

// One element as APFloat or APInt, by type.
struct Codec {
  Type type;
  uint64_t size;

  explicit Codec(Type tensor)
      : type(cast<ShapedType>(tensor).getElementType()),
        size(elementSize(tensor)) {}

  APInt bits(const uint8_t *at) const {
    uint64_t raw = 0;
    std::memcpy(&raw, at, size);
    return APInt(type.getIntOrFloatBitWidth(), raw, false,
                 /*implicitTrunc=*/true);
  }
  APFloat real(const uint8_t *at) const {
    return APFloat(cast<FloatType>(type).getFloatSemantics(), bits(at));
  }
  void store(uint8_t *at, const APInt &value) const {
    uint64_t raw = value.getZExtValue();
    std::memcpy(at, &raw, size);
  }
};

} // namespace

// A part at a time: what the interpreter holds beside the bytes is small.
static Bytes convert(ArrayRef<uint8_t> from, Type fromType, Type toType) {
  constexpr int64_t part = 1 << 16;
  Type source = cast<ShapedType>(fromType).getElementType(),
       target = cast<ShapedType>(toType).getElementType();
  Bytes to;
  to.reserve(getConstantSize(toType));
  for (int64_t left = cast<ShapedType>(toType).getNumElements(); left > 0;
       left -= part) {
    Tensor elements(source, std::min(left, part));
    MutableArrayRef<char> bytes = elements.getBytes();
    std::memcpy(bytes.data(), from.data(), bytes.size());
    from = from.drop_front(bytes.size());
    Tensor converted = castElements(elements, target);
    llvm::append_range(to, converted.getBytes());
  }
  return to;
}

static Bytes scale(ArrayRef<uint8_t> base, ArrayRef<uint8_t> factor,
                   RankedTensorType type, RankedTensorType factorType) {
  Codec codec(type);
  Bytes to(base.size());
  SmallVector<int64_t> strides = computeStrides(factorType.getShape());
  for (auto [stride, dim] : llvm::zip(strides, factorType.getShape()))
    if (dim == 1)
      stride = 0;
  SmallVector<int64_t> typeStrides = computeStrides(type.getShape());
  for (size_t i = 0; i < to.size() / codec.size; ++i) {
    int64_t place = 0, rest = i;
    for (auto [own, other] : llvm::zip(typeStrides, strides)) {
      place += rest / own * other;
      rest %= own;
    }
    APFloat value = codec.real(&base[i * codec.size]);
    value.multiply(codec.real(&factor[place * codec.size]),
                   APFloat::rmNearestTiesToEven);
    codec.store(&to[i * codec.size], value.bitcastToAPInt());
  }
  return to;
}

static Bytes sum(ArrayRef<uint8_t> base, RankedTensorType from,
                 RankedTensorType type) {
  bool isUnsigned = from.getElementType().isUnsignedInteger();
  std::vector<int32_t> sums(type.getNumElements());
  SmallVector<int64_t> strides = computeStrides(type.getShape());
  for (auto [stride, size] : llvm::zip(strides, type.getShape()))
    stride = size == 1 ? 0 : stride;
  SmallVector<int64_t> place(from.getRank(), 0);
  int64_t to = 0;
  for (uint8_t byte : base) {
    sums[to] += isUnsigned ? byte : static_cast<int8_t>(byte);
    for (int64_t d = from.getRank() - 1; d >= 0; --d) {
      to += strides[d];
      if (++place[d] < from.getDimSize(d))
        break;
      to -= strides[d] * place[d];
      place[d] = 0;
    }
  }
  auto *raw = reinterpret_cast<const uint8_t *>(sums.data());
  return Bytes(raw, raw + sums.size() * sizeof(int32_t));
}

Expected<ConstantData> hfc::evaluateConstant(TypedAttr constant,
                                             const files::FileSet &files) {
  if (auto dense = dyn_cast<DenseElementsAttr>(constant))
    return ConstantData(evaluateDense(dense));
  auto type = cast<RankedTensorType>(constant.getType());
  uint64_t size = elementSize(type);
  if (auto weight = dyn_cast<hf::WeightAttr>(constant)) {
    const files::MappedFile *file = files.find(weight.getFile());
    if (!file)
      return diag::error(diag::Code::CannotReadFile,
                         "no file {0} belongs to the model", weight.getFile());
    auto bytes =
        file->getSpan(weight.getOffset(), getConstantSize(type), "a weight");
    if (!bytes)
      return bytes.takeError();
    return ConstantData(*bytes);
  }
  if (auto parts = dyn_cast<hf::ConcatenatedAttr>(constant)) {
    Bytes bytes(getConstantSize(type));
    SmallVector<int64_t> start(type.getRank(), 0), zero = start;
    for (TypedAttr part : parts.getParts()) {
      auto data = evaluateConstant(part, files);
      if (!data)
        return data.takeError();
      ArrayRef<int64_t> shape =
          cast<RankedTensorType>(part.getType()).getShape();
      copyBox(data->getBytes(), shape, zero, bytes, type.getShape(), start,
              shape, size);
      start[parts.getAxis()] += shape[parts.getAxis()];
    }
    return ConstantData(std::move(bytes));
  }

  // The others are made of one base.
  TypedAttr baseAttr =
      llvm::TypeSwitch<Attribute, TypedAttr>(constant)
          .Case<hf::TransposedAttr, hf::ReshapedAttr, hf::SlicedAttr,
                hf::PaddedAttr, hf::UnpackedAttr, hf::ConvertedAttr,
                hf::ScaledAttr, hf::RecentredAttr, hf::SummedAttr>(
              [](auto recipe) { return recipe.getBase(); });
  auto base = evaluateConstant(baseAttr, files);
  if (!base)
    return base.takeError();
  auto baseType = cast<RankedTensorType>(baseAttr.getType());
  SmallVector<int64_t> zero(type.getRank(), 0);
  if (isa<hf::ReshapedAttr>(constant))
    return base;
  if (auto transposed = dyn_cast<hf::TransposedAttr>(constant))
    return ConstantData(transpose(base->getBytes(), baseType.getShape(),
                                  transposed.getPermutation(), size));
  if (auto sliced = dyn_cast<hf::SlicedAttr>(constant)) {
    // Whole rows of the outermost dim are a part of the bytes.
    if (type.getRank() &&
        type.getShape().drop_front() == baseType.getShape().drop_front()) {
      uint64_t row =
          getConstantSize(type) / std::max<int64_t>(1, type.getDimSize(0));
      return std::move(*base).slice(sliced.getStarts()[0] * row,
                                    getConstantSize(type));
    }
    Bytes bytes(getConstantSize(type));
    copyBox(base->getBytes(), baseType.getShape(), sliced.getStarts(), bytes,
            type.getShape(), zero, type.getShape(), size);
    return ConstantData(std::move(bytes));
  }
  if (isa<hf::PaddedAttr>(constant)) {
    Bytes bytes(getConstantSize(type));
    copyBox(base->getBytes(), baseType.getShape(), zero, bytes, type.getShape(),
            zero, baseType.getShape(), size);
    return ConstantData(std::move(bytes));
  }
  if (isa<hf::UnpackedAttr>(constant)) {
    Type element = type.getElementType();
    ArrayRef<uint8_t> packed = base->getBytes();
    return ConstantData(onnx::unpack(
        {packed.data(), packed.size()}, element.getIntOrFloatBitWidth(),
        isa<IntegerType>(element) && !element.isUnsignedInteger(),
        type.getNumElements()));
  }
  if (isa<hf::ConvertedAttr>(constant))
    return ConstantData(convert(base->getBytes(), baseType, type));
  if (isa<hf::RecentredAttr>(constant)) {
    Bytes bytes(base->getBytes().begin(), base->getBytes().end());
    for (uint8_t &byte : bytes)
      byte ^= 0x80;
    return ConstantData(std::move(bytes));
  }
  if (isa<hf::SummedAttr>(constant))
    return ConstantData(sum(base->getBytes(), baseType, type));
  auto scaled = cast<hf::ScaledAttr>(constant);
  auto factor = evaluateConstant(scaled.getFactor(), files);
  if (!factor)
    return factor.takeError();
  return ConstantData(
      scale(base->getBytes(), factor->getBytes(), type,
            cast<RankedTensorType>(scaled.getFactor().getType())));
}
