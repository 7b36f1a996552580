// Reductions, norms, softmax, pooling: a kernel.reduce for each sum or
// extremum. A target computes it in the loop of the indices it uses.
#include "passes/plan/Program.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::plan;
using kernel::ReduceKind;

namespace {

using Dims = SmallVector<dim::DimExpr>;

Dims dimsOf(Value tensor) {
  return dim::getDims(cast<RankedTensorType>(tensor.getType()));
}

bool isUnsigned(Value tensor) {
  return getElementTypeOrSelf(tensor.getType()).isUnsignedInteger();
}

// Type in which a float accumulates, and any other stays.
Type sumType(Program &p, Type type) {
  if (isa<FloatType>(type) && type.getIntOrFloatBitWidth() < 32)
    return p.getBuilder().getF32Type();
  return type;
}

// The number of elements in a box, in a float type.
Value countOf(Program &p, Type type, ArrayRef<dim::DimExpr> box) {
  dim::DimExpr count = dim::product(p.getBuilder().getContext(), box);
  if (auto constant = count.getConstant())
    return p.number(type, static_cast<double>(*constant));
  Value whole =
      p.make<arith::IndexCastOp>(p.getBuilder().getI64Type(), p.size(count));
  return isa<FloatType>(type) ? p.make<arith::SIToFPOp>(type, whole)
                              : p.make<arith::TruncIOp>(type, whole);
}

Value lowerReduce(Program &p, Operation *op, ArrayRef<Value> indices) {
  auto reduce = cast<hf::ReduceOp>(op);
  Value operand = reduce.getOperand();
  Dims dims = dimsOf(operand), box;
  llvm::SmallDenseSet<int64_t> axes(reduce.getAxes().begin(),
                                    reduce.getAxes().end());
  for (auto [i, dim] : llvm::enumerate(dims))
    if (axes.contains(i))
      box.push_back(dim);

  bool plain = isUnsigned(operand);
  ReduceKind kind = ReduceKind::add;
  switch (reduce.getKind()) {
  case hf::ReduceKind::sum:
  case hf::ReduceKind::mean:
    break;
  case hf::ReduceKind::prod:
    kind = ReduceKind::mul;
    break;
  case hf::ReduceKind::max:
    kind = plain ? ReduceKind::umax : ReduceKind::max;
    break;
  case hf::ReduceKind::min:
    kind = plain ? ReduceKind::umin : ReduceKind::min;
    break;
  case hf::ReduceKind::any:
    kind = ReduceKind::bit_or;
    break;
  case hf::ReduceKind::all:
    kind = ReduceKind::bit_and;
    break;
  }
  Type type = getKernelElement(getElementTypeOrSelf(operand.getType()));
  Type accumulator = sumType(p, type);
  Value result = p.reduce(kind, box, accumulator, [&](ArrayRef<Value> inner) {
    SmallVector<Value> own;
    unsigned next = 0, kept = 0;
    for (unsigned i = 0; i < dims.size(); ++i) {
      if (!axes.contains(i)) {
        own.push_back(indices[kept++]);
        continue;
      }
      own.push_back(inner[next++]);
      kept += reduce.getKeep();
    }
    return p.widen(p.element(operand, own));
  });
  if (reduce.getKind() == hf::ReduceKind::mean) {
    Value count = countOf(p, accumulator, box);
    if (isa<FloatType>(accumulator))
      result = p.make<arith::DivFOp>(result, count);
    else if (plain)
      result = p.make<arith::DivUIOp>(result, count);
    else
      result = p.make<arith::DivSIOp>(result, count);
  }
  return isa<FloatType>(type) ? p.narrow(result, type) : result;
}

Value lowerArgReduce(Program &p, Operation *op, ArrayRef<Value> indices) {
  auto reduce = cast<hf::ArgReduceOp>(op);
  unsigned axis = reduce.getAxis();
  dim::DimExpr size = dimsOf(reduce.getOperand())[axis];
  bool plain = isUnsigned(reduce.getOperand());
  bool most = reduce.getKind() == hf::ReduceKind::max;
  ReduceKind kind = most ? (plain ? ReduceKind::argumax : ReduceKind::argmax)
                         : (plain ? ReduceKind::argumin : ReduceKind::argmin);
  // The last of equal ones is the first from behind.
  auto fromBehind = [&](Value index) {
    return p.sub(p.add(p.size(size), -1), index);
  };
  Value result = p.reduce(
      kind, {size}, p.getBuilder().getI64Type(), [&](ArrayRef<Value> inner) {
        SmallVector<Value> own(indices);
        own[axis] = reduce.getLast() ? fromBehind(inner[0]) : inner[0];
        return p.widen(p.element(reduce.getOperand(), own));
      });
  if (!reduce.getLast())
    return result;
  Type index = p.getBuilder().getIndexType();
  return p.make<arith::IndexCastOp>(
      p.getBuilder().getI64Type(),
      fromBehind(p.make<arith::IndexCastOp>(index, result)));
}

Value lowerSoftmax(Program &p, Operation *op, ArrayRef<Value> indices) {
  auto softmax = cast<hf::SoftmaxOp>(op);
  Value operand = softmax.getOperand();
  unsigned axis = softmax.getAxis();
  dim::DimExpr size = dimsOf(operand)[axis];
  Type type = softmax.getOperand().getType().getElementType();
  Type wide = sumType(p, type);
  auto at = [&](Value place) {
    SmallVector<Value> own(indices);
    own[axis] = place;
    return p.widen(p.element(operand, own));
  };
  Value most = p.reduce(ReduceKind::max, {size}, wide,
                        [&](ArrayRef<Value> inner) { return at(inner[0]); });
  Value sum =
      p.reduce(ReduceKind::add, {size}, wide, [&](ArrayRef<Value> inner) {
        return p.make<math::ExpOp>(p.make<arith::SubFOp>(at(inner[0]), most));
      });
  Value shifted = p.make<arith::SubFOp>(at(indices[axis]), most);
  Value result;
  if (softmax.getLog()) {
    result = p.make<arith::SubFOp>(shifted, p.make<math::LogOp>(sum));
  } else {
    Value scale = p.make<arith::DivFOp>(p.number(wide, 1), sum);
    result = p.make<arith::MulFOp>(p.make<math::ExpOp>(shifted), scale);
  }
  return p.narrow(result, type);
}

// What both norms share: the operand at (outer indices, inner indices).
struct Norm {
  Program &p;
  Value operand;
  ArrayRef<Value> indices;
  unsigned axis;
  Dims box;
  Type type, wide;

  Norm(Program &p, Value operand, int64_t axis, ArrayRef<Value> indices)
      : p(p), operand(operand), indices(indices), axis(axis),
        box(llvm::drop_begin(dimsOf(operand), axis)),
        type(getElementTypeOrSelf(operand.getType())), wide(sumType(p, type)) {}

  Value at(ArrayRef<Value> inner) const {
    SmallVector<Value> own(indices.take_front(axis));
    llvm::append_range(own, inner);
    return p.widen(p.element(operand, own));
  }
  Value here() const { return at(indices.drop_front(axis)); }
  Value mean(llvm::function_ref<Value(Value)> of) const {
    Value sum = p.reduce(ReduceKind::add, box, wide,
                         [&](ArrayRef<Value> inner) { return of(at(inner)); });
    return p.make<arith::DivFOp>(sum, countOf(p, wide, box));
  }
  // value / sqrt(variance + epsilon) * scale + bias
  Value finish(Value value, Value variance, double epsilon, Value scale,
               Value bias) const {
    Value shifted = p.make<arith::AddFOp>(variance, p.number(wide, epsilon));
    Value inverse =
        p.make<arith::DivFOp>(p.number(wide, 1), p.make<math::SqrtOp>(shifted));
    Value result = p.make<arith::MulFOp>(value, inverse);
    result =
        p.make<arith::MulFOp>(result, p.widen(p.broadcast(scale, indices)));
    if (bias)
      result =
          p.make<arith::AddFOp>(result, p.widen(p.broadcast(bias, indices)));
    return p.narrow(result, type);
  }
};

Value lowerLayerNorm(Program &p, Operation *op, ArrayRef<Value> indices) {
  auto norm = cast<hf::LayerNormOp>(op);
  Norm n(p, norm.getOperand(), norm.getAxis(), indices);
  Value mean = n.mean([](Value x) { return x; });
  Value variance = n.mean([&](Value x) {
    Value difference = p.make<arith::SubFOp>(x, mean);
    return p.make<arith::MulFOp>(difference, difference);
  });
  return n.finish(p.make<arith::SubFOp>(n.here(), mean), variance,
                  norm.getEpsilon().convertToDouble(), norm.getScale(),
                  norm.getBias());
}

Value lowerRmsNorm(Program &p, Operation *op, ArrayRef<Value> indices) {
  auto norm = cast<hf::RmsNormOp>(op);
  Norm n(p, norm.getOperand(), norm.getAxis(), indices);
  Value square = n.mean([&](Value x) { return p.make<arith::MulFOp>(x, x); });
  return n.finish(n.here(), square, norm.getEpsilon().convertToDouble(),
                  norm.getScale(), nullptr);
}

Value lowerPool(Program &p, Operation *op, ArrayRef<Value> indices) {
  auto pool = cast<hf::PoolOp>(op);
  Value operand = pool.getOperand();
  Dims dims = dimsOf(operand), box;
  MLIRContext *context = op->getContext();
  unsigned first = pool.getChannelsLast() ? 1 : 2;
  unsigned spatial = dims.size() - 2;
  for (int64_t window : pool.getWindow())
    box.push_back(dim::DimExpr::constant(context, window));
  Type type = getKernelElement(getElementTypeOrSelf(operand.getType()));
  Type wide = sumType(p, type);
  bool average = pool.getKind() == hf::PoolKind::average;

  // Whether a place of the window counts, and where it lies. `high`: the
  // padded operand counts too.
  auto place = [&](ArrayRef<Value> inner, bool padding,
                   SmallVectorImpl<Value> &own) {
    Value inside;
    own.assign(indices.begin(), indices.end());
    for (unsigned i = 0; i < spatial; ++i) {
      Value at = p.add(p.mul(indices[first + i], pool.getStrides()[i]),
                       p.mul(inner[i], pool.getDilations()[i]));
      int64_t low = pool.getLow()[i], high = pool.getHigh()[i];
      dim::DimExpr size = dims[first + i];
      own[first + i] = p.add(at, -low);
      if (!low && !high) // every window fits
        continue;
      Value here = padding ? p.inside(at, p.size(size + low + high))
                           : p.inside(own[first + i], p.size(size));
      inside = inside ? p.both(inside, here) : here;
    }
    return inside;
  };
  Value neutral;
  if (average) {
    neutral = p.number(wide, 0);
  } else if (isa<FloatType>(wide)) {
    neutral = p.number(wide, -std::numeric_limits<double>::infinity());
  } else {
    unsigned width = wide.getIntOrFloatBitWidth();
    neutral =
        p.integer(wide, isUnsigned(operand)
                            ? 0
                            : APInt::getSignedMinValue(width).getSExtValue());
  }
  ReduceKind kind = average               ? ReduceKind::add
                    : isUnsigned(operand) ? ReduceKind::umax
                                          : ReduceKind::max;
  Value result = p.reduce(kind, box, wide, [&](ArrayRef<Value> inner) {
    SmallVector<Value> own;
    Value inside = place(inner, false, own);
    if (!inside)
      return p.widen(p.element(operand, own));
    Value value = p.guarded(inside, [&] { return p.element(operand, own); });
    return p.select(inside, p.widen(value), neutral);
  });
  if (average) {
    Value count =
        p.reduce(ReduceKind::add, box, wide, [&](ArrayRef<Value> inner) {
          SmallVector<Value> own;
          Value inside = place(inner, pool.getCountPadding(), own);
          Value one = p.number(wide, 1);
          return inside ? p.select(inside, one, p.number(wide, 0)) : one;
        });
    result = p.make<arith::DivFOp>(result, count);
  }
  return isa<FloatType>(type) ? p.narrow(result, type) : result;
}

} // namespace

void plan::addReductionLowerings(Lowerings &l) {
  l[hf::ReduceOp::getOperationName()] = lowerReduce;
  l[hf::ArgReduceOp::getOperationName()] = lowerArgReduce;
  l[hf::SoftmaxOp::getOperationName()] = lowerSoftmax;
  l[hf::LayerNormOp::getOperationName()] = lowerLayerNorm;
  l[hf::RmsNormOp::getOperationName()] = lowerRmsNorm;
  l[hf::PoolOp::getOperationName()] = lowerPool;
}
