// See Segments.h.
#include "dialects/Plan/Segments.h"
#include "dialects/Plan/PlanDialect.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::plan;

static constexpr int64_t maxSize = INT32_MAX; // of any dim at run time

void BoundSymbols::add(StringRef name, dim::SymbolRange range) {
  range.max = std::min(range.max, maxSize);
  if (places.try_emplace(name, symbols.size()).second)
    symbols.push_back({name.str(), range});
}

BoundSymbols::BoundSymbols(Operation *function) {
  auto addAll = [&](std::optional<ArrayAttr> declared) {
    if (declared)
      for (auto symbol : declared->getAsRange<dim::SymbolAttr>())
        add(symbol.getSymbol(),
            {symbol.getMin(), symbol.getMax(), symbol.getDivisor()});
  };
  function->walk<WalkOrder::PreOrder>([&](Operation *op) {
    llvm::TypeSwitch<Operation *>(op)
        .Case([&](BindOp bind) {
          add(bind.getSymbol(), {static_cast<int64_t>(bind.getMin()),
                                 static_cast<int64_t>(bind.getMax()), 1});
        })
        .Case([&](SetOp set) { add(set.getSymbol(), {0, maxSize, 1}); })
        .Case([&](IfOp op) { addAll(op.getSymbols()); })
        .Case([&](LoopOp loop) {
          // The counter changes last.
          addAll(loop.getSymbols());
          add(loop.getCounter(), {0, maxSize, 1});
        });
  });
}

const BoundSymbol *BoundSymbols::getLast(RankedTensorType type) const {
  int last = -1;
  for (dim::DimExpr dim : dim::getDims(type))
    for (StringRef symbol : dim.getSymbols())
      if (auto found = places.find(symbol); found != places.end())
        last = std::max(last, static_cast<int>(found->second));
  return last < 0 ? nullptr : &symbols[last];
}
