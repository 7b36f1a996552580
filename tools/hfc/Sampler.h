// The next token of a row of logits: the largest, or one drawn.
#ifndef HFC_TOOLS_HFC_SAMPLER_H
#define HFC_TOOLS_HFC_SAMPLER_H

#include <cstdint>
#include <vector>

namespace hfc::tool {

struct Sampling {
  double temperature = 0; // 0: the largest, the first of equal ones
  uint64_t topK = 0;      // of the largest so many; 0: of all
  double topP = 1;        // of the fewest whose probabilities reach this
  uint64_t seed = 0;
};

class Sampler {
public:
  explicit Sampler(const Sampling &options)
      : options(options), state(options.seed) {}
  int64_t next(std::vector<float> logits);

private:
  double uniform(); // in [0, 1), the same for one seed everywhere

  Sampling options;
  uint64_t state;
};

} // namespace hfc::tool
#endif
