// LLaMA (transformers.models.llama): rotary positions, grouped keys and values,
// RMS norm, gated MLP. Sources: Touvron et al. 2023; modeling_llama.py.
#include "frontends/huggingface/blocks/Decoder.h"
#include "frontends/huggingface/blocks/Rotary.h"

using namespace hfc;
using namespace hfc::huggingface;
using namespace mlir;

namespace {

struct Llama {
  ModelBuilder &m;
  std::string prefix;
  int64_t vocabulary, width, layers, heads, groups, headSize, inner, positions;
  double epsilon;
  std::string activation;
  bool attentionBias, mlpBias;

  explicit Llama(ModelBuilder &m) : m(m) {
    Config &c = m.config;
    prefix = m.prefixOf("model.", "embed_tokens.weight");
    vocabulary = c.getInt("vocab_size", 32000);
    width = c.getInt("hidden_size", 4096);
    layers = c.getInt("num_hidden_layers", 32);
    heads = c.getInt("num_attention_heads", 32);
    groups = c.getInt("num_key_value_heads", heads);
    headSize = c.getInt("head_dim", width / heads);
    inner = c.getInt("intermediate_size", 11008);
    positions = c.getInt("max_position_embeddings", 2048);
    epsilon = c.getNumber("rms_norm_eps", 1e-6);
    activation = c.getString("hidden_act", "silu");
    attentionBias = c.getBool("attention_bias", false);
    mlpBias = c.getBool("mlp_bias", false);
    c.requireDivides("num_key_value_heads", groups, "num_attention_heads",
                     heads);
    if (heads % groups)
      groups = 1; // something that can be built, until the error is told
    if (!c.has("head_dim"))
      c.requireDivides("num_attention_heads", heads, "hidden_size", width);
    // The frequencies were stored once.
    m.ignore(prefix + "layers.*.self_attn.rotary_emb.inv_freq");
  }

  Value attention(Value x, const Tokens &tokens, const Rotary &rotary,
                  const std::string &name) {
    auto project = [&](const char *part, int64_t count) {
      Value all = m.linear(x, name + part, count * headSize, attentionBias);
      return splitHeads(m, all, count);
    };
    Projected projected{rotate(m, project("q_proj", heads), rotary),
                        rotate(m, project("k_proj", groups), rotary),
                        project("v_proj", groups)};
    Value context = attend(m, projected, tokens.scope, usualScale(headSize));
    return m.linear(context, name + "o_proj", width, attentionBias);
  }

  Value layer(Value x, const Tokens &tokens, const Rotary &rotary,
              int64_t index) {
    std::string name = prefix + "layers." + std::to_string(index) + ".";
    m.enter(name + "self_attn");
    Value normed = m.rmsNorm(x, name + "input_layernorm", epsilon);
    x = m.make<hf::AddOp>(
        attention(normed, tokens, rotary, name + "self_attn."), x);
    m.enter(name + "mlp");
    normed = m.rmsNorm(x, name + "post_attention_layernorm", epsilon);
    Value gate =
        m.activation(m.linear(normed, name + "mlp.gate_proj", inner, mlpBias),
                     "hidden_act", activation);
    Value wide = m.make<hf::MulOp>(
        gate, m.linear(normed, name + "mlp.up_proj", inner, mlpBias));
    return m.make<hf::AddOp>(
        m.linear(wide, name + "mlp.down_proj", width, mlpBias), x);
  }
};

} // namespace

Built huggingface::buildLlamaForCausalLM(ModelBuilder &m) {
  Llama llama(m);
  RotaryConfig frequencies = readRotary(m, llama.headSize);
  Tokens tokens = takeTokens(m, llama.positions);
  Value place = m.positions(tokens.ids, INT64_MAX, tokens.positions);
  Rotary rotary = makeRotary(m, frequencies, place);
  std::string words = llama.prefix + "embed_tokens";
  m.enter("embedding");
  Value x = m.embedding(tokens.ids, words, llama.vocabulary, llama.width);
  for (int64_t i = 0; i < llama.layers; ++i)
    x = llama.layer(x, tokens, rotary, i);
  m.enter(llama.prefix + "norm");
  x = m.rmsNorm(x, llama.prefix + "norm", llama.epsilon);
  return finishDecoder(m, tokens, x, "lm_head", words, llama.vocabulary, false);
}
