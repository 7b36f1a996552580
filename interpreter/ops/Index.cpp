// Gathers: places that come from data.
#include "interpreter/Evaluators.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::interpreter;

namespace {

// Negative indices count from the end; what is still outside is clamped.
int64_t placeOf(int64_t index, int64_t size) {
  return std::max<int64_t>(std::min(index < 0 ? index + size : index, size - 1),
                           0);
}

// As Shape.cpp's move, zeros from an operand without elements.
Tensor move(const Call &call,
            llvm::function_ref<void(ArrayRef<int64_t> place, Sizes &own)> own) {
  Tensor result = call.makeResult();
  if (call[0].getSize() == 0)
    return result;
  Sizes strides = stridesOf(call[0].getDims());
  int64_t i = 0;
  forEachPlace(result.getDims(), [&](ArrayRef<int64_t> place) {
    Sizes source;
    own(place, source);
    result.copy(i++, call[0], offsetOf(source, strides));
  });
  return result;
}

// The dims of the indices lie where the axis was.
Tensor gather(hf::GatherOp op, const Call &call) {
  int64_t axis = op.getAxis(), rank = call[1].getRank();
  Sizes strides = stridesOf(call[1].getDims());
  return move(call, [&](ArrayRef<int64_t> place, Sizes &own) {
    auto index =
        call[1].get<int64_t>(offsetOf(place.slice(axis, rank), strides));
    llvm::append_range(own, place.take_front(axis));
    own.push_back(placeOf(index, call[0].getDim(axis)));
    llvm::append_range(own, place.drop_front(axis + rank));
  });
}

Tensor gatherElements(hf::GatherElementsOp op, const Call &call) {
  int64_t axis = op.getAxis();
  Sizes strides = stridesOf(call[1].getDims());
  return move(call, [&](ArrayRef<int64_t> place, Sizes &own) {
    own.assign(place.begin(), place.end());
    own[axis] = placeOf(call[1].get<int64_t>(offsetOf(place, strides)),
                        call[0].getDim(axis));
  });
}

Tensor gatherND(hf::GatherNDOp op, const Call &call) {
  int64_t batch = op.getBatchDims(), outer = call[1].getRank() - 1;
  int64_t tuple = call[1].getDim(outer);
  Sizes strides = stridesOf(call[1].getDims());
  return move(call, [&](ArrayRef<int64_t> place, Sizes &own) {
    int64_t first =
        offsetOf(place.take_front(outer), ArrayRef(strides).take_front(outer));
    llvm::append_range(own, place.take_front(batch));
    for (int64_t i = 0; i < tuple; ++i)
      own.push_back(
          placeOf(call[1].get<int64_t>(first + i), call[0].getDim(batch + i)));
    llvm::append_range(own, place.drop_front(outer));
  });
}

} // namespace

void interpreter::addIndex(Evaluators &evaluators) {
  evaluators.add<hf::GatherOp>(gather);
  evaluators.add<hf::GatherElementsOp>(gatherElements);
  evaluators.add<hf::GatherNDOp>(gatherND);
}
