// BLOOM (transformers.models.bloom): no positions but a slope on the scores
// (alibi, Press et al. 2022), a norm behind the embedding. Sources: BigScience
// 2022; modeling_bloom.py.
#include "frontends/huggingface/blocks/Decoder.h"
#include "llvm/Support/MathExtras.h"
#include <cmath>

using namespace hfc;
using namespace hfc::huggingface;
using namespace mlir;

// One slope a head: powers of 2^(-8 / n) for n heads; where n is no power of
// two, those of the power below, then every other one of the power above.
static std::vector<float> getSlopes(int64_t heads) {
  int64_t whole = llvm::bit_floor(static_cast<uint64_t>(heads));
  auto power = [](int64_t count, int64_t i) {
    return static_cast<float>(std::exp2(-8.0 * i / count));
  };
  std::vector<float> slopes;
  for (int64_t i = 1; i <= whole; ++i)
    slopes.push_back(power(whole, i));
  for (int64_t i = 1; i <= heads - whole; ++i)
    slopes.push_back(power(2 * whole, 2 * i - 1));
  return slopes;
}

namespace {

struct Bloom {
  ModelBuilder &m;
  std::string prefix;
  int64_t vocabulary, width, layers, heads;
  double epsilon;
  bool addsNormed;

  explicit Bloom(ModelBuilder &m) : m(m) {
    Config &c = m.config;
    prefix = m.prefixOf("transformer.", "word_embeddings.weight");
    vocabulary = c.getInt("vocab_size", 250880);
    width = c.getInt(c.anyOf({"n_embed", "hidden_size"}), 64);
    layers = c.getInt(c.anyOf({"n_layer", "num_hidden_layers"}), 2);
    heads = c.getInt(c.anyOf({"n_head", "num_attention_heads"}), 8);
    epsilon = c.getNumber("layer_norm_epsilon", 1e-5);
    addsNormed = c.getBool("apply_residual_connection_post_layernorm", false);
    c.requireDivides("n_head", heads, "hidden_size", width);
    if (c.getInt("n_inner", 4 * width) != 4 * width)
      c.refuse("n_inner", "is not 4 * hidden_size");
  }

  // slope * place among the unmasked tokens: f32 [b, heads, 1, t].
  Value alibi(const Tokens &tokens) {
    auto own = m.dims(tokens.mask);
    Type f32 = m.getBuilder().getF32Type();
    Value slopes = m.numbers(getSlopes(heads), {heads, 1, 1});
    Value count = m.make<hf::CumSumOp>(tokens.mask, int64_t(1),
                                       /*exclusive=*/false, /*reverse=*/false);
    Value place =
        m.make<hf::MulOp>(m.make<hf::SubOp>(count, m.integer(1)), tokens.mask);
    Value row = m.reshape(m.cast(place, f32),
                          {own[0], m.constant(1), m.constant(1), own[1]});
    return m.make<hf::MulOp>(row, slopes);
  }

  Value layer(Value x, const Scope &scope, int64_t index) {
    std::string name = prefix + "h." + std::to_string(index) + ".";
    m.enter(name + "self_attention");
    Value normed = m.layerNorm(x, name + "input_layernorm", epsilon);
    std::string self = name + "self_attention.";
    Value fused = m.linear(normed, self + "query_key_value", 3 * width);
    Value context = attend(m, splitFusedHeads(m, fused, heads), scope,
                           usualScale(width / heads));
    x = m.make<hf::AddOp>(m.linear(context, self + "dense", width),
                          addsNormed ? normed : x);
    m.enter(name + "mlp");
    normed = m.layerNorm(x, name + "post_attention_layernorm", epsilon);
    Value wide = m.make<hf::GeluOp>(
        m.linear(normed, name + "mlp.dense_h_to_4h", 4 * width),
        /*tanh=*/true);
    return m.make<hf::AddOp>(m.linear(wide, name + "mlp.dense_4h_to_h", width),
                             addsNormed ? normed : x);
  }
};

} // namespace

Built huggingface::buildBloomForCausalLM(ModelBuilder &m) {
  Bloom bloom(m);
  Tokens tokens = takeTokens(m, INT32_MAX);
  std::string words = bloom.prefix + "word_embeddings";
  m.enter("embedding");
  Value x = m.embedding(tokens.ids, words, bloom.vocabulary, bloom.width);
  x = m.layerNorm(x, words + "_layernorm", bloom.epsilon);
  Scope scope = tokens.scope;
  scope.bias = bloom.alibi(tokens);
  for (int64_t i = 0; i < bloom.layers; ++i)
    x = bloom.layer(x, scope, i);
  m.enter(bloom.prefix + "ln_f");
  x = m.layerNorm(x, bloom.prefix + "ln_f", bloom.epsilon);
  return finishDecoder(m, tokens, x, "lm_head", words, bloom.vocabulary, true);
}
