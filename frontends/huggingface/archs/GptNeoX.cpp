// GPT-NeoX (transformers.models.gpt_neox): rotary positions over a share of
// each head, attention and MLP side by side, an untied head. Sources: Black et
// al. 2022; modeling_gpt_neox.py.
#include "frontends/huggingface/blocks/Decoder.h"
#include "frontends/huggingface/blocks/Rotary.h"

using namespace hfc;
using namespace hfc::huggingface;
using namespace mlir;

namespace {

struct GptNeoX {
  ModelBuilder &m;
  std::string prefix;
  int64_t vocabulary, width, layers, heads, inner, positions;
  double epsilon;
  std::string activation;
  bool isParallel, attentionBias;

  explicit GptNeoX(ModelBuilder &m) : m(m) {
    Config &c = m.config;
    prefix = m.prefixOf("gpt_neox.", "embed_in.weight");
    vocabulary = c.getInt("vocab_size", 50432);
    width = c.getInt("hidden_size", 6144);
    layers = c.getInt("num_hidden_layers", 44);
    heads = c.getInt("num_attention_heads", 64);
    inner = c.getInt("intermediate_size", 24576);
    positions = c.getInt("max_position_embeddings", 2048);
    epsilon = c.getNumber("layer_norm_eps", 1e-5);
    activation = c.getString("hidden_act", "gelu");
    isParallel = c.getBool("use_parallel_residual", true);
    attentionBias = c.getBool("attention_bias", true);
    c.requireDivides("num_attention_heads", heads, "hidden_size", width);
    // Mask and frequencies were stored once.
    m.ignore(prefix + "layers.*.attention.bias");
    m.ignore(prefix + "layers.*.attention.masked_bias");
    m.ignore(prefix + "layers.*.attention.rotary_emb.inv_freq");
  }

  Value attention(Value x, const Tokens &tokens, const Rotary &rotary,
                  const std::string &name) {
    Projected projected = splitFusedHeads(
        m, m.linear(x, name + "query_key_value", 3 * width, attentionBias),
        heads);
    projected.query = rotate(m, projected.query, rotary);
    projected.key = rotate(m, projected.key, rotary);
    Value context =
        attend(m, projected, tokens.scope, usualScale(width / heads));
    return m.linear(context, name + "dense", width, attentionBias);
  }

  Value layer(Value x, const Tokens &tokens, const Rotary &rotary,
              int64_t index) {
    std::string name = prefix + "layers." + std::to_string(index) + ".";
    m.enter(name + "attention");
    Value normed = m.layerNorm(x, name + "input_layernorm", epsilon);
    Value sum = m.make<hf::AddOp>(
        attention(normed, tokens, rotary, name + "attention."), x);
    m.enter(name + "mlp");
    normed = m.layerNorm(isParallel ? x : sum,
                         name + "post_attention_layernorm", epsilon);
    Value wide =
        m.activation(m.linear(normed, name + "mlp.dense_h_to_4h", inner),
                     "hidden_act", activation);
    return m.make<hf::AddOp>(m.linear(wide, name + "mlp.dense_4h_to_h", width),
                             sum);
  }
};

} // namespace

Built huggingface::buildGPTNeoXForCausalLM(ModelBuilder &m) {
  GptNeoX gpt(m);
  RotaryConfig frequencies = readRotary(m, gpt.width / gpt.heads,
                                        "rotary_emb_base", "rotary_pct", 0.25);
  Tokens tokens = takeTokens(m, gpt.positions);
  Value place = m.positions(tokens.ids, INT64_MAX, tokens.positions);
  Rotary rotary = makeRotary(m, frequencies, place);
  std::string words = gpt.prefix + "embed_in";
  m.enter("embedding");
  Value x = m.embedding(tokens.ids, words, gpt.vocabulary, gpt.width);
  for (int64_t i = 0; i < gpt.layers; ++i)
    x = gpt.layer(x, tokens, rotary, i);
  m.enter(gpt.prefix + "final_layer_norm");
  x = m.layerNorm(x, gpt.prefix + "final_layer_norm", gpt.epsilon);
  return finishDecoder(m, tokens, x, "embed_out", words, gpt.vocabulary, false);
}
