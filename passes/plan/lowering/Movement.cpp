// Operations that move elements: arithmetic on indices.
#include "passes/plan/Program.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::plan;

namespace {

using Dims = SmallVector<dim::DimExpr>;

Dims dimsOf(Value tensor) {
  return dim::getDims(cast<RankedTensorType>(tensor.getType()));
}

Value lowerBroadcast(Program &p, Operation *op, ArrayRef<Value> indices) {
  return p.broadcast(op->getOperand(0), indices);
}

Value lowerTranspose(Program &p, Operation *op, ArrayRef<Value> indices) {
  SmallVector<Value> own(indices.size());
  for (auto [i, dim] :
       llvm::enumerate(cast<hf::TransposeOp>(op).getPermutation()))
    own[dim] = indices[i];
  return p.element(op->getOperand(0), own);
}

Value lowerSlice(Program &p, Operation *op, ArrayRef<Value> indices) {
  auto slice = cast<hf::SliceOp>(op);
  SmallVector<Value> own;
  for (auto [index, start, step] :
       llvm::zip(indices, slice.getStarts().getDims(), slice.getSteps()))
    own.push_back(p.add(p.size(start), p.mul(index, step)));
  return p.element(slice.getOperand(), own);
}

Value lowerIota(Program &p, Operation *op, ArrayRef<Value> indices) {
  auto iota = cast<hf::IotaOp>(op);
  Type type = getKernelElement(iota.getResult().getType().getElementType());
  Value index = indices[iota.getAxis()];
  if (isa<IntegerType>(type))
    return p.make<arith::IndexCastOp>(type, index);
  Value whole = p.make<arith::IndexCastOp>(p.getBuilder().getI64Type(), index);
  Type wide = type.getIntOrFloatBitWidth() < 32
                  ? Type(p.getBuilder().getF32Type())
                  : type;
  return p.narrow(p.make<arith::SIToFPOp>(wide, whole), type);
}

Value lowerSize(Program &p, Operation *op, ArrayRef<Value>) {
  return p.make<arith::IndexCastOp>(p.getBuilder().getI64Type(),
                                    p.size(cast<hf::SizeOp>(op).getValue()));
}

// Row-major places: index -> place in the flat tensor -> indices.
Value lowerReshape(Program &p, Operation *op, ArrayRef<Value> indices) {
  Dims from = dimsOf(op->getResult(0)), to = dimsOf(op->getOperand(0));
  // Dims of 1 come and go: the others are the same, in the same order.
  auto isOne = [](dim::DimExpr dim) { return dim.isConstant(1); };
  Dims fromCore, toCore;
  llvm::copy_if(from, std::back_inserter(fromCore), std::not_fn(isOne));
  llvm::copy_if(to, std::back_inserter(toCore), std::not_fn(isOne));
  SmallVector<Value> own(to.size());
  if (fromCore == toCore) {
    unsigned next = 0;
    for (auto [index, dim] : llvm::zip(own, to)) {
      if (isOne(dim)) {
        index = p.index(0);
        continue;
      }
      while (isOne(from[next]))
        ++next;
      index = indices[next++];
    }
    return p.element(op->getOperand(0), own);
  }
  Value place = p.index(0);
  for (auto [index, dim] : llvm::zip(indices, from))
    place = p.add(p.mul(place, p.size(dim)), index);
  for (unsigned i = to.size(); i-- > 0;) {
    Value size = p.size(to[i]);
    own[i] = i ? p.make<arith::RemUIOp>(place, size) : place;
    if (i)
      place = p.make<arith::DivUIOp>(place, size);
  }
  return p.element(op->getOperand(0), own);
}

// The operand that the index lies in: the last whose start is not above it.
Value lowerConcat(Program &p, Operation *op, ArrayRef<Value> indices) {
  auto concat = cast<hf::ConcatOp>(op);
  unsigned axis = concat.getAxis();
  dim::DimExpr start = dim::DimExpr::constant(op->getContext(), 0);
  SmallVector<Value> own(indices);
  Value result;
  for (Value operand : concat.getOperands()) {
    dim::DimExpr size = dimsOf(operand)[axis];
    own[axis] = p.sub(indices[axis], p.size(start));
    Value inside = p.inside(own[axis], p.size(size));
    Value value = p.guarded(inside, [&] { return p.element(operand, own); });
    result = result ? p.select(inside, value, result) : value;
    start = start + size;
  }
  return result;
}

// Index in the operand for one outside, by mode; 0 <= result < size where the
// operand is not empty. `isNear`: it is less than a size away.
Value foldIndex(Program &p, hf::PadMode mode, Value index, Value size,
                bool isNear) {
  Value zero = p.index(0), last = p.add(size, -1);
  if (mode == hf::PadMode::edge)
    return p.make<arith::MinSIOp>(p.make<arith::MaxSIOp>(index, zero), last);
  if (isNear && mode == hf::PadMode::reflect) {
    Value away = p.make<arith::MaxSIOp>(index, p.sub(zero, index));
    return p.make<arith::MinSIOp>(away, p.sub(p.mul(last, 2), away));
  }
  // A period of size, or of there and back without the ends twice.
  bool wrap = mode == hf::PadMode::wrap;
  Value period =
      p.make<arith::MaxSIOp>(wrap ? size : p.mul(last, 2), p.index(1));
  Value rest = p.make<arith::RemSIOp>(index, period);
  Value negative = p.make<arith::CmpIOp>(arith::CmpIPredicate::slt, rest, zero);
  rest = p.select(negative, p.add(rest, period), rest);
  if (wrap)
    return rest;
  return p.make<arith::MinSIOp>(rest, p.sub(period, rest));
}

Value lowerPad(Program &p, Operation *op, ArrayRef<Value> indices) {
  auto pad = cast<hf::PadOp>(op);
  Dims sizes = dimsOf(pad.getOperand()), results = dimsOf(pad.getResult());
  SmallVector<Value> own;
  Value inside;
  for (auto [i, index] : llvm::enumerate(indices)) {
    dim::DimExpr low = pad.getLow().getDims()[i];
    if (low.isConstant(0) && sizes[i] == results[i]) {
      own.push_back(index);
      continue;
    }
    Value size = p.size(sizes[i]), place = p.sub(index, p.size(low));
    if (pad.getMode() != hf::PadMode::constant) {
      auto isShort = [&](dim::DimExpr length) {
        return dim::provablyLE(length + 1, sizes[i]);
      };
      bool isNear = isShort(low) && isShort(results[i] - sizes[i] - low);
      own.push_back(foldIndex(p, pad.getMode(), place, size, isNear));
      continue;
    }
    Value here = p.inside(place, size);
    inside = inside ? p.both(inside, here) : here;
    own.push_back(place);
  }
  if (!inside)
    return p.element(pad.getOperand(), own);
  Value value =
      p.guarded(inside, [&] { return p.element(pad.getOperand(), own); });
  return p.select(inside, value, p.element(pad.getValue(), {}));
}

} // namespace

void plan::addMovementLowerings(Lowerings &l) {
  l[hf::BroadcastOp::getOperationName()] = lowerBroadcast;
  l[hf::TransposeOp::getOperationName()] = lowerTranspose;
  l[hf::SliceOp::getOperationName()] = lowerSlice;
  l[hf::IotaOp::getOperationName()] = lowerIota;
  l[hf::SizeOp::getOperationName()] = lowerSize;
  l[hf::ReshapeOp::getOperationName()] = lowerReshape;
  l[hf::ConcatOp::getOperationName()] = lowerConcat;
  l[hf::PadOp::getOperationName()] = lowerPad;
}
