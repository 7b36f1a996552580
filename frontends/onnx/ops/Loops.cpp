// See Loops.h.
#include "frontends/onnx/ops/Loops.h"
#include "mlir/IR/Verifier.h"
#include "llvm/ADT/SmallBitVector.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::onnx;
using dim::DimExpr;

DimExpr GivenSymbols::add(const Twine &name, int64_t max) {
  Symbols::Bound bound = n.symbols.bind(name.str(), max);
  if (bound.value.getSymbol() == StringRef(bound.symbol) &&
      names.insert(bound.symbol).second)
    attributes.push_back(dim::SymbolAttr::get(
        n.context, StringAttr::get(n.context, bound.symbol), bound.range.min,
        bound.range.max, bound.range.divisor));
  return bound.value;
}

ArrayAttr GivenSymbols::get() const {
  return attributes.empty() ? nullptr : ArrayAttr::get(n.context, attributes);
}

Value GivenSymbols::fit(Value value, ArrayRef<DimExpr> dims) {
  if (!value)
    return nullptr;
  hf::Dims given = dim::getDims(value), wanted = given;
  for (unsigned i = 0; i < dims.size(); ++i)
    if (!isOwn(dims[i]) && given[i] != dims[i]) {
      n.checkEqual(given[i], dims[i]);
      wanted[i] = dims[i];
    }
  if (wanted == given)
    return value;
  return n.create<hf::RedimOp>(
      mlir::Type(dim::getTensorType(wanted, getElementTypeOrSelf(value))),
      value);
}

llvm::StringSet<> onnx::symbolsIn(Region &region) {
  llvm::StringSet<> names;
  auto addAll = [&](std::optional<ArrayAttr> symbols) {
    if (symbols)
      for (auto symbol : symbols->getAsRange<dim::SymbolAttr>())
        names.insert(symbol.getSymbol().getValue());
  };
  region.walk([&](Operation *op) {
    if (auto bind = dyn_cast<hf::BindOp>(op))
      names.insert(bind.getSymbol());
    if (auto branch = dyn_cast<hf::IfOp>(op))
      addAll(branch.getSymbols());
    if (auto loop = dyn_cast<hf::LoopOp>(op)) {
      addAll(loop.getSymbols());
      names.insert(loop.getCounter());
    }
  });
  return names;
}

bool onnx::dependsOn(DimExpr dim, const llvm::StringSet<> &names) {
  return llvm::any_of(dim.getSymbols(),
                      [&](StringRef name) { return names.contains(name); });
}

namespace {

// One loop in the making.
class LoopBuilder {
public:
  LoopBuilder(NodeImporter &n, const onnx::Loop &loop)
      : n(n), loop(loop),
        label((n.getLabel() + "." + Twine(n.countLoop())).str()) {}
  std::optional<SmallVector<Value>> build(MakeIteration makeIteration);

private:
  LogicalResult tryTypes(MakeIteration makeIteration);
  LogicalResult findChanges(bool &changed);
  std::optional<SmallVector<Value>> finish();

  NodeImporter &n;
  const onnx::Loop &loop;
  std::string label;
  DimExpr index;
  // Of each carried value: the dims that are symbols, and all dims.
  SmallVector<llvm::SmallBitVector> changing;
  SmallVector<hf::Dims> dims;
  std::optional<GivenSymbols> symbols;
  std::unique_ptr<Region> body;
  Iteration iteration;
};

} // namespace

// The region with the carried values' types as far as they are known to change.
LogicalResult LoopBuilder::tryTypes(MakeIteration makeIteration) {
  symbols.emplace(n);
  dims.clear();
  SmallVector<mlir::Type> types;
  for (auto [i, init] : llvm::enumerate(loop.inits)) {
    hf::Dims &own = dims.emplace_back(dim::getDims(init));
    for (unsigned axis : changing[i].set_bits())
      own[axis] = symbols->add(label + "." + Twine(i) + "." + Twine(axis),
                               Symbols::maxSize);
    types.push_back(dim::getTensorType(own, getElementTypeOrSelf(init)));
  }
  body = std::make_unique<Region>();
  OpBuilder::InsertionGuard guard(n.builder);
  Block *block = n.builder.createBlock(
      body.get(), {}, types, SmallVector<Location>(types.size(), n.location));
  auto made = makeIteration(index, block->getArguments());
  if (!made || n.hasFailed())
    return n.abandon();
  iteration = std::move(*made);
  return success();
}

// Dims that are other ones behind an iteration than before it.
LogicalResult LoopBuilder::findChanges(bool &changed) {
  for (auto [i, value] : llvm::enumerate(iteration.carried)) {
    auto before = cast<RankedTensorType>(loop.inits[i].getType()),
         after = cast<RankedTensorType>(value.getType());
    if (before.getElementType() != after.getElementType())
      return n.invalid("it carries {0} and gets {1}", onnx::toString(before),
                       onnx::toString(after));
    if (before.getRank() != after.getRank())
      return n.unsupported("it carries {0} and gets {1}: a tensor of another "
                           "rank",
                           onnx::toString(before), onnx::toString(after));
    for (auto [axis, dim] : llvm::enumerate(dim::getDims(after)))
      if (dim != dims[i][axis] && !changing[i][axis]) {
        changing[i].set(axis);
        changed = true;
      }
  }
  return success();
}

std::optional<SmallVector<Value>>
LoopBuilder::build(MakeIteration makeIteration) {
  for (Value init : loop.inits) {
    if (!init)
      return std::nullopt;
    changing.emplace_back(cast<RankedTensorType>(init.getType()).getRank());
  }
  index = n.symbols.count(label + ".count", n.largest(loop.trip));
  BoundSizes known = n.boundSizes;
  for (bool changed = true; changed;) {
    // What was read in a region that is thrown away is not known.
    n.boundSizes = known;
    if (failed(tryTypes(makeIteration)))
      return std::nullopt;
    changed = false;
    if (failed(findChanges(changed)))
      return std::nullopt;
  }
  n.boundSizes = known;
  return finish();
}

std::optional<SmallVector<Value>> LoopBuilder::finish() {
  bool isWhile = loop.condition || iteration.condition;
  if (!isWhile && !loop.trip) {
    (void)n.invalid("nothing ends it");
    return std::nullopt;
  }
  Block *block = &body->front();
  llvm::StringSet<> inside = symbolsIn(*body);
  for (const auto &name : symbols->getNames())
    inside.insert(name.getKey());
  inside.insert(*index.getSymbol());
  // What a size of the first iteration is outside of the loop.
  llvm::StringMap<DimExpr> first;
  first[*index.getSymbol()] = n.size(0);
  for (auto [init, own] : llvm::zip(loop.inits, dims))
    for (auto [from, to] : llvm::zip(dim::getDims(init), own))
      if (symbols->isOwn(to))
        first.try_emplace(*to.getSymbol(), from);
  auto atFirst = [&](StringRef name) -> std::optional<DimExpr> {
    auto found = first.find(name);
    return found == first.end() ? std::nullopt : std::optional(found->second);
  };
  auto flag = RankedTensorType::get({}, n.builder.getI1Type());
  SmallVector<Value> inits, yields;
  SmallVector<mlir::Type> types;
  if (isWhile) {
    inits.push_back(loop.condition ? loop.condition
                                   : n.constant(1, n.builder.getI1Type()));
    types.push_back(flag);
    block->insertArgument(0u, flag, n.location);
  }
  for (auto [init, own] : llvm::zip(loop.inits, dims)) {
    inits.push_back(symbols->fit(init, own));
    types.push_back(dim::getTensorType(own, getElementTypeOrSelf(init)));
  }
  {
    OpBuilder::InsertionGuard guard(n.builder);
    n.builder.setInsertionPointToEnd(block);
    if (isWhile)
      yields.push_back(iteration.condition
                           ? iteration.condition
                           : n.constant(1, n.builder.getI1Type()));
    for (auto [value, own] : llvm::zip(iteration.carried, dims))
      yields.push_back(symbols->fit(value, own));
    for (Value value : iteration.stacked) {
      // Each has the dims of the first, or the run fails.
      hf::Dims shape = dim::getDims(value);
      for (DimExpr &dim : shape) {
        dim = dim.substitute(atFirst);
        if (!dim || dependsOn(dim, inside)) {
          (void)n.unsupported(
              "what it stacks, {0}, may change its size",
              onnx::toString(cast<RankedTensorType>(value.getType())));
          return std::nullopt;
        }
      }
      yields.push_back(symbols->fit(value, shape));
      shape.insert(shape.begin(), isWhile ? index : loop.trip);
      types.push_back(dim::getTensorType(shape, getElementTypeOrSelf(value)));
    }
    if (n.hasFailed())
      return std::nullopt;
    hf::YieldOp::create(n.builder, n.location, yields);
  }
  auto op =
      hf::LoopOp::create(n.builder, n.location, types, *index.getSymbol(),
                         loop.trip ? loop.trip.getAttr() : dim::ExprAttr(),
                         isWhile, symbols->get(), inits);
  op.getBody().takeBody(*body);
  if (failed(verify(op))) {
    (void)n.unsupported("its graph does not fit it");
    return std::nullopt;
  }
  return SmallVector<Value>(op.getResults().drop_front(isWhile));
}

std::optional<SmallVector<Value>>
onnx::makeLoop(NodeImporter &n, const Loop &loop, MakeIteration makeIteration) {
  return LoopBuilder(n, loop).build(makeIteration);
}

Value onnx::choose(NodeImporter &n, Value condition,
                   llvm::function_ref<Value()> yes,
                   llvm::function_ref<Value()> no) {
  Region regions[2];
  mlir::Type type;
  for (bool isNo : {false, true}) {
    OpBuilder::InsertionGuard guard(n.builder);
    n.builder.createBlock(&regions[isNo]);
    Value given = isNo ? no() : yes();
    if (!given)
      return nullptr;
    type = given.getType();
    hf::YieldOp::create(n.builder, n.location, given);
  }
  auto op = hf::IfOp::create(n.builder, n.location, type, condition,
                             /*symbols=*/nullptr);
  op.getYes().takeBody(regions[0]);
  op.getNo().takeBody(regions[1]);
  return op.getResult(0);
}
