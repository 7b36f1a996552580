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
  mlir::Value mask; // i64 [b, s]; 0: padding
  mlir::Value
      positions; // i64 [b, s]: the place among those that are no padding
  Scope scope;   // causal, over the mask
};

// The inputs input_ids and attention_mask, up to `most` tokens; `prefix` is
// that of all three names where an encoder stands before.
Tokens takeTokens(ModelBuilder &m, int64_t most, llvm::StringRef prefix = "");

// The output logits over HEAD.weight, or over EMBEDDING.weight where the config
// ties them (`tied`: the class's default).
Built finishDecoder(ModelBuilder &m, const Tokens &tokens, mlir::Value hidden,
                    const llvm::Twine &head, const llvm::Twine &embedding,
                    int64_t vocabulary, bool tied);

} // namespace hfc::huggingface
#endif
