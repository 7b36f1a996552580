// DistilBERT (transformers.models.distilbert): BERT without token types and
// pooler, with names of its own. Sources: Sanh et al. 2019;
// modeling_distilbert.py.
#include "frontends/huggingface/Architectures.h"
#include "frontends/huggingface/blocks/Attention.h"

using namespace hfc;
using namespace hfc::huggingface;
using namespace mlir;

namespace {

struct DistilBert {
  ModelBuilder &m;
  std::string prefix;
  int64_t vocabulary, width, layers, heads, inner, positions;
  std::string activation;
  static constexpr double epsilon = 1e-12; // fixed in the class

  explicit DistilBert(ModelBuilder &m) : m(m) {
    Config &c = m.config;
    prefix = m.prefixOf("distilbert.", "embeddings.word_embeddings.weight");
    vocabulary = c.getInt("vocab_size", 30522);
    width = c.getInt("dim", 768);
    layers = c.getInt("n_layers", 6);
    heads = c.getInt("n_heads", 12);
    inner = c.getInt("hidden_dim", 3072);
    positions = c.getInt("max_position_embeddings", 512);
    activation = c.getString("activation", "gelu");
    c.requireDivides("n_heads", heads, "dim", width);
  }

  Value layer(Value x, const Scope &scope, int64_t index) {
    std::string name =
        prefix + "transformer.layer." + std::to_string(index) + ".";
    m.enter(name + "attention");
    std::string part = name + "attention.";
    Value attended = selfAttention(
        m, x, scope, heads,
        {part + "q_lin", part + "k_lin", part + "v_lin", part + "out_lin"});
    x = m.layerNorm(m.make<hf::AddOp>(attended, x), name + "sa_layer_norm",
                    epsilon);
    m.enter(name + "ffn");
    Value wide = m.activation(m.linear(x, name + "ffn.lin1", inner),
                              "activation", activation);
    Value narrow = m.linear(wide, name + "ffn.lin2", width);
    return m.layerNorm(m.make<hf::AddOp>(narrow, x), name + "output_layer_norm",
                       epsilon);
  }

  Built encode() {
    auto batch = m.symbol("batch", INT32_MAX);
    auto sequence = m.symbol("sequence", positions);
    Type i64 = m.getBuilder().getI64Type();
    Value ids = m.input("input_ids", {batch, sequence}, i64);
    Value mask = m.input("attention_mask", {batch, sequence}, i64, 1);

    std::string name = prefix + "embeddings.";
    m.enter(name + "sum");
    Value x = m.embedding(ids, name + "word_embeddings", vocabulary, width);
    x = m.make<hf::AddOp>(x, m.embedding(m.positions(ids, positions),
                                         name + "position_embeddings",
                                         positions, width));
    x = m.layerNorm(x, name + "LayerNorm", epsilon);
    Scope scope{keyMask(m, mask)};
    for (int64_t i = 0; i < layers; ++i)
      x = layer(x, scope, i);
    return {x, mask};
  }
};

} // namespace

Built huggingface::buildDistilBertModel(ModelBuilder &model) {
  Built built = DistilBert(model).encode();
  model.output("last_hidden_state", built.hidden);
  return built;
}

Built huggingface::buildDistilBertForMaskedLM(ModelBuilder &model) {
  DistilBert bert(model);
  Built built = bert.encode();
  model.enter("vocab");
  Value x = model.linear(built.hidden, "vocab_transform", bert.width);
  x = model.activation(x, "activation", bert.activation);
  x = model.layerNorm(x, "vocab_layer_norm", bert.epsilon);
  bool stored = model.hasWeight("vocab_projector.weight") &&
                !model.config.getBool("tie_word_embeddings", true);
  Value logits = model.linear(
      x,
      stored ? "vocab_projector" : bert.prefix + "embeddings.word_embeddings",
      bert.vocabulary, false);
  logits = model.make<hf::AddOp>(
      logits, model.weight("vocab_projector.bias", {bert.vocabulary}));
  model.output("logits", logits);
  return built;
}

Built huggingface::buildDistilBertForSequenceClassification(
    ModelBuilder &model) {
  DistilBert bert(model);
  Built built = bert.encode();
  model.enter("classifier");
  Value x = model.linear(model.firstToken(built.hidden), "pre_classifier",
                         bert.width);
  x = model.make<hf::MaxOp>(x, model.number(0));
  model.output("logits", model.linear(x, "classifier", model.countLabels()));
  return built;
}
