//===- FuseGelu.cpp - recognise GELU --------------------------------------===//
// before:  div, erf, add, mul, mul
// after:   %y = hfc.gelu %x
// before:  pow, mul, add, mul, tanh, add, mul, mul
// after:   %y = hfc.gelu %x tanh
// how:     from each erf or tanh of a fitting polynomial in x, the first user
//          that is x/2 + x/2 * t
// leaves:  other constants; an intermediate with another user
#include "passes/graph/Matching.h"
#include "passes/graph/Passes.h"
#include "passes/graph/Polynomial.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::graph;
using namespace hfc::hf;

namespace hfc::graph {
#define GEN_PASS_DEF_FUSEGELU
#include "passes/graph/Passes.h.inc"
} // namespace hfc::graph

static constexpr double rootHalf = 0.70710678118654752440;      // 1/sqrt(2)
static constexpr double rootTwoOverPi = 0.79788456080286535588; // sqrt(2/pi)
static constexpr double cubic = 0.044715;

/// Values that the argument of erf or tanh is made of, nearest first.
static SmallVector<Value> collectCandidates(Value argument) {
  llvm::SetVector<Value> found;
  found.insert(argument);
  for (unsigned i = 0; i < found.size() && found.size() < 24; ++i)
    if (Operation *op = found[i].getDefiningOp();
        op && op->hasTrait<Elementwise>())
      for (Value operand : op->getOperands())
        if (operand.getType() == argument.getType())
          found.insert(operand);
  return found.takeVector();
}

/// Whether the argument is that of GELU in x.
static bool isArgument(Value argument, Value x, bool tanh) {
  std::optional<Polynomial> polynomial = getPolynomial(argument, x);
  Type element = getElementTypeOrSelf(x.getType());
  Leaf leaf{x};
  if (!polynomial || polynomial->terms.size() != (tanh ? 2u : 1u))
    return false;
  double linear = polynomial->coefficientOf(leaf);
  if (!tanh)
    return isNear(linear, rootHalf, element);
  return isNear(linear, rootTwoOverPi, element) &&
         isNear(polynomial->coefficientOf({leaf, leaf, leaf}),
                rootTwoOverPi * cubic, element);
}

/// Whether the value is x/2 + x/2 * t.
static bool isGelu(Value value, Value x, Value t) {
  if (value.getType() != x.getType())
    return false;
  std::optional<Polynomial> polynomial = getPolynomial(value, {x, t});
  return polynomial && polynomial->terms.size() == 2 &&
         polynomial->coefficientOf(Leaf{x}) == 0.5 &&
         polynomial->coefficientOf({Leaf{x}, Leaf{t}}) == 0.5;
}

/// Fuses around one erf or tanh.
static bool fuse(Operation *function) {
  Value t = function->getResult(0), argument = function->getOperand(0);
  bool tanh = isa<TanhOp>(function);
  for (Value x : collectCandidates(argument)) {
    if (!isArgument(argument, x, tanh))
      continue;
    for (Operation *root : elementwiseUsers(function, 5)) {
      if (!isGelu(root->getResult(0), x, t))
        continue;
      if (Operation *shared = findSharedIntermediate(root, x)) {
        remarkMissed("fuse-gelu", shared->getLoc(),
                     "a part of this GELU is needed elsewhere");
        return false;
      }
      OpBuilder builder(root);
      auto gelu = GeluOp::create(builder, fuseLocations(root, x), x, tanh);
      root->getResult(0).replaceAllUsesWith(gelu);
      remarkPassed("fuse-gelu", gelu.getLoc(), tanh ? "GELU, tanh" : "GELU");
      return true;
    }
  }
  return false;
}

namespace {
struct FuseGelu : graph::impl::FuseGeluBase<FuseGelu> {
  void runOnOperation() override {
    SmallVector<Operation *> functions;
    getOperation().walk([&](Operation *op) {
      if (isa<ErfOp, TanhOp>(op))
        functions.push_back(op);
    });
    for (Operation *op : functions)
      fused += fuse(op);
    eraseDead(getOperation());
  }
};
} // namespace
