// The table of operators: which function imports which operator in which
// opsets. Adding one: README.md.
#ifndef HFC_FRONTENDS_ONNX_OPERATORS_H
#define HFC_FRONTENDS_ONNX_OPERATORS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/LogicalResult.h"
#include <cstdint>
#include <string_view>
#include <vector>

namespace hfc::onnx {

class NodeImporter;
struct Node;
using ImportFunction = llvm::LogicalResult (*)(NodeImporter &);

// The newest opset of the default domain whose operators are known
// (onnx 1.23).
inline constexpr int64_t newestOpset = 28;

struct Operator {
  std::string_view name;
  int64_t since; // opset
  ImportFunction function;
  int64_t until = newestOpset;
  std::string_view domain = {};
  // That are present; of operators that Schemas.inc does not know.
  unsigned minInputs = 0;
};

// Operators of the default domain that are known and not imported.
struct RefusedOperator {
  std::string_view name, reason;
};
llvm::ArrayRef<RefusedOperator> getRefusedOperators();

class OperatorTable {
public:
  // Every operator that hfc imports.
  OperatorTable();

  void add(llvm::ArrayRef<Operator> operators);
  // Null, with the reason, where the node's operator or opset is not known.
  const Operator *find(const Node &node, std::string &reason) const;
  // By domain and name.
  std::vector<Operator> list() const;

private:
  llvm::StringMap<std::vector<Operator>> operators; // "domain::name"
};

// ops/*.cpp
void addActivations(OperatorTable &table);
void addArithmetic(OperatorTable &table);
void addAttention(OperatorTable &table);
void addBoxes(OperatorTable &table);
void addComparisons(OperatorTable &table);
void addGenerators(OperatorTable &table);
void addContractions(OperatorTable &table);
void addContribActivations(OperatorTable &table);
void addContribGroupQuery(OperatorTable &table);
void addContribMultiHead(OperatorTable &table);
void addContribNormalizations(OperatorTable &table);
void addControlFlow(OperatorTable &table);
void addDataDependent(OperatorTable &table);
void addDeformable(OperatorTable &table);
void addDeterminant(OperatorTable &table);
void addEinsum(OperatorTable &table);
void addFlexAttention(OperatorTable &table);
void addIndexing(OperatorTable &table);
void addLinearAttention(OperatorTable &table);
void addLosses(OperatorTable &table);
void addMovement(OperatorTable &table);
void addNGrams(OperatorTable &table);
void addNormalizations(OperatorTable &table);
void addPadding(OperatorTable &table);
void addQuantization(OperatorTable &table);
void addQuantizedContractions(OperatorTable &table);
void addRandom(OperatorTable &table);
void addRecurrent(OperatorTable &table);
void addReductions(OperatorTable &table);
void addRegions(OperatorTable &table);
void addResize(OperatorTable &table);
void addSampling(OperatorTable &table);
void addScatter(OperatorTable &table);
void addSequences(OperatorTable &table);
void addShapes(OperatorTable &table);
void addSignal(OperatorTable &table);
void addSlices(OperatorTable &table);
void addSorting(OperatorTable &table);
void addTransposed(OperatorTable &table);
void addUnaries(OperatorTable &table);
void addWindows(OperatorTable &table);

} // namespace hfc::onnx
#endif
