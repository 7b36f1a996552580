// See Sampler.h. Random numbers: splitmix64 (Steele et al. 2014).
#include "tools/hfc/Sampler.h"
#include <algorithm>
#include <cmath>
#include <numeric>

using namespace hfc::tool;

double Sampler::uniform() {
  uint64_t z = state += 0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return double((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

int64_t Sampler::next(std::vector<float> logits) {
  for (float &logit : logits) // no order holds with a NaN
    if (std::isnan(logit))
      logit = -INFINITY;
  auto largest = std::max_element(logits.begin(), logits.end());
  if (options.temperature == 0)
    return largest - logits.begin();
  std::vector<uint32_t> order(logits.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return logits[a] != logits[b] ? logits[a] > logits[b] : a < b;
  });
  if (options.topK && options.topK < order.size())
    order.resize(options.topK);
  std::vector<double> weights;
  for (uint32_t id : order)
    weights.push_back(
        std::exp((double(logits[id]) - *largest) / options.temperature));
  double all = std::accumulate(weights.begin(), weights.end(), 0.0), kept = 0;
  size_t count = 0;
  while (count < weights.size() && (!count || kept < options.topP * all))
    kept += weights[count++];
  double at = uniform() * kept;
  for (size_t i = 0; i + 1 < count; ++i)
    if ((at -= weights[i]) < 0)
      return order[i];
  return order[count - 1];
}
