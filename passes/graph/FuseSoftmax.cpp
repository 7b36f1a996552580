//===- FuseSoftmax.cpp - recognise softmax --------------------------------===//
// before:  reduce max, sub, exp, reduce sum, div
// after:   %y = hfc.softmax %x axis 3
// before:  log of a softmax, or x - max - log(sum exp(x - max))
// after:   %y = hfc.softmax %x axis 3 log
// leaves:  exp(x) / sum exp(x) without the maximum: it overflows earlier
#include "passes/graph/Matching.h"
#include "passes/graph/Passes.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::graph;
using namespace hfc::hf;

namespace hfc::graph {
#define GEN_PASS_DEF_FUSESOFTMAX
#include "passes/graph/Passes.h.inc"
} // namespace hfc::graph

namespace {
/// sum over one axis of exp(x - max of x over that axis)
struct ExpSum {
  Value x, shifted, exp;
  int64_t axis;
};
} // namespace

static std::optional<ExpSum> matchExpSum(ReduceOp sum) {
  if (sum.getKind() != ReduceKind::sum || !sum.getKeep() ||
      sum.getAxes().size() != 1)
    return std::nullopt;
  auto exp = sum.getOperand().getDefiningOp<ExpOp>();
  auto sub = exp ? exp.getOperand().getDefiningOp<SubOp>() : SubOp();
  auto max = sub ? sub.getRhs().getDefiningOp<ReduceOp>() : ReduceOp();
  if (!max || max.getKind() != ReduceKind::max || !max.getKeep() ||
      max.getOperand() != sub.getLhs() || max.getAxes() != sum.getAxes())
    return std::nullopt;
  return ExpSum{sub.getLhs(), sub.getResult(), exp.getResult(),
                sum.getAxes()[0]};
}

/// Whether the operation is exp / sum, and the factor that divides.
static bool isQuotient(Operation *op, Value exp, Value sum) {
  if (auto div = dyn_cast<DivOp>(op))
    return div.getLhs() == exp && div.getRhs() == sum;
  auto mul = dyn_cast<MulOp>(op);
  if (!mul)
    return false;
  for (auto [a, b] : {std::pair(mul.getLhs(), mul.getRhs()),
                      std::pair(mul.getRhs(), mul.getLhs())})
    if (auto reciprocal = b.getDefiningOp<ReciprocalOp>())
      if (a == exp && reciprocal.getOperand() == sum)
        return true;
  return false;
}

/// Whether the operation is x - max - log(sum).
static bool isLogarithm(Operation *op, Value shifted, Value sum) {
  auto sub = dyn_cast<SubOp>(op);
  auto log = sub ? sub.getRhs().getDefiningOp<LogOp>() : LogOp();
  return log && log.getOperand() == sum && sub.getLhs() == shifted;
}

static void replace(Operation *root, Value x, int64_t axis, bool log) {
  OpBuilder builder(root);
  auto softmax = SoftmaxOp::create(builder, fuseLocations(root, x), x,
                                   static_cast<uint64_t>(axis), log);
  root->getResult(0).replaceAllUsesWith(softmax);
  remarkPassed("fuse-softmax", softmax.getLoc(),
               log ? "logarithm of softmax" : "softmax");
}

/// Fuses around the sum that divides.
static bool fuse(ReduceOp sum) {
  std::optional<ExpSum> match = matchExpSum(sum);
  if (!match)
    return false;
  for (Operation *root : elementwiseUsers(sum, 2)) {
    bool log = isLogarithm(root, match->shifted, sum);
    if (!log && !isQuotient(root, match->exp, sum))
      continue;
    if (Operation *shared = findSharedIntermediate(root, match->x)) {
      remarkMissed("fuse-softmax", shared->getLoc(),
                   "a part of this softmax is needed elsewhere");
      return false;
    }
    replace(root, match->x, match->axis, log);
    return true;
  }
  return false;
}

/// log(softmax(x)), where nothing else needs the softmax.
static bool fuseLogarithm(LogOp log) {
  auto softmax = log.getOperand().getDefiningOp<SoftmaxOp>();
  if (!softmax || softmax.getLog() || !softmax->hasOneUse())
    return false;
  replace(log, softmax.getOperand(), softmax.getAxis(), true);
  return true;
}

namespace {
struct FuseSoftmax : graph::impl::FuseSoftmaxBase<FuseSoftmax> {
  void runOnOperation() override {
    SmallVector<ReduceOp> sums;
    getOperation().walk([&](ReduceOp op) { sums.push_back(op); });
    for (ReduceOp sum : sums)
      fused += fuse(sum);
    SmallVector<LogOp> logs;
    getOperation().walk([&](LogOp op) { logs.push_back(op); });
    for (LogOp log : logs)
      fused += fuseLogarithm(log);
    eraseDead(getOperation());
  }
};
} // namespace
