// The registry of model classes.
#include "frontends/huggingface/Architectures.h"

using namespace hfc::huggingface;

static const llvm::StringRef whole[] = {"main"};
static const llvm::StringRef decoder[] = {"prefill", "decode"};
static const llvm::StringRef encoderDecoder[] = {"main", "encode", "decode"};

static const Architecture architectures[] = {
    {"BertForMaskedLM", buildBertForMaskedLM, whole},
    {"BertForSequenceClassification", buildBertForSequenceClassification,
     whole},
    {"BertModel", buildBertModel, whole},
    {"BloomForCausalLM", buildBloomForCausalLM, decoder},
    {"CLIPModel", buildCLIPModel, whole},
    {"DLRM", buildDLRM, whole},
    {"DistilBertForMaskedLM", buildDistilBertForMaskedLM, whole},
    {"DistilBertForSequenceClassification",
     buildDistilBertForSequenceClassification, whole},
    {"DistilBertModel", buildDistilBertModel, whole},
    {"GPT2LMHeadModel", buildGPT2LMHeadModel, decoder},
    {"GPTBigCodeForCausalLM", buildGPTBigCodeForCausalLM, decoder},
    {"GPTNeoXForCausalLM", buildGPTNeoXForCausalLM, decoder},
    {"LlamaForCausalLM", buildLlamaForCausalLM, decoder},
    {"OPTForCausalLM", buildOPTForCausalLM, decoder},
    {"ResNetForImageClassification", buildResNetForImageClassification, whole},
    {"RobertaForMaskedLM", buildRobertaForMaskedLM, whole},
    {"RobertaForSequenceClassification", buildRobertaForSequenceClassification,
     whole},
    {"RobertaModel", buildRobertaModel, whole},
    {"Starcoder2ForCausalLM", buildStarcoder2ForCausalLM, decoder},
    {"T5ForConditionalGeneration", buildT5ForConditionalGeneration,
     encoderDecoder},
    {"ViTForImageClassification", buildViTForImageClassification, whole},
    {"Wav2Vec2ForCTC", buildWav2Vec2ForCTC, whole},
    {"resnext101_32x8d", buildResNeXt101_32x8d, whole},
    {"resnext50_32x4d", buildResNeXt50_32x4d, whole},
};

llvm::ArrayRef<Architecture> hfc::huggingface::getArchitectures() {
  return architectures;
}

const Architecture *hfc::huggingface::findArchitecture(llvm::StringRef name) {
  const auto *found = llvm::find_if(
      architectures, [&](const Architecture &a) { return a.name == name; });
  return found == std::end(architectures) ? nullptr : found;
}
