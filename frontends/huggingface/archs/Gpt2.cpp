// GPT-2 (transformers.models.gpt2): learned positions, pre-norm layers, weights
// stored [in, out]; and GPTBigCode (models.gpt_bigcode), the first StarCoder,
// whose heads share one key and value, with weights stored [out, in]. Sources:
// Radford et al. 2019, Li et al. 2023; modeling_gpt2.py,
// modeling_gpt_bigcode.py.
#include "frontends/huggingface/blocks/Decoder.h"

using namespace hfc;
using namespace hfc::huggingface;
using namespace mlir;

namespace {

struct Gpt {
  ModelBuilder &m;
  bool isBigCode;
  std::string prefix;
  int64_t vocabulary, width, layers, heads, inner, positions;
  double epsilon;
  std::string activation;
  bool isScaled, isScaledByLayer = false, sharesKeys = false;

  Gpt(ModelBuilder &m, bool isBigCode) : m(m), isBigCode(isBigCode) {
    Config &c = m.config;
    prefix = m.prefixOf("transformer.", "wte.weight");
    vocabulary = c.getInt("vocab_size", 50257);
    width = c.getInt("n_embd", 768);
    layers = c.getInt("n_layer", 12);
    heads = c.getInt("n_head", 12);
    inner = c.getInt("n_inner", 4 * width);
    positions = c.getInt("n_positions", 1024);
    epsilon = c.getNumber("layer_norm_epsilon", 1e-5);
    activation = c.getString("activation_function",
                             isBigCode ? "gelu_pytorch_tanh" : "gelu_new");
    isScaled = c.getBool("scale_attn_weights", true);
    if (isBigCode)
      readSharing(c);
    else
      isScaledByLayer = c.getBool("scale_attn_by_inverse_layer_idx", false);
    c.requireDivides("n_head", heads, "n_embd", width);
    // The causal mask was stored once.
    m.ignore(prefix + "h.*.attn.bias");
    m.ignore(prefix + "h.*.attn.masked_bias");
  }

  void readSharing(Config &c) {
    sharesKeys = c.getBool("multi_query", true);
    int64_t groups = sharesKeys ? 1 : heads;
    if (c.getInt("num_key_value_heads", groups) != groups)
      c.refuse("num_key_value_heads", "contradicts \"multi_query\"");
  }

  Value linear(Value x, const std::string &name, int64_t out) {
    return isBigCode ? m.linear(x, name, out) : m.conv1d(x, name, out);
  }

  // [all queries | the keys | the values]; in a GPTBigCode that shares none,
  // query, key and value of each head.
  Projected project(Value x, const std::string &name) {
    int64_t size = sharesKeys ? width / heads : width;
    Value fused = linear(x, name, width + 2 * size);
    if (isBigCode && !sharesKeys)
      return splitFusedHeads(m, fused, heads);
    int64_t groups = sharesKeys ? 1 : heads;
    return {splitHeads(m, m.slice(fused, 2, 0, width), heads),
            splitHeads(m, m.slice(fused, 2, width, size), groups),
            splitHeads(m, m.slice(fused, 2, width + size, size), groups)};
  }

  Value layer(Value x, const Tokens &tokens, int64_t index) {
    std::string name = prefix + "h." + std::to_string(index) + ".";
    m.enter(name + "attn");
    double scale = isScaled ? usualScale(width / heads) : 1;
    if (isScaledByLayer)
      scale /= static_cast<double>(index + 1);
    Value normed = m.layerNorm(x, name + "ln_1", epsilon);
    Value context =
        attend(m, project(normed, name + "attn.c_attn"), tokens.scope, scale);
    x = m.make<hf::AddOp>(linear(context, name + "attn.c_proj", width), x);
    m.enter(name + "mlp");
    normed = m.layerNorm(x, name + "ln_2", epsilon);
    Value wide = m.activation(linear(normed, name + "mlp.c_fc", inner),
                              "activation_function", activation);
    return m.make<hf::AddOp>(linear(wide, name + "mlp.c_proj", width), x);
  }

  Built build() {
    Tokens tokens = takeTokens(m, positions);
    Value place = m.positions(tokens.ids, positions, tokens.positions);
    std::string words = prefix + "wte";
    m.enter("embedding");
    Value x =
        m.make<hf::AddOp>(m.embedding(tokens.ids, words, vocabulary, width),
                          m.embedding(place, prefix + "wpe", positions, width));
    for (int64_t i = 0; i < layers; ++i)
      x = layer(x, tokens, i);
    m.enter(prefix + "ln_f");
    x = m.layerNorm(x, prefix + "ln_f", epsilon);
    return finishDecoder(m, tokens, x, "lm_head", words, vocabulary, true);
  }
};

} // namespace

Built huggingface::buildGPT2LMHeadModel(ModelBuilder &m) {
  return Gpt(m, /*isBigCode=*/false).build();
}

Built huggingface::buildGPTBigCodeForCausalLM(ModelBuilder &m) {
  return Gpt(m, /*isBigCode=*/true).build();
}
