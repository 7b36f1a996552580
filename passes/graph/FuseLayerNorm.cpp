//===- FuseLayerNorm.cpp - recognise layer and RMS normalisation ----------===//
// before:  mean, sub, pow, mean, add, sqrt, div, mul, add
// after:   %y = hfc.layer_norm %x scale %s bias %b axis 2 epsilon 1.0e-05
// before:  pow, mean, add, sqrt, div, mul, mul
// after:   %y = hfc.rms_norm %x scale %s axis 2 epsilon 1.0e-05
// how:     from each root of (mean of squares + epsilon), the last user that is
//          a polynomial (x - mean) * root^-1 * scale + bias, however written
// keeps:   scale and bias are constants, epsilon a number
// leaves:  axes that are not the last; an intermediate with another user
#include "dialects/HFC/HFCShapes.h"
#include "passes/graph/Matching.h"
#include "passes/graph/Passes.h"
#include "passes/graph/Polynomial.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::graph;
using namespace hfc::hf;

namespace hfc::graph {
#define GEN_PASS_DEF_FUSELAYERNORM
#include "passes/graph/Passes.h.inc"
} // namespace hfc::graph

namespace {
/// mean((x - mean)^2) + epsilon, or without a mean: mean(x^2) + epsilon.
struct Variance {
  Value value; // what the root is taken of
  Value x;
  Value mean; // null for RMS
  int64_t axis;
  double epsilon;
};
/// What a root of the expression is, when it is a normalisation.
struct Norm {
  Operation *root;
  double factor;
  Value scale, bias; // may be null
};
} // namespace

/// The operand of a square.
static Value matchSquare(Value value) {
  if (auto mul = value.getDefiningOp<MulOp>())
    return mul.getLhs() == mul.getRhs() ? Value(mul.getLhs()) : Value();
  auto pow = matchWithScalar<PowOp>(value);
  return pow && pow->factor == 2 ? pow->base : Value();
}

static ReduceOp matchMean(Value value) {
  auto reduce = value.getDefiningOp<ReduceOp>();
  return reduce && reduce.getKind() == ReduceKind::mean ? reduce : ReduceOp();
}

static std::optional<Variance> matchVariance(Value value) {
  std::optional<Scaled> sum = matchWithScalar<AddOp>(value);
  ReduceOp mean = sum ? matchMean(sum->base) : ReduceOp();
  std::optional<int64_t> axis = mean ? getTrailingAxis(mean) : std::nullopt;
  Value x = axis ? matchSquare(mean.getOperand()) : Value();
  if (!x || !isa<FloatType>(getElementTypeOrSelf(x.getType())))
    return std::nullopt;
  if (auto centred = x.getDefiningOp<SubOp>())
    if (ReduceOp centre = matchMean(centred.getRhs()))
      if (centre.getOperand() == centred.getLhs() &&
          getTrailingAxis(centre) == axis)
        return Variance{value, centred.getLhs(), centre.getResult(), *axis,
                        sum->factor};
  return Variance{value, x, {}, *axis, sum->factor};
}

/// The one constant among the factors that are left, which broadcasts over x.
static bool takeConstant(ArrayRef<Leaf> factors, Value x, Value &result) {
  if (factors.empty())
    return true;
  Value value = factors[0].value;
  if (factors.size() != 1 || factors[0].kind != Leaf::Plain ||
      !isConstant(value))
    return false;
  result = value;
  return broadcastsTo(dim::getDims(value), dim::getDims(x));
}

static std::optional<Norm> matchNorm(Operation *root,
                                     const Variance &variance) {
  Value value = root->getResult(0);
  SmallVector<Value> leaves{variance.x};
  if (variance.mean)
    leaves.push_back(variance.mean);
  std::optional<Polynomial> polynomial = value.getType() == variance.x.getType()
                                             ? getPolynomial(value, leaves)
                                             : std::nullopt;
  if (!polynomial)
    return std::nullopt;
  Leaf x{variance.x}, mean{variance.mean},
      deviation{variance.value, Leaf::InverseRoot};
  Norm norm{root, 0, {}, {}};
  double meanFactor = 0;
  Value meanScale;
  for (const PolynomialTerm &term : polynomial->terms) {
    if (auto rest = term.without({x, deviation})) {
      if (norm.factor != 0 || !takeConstant(*rest, variance.x, norm.scale))
        return std::nullopt;
      norm.factor = term.coefficient;
    } else if (auto rest = variance.mean ? term.without({mean, deviation})
                                         : std::nullopt) {
      if (meanFactor != 0 || !takeConstant(*rest, variance.x, meanScale))
        return std::nullopt;
      meanFactor = term.coefficient;
    } else {
      if (norm.bias || !variance.mean || term.coefficient != 1 ||
          term.factors.empty() ||
          !takeConstant(term.factors, variance.x, norm.bias))
        return std::nullopt;
    }
  }
  bool centred =
      !variance.mean || (meanFactor == -norm.factor && meanScale == norm.scale);
  if (norm.factor == 0 || !centred || (norm.scale && norm.factor != 1))
    return std::nullopt;
  return norm;
}

/// The scale as an operand: the constant, or a number for every channel.
static Value makeScale(OpBuilder &builder, Location location, const Norm &norm,
                       const Variance &variance) {
  if (norm.scale)
    return norm.scale;
  auto type = cast<RankedTensorType>(variance.x.getType());
  auto element = cast<FloatType>(type.getElementType());
  ArrayRef<int64_t> normalised = type.getShape().drop_front(variance.axis);
  if (ShapedType::isDynamicShape(normalised))
    normalised = {};
  APFloat number(norm.factor);
  bool loses;
  number.convert(element.getFloatSemantics(), APFloat::rmNearestTiesToEven,
                 &loses);
  return ConstantOp::create(
      builder, location,
      DenseElementsAttr::get(RankedTensorType::get(normalised, element),
                             number));
}

static void replace(const Norm &norm, const Variance &variance) {
  OpBuilder builder(norm.root);
  Location location = fuseLocations(norm.root, variance.x);
  Value scale = makeScale(builder, location, norm, variance);
  auto axis = static_cast<uint64_t>(variance.axis);
  APFloat epsilon(variance.epsilon);
  Operation *fused;
  if (variance.mean)
    fused = LayerNormOp::create(builder, location, variance.x, scale, norm.bias,
                                axis, epsilon);
  else
    fused =
        RmsNormOp::create(builder, location, variance.x, scale, axis, epsilon);
  norm.root->getResult(0).replaceAllUsesWith(fused->getResult(0));
  remarkPassed("fuse-layer-norm", location,
               variance.mean ? "layer norm" : "RMS norm");
}

/// Fuses around one square root; the variance that became part of a norm.
static std::optional<Variance> fuse(Operation *root) {
  Value under = matchRoot(root);
  std::optional<Variance> variance =
      under ? matchVariance(under) : std::nullopt;
  if (!variance)
    return std::nullopt;
  // The user furthest away that needs nothing others need.
  Operation *shared = nullptr;
  SmallVector<Operation *> users = elementwiseUsers(root, 6);
  for (Operation *user : llvm::reverse(users)) {
    std::optional<Norm> norm = matchNorm(user, *variance);
    if (!norm)
      continue;
    shared = findSharedIntermediate(user, variance->x);
    if (shared)
      continue;
    replace(*norm, *variance);
    return variance;
  }
  if (shared)
    remarkMissed("fuse-layer-norm", shared->getLoc(),
                 "a part of this normalisation is needed elsewhere");
  else
    remarkMissed("fuse-layer-norm", root->getLoc(),
                 "the root of a mean of squares does not divide by itself");
  return std::nullopt;
}

namespace {
struct FuseLayerNorm : graph::impl::FuseLayerNormBase<FuseLayerNorm> {
  void runOnOperation() override {
    SmallVector<Operation *> roots;
    getOperation().walk([&](Operation *op) {
      if (isa<SqrtOp, RsqrtOp, PowOp>(op))
        roots.push_back(op);
    });
    for (Operation *root : roots)
      if (std::optional<Variance> variance = fuse(root))
        ++(variance->mean ? layerNorms : rmsNorms);
    eraseDead(getOperation());
  }
};
} // namespace
