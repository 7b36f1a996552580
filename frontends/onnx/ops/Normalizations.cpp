// Softmax and its kin; layer, RMS, batch, instance and group normalization.
#include "dialects/HFC/NarrowTypes.h"
#include "frontends/onnx/Constants.h"
#include "frontends/onnx/ops/Elementwise.h"

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;

// Before opset 13 the operand is a matrix: the dims from `axis` on are one.
template <typename Make>
static LogicalResult alongAxis(NodeImporter &n, Make make) {
  hf::Dims dims = n.dims(0);
  int64_t rank = dims.size();
  std::optional<int64_t> axis =
      n.getAxis(n.getInt("axis", n.opset < 13 ? 1 : -1), rank, n.opset < 13);
  if (!axis)
    return failure();
  if (n.opset >= 13 || *axis == rank - 1)
    return n.result(0, make(n.in(0), *axis));
  Value matrix = n.reshape(
      n.in(0), {dim::product(n.context, ArrayRef(dims).take_front(*axis)),
                dim::product(n.context, ArrayRef(dims).drop_front(*axis))});
  return n.result(0, n.reshape(make(matrix, 1), dims));
}

// Since opset 13 the definition is a function of other operators. Of 16-bit
// floats its steps are imported, whose results are rounded where they are
// stored; from -O1 on they become one operation (FuseSoftmax), rounded once.
static Value softmaxInSteps(NodeImporter &n, Value x, int64_t axis, bool log) {
  ArrayRef<int64_t> axes(axis);
  Value most = n.create<hf::ReduceOp>(hf::ReduceKind::max, x, axes, true);
  Value shifted = n.create<hf::SubOp>(x, most);
  Value exp = n.create<hf::ExpOp>(shifted);
  Value sum = n.create<hf::ReduceOp>(hf::ReduceKind::sum, exp, axes, true);
  return log ? n.create<hf::SubOp>(shifted, n.create<hf::LogOp>(sum))
             : n.create<hf::DivOp>(exp, sum);
}

template <bool log> static LogicalResult importSoftmax(NodeImporter &n) {
  return alongAxis(n, [&](Value operand, int64_t axis) {
    if (n.opset >= 13 && n.element(0).getIntOrFloatBitWidth() == 16)
      return softmaxInSteps(n, operand, axis, log);
    return n.create<hf::SoftmaxOp>(operand, static_cast<uint64_t>(axis), log);
  });
}

// 1 at the first of the largest elements, else 0.
static LogicalResult importHardmax(NodeImporter &n) {
  return alongAxis(n, [&](Value operand, int64_t axis) -> Value {
    if (!operand)
      return nullptr;
    hf::Dims dims = dim::getDims(operand);
    Value largest = n.create<hf::ArgReduceOp>(
        hf::ReduceKind::max, operand, static_cast<uint64_t>(axis), false);
    Value places = n.iota(axis, dims, n.builder.getI64Type());
    return n.cast(n.create<hf::CompareOp>(hf::Predicate::eq, places, largest),
                  n.element(0));
  });
}

// The type in which it is computed: that of the operand, whose sums are in f32
// at least, unless the node wants f64.
static std::optional<mlir::Type> getNormType(NodeImporter &n) {
  auto stash = static_cast<hfc::onnx::ElementType>(n.getInt("stash_type", 1));
  mlir::Type type;
  if (hfc::onnx::isElementType(static_cast<int64_t>(stash)))
    type = hfc::onnx::getElementType(n.context, stash);
  if (!isa_and_nonnull<FloatType>(type) || hf::isNarrow(type)) {
    (void)n.invalid("its stash_type is no type of floats");
    return std::nullopt;
  }
  return type.isF64() ? type : n.element(0);
}

static std::optional<int64_t> getNormAxis(NodeImporter &n) {
  return n.getAxis(n.getInt("axis", -1), n.rank(0));
}

// Results 1 and 2: the mean and 1 / standard deviation, in f32 as stashed.
static LogicalResult giveStatistics(NodeImporter &n, int64_t axis,
                                    double epsilon) {
  if (!n.wants(1) && !n.wants(2))
    return success();
  mlir::Type stash =
      n.element(0).isF64() ? n.element(0) : mlir::Type(n.builder.getF32Type());
  auto axes = n.builder.getDenseI64ArrayAttr(
      llvm::to_vector(llvm::seq<int64_t>(axis, n.rank(0))));
  Value x = n.cast(n.in(0), stash);
  auto mean = [&](Value value) {
    return n.create<hf::ReduceOp>(hf::ReduceKind::mean, value, axes, true);
  };
  Value average = mean(x), away = n.create<hf::SubOp>(x, average);
  Value variance = mean(n.create<hf::MulOp>(away, away));
  Value inverse = n.create<hf::RsqrtOp>(
      n.create<hf::AddOp>(variance, n.constant(epsilon, stash)));
  mlir::Type f32 = n.builder.getF32Type();
  if (failed(n.result(1, n.cast(average, f32))))
    return failure();
  return n.result(2, n.cast(inverse, f32));
}

static LogicalResult importLayerNorm(NodeImporter &n) {
  std::optional<int64_t> axis = getNormAxis(n);
  if (!axis)
    return failure();
  double epsilon = n.getFloat("epsilon", 1e-5f);
  auto type = getNormType(n);
  if (!type)
    return failure();
  Value bias = n.has(2) ? n.cast(n.in(2), *type) : Value();
  Value operand = n.cast(n.in(0), *type), scale = n.cast(n.in(1), *type);
  if (!n.align({&operand, &scale}) || (bias && !n.align({&operand, &bias})) ||
      failed(giveStatistics(n, *axis, epsilon)))
    return failure();
  auto at = n.builder.getI64IntegerAttr(*axis);
  auto by = n.builder.getF64FloatAttr(epsilon);
  Value y = bias ? n.create<hf::LayerNormOp>(operand, scale, bias, at, by)
                 : n.create<hf::LayerNormOp>(operand, scale, nullptr, at, by);
  return n.result(0, n.cast(y, n.element(0)));
}

static LogicalResult importRmsNorm(NodeImporter &n) {
  std::optional<int64_t> axis = getNormAxis(n);
  if (!axis)
    return failure();
  auto type = getNormType(n);
  if (!type)
    return failure();
  double epsilon = n.getFloat("epsilon", 1e-5f);
  Value operand = n.cast(n.in(0), *type), scale = n.cast(n.in(1), *type);
  if (!n.align({&operand, &scale}))
    return failure();
  Value y = n.create<hf::RmsNormOp>(operand, scale,
                                    n.builder.getI64IntegerAttr(*axis),
                                    n.builder.getF64FloatAttr(epsilon));
  return n.result(0, n.cast(y, n.element(1)));
}

// One number a channel, along dim 1.
static Value alongChannels(NodeImporter &n, unsigned index) {
  hf::Dims dims = n.dims(index), operand = n.dims(0);
  if (dims.size() != 1 || operand.size() < 2) {
    (void)n.invalid("input {0} is {1}, not one number a channel", index,
                    onnx::toString(n.type(index)));
    return nullptr;
  }
  if (!n.requireEqual(dims[0], operand[1], "numbers of channels"))
    return nullptr;
  dims.append(operand.size() - 2, n.size(1));
  return n.reshape(n.in(index), dims);
}

// Training mode: the batch's own statistics, and results 1 and 2 are the
// running ones: old * momentum + new * (1 - momentum).
static LogicalResult takeBatchStatistics(NodeImporter &n, mlir::Type wide,
                                         double momentum, Value &mean,
                                         Value &variance) {
  SmallVector<int64_t> axes{0};
  axes.append(llvm::to_vector(llvm::seq<int64_t>(2, n.rank(0))));
  auto average = [&](Value value) {
    return n.create<hf::ReduceOp>(hf::ReduceKind::mean, value,
                                  n.builder.getDenseI64ArrayAttr(axes), true);
  };
  Value x = n.cast(n.in(0), wide), newMean = average(x);
  Value away = n.create<hf::SubOp>(x, newMean);
  Value newVariance = average(n.create<hf::MulOp>(away, away));
  unsigned output = 1;
  for (auto [old, fresh] :
       {std::pair(mean, newMean), {variance, newVariance}}) {
    Value kept = n.create<hf::MulOp>(old, n.constant(momentum, wide));
    Value added = n.create<hf::MulOp>(fresh, n.constant(1 - momentum, wide));
    Value running = n.create<hf::AddOp>(kept, added);
    if (failed(n.result(output++,
                        n.cast(n.reshape(running, n.dims(3)), n.element(3)))))
      return failure();
  }
  mean = newMean;
  variance = newVariance;
  return success();
}

// x * a + b with a = scale / sqrt(variance + epsilon), b = bias - mean * a:
// both fold, and enter a convolution before.
static LogicalResult importBatchNorm(NodeImporter &n) {
  n.ignore("consumed_inputs");
  double momentum = n.getFloat("momentum", 0.9f);
  bool trains = n.getInt("training_mode", 0);
  if (n.opset < 7 && !n.getInt("is_test", 0))
    return n.unsupported("it is in training mode");
  // Opset 7 may have statistics of each place.
  bool ofPlaces = n.getInt("spatial", 1) != 1;
  for (unsigned i : {1u, 2u, 3u, 4u})
    if (n.wants(i) && (!trains || i > 2))
      return n.unsupported("output {0} is of training mode", i);
  mlir::Type element = n.element(0), wide = n.element(4);
  double epsilon = n.getFloat("epsilon", 1e-5f);
  // Statistics may have a wider type than the operand.
  if (!isa<FloatType>(wide) ||
      wide.getIntOrFloatBitWidth() < element.getIntOrFloatBitWidth())
    wide = element;
  auto parameter = [&](unsigned index) {
    Value value = ofPlaces ? n.in(index) : alongChannels(n, index);
    if (Value x = n.in(0); ofPlaces && !n.align({&x, &value}))
      return Value();
    return n.cast(value, wide);
  };
  Value scale = parameter(1), bias = parameter(2), mean = parameter(3),
        variance = parameter(4);
  if (trains && failed(takeBatchStatistics(n, wide, momentum, mean, variance)))
    return failure();
  Value deviation = n.create<hf::SqrtOp>(
      n.create<hf::AddOp>(variance, n.constant(epsilon, wide)));
  Value factor = n.create<hf::DivOp>(scale, deviation);
  Value shift = n.create<hf::SubOp>(bias, n.create<hf::MulOp>(mean, factor));
  Value scaled = n.create<hf::MulOp>(n.cast(n.in(0), wide), factor);
  return n.result(0, n.cast(n.create<hf::AddOp>(scaled, shift), element));
}

// (x - mean) / sqrt(variance + epsilon) over the dims from `axis` on.
static Value standardise(NodeImporter &n, Value x, int64_t axis,
                         double epsilon) {
  if (!x)
    return nullptr;
  mlir::Type element = getElementTypeOrSelf(x);
  auto axes = n.builder.getDenseI64ArrayAttr(llvm::to_vector(
      llvm::seq<int64_t>(axis, cast<RankedTensorType>(x.getType()).getRank())));
  auto mean = [&](Value value) {
    return n.create<hf::ReduceOp>(hf::ReduceKind::mean, value, axes, true);
  };
  Value away = n.create<hf::SubOp>(x, mean(x));
  Value variance = mean(n.create<hf::MulOp>(away, away));
  Value deviation = n.create<hf::SqrtOp>(
      n.create<hf::AddOp>(variance, n.constant(epsilon, element)));
  return n.create<hf::DivOp>(away, deviation);
}

static LogicalResult importInstanceNorm(NodeImporter &n) {
  n.ignore("consumed_inputs");
  double epsilon = n.getFloat("epsilon", 1e-5f);
  Value scale = alongChannels(n, 1), bias = alongChannels(n, 2);
  Value x = standardise(n, n.in(0), 2, epsilon);
  return n.result(0, n.create<hf::AddOp>(n.create<hf::MulOp>(x, scale), bias));
}

// Opset 18 has one scale a group, 21 one a channel.
static LogicalResult importGroupNorm(NodeImporter &n) {
  if (n.rank(0) < 2)
    return n.invalid("{0} has no channels", onnx::toString(n.type(0)));
  n.ignore("stash_type"); // means are accumulated in f32 in any case
  double epsilon = n.getFloat("epsilon", 1e-5f);
  int64_t groups = n.getInt("num_groups", 0);
  hf::Dims dims = n.dims(0);
  if (groups < 1)
    return n.invalid("{0} groups of {1} channels", groups, dims[1].str());
  DimExpr channels = n.divide(dims[1], groups, "channels of groups");
  if (!channels)
    return failure();
  hf::Dims grouped{dims[0], n.size(groups), channels};
  grouped.append(dims.begin() + 2, dims.end());
  Value x = standardise(n, n.reshape(n.in(0), grouped), 2, epsilon);
  if (n.opset < 21) {
    auto perGroup = [&](unsigned index) {
      hf::Dims shape(grouped.size() - 1, n.size(1));
      shape[0] = n.size(groups);
      return n.reshape(n.in(index), shape);
    };
    Value scaled = n.create<hf::MulOp>(x, perGroup(1));
    return n.result(0,
                    n.reshape(n.create<hf::AddOp>(scaled, perGroup(2)), dims));
  }
  Value scaled = n.create<hf::MulOp>(n.reshape(x, dims), alongChannels(n, 1));
  return n.result(0, n.create<hf::AddOp>(scaled, alongChannels(n, 2)));
}

static LogicalResult importLpNorm(NodeImporter &n) {
  int64_t p = n.getInt("p", 2);
  std::optional<int64_t> axis = n.getAxis(n.getInt("axis", -1), n.rank(0));
  if (!axis)
    return failure();
  if (p != 1 && p != 2)
    return n.invalid("p is {0}, neither 1 nor 2", p);
  Value x = n.in(0);
  Value each = p == 1 ? n.create<hf::AbsOp>(x) : n.create<hf::MulOp>(x, x);
  Value norm = n.create<hf::ReduceOp>(
      hf::ReduceKind::sum, each, n.builder.getDenseI64ArrayAttr(*axis), true);
  if (p == 2)
    norm = n.create<hf::SqrtOp>(norm);
  // 0 / 0 is 0 here.
  Value zero = n.constant(0, n.element(0));
  Value isZero = n.create<hf::CompareOp>(hf::Predicate::eq, norm, zero);
  Value divisor =
      n.create<hf::SelectOp>(isZero, n.constant(1, n.element(0)), norm);
  return n.result(0, n.create<hf::DivOp>(x, divisor));
}

// (x - mean) / (standard deviation + 1e-9), as the operator's function has it.
static LogicalResult importMeanVarianceNorm(NodeImporter &n) {
  auto axes = n.getAxes(
      n.getInts("axes").value_or(SmallVector<int64_t>{0, 2, 3}), n.rank(0));
  if (!axes)
    return failure();
  llvm::sort(*axes);
  mlir::Type element = n.element(0);
  auto mean = [&](Value value) {
    return n.create<hf::ReduceOp>(hf::ReduceKind::mean, value,
                                  n.builder.getDenseI64ArrayAttr(*axes), true);
  };
  Value away = n.create<hf::SubOp>(n.in(0), mean(n.in(0)));
  Value deviation = n.create<hf::SqrtOp>(mean(n.create<hf::MulOp>(away, away)));
  return n.result(
      0, n.create<hf::DivOp>(
             away, n.create<hf::AddOp>(deviation, n.constant(1e-9, element))));
}

void hfc::onnx::addNormalizations(OperatorTable &table) {
  table.add({{"BatchNormalization", 1, importBatchNorm},
             // Opset 18 is deprecated, and in no table.
             {"GroupNormalization", 18, importGroupNorm, newestOpset, "", 3},
             {"Hardmax", 1, importHardmax},
             {"InstanceNormalization", 1, importInstanceNorm},
             {"LayerNormalization", 17, importLayerNorm},
             {"LogSoftmax", 1, importSoftmax<true>},
             {"LpNormalization", 1, importLpNorm},
             {"MeanVarianceNormalization", 9, importMeanVarianceNorm},
             {"RMSNormalization", 23, importRmsNorm},
             {"Softmax", 1, importSoftmax<false>}});
}
