// Starcoder2 (transformers.models.starcoder2): rotary positions, grouped keys
// and values, a sliding window, layer norm and biases. Sources: Lozhkov et al.
// 2024; modeling_starcoder2.py.
#include "frontends/huggingface/blocks/Decoder.h"
#include "frontends/huggingface/blocks/Rotary.h"

using namespace hfc;
using namespace hfc::huggingface;
using namespace mlir;

namespace {

struct Starcoder2 {
  ModelBuilder &m;
  std::string prefix;
  int64_t vocabulary, width, layers, heads, groups, headSize, inner, positions;
  std::optional<int64_t> window;
  double epsilon;
  std::string activation;
  bool hasBias;

  explicit Starcoder2(ModelBuilder &m) : m(m) {
    Config &c = m.config;
    prefix = m.prefixOf("model.", "embed_tokens.weight");
    vocabulary = c.getInt("vocab_size", 49152);
    width = c.getInt("hidden_size", 3072);
    layers = c.getInt("num_hidden_layers", 30);
    heads = c.getInt("num_attention_heads", 24);
    groups = c.getInt("num_key_value_heads", 2);
    headSize = c.getInt("head_dim", width / heads);
    inner = c.getInt("intermediate_size", 12288);
    positions = c.getInt("max_position_embeddings", 4096);
    epsilon = c.getNumber("norm_epsilon", 1e-5);
    activation = c.getString("hidden_act", "gelu_pytorch_tanh");
    hasBias = c.getBool("use_bias", true);
    if (c.has("sliding_window"))
      window = c.getInt("sliding_window");
    c.requireString("mlp_type", "default");
    c.requireString("norm_type", "layer_norm");
    c.requireDivides("num_key_value_heads", groups, "num_attention_heads",
                     heads);
    if (heads % groups)
      groups = 1; // something that can be built, until the error is told
  }

  Value attention(Value x, const Scope &scope, const Rotary &rotary,
                  const std::string &name) {
    auto project = [&](const char *part, int64_t count) {
      Value all = m.linear(x, name + part, count * headSize, hasBias);
      return splitHeads(m, all, count);
    };
    Projected projected{rotate(m, project("q_proj", heads), rotary),
                        rotate(m, project("k_proj", groups), rotary),
                        project("v_proj", groups)};
    Value context = attend(m, projected, scope, usualScale(headSize));
    return m.linear(context, name + "o_proj", width, hasBias);
  }

  Value layer(Value x, const Scope &scope, const Rotary &rotary,
              int64_t index) {
    std::string name = prefix + "layers." + std::to_string(index) + ".";
    m.enter(name + "self_attn");
    Value normed = m.layerNorm(x, name + "input_layernorm", epsilon);
    x = m.make<hf::AddOp>(attention(normed, scope, rotary, name + "self_attn."),
                          x);
    m.enter(name + "mlp");
    normed = m.layerNorm(x, name + "post_attention_layernorm", epsilon);
    Value wide =
        m.activation(m.linear(normed, name + "mlp.c_fc", inner, hasBias),
                     "hidden_act", activation);
    return m.make<hf::AddOp>(
        m.linear(wide, name + "mlp.c_proj", width, hasBias), x);
  }
};

} // namespace

Built huggingface::buildStarcoder2ForCausalLM(ModelBuilder &m) {
  Starcoder2 coder(m);
  RotaryConfig frequencies = readRotary(m, coder.headSize);
  Tokens tokens = takeTokens(m, coder.positions);
  Value place = m.positions(tokens.ids, INT64_MAX, tokens.positions);
  Rotary rotary = makeRotary(m, frequencies, place);
  Scope scope = tokens.scope;
  scope.window = coder.window;
  std::string words = coder.prefix + "embed_tokens";
  m.enter("embedding");
  Value x = m.embedding(tokens.ids, words, coder.vocabulary, coder.width);
  for (int64_t i = 0; i < coder.layers; ++i)
    x = coder.layer(x, scope, rotary, i);
  m.enter(coder.prefix + "norm");
  x = m.layerNorm(x, coder.prefix + "norm", coder.epsilon);
  return finishDecoder(m, tokens, x, "lm_head", words, coder.vocabulary, true);
}
