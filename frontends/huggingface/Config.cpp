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

bool Config::has(StringRef key) {
  asked.insert(key);
  const json::Value *value = getObject().get(key);
  return value && value->kind() != json::Value::Null;
}

StringRef Config::anyOf(llvm::ArrayRef<StringRef> names) {
  StringRef found;
  for (StringRef name : names) {
    if (!has(name))
      continue;
    if (found.empty())
      found = name;
    else if (*getObject().get(found) != *getObject().get(name))
      refuse(name, "contradicts " + quote(found));
  }
  return found.empty() ? names.front() : found;
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

std::vector<int64_t> Config::getInts(StringRef key,
                                     std::vector<int64_t> byDefault) {
  const json::Value *value = get(key, /*isRequired=*/false);
  if (!value)
    return byDefault;
  std::vector<int64_t> result;
  if (const json::Array *array = value->getAsArray()) {
    for (const json::Value &element : *array)
      if (auto number = element.getAsInteger();
          number && *number >= 1 && *number <= INT32_MAX)
        result.push_back(*number);
    if (!result.empty() && result.size() == array->size())
      return result;
  }
  refuse(key, "is no list of positive integers");
  return byDefault;
}

Config &Config::getConfig(StringRef key) {
  std::unique_ptr<Config> &entry = nested[key];
  if (entry)
    return *entry;
  const json::Value *value = get(key, /*isRequired=*/false);
  if (value && !value->getAsObject())
    refuse(key, "is no object");
  bool isObject = value && value->getAsObject();
  entry.reset(
      new Config(fileName, isObject ? *value : json::Value(json::Object())));
  return *entry;
}

void Config::requireDivides(StringRef key, int64_t part, StringRef otherKey,
                            int64_t whole) {
  if (whole % part)
    refuse(key, "does not divide " + otherKey);
}

void Config::requireBool(StringRef key, bool only) {
  if (getBool(key, only) != only)
    refuse(key, only ? "is false: hfc computes true only"
                     : "is true: hfc computes false only");
}

void Config::requireString(StringRef key, StringRef only) {
  std::string value = getString(key, only.str());
  if (value != only)
    refuse(key, "is " + quote(value) + ": only " + quote(only) + " is known");
}

void Config::refuseUnknown() {
  for (const auto &[key, value] : getObject())
    if (value.kind() != json::Value::Null && !asked.contains(key.str()) &&
        !isInert(key.str()))
      refuse(key.str(), "is not known to this architecture and may change "
                        "what it computes");
  for (auto &entry : nested)
    entry.second->refuseUnknown();
}

void Config::refuse(StringRef key, const llvm::Twine &why) {
  problems.push_back(quote(key) + " " + why.str());
}

std::vector<std::string> Config::takeProblems() {
  std::vector<std::string> result = std::move(problems);
  problems.clear();
  std::vector<StringRef> keys(nested.keys().begin(), nested.keys().end());
  llvm::sort(keys);
  for (StringRef key : keys)
    for (const std::string &problem : nested[key]->takeProblems())
      result.push_back("in " + quote(key) + ": " + problem);
  return result;
}

llvm::Error Config::takeError() {
  std::vector<std::string> all = takeProblems();
  if (all.empty())
    return llvm::Error::success();
  return diag::error(Code::ConfigField, "{0}: {1}", fileName,
                     llvm::join(all, "; "));
}
