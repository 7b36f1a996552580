// The symbolic sizes of a model's inputs, and what its operations imply about
// them.
//
// A model that adds [b, t] to [b, p + s] works only where t is p + s (or one of
// them 1, which an exported model does not mean where it can be more). So the
// importer may *assume*: a symbol becomes an expression in others, or its range
// narrows. Inputs then carry the expression in their type, and the runtime
// checks each run against it. As earlier types were made without the
// assumption, the import starts again with it.
#ifndef HFC_FRONTENDS_ONNX_SYMBOLS_H
#define HFC_FRONTENDS_ONNX_SYMBOLS_H

#include "dialects/Dim/DimTypes.h"
#include "frontends/onnx/ImportModel.h"
#include "llvm/ADT/StringSet.h"

namespace hfc::onnx {

class Symbols {
public:
  static constexpr int64_t maxSize = INT32_MAX;

  // Names the dims of all inputs: their parameter, an expression over
  // parameters where it reads as one, else "input.index".
  static llvm::Expected<Symbols>
  create(mlir::MLIRContext *context, llvm::ArrayRef<const ValueInfo *> inputs,
         llvm::ArrayRef<ImportOptions::Dim> bounds);

  // Of an input, as assumed so far.
  llvm::SmallVector<dim::DimExpr> getInputDims(const ValueInfo &input) const;
  const dim::SymbolRanges &getRanges() const { return ranges; }
  // `dim.symbols`: the symbols that are left.
  mlir::ArrayAttr getSymbolsAttr() const;

  // A size that only data knows, from 0 to max, introduced where the model's
  // operations have come to; the same name is the same symbol in every try.
  // `value` is what it is assumed to be: the symbol, or an expression that it
  // must be equal to when it runs.
  struct Bound {
    std::string symbol;
    dim::SymbolRange range;
    dim::DimExpr value;
  };
  Bound bind(llvm::StringRef name, int64_t max);
  // A bound size that nothing is ever assumed of: the counter of a loop.
  dim::DimExpr count(llvm::StringRef name, int64_t max);
  // Names of bound sizes are looked for in a scope; gives the one around it.
  std::string enterScope(llvm::StringRef name) {
    std::string around = scope;
    scope += name.str() + "/";
    return around;
  }
  void leaveScope(const std::string &around) { scope = around; }
  // While a branch is imported that may not run, nothing is assumed of sizes
  // that are known outside.
  void enterBranch() { ++branches; }
  void leaveBranch() { --branches; }
  // Whether one of its symbols is given by data.
  bool isBound(dim::DimExpr size) const;

  // True where the sizes are equal. Otherwise false, and if an assumption makes
  // them equal it is taken, and `hasChanged` says so.
  bool assumeEqual(dim::DimExpr a, dim::DimExpr b);
  bool assumeLE(dim::DimExpr a, dim::DimExpr b);
  // That the size is a multiple: one of its symbols becomes a multiple of a new
  // one.
  bool assumeDivides(int64_t divisor, dim::DimExpr size);
  // Where no assumption makes two sizes of a node's operands equal, a check
  // when the model runs may: in the next try operands of one come as of the
  // other. Nothing changes where they did already.
  void checkOperands(const Node &node, dim::DimExpr a, dim::DimExpr b);
  bool areChecked(const Node &node, dim::DimExpr a, dim::DimExpr b) const;
  // The size that operands of `size` come to this node as.
  dim::DimExpr getCheckedSize(const Node &node, dim::DimExpr size) const;
  bool hasChanged() const { return changed; }
  void startAgain() { changed = false; }

  bool provablyLE(dim::DimExpr a, dim::DimExpr b) const;
  bool provablyDiffer(dim::DimExpr a, dim::DimExpr b) const;
  // Simplified by the ranges.
  dim::DimExpr max(dim::DimExpr a, dim::DimExpr b) const;
  dim::DimExpr min(dim::DimExpr a, dim::DimExpr b) const;

private:
  explicit Symbols(mlir::MLIRContext *context) : context(context) {}

  std::string declare(llvm::StringRef wanted);
  // Whether anything may be assumed of a symbol here.
  bool isOpen(llvm::StringRef symbol) const {
    return !counters.contains(symbol) &&
           (!branches || boundPlaces.contains(symbol));
  }
  // Whether the value is known where the symbol is introduced.
  bool isKnownBefore(llvm::StringRef symbol, dim::DimExpr value) const;
  std::string declare(const ValueInfo &input, unsigned index, const Dim &dim);
  llvm::Error setBounds(llvm::ArrayRef<ImportOptions::Dim> bounds);
  dim::DimExpr resolve(dim::DimExpr expr) const;
  bool assumeOperand(dim::DimExpr a, dim::DimExpr b);
  bool replace(llvm::StringRef symbol, dim::DimExpr value);
  bool narrow(llvm::StringRef symbol, int64_t min, int64_t max);
  bool narrowToLeast(llvm::StringRef symbol, dim::DimExpr difference);

  mlir::MLIRContext *context;
  std::vector<std::string> names; // in order of declaration
  llvm::StringMap<std::string> nameOfParam;
  llvm::StringMap<Bound> bound;          // by the name that was asked for
  llvm::StringMap<unsigned> boundPlaces; // of symbols that data gives: order
  llvm::StringSet<> counters;
  std::string scope;
  unsigned branches = 0;
  llvm::StringMap<dim::DimExpr> values; // of the symbols replaced
  struct CheckedSize {
    dim::DimExpr from, to;
  };
  llvm::DenseMap<const Node *, llvm::SmallVector<CheckedSize, 1>> checkedSizes;
  llvm::StringMap<llvm::SmallVector<dim::DimExpr>> inputDims;
  dim::SymbolRanges ranges;
  bool changed = false;
};

} // namespace hfc::onnx
#endif
