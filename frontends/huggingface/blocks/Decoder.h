// What language models that write from left to right have in common: their
// inputs, and the head over the vocabulary.
#ifndef HFC_FRONTENDS_HUGGINGFACE_BLOCKS_DECODER_H
#define HFC_FRONTENDS_HUGGINGFACE_BLOCKS_DECODER_H

#include "frontends/huggingface/Architectures.h"
#include "frontends/huggingface/blocks/Attention.h"

namespace hfc::huggingface {

// The tokens of a call, padded on either side.
struct Tokens {
  mlir::Value ids;  // i64 [b, s]
  mlir::Value mask; // i64 [b, past + s]; 0: padding
  mlir::Value
      positions; // i64 [b, s]: the place among those that are no padding
  Scope scope;   // causal, over the mask, kept
};

// The inputs input_ids, of one token in `decode`, and attention_mask, of these
// and of those before, which the session keeps: up to `most` tokens. Behind an
// encoder only `decode` keeps them, and `prefix` is that of all names.
Tokens takeTokens(ModelBuilder &m, int64_t most, llvm::StringRef prefix = "");

// The output logits, in `prefill` of as many last tokens as are asked for, over
// HEAD.weight, or over EMBEDDING.weight where the config ties them (`tied`: the
// class's default).
Built finishDecoder(ModelBuilder &m, const Tokens &tokens, mlir::Value hidden,
                    const llvm::Twine &head, const llvm::Twine &embedding,
                    int64_t vocabulary, bool tied);

} // namespace hfc::huggingface
#endif
