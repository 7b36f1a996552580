//===- MergeProjections.cpp - several layers of one input in one product --===//
// before:  contract %x, %wq    contract %x, %wk    contract %x, %wv
// after:   contract %x, [%wq|%wk|%wv], and a slice for each
// how:     Weights and biases are concatenated as recipes. Where a result is
//          parted into heads next, all of them are, and the slice takes heads:
//          a reshape of a slice would have to be copied.
// keeps:   products that follow each other, with no other product between:
//          merging keeps all results alive until the last is used
// leaves:  right sides that are no constants
#include "dialects/HFC/HFCShapes.h"
#include "passes/graph/Matching.h"
#include "passes/graph/Passes.h"
#include "passes/graph/Recipes.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::graph;
using namespace hfc::hf;

namespace hfc::graph {
#define GEN_PASS_DEF_MERGEPROJECTIONS
#include "passes/graph/Passes.h.inc"
} // namespace hfc::graph

namespace {
/// One of the products that may become one.
struct Projection {
  ContractOp contract;
  TypedAttr weight;
  AddOp add; // what adds a constant of one dim, the bias; or null
  TypedAttr bias;

  Value getResult() { return add ? add.getResult() : contract.getResult(); }
};
} // namespace

/// The one letter of the weight that is in the result and not in the input;
/// the last of the result. Nothing if other letters are such too.
static std::optional<char> getColumnLetter(ContractOp op) {
  StringRef result = op.getResultLetters(), input = op.getLhsLetters();
  if (result.empty() || input.contains(result.back()) ||
      llvm::any_of(result.drop_back(),
                   [&](char letter) { return !input.contains(letter); }))
    return std::nullopt;
  return result.back();
}

static Projection getProjection(ContractOp op, TypedAttr weight) {
  Projection projection{op, weight, {}, {}};
  auto add = op->hasOneUse() ? dyn_cast<AddOp>(*op->user_begin()) : AddOp();
  if (!add || add.getType() != op.getType())
    return projection;
  Value other = add.getLhs() == op.getResult() ? add.getRhs() : add.getLhs();
  TypedAttr bias = getConstantValue(other);
  auto type = dyn_cast<RankedTensorType>(other.getType());
  if (bias && type.getRank() == 1 &&
      type.getDimSize(0) == op.getType().getShape().back()) {
    projection.add = add;
    projection.bias = bias;
  }
  return projection;
}

/// Groups of products in program order that share input and letters, with no
/// other product between them.
static SmallVector<SmallVector<Projection>>
collectGroups(func::FuncOp function) {
  SmallVector<SmallVector<Projection>> groups;
  SmallVector<Projection> group;
  auto close = [&] {
    if (group.size() > 1)
      groups.push_back(group);
    group.clear();
  };
  function.walk([&](Operation *op) {
    if (!isa<ContractOp, ConvOp, AttentionOp>(op))
      return;
    auto contract = dyn_cast<ContractOp>(op);
    TypedAttr weight =
        contract ? getConstantValue(contract.getRhs()) : TypedAttr();
    if (!weight || !getColumnLetter(contract))
      return close();
    if (!group.empty()) {
      ContractOp first = group.front().contract;
      if (first.getLhs() != contract.getLhs() ||
          first.getLetters() != contract.getLetters() ||
          first->getBlock() != op->getBlock())
        close();
    }
    group.push_back(getProjection(contract, weight));
  });
  close();
  return groups;
}

/// The product of all, with the bias of all if each has one.
static Value makeMerged(OpBuilder &builder, Location location,
                        ArrayRef<Projection> group, bool withBias) {
  ContractOp first = group.front().contract;
  SmallVector<TypedAttr> weights, biases;
  for (const Projection &projection : group) {
    weights.push_back(projection.weight);
    biases.push_back(projection.bias);
  }
  char column = *getColumnLetter(first);
  Value weight = ConstantOp::create(
      builder, location,
      makeConcatenated(weights, first.getRhsLetters().find(column)));
  std::string reason;
  RankedTensorType type =
      ContractOp::inferType(first.getLetters(), first.getLhs().getType(),
                            cast<RankedTensorType>(weight.getType()),
                            first.getType().getElementType(), reason);
  Value merged = ContractOp::create(builder, location, type, first.getLetters(),
                                    first.getLhs(), weight);
  if (!withBias)
    return merged;
  Value bias =
      ConstantOp::create(builder, location, makeConcatenated(biases, 0));
  return AddOp::create(builder, location, merged, bias);
}

/// The reshape that parts the columns into heads, if nothing else uses them.
static ReshapeOp getHeads(Value value) {
  auto reshape = value.hasOneUse() ? dyn_cast<ReshapeOp>(*value.user_begin())
                                   : ReshapeOp();
  if (!reshape)
    return {};
  SmallVector<dim::DimExpr> from = dim::getDims(value),
                            to = dim::getDims(reshape.getResult());
  bool parts = to.size() == from.size() + 1 && to.back().isConstant() &&
               ArrayRef(from).drop_back() == ArrayRef(to).drop_back(2);
  return parts ? reshape : ReshapeOp();
}

/// Dims [.., columns] of the merged result that begin at `start`, in place of
/// `value`.
static void replaceBySlice(OpBuilder &builder, Value merged, Value value,
                           int64_t start) {
  SmallVector<dim::DimExpr> dims = dim::getDims(merged);
  unsigned axis = dims.size() - 1;
  int64_t columns = *dims.back().getConstant();
  auto constant = [&](int64_t number) {
    return dim::DimExpr::constant(builder.getContext(), number);
  };
  if (ReshapeOp heads = getHeads(value)) {
    int64_t size = *dim::getDims(heads.getResult()).back().getConstant();
    if (size > 0 && columns % size == 0 && start % size == 0) {
      dims.back() = constant(columns / size);
      dims.push_back(constant(size));
      merged = graph::reshape(builder, heads.getLoc(), merged, dims);
      start /= size;
      value = heads.getResult();
    }
  }
  SmallVector<dim::DimExpr> starts(dims.size(), constant(0));
  starts[axis] = constant(start);
  auto slice = SliceOp::create(builder, value.getLoc(), value.getType(), merged,
                               dim::getShapeAttr(builder.getContext(), starts),
                               SmallVector<int64_t>(dims.size(), 1));
  value.replaceAllUsesWith(slice);
}

static void merge(SmallVector<Projection> group) {
  bool withBias = llvm::all_of(group, [](const Projection &projection) {
    return static_cast<bool>(projection.bias);
  });
  if (!withBias)
    for (Projection &projection : group)
      projection.add = {};
  // The first of them has the input before it, and all users behind it.
  OpBuilder builder(group.front().contract);
  SmallVector<Location> locations;
  for (Projection &projection : group)
    locations.push_back(projection.getResult().getLoc());
  Location location = FusedLoc::get(builder.getContext(), locations);
  Value merged = makeMerged(builder, location, group, withBias);
  int64_t start = 0;
  for (Projection &projection : group) {
    replaceBySlice(builder, merged, projection.getResult(), start);
    start += projection.contract.getType().getShape().back();
  }
  remarkPassed("merge-projections", location, "products of one input merged");
}

namespace {
struct MergeProjections : graph::impl::MergeProjectionsBase<MergeProjections> {
  void runOnOperation() override {
    for (SmallVector<Projection> &group : collectGroups(getOperation())) {
      merge(group);
      merged += group.size() - 1;
    }
    eraseDead(getOperation());
  }
};
} // namespace
