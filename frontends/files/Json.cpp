// See Json.h. nlohmann's SAX interface reports errors by a callback, so this
// file needs no exceptions; the tree is built here, with a stack of its own.
#include "frontends/files/Json.h"
#include "diagnostics/Error.h"
#include "diagnostics/Quote.h"
#include <nlohmann/json.hpp>

using namespace hfc::files;
using hfc::diag::Code;
namespace diag = hfc::diag;
namespace json = llvm::json;

namespace {
class TreeBuilder {
public:
  TreeBuilder(llvm::StringRef name, uint64_t offset, const JsonLimits &limits)
      : name(name), offset(offset), limits(limits) {}

  json::Value root = nullptr;
  llvm::Error failure = llvm::Error::success();

  // The names that nlohmann's parser calls; false stops it.
  bool null() { return put(nullptr); }
  bool boolean(bool value) { return put(value); }
  bool number_integer(int64_t value) { return put(value); }
  bool number_unsigned(uint64_t value) { return put(value); }
  bool number_float(double value, const std::string &spelling) {
    if (!limits.fractions)
      return fail(Code::MalformedFile, "the number {0} is no 64-bit integer",
                  spelling);
    return put(value);
  }
  bool string(std::string &value) { return put(std::move(value)); }
  bool binary(std::vector<uint8_t> &) { return false; } // not in JSON text
  bool start_object(size_t) { return open(json::Object()); }
  bool start_array(size_t) { return open(json::Array()); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(std::string &value) {
    if (stack.back()->getAsObject()->find(value) !=
        stack.back()->getAsObject()->end())
      return fail(Code::MalformedFile, "the key {0} appears twice",
                  diag::quote(value));
    nextKey = std::move(value);
    return true;
  }
  template <typename Exception>
  bool parse_error(size_t position, const std::string &token,
                   const Exception &) {
    return fail(Code::MalformedFile, "no JSON at byte {0}, near {1}",
                offset + position, diag::quote(token.substr(0, 40)));
  }

private:
  template <typename... Args>
  bool fail(Code code, const char *format, Args &&...args) {
    llvm::consumeError(std::move(failure));
    failure = diag::error(code, "{0}: {1}", name,
                          llvm::formatv(format, args...).str());
    return false;
  }

  json::Value *insert(json::Value value) {
    if (stack.empty())
      return &(root = std::move(value));
    if (json::Array *array = stack.back()->getAsArray()) {
      array->push_back(std::move(value));
      return &array->back();
    }
    return &((*stack.back()->getAsObject())[nextKey] = std::move(value));
  }
  bool put(json::Value value) {
    if (++values > limits.values)
      return fail(Code::LimitExceeded, "more than {0} JSON values",
                  limits.values);
    insert(std::move(value));
    return true;
  }
  bool open(json::Value container) {
    if (stack.size() == limits.depth)
      return fail(Code::LimitExceeded,
                  "JSON is nested more than {0} levels deep", limits.depth);
    if (++values > limits.values)
      return fail(Code::LimitExceeded, "more than {0} JSON values",
                  limits.values);
    // Stays where it is while it is open: its siblings come after it closes.
    stack.push_back(insert(std::move(container)));
    return true;
  }
  bool close() {
    stack.pop_back();
    return true;
  }

  llvm::StringRef name;
  uint64_t offset;
  const JsonLimits &limits;
  llvm::SmallVector<json::Value *> stack;
  std::string nextKey;
  uint64_t values = 0;
};
} // namespace

llvm::Expected<json::Value> hfc::files::parseJson(llvm::StringRef text,
                                                  llvm::StringRef name,
                                                  uint64_t offset,
                                                  const JsonLimits &limits) {
  if (text.size() > limits.bytes)
    return diag::error(Code::LimitExceeded,
                       "{0}: JSON of {1} bytes, and at most {2} are read", name,
                       text.size(), limits.bytes);
  // nlohmann's lexer takes a zero byte for the end and forgets what follows.
  if (size_t zero = text.find('\0'); zero != llvm::StringRef::npos)
    return diag::error(Code::MalformedFile, "{0}: a zero byte at byte {1}",
                       name, offset + zero);
  TreeBuilder builder(name, offset, limits);
  bool parsed = nlohmann::json::sax_parse(text.begin(), text.end(), &builder);
  if (builder.failure)
    return std::move(builder.failure);
  assert(parsed && "a parser that stops says why");
  (void)parsed;
  return std::move(builder.root);
}
