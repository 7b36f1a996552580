// The registry of model classes.
#include "frontends/huggingface/Architectures.h"

using namespace hfc::huggingface;

static const Architecture architectures[] = {
    {"BertForMaskedLM", buildBertForMaskedLM},
    {"BertForSequenceClassification", buildBertForSequenceClassification},
    {"BertModel", buildBertModel},
    {"BloomForCausalLM", buildBloomForCausalLM},
    {"DistilBertForMaskedLM", buildDistilBertForMaskedLM},
    {"DistilBertForSequenceClassification",
     buildDistilBertForSequenceClassification},
    {"DistilBertModel", buildDistilBertModel},
    {"GPT2LMHeadModel", buildGPT2LMHeadModel},
    {"GPTBigCodeForCausalLM", buildGPTBigCodeForCausalLM},
    {"GPTNeoXForCausalLM", buildGPTNeoXForCausalLM},
    {"LlamaForCausalLM", buildLlamaForCausalLM},
    {"OPTForCausalLM", buildOPTForCausalLM},
    {"Starcoder2ForCausalLM", buildStarcoder2ForCausalLM},
};

llvm::ArrayRef<Architecture> hfc::huggingface::getArchitectures() {
  return architectures;
}

const Architecture *hfc::huggingface::findArchitecture(llvm::StringRef name) {
  const auto *found = llvm::find_if(
      architectures, [&](const Architecture &a) { return a.name == name; });
  return found == std::end(architectures) ? nullptr : found;
}
