// One result element from the operands' elements at the same, broadcast, place.
#ifndef HFC_INTERPRETER_OPS_ELEMENTWISE_H
#define HFC_INTERPRETER_OPS_ELEMENTWISE_H

#include "interpreter/Evaluators.h"

namespace hfc::interpreter {

// Offsets of the operands' elements for every element of the result.
template <class Visit>
void forEachElement(const Call &call, const Tensor &result, Visit visit) {
  std::vector<Sizes> strides;
  for (const Tensor &operand : call.operands)
    strides.push_back(broadcastStrides(operand.getDims(), result.getDims()));
  Sizes offsets(strides.size());
  int64_t i = 0;
  forEachPlace(result.getDims(), [&](mlir::ArrayRef<int64_t> place) {
    for (size_t operand = 0; operand < strides.size(); ++operand)
      offsets[operand] = offsetOf(place, strides[operand]);
    visit(i++, offsets);
  });
}

// compute(x), with x in the type that the operand's elements are computed in.
template <class Compute> Tensor unary(const Call &call, Compute compute) {
  Tensor result = call.makeResult();
  inComputeType(call[0].getElement(), [&](auto zero) {
    for (int64_t i = 0, size = result.getSize(); i < size; ++i)
      result.set(i, compute(call[0].get<decltype(zero)>(i)));
  });
  return result;
}
template <class Compute> Tensor floatUnary(const Call &call, Compute compute) {
  Tensor result = call.makeResult();
  inFloatType(call[0].getElement(), [&](auto zero) {
    for (int64_t i = 0, size = result.getSize(); i < size; ++i)
      result.set(i, compute(call[0].get<decltype(zero)>(i)));
  });
  return result;
}
template <class Compute> Tensor binary(const Call &call, Compute compute) {
  Tensor result = call.makeResult();
  inComputeType(call[0].getElement(), [&](auto zero) {
    using T = decltype(zero);
    forEachElement(call, result, [&](int64_t i, const Sizes &from) {
      result.set(i, compute(call[0].get<T>(from[0]), call[1].get<T>(from[1])));
    });
  });
  return result;
}

} // namespace hfc::interpreter
#endif
