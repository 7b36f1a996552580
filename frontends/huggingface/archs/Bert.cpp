// BERT (transformers.models.bert): positions count from the first token; heads
// for masked tokens and for classification.
#include "frontends/huggingface/blocks/BertEncoder.h"

using namespace hfc;
using namespace hfc::huggingface;
using namespace mlir;

static Built encode(ModelBuilder &m, BertEncoder &bert) {
  auto batch = m.symbol("batch", INT32_MAX);
  auto sequence = m.symbol("sequence", bert.positions);
  Type i64 = m.getBuilder().getI64Type();
  Value ids = m.input("input_ids", {batch, sequence}, i64);
  Value mask = m.input("attention_mask", {batch, sequence}, i64, 1);
  Value types = m.input("token_type_ids", {batch, sequence}, i64, 0);
  std::string name = bert.prefix + "embeddings.";
  m.enter(name + "sum");
  Value type = m.embedding(types, name + "token_type_embeddings", bert.types,
                           bert.width);
  Value position =
      m.embedding(m.positions(ids, bert.positions),
                  name + "position_embeddings", bert.positions, bert.width);
  // The second task of BERT's training.
  m.ignore("cls.seq_relationship.*");
  return {bert.encode(ids, type, position, mask), mask};
}

static BertEncoder readBert(ModelBuilder &m) {
  return BertEncoder(m, "bert.", 1e-12);
}

Built huggingface::buildBertModel(ModelBuilder &m) {
  BertEncoder bert = readBert(m);
  Built built = encode(m, bert);
  m.output("last_hidden_state", built.hidden);
  if (m.hasWeight(bert.prefix + "pooler.dense.weight"))
    m.output("pooler_output", bert.pool(built.hidden));
  return built;
}

Built huggingface::buildBertForMaskedLM(ModelBuilder &m) {
  BertEncoder bert = readBert(m);
  Built built = encode(m, bert);
  std::string name = "cls.predictions.";
  m.output("logits",
           bert.predict(built.hidden, name + "transform.dense",
                        name + "transform.LayerNorm", name + "decoder",
                        name + "bias", bert.activation));
  return built;
}

Built huggingface::buildBertForSequenceClassification(ModelBuilder &m) {
  BertEncoder bert = readBert(m);
  Built built = encode(m, bert);
  Value pooled = bert.pool(built.hidden);
  m.enter("classifier");
  m.output("logits", m.linear(pooled, "classifier", m.countLabels()));
  return built;
}
