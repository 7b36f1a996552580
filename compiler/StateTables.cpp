// See StateTables.h.
#include "compiler/StateTables.h"
#include "compiler/ElementTypes.h"
#include "dialects/Dim/DimTypes.h"
#include "dialects/HFC/HFCDialect.h"

using namespace hfc;
using namespace mlir;

StringAttr hfc::getStateName(BlockArgument argument) {
  auto function = cast<func::FuncOp>(argument.getOwner()->getParentOp());
  return function.getArgAttrOfType<StringAttr>(argument.getArgNumber(),
                                               hf::stateAttr);
}

StringAttr hfc::getResultState(func::FuncOp function, unsigned result) {
  return function.getResultAttrOfType<StringAttr>(result, hf::stateAttr);
}

static SmallVector<dim::DimExpr> dimsOf(Value value) {
  return dim::getDims(cast<RankedTensorType>(value.getType()));
}

uint32_t StateTables::addDim(StringRef name, artifact::StateDimKind kind,
                             int64_t max) {
  auto [known, fresh] = dims.try_emplace(name, tables.state_dims.size());
  if (fresh) {
    auto dim = std::make_unique<artifact::StateDimT>();
    dim->name = name.str();
    dim->kind = kind;
    dim->max = std::min<int64_t>(max, INT32_MAX);
    tables.state_dims.push_back(std::move(dim));
  }
  return known->second;
}

void StateTables::addState(BlockArgument argument,
                           const dim::SymbolRanges &ranges,
                           DictionaryAttr capacities) {
  auto [known, fresh] = states.try_emplace(getStateName(argument).getValue(),
                                           tables.states.size());
  if (!fresh)
    return;
  SmallVector<dim::DimExpr> shape = dimsOf(argument);
  auto state = std::make_unique<artifact::StateT>();
  state->name = known->first().str();
  state->type = elementTypeOf(argument.getType());
  if (auto length = shape.empty() ? std::nullopt : shape[0].getSymbol()) {
    auto bound = capacities.getAs<dim::SymbolAttr>(*length);
    uint32_t capacity = addDim(
        bound.getSymbol(), artifact::StateDimKind::capacity, bound.getMax());
    state->length =
        addDim(*length, artifact::StateDimKind::length, bound.getMax());
    tables.state_dims[state->length]->capacity = capacity;
    shape[0] = dim::DimExpr::symbol(argument.getContext(), bound.getSymbol());
  }
  for (dim::DimExpr size : shape)
    for (StringRef symbol : size.getSymbols())
      addDim(symbol, artifact::StateDimKind::rows, ranges.lookup(symbol).max);
  for (dim::DimExpr size : shape)
    state->shape.push_back(assemble(size, dims));
  tables.states.push_back(std::move(state));
}

void StateTables::collect(ModuleOp module) {
  auto capacities = module->getAttrOfType<DictionaryAttr>(hf::capacitiesAttr);
  for (auto function : module.getOps<func::FuncOp>())
    for (BlockArgument argument : function.getArguments())
      if (getStateName(argument))
        addState(argument, dim::getSymbolRanges(function), capacities);
}

void StateTables::complete(artifact::FunctionT &table, func::FuncOp function,
                           const DimNumbers &numbers) const {
  auto remember = [&](dim::DimExpr size) {
    for (StringRef symbol : size.getSymbols())
      if (auto known = dims.find(symbol); known != dims.end())
        table.dims[numbers.at(symbol)]->state = known->second;
  };
  for (BlockArgument argument : function.getArguments())
    if (getStateName(argument))
      for (dim::DimExpr size : dimsOf(argument))
        remember(size);
  llvm::SmallDenseSet<uint32_t> told;
  auto results = function.getBody().front().getTerminator()->getOperands();
  for (auto [i, result] : llvm::enumerate(results)) {
    StringAttr name = getResultState(function, i);
    if (!name)
      continue;
    // What a function only makes has the rows of the session; its length is of
    // the function.
    for (dim::DimExpr size : llvm::drop_begin(dimsOf(result)))
      remember(size);
    int32_t length = tables.states[states.at(name.getValue())]->length;
    if (length < 0 || !told.insert(length).second)
      continue;
    auto update = std::make_unique<artifact::LengthUpdateT>();
    update->state_dim = length;
    update->value = assemble(dimsOf(result)[0], numbers);
    table.lengths.push_back(std::move(update));
  }
}
