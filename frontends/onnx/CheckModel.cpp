// See CheckModel.h. The rules are those of onnx/checker.cc (1.23), without two
// that real models break and that change nothing: graphs may have no name, and
// old models may have initializers that are no inputs.
#include "frontends/onnx/CheckModel.h"
#include "diagnostics/Error.h"
#include "diagnostics/Quote.h"
#include "llvm/ADT/StringSet.h"

using namespace hfc::onnx;
using hfc::diag::Code;
using hfc::diag::error;
using hfc::diag::quote;
using llvm::Error;

FunctionTable::FunctionTable(Model &model) {
  for (Function &function : model.functions) {
    Key key(function.domain, function.name, function.overload);
    if (!functions.try_emplace(key, &function).second)
      duplicate = &function;
  }
}

Function *FunctionTable::find(const Node &node) const {
  auto found = functions.find(Key(node.domain, node.opType, node.overload));
  return found == functions.end() ? nullptr : found->second;
}

std::string hfc::onnx::locate(const Model &model, const Node &node) {
  return llvm::formatv("{0}: byte {1}: node {2} ({3})", model.fileName,
                       node.offset, quote(node.name), diag::escape(node.opType))
      .str();
}

namespace {

// Values that a graph defines, and those around it that it may use.
struct Scope {
  const Scope *outer = nullptr;
  llvm::StringSet<> names = {};

  bool has(llvm::StringRef name) const {
    for (const Scope *scope = this; scope; scope = scope->outer)
      if (scope->names.contains(name))
        return true;
    return false;
  }
};

class Checker {
public:
  explicit Checker(Model &model) : model(model), functions(model) {}
  Error check();

private:
  Error checkGraph(Graph &graph, const Scope *outer);
  Error checkSignature(const Function &checked);
  Error checkBody(Function &checked);
  Error checkNodes(std::vector<Node> &nodes, Scope &scope);
  Error checkNode(Node &node, Scope &scope);
  Error checkAttributes(Node &node, const Scope &scope);
  Error checkCall(const Node &node, const Function &function);
  Error setOpset(Node &node);

  template <typename... Args>
  Error fail(uint64_t offset, const char *format, Args &&...args) {
    return error(Code::InvalidModel, "{0}: byte {1}: {2}", model.fileName,
                 offset, llvm::formatv(format, args...).str());
  }
  template <typename... Args>
  Error fail(const Node &node, const char *format, Args &&...args) {
    return error(Code::InvalidModel, "{0}: {1}", locate(model, node),
                 llvm::formatv(format, args...).str());
  }

  Model &model;
  FunctionTable functions;
  // Of the function or graph that is being checked.
  const OpsetImports *imports = nullptr;
  const Function *function = nullptr;
  llvm::DenseMap<const Function *, llvm::StringSet<>> attributesOf;
};

Error Checker::check() {
  if (model.irVersion < 3 || model.irVersion > 14)
    return error(
        Code::InvalidModel,
        "{0}: IR version {1}, and hfc reads 3 (2017) to 14 (onnx 1.23)\nhelp: "
        "save the model again with a current version of onnx",
        model.fileName, model.irVersion);
  if (model.opsetImports.empty())
    return error(Code::InvalidModel, "{0}: no opset is imported",
                 model.fileName);
  if (const Function *twin = functions.getDuplicate())
    return fail(twin->offset, "a second function {0} of domain {1}",
                quote(twin->name), quote(twin->domain));
  for (Function &function : model.functions)
    if (Error error = checkSignature(function))
      return error;
  for (Function &function : model.functions)
    if (Error error = checkBody(function))
      return error;
  imports = &model.opsetImports;
  function = nullptr;
  return checkGraph(model.graph, nullptr);
}

Error Checker::checkGraph(Graph &graph, const Scope *outer) {
  Scope scope{outer};
  for (const ValueInfo &input : graph.inputs) {
    if (input.name.empty())
      return fail(input.offset, "an input has no name");
    if (!scope.names.insert(input.name).second)
      return fail(input.offset, "two inputs of a graph are named {0}",
                  quote(input.name));
    bool isTyped = input.type.kind != Type::None &&
                   (input.type.kind != Type::Tensor ||
                    input.type.element != ElementType::UNDEFINED);
    if (!outer && !isTyped)
      return fail(input.offset, "the input {0} has no type", quote(input.name));
  }
  llvm::StringSet<> initializers;
  for (const Tensor &initializer : graph.initializers) {
    if (initializer.name.empty())
      return fail(initializer.offset, "an initializer has no name");
    if (!initializers.insert(initializer.name).second)
      return fail(initializer.offset, "two initializers are named {0}",
                  quote(initializer.name));
    scope.names.insert(initializer.name);
  }
  if (Error error = checkNodes(graph.nodes, scope))
    return error;
  llvm::StringSet<> outputs;
  for (const ValueInfo &output : graph.outputs) {
    if (output.name.empty())
      return fail(output.offset, "an output has no name");
    if (!scope.names.contains(output.name))
      return fail(output.offset, "nothing in the graph computes its output {0}",
                  quote(output.name));
    if (!outputs.insert(output.name).second && !outer)
      return fail(output.offset, "two outputs of the graph are named {0}",
                  quote(output.name));
  }
  return Error::success();
}

Error Checker::checkSignature(const Function &checked) {
  auto failTwice = [&](const char *what, llvm::StringRef name) {
    return fail(checked.offset, "function {0} has two {1} {2}",
                quote(checked.name), what, quote(name));
  };
  if (llvm::is_contained(checked.inputs, "") ||
      llvm::is_contained(checked.outputs, ""))
    return fail(checked.offset,
                "function {0} has an input or output without "
                "a name",
                quote(checked.name));
  llvm::StringSet<> inputs, outputs;
  for (const std::string &input : checked.inputs)
    if (!inputs.insert(input).second)
      return failTwice("inputs", input);
  for (const std::string &output : checked.outputs)
    if (!outputs.insert(output).second)
      return failTwice("outputs", output);
  llvm::StringSet<> &attributes = attributesOf[&checked];
  for (const std::string &attribute : checked.attributes)
    if (!attributes.insert(attribute).second)
      return failTwice("attributes", attribute);
  for (const Attribute &attribute : checked.defaultAttributes) {
    if (!attributes.insert(attribute.name).second)
      return failTwice("attributes", attribute.name);
    if (!attribute.reference.empty() || !attribute.getGraphs().empty())
      return fail(checked.offset,
                  "the default of attribute {0} of function {1} is no constant",
                  quote(attribute.name), quote(checked.name));
  }
  return Error::success();
}

Error Checker::checkBody(Function &checked) {
  function = &checked;
  imports = &checked.opsetImports;
  Scope scope;
  for (const std::string &input : checked.inputs)
    scope.names.insert(input);
  if (Error error = checkNodes(checked.nodes, scope))
    return error;
  for (const std::string &output : checked.outputs)
    if (!scope.names.contains(output))
      return fail(checked.offset, "nothing in function {0} computes {1}",
                  quote(checked.name), quote(output));
  return Error::success();
}

Error Checker::checkNodes(std::vector<Node> &nodes, Scope &scope) {
  for (Node &node : nodes)
    if (Error error = checkNode(node, scope))
      return error;
  return Error::success();
}

Error Checker::checkNode(Node &node, Scope &scope) {
  for (const std::string &input : node.inputs)
    if (!input.empty() && !scope.has(input))
      return fail(node, "its input {0} is defined nowhere", quote(input));
  if (Error error = setOpset(node))
    return error;
  // Before the outputs are defined: subgraphs cannot see them.
  if (Error error = checkAttributes(node, scope))
    return error;
  for (const std::string &output : node.outputs)
    if (!output.empty() &&
        (scope.has(output) || !scope.names.insert(output).second))
      return fail(node, "its output {0} is already defined", quote(output));
  return Error::success();
}

Error Checker::setOpset(Node &node) {
  auto found = imports->find(node.domain);
  if (found == imports->end())
    return fail(node, "no opset is imported for its domain {0}",
                quote(node.domain));
  if (const Function *called = functions.find(node))
    return checkCall(node, *called);
  node.opset = found->second;
  return Error::success();
}

Error Checker::checkAttributes(Node &node, const Scope &scope) {
  llvm::StringSet<> names;
  for (Attribute &attribute : node.attributes) {
    if (!names.insert(attribute.name).second)
      return fail(node, "has two attributes {0}", quote(attribute.name));
    const std::string &reference = attribute.reference;
    if (!reference.empty() && !function)
      return fail(node,
                  "its attribute {0} refers to {1}, and there is no function "
                  "around it",
                  quote(attribute.name), quote(reference));
    if (!reference.empty() && !attributesOf[function].contains(reference))
      return fail(node,
                  "its attribute {0} refers to {1}, which function {2} does "
                  "not have",
                  quote(attribute.name), quote(reference),
                  quote(function->name));
    for (const Attribute::GraphPtr &graph : attribute.getGraphs())
      if (Error error = checkGraph(*graph, &scope))
        return error;
  }
  return Error::success();
}

Error Checker::checkCall(const Node &node, const Function &called) {
  if (node.inputs.size() > called.inputs.size())
    return fail(node, "has {0} inputs, and the function takes {1}",
                node.inputs.size(), called.inputs.size());
  if (node.outputs.size() > called.outputs.size())
    return fail(node, "has {0} outputs, and the function gives {1}",
                node.outputs.size(), called.outputs.size());
  for (const Attribute &attribute : node.attributes)
    if (!attributesOf[&called].contains(attribute.name))
      return fail(node, "has the attribute {0}, which the function does not",
                  quote(attribute.name));
  return Error::success();
}

} // namespace

Error hfc::onnx::checkModel(Model &model) { return Checker(model).check(); }
