// Constant, ConstantOfShape, Range, EyeLike: tensors out of little.
#include "frontends/onnx/Constants.h"
#include "frontends/onnx/ops/Elementwise.h"

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hfc::onnx::Contents;
using hfc::onnx::ImportedValue;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;

static LogicalResult giveConstant(NodeImporter &n, TypedAttr constant) {
  auto dense = dyn_cast<DenseElementsAttr>(mlir::Attribute(constant));
  return n.result(
      0, ImportedValue{
             cast<RankedTensorType>(constant.getType()), n.location, nullptr,
             dense ? hfc::onnx::getContents(dense) : std::nullopt, constant});
}

// The tensor of an attribute as a constant; null after a refusal.
static TypedAttr getTensor(NodeImporter &n, const hfc::onnx::Attribute &from) {
  auto *tensor = std::get_if<hfc::onnx::Attribute::TensorPtr>(&from.value);
  if (!tensor || !*tensor) {
    (void)n.invalid("attribute {0} is no tensor", from.name);
    return nullptr;
  }
  std::string name = n.node.outputs.empty() ? "" : n.node.outputs[0];
  TypedAttr constant = hfc::onnx::getConstant(n.context, **tensor,
                                              "attribute of " + name, n.files);
  if (!constant)
    (void)n.unsupported("element type {0} is not supported",
                        getName((*tensor)->type));
  return constant;
}

template <typename T>
static LogicalResult giveVector(NodeImporter &n,
                                const hfc::onnx::Attribute &from,
                                mlir::Type element) {
  if (auto *one = std::get_if<T>(&from.value))
    return giveConstant(
        n, DenseElementsAttr::get(RankedTensorType::get({}, element),
                                  ArrayRef<T>(*one)));
  if (auto *many = std::get_if<std::vector<T>>(&from.value))
    return giveConstant(
        n, DenseElementsAttr::get(
               RankedTensorType::get({static_cast<int64_t>(many->size())},
                                     element),
               ArrayRef<T>(*many)));
  return n.invalid("attribute {0} is {1}", from.name, getName(from.kind));
}

static LogicalResult importConstant(NodeImporter &n) {
  if (n.node.attributes.size() != 1)
    return n.invalid("it has {0} values", n.node.attributes.size());
  StringRef name = n.node.attributes.front().name;
  const hfc::onnx::Attribute &value = *n.getAttribute(name);
  if (name == "value") {
    TypedAttr constant = getTensor(n, value);
    return constant ? giveConstant(n, constant) : failure();
  }
  if (name == "value_float" || name == "value_floats")
    return giveVector<float>(n, value, n.builder.getF32Type());
  if (name == "value_int" || name == "value_ints")
    return giveVector<int64_t>(n, value, n.builder.getI64Type());
  return n.unsupported("attribute {0} is not supported", name);
}

static LogicalResult importConstantOfShape(NodeImporter &n) {
  std::optional<Contents> dims = n.sizes(0, "the shape");
  if (!dims)
    return failure();
  for (DimExpr dim : *dims)
    if (dim.getConstant().value_or(0) < 0)
      return n.invalid("the shape has a size of {0}", *dim.getConstant());
  TypedAttr value;
  if (const hfc::onnx::Attribute *given = n.getAttribute("value")) {
    value = getTensor(n, *given);
  } else {
    auto type = RankedTensorType::get({}, n.builder.getF32Type());
    value = DenseElementsAttr::get(type, 0.0f);
  }
  auto dense = dyn_cast_or_null<DenseElementsAttr>(mlir::Attribute(value));
  if (!dense || dense.getNumElements() != 1)
    return n.invalid("its value is no tensor of one element");
  if (std::optional<Contents> known = hfc::onnx::getContents(dense)) {
    DimExpr count = dim::product(n.context, *dims);
    if (count &&
        count.getConstant().value_or(hfc::onnx::maxContents + 1) <=
            int64_t(hfc::onnx::maxContents) &&
        n.tryContents(0, *dims, dense.getElementType(),
                      Contents(*count.getConstant(), known->front())))
      return success();
  }
  Value scalar = n.reshape(n.create<hf::ConstantOp>(dense), {});
  return n.result(0, n.broadcast(scalar, *dims));
}

// start + i * delta, for i below ceil((limit - start) / delta).
static Value makeRange(NodeImporter &n, DimExpr count, Value start,
                       Value delta) {
  mlir::Type element = n.element(0);
  // Opset 27 has a stash_type: f16 and bf16 are computed in f32 in any case.
  mlir::Type wide =
      element.isF16() || element.isBF16() ? n.builder.getF32Type() : element;
  Value places = n.iota(0, count, wide);
  Value scaled = n.create<hf::MulOp>(places, n.cast(delta, wide));
  return n.cast(n.create<hf::AddOp>(scaled, n.cast(start, wide)), element);
}

// The device counts; the schedule reads how many.
static LogicalResult importComputedRange(NodeImporter &n) {
  mlir::Type element = n.element(0), f64 = n.builder.getF64Type(),
             index = n.builder.getI64Type();
  Value parts[3];
  for (unsigned i = 0; i < 3; ++i)
    parts[i] =
        n.cast(n.reshape(n.in(i), {}), isa<FloatType>(element) ? f64 : index);
  Value span = n.create<hf::SubOp>(parts[1], parts[0]), delta = parts[2];
  Value count;
  if (isa<FloatType>(element)) {
    count = n.create<hf::CeilOp>(n.create<hf::DivOp>(span, delta));
    count = n.create<hf::MinOp>(count,
                                n.constant(hfc::onnx::Symbols::maxSize, f64));
  } else {
    // Rounded up: one more where something is left on the way.
    Value zero = n.constant(0, index);
    Value rest = n.create<hf::ModOp>(span, delta, /*truncated=*/true);
    Value isShort = n.create<hf::CompareOp>(hf::Predicate::ne, rest, zero);
    auto isDown = [&](Value of) {
      return n.create<hf::CompareOp>(hf::Predicate::lt, of, zero);
    };
    Value isOnTheWay =
        n.create<hf::NotOp>(n.create<hf::XorOp>(isDown(span), isDown(delta)));
    count = n.create<hf::AddOp>(
        n.create<hf::DivOp>(span, delta),
        n.cast(n.create<hf::AndOp>(isShort, isOnTheWay), index));
  }
  count = n.create<hf::MaxOp>(n.cast(count, index), n.constant(0, index));
  DimExpr length = n.bind(count, (n.getLabel() + ".length").str());
  if (!length)
    return failure();
  return n.result(
      0, makeRange(n, length, n.reshape(n.in(0), {}), n.reshape(n.in(2), {})));
}

static LogicalResult importSizeRange(NodeImporter &n) {
  std::optional<int64_t> delta = n.contents(2)->front().getConstant();
  DimExpr start = n.contents(0)->front(), limit = n.contents(1)->front();
  if (!delta)
    return importComputedRange(n);
  if (*delta == 0)
    return n.invalid("its step is 0");
  DimExpr length = *delta > 0 ? (limit - start).ceilDiv(n.size(*delta))
                              : (start - limit).ceilDiv(n.size(-*delta));
  DimExpr count = n.symbols.max(n.size(0), length);
  if (!count)
    return n.unsupported("its length cannot be expressed");
  if (count.getConstant().value_or(INT64_MAX) <=
      int64_t(hfc::onnx::maxContents)) {
    Contents known;
    for (int64_t i = 0; i < *count.getConstant(); ++i)
      known.push_back(start + *delta * i);
    if (n.tryContents(0, count, n.element(0), std::move(known)))
      return success();
  }
  if (start.isConstant(0) && *delta == 1)
    return n.result(0, n.iota(0, count, n.element(0)));
  return n.result(0, makeRange(n, count, n.in(0), n.in(2)));
}

static LogicalResult importRange(NodeImporter &n) {
  n.ignore("stash_type"); // see makeRange
  bool ofSizes = true;
  for (unsigned i = 0; i < 3; ++i) {
    if (n.dims(i).size() > 1 || (n.rank(i) == 1 && !n.dims(i)[0].isConstant(1)))
      return n.invalid("input {0} is no scalar", i);
    ofSizes &= n.contents(i) != nullptr;
  }
  if (ofSizes)
    return importSizeRange(n);
  std::optional<double> start = n.number(0), limit = n.number(1),
                        delta = n.number(2);
  if (!start || !limit || !delta)
    return importComputedRange(n);
  double count = std::ceil((*limit - *start) / *delta);
  if (!(count <= INT32_MAX))
    return n.invalid("its length is {0}", count);
  return n.result(0, makeRange(n, n.size(std::max(count, 0.0)),
                               n.reshape(n.in(0), {}), n.reshape(n.in(2), {})));
}

static LogicalResult importEyeLike(NodeImporter &n) {
  mlir::Type element = n.element(0);
  if (n.hasAttribute("dtype"))
    element = hfc::onnx::getElementType(
        n.context, hfc::onnx::ElementType(n.getInt("dtype", 0)));
  if (!element || n.rank(0) != 2)
    return n.invalid("it makes matrices of numbers");
  hf::Dims dims = n.dims(0);
  mlir::Type index = n.builder.getI64Type();
  Value rows = n.iota(0, {dims[0], n.size(1)}, index);
  Value columns = n.iota(0, dims[1], index);
  Value diagonal =
      n.create<hf::AddOp>(rows, n.constant(n.getInt("k", 0), index));
  return n.result(
      0, n.cast(n.create<hf::CompareOp>(hf::Predicate::eq, diagonal, columns),
                element));
}

void hfc::onnx::addGenerators(OperatorTable &table) {
  table.add({{"Constant", 1, importConstant},
             {"ConstantOfShape", 9, importConstantOfShape},
             {"EyeLike", 9, importEyeLike},
             {"Range", 11, importRange}});
}
