// See Config.h.
#include "frontends/huggingface/Config.h"
#include "diagnostics/Error.h"
#include "diagnostics/Quote.h"
#include "frontends/files/Json.h"
#include "llvm/ADT/StringExtras.h"

using namespace hfc::huggingface;
using hfc::diag::Code;
using hfc::diag::quote;
using llvm::StringRef;
namespace json = llvm::json;

llvm::Expected<Config> Config::read(const files::MappedFile &file) {
  StringRef text(reinterpret_cast<const char *>(file.getBytes().data()),
                 file.getSize());
  auto root = files::parseJson(text, file.getName());
  if (!root)
    return root.takeError();
  if (!root->getAsObject())
    return diag::error(Code::MalformedFile, "{0}: is no JSON object",
                       file.getName());
  return Config(file.getName().str(), std::move(*root));
}

bool Config::has(StringRef key) const {
  const json::Value *value = getObject().get(key);
  return value && value->kind() != json::Value::Null;
}

const json::Value *Config::get(StringRef key, bool isRequired) {
  if (has(key))
    return getObject().get(key);
  if (isRequired)
    refuse(key, "is missing");
  return nullptr;
}

int64_t Config::getInt(StringRef key, std::optional<int64_t> byDefault,
                       int64_t min, int64_t max) {
  const json::Value *value = get(key, !byDefault);
  if (!value)
    return byDefault.value_or(min);
  std::optional<int64_t> number = value->getAsInteger();
  if (number && *number >= min && *number <= max)
    return *number;
  refuse(key, "is no integer between " + llvm::Twine(min) + " and " +
                  llvm::Twine(max));
  return byDefault.value_or(min);
}

double Config::getNumber(StringRef key, std::optional<double> byDefault) {
  const json::Value *value = get(key, !byDefault);
  if (!value)
    return byDefault.value_or(0);
  if (std::optional<double> number = value->getAsNumber())
    return *number;
  refuse(key, "is no number");
  return byDefault.value_or(0);
}

bool Config::getBool(StringRef key, std::optional<bool> byDefault) {
  const json::Value *value = get(key, !byDefault);
  if (!value)
    return byDefault.value_or(false);
  if (std::optional<bool> truth = value->getAsBoolean())
    return *truth;
  refuse(key, "is neither true nor false");
  return byDefault.value_or(false);
}

std::string Config::getString(StringRef key,
                              std::optional<std::string> byDefault) {
  const json::Value *value = get(key, !byDefault);
  if (!value)
    return byDefault.value_or("");
  if (std::optional<StringRef> text = value->getAsString())
    return text->str();
  refuse(key, "is no string");
  return byDefault.value_or("");
}

std::vector<std::string> Config::getStrings(StringRef key) {
  const json::Value *value = get(key, /*isRequired=*/true);
  std::vector<std::string> result;
  if (!value)
    return result;
  if (const json::Array *array = value->getAsArray()) {
    for (const json::Value &element : *array)
      if (std::optional<StringRef> text = element.getAsString())
        result.push_back(text->str());
    if (result.size() == array->size())
      return result;
  }
  refuse(key, "is no list of strings");
  return {};
}

void Config::refuse(StringRef key, const llvm::Twine &why) {
  problems.push_back(quote(key) + " " + why.str());
}

llvm::Error Config::takeError() {
  if (problems.empty())
    return llvm::Error::success();
  std::string text = llvm::join(problems, "; ");
  problems.clear();
  return diag::error(Code::ConfigField, "{0}: {1}", fileName, text);
}
