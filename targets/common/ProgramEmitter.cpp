#include "targets/common/ProgramEmitter.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "targets/common/ScalarOps.h"
#include <numeric>

using namespace mlir;
using namespace hfc;
using namespace hfc::codegen;
using arith::CmpIPredicate;

Type hfc::codegen::storedType(Type element) {
  if (element.isInteger(1))
    return IntegerType::get(element.getContext(), 8);
  if (isSmallFloat(element))
    return IntegerType::get(element.getContext(), 16);
  return element;
}

double ProgramEmitter::registersOf(Type element) const {
  unsigned width =
      isa<IndexType>(element) ? 64 : element.getIntOrFloatBitWidth();
  if (isa<FloatType>(element))
    width = std::max(width, 32u);
  return std::max(1.0, static_cast<double>(lanes) * width / 512);
}

LaneValue ProgramEmitter::get(Value value) {
  auto known = values.find(value);
  if (known != values.end())
    return known->second;
  // A constant outside of the program.
  Operation *op = value.getDefiningOp();
  assert(op && "the value of a program is emitted before its uses");
  emit(*op);
  return values.at(value);
}

ProgramEmitter ProgramEmitter::forLanes(int64_t newLanes, Value newMask,
                                        ProgramCost *newCost) const {
  ProgramEmitter other(b, context, newLanes, newMask, newCost);
  other.values = values;
  return other;
}

Value ProgramEmitter::laneNumbers(Type element) {
  SmallVector<Attribute> numbers;
  for (int64_t lane = 0; lane < lanes; ++lane)
    numbers.push_back(b.getIntegerAttr(element, lane));
  return arith::ConstantOp::create(
      b, DenseElementsAttr::get(VectorType::get(lanes, element), numbers));
}

Value ProgramEmitter::whole(const LaneValue &value) {
  if (lanes == 1 || value.isVector())
    return value.value;
  Type element = value.value.getType();
  auto splat = [&](Value scalar) -> Value {
    Attribute constant;
    if (matchPattern(scalar, m_Constant(&constant)))
      return arith::ConstantOp::create(
          b, DenseElementsAttr::get(VectorType::get(lanes, element), constant));
    if (isSmallFloat(element))
      return bitcastTo(
          b, element, b.broadcast(bitcastTo(b, b.getI16Type(), scalar), lanes));
    return b.broadcast(scalar, lanes);
  };
  if (value.isUniform())
    return splat(value.value);
  charge(registersOf(element));
  Value steps = laneNumbers(element);
  if (constantOf(value.stride) != 1)
    steps = arith::MulIOp::create(b, steps, splat(value.stride));
  return arith::AddIOp::create(b, splat(value.value), steps);
}

//===- Index arithmetic ---------------------------------------------------===//

static int64_t divisorOf(const LaneValue &x) {
  if (auto constant = constantOf(x.value))
    return std::abs(*constant);
  return x.divisor;
}

static LaneValue affine(CodeBuilder &b, Value value, Value stride,
                        int64_t divisor) {
  if (stride && constantOf(stride) == 0)
    stride = {};
  return {value, stride, std::max<int64_t>(divisor, 1)};
}

LaneValue ProgramEmitter::add(const LaneValue &x, const LaneValue &y) {
  if (x.isVector() || y.isVector())
    return {b.add(whole(x), whole(y))};
  Value stride = x.stride && y.stride ? b.add(x.stride, y.stride)
                 : x.stride           ? x.stride
                                      : y.stride;
  return affine(b, b.add(x.value, y.value), stride,
                std::gcd(divisorOf(x), divisorOf(y)));
}

LaneValue ProgramEmitter::multiply(const LaneValue &x, const LaneValue &y) {
  if (x.isVector() || y.isVector() || (x.isAffine() && y.isAffine()))
    return {b.mul(whole(x), whole(y))};
  const LaneValue &a = x.isAffine() ? x : y, &factor = x.isAffine() ? y : x;
  Value stride = a.stride ? b.mul(a.stride, factor.value) : Value();
  int64_t divisor;
  if (llvm::MulOverflow(divisorOf(x), divisorOf(y), divisor))
    divisor = 1;
  return affine(b, b.mul(x.value, y.value), stride, divisor);
}

// All lanes have the same quotient where lane 0 is at a multiple of the
// extent of the lanes, and the divisor is one too.
LaneValue ProgramEmitter::divide(const LaneValue &x, int64_t divisor,
                                 bool remainder, Operation &op) {
  auto scalar = [&](Value value) {
    Values operands = {value, b.index(divisor)};
    return emitScalarOp(b, &op, operands);
  };
  if (x.isUniform()) {
    Value value = scalar(x.value);
    return {value,
            {},
            remainder ? std::gcd(divisorOf(x), divisor)
                      : (divisorOf(x) % divisor == 0
                             ? std::max<int64_t>(divisorOf(x) / divisor, 1)
                             : 1)};
  }
  if (x.isAffine()) {
    auto stride = constantOf(x.stride);
    int64_t lane0 = divisorOf(x);
    if (stride && *stride > 0 && *stride % divisor == 0 &&
        lane0 % divisor == 0) {
      if (remainder)
        return LaneValue::uniform(b.index(0));
      return affine(b, scalar(x.value), b.index(*stride / divisor),
                    lane0 / divisor);
    }
    if (stride && *stride > 0 && lane0 % (*stride * lanes) == 0 &&
        divisor % (*stride * lanes) == 0) {
      if (!remainder)
        return LaneValue::uniform(scalar(x.value));
      return affine(b, scalar(x.value), x.stride, std::gcd(lane0, divisor));
    }
  }
  charge(registersOf(b.getIndexType()) * 8);
  Value a = whole(x);
  return {emitScalarOp(b, &op, {a, constantLike(b, a, divisor)})};
}

std::optional<LaneValue> ProgramEmitter::emitCompare(arith::CmpIOp op) {
  LaneValue x = get(op.getLhs()), y = get(op.getRhs());
  if (!op.getLhs().getType().isIndex() || x.isVector() || y.isVector() ||
      (x.isUniform() && y.isUniform()))
    return std::nullopt;
  CmpIPredicate predicate = op.getPredicate();
  // lane * stride against y - x: in 32 bits, as the lanes reach no further.
  Value stride = x.stride && y.stride ? b.sub(x.stride, y.stride)
                 : x.stride           ? x.stride
                                      : b.sub(b.index(0), y.stride);
  auto step = constantOf(stride);
  if (!step || std::abs(*step) > (1 << 20))
    return std::nullopt;
  bool isUnsigned =
      predicate == CmpIPredicate::ult || predicate == CmpIPredicate::ule ||
      predicate == CmpIPredicate::ugt || predicate == CmpIPredicate::uge;
  if (isUnsigned)
    return std::nullopt;
  Value distance = b.sub(y.value, x.value);
  if (*step == 0)
    return LaneValue::uniform(b.compare(predicate, b.index(0), distance));
  int64_t limit = int64_t(1) << 30;
  distance = b.createOrFold<arith::MinSIOp>(distance, b.index(limit));
  distance = b.createOrFold<arith::MaxSIOp>(distance, b.index(-limit));
  distance = b.createOrFold<arith::IndexCastOp>(b.getI32Type(), distance);
  SmallVector<int32_t> steps;
  for (int64_t lane = 0; lane < lanes; ++lane)
    steps.push_back(lane * *step);
  charge(registersOf(b.getI32Type()));
  Value compared = arith::CmpIOp::create(
      b, predicate, arith::ConstantOp::create(b, b.getI32VectorAttr(steps)),
      b.broadcast(distance, lanes));
  return LaneValue{compared};
}

std::optional<LaneValue> ProgramEmitter::emitIndexOp(Operation &op) {
  if (auto compare = dyn_cast<arith::CmpIOp>(op))
    return emitCompare(compare);
  Type type = op.getResult(0).getType();
  if (!type.isIndex()) {
    // An index as a number stays affine while it is as wide.
    if (isa<arith::IndexCastOp>(op) && type.isInteger(64)) {
      LaneValue x = get(op.getOperand(0));
      if (!x.isAffine())
        return std::nullopt;
      auto cast = [&](Value value) {
        return b.createOrFold<arith::IndexCastOp>(type, value);
      };
      return LaneValue{cast(x.value), cast(x.stride), x.divisor};
    }
    return std::nullopt;
  }
  if (isa<arith::AddIOp>(op))
    return add(get(op.getOperand(0)), get(op.getOperand(1)));
  if (isa<arith::MulIOp>(op))
    return multiply(get(op.getOperand(0)), get(op.getOperand(1)));
  if (isa<arith::SubIOp>(op)) {
    LaneValue y = get(op.getOperand(1));
    return add(get(op.getOperand(0)),
               multiply(y, LaneValue::uniform(b.index(-1))));
  }
  if (isa<arith::DivSIOp, arith::DivUIOp, arith::FloorDivSIOp, arith::RemSIOp,
          arith::RemUIOp>(op)) {
    LaneValue y = get(op.getOperand(1));
    auto divisor = y.isUniform() ? constantOf(y.value) : std::nullopt;
    if (!divisor || *divisor <= 0)
      return std::nullopt;
    return divide(get(op.getOperand(0)), *divisor,
                  isa<arith::RemSIOp, arith::RemUIOp>(op), op);
  }
  if (isa<arith::IndexCastOp>(op)) {
    LaneValue x = get(op.getOperand(0));
    if (!x.isAffine())
      return std::nullopt;
    auto cast = [&](Value value) {
      return b.createOrFold<arith::IndexCastOp>(type, value);
    };
    return LaneValue{cast(x.value), cast(x.stride), x.divisor};
  }
  if (auto select = dyn_cast<arith::SelectOp>(op)) {
    LaneValue condition = get(select.getCondition());
    LaneValue x = get(select.getTrueValue()), y = get(select.getFalseValue());
    if (!condition.isUniform() || x.isVector() || y.isVector() ||
        (x.isUniform() && y.isUniform()))
      return std::nullopt;
    auto strideOf = [&](const LaneValue &v) {
      return v.stride ? v.stride : b.index(0);
    };
    return affine(b, b.select(condition.value, x.value, y.value),
                  b.select(condition.value, strideOf(x), strideOf(y)),
                  std::gcd(divisorOf(x), divisorOf(y)));
  }
  return std::nullopt;
}

//===- Operations ---------------------------------------------------------===//

// About how many instructions of a whole register an operation is.
static double instructionsOf(Operation &op) {
  StringRef name = op.getName().getStringRef();
  if (isa<arith::DivFOp>(op) || name == "math.sqrt")
    return 4;
  if (isa<arith::DivSIOp, arith::DivUIOp, arith::RemSIOp, arith::RemUIOp>(op))
    return 20;
  if (op.getName().getDialectNamespace() == "math" && name != "math.absf" &&
      name != "math.fma" && name != "math.floor" && name != "math.ceil")
    return 20;
  return 1;
}

void ProgramEmitter::emit(Operation &op) {
  if (auto load = dyn_cast<kernel::LoadOp>(op))
    return emitLoad(load);
  if (auto reduce = dyn_cast<kernel::ReduceOp>(op))
    return emitReduce(reduce);
  Value result = op.getResult(0);
  if (auto size = dyn_cast<kernel::SizeOp>(op)) {
    values[result] = LaneValue::uniform(context.size(b, size.getValue()));
    return;
  }
  if (auto constant = dyn_cast<arith::ConstantOp>(op)) {
    values[result] =
        LaneValue::uniform(arith::ConstantOp::create(b, constant.getValue()));
    return;
  }
  if (auto value = emitIndexOp(op)) {
    values[result] = *value;
    return;
  }
  bool uniform = llvm::all_of(op.getOperands(), [&](Value operand) {
    return get(operand).isUniform();
  });
  Values operands;
  for (Value operand : op.getOperands()) {
    LaneValue value = get(operand);
    operands.push_back(uniform ? value.value : whole(value));
  }
  if (uniform)
    chargeUniform(instructionsOf(op));
  else
    charge(instructionsOf(op) * registersOf(op.getResult(0).getType()));
  Value value = emitScalarOp(b, &op, operands);
  if (!value) {
    op.emitError() << "a program of a kernel has no such operation";
    for (Value each : op.getResults())
      values[each] = LaneValue::uniform(
          arith::ConstantOp::create(b, b.getZeroAttr(each.getType())));
    return;
  }
  values[result] = {value};
}

void ProgramEmitter::emitBody(Block &block) {
  for (Operation &op : block.without_terminator())
    if (op.getNumResults() == 0 || !has(op.getResult(0)))
      emit(op);
}

Value hfc::codegen::emitProgram(CodeBuilder &b, const KernelContext &context,
                                Block &block, ValueRange arguments,
                                unsigned vectorized, int64_t lanes,
                                Value mask) {
  ProgramEmitter program(b, context, lanes, mask);
  for (auto [i, argument] : llvm::enumerate(arguments))
    program.bind(
        block.getArgument(i),
        {argument, i == vectorized && lanes > 1 ? b.index(1) : Value()});
  program.emitBody(block);
  return program.wholeOf(block.getTerminator()->getOperand(0));
}
