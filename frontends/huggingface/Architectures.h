// The model classes that hfc knows, one file each in archs/.
#ifndef HFC_FRONTENDS_HUGGINGFACE_ARCHITECTURES_H
#define HFC_FRONTENDS_HUGGINGFACE_ARCHITECTURES_H

#include "frontends/huggingface/ModelBuilder.h"

namespace hfc::huggingface {

// Builds inputs, body and outputs. The last hidden state and the mask are
// returned for a pooling head behind the model.
struct Built {
  mlir::Value hidden; // [b, s, width]; null where the class has none
  mlir::Value mask;   // i64 [b, s]
};

struct Architecture {
  // In config.json's `architectures`, or timm's `architecture`.
  llvm::StringRef name;
  Built (*build)(ModelBuilder &model);
  // The functions that it is built as, the default one first.
  llvm::ArrayRef<llvm::StringRef> functions;
};

// Null where hfc has no such class.
const Architecture *findArchitecture(llvm::StringRef name);
llvm::ArrayRef<Architecture> getArchitectures();

Built buildBertForMaskedLM(ModelBuilder &m);
Built buildBertForSequenceClassification(ModelBuilder &m);
Built buildBertModel(ModelBuilder &m);
Built buildBloomForCausalLM(ModelBuilder &m);
Built buildCLIPModel(ModelBuilder &m);
Built buildDLRM(ModelBuilder &m);
Built buildDistilBertForMaskedLM(ModelBuilder &m);
Built buildDistilBertForSequenceClassification(ModelBuilder &m);
Built buildDistilBertModel(ModelBuilder &m);
Built buildGPT2LMHeadModel(ModelBuilder &m);
Built buildGPTBigCodeForCausalLM(ModelBuilder &m);
Built buildGPTNeoXForCausalLM(ModelBuilder &m);
Built buildLlamaForCausalLM(ModelBuilder &m);
Built buildOPTForCausalLM(ModelBuilder &m);
Built buildResNetForImageClassification(ModelBuilder &m);
Built buildRobertaForMaskedLM(ModelBuilder &m);
Built buildRobertaForSequenceClassification(ModelBuilder &m);
Built buildRobertaModel(ModelBuilder &m);
Built buildStarcoder2ForCausalLM(ModelBuilder &m);
Built buildT5ForConditionalGeneration(ModelBuilder &m);
Built buildViTForImageClassification(ModelBuilder &m);
Built buildWav2Vec2ForCTC(ModelBuilder &m);
Built buildResNeXt50_32x4d(ModelBuilder &m);
Built buildResNeXt101_32x8d(ModelBuilder &m);

// sentence-transformers' modules behind a model: output sentence_embedding.
void addSentenceEmbedding(ModelBuilder &model, const SentenceTransformer &head,
                          const Built &built);

} // namespace hfc::huggingface
#endif
