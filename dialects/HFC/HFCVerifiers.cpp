// What types alone do not say. Labels C1, C2 … stand in the operations'
// descriptions.
#include "dialects/HFC/HFCDialect.h"
#include "dialects/HFC/HFCShapes.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::hf;

static Dims dimsOf(Value value) {
  return dim::getDims(cast<RankedTensorType>(value.getType()));
}

LogicalResult ConstantOp::verify() {
  if (isa<DenseElementsAttr, WeightAttr, TransposedAttr, ReshapedAttr,
          SlicedAttr, ConcatenatedAttr, PaddedAttr, UnpackedAttr, ConvertedAttr,
          ScaledAttr, RecentredAttr, SummedAttr>(getValue()))
    return success();
  return emitOpError("takes a dense value or a recipe, not ") << getValue();
}

LogicalResult SelectOp::verify() {
  if (getElementTypeOrSelf(getYes()) == getElementTypeOrSelf(getNo()))
    return success();
  return emitOpError("chooses between one element type, not ")
         << getYes().getType() << " and " << getNo().getType();
}

LogicalResult BitCastOp::verify() {
  mlir::Type from = getElementTypeOrSelf(getOperand()),
             to = getElementTypeOrSelf(getResult());
  if (from.getIntOrFloatBitWidth() == to.getIntOrFloatBitWidth())
    return success();
  return emitOpError("keeps the bits, and ")
         << from << " has not as many as " << to;
}

LogicalResult IotaOp::verify() {
  int64_t rank = getResult().getType().getRank();
  if (static_cast<int64_t>(getAxis()) >= 0 &&
      static_cast<int64_t>(getAxis()) < rank)
    return success();
  return emitOpError("has no axis ") << getAxis() << " in its result";
}

LogicalResult ReshapeOp::verify() {
  auto from = getOperand().getType(), to = getResult().getType();
  if (from.getElementType() != to.getElementType())
    return emitOpError("keeps the element type");
  if (dim::numElements(from) == dim::numElements(to))
    return success();
  return emitOpError("(C1) ")
         << dim::numElements(from).str() << " elements do not fill "
         << dim::numElements(to).str();
}

LogicalResult BroadcastOp::verify() {
  if (getOperand().getType().getElementType() !=
      getResult().getType().getElementType())
    return emitOpError("keeps the element type");
  if (broadcastsTo(dimsOf(getOperand()), dimsOf(getResult())))
    return success();
  return emitOpError() << getOperand().getType() << " does not broadcast to "
                       << getResult().getType();
}

LogicalResult AppendOp::verify() {
  if (isa<BlockArgument>(getState()))
    return success();
  return emitOpError("appends to an argument of the function");
}

LogicalResult RedimOp::verify() {
  auto from = getOperand().getType(), to = getResult().getType();
  if (from.getElementType() == to.getElementType() &&
      from.getRank() == to.getRank())
    return success();
  return emitOpError("keeps the rank and the element type");
}

LogicalResult TransposeOp::verify() { return success(); }

LogicalResult SliceOp::verify() {
  int64_t rank = getOperand().getType().getRank();
  if (getResult().getType().getRank() != rank ||
      static_cast<int64_t>(getStarts().getDims().size()) != rank ||
      static_cast<int64_t>(getSteps().size()) != rank)
    return emitOpError("keeps the rank, with one start and step a dim");
  if (getOperand().getType().getElementType() !=
      getResult().getType().getElementType())
    return emitOpError("keeps the element type");
  for (auto [dim, available, start, step] :
       llvm::zip(dimsOf(getResult()), dimsOf(getOperand()),
                 getStarts().getDims(), getSteps())) {
    auto size = dim.getConstant(), all = available.getConstant(),
         first = dim::DimExpr(start).getConstant();
    if (step == 0)
      return emitOpError("has a step of 0");
    if (size && all && first && *size > 0) {
      int64_t last = *first + (*size - 1) * step;
      if (std::min(*first, last) < 0 || std::max(*first, last) >= *all)
        return emitOpError("leaves ") << getOperand().getType();
    }
  }
  return success();
}

LogicalResult PadOp::verify() {
  int64_t rank = getOperand().getType().getRank();
  if (getResult().getType().getRank() != rank ||
      static_cast<int64_t>(getLow().getDims().size()) != rank)
    return emitOpError("keeps the rank, with one pad a dim");
  if (getValue().getType().getRank() != 0)
    return emitOpError("pads with a scalar");
  return success();
}

LogicalResult ReduceOp::verify() {
  bool logical = getKind() == ReduceKind::any || getKind() == ReduceKind::all;
  if (logical == getElementTypeOrSelf(getOperand()).isInteger(1))
    return success();
  return emitOpError("any and all take i1, and nothing else does");
}

LogicalResult ScatterOp::verify() {
  if (!getKind())
    return success();
  bool logical = getKind() == ReduceKind::any || getKind() == ReduceKind::all;
  if (getKind() == ReduceKind::mean ||
      logical != getElementTypeOrSelf(getOperand()).isInteger(1))
    return emitOpError("combines by sum, prod, max or min; i1 by any or all");
  return success();
}

LogicalResult TopKOp::verify() {
  Dims from = dim::getDims(getOperand()), to = dim::getDims(getResult());
  int64_t axis = getAxis();
  if (axis < 0 || axis >= static_cast<int64_t>(from.size()) ||
      from.size() != to.size())
    return emitOpError("has an axis and the dims of its operand");
  from[axis] = to[axis];
  if (from != to)
    return emitOpError("changes no dim but its axis");
  return success();
}

LogicalResult ArgReduceOp::verify() {
  if (getKind() == ReduceKind::max || getKind() == ReduceKind::min)
    return success();
  return emitOpError("finds a max or a min");
}
