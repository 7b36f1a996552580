// The symbols that a schedule gives their values, and the segments of the arena
// that values over them lie in: a segment is opened when its symbol has one.
#ifndef HFC_DIALECTS_PLAN_SEGMENTS_H
#define HFC_DIALECTS_PLAN_SEGMENTS_H

#include "dialects/Dim/DimTypes.h"
#include "mlir/IR/Operation.h"

namespace hfc::plan {

struct BoundSymbol {
  std::string name;
  dim::SymbolRange range;
};

class BoundSymbols {
public:
  // Those of plan.bind, plan.set, plan.if and plan.loop, in program order.
  explicit BoundSymbols(mlir::Operation *function);

  llvm::ArrayRef<BoundSymbol> get() const { return symbols; }
  // The last of those in a type; nothing where it depends on inputs alone.
  const BoundSymbol *getLast(mlir::RankedTensorType type) const;

private:
  void add(llvm::StringRef name, dim::SymbolRange range);

  std::vector<BoundSymbol> symbols;
  llvm::StringMap<unsigned> places;
};

} // namespace hfc::plan
#endif
