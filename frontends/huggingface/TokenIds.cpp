// The tokens that begin, pad and end what a model writes: one id or a list.
#include "frontends/huggingface/Folder.h"

using namespace hfc::huggingface;
using llvm::Expected;
using llvm::StringRef;

// Null counts as absent.
static std::string readIds(Config &config, StringRef key) {
  if (!config.has(key))
    return "";
  const llvm::json::Value &value = *config.getObject().get(key);
  llvm::json::Array one{value};
  std::string text;
  for (const llvm::json::Value &id :
       value.getAsArray() ? *value.getAsArray() : one) {
    auto number = id.getAsInteger();
    if (!number || *number < 0 || *number > INT32_MAX) {
      // transformers writes -1 where a model has none.
      if (number && *number == -1)
        continue;
      config.refuse(key, "is no token id");
      return "";
    }
    text += (text.empty() ? "" : " ") + std::to_string(*number);
  }
  return text;
}

Expected<std::vector<std::pair<std::string, std::string>>>
hfc::huggingface::readTokenIds(Folder &folder) {
  std::vector<std::pair<std::string, std::string>> result;
  for (StringRef key : {"bos_token_id", "eos_token_id", "pad_token_id",
                        "decoder_start_token_id"}) {
    bool own = folder.generation && folder.generation->has(key);
    Config &config = own ? *folder.generation : folder.config;
    if (std::string ids = readIds(config, key); !ids.empty())
      result.emplace_back(key, ids);
    if (llvm::Error error = config.takeError())
      return std::move(error);
  }
  return result;
}
