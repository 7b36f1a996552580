// What the import of one node works with: its operands and attributes, the
// building of operations, and one way to refuse.
//
// Functions that give a Value, or something optional, give none after a
// failure and take none as operands, so that only the last step of an import,
// result(), is tested. The first failure's reason is kept.
#ifndef HFC_FRONTENDS_ONNX_NODEIMPORTER_H
#define HFC_FRONTENDS_ONNX_NODEIMPORTER_H

#include "dialects/HFC/HFCDialect.h"
#include "dialects/HFC/HFCShapes.h"
#include "frontends/files/FileSet.h"
#include "frontends/onnx/ImportedValue.h"
#include "frontends/onnx/Model.h"
#include "frontends/onnx/Symbols.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FormatVariadic.h"

namespace hfc::onnx {

using hf::Dims;

// The sizes that data gave so far, by the element that each was read from, and
// the block that introduces it.
struct BoundSizes {
  struct Size {
    mlir::Block *block;
    dim::DimExpr value;
  };
  llvm::DenseMap<std::pair<mlir::Value, int64_t>, Size> sizes;
  // Those around the place of the import.
  std::vector<mlir::Block *> blocks;
};

// What imports the graphs of If, Loop and Scan.
class Subgraphs {
public:
  // The graph's nodes at the builder's place, and values of the IR for its
  // outputs. False where a node was rejected or an assumption was made. Bound
  // sizes are named after `scope`, for names of graphs may be alike.
  virtual bool importGraph(const Graph &graph, llvm::StringRef scope,
                           llvm::ArrayRef<ImportedValue> inputs,
                           llvm::SmallVectorImpl<ImportedValue> &results) = 0;

protected:
  ~Subgraphs() = default;
};

class NodeImporter {
public:
  // Absent operands are null.
  NodeImporter(const Node &node, llvm::ArrayRef<ImportedValue *> operands,
               mlir::OpBuilder &builder, Symbols &symbols,
               BoundSizes &boundSizes, Subgraphs &subgraphs,
               files::FileSet &files, mlir::Location location);

  const Node &node;
  mlir::OpBuilder &builder;
  Symbols &symbols;
  BoundSizes &boundSizes;
  Subgraphs &subgraphs;
  files::FileSet &files;
  mlir::MLIRContext *context;
  mlir::Location location;
  int64_t opset;

  //===- Operands ---------------------------------------------------------===//

  unsigned getCount() const { return operands.size(); }
  bool has(unsigned index);
  // The operand as a value of the IR.
  mlir::Value in(unsigned index);
  mlir::RankedTensorType type(unsigned index);
  mlir::Type element(unsigned index) { return type(index).getElementType(); }
  int64_t rank(unsigned index) { return type(index).getRank(); }
  Dims dims(unsigned index) { return dim::getDims(type(index)); }
  bool isConstant(unsigned index) {
    return has(index) && operands[index]->constant;
  }
  const ImportedValue &operand(unsigned index) { return *operands[index]; }
  // What is known of the elements; null if nothing.
  const Contents *contents(unsigned index);
  // Elements that must be known, as `what` says ("the shape"); the 64-bit
  // numbers of a vector or scalar.
  std::optional<Contents> knownVector(unsigned index, llvm::StringRef what);
  std::optional<llvm::SmallVector<int64_t>> knownInts(unsigned index,
                                                      llvm::StringRef what);
  // As knownVector, but elements that only data knows are read when the model
  // runs: each becomes a bound size, never negative.
  std::optional<Contents> sizes(unsigned index, llvm::StringRef what);
  // The elements of a constant of any type; its one element.
  std::optional<llvm::SmallVector<double>> numbers(unsigned index);
  std::optional<double> number(unsigned index);

  //===- Sizes that only data knows (BoundSizes.cpp) ----------------------===//

  // The value of an integer of one element as a size from 0 to `max`. `name`
  // is what the user knows it by.
  dim::DimExpr bind(mlir::Value integer, llvm::StringRef name,
                    int64_t max = Symbols::maxSize);
  // An element of a vector or scalar: its value where the operations that made
  // it say it, else null; and as an i64 scalar.
  dim::DimExpr knownElement(mlir::Value vector, int64_t index);
  mlir::Value element(mlir::Value vector, int64_t index);
  // A run where the two differ fails.
  bool checkEqual(dim::DimExpr a, dim::DimExpr b);
  // A reshape; whether the numbers of elements agree may show when it runs.
  mlir::Value checkedReshape(mlir::Value value,
                             llvm::ArrayRef<dim::DimExpr> dims);
  // Whether data has a part in the size.
  bool isDataSize(dim::DimExpr size) const { return symbols.isBound(size); }
  // The largest value of an expression over the symbols' ranges.
  int64_t largest(dim::DimExpr size) const;

  //===- Attributes -------------------------------------------------------===//

  bool hasAttribute(llvm::StringRef name);
  int64_t getInt(llvm::StringRef name, int64_t otherwise);
  double getFloat(llvm::StringRef name, float otherwise);
  std::optional<llvm::SmallVector<double>> getFloats(llvm::StringRef name);
  std::string getString(llvm::StringRef name, llvm::StringRef otherwise);
  std::optional<llvm::SmallVector<int64_t>> getInts(llvm::StringRef name);
  const Attribute *getAttribute(llvm::StringRef name);
  // Null after a refusal.
  const Graph *getGraph(llvm::StringRef name);
  // An attribute that changes nothing.
  void ignore(llvm::StringRef name) { usedAttributes.insert(name); }
  // 0 to rank - 1, from what may count from the end. `rank` is also a place
  // where `allowEnd`.
  std::optional<int64_t> getAxis(int64_t axis, int64_t rank,
                                 bool allowEnd = false);
  // Axes of an operand, each once.
  std::optional<llvm::SmallVector<int64_t>>
  getAxes(llvm::ArrayRef<int64_t> axes, int64_t rank);

  //===- Building ---------------------------------------------------------===//

  // The op with inferred type, or with the type given first.
  template <typename Op, typename... Args> mlir::Value create(Args &&...args);

  dim::DimExpr size(int64_t value) const {
    return dim::DimExpr::constant(context, value);
  }
  mlir::Value constant(double value, mlir::Type element);
  mlir::Value sizeValue(dim::DimExpr size, mlir::Type element);
  mlir::Value cast(mlir::Value value, mlir::Type element);
  mlir::Value reshape(mlir::Value value, llvm::ArrayRef<dim::DimExpr> dims);
  mlir::Value broadcast(mlir::Value value, llvm::ArrayRef<dim::DimExpr> dims);
  mlir::Value transpose(mlir::Value value, llvm::ArrayRef<int64_t> permutation);
  mlir::Value slice(mlir::Value value, llvm::ArrayRef<dim::DimExpr> starts,
                    llvm::ArrayRef<dim::DimExpr> sizes,
                    llvm::ArrayRef<int64_t> steps = {});
  // Without leading ones; operands that are in `dims` or are 1.
  mlir::Value iota(int64_t axis, llvm::ArrayRef<dim::DimExpr> dims,
                   mlir::Type element);

  // Whether numpy's broadcasting holds between all of them, dims assumed equal
  // where it needs them to be. The shape, too.
  std::optional<Dims> broadcastShape(llvm::ArrayRef<Dims> shapes);
  // The same of values. Sizes that only a run can compare are checked then, and
  // the values get dims that say so.
  bool align(llvm::ArrayRef<mlir::Value *> values);
  bool requireEqual(dim::DimExpr a, dim::DimExpr b, llvm::StringRef what);
  // One dim of a value as another size, which it is assumed to be equal to, or
  // checked to be when it runs.
  bool fit(mlir::Value &value, unsigned axis, dim::DimExpr size,
           llvm::StringRef what);
  // Assumed, or checked when it runs; false where it cannot be.
  bool requireLE(dim::DimExpr a, dim::DimExpr b, llvm::StringRef what);
  // A part of a size that divides into `count` equal ones, as far as need be
  // because it is assumed to; null after a refusal.
  dim::DimExpr divide(dim::DimExpr size, int64_t count, llvm::StringRef what);
  bool requireBroadcast(dim::DimExpr a, dim::DimExpr b);

  //===- The end ----------------------------------------------------------===//

  // The first output that is wanted: a name that no other node has.
  llvm::StringRef getLabel() const {
    for (const std::string &output : node.outputs)
      if (!output.empty())
        return output;
    return node.name;
  }
  // A number for each loop of the node.
  unsigned countLoop() { return loops++; }
  bool wants(unsigned output) const {
    return output < node.outputs.size() && !node.outputs[output].empty();
  }
  llvm::LogicalResult result(unsigned output, mlir::Value value);
  llvm::LogicalResult result(unsigned output, const ImportedValue &value);
  // False where the elements are too many, or leave their type.
  bool tryContents(unsigned output, llvm::ArrayRef<dim::DimExpr> dims,
                   mlir::Type element, Contents contents);

  // hfc does not have it; ONNX forbids it.
  template <typename... Args>
  llvm::LogicalResult unsupported(const char *format, Args &&...args) {
    return refuse(llvm::formatv(format, std::forward<Args>(args)...), false);
  }
  template <typename... Args>
  llvm::LogicalResult invalid(const char *format, Args &&...args) {
    return refuse(llvm::formatv(format, std::forward<Args>(args)...), true);
  }

  // After the import: that nothing of the node was left unread.
  llvm::LogicalResult checkComplete();
  // After a failure that was told already.
  llvm::LogicalResult abandon() {
    failed = true;
    return llvm::failure();
  }
  bool hasFailed() const { return failed; }
  bool isInvalid() const { return invalidNode; }
  const std::string &getReason() const { return reason; }
  std::optional<ImportedValue> &getResult(unsigned output) {
    return results[output];
  }

private:
  llvm::LogicalResult refuse(std::string why, bool isInvalid);
  const Attribute *find(llvm::StringRef name, Attribute::Kind kind);
  // Creates the op, with inferred types if `infer`, and verifies it.
  using InferTypes = llvm::function_ref<llvm::LogicalResult(
      mlir::OperationState &, llvm::SmallVectorImpl<mlir::Type> &)>;
  mlir::Value finish(mlir::OperationState &state, InferTypes infer);

  llvm::SmallVector<ImportedValue *> operands;
  llvm::SmallVector<bool> usedOperands;
  llvm::StringSet<> usedAttributes;
  std::vector<std::optional<ImportedValue>> results;
  std::string reason;
  unsigned loops = 0;
  bool failed = false;
  bool invalidNode = false;
};

// A size for messages: "f32[b, 4]".
std::string toString(mlir::RankedTensorType type);

namespace detail {
inline bool isAbsent(mlir::Value value) { return !value; }
inline bool isAbsent(llvm::ArrayRef<mlir::Value> values) {
  return llvm::is_contained(values, mlir::Value());
}
inline bool isAbsent(const llvm::SmallVector<mlir::Value> &values) {
  return isAbsent(llvm::ArrayRef(values));
}
template <typename T> bool isAbsent(const T &) { return false; }
} // namespace detail

template <typename Op, typename... Args>
mlir::Value NodeImporter::create(Args &&...args) {
  if (failed || (detail::isAbsent(args) || ...))
    return nullptr;
  mlir::OperationState state(location, Op::getOperationName());
  if constexpr (Op::template hasTrait<mlir::InferTypeOpInterface::Trait>()) {
    Op::build(builder, state, mlir::Type(), args...);
    return finish(state, [&](mlir::OperationState &built,
                             llvm::SmallVectorImpl<mlir::Type> &types) {
      return Op::inferReturnTypes(context, location, built.operands,
                                  built.attributes.getDictionary(context),
                                  built.getRawProperties(), mlir::RegionRange(),
                                  types);
    });
  } else {
    Op::build(builder, state, args...);
    return finish(state, nullptr);
  }
}

} // namespace hfc::onnx
#endif
