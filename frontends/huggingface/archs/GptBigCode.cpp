// GPTBigCode (transformers.models.gpt_bigcode), the first StarCoder: GPT-2
// whose heads share one key and value, with weights stored [out, in]. Sources:
// Li et al. 2023; modeling_gpt_bigcode.py.
#include "frontends/huggingface/blocks/Decoder.h"

using namespace hfc;
using namespace hfc::huggingface;
using namespace mlir;

namespace {

struct GptBigCode {
  ModelBuilder &m;
  std::string prefix;
  int64_t vocabulary, width, layers, heads, inner, positions;
  double epsilon;
  std::string activation;
  bool isScaled, sharesKeys;

  explicit GptBigCode(ModelBuilder &m) : m(m) {
    Config &c = m.config;
    prefix = m.prefixOf("transformer.", "wte.weight");
    vocabulary = c.getInt("vocab_size", 50257);
    width = c.getInt("n_embd", 768);
    layers = c.getInt("n_layer", 12);
    heads = c.getInt("n_head", 12);
    inner = c.getInt("n_inner", 4 * width);
    positions = c.getInt("n_positions", 1024);
    epsilon = c.getNumber("layer_norm_epsilon", 1e-5);
    activation = c.getString("activation_function", "gelu_pytorch_tanh");
    isScaled = c.getBool("scale_attn_weights", true);
    sharesKeys = c.getBool("multi_query", true);
    int64_t groups = sharesKeys ? 1 : heads;
    if (c.getInt("num_key_value_heads", groups) != groups)
      c.refuse("num_key_value_heads", "contradicts \"multi_query\"");
    c.requireDivides("n_head", heads, "n_embd", width);
    m.ignore(prefix + "h.*.attn.bias");
    m.ignore(prefix + "h.*.attn.masked_bias");
  }

  // [all queries | one key | one value], or query, key and value of each head.
  Projected project(Value x, const std::string &name) {
    int64_t size = width / heads;
    Value fused = m.linear(x, name, width + 2 * (sharesKeys ? size : width));
    if (!sharesKeys)
      return splitFusedHeads(m, fused, heads);
    return {splitHeads(m, m.slice(fused, 2, 0, width), heads),
            splitHeads(m, m.slice(fused, 2, width, size), 1),
            splitHeads(m, m.slice(fused, 2, width + size, size), 1)};
  }

  Value layer(Value x, const Tokens &tokens, int64_t index) {
    std::string name = prefix + "h." + std::to_string(index) + ".";
    m.enter(name + "attn");
    Value normed = m.layerNorm(x, name + "ln_1", epsilon);
    Value context =
        attend(m, project(normed, name + "attn.c_attn"), tokens.scope,
               isScaled ? usualScale(width / heads) : 1);
    x = m.make<hf::AddOp>(m.linear(context, name + "attn.c_proj", width), x);
    m.enter(name + "mlp");
    normed = m.layerNorm(x, name + "ln_2", epsilon);
    Value wide = m.activation(m.linear(normed, name + "mlp.c_fc", inner),
                              "activation_function", activation);
    return m.make<hf::AddOp>(m.linear(wide, name + "mlp.c_proj", width), x);
  }
};

} // namespace

Built huggingface::buildGPTBigCodeForCausalLM(ModelBuilder &m) {
  GptBigCode gpt(m);
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
