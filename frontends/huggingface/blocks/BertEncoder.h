// The encoder that BERT and RoBERTa are: token types, learned positions, norms
// behind each block. Sources: Devlin et al. 2018; modeling_bert.py,
// modeling_roberta.py of transformers.
#ifndef HFC_FRONTENDS_HUGGINGFACE_BLOCKS_BERTENCODER_H
#define HFC_FRONTENDS_HUGGINGFACE_BLOCKS_BERTENCODER_H

#include "frontends/huggingface/Architectures.h"
#include "frontends/huggingface/blocks/Attention.h"

namespace hfc::huggingface {

struct BertEncoder {
  ModelBuilder &m;
  // Checkpoints of heads hold the model under a name, bare ones do not.
  std::string prefix;
  int64_t vocabulary, width, layers, heads, inner, positions, types;
  double epsilon;
  std::string activation;

  BertEncoder(ModelBuilder &m, llvm::StringRef prefix, double usualEpsilon);

  // The sum of the three embeddings, through all layers. `position` is
  // broadcast to the words' [b, s, width].
  mlir::Value encode(mlir::Value ids, mlir::Value type, mlir::Value position,
                     mlir::Value mask);
  // The first token's state through a dense layer and tanh: [b, width].
  mlir::Value pool(mlir::Value hidden);
  // Dense layer, activation and norm before a head over the vocabulary, which
  // is tied to the embedding unless the config says otherwise and `head` is
  // stored.
  mlir::Value predict(mlir::Value hidden, const std::string &dense,
                      const std::string &norm, const std::string &head,
                      const std::string &bias, llvm::StringRef function);

private:
  mlir::Value layer(mlir::Value x, const Scope &scope, int64_t index);
};

} // namespace hfc::huggingface
#endif
