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

namespace {

// A part of a tensor.
struct Box {
  SmallVector<int64_t> start, size;

  static Box whole(RankedTensorType type) {
    return {SmallVector<int64_t>(type.getRank(), 0),
            SmallVector<int64_t>(type.getShape())};
  }
  bool isWhole(RankedTensorType type) const { return size == type.getShape(); }
  int64_t count() const { return ShapedType::getNumElements(size); }
  // Whether it is one run of elements of the tensor.
  bool isRun(ArrayRef<int64_t> shape) const {
    size_t dim = 0;
    while (dim < size.size() && size[dim] == 1)
      ++dim;
    return ArrayRef(size).drop_front(std::min(dim + 1, size.size())) ==
           shape.drop_front(std::min(dim + 1, size.size()));
  }
  int64_t offset(ArrayRef<int64_t> shape) const {
    int64_t result = 0;
    for (auto [at, stride] : llvm::zip_equal(start, computeStrides(shape)))
      result += at * stride;
    return result;
  }
  // The part that lies in another box of the same tensor; may be empty.
  Box within(const Box &other) const {
    Box result = *this;
    for (size_t d = 0; d < size.size(); ++d) {
      int64_t end =
          std::min(start[d] + size[d], other.start[d] + other.size[d]);
      result.start[d] = std::max(start[d], other.start[d]);
      result.size[d] = std::max<int64_t>(end - result.start[d], 0);
    }
    return result;
  }
};

} // namespace

// The run of `count` elements from `at` on as a box of dims of these sizes.
static bool boxOfRun(int64_t at, int64_t count, ArrayRef<int64_t> shape,
                     Box &box) {
  SmallVector<int64_t> strides = computeStrides(shape);
  for (int64_t dim = shape.size(); dim-- > 0;) {
    int64_t stride = strides[dim];
    if (at % stride || count % stride ||
        at / stride % shape[dim] + count / stride > shape[dim])
      continue;
    for (auto [d, size] : llvm::enumerate(shape)) {
      bool isInner = static_cast<int64_t>(d) > dim;
      box.start.push_back(isInner ? 0 : at / strides[d] % size);
      box.size.push_back(isInner                          ? size
                         : static_cast<int64_t>(d) == dim ? count / stride
                                                          : 1);
    }
    return true;
  }
  return shape.empty();
}

// The same elements where the tensor has another shape: dims are taken in
// groups of equal size on both sides.
static std::optional<Box> reshapeBox(const Box &box, ArrayRef<int64_t> shape,
                                     ArrayRef<int64_t> other) {
  if (llvm::is_contained(shape, 0))
    return std::nullopt;
  Box result;
  size_t i = 0, j = 0;
  while (i < shape.size() || j < other.size()) {
    size_t firstOfShape = i, firstOfOther = j;
    int64_t own = i < shape.size() ? shape[i++] : 1;
    int64_t theirs = j < other.size() ? other[j++] : 1;
    while (own != theirs)
      own < theirs ? own *= shape[i++] : theirs *= other[j++];
    auto group = [](ArrayRef<int64_t> all, size_t from, size_t to) {
      return all.slice(from, to - from);
    };
    ArrayRef<int64_t> dims = group(shape, firstOfShape, i);
    Box part{SmallVector<int64_t>(group(box.start, firstOfShape, i)),
             SmallVector<int64_t>(group(box.size, firstOfShape, i))};
    if (!part.isRun(dims) || !boxOfRun(part.offset(dims), part.count(),
                                       group(other, firstOfOther, j), result))
      return std::nullopt;
  }
  return result;
}

// What a part of a recipe of one base is made of: a part of the base, where
// parts of such recipes are.
static std::optional<Box> boxOfBase(TypedAttr constant, const Box &box,
                                    RankedTensorType base) {
  auto type = cast<RankedTensorType>(constant.getType());
  if (box.isWhole(type) && !isa<hf::SlicedAttr>(constant))
    return Box::whole(base);
  return llvm::TypeSwitch<Attribute, std::optional<Box>>(constant)
      .Case([&](hf::TransposedAttr transposed) {
        Box result = box;
        for (auto [d, from] : llvm::enumerate(transposed.getPermutation())) {
          result.start[from] = box.start[d];
          result.size[from] = box.size[d];
        }
        return result;
      })
      .Case([&](hf::ReshapedAttr) {
        return reshapeBox(box, type.getShape(), base.getShape());
      })
      .Case([&](hf::SlicedAttr sliced) {
        Box result = box;
        for (auto [start, more] :
             llvm::zip_equal(result.start, sliced.getStarts()))
          start += more;
        return result;
      })
      .Case([&](hf::PaddedAttr) { return box.within(Box::whole(base)); })
      .Case<hf::ConvertedAttr, hf::ScaledAttr, hf::RecentredAttr>(
          [&](auto) { return box; })
      .Default([](Attribute) { return std::nullopt; });
}

static TypedAttr baseOf(TypedAttr constant) {
  return llvm::TypeSwitch<Attribute, TypedAttr>(constant)
      .Case<hf::TransposedAttr, hf::ReshapedAttr, hf::SlicedAttr,
            hf::PaddedAttr, hf::UnpackedAttr, hf::ConvertedAttr, hf::ScaledAttr,
            hf::RecentredAttr, hf::SummedAttr>(
          [](auto recipe) { return recipe.getBase(); })
      .Default([](Attribute) { return TypedAttr(); });
}

// Boxes of a concatenation's parts, each within its part.
static std::vector<Box> boxesOfParts(hf::ConcatenatedAttr concatenated,
                                     const Box &box) {
  std::vector<Box> result;
  int64_t axis = concatenated.getAxis(), begin = 0;
  for (TypedAttr part : concatenated.getParts()) {
    Box own = Box::whole(cast<RankedTensorType>(part.getType()));
    own.start[axis] = begin;
    begin += own.size[axis];
    Box common = box.within(own);
    common.start[axis] -= own.start[axis];
    result.push_back(std::move(common));
  }
  return result;
}

// Whether a part can be made without making the whole.
static bool hasParts(TypedAttr constant, const Box &box) {
  if (isa<hf::WeightAttr>(constant))
    return true;
  if (auto parts = dyn_cast<hf::ConcatenatedAttr>(constant))
    return llvm::all_of(
        llvm::zip_equal(parts.getParts(), boxesOfParts(parts, box)),
        [](const auto &pair) {
          return hasParts(std::get<0>(pair), std::get<1>(pair));
        });
  TypedAttr base = baseOf(constant);
  if (!base)
    return false;
  auto own = boxOfBase(constant, box, cast<RankedTensorType>(base.getType()));
  return own && hasParts(base, *own);
}

static Bytes crop(ArrayRef<uint8_t> bytes, RankedTensorType type,
                  const Box &box) {
  uint64_t size = elementSize(type);
  Bytes result(box.count() * size);
  SmallVector<int64_t> zero(type.getRank(), 0);
  copyBox(bytes, type.getShape(), box.start, result, box.size, zero, box.size,
          size);
  return result;
}

static Expected<ConstantData> evaluateWeight(hf::WeightAttr weight,
                                             const files::FileSet &files,
                                             RankedTensorType type,
                                             const Box &box) {
  const files::MappedFile *file = files.find(weight.getFile());
  if (!file)
    return diag::error(diag::Code::CannotReadFile,
                       "no file {0} belongs to the model", weight.getFile());
  auto bytes =
      file->getSpan(weight.getOffset(), getConstantSize(type), "a weight");
  if (!bytes)
    return bytes.takeError();
  uint64_t size = elementSize(type);
  if (box.isRun(type.getShape()))
    return ConstantData(
        bytes->slice(box.offset(type.getShape()) * size, box.count() * size));
  return ConstantData(crop(*bytes, type, box));
}

static Expected<ConstantData>
evaluate(TypedAttr constant, const files::FileSet &files, const Box &box) {
  auto type = cast<RankedTensorType>(constant.getType());
  uint64_t size = elementSize(type);
  if (box.count() == 0) // where it begins may lie outside
    return ConstantData(Bytes());
  if (auto dense = dyn_cast<DenseElementsAttr>(constant)) {
    Bytes bytes = evaluateDense(dense);
    return ConstantData(box.isWhole(type) ? std::move(bytes)
                                          : crop(bytes, type, box));
  }
  if (auto weight = dyn_cast<hf::WeightAttr>(constant))
    return evaluateWeight(weight, files, type, box);
  SmallVector<int64_t> zero(type.getRank(), 0);
  if (auto parts = dyn_cast<hf::ConcatenatedAttr>(constant)) {
    Bytes bytes(box.count() * size);
    SmallVector<int64_t> start = zero;
    for (auto [part, own] :
         llvm::zip_equal(parts.getParts(), boxesOfParts(parts, box))) {
      if (own.count() == 0)
        continue;
      auto data = evaluate(part, files, own);
      if (!data)
        return data.takeError();
      copyBox(data->getBytes(), own.size, zero, bytes, box.size, start,
              own.size, size);
      start[parts.getAxis()] += own.size[parts.getAxis()];
    }
    return ConstantData(std::move(bytes));
  }

  // The others are made of one base.
  TypedAttr baseAttr = baseOf(constant);
  auto baseType = cast<RankedTensorType>(baseAttr.getType());
  auto own = boxOfBase(constant, box, baseType);
  if (!own) {
    auto all = evaluate(constant, files, Box::whole(type));
    if (!all)
      return all.takeError();
    return ConstantData(crop(all->getBytes(), type, box));
  }
  auto base = evaluate(baseAttr, files, *own);
  if (!base)
    return base.takeError();
  auto partOf = [](RankedTensorType whole, const Box &part) {
    return RankedTensorType::get(part.size, whole.getElementType());
  };
  RankedTensorType part = partOf(type, box), basePart = partOf(baseType, *own);
  if (isa<hf::ReshapedAttr, hf::SlicedAttr>(constant))
    return base;
  if (auto transposed = dyn_cast<hf::TransposedAttr>(constant)) {
    if (llvm::is_sorted(transposed.getPermutation()))
      return base;
    return ConstantData(transpose(base->getBytes(), own->size,
                                  transposed.getPermutation(), size));
  }
  if (isa<hf::PaddedAttr>(constant)) {
    Bytes bytes(box.count() * size);
    copyBox(base->getBytes(), own->size, zero, bytes, box.size, zero, own->size,
            size);
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
    return ConstantData(convert(base->getBytes(), basePart, part));
  if (isa<hf::RecentredAttr>(constant)) {
    Bytes bytes(base->getBytes().begin(), base->getBytes().end());
    for (uint8_t &byte : bytes)
      byte ^= 0x80;
    return ConstantData(std::move(bytes));
  }
  if (isa<hf::SummedAttr>(constant))
    return ConstantData(sum(base->getBytes(), baseType, type));
  auto scaled = cast<hf::ScaledAttr>(constant);
  auto factorType = cast<RankedTensorType>(scaled.getFactor().getType());
  Box ofFactor = box.within(Box::whole(factorType));
  for (int64_t d = 0; d < factorType.getRank(); ++d)
    if (factorType.getDimSize(d) == 1)
      ofFactor.start[d] = 0, ofFactor.size[d] = 1;
  auto factor = evaluate(scaled.getFactor(), files, ofFactor);
  if (!factor)
    return factor.takeError();
  return ConstantData(scale(base->getBytes(), factor->getBytes(), part,
                            partOf(factorType, ofFactor)));
}

Expected<ConstantData> hfc::evaluateConstant(TypedAttr constant,
                                             const files::FileSet &files) {
  return evaluate(constant, files,
                  Box::whole(cast<RankedTensorType>(constant.getType())));
}

llvm::Error hfc::evaluateParts(
    TypedAttr constant, const files::FileSet &files,
    llvm::function_ref<llvm::Error(llvm::ArrayRef<uint8_t>)> take,
    uint64_t most) {
  auto type = cast<RankedTensorType>(constant.getType());
  std::vector<Box> boxes{Box::whole(type)};
  uint64_t all = getConstantSize(type);
  if (all > most && type.getRank()) {
    int64_t rows = type.getDimSize(0);
    int64_t step = std::max<int64_t>(1, most / (all / rows));
    std::vector<Box> parts;
    for (int64_t row = 0; row < rows; row += step) {
      Box part = boxes.front();
      part.start[0] = row;
      part.size[0] = std::min(step, rows - row);
      parts.push_back(std::move(part));
    }
    if (llvm::all_of(parts,
                     [&](const Box &part) { return hasParts(constant, part); }))
      boxes = std::move(parts);
  }
  for (const Box &box : boxes) {
    auto data = evaluate(constant, files, box);
    if (!data)
      return data.takeError();
    if (auto error = take(data->getBytes()))
      return error;
  }
  return llvm::Error::success();
}
