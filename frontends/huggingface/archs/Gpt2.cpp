// GPT-2 (transformers.models.gpt2): learned positions, pre-norm layers, weights
// stored [in, out]. Sources: Radford et al. 2019; modeling_gpt2.py.
#include "frontends/huggingface/blocks/Decoder.h"

using namespace hfc;
using namespace hfc::huggingface;
using namespace mlir;

namespace {

struct Gpt2 {
  ModelBuilder &m;
  std::string prefix;
  int64_t vocabulary, width, layers, heads, inner, positions;
  double epsilon;
  std::string activation;
  bool isScaled, isScaledByLayer;

  explicit Gpt2(ModelBuilder &m) : m(m) {
    Config &c = m.config;
    prefix = m.prefixOf("transformer.", "wte.weight");
    vocabulary = c.getInt("vocab_size", 50257);
    width = c.getInt("n_embd", 768);
    layers = c.getInt("n_layer", 12);
    heads = c.getInt("n_head", 12);
    inner = c.getInt("n_inner", 4 * width);
    positions = c.getInt("n_positions", 1024);
    epsilon = c.getNumber("layer_norm_epsilon", 1e-5);
    activation = c.getString("activation_function", "gelu_new");
    isScaled = c.getBool("scale_attn_weights", true);
    isScaledByLayer = c.getBool("scale_attn_by_inverse_layer_idx", false);
    c.requireDivides("n_head", heads, "n_embd", width);
    // The causal mask was stored once.
    m.ignore(prefix + "h.*.attn.bias");
    m.ignore(prefix + "h.*.attn.masked_bias");
  }

  Value attention(Value x, const Tokens &tokens, int64_t index,
                  const std::string &name) {
    Value fused = m.conv1d(x, name + "c_attn", 3 * width);
    auto part = [&](int64_t i) {
      return splitHeads(m, m.slice(fused, 2, i * width, width), heads);
    };
    double scale = isScaled ? usualScale(width / heads) : 1;
    if (isScaledByLayer)
      scale /= static_cast<double>(index + 1);
    Value context = attend(m, {part(0), part(1), part(2)}, tokens.scope, scale);
    return m.conv1d(context, name + "c_proj", width);
  }

  Value layer(Value x, const Tokens &tokens, int64_t index) {
    std::string name = prefix + "h." + std::to_string(index) + ".";
    m.enter(name + "attn");
    Value normed = m.layerNorm(x, name + "ln_1", epsilon);
    x = m.make<hf::AddOp>(attention(normed, tokens, index, name + "attn."), x);
    m.enter(name + "mlp");
    normed = m.layerNorm(x, name + "ln_2", epsilon);
    Value wide = m.activation(m.conv1d(normed, name + "mlp.c_fc", inner),
                              "activation_function", activation);
    return m.make<hf::AddOp>(m.conv1d(wide, name + "mlp.c_proj", width), x);
  }
};

} // namespace

Built huggingface::buildGPT2LMHeadModel(ModelBuilder &m) {
  Gpt2 gpt(m);
  Tokens tokens = takeTokens(m, gpt.positions);
  std::string words = gpt.prefix + "wte";
  m.enter("embedding");
  Value x = m.make<hf::AddOp>(
      m.embedding(tokens.ids, words, gpt.vocabulary, gpt.width),
      m.embedding(tokens.positions, gpt.prefix + "wpe", gpt.positions,
                  gpt.width));
  for (int64_t i = 0; i < gpt.layers; ++i)
    x = gpt.layer(x, tokens, i);
  m.enter(gpt.prefix + "ln_f");
  x = m.layerNorm(x, gpt.prefix + "ln_f", gpt.epsilon);
  return finishDecoder(m, tokens, x, "lm_head", words, gpt.vocabulary, true);
}
