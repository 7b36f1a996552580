// What If, Loop, Scan and the recurrent operators share: regions, and the dims
// of results that regions decide, which are symbols of the operation.
#ifndef HFC_FRONTENDS_ONNX_OPS_LOOPS_H
#define HFC_FRONTENDS_ONNX_OPS_LOOPS_H

#include "frontends/onnx/ops/Elementwise.h"
#include "llvm/ADT/StringSet.h"

namespace hfc::onnx {

// Symbols of an operation, and the sizes that they are assumed to be.
class GivenSymbols {
public:
  explicit GivenSymbols(NodeImporter &n) : n(n) {}

  dim::DimExpr add(const llvm::Twine &name, int64_t max);
  bool isOwn(dim::DimExpr dim) const {
    return dim.getSymbol() && names.contains(*dim.getSymbol());
  }
  const llvm::StringSet<> &getNames() const { return names; }
  // Null for none.
  mlir::ArrayAttr get() const;
  // The value under these dims; those that are no symbols of the operation's
  // own are equal, or the run fails.
  mlir::Value fit(mlir::Value value, llvm::ArrayRef<dim::DimExpr> dims);

private:
  NodeImporter &n;
  llvm::SmallVector<mlir::Attribute> attributes;
  llvm::StringSet<> names;
};

// The symbols that operations of a region give their values.
llvm::StringSet<> symbolsIn(mlir::Region &region);
bool dependsOn(dim::DimExpr dim, const llvm::StringSet<> &names);

// What one iteration gives.
struct Iteration {
  mlir::Value condition; // null: always true
  llvm::SmallVector<mlir::Value> carried, stacked;
};
// From the number of the iteration and the carried values; nothing after a
// failure. Called again where a carried value changes its size.
using MakeIteration = llvm::function_ref<std::optional<Iteration>(
    dim::DimExpr index, mlir::ValueRange carried)>;

struct Loop {
  dim::DimExpr trip;     // null: no limit
  mlir::Value condition; // before the first iteration; null: true
  llvm::SmallVector<mlir::Value> inits;
};

// The last carried values, and the stacked ones; nothing after a failure.
std::optional<llvm::SmallVector<mlir::Value>>
makeLoop(NodeImporter &n, const Loop &loop, MakeIteration makeIteration);

// What one of the two gives, of one type, as the condition says when it runs.
mlir::Value choose(NodeImporter &n, mlir::Value condition,
                   llvm::function_ref<mlir::Value()> yes,
                   llvm::function_ref<mlir::Value()> no);

} // namespace hfc::onnx
#endif
