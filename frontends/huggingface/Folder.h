// A Hugging Face folder as plain structs: config.json, weights by name, and
// what sentence-transformers puts behind the model. Knows no architectures.
#ifndef HFC_FRONTENDS_HUGGINGFACE_FOLDER_H
#define HFC_FRONTENDS_HUGGINGFACE_FOLDER_H

#include "frontends/huggingface/Config.h"
#include "frontends/safetensors/Checkpoint.h"

namespace hfc::huggingface {

// How token embeddings become a sentence's; several results are concatenated in
// this order (sentence_transformers.models.Pooling).
enum class Pooling { Cls, Max, Mean, MeanSqrtLength, WeightedMean, LastToken };

// modules.json: Transformer, Pooling and perhaps Normalize, in this order.
struct SentenceTransformer {
  std::vector<Pooling> poolings; // at least one
  int64_t dimension = 0;         // of a token's embedding
  bool normalize = false;        // to length 1
};

struct Folder {
  Config config;
  safetensors::Checkpoint weights;
  std::optional<SentenceTransformer> sentence;
  std::optional<Config> generation; // generation_config.json
};

// The ids that whoever generates must know (eos_token_id and the like), of
// generation_config.json or config.json: lists of decimal numbers by key.
llvm::Expected<std::vector<std::pair<std::string, std::string>>>
readTokenIds(Folder &folder);

// Every file that is opened is added to `files`.
llvm::Expected<Folder> openFolder(llvm::StringRef path, files::FileSet &files);

} // namespace hfc::huggingface
#endif
