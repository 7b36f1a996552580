// Constants, sizes, and what moves elements without computing.
#include "interpreter/Evaluators.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::interpreter;

namespace {

// Each element of the result is the operand's at the offset that `source` gives
// for its place.
Tensor move(const Call &call,
            llvm::function_ref<int64_t(ArrayRef<int64_t>)> source) {
  Tensor result = call.makeResult();
  int64_t i = 0;
  forEachPlace(result.getDims(), [&](ArrayRef<int64_t> place) {
    result.copy(i++, call[0], source(place));
  });
  return result;
}

Tensor constant(hf::ConstantOp op, const Call &) {
  return Tensor::of(cast<DenseElementsAttr>(op.getValue()));
}

Tensor size(hf::SizeOp op, const Call &call) {
  Tensor result = call.makeResult();
  result.set(0, call.value(op.getValue()));
  return result;
}

Tensor iota(hf::IotaOp op, const Call &call) {
  Tensor result = call.makeResult();
  int64_t i = 0;
  inComputeType(result.getElement(), [&](auto zero) {
    forEachPlace(result.getDims(), [&](ArrayRef<int64_t> place) {
      result.set(i++, decltype(zero)(place[op.getAxis()]));
    });
  });
  return result;
}

Tensor reshape(hf::ReshapeOp, const Call &call) {
  Tensor result = call.makeResult();
  llvm::copy(call[0].getBytes(), result.getBytes().begin());
  return result;
}

Tensor redim(hf::RedimOp, const Call &call) { return call[0]; }

Tensor broadcast(hf::BroadcastOp, const Call &call) {
  Sizes strides =
      broadcastStrides(call[0].getDims(), call.makeResult().getDims());
  return move(
      call, [&](ArrayRef<int64_t> place) { return offsetOf(place, strides); });
}

Tensor transpose(hf::TransposeOp op, const Call &call) {
  Sizes strides = stridesOf(call[0].getDims()), permuted;
  for (int64_t axis : op.getPermutation())
    permuted.push_back(strides[axis]);
  return move(
      call, [&](ArrayRef<int64_t> place) { return offsetOf(place, permuted); });
}

Tensor slice(hf::SliceOp op, const Call &call) {
  Sizes strides = stridesOf(call[0].getDims());
  Sizes starts = call.values(dim::getDims(op.getStarts()));
  int64_t start = offsetOf(starts, strides);
  for (auto [stride, step] : llvm::zip_equal(strides, op.getSteps()))
    stride *= step;
  return move(call, [&](ArrayRef<int64_t> place) {
    return start + offsetOf(place, strides);
  });
}

Tensor concat(hf::ConcatOp op, const Call &call) {
  Tensor result = call.makeResult();
  Sizes strides = stridesOf(result.getDims());
  int64_t before = 0;
  for (const Tensor &part : call.operands) {
    int64_t i = 0;
    forEachPlace(part.getDims(), [&](ArrayRef<int64_t> place) {
      result.copy(offsetOf(place, strides) + before, part, i++);
    });
    before += part.getDim(op.getAxis()) * strides[op.getAxis()];
  }
  return result;
}

// Places of dim 0 follow each other in memory.
Tensor append(hf::AppendOp, const Call &call) {
  Tensor result = call.makeResult();
  auto end = llvm::copy(call[1].getBytes(), result.getBytes().begin());
  llvm::copy(call[0].getBytes(), end);
  return result;
}

// The index inside 0 .. size that stands for one outside; -1 for none.
int64_t padded(int64_t index, int64_t size, hf::PadMode mode) {
  if (index >= 0 && index < size)
    return index;
  if (size == 0)
    return -1;
  switch (mode) {
  case hf::PadMode::constant:
    return -1;
  case hf::PadMode::edge:
    return std::clamp<int64_t>(index, 0, size - 1);
  case hf::PadMode::wrap:
    return (index % size + size) % size;
  case hf::PadMode::reflect: {
    // 0 1 2 1 | 0 1 2 1: the period leaves out both ends.
    int64_t period = std::max<int64_t>(2 * (size - 1), 1);
    int64_t at = (index % period + period) % period;
    return std::min(at, period - at);
  }
  }
  llvm_unreachable("four modes");
}

Tensor pad(hf::PadOp op, const Call &call) {
  const Tensor &operand = call[0], &value = call[1];
  Tensor result = call.makeResult();
  Sizes strides = stridesOf(operand.getDims());
  Sizes low = call.values(dim::getDims(op.getLow()));
  int64_t i = 0;
  forEachPlace(result.getDims(), [&](ArrayRef<int64_t> place) {
    int64_t offset = 0;
    bool outside = false;
    for (size_t axis = 0; axis < place.size(); ++axis) {
      int64_t at =
          padded(place[axis] - low[axis], operand.getDim(axis), op.getMode());
      outside |= at < 0;
      offset += at * strides[axis];
    }
    result.copy(i++, outside ? value : operand, outside ? 0 : offset);
  });
  return result;
}

} // namespace

void interpreter::addShape(Evaluators &evaluators) {
  evaluators.add<hf::ConstantOp>(constant);
  evaluators.add<hf::SizeOp>(size);
  evaluators.add<hf::IotaOp>(iota);
  evaluators.add<hf::ReshapeOp>(reshape);
  evaluators.add<hf::RedimOp>(redim);
  evaluators.add<hf::BroadcastOp>(broadcast);
  evaluators.add<hf::TransposeOp>(transpose);
  evaluators.add<hf::SliceOp>(slice);
  evaluators.add<hf::ConcatOp>(concat);
  evaluators.add<hf::AppendOp>(append);
  evaluators.add<hf::PadOp>(pad);
}
