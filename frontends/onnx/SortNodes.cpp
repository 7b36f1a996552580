// See SortNodes.h. A depth-first walk from each node to what it uses, in the
// nodes' own order, on a stack of its own.
#include "frontends/onnx/SortNodes.h"
#include "diagnostics/Error.h"
#include "frontends/onnx/CheckModel.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

using namespace hfc::onnx;
using llvm::Error;

namespace {

// The names that a node takes from around it: its inputs, and what its
// subgraphs use but do not define.
void collectUses(const Node &node, std::vector<llvm::StringRef> &uses) {
  for (const std::string &input : node.inputs)
    uses.push_back(input);
  for (const Attribute &attribute : node.attributes) {
    for (const Attribute::GraphPtr &graph : attribute.getGraphs()) {
      llvm::StringSet<> defined;
      for (const ValueInfo &input : graph->inputs)
        defined.insert(input.name);
      for (const Tensor &initializer : graph->initializers)
        defined.insert(initializer.name);
      std::vector<llvm::StringRef> inside;
      for (const Node &inner : graph->nodes) {
        for (const std::string &output : inner.outputs)
          defined.insert(output);
        collectUses(inner, inside);
      }
      for (llvm::StringRef name : inside)
        if (!defined.contains(name))
          uses.push_back(name);
    }
  }
}

class Sorter {
public:
  Sorter(const Model &model, std::vector<Node> &nodes)
      : model(model), nodes(nodes), uses(nodes.size()) {}

  Error run() {
    llvm::StringMap<size_t> definedBy;
    for (size_t i = 0; i != nodes.size(); ++i)
      for (const std::string &output : nodes[i].outputs)
        if (!output.empty())
          definedBy.try_emplace(output, i);
    bool sorted = true;
    for (size_t i = 0; i != nodes.size(); ++i) {
      std::vector<llvm::StringRef> names;
      collectUses(nodes[i], names);
      for (llvm::StringRef name : names) {
        auto found = definedBy.find(name);
        if (found == definedBy.end())
          continue;
        uses[i].push_back(found->second);
        sorted &= found->second < i;
      }
    }
    return sorted ? Error::success() : sort();
  }

private:
  Error sort() {
    enum State : uint8_t { Unseen, Open, Done };
    std::vector<State> states(nodes.size(), Unseen);
    std::vector<size_t> order, stack;
    for (size_t root = 0; root != nodes.size(); ++root) {
      stack.push_back(root);
      while (!stack.empty()) {
        size_t i = stack.back();
        if (states[i] != Unseen) {
          if (states[i] == Open)
            order.push_back(i);
          states[i] = Done;
          stack.pop_back();
          continue;
        }
        states[i] = Open;
        for (size_t used : llvm::reverse(uses[i])) {
          if (states[used] == Open)
            return hfc::diag::error(hfc::diag::Code::InvalidModel,
                                    "{0}: uses a value that depends on its own "
                                    "result",
                                    locate(model, nodes[i]));
          if (states[used] == Unseen)
            stack.push_back(used);
        }
      }
    }
    std::vector<Node> sorted;
    for (size_t i : order)
      sorted.push_back(std::move(nodes[i]));
    nodes = std::move(sorted);
    return Error::success();
  }

  const Model &model;
  std::vector<Node> &nodes;
  std::vector<std::vector<size_t>> uses; // indices of nodes
};

Error sortAll(const Model &model, std::vector<Node> &nodes) {
  for (Node &node : nodes)
    for (const Attribute &attribute : node.attributes)
      for (const Attribute::GraphPtr &graph : attribute.getGraphs())
        if (Error error = sortAll(model, graph->nodes))
          return error;
  return Sorter(model, nodes).run();
}

} // namespace

Error hfc::onnx::sortNodes(Model &model) {
  for (Function &function : model.functions)
    if (Error error = sortAll(model, function.nodes))
      return error;
  return sortAll(model, model.graph.nodes);
}
