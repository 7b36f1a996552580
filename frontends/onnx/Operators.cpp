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
                    addAttention,
                    addBoxes,
                    addComparisons,
                    addContractions,
                    addContribActivations,
                    addContribGroupQuery,
                    addContribMultiHead,
                    addContribNormalizations,
                    addControlFlow,
                    addDataDependent,
                    addDeformable,
                    addDeterminant,
                    addEinsum,
                    addGenerators,
                    addFlexAttention,
                    addIndexing,
                    addLinearAttention,
                    addLosses,
                    addMovement,
                    addNGrams,
                    addNormalizations,
                    addPadding,
                    addQuantization,
                    addQuantizedContractions,
                    addRandom,
                    addRecurrent,
                    addReductions,
                    addRegions,
                    addResize,
                    addSampling,
                    addScatter,
                    addSequences,
                    addShapes,
                    addSignal,
                    addSlices,
                    addSorting,
                    addTransposed,
                    addUnaries,
                    addWindows})
    add(*this);
}

llvm::ArrayRef<RefusedOperator> hfc::onnx::getRefusedOperators() {
  static constexpr std::string_view optional = "optional values are no tensors",
                                    sequence = "sequences are no tensors",
                                    text = "strings are no numbers";
  static constexpr RefusedOperator refused[] = {
      {"ConcatFromSequence", sequence},
      {"ImageDecoder", "it reads files of images"},
      {"Optional", optional},
      {"OptionalGetElement", optional},
      {"OptionalHasElement", optional},
      {"RegexFullMatch", text},
      {"SequenceAt", sequence},
      {"SequenceConstruct", sequence},
      {"SequenceEmpty", sequence},
      {"SequenceErase", sequence},
      {"SequenceInsert", sequence},
      {"SequenceLength", sequence},
      {"SequenceMap", sequence},
      {"SplitToSequence", sequence},
      {"StringConcat", text},
      {"StringNormalizer", text},
      {"StringSplit", text},
  };
  return refused;
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
    const auto *refused =
        llvm::find_if(getRefusedOperators(), [&](const RefusedOperator &row) {
          return node.domain.empty() && row.name == node.opType;
        });
    bool isKnownDomain = llvm::any_of(operators, [&](const auto &entry) {
      return entry.getValue().front().domain == node.domain;
    });
    reason =
        refused != getRefusedOperators().end() ? std::string(refused->reason)
        : isKnownDomain                        ? "the operator is not supported"
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
