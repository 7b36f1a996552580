// hfc.attention: softmax(scale q k^T + mask) v, in double, rounded once.
#include "interpreter/Evaluators.h"
#include "interpreter/ops/Softmax.h"
#include <cmath>

using namespace mlir;
using namespace hfc;
using namespace hfc::interpreter;

namespace {

// A row of [B, H, S, D].
struct Row {
  const Tensor &tensor;
  int64_t first;

  Row(const Tensor &tensor, int64_t b, int64_t h, int64_t s)
      : tensor(tensor),
        first(offsetOf({b, h, s, 0}, stridesOf(tensor.getDims()))) {}
  double operator[](int64_t i) const { return tensor.get<double>(first + i); }
};

Tensor attention(hf::AttentionOp op, const Call &call) {
  const Tensor &query = call[0], &key = call[1], &value = call[2];
  Tensor result = call.makeResult();
  double scale = op.getScale().convertToDouble();
  int64_t heads = query.getDim(1), rows = query.getDim(2);
  int64_t keys = key.getDim(2);
  int64_t headsPerGroup = key.getDim(1) ? heads / key.getDim(1) : 1;
  const Tensor *mask = op.getMask() ? &call[3] : nullptr;
  Sizes scores = {query.getDim(0), heads, rows, keys};
  Sizes maskStrides;
  if (mask)
    maskStrides = broadcastStrides(mask->getDims(), scores);

  // The score after masking; -infinity where the key is not kept.
  auto masked = [&](double score, ArrayRef<int64_t> place) {
    if (op.getCausal() && place[3] > place[2] + keys - rows)
      return -double(INFINITY);
    if (!mask)
      return score;
    int64_t at = offsetOf(place, maskStrides);
    if (isa<FloatType>(mask->getElement()))
      return score + mask->get<double>(at);
    return mask->get<uint64_t>(at) ? score : -double(INFINITY);
  };

  std::vector<double> line(keys);
  int64_t i = 0;
  forEachPlace({query.getDim(0), heads, rows}, [&](ArrayRef<int64_t> place) {
    int64_t b = place[0], h = place[1], s = place[2], g = h / headsPerGroup;
    Row q(query, b, h, s);
    for (int64_t t = 0; t < keys; ++t) {
      Row k(key, b, g, t);
      double product = 0;
      for (int64_t d = 0; d < query.getDim(3); ++d)
        product += q[d] * k[d];
      line[t] = masked(scale * product, {b, h, s, t});
    }
    bool empty =
        llvm::all_of(line, [](double x) { return x == -double(INFINITY); });
    if (empty && op.getZeroEmptyRows())
      line.assign(keys, 0);
    else
      softmax(line, /*log=*/false);
    for (int64_t e = 0; e < value.getDim(3); ++e) {
      double sum = empty && !op.getZeroEmptyRows() ? NAN : 0;
      for (int64_t t = 0; t < keys; ++t)
        sum += line[t] * Row(value, b, g, t)[e];
      result.set(i++, sum);
    }
  });
  return result;
}

} // namespace

void interpreter::addAttention(Evaluators &evaluators) {
  evaluators.add<hf::AttentionOp>(attention);
}
