// See InlineFunctions.h. Functions are flattened callees first, so a call is
// always replaced by a body without calls; only subgraphs recurse, and those
// are at most 64 deep.
//
//   before: y = f(x) {axis = 1} "block"      f(a) {axis}: t = Relu(a); b =
//   Softmax(t) {axis = @axis} after:  block/t = Relu(x) "block/Relu";  y =
//   Softmax(block/t) {axis = 1} "block/Softmax"
#include "frontends/onnx/InlineFunctions.h"
#include "diagnostics/Error.h"
#include "diagnostics/Quote.h"
#include "frontends/onnx/CheckModel.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"

using namespace hfc::onnx;
using hfc::diag::Code;
using hfc::diag::error;
using hfc::diag::quote;
using llvm::Error;

namespace {

constexpr unsigned maxDepth = 64; // of calls, and of subgraphs afterwards
// Bytes that bodies may take in all: a doubling in each of 40 functions is a
// short file.
constexpr uint64_t maxGrowth = 128 << 20;

// Names in a body → names at the call; a subgraph sees those around it.
struct Scope {
  const Scope *outer = nullptr;
  llvm::StringMap<std::string> names = {};

  std::string find(llvm::StringRef name) const {
    for (const Scope *scope = this; scope; scope = scope->outer)
      if (auto found = scope->names.find(name); found != scope->names.end())
        return found->second;
    return ""; // an absent optional input
  }
};

// All names of values in a function or in the model, and new ones.
class Names {
public:
  void addAll(const std::vector<Node> &nodes) {
    for (const Node &node : nodes) {
      for (const std::string &output : node.outputs)
        used.try_emplace(output, 1);
      for (const Attribute &attribute : node.attributes)
        for (const Attribute::GraphPtr &graph : attribute.getGraphs())
          addAll(*graph);
    }
  }
  void addAll(const Graph &graph) {
    for (const ValueInfo &input : graph.inputs)
      used.try_emplace(input.name, 1);
    for (const Tensor &initializer : graph.initializers)
      used.try_emplace(initializer.name, 1);
    addAll(graph.nodes);
  }
  void add(llvm::StringRef name) { used.try_emplace(name, 1); }
  std::string make(std::string wish) {
    unsigned &next = used[wish];
    std::string name = wish;
    if (next)
      do
        name = wish + "_" + std::to_string(++used[wish]);
      while (!used.try_emplace(name, 1).second);
    else
      next = 1;
    return name;
  }

private:
  llvm::StringMap<unsigned> used; // and how many were made from it
};

// One call and the copy of the body that replaces it.
class Instance {
public:
  Instance(const Model &model, const Node &call, const Function &function,
           Names &names, uint64_t &growth)
      : model(model), call(call), function(function), names(names),
        growth(growth),
        prefix((call.name.empty() ? call.opType : call.name) + "/") {}

  Error appendTo(std::vector<Node> &result) {
    if (Error error = spend((function.inputs.size() + function.outputs.size() +
                             function.defaultAttributes.size() + 1) *
                            sizeof(std::string)))
      return error;
    for (const Attribute &attribute : function.defaultAttributes)
      attributes[attribute.name] = &attribute;
    for (const Attribute &attribute : call.attributes)
      attributes[attribute.name] = &attribute;
    Scope scope;
    for (size_t i = 0; i != function.inputs.size(); ++i)
      scope.names[function.inputs[i]] =
          i < call.inputs.size() ? call.inputs[i] : "";
    for (size_t i = 0; i != function.outputs.size(); ++i) {
      const std::string &inner = function.outputs[i];
      std::string outer = i < call.outputs.size() ? call.outputs[i] : "";
      // An input that is handed through.
      if (auto input = scope.names.find(inner); input != scope.names.end()) {
        if (!outer.empty())
          result.push_back(makeIdentity(input->second, outer));
        continue;
      }
      outputs[inner] = outer.empty() ? names.make(prefix + inner) : outer;
    }
    return copyNodes(function.nodes, scope, result);
  }

private:
  Error spend(uint64_t bytes) {
    growth += bytes;
    if (growth <= maxGrowth)
      return Error::success();
    return error(Code::LimitExceeded,
                 "{0}: the bodies of inlined functions take more than {1} "
                 "bytes",
                 locate(model, call), maxGrowth);
  }

  Node makeIdentity(const std::string &input, const std::string &output) {
    Node node;
    node.name = prefix + "Identity";
    node.opType = "Identity";
    node.inputs = {input};
    node.outputs = {output};
    node.opset = 13;
    node.offset = call.offset;
    return node;
  }

  Error copyNodes(const std::vector<Node> &nodes, Scope &scope,
                  std::vector<Node> &result) {
    for (const Node &node : nodes) {
      Node copy;
      copy.name = prefix + (node.name.empty() ? node.opType : node.name);
      copy.opType = node.opType;
      copy.domain = node.domain;
      copy.overload = node.overload;
      copy.opset = node.opset;
      copy.offset = node.offset;
      uint64_t size = sizeof(Node) + copy.name.size() + copy.opType.size() +
                      copy.domain.size();
      for (const std::string &input : node.inputs) {
        copy.inputs.push_back(scope.find(input));
        size += sizeof(std::string) + copy.inputs.back().size();
      }
      for (const Attribute &attribute : node.attributes)
        if (Error error = copyAttribute(node, attribute, scope, copy))
          return error;
      for (const std::string &output : node.outputs) {
        copy.outputs.push_back(output.empty() ? "" : define(output, scope));
        size += sizeof(std::string) + copy.outputs.back().size();
      }
      if (Error error = spend(size))
        return error;
      result.push_back(std::move(copy));
    }
    return Error::success();
  }

  std::string define(const std::string &name, Scope &scope) {
    auto output = outputs.find(name);
    return scope.names[name] = !scope.outer && output != outputs.end()
                                   ? output->second
                                   : names.make(prefix + name);
  }

  Error copyAttribute(const Node &node, const Attribute &attribute,
                      const Scope &scope, Node &copy) {
    const Attribute *source = &attribute;
    if (!attribute.reference.empty()) {
      source = attributes.lookup(attribute.reference);
      if (!source) // left out by the call, without a default
        return Error::success();
      if (source->kind != attribute.kind)
        return error(Code::InvalidModel,
                     "{0}: its attribute {1} is of kind {2}, and node {3} in "
                     "function {4} wants {5}",
                     locate(model, call), quote(source->name),
                     getName(source->kind), quote(node.name),
                     quote(function.name), getName(attribute.kind));
    }
    Attribute result = *source;
    result.name = attribute.name;
    // A graph that the call gives sees the values around the call, not ours.
    if (attribute.reference.empty()) {
      if (auto *graph = std::get_if<Attribute::GraphPtr>(&result.value))
        if (Error error = copyGraph(*graph, scope))
          return error;
      if (auto *graphs =
              std::get_if<std::vector<Attribute::GraphPtr>>(&result.value))
        for (Attribute::GraphPtr &graph : *graphs)
          if (Error error = copyGraph(graph, scope))
            return error;
    }
    copy.attributes.push_back(std::move(result));
    return spend(getSize(copy.attributes.back()));
  }

  static uint64_t getSize(const Attribute &attribute) {
    uint64_t size = sizeof(Attribute) + attribute.name.size();
    if (auto *text = std::get_if<std::string>(&attribute.value))
      size += text->size();
    if (auto *floats = std::get_if<std::vector<float>>(&attribute.value))
      size += floats->size() * sizeof(float);
    if (auto *ints = std::get_if<std::vector<int64_t>>(&attribute.value))
      size += ints->size() * sizeof(int64_t);
    if (auto *texts = std::get_if<std::vector<std::string>>(&attribute.value))
      for (const std::string &text : *texts)
        size += sizeof(std::string) + text.size();
    return size;
  }

  Error copyGraph(Attribute::GraphPtr &graph, const Scope &outer) {
    const Graph &source = *graph;
    auto copy = std::make_shared<Graph>();
    Scope scope{&outer};
    copy->name = source.name;
    copy->offset = source.offset;
    uint64_t size = sizeof(Graph);
    for (const ValueInfo &input : source.inputs) {
      copy->inputs.push_back(input);
      copy->inputs.back().name = define(input.name, scope);
      size += sizeof(ValueInfo) + copy->inputs.back().name.size();
    }
    for (const Tensor &initializer : source.initializers) {
      size += sizeof(Tensor) + initializer.decoded.size();
      if (Error error = spend(initializer.decoded.size()))
        return error;
      copy->initializers.push_back(initializer);
      copy->initializers.back().name = define(initializer.name, scope);
    }
    if (Error error = copyNodes(source.nodes, scope, copy->nodes))
      return error;
    for (const ValueInfo &output : source.outputs) {
      copy->outputs.push_back(output);
      copy->outputs.back().name = scope.find(output.name);
      size += sizeof(ValueInfo) + copy->outputs.back().name.size();
    }
    graph = std::move(copy);
    return spend(size);
  }

  const Model &model;
  const Node &call;
  const Function &function;
  Names &names;
  uint64_t &growth;
  std::string prefix;
  llvm::StringMap<std::string> outputs; // of the function → of the call
  llvm::StringMap<const Attribute *> attributes; // given or by default
};

class Inliner {
public:
  explicit Inliner(Model &model) : model(model), functions(model) {}

  Error run() {
    for (Function &function : model.functions)
      if (Error error = visit(function))
        return error;
    Names names;
    names.addAll(model.graph);
    if (auto deepest = flatten(model.graph.nodes, names); !deepest)
      return deepest.takeError();
    model.functions.clear();
    return Error::success();
  }

private:
  void collectCalls(const std::vector<Node> &nodes,
                    std::vector<Function *> &called) {
    for (const Node &node : nodes) {
      if (Function *function = functions.find(node))
        called.push_back(function);
      for (const Attribute &attribute : node.attributes)
        for (const Attribute::GraphPtr &graph : attribute.getGraphs())
          collectCalls(graph->nodes, called);
    }
  }

  // Flattens `root` after all that it calls: depth first, on a stack of ours.
  Error visit(Function &root) {
    struct Frame {
      Function *function;
      std::vector<Function *> called = {};
      size_t next = 0;
    };
    if (depths.contains(&root))
      return Error::success();
    std::vector<Frame> stack;
    auto push = [&](Function *function) {
      depths[function] = 0; // being visited
      stack.push_back({function});
      collectCalls(function->nodes, stack.back().called);
    };
    push(&root);
    while (!stack.empty()) {
      Frame &frame = stack.back();
      if (frame.next != frame.called.size()) {
        Function *callee = frame.called[frame.next++];
        auto known = depths.find(callee);
        if (known == depths.end())
          push(callee);
        else if (known->second == 0)
          return error(Code::InvalidModel,
                       "{0}: byte {1}: function {2} calls itself",
                       model.fileName, callee->offset, quote(callee->name));
        continue;
      }
      unsigned depth = 1;
      for (Function *callee : frame.called)
        depth = std::max(depth, depths[callee] + 1);
      if (depth > maxDepth)
        return error(Code::LimitExceeded,
                     "{0}: byte {1}: function {2} begins calls that are more "
                     "than {3} deep",
                     model.fileName, frame.function->offset,
                     quote(frame.function->name), maxDepth);
      depths[frame.function] = depth;
      Names names;
      names.addAll(frame.function->nodes);
      for (const std::string &input : frame.function->inputs)
        names.add(input);
      auto deepest = flatten(frame.function->nodes, names);
      if (!deepest)
        return deepest.takeError();
      nesting[frame.function] = *deepest;
      stack.pop_back();
    }
    return Error::success();
  }

  // How deep subgraphs nest in the result.
  llvm::Expected<unsigned> flatten(std::vector<Node> &nodes, Names &names) {
    unsigned deepest = 0;
    std::vector<Node> result;
    for (Node &node : nodes) {
      unsigned depth = 0;
      for (const Attribute &attribute : node.attributes) {
        for (const Attribute::GraphPtr &graph : attribute.getGraphs()) {
          auto inside = flatten(graph->nodes, names);
          if (!inside)
            return inside.takeError();
          depth = std::max(depth, *inside + 1);
        }
      }
      const Function *function = functions.find(node);
      if (function)
        depth += nesting[function];
      if (depth > maxDepth)
        return error(Code::LimitExceeded,
                     "{0}: subgraphs are more than {1} deep when functions "
                     "are inlined",
                     locate(model, node), maxDepth);
      deepest = std::max(deepest, depth);
      if (!function)
        result.push_back(std::move(node));
      else if (Error error = Instance(model, node, *function, names, growth)
                                 .appendTo(result))
        return std::move(error);
    }
    nodes = std::move(result);
    return deepest;
  }

  Model &model;
  FunctionTable functions;
  llvm::DenseMap<const Function *, unsigned> depths;  // of calls; 0: on the way
  llvm::DenseMap<const Function *, unsigned> nesting; // of subgraphs
  uint64_t growth = 0;
};

} // namespace

Error hfc::onnx::inlineFunctions(Model &model) { return Inliner(model).run(); }
