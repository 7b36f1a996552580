#include "targets/common/LaneLoop.h"
#include "dialects/Dim/DimTypes.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::codegen;

LanePlan hfc::codegen::planLanes(std::optional<int64_t> size,
                                 int64_t registerLanes, int64_t unroll) {
  if (!size)
    return {registerLanes * unroll, registerLanes, size};
  int64_t lanes = std::min<int64_t>(
      registerLanes, llvm::PowerOf2Ceil(std::max<int64_t>(*size, 1)));
  int64_t main = lanes * unroll;
  while (main > lanes && main > *size)
    main /= 2;
  // Rather fewer registers than a tail that masks.
  for (int64_t fewer = main; fewer >= lanes; fewer /= 2)
    if (*size % fewer == 0 && (*size % main != 0 && *size / fewer <= 16)) {
      main = fewer;
      break;
    }
  return {main, lanes, size};
}

void hfc::codegen::emitLaneLoop(CodeBuilder &b, const LanePlan &plan, Value low,
                                Value high, Values &carriedByMain,
                                Values &carriedByTail, LaneBody body) {
  Value one = b.index(1), middle = low;
  if (plan.hasMain()) {
    Value count = b.sub(high, low);
    middle = b.sub(high, b.rem(count, b.index(plan.main)));
    if (!plan.hasTail())
      middle = high;
    carriedByMain = b.loop(
        low, middle, plan.main, carriedByMain,
        [&](Value i, ValueRange carried) {
          return body({{i, one, plan.main}, plan.main, {}, true}, carried);
        });
  }
  if (!plan.hasTail())
    return;
  auto step = [&](Value i, ValueRange carried) {
    Value mask;
    if (plan.isRagged() && plan.tail > 1)
      mask = b.firstLanes(b.sub(high, i), plan.tail);
    return body({{i, one, plan.tail}, plan.tail, mask, false}, carried);
  };
  auto from = constantOf(middle), to = constantOf(high);
  if (from && to && *to - *from <= plan.tail)
    carriedByTail = step(middle, carriedByTail);
  else
    carriedByTail = b.loop(middle, high, plan.tail, carriedByTail, step);
}

int64_t
hfc::codegen::registerLanesOf(Block &program,
                              llvm::function_ref<bool(Operation &)> counts) {
  unsigned widest = 8;
  auto widen = [&](Operation *op) {
    for (Type type : op->getResultTypes()) {
      if (isa<FloatType>(type))
        widest = std::max(widest, std::max(type.getIntOrFloatBitWidth(), 32u));
      else if (isa<IntegerType>(type))
        widest = std::max(widest, type.getIntOrFloatBitWidth());
    }
  };
  program.walk([&](Operation *op) {
    if (counts(*op))
      widen(op);
  });
  return 512 / widest;
}

double hfc::codegen::tripsOf(Value size) {
  return static_cast<double>(constantOf(size).value_or(128));
}

void hfc::codegen::emitProbe(CodeBuilder &b, llvm::function_ref<void()> body) {
  OpBuilder::InsertionGuard guard(b);
  auto region = scf::ExecuteRegionOp::create(b, TypeRange{});
  b.setInsertionPointToStart(&region.getRegion().emplaceBlock());
  body();
  region.erase();
}

//===- Collapsing ---------------------------------------------------------===//

namespace {
// Of an index: coefficients of two neighbouring arguments.
struct Linear {
  dim::DimExpr first, second;
};

class Neighbours {
public:
  Neighbours(Block &program, Value first, Value second, dim::DimExpr size)
      : program(program), first(first), second(second), size(size),
        zero(dim::DimExpr::constant(size.getContext(), 0)),
        one(dim::DimExpr::constant(size.getContext(), 1)) {}

  // Whether a step of `first` is always `size` steps of `second`.
  bool areOne() {
    return !program
                .walk([&](Operation *op) {
                  return fits(op) ? WalkResult::advance()
                                  : WalkResult::interrupt();
                })
                .wasInterrupted();
  }

private:
  bool isZero(const Linear &x) { return x.first == zero && x.second == zero; }

  std::optional<dim::DimExpr> constant(Value value) {
    if (auto number = constantOf(value))
      return dim::DimExpr::constant(size.getContext(), *number);
    if (auto op = value.getDefiningOp<kernel::SizeOp>())
      return dim::DimExpr(op.getValue());
    return std::nullopt;
  }

  // Nothing: not linear.
  std::optional<Linear> linear(Value value) {
    if (value == first)
      return Linear{one, zero};
    if (value == second)
      return Linear{zero, one};
    Operation *op = value.getDefiningOp();
    if (!op || !program.getParent()->isAncestor(op->getParentRegion()))
      return Linear{zero, zero};
    auto known = memo.find(value);
    if (known != memo.end())
      return known->second;
    return memo[value] = compute(op);
  }

  std::optional<Linear> compute(Operation *op) {
    if (op->getNumRegions()) // a reduction is no index
      return Linear{zero, zero};
    SmallVector<Linear, 2> operands;
    for (Value operand : op->getOperands()) {
      if (isa<RankedTensorType>(operand.getType()))
        continue;
      auto x = linear(operand);
      if (!x)
        return std::nullopt;
      operands.push_back(*x);
    }
    if (llvm::all_of(operands, [&](const Linear &x) { return isZero(x); }))
      return Linear{zero, zero};
    if (isa<kernel::LoadOp>(op))
      return Linear{zero, zero}; // judged by fits()
    if (!op->getResult(0).getType().isIndex())
      return std::nullopt;
    if (isa<arith::AddIOp>(op))
      return Linear{operands[0].first + operands[1].first,
                    operands[0].second + operands[1].second};
    if (isa<arith::SubIOp>(op))
      return Linear{operands[0].first - operands[1].first,
                    operands[0].second - operands[1].second};
    if (isa<arith::MulIOp>(op))
      for (unsigned i : {0, 1})
        if (auto factor = constant(op->getOperand(1 - i)))
          return Linear{operands[i].first * *factor,
                        operands[i].second * *factor};
    return std::nullopt;
  }

  bool fits(Operation *op) {
    if (auto load = dyn_cast<kernel::LoadOp>(op)) {
      for (Value other : {Value(load.getGuard()), Value(load.getOtherwise())})
        if (other && (!linear(other) || !isZero(*linear(other))))
          return false;
      dim::DimExpr stride = one, a = zero, c = zero;
      auto dims =
          dim::getDims(cast<RankedTensorType>(load.getTensor().getType()));
      for (int64_t i = dims.size() - 1; i >= 0; --i) {
        auto x = linear(load.getIndices()[i]);
        if (!x)
          return false;
        a = a + x->first * stride;
        c = c + x->second * stride;
        stride = stride * dims[i];
      }
      return a && c && a == c * size;
    }
    for (Value result : op->getResults())
      if (!linear(result))
        return false;
    return llvm::all_of(op->getOperands(), [&](Value operand) {
      if (isa<RankedTensorType>(operand.getType()))
        return true;
      auto x = linear(operand);
      return x && (isZero(*x) || (op->getNumResults() == 1 &&
                                  op->getResult(0).getType().isIndex()));
    });
  }

  Block &program;
  Value first, second;
  dim::DimExpr size, zero, one;
  DenseMap<Value, std::optional<Linear>> memo;
};
} // namespace

LoopBox hfc::codegen::collapseBox(Block &program, ArrayRef<dim::DimExpr> dims) {
  LoopBox box;
  for (auto [i, size] : llvm::enumerate(dims)) {
    unsigned argument = i;
    if (size.isConstant(1)) {
      box.zeros.push_back(argument);
      continue;
    }
    if (!box.loops.empty()) {
      LoopDim &last = box.loops.back();
      dim::DimExpr both = last.size * size;
      if (both && Neighbours(program, program.getArgument(last.argument),
                             program.getArgument(argument), size)
                      .areOne()) {
        box.zeros.push_back(last.argument);
        last = {both, argument};
        continue;
      }
    }
    box.loops.push_back({size, argument});
  }
  return box;
}
