// Verifiers of the recipes: a recipe that stands in the IR can be evaluated.
#include "dialects/HFC/HFCDialect.h"
#include "mlir/Dialect/Utils/IndexingUtils.h"

using namespace mlir;
using namespace hfc::hf;

using EmitError = llvm::function_ref<InFlightDiagnostic()>;

// The static tensor type of a recipe or dense value; null after an error.
static RankedTensorType getStaticType(EmitError emitError, Type type) {
  auto tensor = dyn_cast<RankedTensorType>(type);
  if (tensor && tensor.hasStaticShape() && !tensor.getEncoding())
    return tensor;
  emitError() << "a recipe has a static tensor type, not " << type;
  return nullptr;
}

static LogicalResult checkElements(EmitError emitError, RankedTensorType from,
                                   RankedTensorType to) {
  if (from.getElementType() == to.getElementType())
    return success();
  return emitError() << "the element type changes from "
                     << from.getElementType() << " to " << to.getElementType();
}

LogicalResult WeightAttr::verify(EmitError emitError, StringRef file,
                                 uint64_t offset, Type type) {
  if (file.empty())
    return emitError() << "a weight names its file";
  return success(getStaticType(emitError, type) != nullptr);
}

LogicalResult TransposedAttr::verify(EmitError emitError, TypedAttr base,
                                     ArrayRef<int64_t> permutation, Type type) {
  auto from = getStaticType(emitError, base.getType());
  auto to = getStaticType(emitError, type);
  if (!from || !to || failed(checkElements(emitError, from, to)))
    return failure();
  if (!isPermutationVector(permutation) ||
      static_cast<int64_t>(permutation.size()) != from.getRank())
    return emitError() << "[" << permutation << "] is no permutation of "
                       << from.getRank() << " dims";
  if (to.getShape() !=
      ArrayRef<int64_t>(applyPermutation(from.getShape(), permutation)))
    return emitError() << from << " so transposed is not " << to;
  return success();
}

LogicalResult ReshapedAttr::verify(EmitError emitError, TypedAttr base,
                                   Type type) {
  auto from = getStaticType(emitError, base.getType());
  auto to = getStaticType(emitError, type);
  if (!from || !to || failed(checkElements(emitError, from, to)))
    return failure();
  if (from.getNumElements() != to.getNumElements())
    return emitError() << from << " and " << to
                       << " have different numbers of elements";
  return success();
}

LogicalResult SlicedAttr::verify(EmitError emitError, TypedAttr base,
                                 ArrayRef<int64_t> starts, Type type) {
  auto from = getStaticType(emitError, base.getType());
  auto to = getStaticType(emitError, type);
  if (!from || !to || failed(checkElements(emitError, from, to)))
    return failure();
  if (from.getRank() != to.getRank() ||
      from.getRank() != static_cast<int64_t>(starts.size()))
    return emitError() << "a slice keeps the rank and has one start a dim";
  for (auto [start, size, available] :
       llvm::zip(starts, to.getShape(), from.getShape()))
    if (start < 0 || size > available || start > available - size)
      return emitError() << "the slice leaves " << from;
  return success();
}

LogicalResult ConcatenatedAttr::verify(EmitError emitError,
                                       ArrayRef<TypedAttr> parts, int64_t axis,
                                       Type type) {
  auto to = getStaticType(emitError, type);
  if (!to)
    return failure();
  if (axis < 0 || axis >= to.getRank())
    return emitError() << "no axis " << axis << " in " << to;
  int64_t size = 0;
  for (TypedAttr part : parts) {
    auto from = getStaticType(emitError, part.getType());
    if (!from || failed(checkElements(emitError, from, to)))
      return failure();
    if (from.getRank() != to.getRank())
      return emitError() << from << " is no part of " << to;
    for (int64_t i = 0; i < to.getRank(); ++i)
      if (i != axis && from.getDimSize(i) != to.getDimSize(i))
        return emitError() << from << " is no part of " << to;
    size += from.getDimSize(axis);
  }
  if (size != to.getDimSize(axis))
    return emitError() << "the parts have " << size << " of "
                       << to.getDimSize(axis) << " along axis " << axis;
  return success();
}

LogicalResult PaddedAttr::verify(EmitError emitError, TypedAttr base,
                                 Type type) {
  auto from = getStaticType(emitError, base.getType());
  auto to = getStaticType(emitError, type);
  if (!from || !to || failed(checkElements(emitError, from, to)))
    return failure();
  if (from.getRank() != to.getRank() ||
      llvm::any_of(llvm::zip(from.getShape(), to.getShape()), [](auto sizes) {
        return std::get<0>(sizes) > std::get<1>(sizes);
      }))
    return emitError() << from << " cannot be padded to " << to;
  return success();
}

LogicalResult UnpackedAttr::verify(EmitError emitError, TypedAttr base,
                                   Type type) {
  auto from = getStaticType(emitError, base.getType());
  auto to = getStaticType(emitError, type);
  if (!from || !to)
    return failure();
  int64_t width = to.getElementTypeBitWidth();
  if (width != 2 && width != 4 && width != 6)
    return emitError() << "elements of " << width << " bits are not packed";
  if (from.getRank() != 1 || !from.getElementType().isUnsignedInteger(8) ||
      from.getNumElements() != (to.getNumElements() * width + 7) / 8)
    return emitError() << from << " does not hold " << to;
  return success();
}

LogicalResult ConvertedAttr::verify(EmitError emitError, TypedAttr base,
                                    Type type) {
  auto from = getStaticType(emitError, base.getType());
  auto to = getStaticType(emitError, type);
  if (!from || !to)
    return failure();
  if (from.getShape() != to.getShape())
    return emitError() << "a conversion keeps the shape of " << from;
  return success();
}

LogicalResult ScaledAttr::verify(EmitError emitError, TypedAttr base,
                                 TypedAttr factor, Type type) {
  auto from = getStaticType(emitError, base.getType());
  auto by = getStaticType(emitError, factor.getType());
  auto to = getStaticType(emitError, type);
  if (!from || !by || !to || failed(checkElements(emitError, from, to)) ||
      failed(checkElements(emitError, by, to)))
    return failure();
  if (from != to || by.getRank() != to.getRank() ||
      llvm::any_of(llvm::zip(by.getShape(), to.getShape()), [](auto sizes) {
        auto [one, size] = sizes;
        return one != 1 && one != size;
      }))
    return emitError() << by << " does not broadcast to " << to;
  return success();
}

LogicalResult RecentredAttr::verify(EmitError emitError, TypedAttr base,
                                    Type type) {
  auto from = getStaticType(emitError, base.getType());
  auto to = getStaticType(emitError, type);
  if (!from || !to)
    return failure();
  if (from.getShape() != to.getShape() ||
      !from.getElementType().isUnsignedInteger(8) ||
      !to.getElementType().isSignlessInteger(8))
    return emitError() << from << " is not recentred to " << to;
  return success();
}

LogicalResult SummedAttr::verify(EmitError emitError, TypedAttr base,
                                 Type type) {
  auto from = getStaticType(emitError, base.getType());
  auto to = getStaticType(emitError, type);
  if (!from || !to)
    return failure();
  if (from.getRank() != to.getRank() || !from.getElementType().isInteger(8) ||
      !to.getElementType().isSignlessInteger(32) ||
      llvm::any_of(llvm::zip(from.getShape(), to.getShape()), [](auto sizes) {
        auto [size, kept] = sizes;
        return kept != 1 && kept != size;
      }))
    return emitError() << to << " holds no sums of " << from;
  return success();
}
