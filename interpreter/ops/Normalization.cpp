// What is divided by a sum over a line: softmax, layer and RMS normalisation.
// All in double, rounded once.
#include "interpreter/Evaluators.h"
#include "interpreter/Formulas.h"
#include "interpreter/formulas/Host.h"
#include "interpreter/ops/Softmax.h"
#include <cmath>

using namespace mlir;
using namespace hfc;
using namespace hfc::interpreter;

static double exponential(double x) {
  return formulas::exp(formulas::host::F64(x)).v;
}

void interpreter::softmax(MutableArrayRef<double> line, bool log) {
  double most = -INFINITY, sum = 0;
  for (double x : line)
    most = x > most || std::isnan(x) ? x : most;
  for (double x : line)
    sum += exponential(x - most);
  double logOfSum = formulas::log(formulas::host::F64(sum)).v;
  for (double &x : line)
    x = log ? x - most - logOfSum : exponential(x - most) / sum;
}

namespace {

Tensor softmaxOfLines(hf::SoftmaxOp op, const Call &call) {
  const Tensor &operand = call[0];
  Tensor result = call.makeResult();
  Sizes strides = stridesOf(operand.getDims());
  Sizes lines = llvm::to_vector<6>(operand.getDims());
  int64_t axis = op.getAxis();
  std::vector<double> line(lines[axis]);
  lines[axis] = 1;
  forEachPlace(lines, [&](ArrayRef<int64_t> place) {
    int64_t first = offsetOf(place, strides);
    for (auto [k, x] : llvm::enumerate(line))
      x = operand.get<double>(first + k * strides[axis]);
    softmax(line, op.getLog());
    for (auto [k, x] : llvm::enumerate(line))
      result.set(first + k * strides[axis], x);
  });
  return result;
}

// (x - center) / sqrt(mean((x - center)^2) + epsilon) * scale + bias, over the
// dims from `axis` on.
Tensor normalize(const Call &call, int64_t axis, double epsilon,
                 bool centered) {
  const Tensor &operand = call[0];
  Tensor result = call.makeResult();
  int64_t length = 1;
  for (int64_t dim : operand.getDims().drop_front(axis))
    length *= dim;
  auto parameter = [&](const Tensor &tensor, ArrayRef<int64_t> place) {
    Sizes strides = broadcastStrides(tensor.getDims(), operand.getDims());
    return tensor.get<double>(offsetOf(place, strides));
  };
  // Both from the line that begins with the element.
  double center = 0, factor = 0;
  auto measure = [&](int64_t first) {
    double sum = 0, squares = 0;
    for (int64_t k = 0; k < length && centered; ++k)
      sum += operand.get<double>(first + k);
    center = sum / length;
    for (int64_t k = 0; k < length; ++k)
      squares += std::pow(operand.get<double>(first + k) - center, 2);
    factor = 1 / std::sqrt(squares / length + epsilon);
  };
  int64_t i = 0;
  forEachPlace(operand.getDims(), [&](ArrayRef<int64_t> place) {
    if (i % length == 0)
      measure(i);
    double x = (operand.get<double>(i) - center) * factor;
    x *= parameter(call[1], place);
    if (call.operands.size() > 2)
      x += parameter(call[2], place);
    result.set(i++, x);
  });
  return result;
}

} // namespace

void interpreter::addNormalization(Evaluators &evaluators) {
  evaluators.add<hf::SoftmaxOp>(softmaxOfLines);
  evaluators.add<hf::LayerNormOp>([](hf::LayerNormOp op, const Call &call) {
    return normalize(call, op.getAxis(), op.getEpsilon().convertToDouble(),
                     /*centered=*/true);
  });
  evaluators.add<hf::RmsNormOp>([](hf::RmsNormOp op, const Call &call) {
    return normalize(call, op.getAxis(), op.getEpsilon().convertToDouble(),
                     /*centered=*/false);
  });
}
