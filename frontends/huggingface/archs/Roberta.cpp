// RoBERTa (transformers.models.roberta): BERT whose positions count the tokens
// that are no padding, from pad_token_id + 1 on. Sources: Liu et al. 2019;
// modeling_roberta.py.
#include "frontends/huggingface/blocks/BertEncoder.h"

using namespace hfc;
using namespace hfc::huggingface;
using namespace mlir;

static BertEncoder readRoberta(ModelBuilder &m) {
  return BertEncoder(m, "roberta.", 1e-5);
}

static Built encode(ModelBuilder &m, BertEncoder &bert) {
  int64_t padding = m.config.getInt("pad_token_id", 1, 0);
  if (padding + 1 >= bert.positions)
    m.config.refuse("pad_token_id",
                    "leaves none of \"max_position_embeddings\"");
  auto batch = m.symbol("batch", INT32_MAX);
  auto sequence =
      m.symbol("sequence", std::max<int64_t>(bert.positions - padding - 1, 1));
  Type i64 = m.getBuilder().getI64Type();
  Value ids = m.input("input_ids", {batch, sequence}, i64);
  Value mask = m.input("attention_mask", {batch, sequence}, i64, 1);
  std::string name = bert.prefix + "embeddings.";
  std::string typeName = name + "token_type_embeddings";
  m.enter(name + "positions");
  Value isToken =
      m.make<hf::CompareOp>(hf::Predicate::ne, ids, m.integer(padding));
  Value one = m.cast(isToken, i64);
  Value count = m.make<hf::CumSumOp>(one, int64_t(1), /*exclusive=*/false,
                                     /*reverse=*/false);
  Value place =
      m.make<hf::AddOp>(m.make<hf::MulOp>(count, one), m.integer(padding));
  Value position =
      m.embedding(m.positions(ids, bert.positions, place),
                  name + "position_embeddings", bert.positions, bert.width);
  // Most have one type, which needs no input.
  Value type = m.weight(typeName + ".weight", {bert.types, bert.width});
  if (bert.types > 1)
    type = m.embedding(m.input("token_type_ids", {batch, sequence}, i64, 0),
                       typeName, bert.types, bert.width);
  return {bert.encode(ids, type, position, mask), mask};
}

Built huggingface::buildRobertaModel(ModelBuilder &m) {
  BertEncoder bert = readRoberta(m);
  Built built = encode(m, bert);
  m.output("last_hidden_state", built.hidden);
  if (m.hasWeight(bert.prefix + "pooler.dense.weight"))
    m.output("pooler_output", bert.pool(built.hidden));
  m.ignore("lm_head.*"); // published with the head of its training
  return built;
}

Built huggingface::buildRobertaForMaskedLM(ModelBuilder &m) {
  BertEncoder bert = readRoberta(m);
  Built built = encode(m, bert);
  m.output("logits",
           bert.predict(built.hidden, "lm_head.dense", "lm_head.layer_norm",
                        "lm_head.decoder", "lm_head.bias",
                        "gelu")); // whatever "hidden_act" says
  return built;
}

Built huggingface::buildRobertaForSequenceClassification(ModelBuilder &m) {
  BertEncoder bert = readRoberta(m);
  Built built = encode(m, bert);
  m.enter("classifier");
  Value x = m.make<hf::TanhOp>(
      m.linear(m.firstToken(built.hidden), "classifier.dense", bert.width));
  m.output("logits", m.linear(x, "classifier.out_proj", m.countLabels()));
  return built;
}
