// Loads and stores of a scalar program.
#include "dialects/Dim/DimTypes.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "targets/common/ProgramEmitter.h"
#include "targets/common/ScalarOps.h"
#include "targets/common/Transpose.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::codegen;
using arith::CmpIPredicate;

LaneValue ProgramEmitter::offsetOf(RankedTensorType type,
                                   ArrayRef<LaneValue> indices) {
  LaneValue sum = LaneValue::uniform(b.index(0), 0);
  dim::DimExpr stride = dim::DimExpr::constant(b.getContext(), 1);
  auto dims = dim::getDims(type);
  for (int64_t i = type.getRank() - 1; i >= 0; --i) {
    Value size = context.size(b, stride);
    sum = add(sum, multiply(indices[i], LaneValue::uniform(size)));
    stride = stride * dims[i];
  }
  return sum;
}

// bool: a byte, not zero. Floats of 16 bits: the bits.
static Value fromStored(CodeBuilder &b, Value value, Type element) {
  if (isSmallFloat(element))
    return bitcastTo(b, element, value);
  if (!element.isInteger(1))
    return value;
  return arith::CmpIOp::create(b, CmpIPredicate::ne, value,
                               constantLike(b, value, 0));
}

static Value toStored(CodeBuilder &b, Value value) {
  if (isSmallFloat(value.getType()))
    return bitcastTo(b, b.getI16Type(), value);
  if (!getElementTypeOrSelf(value).isInteger(1))
    return value;
  return arith::ExtUIOp::create(b, typeLike(b.getI8Type(), value), value);
}

static bool hasGather(Type stored) {
  return stored.getIntOrFloatBitWidth() >= 32;
}

// `guard` is false: nothing is read, because the address is that of a slot on
// the stack then.
LaneValue ProgramEmitter::loadUniform(kernel::LoadOp op, Value pointer,
                                      Value offset) {
  Type element = op.getResult().getType(), stored = storedType(element);
  int64_t bytes = Storage{stored}.bytes();
  Value address = b.offset(pointer, stored, offset);
  chargeUniform(1);
  if (!op.getGuard())
    return {fromStored(b, LLVM::LoadOp::create(b, stored, address, bytes),
                       element)};
  Value guard = get(op.getGuard()).value;
  Value slot = b.stackBuffer(b.getI64Type(), 1);
  address = b.select(guard, address, slot);
  Value value =
      fromStored(b, LLVM::LoadOp::create(b, stored, address, bytes), element);
  LaneValue otherwise = get(op.getOtherwise());
  if (otherwise.isUniform())
    return {choose(b, guard, value, otherwise.value)};
  return {choose(b, guard, whole({value}), whole(otherwise))};
}

static Value addresses(CodeBuilder &b, Value pointer, Type stored,
                       Value offsets) {
  auto lanes = cast<VectorType>(offsets.getType()).getShape();
  if (isa<IndexType>(getElementTypeOrSelf(offsets)))
    offsets = arith::IndexCastOp::create(
        b, VectorType::get(lanes, b.getI64Type()), offsets);
  return LLVM::GEPOp::create(b, VectorType::get(lanes, pointer.getType()),
                             stored, pointer, ValueRange{offsets});
}

Value ProgramEmitter::gather(Value pointer, Type stored,
                             const LaneValue &offset, Value guard) {
  auto type = VectorType::get(lanes, stored);
  int64_t bytes = Storage{stored}.bytes();
  auto step = offset.isAffine() ? constantOf(offset.stride) : std::nullopt;
  if (hasGather(stored)) {
    charge(static_cast<double>(lanes));
    Value all = guard ? guard : [&]() -> Value {
      return arith::ConstantOp::create(
          b,
          DenseElementsAttr::get(VectorType::get(lanes, b.getI1Type()), true));
    }();
    Value places;
    if (step && std::abs(*step) < (1 << 24)) {
      // 32 bits an offset from lane 0.
      SmallVector<int32_t> steps;
      for (int64_t lane = 0; lane < lanes; ++lane)
        steps.push_back(lane * *step);
      places =
          addresses(b, b.offset(pointer, stored, offset.value), stored,
                    arith::ConstantOp::create(b, b.getI32VectorAttr(steps)));
    } else {
      places = addresses(b, pointer, stored, whole(offset));
    }
    return LLVM::masked_gather::create(
        b, type, places, all, ValueRange{b.zeros(stored, lanes)}, bytes);
  }
  // One element after the other through the stack.
  charge(4.0 * static_cast<double>(lanes));
  Value offsets = b.stackBuffer(b.getI64Type(), lanes);
  Value flags = guard ? b.stackBuffer(b.getI8Type(), lanes) : Value();
  Value buffer = b.stackBuffer(stored, lanes);
  Value numbers = arith::IndexCastOp::create(
      b, VectorType::get(lanes, b.getI64Type()), whole(offset));
  LLVM::StoreOp::create(b, numbers, offsets, 8);
  if (guard)
    LLVM::StoreOp::create(b, toStored(b, guard), flags, 1);
  b.loop(b.index(0), b.index(lanes), 1, [&](Value lane) {
    Value at = LLVM::LoadOp::create(b, b.getI64Type(),
                                    b.offset(offsets, b.getI64Type(), lane));
    Value address = b.offset(
        pointer, stored, arith::IndexCastOp::create(b, b.getIndexType(), at));
    if (guard) {
      Value flag = LLVM::LoadOp::create(b, b.getI8Type(),
                                        b.offset(flags, b.getI8Type(), lane));
      address = b.select(fromStored(b, flag, b.getI1Type()), address, buffer);
    }
    Value element = LLVM::LoadOp::create(b, stored, address, bytes);
    LLVM::StoreOp::create(b, element, b.offset(buffer, stored, lane), bytes);
  });
  return LLVM::LoadOp::create(b, type, buffer, bytes);
}

// Elements a few apart, or in descending order: all between the first and the
// last are loaded, and those picked. Where the guard is false, nothing is.
static Value loadStrided(CodeBuilder &b, Value pointer, Type stored,
                         Value offset, int64_t step, int64_t lanes,
                         Value guard) {
  int64_t count = std::abs(step);
  if (step < 0)
    offset = b.add(offset, b.index((lanes - 1) * step));
  auto type = VectorType::get(lanes, b.getI1Type());
  Value none =
      arith::ConstantOp::create(b, DenseElementsAttr::get(type, false));
  // Of the elements from the first on, the one that a lane takes.
  auto placeOf = [&](int64_t lane) {
    return step > 0 ? lane * step : (lane - lanes + 1) * step;
  };
  Value picked;
  for (int64_t part = 0; part < count; ++part) {
    SmallVector<int64_t> from(lanes, lanes), into(lanes);
    bool whole = count == 1;
    for (int64_t lane = 0; lane < lanes; ++lane) {
      int64_t place = placeOf(lane) - part * lanes;
      bool here = place >= 0 && place < lanes;
      into[lane] = here ? lanes + place : lane;
      if (here)
        from[place] = lane;
    }
    // Nothing behind the last element need exist.
    Value mask;
    if (guard)
      mask = vector::ShuffleOp::create(b, guard, none, from);
    else if (!whole && part + 1 == count)
      mask = b.firstLanes(b.index(lanes - count + 1), lanes);
    Value at = b.add(offset, b.index(part * lanes));
    Value loaded = b.loadVector(b.offset(pointer, stored, at), {stored}, stored,
                                lanes, mask);
    picked =
        vector::ShuffleOp::create(b, picked ? picked : loaded, loaded, into);
  }
  return picked;
}

Value ProgramEmitter::loadLanes(kernel::LoadOp op, Value pointer,
                                const LaneValue &offset, Value guard) {
  Type element = op.getResult().getType(), stored = storedType(element);
  if (offset.isUniform()) {
    // The same place under a guard that differs by lane.
    Value any =
        vector::ReductionOp::create(b, vector::CombiningKind::OR, guard);
    Value slot = b.stackBuffer(b.getI64Type(), 1);
    Value address =
        b.select(any, b.offset(pointer, stored, offset.value), slot);
    Value value =
        LLVM::LoadOp::create(b, stored, address, Storage{stored}.bytes());
    charge(3);
    return whole({fromStored(b, value, element)});
  }
  Value loaded;
  auto step = offset.isAffine() ? constantOf(offset.stride) : std::nullopt;
  if (step == 1) {
    charge(registersOf(element));
    loaded = b.loadVector(b.offset(pointer, stored, offset.value), {stored},
                          stored, lanes, guard);
  } else if (step && *step && std::abs(*step) <= 4 && lanes > 1 &&
             (*step == -1 || *step > 0)) {
    charge((guard ? 6.0 : 2.0) * static_cast<double>(std::abs(*step)) *
           registersOf(element));
    loaded = loadStrided(b, pointer, stored, offset.value, *step, lanes, guard);
  } else {
    loaded = gather(pointer, stored, offset, guard);
  }
  return fromStored(b, loaded, element);
}

Values ProgramEmitter::loadSquare(kernel::LoadOp op, const LaneValue &offset) {
  Type element = op.getResult().getType(), stored = storedType(element);
  Value pointer = context.buffer(op.getTensor());
  Values rows;
  for (int64_t lane = 0; lane < lanes; ++lane) {
    Value at = b.add(offset.value, b.mul(offset.stride, lane));
    rows.push_back(
        b.loadVector(b.offset(pointer, stored, at), {stored}, stored, lanes));
  }
  transposeSquare(b, rows);
  for (Value &row : rows)
    row = fromStored(b, row, element);
  return rows;
}

static Value elementOf(CodeBuilder &b, Value value, int64_t lane) {
  if (!isa<VectorType>(value.getType()))
    return value;
  return vector::ExtractOp::create(b, value, lane);
}

static Value vectorOf(CodeBuilder &b, ValueRange elements) {
  return vector::FromElementsOp::create(
      b, VectorType::get(elements.size(), elements[0].getType()), elements);
}

// By threads of a GPU: a branch around what a guard forbids, one element after
// the other where they are not neighbours.
LaneValue ProgramEmitter::loadByThread(kernel::LoadOp op, Value pointer,
                                       const LaneValue &offset) {
  Type element = op.getResult().getType(), stored = storedType(element);
  int64_t bytes = Storage{stored}.bytes();
  bool dense = offset.isAffine() && constantOf(offset.stride) == 1;
  auto at = [&](int64_t lane) -> Value {
    if (offset.isAffine())
      return b.add(offset.value, b.mul(offset.stride, lane));
    return elementOf(b, offset.value, lane);
  };
  auto loadOne = [&](int64_t lane) -> Value {
    return LLVM::LoadOp::create(b, stored, b.offset(pointer, stored, at(lane)),
                                bytes);
  };
  auto loadAll = [&](bool scalar) -> Value {
    if (scalar)
      return loadOne(0);
    if (dense)
      return b.loadVector(b.offset(pointer, stored, offset.value), {stored},
                          stored, lanes);
    Values loaded;
    for (int64_t lane = 0; lane < lanes; ++lane)
      loaded.push_back(loadOne(lane));
    return vectorOf(b, loaded);
  };
  auto guarded = [&](Value guard, Type type, llvm::function_ref<Value()> load,
                     Value otherwise) -> Value {
    auto branch =
        scf::IfOp::create(b, TypeRange{type}, guard, /*withElseRegion=*/true);
    OpBuilder::InsertionGuard insertion(b);
    b.setInsertionPointToStart(branch.thenBlock());
    scf::YieldOp::create(b, load());
    b.setInsertionPointToStart(branch.elseBlock());
    scf::YieldOp::create(b, otherwise);
    return branch.getResult(0);
  };
  bool scalar = offset.isUniform() || lanes == 1;
  if (!op.getGuard())
    return {fromStored(b, loadAll(scalar), element)};
  LaneValue guard = get(op.getGuard()), otherwise = get(op.getOtherwise());
  if (guard.isUniform()) {
    scalar &= otherwise.isUniform();
    Value rest = toStored(b, scalar ? otherwise.value : whole(otherwise));
    return {fromStored(b,
                       guarded(
                           guard.value, rest.getType(),
                           [&] {
                             Value loaded =
                                 loadAll(scalar || offset.isUniform());
                             return loaded.getType() == rest.getType()
                                        ? loaded
                                        : b.broadcast(loaded, lanes);
                           },
                           rest),
                       element)};
  }
  Value rest = toStored(b, whole(otherwise));
  Values loaded;
  for (int64_t lane = 0; lane < lanes; ++lane)
    loaded.push_back(guarded(
        elementOf(b, guard.value, lane), stored, [&] { return loadOne(lane); },
        elementOf(b, rest, lane)));
  return {fromStored(b, vectorOf(b, loaded), element)};
}

void ProgramEmitter::emitLoad(kernel::LoadOp op) {
  SmallVector<LaneValue> indices;
  for (Value index : op.getIndices())
    indices.push_back(get(index));
  LaneValue offset =
      offsetOf(cast<RankedTensorType>(op.getTensor().getType()), indices);
  Value pointer = context.buffer(op.getTensor());
  if (b.simt) {
    charge(1);
    values[op.getResult()] = loadByThread(op, pointer, offset);
    return;
  }
  bool uniformGuard = !op.getGuard() || get(op.getGuard()).isUniform();
  if (offset.isUniform() && uniformGuard) {
    values[op.getResult()] = loadUniform(op, pointer, offset.value);
    return;
  }
  Value guard = mask;
  if (op.getGuard()) {
    Value own = wholeOf(op.getGuard());
    guard = mask ? Value(arith::AndIOp::create(b, own, mask)) : own;
  }
  Value value = loadLanes(op, pointer, offset, guard);
  if (op.getGuard()) {
    charge(registersOf(op.getResult().getType()));
    value =
        choose(b, wholeOf(op.getGuard()), value, wholeOf(op.getOtherwise()));
  }
  values[op.getResult()] = {value};
}

void ProgramEmitter::store(Value value, Value pointer, Type element,
                           const LaneValue &offset) {
  Type stored = storedType(element);
  value = toStored(b, value);
  if (lanes == 1 || (offset.isAffine() && constantOf(offset.stride) == 1)) {
    charge(registersOf(stored));
    b.store(value, b.offset(pointer, stored, offset.value), mask);
    return;
  }
  if (b.simt) {
    for (int64_t lane = 0; lane < lanes; ++lane)
      b.store(elementOf(b, value, lane),
              b.offset(pointer, stored,
                       b.add(offset.value, b.mul(offset.stride, lane))));
    return;
  }
  if (hasGather(stored)) {
    charge(2.0 * static_cast<double>(lanes));
    Value all = mask ? mask : [&]() -> Value {
      return arith::ConstantOp::create(
          b,
          DenseElementsAttr::get(VectorType::get(lanes, b.getI1Type()), true));
    }();
    LLVM::masked_scatter::create(b, value,
                                 addresses(b, pointer, stored, whole(offset)),
                                 all, Storage{stored}.bytes());
    return;
  }
  charge(4.0 * static_cast<double>(lanes));
  Value buffer = b.stackBuffer(stored, lanes);
  LLVM::StoreOp::create(b, value, buffer, 1);
  Value count = b.index(lanes);
  if (mask) // always the first lanes
    count = arith::IndexCastOp::create(
        b, b.getIndexType(),
        vector::ReductionOp::create(
            b, vector::CombiningKind::ADD,
            arith::ExtUIOp::create(b, typeLike(b.getI32Type(), mask), mask)));
  b.loop(b.index(0), count, 1, [&](Value lane) {
    Value element =
        LLVM::LoadOp::create(b, stored, b.offset(buffer, stored, lane));
    Value at = b.add(offset.value, b.mul(lane, offset.stride));
    LLVM::StoreOp::create(b, element, b.offset(pointer, stored, at),
                          Storage{stored}.bytes());
  });
}

Value ProgramEmitter::loadBack(Value pointer, Type element,
                               const LaneValue &offset) {
  Type stored = storedType(element);
  Value address = b.offset(pointer, stored, offset.value), value;
  if (lanes == 1)
    value = LLVM::LoadOp::create(b, stored, address, Storage{stored}.bytes());
  else
    value = b.loadVector(address, {stored}, stored, lanes, mask);
  return fromStored(b, value, element);
}
