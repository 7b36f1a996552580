// ReduceSum and its kin, ArgMax, ArgMin, CumSum, CumProd.
#include "frontends/onnx/ops/Elementwise.h"
#include "llvm/Support/Endian.h"
#include <cmath>

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hf::ReduceKind;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;

namespace {
struct Reduction {
  SmallVector<int64_t> axes;
  bool keep;
};
} // namespace

// Axes are an input from opset `axesAreInput` on. None: all dims, or no dim
// where noop_with_empty_axes is set.
static std::optional<Reduction> getReduction(NodeImporter &n,
                                             int64_t axesAreInput) {
  int64_t rank = n.rank(0);
  Reduction result{{}, n.getInt("keepdims", 1) != 0};
  std::optional<SmallVector<int64_t>> given;
  bool isNoOp = false;
  if (n.opset < axesAreInput) {
    given = n.getInts("axes");
  } else {
    isNoOp = n.getInt("noop_with_empty_axes", 0);
    if (n.has(1))
      given = n.knownInts(1, "the axes");
  }
  if (n.hasFailed())
    return std::nullopt;
  if (given && !given->empty()) {
    auto axes = n.getAxes(*given, rank);
    if (!axes)
      return std::nullopt;
    llvm::sort(*axes);
    result.axes = *axes;
  } else if (!isNoOp) {
    result.axes = llvm::to_vector(llvm::seq<int64_t>(rank));
  }
  return result;
}

static Value reduce(NodeImporter &n, ReduceKind kind, Value value,
                    const Reduction &how) {
  if (how.axes.empty())
    return value;
  return n.create<hf::ReduceOp>(
      kind, value, n.builder.getDenseI64ArrayAttr(how.axes), how.keep);
}

// All known elements to one.
static bool tryReduceContents(NodeImporter &n, ReduceKind kind,
                              const Reduction &how) {
  const hfc::onnx::Contents *known = n.contents(0);
  if (!known || known->empty() || n.element(0).isInteger(1) ||
      static_cast<int64_t>(how.axes.size()) != n.rank(0))
    return false;
  DimExpr result = known->front();
  for (DimExpr next : ArrayRef(*known).drop_front())
    result = kind == ReduceKind::sum    ? result + next
             : kind == ReduceKind::prod ? result * next
             : kind == ReduceKind::max  ? n.symbols.max(result, next)
                                        : n.symbols.min(result, next);
  hf::Dims dims(how.keep ? n.rank(0) : 0, n.size(1));
  return n.tryContents(0, dims, n.element(0), {result});
}

template <ReduceKind kind, int64_t axesAreInput = 18>
static LogicalResult importReduce(NodeImporter &n) {
  std::optional<Reduction> how = getReduction(n, axesAreInput);
  if (!how)
    return failure();
  if (tryReduceContents(n, kind, *how))
    return success();
  bool isLogical = n.element(0).isInteger(1);
  ReduceKind used = !isLogical                ? kind
                    : kind == ReduceKind::max ? ReduceKind::any
                    : kind == ReduceKind::min ? ReduceKind::all
                                              : kind;
  return n.result(0, reduce(n, used, n.in(0), *how));
}

// Integers: the quotient of the sum, truncated.
static LogicalResult importReduceMean(NodeImporter &n) {
  if (!isa<IntegerType>(n.element(0)))
    return importReduce<ReduceKind::mean>(n);
  std::optional<Reduction> how = getReduction(n, 18);
  if (!how)
    return failure();
  DimExpr count = n.size(1);
  for (int64_t axis : how->axes)
    count = count * n.dims(0)[axis];
  if (!count)
    return n.unsupported("the number of elements cannot be expressed");
  Value sum = reduce(n, ReduceKind::sum, n.in(0), *how);
  return n.result(0,
                  n.create<hf::DivOp>(sum, n.sizeValue(count, n.element(0))));
}

// What is done to the elements, the sum, and the result, in f64 for integers.
enum class Norm { L1, L2, LogSum, SumSquare };

// The norms of slices of a weight, where there are few: weights that are stored
// as direction and length (weight_norm) become recipes, like others.
static TypedAttr getNormsOfWeight(NodeImporter &n, const Reduction &how) {
  auto weight = dyn_cast_or_null<hf::WeightAttr>(
      n.isConstant(0) ? n.operand(0).constant : TypedAttr());
  if (!weight || !n.element(0).isF32() || how.axes.empty())
    return {};
  constexpr int64_t most = 4096;
  SmallVector<int64_t> shape(n.type(0).getShape()), steps(shape.size()), kept;
  int64_t count = 1;
  for (size_t i = shape.size(); i-- > 0;) {
    bool reduced = llvm::is_contained(how.axes, i);
    steps[i] = reduced ? 0 : count;
    count *= reduced ? 1 : shape[i];
    if (count > most)
      return {};
  }
  for (auto [i, size] : llvm::enumerate(shape))
    if (!llvm::is_contained(how.axes, i))
      kept.push_back(size);
    else if (how.keep)
      kept.push_back(1);
  const uint8_t *bytes =
      n.files.find(weight.getFile())->getBytes().data() + weight.getOffset();
  std::vector<double> squares(count);
  for (int64_t i = 0, e = ShapedType::getNumElements(shape); i < e; ++i) {
    int64_t at = 0, rest = i;
    for (size_t dim = shape.size(); dim-- > 0; rest /= shape[dim])
      at += rest % shape[dim] * steps[dim];
    auto element =
        llvm::bit_cast<float>(llvm::support::endian::read32le(bytes + 4 * i));
    squares[at] += double(element) * element;
  }
  auto norms = llvm::map_to_vector(
      squares, [](double sum) { return float(std::sqrt(sum)); });
  return cast<TypedAttr>(mlir::Attribute(DenseElementsAttr::get(
      RankedTensorType::get(kept, n.element(0)), ArrayRef<float>(norms))));
}

template <Norm norm> static LogicalResult importNorm(NodeImporter &n) {
  std::optional<Reduction> how = getReduction(n, 18);
  if (!how)
    return failure();
  if (norm == Norm::L2)
    if (TypedAttr norms = getNormsOfWeight(n, *how))
      return n.result(0, n.create<hf::ConstantOp>(norms));
  Value x = n.in(0);
  bool needsFloats = norm == Norm::L2 || norm == Norm::LogSum;
  if (needsFloats && isa<IntegerType>(n.element(0)))
    x = n.cast(x, n.builder.getF64Type());
  if (norm == Norm::L1)
    x = n.create<hf::AbsOp>(x);
  else if (norm != Norm::LogSum)
    x = n.create<hf::MulOp>(x, x);
  Value sum = reduce(n, ReduceKind::sum, x, *how);
  if (norm == Norm::L2)
    sum = n.create<hf::SqrtOp>(sum);
  else if (norm == Norm::LogSum)
    sum = n.create<hf::LogOp>(sum);
  return n.result(0, n.cast(sum, n.element(0)));
}

// log(sum(exp(x - m))) + m with m the maximum, or 0 where that is infinite.
static LogicalResult importLogSumExp(NodeImporter &n) {
  std::optional<Reduction> how = getReduction(n, 18);
  if (!how)
    return failure();
  Value x = n.in(0);
  if (isa<IntegerType>(n.element(0)))
    x = n.cast(x, n.builder.getF64Type());
  if (!x)
    return failure();
  Reduction kept{how->axes, true};
  Value largest = reduce(n, ReduceKind::max, x, kept);
  Value isInfinite = n.create<hf::IsInfOp>(largest);
  Value zero = n.constant(0, getElementTypeOrSelf(x));
  Value base = n.create<hf::SelectOp>(isInfinite, zero, largest);
  Value powers = n.create<hf::ExpOp>(n.create<hf::SubOp>(x, base));
  Value sum = reduce(n, ReduceKind::sum, powers, kept);
  Value result = n.create<hf::AddOp>(n.create<hf::LogOp>(sum), base);
  if (result && !how->keep) {
    hf::Dims dims;
    for (auto [i, dim] : llvm::enumerate(n.dims(0)))
      if (!llvm::is_contained(how->axes, i))
        dims.push_back(dim);
    result = n.reshape(result, dims);
  }
  return n.result(0, n.cast(result, n.element(0)));
}

template <ReduceKind kind> static LogicalResult importArg(NodeImporter &n) {
  hf::Dims dims = n.dims(0);
  std::optional<int64_t> axis = n.getAxis(n.getInt("axis", 0), dims.size());
  if (!axis)
    return failure();
  bool last = n.getInt("select_last_index", 0);
  Value found = n.create<hf::ArgReduceOp>(kind, n.in(0),
                                          static_cast<uint64_t>(*axis), last);
  if (n.getInt("keepdims", 1))
    return n.result(0, found);
  dims.erase(dims.begin() + *axis);
  return n.result(0, n.reshape(found, dims));
}

template <class Op> static LogicalResult importCumulative(NodeImporter &n) {
  auto given = n.knownInts(1, "the axis");
  if (!given || given->size() != 1)
    return n.invalid("it has no axis");
  std::optional<int64_t> axis = n.getAxis(given->front(), n.rank(0));
  if (!axis)
    return failure();
  bool exclusive = n.getInt("exclusive", 0), reverse = n.getInt("reverse", 0);
  return n.result(0, n.create<Op>(n.in(0), static_cast<uint64_t>(*axis),
                                  exclusive, reverse));
}

void hfc::onnx::addReductions(OperatorTable &table) {
  table.add({{"ArgMax", 1, importArg<ReduceKind::max>},
             {"ArgMin", 1, importArg<ReduceKind::min>},
             {"CumProd", 26, importCumulative<hf::CumProdOp>},
             {"CumSum", 11, importCumulative<hf::CumSumOp>},
             {"ReduceL1", 1, importNorm<Norm::L1>},
             {"ReduceL2", 1, importNorm<Norm::L2>},
             {"ReduceLogSum", 1, importNorm<Norm::LogSum>},
             {"ReduceLogSumExp", 1, importLogSumExp},
             {"ReduceMax", 1, importReduce<ReduceKind::max>},
             {"ReduceMean", 1, importReduceMean},
             {"ReduceMin", 1, importReduce<ReduceKind::min>},
             {"ReduceProd", 1, importReduce<ReduceKind::prod>},
             {"ReduceSum", 1, importReduce<ReduceKind::sum, 13>},
             {"ReduceSumSquare", 1, importNorm<Norm::SumSquare>}});
}
