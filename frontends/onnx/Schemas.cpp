// See Schemas.h. Rows are texts, parsed when a node asks for them: a model uses
// few of them, and a table of structs costs more than it shows.
#include "frontends/onnx/Schemas.h"
#include "diagnostics/Quote.h"
#include "frontends/onnx/Model.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FormatVariadic.h"

using namespace hfc::onnx;
using hfc::diag::quote;
using llvm::StringRef;

static constexpr StringRef rows[] = {
#include "frontends/onnx/Schemas.inc"
};

namespace {

// The inputs or the outputs of an operator.
struct Parameters {
  explicit Parameters(StringRef text) {
    text.split(words, ' ', -1, /*KeepEmpty=*/false);
    repeats = !words.empty() && words.back().contains('*');
  }
  bool takes(size_t count) const { return repeats || count <= words.size(); }
  StringRef get(size_t index) const {
    return words[std::min(index, words.size() - 1)];
  }
  llvm::SmallVector<StringRef> words;
  bool repeats; // the last
};

// The fields of a row; they are the project's own text.
struct Schema {
  explicit Schema(StringRef row);
  unsigned minInputs = 0, minOutputs = 0;
  Parameters inputs{""}, outputs{""};
  llvm::StringMap<uint64_t> types;       // element types by name
  llvm::StringMap<StringRef> attributes; // "2!": kind, required
};

} // namespace

static uint64_t parse(StringRef digits, unsigned radix) {
  uint64_t number = 0;
  digits.getAsInteger(radix, number);
  return number;
}

Schema::Schema(StringRef row) {
  auto [signature, rest] = row.split('|');
  auto [typeWords, attributeWords] = rest.split('|');
  llvm::SmallVector<StringRef> head, words;
  signature.split(head, ' ', 4); // NAME OPSET MIN-INPUTS MIN-OUTPUTS …
  minInputs = parse(head[2], 10);
  minOutputs = parse(head[3], 10);
  auto [in, out] = head[4].split('>');
  inputs = Parameters(in);
  outputs = Parameters(out);
  typeWords.split(words, ' ', -1, false);
  for (StringRef word : words)
    types[word.split('=').first] = parse(word.split('=').second, 16);
  words.clear();
  attributeWords.split(words, ' ', -1, false);
  for (StringRef word : words)
    attributes[word.split(':').first] = word.split(':').second;
}

// The newest row of the operator that the node's opset knows. Rows are sorted
// by name, those of a name by opset.
static std::optional<Schema> findSchema(const Node &node) {
  std::string name =
      (node.domain.empty() ? "" : node.domain + ".") + node.opType;
  auto nameOf = [](StringRef row) { return row.split(' ').first; };
  const StringRef *row = llvm::partition_point(
      rows, [&](StringRef row) { return nameOf(row) < name; });
  StringRef found;
  for (; row != std::end(rows) && nameOf(*row) == name; ++row)
    if (int64_t(parse(row->split(' ').second.split(' ').first, 10)) <=
        node.opset)
      found = *row;
  if (found.empty())
    return std::nullopt;
  return Schema(found);
}

static std::string describe(uint64_t elements) {
  std::string text;
  for (unsigned i = 0; i < 64; ++i)
    if (elements >> i & 1) {
      std::string_view name = getName(ElementType(i));
      text += (text.empty() ? "" : ", ") + llvm::StringRef(name).lower();
    }
  return text;
}

// Each type name stands for one element type in a node, but where `**` says
// otherwise.
static std::string checkInputs(const Node &node, const Schema &schema,
                               llvm::ArrayRef<ElementType> elements) {
  llvm::StringMap<size_t> first; // the input that says what a type is
  for (auto [i, element] : llvm::enumerate(elements)) {
    StringRef type = schema.inputs.get(i);
    bool isFree = type.consume_back("**");
    bool isRequired = !type.consume_back("*") && !type.consume_back("?");
    if (isRequired && i < schema.minInputs && node.inputs[i].empty())
      return llvm::formatv("input {0} is missing", i);
    uint64_t allowed = schema.types.lookup(type);
    if (element == ElementType::UNDEFINED || !allowed)
      continue;
    if (!(allowed >> unsigned(element) & 1))
      return llvm::formatv(
          "input {0} ({1}) is of type {2}, and opset {3} takes {4}", i,
          quote(node.inputs[i]), describe(uint64_t(1) << unsigned(element)),
          node.opset, describe(allowed));
    auto [other, isNew] = first.try_emplace(type, i);
    if (!isFree && !isNew && elements[other->second] != element)
      return llvm::formatv(
          "inputs {0} ({1}) and {2} ({3}) are of types {4} and {5}, which must "
          "be the same",
          other->second, quote(node.inputs[other->second]), i,
          quote(node.inputs[i]),
          describe(uint64_t(1) << unsigned(elements[other->second])),
          describe(uint64_t(1) << unsigned(element)));
  }
  return "";
}

static std::string checkAttributes(const Node &node, const Schema &schema) {
  for (const Attribute &attribute : node.attributes) {
    auto known = schema.attributes.find(attribute.name);
    if (known == schema.attributes.end())
      return "it has no attribute " + quote(attribute.name);
    auto kind = Attribute::Kind(parse(known->second.rtrim('!'), 10));
    if (attribute.kind != kind)
      return llvm::formatv("attribute {0} is of type {1}, not {2}",
                           quote(attribute.name), getName(kind),
                           getName(attribute.kind));
  }
  for (const auto &known : schema.attributes)
    if (known.second.ends_with("!") && !node.find(known.first()))
      return "it needs the attribute " + quote(known.first());
  return "";
}

std::string hfc::onnx::checkResults(const Node &node,
                                    llvm::ArrayRef<ElementType> elements) {
  std::optional<Schema> schema = findSchema(node);
  if (!schema)
    return "";
  for (auto [i, element] : llvm::enumerate(elements)) {
    uint64_t allowed = schema->types.lookup(schema->outputs.get(i).rtrim("*?"));
    if (element != ElementType::UNDEFINED && allowed &&
        !(allowed >> unsigned(element) & 1))
      return llvm::formatv(
          "output {0} ({1}) is of type {2}, and opset {3} gives {4}", i,
          quote(node.outputs[i]), describe(uint64_t(1) << unsigned(element)),
          node.opset, describe(allowed));
  }
  return "";
}

std::string hfc::onnx::checkSchema(const Node &node,
                                   llvm::ArrayRef<ElementType> elements) {
  std::optional<Schema> schema = findSchema(node);
  if (!schema)
    return "";
  size_t inputs = node.inputs.size(), outputs = node.outputs.size();
  if (inputs < schema->minInputs)
    return llvm::formatv("it has {0} inputs and needs {1}", inputs,
                         schema->minInputs);
  if (!schema->inputs.takes(inputs))
    return llvm::formatv("it has {0} inputs and takes {1}", inputs,
                         schema->inputs.words.size());
  if (outputs < schema->minOutputs)
    return llvm::formatv("it has {0} outputs and needs {1}", outputs,
                         schema->minOutputs);
  if (!schema->outputs.takes(outputs))
    return llvm::formatv("it has {0} outputs and gives {1}", outputs,
                         schema->outputs.words.size());
  std::string problem = checkInputs(node, *schema, elements);
  return problem.empty() ? checkAttributes(node, *schema) : problem;
}
