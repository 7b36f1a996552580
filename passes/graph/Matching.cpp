// What the recognising passes share.
#include "passes/graph/Matching.h"
#include "mlir/IR/Matchers.h"
#include "mlir/IR/Remarks.h"
#include "mlir/Interfaces/SideEffectInterfaces.h"
#include <cmath>

using namespace mlir;
using namespace hfc;
using namespace hfc::hf;

// The constant that a value repeats or reshapes.
static ConstantOp getConstantSource(Value value) {
  while (Operation *op = value.getDefiningOp()) {
    if (auto constant = dyn_cast<ConstantOp>(op))
      return constant;
    if (!isa<BroadcastOp, ReshapeOp>(op))
      return {};
    value = op->getOperand(0);
  }
  return {};
}

std::optional<double> graph::getScalar(Value value) {
  ConstantOp constant = getConstantSource(value);
  auto dense = constant ? dyn_cast<DenseElementsAttr>(constant.getValue())
                        : DenseElementsAttr();
  if (!dense || !dense.isSplat())
    return std::nullopt;
  Type element = dense.getElementType();
  if (isa<FloatType>(element)) {
    APFloat number = dense.getSplatValue<APFloat>();
    bool loses;
    number.convert(APFloat::IEEEdouble(), APFloat::rmNearestTiesToEven, &loses);
    return number.convertToDouble();
  }
  APInt number = dense.getSplatValue<APInt>();
  return element.isUnsignedInteger() || element.isInteger(1)
             ? static_cast<double>(number.getZExtValue())
             : static_cast<double>(number.getSExtValue());
}

bool graph::isConstant(Value value) {
  return static_cast<bool>(getConstantSource(value));
}

bool graph::isNear(double value, double wanted, Type element) {
  int bits = 0;
  if (auto type = dyn_cast<FloatType>(element))
    bits = static_cast<int>(type.getFPMantissaWidth());
  // A few roundings of a constant, and never so loose that 1 passes for 1.01.
  double tolerance = std::min(std::ldexp(8.0, -bits), 1e-2);
  return std::abs(value - wanted) <=
         std::max(tolerance, 1e-6) * std::abs(wanted);
}

graph::Scaled graph::peelScale(Value value) {
  Scaled result{value, 1.0};
  for (;;) {
    Value next;
    double factor = 1;
    if (auto mul = matchWithScalar<MulOp>(result.base)) {
      next = mul->base;
      factor = mul->factor;
    } else if (auto div = matchWithScalar<DivOp>(result.base)) {
      next = div->base;
      factor = 1 / div->factor;
    } else if (auto neg = result.base.getDefiningOp<NegOp>()) {
      next = neg.getOperand();
      factor = -1;
    }
    bool useful = next && next.getType() == value.getType() &&
                  std::isfinite(factor) && factor != 0;
    if (!useful)
      return result;
    result = {next, result.factor * factor};
  }
}

std::optional<int64_t> graph::getTrailingAxis(ReduceOp reduce) {
  if (!reduce.getKeep() || reduce.getAxes().empty())
    return std::nullopt;
  SmallVector<int64_t> axes(reduce.getAxes());
  llvm::sort(axes);
  int64_t rank =
      cast<RankedTensorType>(reduce.getOperand().getType()).getRank();
  int64_t first = rank - static_cast<int64_t>(axes.size());
  if (!llvm::equal(axes, llvm::seq<int64_t>(first, rank)))
    return std::nullopt;
  return first;
}

// Operations between the stops and the root, constants left out.
static llvm::SetVector<Operation *> collectBetween(Operation *root,
                                                   ValueRange stops) {
  llvm::SmallDenseSet<Value> stop(stops.begin(), stops.end());
  llvm::SetVector<Operation *> found;
  found.insert(root);
  for (unsigned i = 0; i < found.size(); ++i)
    for (Value operand : found[i]->getOperands())
      if (Operation *op = operand.getDefiningOp();
          op && !stop.contains(operand) && !graph::isConstant(operand))
        found.insert(op);
  return found;
}

Operation *graph::findSharedIntermediate(Operation *root, ValueRange stops) {
  llvm::SetVector<Operation *> between = collectBetween(root, stops);
  for (Operation *op : between)
    if (op != root && llvm::any_of(op->getUsers(), [&](Operation *user) {
          return !between.contains(user);
        }))
      return op;
  return nullptr;
}

SmallVector<Operation *> graph::elementwiseUsers(Operation *start,
                                                 unsigned depth) {
  llvm::SetVector<Operation *> found;
  found.insert(start);
  for (unsigned i = 0, levelEnd = 1; depth > 0 && i < found.size(); --depth) {
    for (; i < levelEnd; ++i)
      for (Operation *user : found[i]->getUsers())
        if (user->hasTrait<Elementwise>())
          found.insert(user);
    levelEnd = found.size();
  }
  return found.takeVector();
}

Location graph::fuseLocations(Operation *root, ValueRange stops) {
  llvm::SetVector<Operation *> between = collectBetween(root, stops);
  SmallVector<Location> locations;
  for (Operation *op : llvm::reverse(between))
    locations.push_back(op->getLoc());
  return FusedLoc::get(root->getContext(), locations);
}

Value graph::reshape(OpBuilder &builder, Location location, Value value,
                     ArrayRef<dim::DimExpr> dims) {
  RankedTensorType type =
      dim::getTensorType(dims, getElementTypeOrSelf(value.getType()));
  if (type == value.getType())
    return value;
  return ReshapeOp::create(builder, location, type, value);
}

Value graph::transpose(OpBuilder &builder, Location location, Value value,
                       ArrayRef<int64_t> permutation) {
  if (llvm::equal(permutation, llvm::seq<int64_t>(permutation.size())))
    return value;
  return TransposeOp::create(builder, location, value, permutation);
}

void graph::remarkPassed(StringRef pass, Location location, StringRef what) {
  remark::passed(location, remark::RemarkOpts::name(pass).category("graph"))
      << what;
}
void graph::remarkMissed(StringRef pass, Location location, StringRef why) {
  remark::missed(location, remark::RemarkOpts::name(pass).category("graph"))
      << why;
}

void graph::eraseDead(Operation *function) {
  SmallVector<Operation *> operations;
  function->walk([&](Operation *op) { operations.push_back(op); });
  for (Operation *op : llvm::reverse(operations))
    if (op != function && isOpTriviallyDead(op))
      op->erase();
}
