// What If and Loop ask of their regions: each value that a region yields has
// the type of what it becomes, but for dims that are symbols of the operation.
#include "dialects/HFC/HFCDialect.h"
#include "dialects/HFC/HFCShapes.h"
#include "llvm/ADT/StringSet.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::hf;

static Dims dimsOf(Type type) {
  return dim::getDims(cast<RankedTensorType>(type));
}

namespace {
struct Control {
  Operation *op;
  llvm::StringSet<> symbols;

  Control(Operation *op, std::optional<ArrayAttr> declared) : op(op) {
    if (declared)
      for (auto symbol : declared->getAsRange<dim::SymbolAttr>())
        symbols.insert(symbol.getSymbol().getValue());
  }
  // Each symbol is a dim of one of the types: that is where its value is from.
  LogicalResult checkSymbols(TypeRange types) const;
  LogicalResult checkFits(Type from, ArrayRef<dim::DimExpr> dims, Type to,
                          const Twine &what) const;
};
} // namespace

LogicalResult Control::checkSymbols(TypeRange types) const {
  llvm::StringSet<> found;
  for (Type type : types)
    for (dim::DimExpr dim : dimsOf(type))
      if (auto symbol = dim.getSymbol())
        found.insert(*symbol);
  for (const auto &symbol : symbols)
    if (!found.contains(symbol.getKey()))
      return op->emitOpError("gives the symbol ")
             << symbol.getKey() << ", which is no dim of a value";
  return success();
}

LogicalResult Control::checkFits(Type from, ArrayRef<dim::DimExpr> dims,
                                 Type to, const Twine &what) const {
  Dims given = dimsOf(from);
  bool fits = getElementTypeOrSelf(from) == getElementTypeOrSelf(to) &&
              given.size() == dims.size();
  for (unsigned i = 0; fits && i < dims.size(); ++i) {
    auto symbol = dims[i].getSymbol();
    fits = given[i] == dims[i] || (symbol && symbols.contains(*symbol));
  }
  if (fits)
    return success();
  return op->emitOpError() << what << " is " << from << ", not " << to;
}

LogicalResult IfOp::verify() {
  Control control(*this, getSymbols());
  if (getCondition().getType().getRank() != 0)
    return emitOpError("takes a scalar as condition");
  if (failed(control.checkSymbols(getResultTypes())))
    return failure();
  for (Region *region : {&getYes(), &getNo()}) {
    auto yield = dyn_cast<YieldOp>(region->front().getTerminator());
    if (!yield || yield.getNumOperands() != getNumResults())
      return emitOpError("has regions that yield ")
             << getNumResults() << " values";
    for (auto [value, type] : llvm::zip(yield.getOperands(), getResultTypes()))
      if (failed(control.checkFits(value.getType(), dimsOf(type), type,
                                   "what a region yields")))
        return failure();
  }
  return success();
}

LogicalResult LoopOp::verify() {
  Control control(*this, getSymbols());
  unsigned carried = getInits().size();
  auto yield = dyn_cast<YieldOp>(getBody().front().getTerminator());
  if (!yield || getNumResults() < carried ||
      yield.getNumOperands() != getNumResults())
    return emitOpError("yields one value a result, the carried ones first");
  if (!getTrip() && !getConditional())
    return emitOpError("never ends");
  if (getBody().getNumArguments() != carried)
    return emitOpError("has one argument a carried value");
  if (getConditional() &&
      (carried == 0 || !getElementTypeOrSelf(getInits()[0]).isInteger(1) ||
       cast<RankedTensorType>(getInits()[0].getType()).getRank() != 0))
    return emitOpError("has a condition as first carried value");
  if (failed(control.checkSymbols(
          TypeRange(getResultTypes()).take_front(carried))))
    return failure();
  auto count = getConditional()
                   ? dim::DimExpr::symbol(getContext(), getCounter())
                   : dim::DimExpr(*getTrip());
  for (unsigned i = 0; i < getNumResults(); ++i) {
    Type type = getResultTypes()[i];
    Dims dims = dimsOf(type);
    if (i >= carried) {
      if (dims.empty() || dims[0] != count)
        return emitOpError("stacks ")
               << count.str() << " values, which " << type << " does not say";
      if (failed(control.checkFits(yield.getOperand(i).getType(),
                                   ArrayRef(dims).drop_front(), type,
                                   "a value to stack")))
        return failure();
      continue;
    }
    if (getBody().getArgument(i).getType() != type)
      return emitOpError("carries ")
             << type << " in " << getBody().getArgument(i).getType();
    for (Value value : {getInits()[i], yield.getOperand(i)})
      if (failed(control.checkFits(value.getType(), dims, type,
                                   "a carried value")))
        return failure();
  }
  return success();
}
