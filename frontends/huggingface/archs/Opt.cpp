// OPT (transformers.models.opt): learned positions that begin at 2, ReLU; the
// 350m model norms behind its blocks and has a narrower embedding. Sources:
// Zhang et al. 2022; modeling_opt.py.
#include "frontends/huggingface/blocks/Decoder.h"

using namespace hfc;
using namespace hfc::huggingface;
using namespace mlir;

namespace {

struct Opt {
  ModelBuilder &m;
  std::string prefix;
  int64_t vocabulary, width, layers, heads, inner, positions, wordWidth;
  std::string activation;
  bool normsBefore, hasBias, hasFinalNorm;
  static constexpr double epsilon = 1e-5; // fixed in the class
  static constexpr int64_t firstPosition = 2;

  explicit Opt(ModelBuilder &m) : m(m) {
    Config &c = m.config;
    prefix = m.prefixOf("model.", "decoder.embed_tokens.weight") + "decoder.";
    vocabulary = c.getInt("vocab_size", 50272);
    width = c.getInt("hidden_size", 768);
    layers = c.getInt("num_hidden_layers", 12);
    heads = c.getInt("num_attention_heads", 12);
    inner = c.getInt("ffn_dim", 3072);
    positions = c.getInt("max_position_embeddings", 2048);
    wordWidth = c.getInt("word_embed_proj_dim", width);
    activation = c.getString("activation_function", "relu");
    normsBefore = c.getBool("do_layer_norm_before", true);
    hasBias = c.getBool("enable_bias", true);
    hasFinalNorm = !c.getBool("_remove_final_layer_norm", false) && normsBefore;
    c.requireBool("layer_norm_elementwise_affine", true);
    c.requireDivides("num_attention_heads", heads, "hidden_size", width);
  }

  // block(norm(x)) + x, or norm(block(x) + x).
  template <typename Block>
  Value residual(Value x, const std::string &norm, Block block) {
    Value in = normsBefore ? m.layerNorm(x, norm, epsilon) : x;
    Value sum = m.make<hf::AddOp>(block(in), x);
    return normsBefore ? sum : m.layerNorm(sum, norm, epsilon);
  }

  Value layer(Value x, const Tokens &tokens, int64_t index) {
    std::string name = prefix + "layers." + std::to_string(index) + ".";
    m.enter(name + "self_attn");
    x = residual(x, name + "self_attn_layer_norm", [&](Value in) {
      std::string self = name + "self_attn.";
      return selfAttention(m, in, tokens.scope, heads,
                           {self + "q_proj", self + "k_proj", self + "v_proj",
                            self + "out_proj"},
                           hasBias);
    });
    m.enter(name + "fc");
    return residual(x, name + "final_layer_norm", [&](Value in) {
      Value wide = m.activation(m.linear(in, name + "fc1", inner, hasBias),
                                "activation_function", activation);
      return m.linear(wide, name + "fc2", width, hasBias);
    });
  }
};

} // namespace

Built huggingface::buildOPTForCausalLM(ModelBuilder &m) {
  Opt opt(m);
  Tokens tokens = takeTokens(m, opt.positions);
  std::string words = opt.prefix + "embed_tokens";
  m.enter("embedding");
  Value x = m.embedding(tokens.ids, words, opt.vocabulary, opt.wordWidth);
  if (opt.wordWidth != opt.width)
    x = m.linear(x, opt.prefix + "project_in", opt.width, false);
  Value place = m.positions(tokens.ids, opt.positions, tokens.positions);
  place = m.make<hf::AddOp>(place, m.integer(Opt::firstPosition));
  x = m.make<hf::AddOp>(x, m.embedding(place, opt.prefix + "embed_positions",
                                       opt.positions + Opt::firstPosition,
                                       opt.width));
  for (int64_t i = 0; i < opt.layers; ++i)
    x = opt.layer(x, tokens, i);
  m.enter(opt.prefix + "final_layer_norm");
  if (opt.hasFinalNorm)
    x = m.layerNorm(x, opt.prefix + "final_layer_norm", Opt::epsilon);
  if (opt.wordWidth != opt.width)
    x = m.linear(x, opt.prefix + "project_out", opt.wordWidth, false);
  return finishDecoder(m, tokens, x, "lm_head", words, opt.vocabulary, true);
}
