#include "targets/x86/AttentionLowering.h"
#include "dialects/Dim/DimTypes.h"
#include "targets/common/ScalarOps.h"
#include "targets/x86/Access.h"
#include "targets/x86/AttentionEmitter.h"

using namespace mlir;
using namespace hfc::codegen;
using namespace hfc::x86;
using hfc::dim::DimExpr;

namespace {

// The operation's dims, and where the maps have them.
struct Sizes {
  explicit Sizes(hfc::kernel::AttentionOp op) {
    SmallVector<DimExpr> dims = hfc::dim::getDims(op.getDims());
    batch = dims[0];
    heads = dims[1];
    queries = dims[2];
    keys = dims[3];
    depth = dims[4];
    width = dims[5];
  }
  Access query(hfc::kernel::AttentionOp op) const {
    return {op.getQuery(), op.getQueryMap(), {batch, heads, queries, depth}};
  }
  Access key(hfc::kernel::AttentionOp op) const {
    return {op.getKey(), op.getKeyMap(), {batch, heads, keys, depth}};
  }
  Access value(hfc::kernel::AttentionOp op) const {
    return {op.getValue(), op.getValueMap(), {batch, heads, keys, width}};
  }

  DimExpr batch, heads, queries, keys, depth, width;
};

constexpr unsigned rowDim = 2, elementDim = 3;

} // namespace

static bool isMinusInfinity(Value value) {
  auto constant = value.getDefiningOp<arith::ConstantOp>();
  auto number = constant ? dyn_cast<FloatAttr>(constant.getValue()) : nullptr;
  return number && number.getValue().isInfinity() &&
         number.getValue().isNegative();
}

// Of a program that ends in `j <= i + shift ? score : -inf`, the shift; a size
// or a constant of the program, or i itself where there is none.
static Value findShift(Block &scores) {
  Value i = scores.getArgument(2), j = scores.getArgument(3);
  auto select =
      scores.getTerminator()->getOperand(0).getDefiningOp<arith::SelectOp>();
  if (!select || !isMinusInfinity(select.getFalseValue()))
    return {};
  auto keep = select.getCondition().getDefiningOp<arith::CmpIOp>();
  if (!keep || keep.getPredicate() != arith::CmpIPredicate::sle ||
      keep.getLhs() != j)
    return {};
  if (keep.getRhs() == i)
    return i;
  auto sum = keep.getRhs().getDefiningOp<arith::AddIOp>();
  if (!sum || sum.getLhs() != i)
    return {};
  Operation *shift = sum.getRhs().getDefiningOp();
  return isa_and_nonnull<hfc::kernel::SizeOp, arith::ConstantOp>(shift)
             ? sum.getRhs()
             : Value();
}

bool hfc::x86::canLowerAttention(kernel::AttentionOp op) {
  Sizes sizes(op);
  if (!sizes.depth.getConstant() || !sizes.width.getConstant() ||
      !op.getScores().front().getArguments().back().getType().isF32())
    return false;
  AffineMap result = op.getResultMap();
  if (result.getResults().back() !=
      getAffineDimExpr(elementDim, op.getContext()))
    return false;
  for (const Access &access :
       {sizes.query(op), sizes.key(op), sizes.value(op)}) {
    DimExpr element = access.getStride(elementDim);
    if (!isa<FloatType>(access.getElementType()) || !element ||
        !(element.isConstant(1) || element.isConstant(0)) ||
        !access.getStride(rowDim))
      return false;
  }
  return true;
}

LoweredOp hfc::x86::lowerAttention(CodeBuilder &b, kernel::AttentionOp op,
                                   Value result, const KernelContext &context) {
  Sizes sizes(op);
  Access query = sizes.query(op), key = sizes.key(op), value = sizes.value(op);
  Value heads = context.size(b, sizes.heads);
  auto indicesOf = [&](CodeBuilder &b, Value batch, Value row,
                       Value element) -> Values {
    return {b.div(batch, heads), b.rem(batch, heads), row, element};
  };
  auto rowOf = [&](const Access &access) -> Attention::Row {
    return [&](CodeBuilder &b, Value batch, Value row) {
      return access.address(b, context, indicesOf(b, batch, row, b.index(0)));
    };
  };

  Attention a;
  a.batch = context.size(b, sizes.batch * sizes.heads);
  a.queries = context.size(b, sizes.queries);
  a.keys = context.size(b, sizes.keys);
  a.depth = *sizes.depth.getConstant();
  a.width = *sizes.width.getConstant();
  a.zeroEmptyRows = op.getZeroEmptyRows();
  a.q = {query.getElementType()};
  a.k = {key.getElementType()};
  a.v = {value.getElementType()};
  a.rowOfQ = rowOf(query);
  a.rowOfK = rowOf(key);
  a.rowOfV = rowOf(value);
  a.strideOfK = context.size(b, key.getStride(rowDim));
  a.strideOfV = context.size(b, value.getStride(rowDim));
  a.exp = context.exp;
  a.score = [&](CodeBuilder &b, Value batch, Value i, Value j, Value score,
                Value mask) {
    Values arguments = indicesOf(b, batch, i, j);
    arguments.push_back(score);
    return context.program(b, op.getScores().front(), arguments, elementDim, 16,
                           mask);
  };
  if (Value shift = findShift(op.getScores().front()))
    a.keysOf = [&context, shift](CodeBuilder &b, Value, Value i) {
      Value end = b.add(i, 1);
      if (auto size = shift.getDefiningOp<kernel::SizeOp>())
        return b.add(end, context.size(b, size.getValue()));
      if (auto constant = constantOf(shift))
        return b.add(end, *constant);
      return end;
    };
  Type element =
      cast<RankedTensorType>(op.getResult().getType()).getElementType();
  SmallVector<DimExpr> dims = dim::getDims(op.getResult());
  a.store = [&](CodeBuilder &b, Value batch, Value i, Value e, Value value,
                Value mask) {
    Values indices = indicesOf(b, batch, i, e);
    Value at = b.index(0);
    for (auto [expr, size] : llvm::zip(op.getResultMap().getResults(), dims))
      at = b.add(b.mul(at, context.size(b, size)), evaluate(b, expr, indices));
    b.store(convertFloat(b, value, element), b.offset(result, element, at),
            mask);
  };
  emitAttention(b, a, context.begin, context.end, context.scratch);

  LoweredOp lowered;
  lowered.grid = sizes.batch * sizes.heads *
                 sizes.queries.ceilDiv(
                     DimExpr::constant(op.getContext(), queriesPerGroup));
  lowered.scratch = attentionScratch(a.depth, a.width);
  lowered.strategy = "attention";
  return lowered;
}
