// See Unsupported.h.
#include "frontends/onnx/Unsupported.h"
#include "diagnostics/Quote.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/StringExtras.h"

using namespace hfc::onnx;
using hfc::diag::Code;
using hfc::diag::escape;

char UnsupportedNodesError::ID = 0;

static constexpr size_t maxNamesInGroup = 20;
static constexpr size_t maxReason = 1000;

static Code getCode(const Rejections &rejections) {
  return llvm::all_of(rejections.nodes,
                      [](const RejectedNode &node) { return node.isInvalid; })
             ? Code::InvalidModel
             : Code::UnsupportedNodes;
}

static std::string operatorOf(const RejectedNode &node) {
  return node.domain.empty() ? node.opType : node.domain + "::" + node.opType;
}

static std::string describe(const Rejections &rejections) {
  using Group = std::pair<std::string, std::string>;
  llvm::MapVector<Group, std::vector<const RejectedNode *>,
                  std::map<Group, unsigned>>
      groups;
  for (const RejectedNode &node : rejections.nodes)
    groups[{operatorOf(node), node.reason}].push_back(&node);
  size_t width = 0;
  for (auto &[key, nodes] : groups)
    width = std::max(width, escape(key.first).size());

  std::string text;
  llvm::raw_string_ostream os(text);
  os << llvm::formatv("{0} of {1} nodes {2} ({3}, opset {4})",
                      rejections.nodes.size(), rejections.nodeCount,
                      getCode(rejections) == Code::InvalidModel
                          ? "break the rules of ONNX"
                          : "cannot be compiled",
                      rejections.model, rejections.opset);
  for (auto &[key, nodes] : groups) {
    os << "\n  " << llvm::left_justify(escape(key.first), width) << "   "
       << nodes.size() << (nodes.size() == 1 ? " node    " : " nodes   ")
       << escape(key.second, maxReason);
    for (const RejectedNode *node :
         llvm::ArrayRef(nodes).take_front(maxNamesInGroup))
      os << "\n      " << escape(node->name) << "    "
         << escape(llvm::join(node->inputs, ", "), maxReason);
    if (nodes.size() > maxNamesInGroup)
      os << "\n      and " << nodes.size() - maxNamesInGroup << " more";
  }
  if (!rejections.lastGood.empty())
    os << "\nhelp: end the graph before the first of them: --outputs="
       << escape(llvm::join(rejections.lastGood, ","), maxReason);
  if (rejections.skipped)
    os << "\nnote: " << rejections.skipped
       << " nodes that depend on these could not be checked";
  if (getCode(rejections) == Code::UnsupportedNodes)
    os << "\nnote: all supported operators: hfc operators";
  return text;
}

UnsupportedNodesError::UnsupportedNodesError(Rejections given)
    : ErrorInfo(::getCode(given), describe(given)),
      rejections(std::move(given)) {}
