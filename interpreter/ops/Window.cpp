// Convolution and pooling: a window slides over the spatial dims.
#include "interpreter/Evaluators.h"
#include <cmath>
#include <limits>

using namespace mlir;
using namespace hfc;
using namespace hfc::interpreter;

namespace {

// How the window of one result lies over an operand.
struct Sliding {
  ArrayRef<int64_t> strides, dilations, low;
  bool channelsLast;

  // Dims or places of [N, C, spatial…] or [N, spatial…, C], taken apart.
  ArrayRef<int64_t> spatial(ArrayRef<int64_t> of) const {
    return channelsLast ? of.drop_front().drop_back() : of.drop_front(2);
  }
  int64_t channel(ArrayRef<int64_t> of) const {
    return channelsLast ? of.back() : of[1];
  }
  Sizes joined(int64_t n, int64_t channel, ArrayRef<int64_t> spatial) const {
    Sizes all = {n};
    if (!channelsLast)
      all.push_back(channel);
    llvm::append_range(all, spatial);
    if (channelsLast)
      all.push_back(channel);
    return all;
  }
  // Where a place of the window lies, beside the pads.
  Sizes under(ArrayRef<int64_t> result, ArrayRef<int64_t> window) const {
    Sizes place;
    for (size_t i = 0; i < window.size(); ++i)
      place.push_back(result[i] * strides[i] + window[i] * dilations[i] -
                      low[i]);
    return place;
  }
};

bool isInside(ArrayRef<int64_t> place, ArrayRef<int64_t> low,
              ArrayRef<int64_t> sizes, ArrayRef<int64_t> high) {
  for (size_t i = 0; i < place.size(); ++i)
    if (place[i] < -low[i] || place[i] >= sizes[i] + high[i])
      return false;
  return true;
}

template <class T> void conv(hf::ConvOp op, const Call &call, Tensor &result) {
  const Tensor &operand = call[0], &filter = call[1];
  Sliding sliding{op.getStrides(), op.getDilations(), op.getLow(),
                  op.getChannelsLast()};
  ArrayRef<int64_t> sizes = sliding.spatial(operand.getDims());
  Sizes none(sizes.size(), 0);
  Sizes strides = stridesOf(operand.getDims());
  Sizes filterStrides = stridesOf(filter.getDims());
  int64_t channels = sliding.channel(filter.getDims()); // of one group
  int64_t perGroup = filter.getDim(0) / op.getGroups();
  int64_t i = 0;
  forEachPlace(result.getDims(), [&](ArrayRef<int64_t> place) {
    int64_t out = sliding.channel(place);
    T sum = 0;
    forEachPlace(
        sliding.spatial(filter.getDims()), [&](ArrayRef<int64_t> window) {
          Sizes under = sliding.under(sliding.spatial(place), window);
          if (!isInside(under, none, sizes, none))
            return;
          for (int64_t c = 0; c < channels; ++c) {
            int64_t in = out / perGroup * channels + c;
            int64_t x = offsetOf(sliding.joined(place[0], in, under), strides);
            int64_t w = offsetOf(sliding.joined(out, c, window), filterStrides);
            sum += operand.get<T>(x) * filter.get<T>(w);
          }
        });
    result.set(i++, sum);
  });
}

// The elements under each window, and how many places count for an average.
void forEachWindow(
    hf::PoolOp op, const Call &call, const Tensor &result,
    llvm::function_ref<void(int64_t, ArrayRef<int64_t>, int64_t)> visit) {
  const Tensor &operand = call[0];
  Sliding sliding{op.getStrides(), op.getDilations(), op.getLow(),
                  op.getChannelsLast()};
  ArrayRef<int64_t> sizes = sliding.spatial(operand.getDims());
  Sizes none(sizes.size(), 0);
  Sizes strides = stridesOf(operand.getDims());
  int64_t i = 0;
  forEachPlace(result.getDims(), [&](ArrayRef<int64_t> place) {
    SmallVector<int64_t> elements;
    int64_t padded = 0;
    forEachPlace(op.getWindow(), [&](ArrayRef<int64_t> window) {
      Sizes under = sliding.under(sliding.spatial(place), window);
      padded += isInside(under, op.getLow(), sizes, op.getHigh());
      if (isInside(under, none, sizes, none))
        elements.push_back(offsetOf(
            sliding.joined(place[0], sliding.channel(place), under), strides));
    });
    visit(i++, elements, op.getCountPadding() ? padded : elements.size());
  });
}

Tensor averagePool(hf::PoolOp op, const Call &call) {
  Tensor result = call.makeResult();
  forEachWindow(op, call, result,
                [&](int64_t i, ArrayRef<int64_t> elements, int64_t count) {
                  double sum = 0;
                  for (int64_t element : elements)
                    sum += call[0].get<double>(element);
                  result.set(i, sum / count);
                });
  return result;
}

// NaN if any element is.
template <class T> T larger(T a, T b) {
  if (a != a)
    return a;
  return a > b ? a : b;
}

Tensor maxPool(hf::PoolOp op, const Call &call) {
  Tensor result = call.makeResult();
  Type element = result.getElement();
  unsigned width = element.getIntOrFloatBitWidth();
  inComputeType(element, [&](auto zero) {
    using T = decltype(zero);
    T least = std::is_unsigned_v<T> ? T(0)
              : std::is_floating_point_v<T>
                  ? -std::numeric_limits<T>::infinity()
                  : T(APInt::getSignedMinValue(width).getSExtValue());
    forEachWindow(op, call, result,
                  [&](int64_t i, ArrayRef<int64_t> elements, int64_t) {
                    T most = least;
                    for (int64_t element : elements)
                      most = larger(most, call[0].get<T>(element));
                    result.set(i, most);
                  });
  });
  return result;
}

} // namespace

void interpreter::addWindow(Evaluators &evaluators) {
  evaluators.add<hf::ConvOp>([](hf::ConvOp op, const Call &call) {
    Tensor result = call.makeResult();
    if (isa<FloatType>(result.getElement()))
      conv<double>(op, call, result);
    else
      conv<uint64_t>(op, call, result);
    return result;
  });
  evaluators.add<hf::PoolOp>([](hf::PoolOp op, const Call &call) {
    return op.getKind() == hf::PoolKind::max ? maxPool(op, call)
                                             : averagePool(op, call);
  });
}
