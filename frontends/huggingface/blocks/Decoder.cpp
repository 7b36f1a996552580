// See Decoder.h.
#include "frontends/huggingface/blocks/Decoder.h"

using namespace hfc;
using namespace hfc::huggingface;
using namespace mlir;

Tokens huggingface::takeTokens(ModelBuilder &m, int64_t most,
                               StringRef prefix) {
  auto batch = m.symbol("batch", INT32_MAX);
  bool keeps = prefix.empty() || m.isFunction("decode");
  auto sequence = m.isFunction("decode")
                      ? m.constant(1)
                      : m.symbol((prefix + "sequence").str(),
                                 keeps ? m.boundOf("context", most) : most);
  auto past = keeps ? m.length("past", "context", most) : m.constant(0);
  Type i64 = m.getBuilder().getI64Type();
  Tokens tokens;
  tokens.ids = m.input((prefix + "input_ids").str(), {batch, sequence}, i64);
  tokens.mask = m.input((prefix + "attention_mask").str(),
                        {batch, past + sequence}, i64, 1);
  m.enter("positions");
  Value count = m.make<hf::CumSumOp>(m.slice(tokens.mask, 1, past, sequence),
                                     int64_t(1), /*exclusive=*/false,
                                     /*reverse=*/false);
  if (keeps)
    count = m.make<hf::AddOp>(
        count,
        m.make<hf::ReduceOp>(hf::ReduceKind::sum,
                             m.slice(tokens.mask, 1, m.constant(0), past),
                             ArrayRef<int64_t>{1}, /*keep=*/true));
  Value place = m.make<hf::SubOp>(count, m.integer(1));
  tokens.positions = m.make<hf::MaxOp>(place, m.integer(0));
  tokens.scope.keep = keyMask(m, tokens.mask);
  tokens.scope.causal = true;
  if (keeps)
    tokens.scope.past = past;
  return tokens;
}

// The last tokens of each row, as many as the argument logits_to_keep says; all
// where it is 0, as transformers has it.
static Value keepLast(ModelBuilder &m, Value hidden) {
  auto sequence = m.dims(hidden)[1];
  m.enter("logits_to_keep");
  Value keep = m.input("logits_to_keep", {}, m.getBuilder().getI64Type(), 0);
  Value all = m.size(sequence);
  Value isAll = m.make<hf::CompareOp>(hf::Predicate::eq, keep, m.integer(0));
  auto kept = m.bind(
      "kept", m.make<hf::SelectOp>(isAll, all, m.make<hf::MinOp>(keep, all)));
  return m.slice(hidden, 1, sequence - kept, kept);
}

Built huggingface::finishDecoder(ModelBuilder &m, const Tokens &tokens,
                                 Value hidden, const Twine &head,
                                 const Twine &embedding, int64_t vocabulary,
                                 bool tied) {
  std::string stored = (head + ".weight").str();
  bool isTied = m.config.getBool("tie_word_embeddings", tied);
  // A tied head may be stored nonetheless: transformers reads the embedding.
  if (isTied)
    m.ignore(stored);
  Value shown = m.isFunction("decode") ? hidden : keepLast(m, hidden);
  m.enter(head);
  m.output("logits",
           m.linear(shown, isTied ? embedding.str() : head.str(), vocabulary,
                    /*bias=*/false));
  return {hidden, tokens.mask};
}
