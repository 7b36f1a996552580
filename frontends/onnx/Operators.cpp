// See Operators.h.
#include "frontends/onnx/Operators.h"
#include "diagnostics/Quote.h"
#include "frontends/onnx/Model.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace hfc::onnx;

OperatorTable::OperatorTable() {
  for (auto *add : {addActivations,
                    addArithmetic,
                    addComparisons,
                    addGenerators,
                    addContractions,
                    addContribActivations,
                    addContribGroupQuery,
                    addContribMultiHead,
                    addContribNormalizations,
                    addEinsum,
                    addIndexing,
                    addMovement,
                    addNormalizations,
                    addPadding,
                    addQuantization,
                    addQuantizedContractions,
                    addReductions,
                    addShapes,
                    addSlices,
                    addUnaries,
                    addWindows})
    add(*this);
}

static std::string keyOf(std::string_view domain, std::string_view name) {
  return std::string(domain) + "::" + std::string(name);
}

void OperatorTable::add(llvm::ArrayRef<Operator> added) {
  for (const Operator &op : added)
    operators[keyOf(op.domain, op.name)].push_back(op);
}

const Operator *OperatorTable::find(const Node &node,
                                    std::string &reason) const {
  auto found = operators.find(keyOf(node.domain, node.opType));
  if (found == operators.end()) {
    reason = node.domain.empty()
                 ? "the operator is not supported"
                 : "operators of domain " + diag::quote(node.domain) +
                       " are not supported";
    return nullptr;
  }
  if (node.domain.empty() && node.opset > newestOpset) {
    reason = llvm::formatv("opset {0} is newer than {1}, the newest known",
                           node.opset, newestOpset);
    return nullptr;
  }
  for (const Operator &op : found->second)
    if (node.opset >= op.since && node.opset <= op.until)
      return &op;
  reason =
      llvm::formatv("its definition of opset {0} is not supported", node.opset);
  return nullptr;
}

std::vector<Operator> OperatorTable::list() const {
  std::vector<Operator> all;
  for (const auto &entry : operators)
    all.insert(all.end(), entry.second.begin(), entry.second.end());
  llvm::sort(all, [](const Operator &a, const Operator &b) {
    return std::tie(a.domain, a.name, a.since) <
           std::tie(b.domain, b.name, b.since);
  });
  return all;
}
