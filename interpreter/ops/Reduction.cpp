// Many elements to one: sums of floats in double, of integers modulo 2^64.
#include "interpreter/Evaluators.h"
#include <cmath>
#include <limits>
#include <numeric>

using namespace mlir;
using namespace hfc;
using namespace hfc::interpreter;

namespace {

// double for any float.
template <class Visit> void inSumType(Type element, Visit visit) {
  if (isa<FloatType>(element))
    visit(double());
  else
    inComputeType(element, [&](auto zero) {
      if constexpr (!std::is_floating_point_v<decltype(zero)>)
        visit(zero);
    });
}

template <class T> bool isNaN(T x) {
  if constexpr (std::is_floating_point_v<T>)
    return std::isnan(x);
  return false;
}

// The largest (or smallest) value of an element type, an infinity for floats.
template <class T> T extreme(Type element, bool largest) {
  if constexpr (std::is_floating_point_v<T>) {
    return largest ? std::numeric_limits<T>::infinity()
                   : -std::numeric_limits<T>::infinity();
  } else {
    unsigned width = element.getIntOrFloatBitWidth();
    if (std::is_unsigned_v<T>)
      return largest ? APInt::getMaxValue(width).getZExtValue() : 0;
    return largest ? APInt::getSignedMaxValue(width).getSExtValue()
                   : APInt::getSignedMinValue(width).getSExtValue();
  }
}

template <class T> T startOf(hf::ReduceKind kind, Type element) {
  switch (kind) {
  case hf::ReduceKind::sum:
  case hf::ReduceKind::mean:
  case hf::ReduceKind::any:
    return T(0);
  case hf::ReduceKind::prod:
  case hf::ReduceKind::all:
    return T(1);
  case hf::ReduceKind::max:
    return extreme<T>(element, /*largest=*/false);
  case hf::ReduceKind::min:
    return extreme<T>(element, /*largest=*/true);
  }
  llvm_unreachable("seven kinds");
}

// Signed sums and products wrap.
template <class T> T combine(hf::ReduceKind kind, T a, T x) {
  using Wrapping = std::conditional_t<std::is_floating_point_v<T>, T, uint64_t>;
  switch (kind) {
  case hf::ReduceKind::sum:
  case hf::ReduceKind::mean:
    return T(Wrapping(a) + Wrapping(x));
  case hf::ReduceKind::prod:
    return T(Wrapping(a) * Wrapping(x));
  case hf::ReduceKind::max:
    return isNaN(a) || a > x || (a == x && !std::signbit(double(a))) ? a : x;
  case hf::ReduceKind::min:
    return isNaN(a) || a < x || (a == x && std::signbit(double(a))) ? a : x;
  case hf::ReduceKind::any:
    return T(a != 0 || x != 0);
  case hf::ReduceKind::all:
    return T(a != 0 && x != 0);
  }
  llvm_unreachable("seven kinds");
}

Tensor reduce(hf::ReduceOp op, const Call &call) {
  const Tensor &operand = call[0];
  Tensor result = call.makeResult();
  hf::ReduceKind kind = op.getKind();
  // Strides of the result by the operand's axes: 0 along reduced ones.
  Sizes kept = llvm::to_vector<6>(operand.getDims());
  for (int64_t axis : op.getAxes())
    kept[axis] = 1;
  Sizes strides = stridesOf(kept);
  for (int64_t axis : op.getAxes())
    strides[axis] = 0;
  int64_t count = 1;
  for (int64_t axis : op.getAxes())
    count *= operand.getDim(axis);

  inSumType(operand.getElement(), [&](auto zero) {
    using T = decltype(zero);
    std::vector<T> values(result.getSize(),
                          startOf<T>(kind, operand.getElement()));
    int64_t i = 0;
    forEachPlace(operand.getDims(), [&](ArrayRef<int64_t> place) {
      T &value = values[offsetOf(place, strides)];
      value = combine(kind, value, operand.get<T>(i++));
    });
    for (auto [i, value] : llvm::enumerate(values))
      if (kind != hf::ReduceKind::mean)
        result.set(i, value);
      else if (std::is_floating_point_v<T> || count)
        result.set(i, T(value / T(count)));
  });
  return result;
}

Tensor argReduce(hf::ArgReduceOp op, const Call &call) {
  const Tensor &operand = call[0];
  Tensor result = call.makeResult();
  Sizes strides = stridesOf(operand.getDims());
  int64_t axis = op.getAxis();
  bool largest = op.getKind() == hf::ReduceKind::max;
  inComputeType(operand.getElement(), [&](auto zero) {
    using T = decltype(zero);
    int64_t i = 0;
    forEachPlace(result.getDims(), [&](ArrayRef<int64_t> place) {
      int64_t first = offsetOf(place, strides), best = 0;
      auto at = [&](int64_t k) {
        return operand.get<T>(first + k * strides[axis]);
      };
      for (int64_t k = 1; k < operand.getDim(axis); ++k) {
        T x = at(k), y = at(best);
        bool equal = x == y || (isNaN(x) && isNaN(y));
        bool better = isNaN(x) || (!isNaN(y) && (largest ? x > y : x < y));
        if (equal ? op.getLast() : better)
          best = k;
      }
      result.set(i++, best);
    });
  });
  return result;
}

template <hf::ReduceKind kind, class Op>
Tensor cumulate(Op op, const Call &call) {
  const Tensor &operand = call[0];
  Tensor result = call.makeResult();
  Sizes strides = stridesOf(operand.getDims());
  Sizes lines = llvm::to_vector<6>(operand.getDims());
  int64_t axis = op.getAxis(), length = lines[axis];
  lines[axis] = 1;
  inSumType(operand.getElement(), [&](auto zero) {
    using T = decltype(zero);
    forEachPlace(lines, [&](ArrayRef<int64_t> place) {
      T all = startOf<T>(kind, operand.getElement());
      for (int64_t k = 0; k < length; ++k) {
        int64_t along = op.getReverse() ? length - 1 - k : k;
        int64_t i = offsetOf(place, strides) + along * strides[axis];
        T next = combine(kind, all, operand.get<T>(i));
        result.set(i, op.getExclusive() ? all : next);
        all = next;
      }
    });
  });
  return result;
}

Tensor topK(hf::TopKOp op, const Call &call) {
  const Tensor &operand = call[0];
  Tensor result = call.makeResult();
  Sizes from = stridesOf(operand.getDims()), to = stridesOf(result.getDims());
  Sizes lines = llvm::to_vector<6>(operand.getDims());
  int64_t axis = op.getAxis();
  std::vector<int64_t> order(lines[axis]);
  lines[axis] = 1;
  inComputeType(operand.getElement(), [&](auto zero) {
    using T = decltype(zero);
    forEachPlace(lines, [&](ArrayRef<int64_t> place) {
      std::iota(order.begin(), order.end(), 0);
      llvm::sort(order, [&](int64_t a, int64_t b) {
        auto at = [&](int64_t i) {
          return operand.get<T>(offsetOf(place, from) + i * from[axis]);
        };
        T x = at(op.getSmallest() ? b : a), y = at(op.getSmallest() ? a : b);
        if (isNaN(x) ? !isNaN(y) : x > y)
          return true;
        return (x == y || (isNaN(x) && isNaN(y))) && a < b;
      });
      for (int64_t k = 0; k < result.getDim(axis); ++k)
        result.set(offsetOf(place, to) + k * to[axis], order[k]);
    });
  });
  return result;
}

Tensor scatter(hf::ScatterOp op, const Call &call) {
  const Tensor &operand = call[0], &updates = call[2];
  Tensor result = call.makeResult();
  for (int64_t i = 0; i < result.getSize(); ++i)
    result.copy(i, operand, i);
  Sizes strides = stridesOf(operand.getDims());
  Sizes indices = broadcastStrides(call[1].getDims(), updates.getDims());
  int64_t axis = op.getAxis(), size = operand.getDim(axis), i = -1;
  forEachPlace(updates.getDims(), [&](ArrayRef<int64_t> place) {
    ++i;
    auto index = call[1].get<int64_t>(offsetOf(place, indices));
    index += index < 0 ? size : 0;
    if (index < 0 || index >= size)
      return;
    Sizes own(place);
    own[axis] = index;
    int64_t at = offsetOf(own, strides);
    if (!op.getKind())
      return result.copy(at, updates, i);
    inComputeType(operand.getElement(), [&](auto zero) {
      using T = decltype(zero);
      result.set(at,
                 combine(*op.getKind(), result.get<T>(at), updates.get<T>(i)));
    });
  });
  return result;
}

} // namespace

void interpreter::addReduction(Evaluators &evaluators) {
  evaluators.add<hf::ReduceOp>(reduce);
  evaluators.add<hf::ArgReduceOp>(argReduce);
  evaluators.add<hf::CumSumOp>(cumulate<hf::ReduceKind::sum, hf::CumSumOp>);
  evaluators.add<hf::CumProdOp>(cumulate<hf::ReduceKind::prod, hf::CumProdOp>);
  evaluators.add<hf::TopKOp>(topK);
  evaluators.add<hf::ScatterOp>(scatter);
}
