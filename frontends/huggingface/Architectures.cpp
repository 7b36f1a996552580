// The registry of model classes.
#include "frontends/huggingface/Architectures.h"

using namespace hfc::huggingface;

static const Architecture architectures[] = {
    {"BertForMaskedLM", buildBertForMaskedLM},
    {"BertForSequenceClassification", buildBertForSequenceClassification},
    {"BertModel", buildBertModel},
    {"BloomForCausalLM", buildBloomForCausalLM},
    {"CLIPModel", buildCLIPModel},
    {"DLRM", buildDLRM},
    {"DistilBertForMaskedLM", buildDistilBertForMaskedLM},
    {"DistilBertForSequenceClassification",
     buildDistilBertForSequenceClassification},
    {"DistilBertModel", buildDistilBertModel},
    {"GPT2LMHeadModel", buildGPT2LMHeadModel},
    {"GPTBigCodeForCausalLM", buildGPTBigCodeForCausalLM},
    {"GPTNeoXForCausalLM", buildGPTNeoXForCausalLM},
    {"LlamaForCausalLM", buildLlamaForCausalLM},
    {"OPTForCausalLM", buildOPTForCausalLM},
    {"ResNetForImageClassification", buildResNetForImageClassification},
    {"RobertaForMaskedLM", buildRobertaForMaskedLM},
    {"RobertaForSequenceClassification", buildRobertaForSequenceClassification},
    {"RobertaModel", buildRobertaModel},
    {"Starcoder2ForCausalLM", buildStarcoder2ForCausalLM},
    {"T5ForConditionalGeneration", buildT5ForConditionalGeneration},
    {"ViTForImageClassification", buildViTForImageClassification},
    {"Wav2Vec2ForCTC", buildWav2Vec2ForCTC},
    {"resnext101_32x8d", buildResNeXt101_32x8d},
    {"resnext50_32x4d", buildResNeXt50_32x4d},
};

llvm::ArrayRef<Architecture> hfc::huggingface::getArchitectures() {
  return architectures;
}

const Architecture *hfc::huggingface::findArchitecture(llvm::StringRef name) {
  const auto *found = llvm::find_if(
      architectures, [&](const Architecture &a) { return a.name == name; });
  return found == std::end(architectures) ? nullptr : found;
}
