// BERT (transformers.models.bert): learned positions, token types, post-norm
// layers; heads for masked tokens and for classification. Sources: Devlin et
// al. 2018; modeling_bert.py.
#include "frontends/huggingface/Architectures.h"
#include "frontends/huggingface/blocks/Attention.h"

using namespace hfc;
using namespace hfc::huggingface;
using namespace mlir;

namespace {

struct Bert {
  ModelBuilder &m;
  // Checkpoints of heads hold the model under "bert.", bare ones do not.
  std::string prefix;
  int64_t vocabulary, width, layers, heads, inner, positions, types;
  double epsilon;
  std::string activation;

  explicit Bert(ModelBuilder &m) : m(m) {
    Config &c = m.config;
    prefix = m.prefixOf("bert.", "embeddings.word_embeddings.weight");
    vocabulary = c.getInt("vocab_size", 30522);
    width = c.getInt("hidden_size", 768);
    layers = c.getInt("num_hidden_layers", 12);
    heads = c.getInt("num_attention_heads", 12);
    inner = c.getInt("intermediate_size", 3072);
    positions = c.getInt("max_position_embeddings", 512);
    types = c.getInt("type_vocab_size", 2);
    epsilon = c.getNumber("layer_norm_eps", 1e-12);
    activation = c.getString("hidden_act", "gelu");
    c.requireDivides("num_attention_heads", heads, "hidden_size", width);
    c.requireString("position_embedding_type", "absolute");
    c.requireBool("is_decoder", false);
    // Stored once; the second task of BERT's training; a pooler below another
    // head.
    m.ignore(prefix + "embeddings.position_ids");
    m.ignore("cls.seq_relationship.*");
    m.ignore(prefix + "pooler.dense.*");
  }

  Value layer(Value x, const Scope &scope, int64_t index) {
    std::string name =
        (prefix + "encoder.layer." + std::to_string(index) + ".");
    m.enter(name + "attention");
    std::string self = name + "attention.self.";
    Value attended =
        selfAttention(m, x, scope, heads,
                      {self + "query", self + "key", self + "value",
                       name + "attention.output.dense"});
    x = m.layerNorm(m.make<hf::AddOp>(attended, x),
                    name + "attention.output.LayerNorm", epsilon);
    m.enter(name + "mlp");
    Value wide = m.activation(m.linear(x, name + "intermediate.dense", inner),
                              "hidden_act", activation);
    Value narrow = m.linear(wide, name + "output.dense", width);
    return m.layerNorm(m.make<hf::AddOp>(narrow, x), name + "output.LayerNorm",
                       epsilon);
  }

  Built encode() {
    auto batch = m.symbol("batch", INT32_MAX);
    auto sequence = m.symbol("sequence", positions);
    Type i64 = m.getBuilder().getI64Type();
    Value ids = m.input("input_ids", {batch, sequence}, i64);
    Value mask = m.input("attention_mask", {batch, sequence}, i64, 1);
    Value type = m.input("token_type_ids", {batch, sequence}, i64, 0);

    std::string name = prefix + "embeddings.";
    m.enter(name + "sum");
    Value position = m.firstRows(name + "position_embeddings.weight", positions,
                                 width, sequence);
    Value x = m.embedding(ids, name + "word_embeddings", vocabulary, width);
    x = m.make<hf::AddOp>(
        x, m.embedding(type, name + "token_type_embeddings", types, width));
    x = m.make<hf::AddOp>(x, position);
    x = m.layerNorm(x, name + "LayerNorm", epsilon);
    Scope scope{keyMask(m, mask)};
    for (int64_t i = 0; i < layers; ++i)
      x = layer(x, scope, i);
    return {x, mask};
  }

  // The first token's state through a dense layer and tanh: [b, width].
  Value pool(Value hidden) {
    m.enter(prefix + "pooler");
    return m.make<hf::TanhOp>(
        m.linear(m.firstToken(hidden), prefix + "pooler.dense", width));
  }
};

} // namespace

Built huggingface::buildBertModel(ModelBuilder &model) {
  Bert bert(model);
  Built built = bert.encode();
  model.output("last_hidden_state", built.hidden);
  if (model.hasWeight(bert.prefix + "pooler.dense.weight"))
    model.output("pooler_output", bert.pool(built.hidden));
  return built;
}

Built huggingface::buildBertForMaskedLM(ModelBuilder &model) {
  Bert bert(model);
  Built built = bert.encode();
  model.enter("cls.predictions");
  std::string name = "cls.predictions.transform.";
  Value x = model.linear(built.hidden, name + "dense", bert.width);
  x = model.activation(x, "hidden_act", bert.activation);
  x = model.layerNorm(x, name + "LayerNorm", bert.epsilon);
  // The decoder is tied to the embedding unless it is stored.
  bool stored = model.hasWeight("cls.predictions.decoder.weight") &&
                !model.config.getBool("tie_word_embeddings", true);
  Value logits =
      model.linear(x,
                   stored ? "cls.predictions.decoder"
                          : bert.prefix + "embeddings.word_embeddings",
                   bert.vocabulary, false);
  bool inDecoder = !model.hasWeight("cls.predictions.bias");
  logits = model.make<hf::AddOp>(
      logits, model.weight(inDecoder ? "cls.predictions.decoder.bias"
                                     : "cls.predictions.bias",
                           {bert.vocabulary}));
  model.output("logits", logits);
  return built;
}

Built huggingface::buildBertForSequenceClassification(ModelBuilder &model) {
  Bert bert(model);
  Built built = bert.encode();
  Value pooled = bert.pool(built.hidden);
  model.enter("classifier");
  model.output("logits",
               model.linear(pooled, "classifier", model.countLabels()));
  return built;
}
