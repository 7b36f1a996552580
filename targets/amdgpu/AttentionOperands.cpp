#include "targets/amdgpu/AttentionOperands.h"
#include "dialects/Dim/DimTypes.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::amdgpu;
using dim::DimExpr;

static Value evaluate(CodeBuilder &b, AffineExpr expr, ValueRange indices) {
  if (auto dim = dyn_cast<AffineDimExpr>(expr))
    return indices[dim.getPosition()];
  if (auto constant = dyn_cast<AffineConstantExpr>(expr))
    return b.index(constant.getValue());
  auto binary = cast<AffineBinaryOpExpr>(expr);
  Value x = evaluate(b, binary.getLHS(), indices),
        y = evaluate(b, binary.getRHS(), indices);
  switch (expr.getKind()) {
  case AffineExprKind::Add:
    return b.add(x, y);
  case AffineExprKind::Mul:
    return b.mul(x, y);
  case AffineExprKind::Mod:
    return b.rem(x, y);
  case AffineExprKind::CeilDiv:
    return b.div(b.add(x, b.sub(y, b.index(1))), y);
  default:
    return b.div(x, y);
  }
}

Value hfc::amdgpu::attentionOffset(CodeBuilder &b, const KernelContext &context,
                                   RankedTensorType tensor, AffineMap map,
                                   ValueRange indices) {
  Value offset = b.index(0);
  for (auto [expr, dim] :
       llvm::zip_equal(map.getResults(), dim::getDims(tensor)))
    offset =
        b.add(b.mul(offset, context.size(b, dim)), evaluate(b, expr, indices));
  return offset;
}

namespace {
// query * i + key * j + rest
struct Linear {
  int64_t query = 0, key = 0;
  DimExpr rest;
};
} // namespace

static std::optional<Linear> linearOf(Value value, Block &scores) {
  DimExpr zero = DimExpr::constant(value.getContext(), 0);
  if (value == scores.getArgument(2))
    return Linear{1, 0, zero};
  if (value == scores.getArgument(3))
    return Linear{0, 1, zero};
  APInt constant;
  if (matchPattern(value, m_ConstantInt(&constant)))
    return Linear{
        0, 0, DimExpr::constant(value.getContext(), constant.getSExtValue())};
  Operation *op = value.getDefiningOp();
  if (auto size = dyn_cast_or_null<kernel::SizeOp>(op))
    return Linear{0, 0, DimExpr(size.getValue())};
  if (isa_and_nonnull<arith::IndexCastOp>(op))
    return linearOf(op->getOperand(0), scores);
  if (!isa_and_nonnull<arith::AddIOp, arith::SubIOp>(op))
    return std::nullopt;
  auto a = linearOf(op->getOperand(0), scores),
       b = linearOf(op->getOperand(1), scores);
  if (!a || !b)
    return std::nullopt;
  if (isa<arith::AddIOp>(op))
    return Linear{a->query + b->query, a->key + b->key, a->rest + b->rest};
  return Linear{a->query - b->query, a->key - b->key, a->rest - b->rest};
}

// Of i + shift - j >= 0.
static std::optional<DimExpr> shiftOf(Value condition, Block &scores) {
  if (auto both = condition.getDefiningOp<arith::AndIOp>()) {
    auto one = shiftOf(both.getLhs(), scores);
    return one ? one : shiftOf(both.getRhs(), scores);
  }
  auto compare = condition.getDefiningOp<arith::CmpIOp>();
  if (!compare)
    return std::nullopt;
  using P = arith::CmpIPredicate;
  P predicate = compare.getPredicate();
  bool isGreater = predicate == P::sge || predicate == P::sgt;
  if (!isGreater && predicate != P::sle && predicate != P::slt)
    return std::nullopt;
  auto more = linearOf(isGreater ? compare.getLhs() : compare.getRhs(), scores),
       less = linearOf(isGreater ? compare.getRhs() : compare.getLhs(), scores);
  if (!more || !less || more->query - less->query != 1 ||
      more->key - less->key != -1)
    return std::nullopt;
  bool isStrict = predicate == P::sgt || predicate == P::slt;
  return more->rest - less->rest -
         DimExpr::constant(condition.getContext(), isStrict);
}

std::optional<DimExpr> hfc::amdgpu::causalShift(kernel::AttentionOp op) {
  Block &scores = op.getScores().front();
  Value value = scores.getTerminator()->getOperand(0);
  APFloat hidden(0.0f);
  while (auto select = value.getDefiningOp<arith::SelectOp>()) {
    if (!matchPattern(select.getFalseValue(), m_ConstantFloat(&hidden)) ||
        !hidden.isInfinity() || !hidden.isNegative())
      break;
    if (auto shift = shiftOf(select.getCondition(), scores))
      return shift;
    value = select.getTrueValue();
  }
  return std::nullopt;
}

bool hfc::amdgpu::isDenseAlongLast(AffineMap map) {
  unsigned last = map.getNumDims() - 1;
  if (map.getNumResults() == 0 ||
      map.getResults().back() != getAffineDimExpr(last, map.getContext()))
    return false;
  return llvm::none_of(map.getResults().drop_back(), [&](AffineExpr expr) {
    return expr.isFunctionOfDim(last);
  });
}
