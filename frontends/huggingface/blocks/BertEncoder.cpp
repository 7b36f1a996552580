// See BertEncoder.h.
#include "frontends/huggingface/blocks/BertEncoder.h"

using namespace hfc;
using namespace hfc::huggingface;
using namespace mlir;

BertEncoder::BertEncoder(ModelBuilder &m, StringRef prefix, double usualEpsilon)
    : m(m), prefix(m.prefixOf(prefix, "embeddings.word_embeddings.weight")) {
  Config &c = m.config;
  vocabulary = c.getInt("vocab_size", 30522);
  width = c.getInt("hidden_size", 768);
  layers = c.getInt("num_hidden_layers", 12);
  heads = c.getInt("num_attention_heads", 12);
  inner = c.getInt("intermediate_size", 3072);
  positions = c.getInt("max_position_embeddings", 512);
  types = c.getInt("type_vocab_size", 2);
  epsilon = c.getNumber("layer_norm_eps", usualEpsilon);
  activation = c.getString("hidden_act", "gelu");
  c.requireDivides("num_attention_heads", heads, "hidden_size", width);
  c.requireString("position_embedding_type", "absolute");
  c.requireBool("is_decoder", false);
  // Stored once; a pooler below another head.
  m.ignore(this->prefix + "embeddings.position_ids");
  m.ignore(this->prefix + "pooler.dense.*");
}

Value BertEncoder::layer(Value x, const Scope &scope, int64_t index) {
  std::string name = (prefix + "encoder.layer." + std::to_string(index) + ".");
  m.enter(name + "attention");
  std::string self = name + "attention.self.";
  Value attended = selfAttention(m, x, scope, heads,
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

Value BertEncoder::encode(Value ids, Value type, Value position, Value mask) {
  std::string name = prefix + "embeddings.";
  m.enter(name + "sum");
  Value x = m.embedding(ids, name + "word_embeddings", vocabulary, width);
  x = m.make<hf::AddOp>(x, type);
  x = m.make<hf::AddOp>(x, position);
  x = m.layerNorm(x, name + "LayerNorm", epsilon);
  Scope scope{keyMask(m, mask)};
  for (int64_t i = 0; i < layers; ++i)
    x = layer(x, scope, i);
  return x;
}

Value BertEncoder::pool(Value hidden) {
  m.enter(prefix + "pooler");
  return m.make<hf::TanhOp>(
      m.linear(m.firstToken(hidden), prefix + "pooler.dense", width));
}

Value BertEncoder::predict(Value hidden, const std::string &dense,
                           const std::string &norm, const std::string &head,
                           const std::string &bias, StringRef function) {
  m.enter(head);
  Value x =
      m.activation(m.linear(hidden, dense, width), "hidden_act", function);
  x = m.layerNorm(x, norm, epsilon);
  bool isTied = m.config.getBool("tie_word_embeddings", true);
  // What is tied may be stored nonetheless, and the bias under two names.
  if (isTied)
    m.ignore(head + ".weight");
  m.ignore(head + ".bias");
  Value logits =
      m.linear(x, isTied ? prefix + "embeddings.word_embeddings" : head,
               vocabulary, false);
  return m.make<hf::AddOp>(
      logits,
      m.weight(m.hasWeight(bias) ? bias : head + ".bias", {vocabulary}));
}
