// See KeepState.h.
#include "frontends/onnx/KeepState.h"
#include "diagnostics/Error.h"
#include "dialects/Dim/DimTypes.h"
#include "dialects/HFC/HFCDialect.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Builders.h"

using namespace mlir;
using namespace hfc;

namespace {

// A result that is an argument and something behind it.
struct Pair {
  BlockArgument past;
  hf::ConcatOp present;
  unsigned result;
  std::string length; // the symbol of the past's size along the axis
};

} // namespace

// An argument whose size along the axis is a symbol, so that it can be none.
static std::optional<Pair> findPair(OpOperand &returned) {
  auto concat = returned.get().getDefiningOp<hf::ConcatOp>();
  if (!concat || concat.getOperands().size() != 2)
    return std::nullopt;
  auto past = dyn_cast<BlockArgument>(concat.getOperands()[0]);
  if (!past)
    return std::nullopt;
  dim::DimExpr size = dim::getDims(past)[concat.getAxis()];
  if (!size.isSymbol())
    return std::nullopt;
  return Pair{past, concat, returned.getOperandNumber(),
              size.getSymbol()->str()};
}

static Value reshape(OpBuilder &builder, Value value,
                     ArrayRef<dim::DimExpr> dims) {
  return hf::ReshapeOp::create(
      builder, value.getLoc(),
      dim::getTensorType(dims, getElementTypeOrSelf(value)), value);
}

// Of concat A of [reshape of past[which, ...], added] the axis A; the pieces of
// `past` are those along its dim 0.
static std::optional<int64_t> axisOfPiece(Value value, BlockArgument &past,
                                          int64_t which) {
  auto concat = value.getDefiningOp<hf::ConcatOp>();
  if (!concat || concat.getOperands().size() != 2)
    return std::nullopt;
  auto flat = concat.getOperands()[0].getDefiningOp<hf::ReshapeOp>();
  auto slice = flat ? flat.getOperand().getDefiningOp<hf::SliceOp>() : nullptr;
  auto whole =
      slice ? dyn_cast<BlockArgument>(slice.getOperand()) : BlockArgument();
  if (!whole || (past && past != whole))
    return std::nullopt;
  past = whole;
  SmallVector<dim::DimExpr> dims = dim::getDims(whole),
                            part = dim::getDims(slice.getResult());
  auto starts = slice.getStarts().getDims();
  bool isPiece =
      !dims.empty() && part[0].isConstant(1) &&
      dim::DimExpr(starts[0]).isConstant(which) &&
      ArrayRef(part).drop_front() == ArrayRef(dims).drop_front() &&
      ArrayRef(dims).drop_front() == ArrayRef(dim::getDims(flat.getResult()));
  return isPiece ? std::optional<int64_t>(concat.getAxis()) : std::nullopt;
}

// present = concat 0 of [past[0] and new keys, past[1] and new values], as one
// concat of past with [new keys, new values], of which the rest takes pieces.
static void growAsOne(OpOperand &returned) {
  auto stack = returned.get().getDefiningOp<hf::ConcatOp>();
  if (!stack || stack.getAxis() != 0)
    return;
  BlockArgument past;
  std::optional<int64_t> axis;
  SmallVector<hf::ConcatOp> pieces;
  for (auto [which, operand] : llvm::enumerate(stack.getOperands())) {
    auto raised = operand.getDefiningOp<hf::ReshapeOp>();
    Value piece = raised ? raised.getOperand() : Value();
    auto found = piece ? axisOfPiece(piece, past, int64_t(which))
                       : std::optional<int64_t>();
    if (!found || (axis && axis != found))
      return;
    axis = found;
    pieces.push_back(piece.getDefiningOp<hf::ConcatOp>());
  }
  if (!past || !dim::getDims(past)[0].isConstant(int64_t(pieces.size())))
    return;
  hf::ConcatOp last = pieces.back();
  for (hf::ConcatOp piece : pieces)
    for (Operation *user : piece->getUsers())
      if (piece->getBlock() != stack->getBlock() ||
          user->getBlock() != stack->getBlock() ||
          user->isBeforeInBlock(last) || last->isBeforeInBlock(piece))
        return;

  OpBuilder builder(last->getContext());
  builder.setInsertionPointAfter(last);
  Location location = stack.getLoc();
  auto one = dim::DimExpr::constant(builder.getContext(), 1),
       zero = dim::DimExpr::constant(builder.getContext(), 0);
  SmallVector<Value> added;
  for (hf::ConcatOp piece : pieces) {
    SmallVector<dim::DimExpr> dims = dim::getDims(piece.getOperands()[1]);
    dims.insert(dims.begin(), one);
    added.push_back(reshape(builder, piece.getOperands()[1], dims));
  }
  Value behind = hf::ConcatOp::create(builder, location, added, uint64_t{0});
  Value whole = hf::ConcatOp::create(
      builder, location, ArrayRef<Value>{past, behind}, uint64_t(*axis + 1));
  for (auto [which, piece] : llvm::enumerate(pieces)) {
    SmallVector<dim::DimExpr> dims = dim::getDims(whole),
                              starts(dims.size(), zero);
    dims[0] = one;
    starts[0] = dim::DimExpr::constant(builder.getContext(), int64_t(which));
    Value slice = hf::SliceOp::create(
        builder, location,
        dim::getTensorType(dims, getElementTypeOrSelf(whole)), whole,
        dim::getShapeAttr(builder.getContext(), starts),
        SmallVector<int64_t>(dims.size(), 1));
    piece.replaceAllUsesWith(
        reshape(builder, slice, ArrayRef(dims).drop_front()));
  }
  stack.replaceAllUsesWith(whole);
  stack.erase();
}

static SmallVector<int64_t> axisFirst(int64_t rank, int64_t axis) {
  SmallVector<int64_t> order{axis};
  for (int64_t i = 0; i < rank; ++i)
    if (i != axis)
      order.push_back(i);
  return order;
}

static void keep(func::FuncOp function, Pair pair) {
  OpBuilder builder(pair.present);
  Location location = pair.present.getLoc();
  auto type = cast<RankedTensorType>(pair.past.getType());
  auto order = axisFirst(type.getRank(), pair.present.getAxis());
  SmallVector<int64_t> back(order.size());
  for (auto [i, axis] : llvm::enumerate(order))
    back[axis] = i;
  auto transpose = [&](Value value, ArrayRef<int64_t> permutation) -> Value {
    return hf::TransposeOp::create(builder, location, value, permutation);
  };
  SmallVector<dim::DimExpr> dims, own = dim::getDims(type);
  for (int64_t axis : order)
    dims.push_back(own[axis]);
  BlockArgument state = pair.past;
  state.setType(dim::getTensorType(dims, type.getElementType()));
  {
    OpBuilder::InsertionGuard guard(builder);
    builder.setInsertionPointToStart(state.getOwner());
    Value past = transpose(state, back);
    state.replaceAllUsesExcept(past, past.getDefiningOp());
  }
  Value grown = hf::AppendOp::create(
      builder, location, transpose(pair.present.getOperands()[1], order),
      state);
  Operation *end = state.getOwner()->getTerminator();
  end->setOperand(pair.result, grown);
  pair.present.replaceAllUsesWith(transpose(grown, back));
  pair.present.erase();

  unsigned index = state.getArgNumber();
  auto name = function.getArgAttrOfType<StringAttr>(index, "hfc.name");
  function.removeArgAttr(index, "hfc.name");
  function.setArgAttr(index, hf::stateAttr, name);
  function.removeResultAttr(pair.result, builder.getStringAttr("hfc.name"));
  function.setResultAttr(pair.result, hf::stateAttr, name);
}

llvm::Error hfc::onnx::keepState(ModuleOp module,
                                 std::optional<int64_t> context) {
  auto function = *module.getOps<func::FuncOp>().begin();
  Operation *end = function.getBody().front().getTerminator();
  SmallVector<Pair> pairs;
  llvm::SmallDenseSet<Value> taken;
  for (OpOperand &returned : end->getOpOperands()) {
    growAsOne(returned);
    if (auto pair = findPair(returned);
        pair && taken.insert(pair->past).second &&
        taken.insert(pair->present.getResult()).second)
      pairs.push_back(*pair);
  }
  if (pairs.empty())
    return diag::error(diag::Code::CommandLine,
                       "--stateful: no output is an input with more behind "
                       "it\nhelp: decoders that are exported with "
                       "past_key_values have such");
  MLIRContext *ctx = module.getContext();
  dim::SymbolRanges ranges = dim::getSymbolRanges(function);
  NamedAttrList capacities;
  for (const Pair &pair : pairs) {
    keep(function, pair);
    int64_t most = std::min<int64_t>(ranges.lookup(pair.length).max, INT32_MAX);
    capacities.set(pair.length, dim::SymbolAttr::get(
                                    ctx, StringAttr::get(ctx, "context"), 1,
                                    std::min(most, context.value_or(most)), 1));
  }
  module->setAttr(hf::capacitiesAttr, capacities.getDictionary(ctx));
  function.setType(FunctionType::get(ctx, function.getBody().getArgumentTypes(),
                                     end->getOperandTypes()));
  return llvm::Error::success();
}
