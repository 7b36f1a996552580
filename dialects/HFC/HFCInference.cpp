// Result types from operands and attributes. Types are what DimTypes.h makes,
// so equal shapes are equal types.
#include "dialects/HFC/HFCDialect.h"
#include "dialects/HFC/HFCShapes.h"
#include "mlir/Dialect/Utils/IndexingUtils.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::hf;

std::optional<Dims> hf::broadcastDims(ArrayRef<dim::DimExpr> lhs,
                                      ArrayRef<dim::DimExpr> rhs) {
  if (lhs.size() < rhs.size())
    std::swap(lhs, rhs);
  Dims result(lhs);
  for (auto [dim, other] :
       llvm::zip(MutableArrayRef(result).take_back(rhs.size()), rhs)) {
    if (dim.isConstant(1))
      dim = other;
    else if (dim != other && !other.isConstant(1))
      return std::nullopt;
  }
  return result;
}

bool hf::broadcastsTo(ArrayRef<dim::DimExpr> from, ArrayRef<dim::DimExpr> to) {
  if (from.size() > to.size())
    return false;
  return llvm::all_of(llvm::zip(from, to.take_back(from.size())),
                      [](auto dims) {
                        auto [dim, target] = dims;
                        return dim == target || dim.isConstant(1);
                      });
}

dim::DimExpr hf::windowedSize(dim::DimExpr size, dim::DimExpr window,
                              int64_t stride, int64_t dilation, int64_t low,
                              int64_t high) {
  MLIRContext *context = size.getContext();
  auto covered = size + low + high - (window - 1) * dilation - 1;
  auto count = covered.floorDiv(dim::DimExpr::constant(context, stride)) + 1;
  // Where the size is symbolic, frontends see to it that a window fits.
  return count.isConstant() ? count.max(dim::DimExpr::constant(context, 0))
                            : count;
}

namespace {

// What an inference function works with: one operand's dims and element type,
// and one way to fail.
struct Inference {
  std::optional<Location> location;
  ValueRange operands;
  SmallVectorImpl<Type> &types;

  RankedTensorType type(unsigned index) const {
    return cast<RankedTensorType>(operands[index].getType());
  }
  Dims dims(unsigned index) const { return dim::getDims(type(index)); }
  Type element(unsigned index) const { return type(index).getElementType(); }

  LogicalResult fail(const Twine &message) const {
    return emitOptionalError(location, message);
  }
  LogicalResult give(ArrayRef<dim::DimExpr> dims, Type element) const {
    if (llvm::any_of(dims, [](dim::DimExpr dim) { return !dim; }))
      return fail("the result's size is too large to express");
    types.push_back(dim::getTensorType(dims, element));
    return success();
  }
  // All operands from `first` on, broadcast.
  LogicalResult giveBroadcast(Type element, unsigned first = 0) const {
    Dims result = dims(first);
    for (unsigned i = first + 1; i < operands.size(); ++i) {
      auto next = broadcastDims(result, dims(i));
      if (!next)
        return fail(llvm::formatv("{0} and {1} do not broadcast", type(first),
                                  type(i)));
      result = *next;
    }
    return give(result, element);
  }
  LogicalResult checkAxis(int64_t axis, unsigned operand) const {
    int64_t rank = type(operand).getRank();
    if (axis >= 0 && axis < rank)
      return success();
    return fail(llvm::formatv("no axis {0} in {1}", axis, type(operand)));
  }
};

} // namespace

#define HFC_INFER(OP)                                                          \
  static LogicalResult infer(const Inference &in, OP::Adaptor op);             \
  LogicalResult OP::inferReturnTypes(                                          \
      MLIRContext *context, std::optional<Location> location,                  \
      ValueRange operands, DictionaryAttr attributes,                          \
      OpaqueProperties properties, RegionRange regions,                        \
      SmallVectorImpl<Type> &types) {                                          \
    return infer(Inference{location, operands, types},                         \
                 OP::Adaptor(operands, attributes, properties, regions));      \
  }                                                                            \
  static LogicalResult infer(const Inference &in, OP::Adaptor op)

#define HFC_INFER_BROADCAST(OP)                                                \
  HFC_INFER(OP) { return in.giveBroadcast(in.element(0)); }

// clang-format off: it would indent each row further.
#define HFC_FOR_EACH_BROADCAST(DO)                                             \
  DO(AbsOp) DO(NegOp) DO(SignOp) DO(ExpOp) DO(ExpM1Op) DO(LogOp) DO(Log1POp)   \
  DO(SqrtOp) DO(RsqrtOp) DO(ReciprocalOp) DO(ErfOp) DO(TanhOp) DO(SigmoidOp)   \
  DO(SinOp) DO(CosOp) DO(TanOp) DO(AsinOp) DO(AcosOp) DO(AtanOp) DO(SinhOp)    \
  DO(CoshOp) DO(AsinhOp) DO(AcoshOp) DO(AtanhOp) DO(FloorOp) DO(CeilOp)        \
  DO(RoundOp) DO(NotOp) DO(GeluOp) DO(AddOp) DO(SubOp) DO(MulOp) DO(DivOp)     \
  DO(PowOp) DO(MaxOp) DO(MinOp) DO(ModOp) DO(AndOp) DO(OrOp) DO(XorOp)         \
  DO(ShlOp) DO(ShrOp)
// clang-format on
HFC_FOR_EACH_BROADCAST(HFC_INFER_BROADCAST)

#define HFC_INFER_BOOL(OP)                                                     \
  HFC_INFER(OP) {                                                              \
    return in.giveBroadcast(IntegerType::get(in.element(0).getContext(), 1));  \
  }
HFC_INFER_BOOL(IsNaNOp)
HFC_INFER_BOOL(IsInfOp)
HFC_INFER_BOOL(CompareOp)

HFC_INFER(SelectOp) { return in.giveBroadcast(in.element(1)); }

HFC_INFER(TransposeOp) {
  ArrayRef<int64_t> permutation = op.getPermutation();
  if (!isPermutationVector(permutation) ||
      static_cast<int64_t>(permutation.size()) != in.type(0).getRank())
    return in.fail(llvm::formatv(
        "[{0:$[, ]}] is no permutation of the dims of {1}",
        llvm::make_range(permutation.begin(), permutation.end()), in.type(0)));
  return in.give(applyPermutation(in.dims(0), permutation), in.element(0));
}

HFC_INFER(ConcatOp) {
  if (in.operands.empty())
    return in.fail("nothing to concatenate");
  int64_t axis = op.getAxis();
  if (failed(in.checkAxis(axis, 0)))
    return failure();
  Dims result = in.dims(0);
  for (unsigned i = 1; i < in.operands.size(); ++i) {
    Dims next = in.dims(i);
    if (next.size() != result.size() || in.element(i) != in.element(0))
      return in.fail(llvm::formatv("{0} and {1} cannot be concatenated",
                                   in.type(0), in.type(i)));
    for (unsigned d = 0; d < result.size(); ++d)
      if (d == axis)
        result[d] = result[d] + next[d];
      else if (result[d] != next[d])
        return in.fail(llvm::formatv("{0} and {1} differ in dim {2}",
                                     in.type(0), in.type(i), d));
  }
  return in.give(result, in.element(0));
}

HFC_INFER(AppendOp) {
  Dims added = in.dims(0), result = in.dims(1);
  if (result.empty() || added.size() != result.size() ||
      in.element(0) != in.element(1) ||
      ArrayRef(added).drop_front() != ArrayRef(result).drop_front())
    return in.fail(
        llvm::formatv("{0} cannot be appended to {1}", in.type(0), in.type(1)));
  result[0] = result[0] + added[0];
  return in.give(result, in.element(1));
}

HFC_INFER(GatherOp) {
  int64_t axis = op.getAxis();
  if (failed(in.checkAxis(axis, 0)))
    return failure();
  Dims operand = in.dims(0), result(operand.begin(), operand.begin() + axis);
  llvm::append_range(result, in.dims(1));
  result.append(operand.begin() + axis + 1, operand.end());
  return in.give(result, in.element(0));
}

HFC_INFER(GatherElementsOp) {
  if (failed(in.checkAxis(op.getAxis(), 0)))
    return failure();
  if (in.type(0).getRank() != in.type(1).getRank())
    return in.fail("operand and indices have different ranks");
  return in.give(in.dims(1), in.element(0));
}

HFC_INFER(ScatterOp) {
  if (failed(in.checkAxis(op.getAxis(), 0)))
    return failure();
  Dims updates = in.dims(2);
  if (in.type(0).getRank() != in.type(2).getRank() ||
      in.type(1).getRank() != in.type(2).getRank() ||
      !broadcastsTo(in.dims(1), updates))
    return in.fail("operand, indices and updates have different dims");
  if (in.element(0) != in.element(2))
    return in.fail("operand and updates have different elements");
  return in.give(in.dims(0), in.element(0));
}

HFC_INFER(GatherNDOp) {
  int64_t batch = op.getBatchDims();
  Dims operand = in.dims(0), indices = in.dims(1);
  auto tuple = indices.empty() ? std::nullopt : indices.back().getConstant();
  if (!tuple || batch < 0 || batch >= static_cast<int64_t>(indices.size()) ||
      batch + *tuple > static_cast<int64_t>(operand.size()))
    return in.fail(llvm::formatv("{0} does not index {1} behind {2} batch dims",
                                 in.type(1), in.type(0), batch));
  for (int64_t i = 0; i < batch; ++i)
    if (operand[i] != indices[i])
      return in.fail(llvm::formatv("batch dim {0} differs", i));
  Dims result(indices.begin(), indices.end() - 1);
  result.append(operand.begin() + batch + *tuple, operand.end());
  return in.give(result, in.element(0));
}

HFC_INFER(ReduceOp) {
  Dims operand = in.dims(0), result;
  llvm::SmallDenseSet<int64_t> axes;
  for (int64_t axis : op.getAxes()) {
    if (failed(in.checkAxis(axis, 0)))
      return failure();
    if (!axes.insert(axis).second)
      return in.fail(llvm::formatv("axis {0} stands twice", axis));
  }
  for (auto [i, dim] : llvm::enumerate(operand)) {
    if (!axes.contains(i))
      result.push_back(dim);
    else if (op.getKeep())
      result.push_back(dim::DimExpr::constant(dim.getContext(), 1));
  }
  return in.give(result, in.element(0));
}

HFC_INFER(ArgReduceOp) {
  int64_t axis = op.getAxis();
  if (failed(in.checkAxis(axis, 0)))
    return failure();
  Dims result = in.dims(0);
  MLIRContext *context = in.element(0).getContext();
  result[axis] = dim::DimExpr::constant(context, 1);
  return in.give(result, IntegerType::get(context, 64));
}

static LogicalResult inferAlongAxis(const Inference &in, int64_t axis) {
  if (failed(in.checkAxis(axis, 0)))
    return failure();
  return in.give(in.dims(0), in.element(0));
}
HFC_INFER(CumSumOp) { return inferAlongAxis(in, op.getAxis()); }
HFC_INFER(CumProdOp) { return inferAlongAxis(in, op.getAxis()); }
HFC_INFER(SoftmaxOp) { return inferAlongAxis(in, op.getAxis()); }

static LogicalResult inferNorm(const Inference &in, int64_t axis) {
  for (unsigned i = 1; i < in.operands.size(); ++i)
    if (!broadcastsTo(in.dims(i), in.dims(0)))
      return in.fail(llvm::formatv("{0} does not broadcast to {1}", in.type(i),
                                   in.type(0)));
  return inferAlongAxis(in, axis);
}
HFC_INFER(LayerNormOp) { return inferNorm(in, op.getAxis()); }
HFC_INFER(RmsNormOp) { return inferNorm(in, op.getAxis()); }

// Sizes of the spatial dims of a windowed operation.
static LogicalResult
inferWindows(const Inference &in, ArrayRef<dim::DimExpr> sizes,
             ArrayRef<dim::DimExpr> windows, ArrayRef<int64_t> strides,
             ArrayRef<int64_t> dilations, ArrayRef<int64_t> low,
             ArrayRef<int64_t> high, Dims &result) {
  for (size_t count : {windows.size(), strides.size(), dilations.size(),
                       low.size(), high.size()})
    if (count != sizes.size())
      return in.fail(llvm::formatv(
          "{0} spatial dims need as many windows, strides, dilations and pads",
          sizes.size()));
  for (auto [i, size] : llvm::enumerate(sizes)) {
    if (strides[i] < 1 || dilations[i] < 1 || low[i] < 0 || high[i] < 0 ||
        windows[i].isConstant(0))
      return in.fail("windows, strides and dilations are positive, and pads "
                     "not negative");
    result.push_back(windowedSize(size, windows[i], strides[i], dilations[i],
                                  low[i], high[i]));
  }
  return success();
}

HFC_INFER(ConvOp) {
  bool last = op.getChannelsLast();
  Dims operand = in.dims(0), filter = in.dims(1);
  unsigned rank = operand.size();
  if (rank < 2 || filter.size() != rank)
    return in.fail(llvm::formatv("{0} cannot be convolved with {1}", in.type(0),
                                 in.type(1)));
  unsigned channel = last ? rank - 1 : 1, first = last ? 1 : 2;
  int64_t groups = op.getGroups();
  MLIRContext *context = in.element(0).getContext();
  auto group = dim::DimExpr::constant(context, groups);
  if (groups < 1 || filter[channel] * group != operand[channel] ||
      !filter[0].exactDiv(group))
    return in.fail(llvm::formatv("{0} and {1} do not fit {2} groups",
                                 in.type(0), in.type(1), groups));
  Dims spatial;
  if (failed(inferWindows(in, ArrayRef(operand).slice(first, rank - 2),
                          ArrayRef(filter).slice(first, rank - 2),
                          op.getStrides(), op.getDilations(), op.getLow(),
                          op.getHigh(), spatial)))
    return failure();
  Dims result{operand[0]};
  llvm::append_range(result, spatial);
  result.insert(last ? result.end() : result.begin() + 1, filter[0]);
  Type element = in.element(0);
  if (element.isInteger(8))
    element = IntegerType::get(context, 32);
  return in.give(result, element);
}

HFC_INFER(PoolOp) {
  bool last = op.getChannelsLast();
  Dims operand = in.dims(0);
  unsigned rank = operand.size();
  if (rank < 2)
    return in.fail(llvm::formatv("{0} has no channels to pool", in.type(0)));
  unsigned channel = last ? rank - 1 : 1, first = last ? 1 : 2;
  MLIRContext *context = in.element(0).getContext();
  Dims windows, spatial;
  for (int64_t window : op.getWindow())
    windows.push_back(dim::DimExpr::constant(context, window));
  if (failed(inferWindows(in, ArrayRef(operand).slice(first, rank - 2), windows,
                          op.getStrides(), op.getDilations(), op.getLow(),
                          op.getHigh(), spatial)))
    return failure();
  Dims result{operand[0]};
  llvm::append_range(result, spatial);
  result.insert(last ? result.end() : result.begin() + 1, operand[channel]);
  return in.give(result, in.element(0));
}

HFC_INFER(AttentionOp) {
  Dims query = in.dims(0), key = in.dims(1), value = in.dims(2);
  if (query.size() != 4 || key.size() != 4 || value.size() != 4)
    return in.fail("query, key and value have four dims");
  if (query[0] != key[0] || key[0] != value[0] || query[3] != key[3] ||
      key[1] != value[1] || key[2] != value[2] || !query[1].exactDiv(key[1]))
    return in.fail(llvm::formatv("{0}, {1} and {2} do not attend", in.type(0),
                                 in.type(1), in.type(2)));
  if (in.operands.size() > 3 &&
      !broadcastsTo(in.dims(3), {query[0], query[1], query[2], key[2]}))
    return in.fail(llvm::formatv("the mask {0} does not fit", in.type(3)));
  return in.give({query[0], query[1], query[2], value[3]}, in.element(0));
}
