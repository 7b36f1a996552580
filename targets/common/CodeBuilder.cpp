#include "targets/common/CodeBuilder.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/IR/Matchers.h"

using namespace mlir;
using namespace hfc::codegen;

std::optional<int64_t> hfc::codegen::constantOf(Value value) {
  APInt constant;
  if (value && matchPattern(value, m_ConstantInt(&constant)))
    return constant.getSExtValue();
  return std::nullopt;
}

int64_t hfc::codegen::lanesOf(Type element) {
  return 512 / element.getIntOrFloatBitWidth();
}

Value CodeBuilder::index(int64_t value) {
  return arith::ConstantIndexOp::create(*this, value);
}

Value CodeBuilder::add(Value a, Value b) {
  return createOrFold<arith::AddIOp>(a, b);
}

Value CodeBuilder::sub(Value a, Value b) {
  return createOrFold<arith::SubIOp>(a, b);
}

Value CodeBuilder::mul(Value a, Value b) {
  return createOrFold<arith::MulIOp>(a, b);
}

Value CodeBuilder::div(Value a, Value b) {
  return createOrFold<arith::DivUIOp>(a, b);
}

Value CodeBuilder::rem(Value a, Value b) {
  if (constantOf(b) == 1)
    return index(0);
  return createOrFold<arith::RemUIOp>(a, b);
}

Value CodeBuilder::ceilDiv(Value a, int64_t b) {
  return div(add(a, b - 1), index(b));
}

Value CodeBuilder::min(Value a, Value b) {
  return createOrFold<arith::MinUIOp>(a, b);
}

Value CodeBuilder::max(Value a, Value b) {
  return createOrFold<arith::MaxUIOp>(a, b);
}

Value CodeBuilder::compare(arith::CmpIPredicate predicate, Value a, Value b) {
  return createOrFold<arith::CmpIOp>(predicate, a, b);
}

Value CodeBuilder::select(Value condition, Value a, Value b) {
  return createOrFold<arith::SelectOp>(condition, a, b);
}

Value CodeBuilder::offset(Value pointer, Type element, Value elements) {
  if (constantOf(elements) == 0)
    return pointer;
  Value i = createOrFold<arith::IndexCastOp>(getI64Type(), elements);
  return LLVM::GEPOp::create(*this, pointer.getType(), element, pointer,
                             ValueRange{i});
}

Value CodeBuilder::loadPointer(Value table, int64_t slot) {
  Type pointer = LLVM::LLVMPointerType::get(getContext());
  Value address =
      LLVM::GEPOp::create(*this, pointer, pointer, table,
                          ArrayRef<LLVM::GEPArg>{LLVM::GEPArg(slot)});
  return LLVM::LoadOp::create(*this, pointer, address, 8, false, false, true);
}

Value CodeBuilder::loadSize(Value table, int64_t slot) {
  Value address =
      LLVM::GEPOp::create(*this, table.getType(), getI64Type(), table,
                          ArrayRef<LLVM::GEPArg>{LLVM::GEPArg(slot)});
  Value size =
      LLVM::LoadOp::create(*this, getI64Type(), address, 8, false, false, true);
  return arith::IndexCastOp::create(*this, getIndexType(), size);
}

// Floats of 16 bits are loaded, stored and moved as bits: LLVM has no registers
// of bf16, and calls functions to convert them.
static Type bitsOf(Type type) {
  Type element = getElementTypeOrSelf(type);
  if (!element.isF16() && !element.isBF16())
    return type;
  Type bits = IntegerType::get(type.getContext(), 16);
  if (auto vector = dyn_cast<VectorType>(type))
    return VectorType::get(vector.getShape(), bits);
  return bits;
}

static Value bitcast(CodeBuilder &b, Value value, Type to) {
  if (value.getType() == to)
    return value;
  return b.createOrFold<arith::BitcastOp>(to, value);
}

Value CodeBuilder::loadScalar(Value pointer, Storage from, Type to) {
  Value bits =
      LLVM::LoadOp::create(*this, bitsOf(from.type), pointer, from.bytes());
  return widen(bitcast(*this, bits, from.type), from.isUnsigned, to);
}

Value CodeBuilder::loadVector(Value pointer, Storage from, Type to,
                              int64_t lanes, Value mask) {
  Type stored = bitsOf(from.type);
  auto type = VectorType::get(lanes, stored);
  Value value;
  if (mask)
    value = LLVM::MaskedLoadOp::create(*this, type, pointer, mask,
                                       zeros(stored, lanes), from.bytes());
  else
    value = LLVM::LoadOp::create(*this, type, pointer, from.bytes());
  value = bitcast(*this, value, VectorType::get(lanes, from.type));
  return widen(value, from.isUnsigned, VectorType::get(lanes, to));
}

void CodeBuilder::store(Value value, Value pointer, Value mask) {
  Type element = getElementTypeOrSelf(value);
  int64_t align = (element.getIntOrFloatBitWidth() + 7) / 8;
  value = bitcast(*this, value, bitsOf(value.getType()));
  DenseElementsAttr flags;
  if (mask && matchPattern(mask, m_Constant(&flags)) &&
      llvm::count(flags.getValues<bool>(), true) == 1) {
    // LLVM 22 would write a whole i32 for the one lane of an i16 that comes
    // from a truncation.
    auto set = llvm::find(flags.getValues<bool>(), true);
    int64_t lane = std::distance(flags.getValues<bool>().begin(), set);
    Value scalar = vector::ExtractOp::create(*this, value, lane);
    pointer = offset(pointer, scalar.getType(), index(lane));
    LLVM::StoreOp::create(*this, scalar, pointer, align);
    return;
  }
  if (mask)
    LLVM::MaskedStoreOp::create(*this, value, pointer, mask, align);
  else
    LLVM::StoreOp::create(*this, value, pointer, align);
}

void CodeBuilder::prefetch(Value pointer) {
  LLVM::Prefetch::create(*this, pointer, /*rw=*/0, /*hint=*/2, /*cache=*/1);
}

Value CodeBuilder::stackBuffer(Type element, int64_t elements) {
  OpBuilder::InsertionGuard guard(*this);
  Operation *function = getInsertionBlock()->getParentOp();
  while (!function->hasTrait<OpTrait::IsIsolatedFromAbove>())
    function = function->getParentOp();
  setInsertionPointToStart(&function->getRegion(0).front());
  Value size = arith::ConstantIntOp::create(*this, elements, 64);
  return LLVM::AllocaOp::create(*this, LLVM::LLVMPointerType::get(getContext()),
                                element, size, /*alignment=*/64);
}

Value CodeBuilder::widen(Value value, bool isUnsigned, Type to) {
  if (value.getType() == to)
    return value;
  Type from = getElementTypeOrSelf(value), element = getElementTypeOrSelf(to);
  if (from.isBF16()) {
    // The upper half of f32.
    Type wide = getI32Type(), single = getF32Type();
    if (auto vector = dyn_cast<VectorType>(to)) {
      wide = VectorType::get(vector.getShape(), wide);
      single = VectorType::get(vector.getShape(), single);
    }
    value = bitcast(*this, value, bitsOf(value.getType()));
    value = arith::ExtUIOp::create(*this, wide, value);
    Value sixteen = arith::ConstantOp::create(
        *this, isa<VectorType>(to)
                   ? TypedAttr(DenseElementsAttr::get(cast<ShapedType>(wide),
                                                      getI32IntegerAttr(16)))
                   : TypedAttr(getI32IntegerAttr(16)));
    value = arith::ShLIOp::create(*this, value, sixteen);
    return widen(bitcast(*this, value, single), false, to);
  }
  if (isa<FloatType>(from))
    return arith::ExtFOp::create(*this, to, value);
  if (isa<FloatType>(element)) {
    // AVX-512 converts 32-bit integers in one instruction.
    Type wide = getI32Type();
    if (auto vector = dyn_cast<VectorType>(to))
      wide = VectorType::get(vector.getShape(), wide);
    if (from.getIntOrFloatBitWidth() < 32) {
      value = widen(value, isUnsigned, wide);
      return arith::SIToFPOp::create(*this, to, value);
    }
    if (isUnsigned)
      return arith::UIToFPOp::create(*this, to, value);
    return arith::SIToFPOp::create(*this, to, value);
  }
  if (isUnsigned)
    return arith::ExtUIOp::create(*this, to, value);
  return arith::ExtSIOp::create(*this, to, value);
}

Value CodeBuilder::broadcast(Value scalar, int64_t lanes) {
  return vector::BroadcastOp::create(
      *this, VectorType::get(lanes, scalar.getType()), scalar);
}

Value CodeBuilder::zeros(Type element, int64_t lanes) {
  auto type = VectorType::get(lanes, element);
  return arith::ConstantOp::create(*this, getZeroAttr(type));
}

Value CodeBuilder::splat(Type element, int64_t lanes, double value) {
  auto type = VectorType::get(lanes, element);
  return arith::ConstantOp::create(
      *this, DenseElementsAttr::get(type, getFloatAttr(element, value)));
}

Value CodeBuilder::multiplyAdd(Value a, Value b, Value c) {
  if (isa<FloatType>(getElementTypeOrSelf(a)))
    return math::FmaOp::create(*this, a, b, c);
  return arith::AddIOp::create(*this, arith::MulIOp::create(*this, a, b), c);
}

Value CodeBuilder::addValues(Value a, Value b) {
  if (isa<FloatType>(getElementTypeOrSelf(a)))
    return arith::AddFOp::create(*this, a, b);
  return arith::AddIOp::create(*this, a, b);
}

Value CodeBuilder::firstLanes(Value count, int64_t lanes) {
  if (auto constant = constantOf(count)) {
    SmallVector<bool> flags(lanes);
    for (int64_t i = 0; i < lanes; ++i)
      flags[i] = i < *constant;
    return arith::ConstantOp::create(*this, getBoolVectorAttr(flags));
  }
  SmallVector<int32_t> numbers(lanes);
  for (int64_t i = 0; i < lanes; ++i)
    numbers[i] = i;
  Value lane = arith::ConstantOp::create(*this, getI32VectorAttr(numbers));
  Value limit = createOrFold<arith::MaxSIOp>(count, index(0));
  limit = min(limit, index(lanes));
  limit = createOrFold<arith::IndexCastOp>(getI32Type(), limit);
  return arith::CmpIOp::create(*this, arith::CmpIPredicate::ult, lane,
                               broadcast(limit, lanes));
}

Values CodeBuilder::loop(Value from, Value to, int64_t step, ValueRange init,
                         Body body) {
  auto op = scf::ForOp::create(*this, from, to, index(step), init);
  OpBuilder::InsertionGuard guard(*this);
  setInsertionPointToStart(op.getBody());
  Values results = body(op.getInductionVar(), op.getRegionIterArgs());
  if (!init.empty())
    scf::YieldOp::create(*this, results);
  return Values(op.getResults());
}

void CodeBuilder::loop(Value from, Value to, int64_t step,
                       llvm::function_ref<void(Value)> body) {
  loop(from, to, step, ValueRange{}, [&](Value i, ValueRange) -> Values {
    body(i);
    return {};
  });
}

void CodeBuilder::when(Value condition, llvm::function_ref<void()> body) {
  auto op = scf::IfOp::create(*this, condition, /*withElseRegion=*/false);
  OpBuilder::InsertionGuard guard(*this);
  setInsertionPointToStart(op.thenBlock());
  body();
}

void CodeBuilder::dispatch(Value value, ArrayRef<int64_t> cases,
                           llvm::function_ref<void(int64_t)> body) {
  auto op = scf::IndexSwitchOp::create(*this, TypeRange{}, value, cases,
                                       cases.size());
  OpBuilder::InsertionGuard guard(*this);
  for (auto [region, number] : llvm::zip(op.getCaseRegions(), cases)) {
    setInsertionPointToStart(&region.emplaceBlock());
    body(number);
    scf::YieldOp::create(*this);
  }
  setInsertionPointToStart(&op.getDefaultRegion().emplaceBlock());
  scf::YieldOp::create(*this);
}
