// The tables of what sessions keep, from the functions' arguments and results
// with `hfc.state`: a state's dim 0, where it is a symbol, is its length; other
// symbols of its dims are rows.
#ifndef HFC_COMPILER_STATETABLES_H
#define HFC_COMPILER_STATETABLES_H

#include "artifact/artifact_generated.h"
#include "compiler/DimAssembly.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"

namespace hfc {

class StateTables {
public:
  explicit StateTables(artifact::ArtifactT &tables) : tables(tables) {}
  // Before the functions; again for each family, whose states are the same.
  void collect(mlir::ModuleOp module);
  uint32_t indexOf(mlir::StringAttr name) const {
    return states.at(name.getValue());
  }
  // Marks the dims that a session remembers, and says what becomes of lengths.
  void complete(artifact::FunctionT &table, mlir::func::FuncOp function,
                const DimNumbers &dims) const;

private:
  void addState(mlir::BlockArgument argument, const dim::SymbolRanges &ranges,
                mlir::DictionaryAttr capacities);
  uint32_t addDim(llvm::StringRef name, artifact::StateDimKind kind,
                  int64_t max);

  artifact::ArtifactT &tables;
  DimNumbers dims; // of state dims, by symbol
  llvm::StringMap<uint32_t> states;
};

// Null where it is none.
mlir::StringAttr getStateName(mlir::BlockArgument argument);
mlir::StringAttr getResultState(mlir::func::FuncOp function, unsigned result);

} // namespace hfc
#endif
