// See Rotary.h.
#include "frontends/huggingface/blocks/Rotary.h"
#include "diagnostics/Quote.h"
#include <cmath>

using namespace hfc;
using namespace hfc::huggingface;
using namespace mlir;

// Llama 3.1: long waves are stretched, short ones kept, those between blended.
static void stretchLongWaves(Config &scaling, std::vector<float> &frequencies) {
  double factor = scaling.getNumber("factor");
  double low = scaling.getNumber("low_freq_factor");
  double high = scaling.getNumber("high_freq_factor");
  double trained = scaling.getInt("original_max_position_embeddings");
  for (float &frequency : frequencies) {
    double wave = 2 * M_PI / frequency;
    double kept = std::clamp((trained / wave - low) / (high - low), 0.0, 1.0);
    frequency = (1 - kept) * frequency / factor + kept * frequency;
  }
}

RotaryConfig huggingface::readRotary(ModelBuilder &m, int64_t headSize,
                                     StringRef thetaKey, StringRef shareKey,
                                     double share) {
  // transformers 5 has all in rope_parameters; before, theta stood beside
  // rope_scaling, which had a type where it now has a rope_type.
  Config &config = m.config;
  bool isNew = config.has("rope_parameters");
  if (isNew && config.has("rope_scaling"))
    config.refuse("rope_scaling", "stands beside rope_parameters");
  Config &rope = config.getConfig(isNew ? "rope_parameters" : "rope_scaling");
  auto number = [&](StringRef now, StringRef old, double byDefault) {
    double outer = config.getNumber(old, byDefault);
    double inner = rope.getNumber(now, outer);
    if (config.has(old) && inner != outer)
      config.refuse(old, "contradicts rope_parameters");
    return inner;
  };
  double theta = number("rope_theta", thetaKey, 10000);
  double part = number("partial_rotary_factor", shareKey, share);
  std::string type = rope.getString(
      "rope_type", rope.has("type") ? rope.getString("type") : "default");

  int64_t dims = static_cast<int64_t>(headSize * part);
  if (dims < 2 || dims > headSize || dims % 2) {
    StringRef key = "partial_rotary_factor";
    config.refuse(rope.has(key) ? key : shareKey, "leaves " + Twine(dims) +
                                                      " of " + Twine(headSize) +
                                                      " elements to turn");
    dims = 0;
  }
  RotaryConfig result;
  for (int64_t i = 0; i + 1 < dims; i += 2)
    result.frequencies.push_back(
        1 / std::pow(theta, static_cast<double>(i) / dims));
  if (type == "llama3") {
    stretchLongWaves(rope, result.frequencies);
  } else if (type == "linear") {
    double factor = rope.getNumber("factor");
    for (float &frequency : result.frequencies)
      frequency /= factor;
  } else if (type != "default") {
    rope.refuse("rope_type", "is " + diag::quote(type) +
                                 "; default, linear and llama3 are known");
  }
  return result;
}

Rotary huggingface::makeRotary(ModelBuilder &m, const RotaryConfig &config,
                               Value positions) {
  auto own = m.dims(positions);
  Type f32 = m.getBuilder().getF32Type();
  int64_t pairs = config.frequencies.size();
  Value frequencies = m.numbers(config.frequencies, {pairs});
  Value column = m.reshape(m.cast(positions, f32),
                           {own[0], m.constant(1), own[1], m.constant(1)});
  Value angle = m.make<hf::MulOp>(column, frequencies);
  return {m.make<hf::CosOp>(angle), m.make<hf::SinOp>(angle)};
}

Value huggingface::rotate(ModelBuilder &m, Value x, const Rotary &rotary) {
  int64_t pairs = *m.dims(rotary.cosine)[3].getConstant();
  int64_t size = *m.dims(x)[3].getConstant();
  Value a = m.slice(x, 3, 0, pairs), b = m.slice(x, 3, pairs, pairs);
  auto [cosine, sine] = rotary;
  SmallVector<Value> parts{m.make<hf::SubOp>(m.make<hf::MulOp>(a, cosine),
                                             m.make<hf::MulOp>(b, sine)),
                           m.make<hf::AddOp>(m.make<hf::MulOp>(b, cosine),
                                             m.make<hf::MulOp>(a, sine))};
  if (2 * pairs != size)
    parts.push_back(m.slice(x, 3, 2 * pairs, size - 2 * pairs));
  return m.make<hf::ConcatOp>(parts, int64_t(3));
}
