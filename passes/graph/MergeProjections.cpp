//===- MergeProjections.cpp - several layers of one input in one product --===//
// before:  contract %x, %wq    contract %x, %wk    contract %x, %wv
// after:   contract %x, [%wq|%wk|%wv], and a slice for each
// how:     Weights and biases are concatenated as recipes.
// keeps:   products that follow each other, with no other product between:
//          merging keeps all results alive until the last is used
// leaves:  more than a few in a row, of which each would need a kernel for its
//          own slice: keys and values of all layers over one encoder; right
//          sides that are no constants; results that meet element by
//          element, since the last product computes that where it is
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

/// Query, key, value and a gate.
constexpr size_t mostMerged = 4;

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
          first->getBlock() != op->getBlock() || group.size() == mostMerged)
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

/// Dims [.., columns] of the merged result that begin at `start`, in place of
/// `value`.
static void replaceBySlice(OpBuilder &builder, Value merged, Value value,
                           int64_t start) {
  SmallVector<dim::DimExpr> dims = dim::getDims(merged);
  auto constant = [&](int64_t number) {
    return dim::DimExpr::constant(builder.getContext(), number);
  };
  SmallVector<dim::DimExpr> starts(dims.size(), constant(0));
  starts.back() = constant(start);
  auto slice = SliceOp::create(builder, value.getLoc(), value.getType(), merged,
                               dim::getShapeAttr(builder.getContext(), starts),
                               SmallVector<int64_t>(dims.size(), 1));
  value.replaceAllUsesWith(slice);
}

/// Whether some operation takes elements of two results: gate and up.
static bool doMeet(ArrayRef<Projection> group) {
  llvm::SmallPtrSet<Operation *, 16> seen;
  for (const Projection &projection : group)
    for (Operation *user : elementwiseUsers(projection.contract, 8))
      if (!seen.insert(user).second)
        return true;
  return false;
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
      if (doMeet(group)) {
        remarkMissed("merge-projections", group.back().contract.getLoc(),
                     "results of these products meet element by element");
        continue;
      }
      merge(group);
      merged += group.size() - 1;
    }
    eraseDead(getOperation());
  }
};
} // namespace
