// See NodeImporter.h.
#include "frontends/onnx/NodeImporter.h"
#include "diagnostics/Quote.h"
#include "mlir/IR/Verifier.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::onnx;
using dim::DimExpr;

std::string hfc::onnx::toString(RankedTensorType type) {
  std::string text;
  llvm::raw_string_ostream os(text);
  mlir::Type element = type.getElementType();
  if (element.isInteger(1))
    os << "bool";
  else if (element.isUnsignedInteger())
    os << "u" << element.getIntOrFloatBitWidth();
  else
    os << element;
  os << '[';
  llvm::interleaveComma(dim::getDims(type), os);
  os << ']';
  return text;
}

NodeImporter::NodeImporter(const Node &node, ArrayRef<ImportedValue *> operands,
                           OpBuilder &builder, Symbols &symbols,
                           BoundSizes &boundSizes, Subgraphs &subgraphs,
                           files::FileSet &files, Location location)
    : node(node), builder(builder), symbols(symbols), boundSizes(boundSizes),
      subgraphs(subgraphs), files(files), context(builder.getContext()),
      location(location), opset(node.opset), operands(operands),
      usedOperands(operands.size()), results(node.outputs.size()) {}

LogicalResult NodeImporter::refuse(std::string why, bool isInvalid) {
  if (!failed) {
    failed = true;
    reason = std::move(why);
    invalidNode = isInvalid;
  }
  return failure();
}

//===- Operands ---------------------------------------------------------===//

bool NodeImporter::has(unsigned index) {
  if (index >= operands.size() || !operands[index])
    return false;
  usedOperands[index] = true;
  return true;
}

Value NodeImporter::in(unsigned index) {
  if (!has(index)) {
    (void)invalid("input {0} is missing", index);
    return nullptr;
  }
  return materialise(*operands[index], builder);
}

RankedTensorType NodeImporter::type(unsigned index) {
  if (has(index))
    return operands[index]->type;
  (void)invalid("input {0} is missing", index);
  return RankedTensorType::get({}, builder.getF32Type());
}

const Contents *NodeImporter::contents(unsigned index) {
  return has(index) && operands[index]->contents ? &*operands[index]->contents
                                                 : nullptr;
}

std::optional<Contents> NodeImporter::knownVector(unsigned index,
                                                  StringRef what) {
  RankedTensorType operand = type(index);
  if (failed)
    return std::nullopt;
  if (operand.getRank() > 1 || !isa<IntegerType>(operand.getElementType())) {
    (void)invalid("{0} is {1}, no vector of integers", what,
                  onnx::toString(operand));
    return std::nullopt;
  }
  if (const Contents *known = contents(index))
    return *known;
  // "From the start" and the like are INT64_MIN, which no DimExpr holds.
  if (auto dense = dyn_cast_or_null<DenseIntElementsAttr>(
          mlir::Attribute(operands[index]->constant));
      dense && operand.getElementType().isInteger(64))
    return llvm::map_to_vector<6>(dense.getValues<int64_t>(), [&](int64_t n) {
      return size(std::max(n, INT64_MIN + 1));
    });
  // No elements: nothing to know.
  if (operand.hasStaticShape() && operand.getNumElements() == 0)
    return Contents();
  (void)unsupported("{0} ({1}) depends on data", what,
                    diag::quote(node.inputs[index]));
  return std::nullopt;
}

std::optional<SmallVector<int64_t>> NodeImporter::knownInts(unsigned index,
                                                            StringRef what) {
  std::optional<Contents> known = knownVector(index, what);
  if (!known)
    return std::nullopt;
  SmallVector<int64_t> numbers;
  for (DimExpr expr : *known) {
    std::optional<int64_t> number = expr.getConstant();
    if (!number) {
      (void)unsupported("{0} depends on the size {1}", what, expr.str());
      return std::nullopt;
    }
    numbers.push_back(*number);
  }
  return numbers;
}

std::optional<SmallVector<double>> NodeImporter::numbers(unsigned index) {
  if (!has(index))
    return std::nullopt;
  SmallVector<double> numbers;
  if (const Contents *known = contents(index)) {
    for (DimExpr expr : *known) {
      if (!expr.isConstant())
        return std::nullopt;
      numbers.push_back(static_cast<double>(*expr.getConstant()));
    }
    return numbers;
  }
  auto dense = dyn_cast_or_null<DenseElementsAttr>(
      mlir::Attribute(operands[index]->constant));
  if (!dense)
    return std::nullopt;
  if (isa<FloatType>(dense.getElementType())) {
    for (APFloat value : dense.getValues<APFloat>()) {
      bool loses = false;
      value.convert(APFloat::IEEEdouble(), APFloat::rmNearestTiesToEven,
                    &loses);
      numbers.push_back(value.convertToDouble());
    }
    return numbers;
  }
  bool isSigned = !dense.getElementType().isUnsignedInteger();
  for (APInt value : dense.getValues<APInt>())
    numbers.push_back(value.roundToDouble(isSigned));
  return numbers;
}

std::optional<double> NodeImporter::number(unsigned index) {
  std::optional<SmallVector<double>> all = numbers(index);
  return all && all->size() == 1 ? std::optional(all->front()) : std::nullopt;
}

//===- Attributes -------------------------------------------------------===//

const onnx::Attribute *NodeImporter::getAttribute(StringRef name) {
  usedAttributes.insert(name);
  return node.find(std::string_view(name));
}

bool NodeImporter::hasAttribute(StringRef name) { return getAttribute(name); }

const onnx::Attribute *NodeImporter::find(StringRef name,
                                          onnx::Attribute::Kind kind) {
  const Attribute *attribute = getAttribute(name);
  if (!attribute || attribute->kind == kind)
    return attribute;
  (void)invalid("attribute {0} is {1}, not {2}", name,
                onnx::getName(attribute->kind), onnx::getName(kind));
  return nullptr;
}

const onnx::Graph *NodeImporter::getGraph(StringRef name) {
  const Attribute *attribute = find(name, Attribute::Graph);
  if (attribute && !attribute->getGraphs().empty())
    return attribute->getGraphs()[0].get();
  if (!failed)
    (void)invalid("it has no graph {0}", name);
  return nullptr;
}

int64_t NodeImporter::getInt(StringRef name, int64_t otherwise) {
  const Attribute *attribute = find(name, Attribute::Int);
  return attribute ? std::get<int64_t>(attribute->value) : otherwise;
}

double NodeImporter::getFloat(StringRef name, float otherwise) {
  const Attribute *attribute = find(name, Attribute::Float);
  return attribute ? std::get<float>(attribute->value) : otherwise;
}

std::optional<SmallVector<double>> NodeImporter::getFloats(StringRef name) {
  const Attribute *attribute = find(name, Attribute::Floats);
  if (!attribute)
    return std::nullopt;
  const auto &values = std::get<std::vector<float>>(attribute->value);
  return SmallVector<double>(values.begin(), values.end());
}

std::string NodeImporter::getString(StringRef name, StringRef otherwise) {
  const Attribute *attribute = find(name, Attribute::String);
  return attribute ? std::get<std::string>(attribute->value) : otherwise.str();
}

std::optional<SmallVector<int64_t>> NodeImporter::getInts(StringRef name) {
  const Attribute *attribute = find(name, Attribute::Ints);
  if (!attribute)
    return std::nullopt;
  return SmallVector<int64_t>(
      ArrayRef(std::get<std::vector<int64_t>>(attribute->value)));
}

std::optional<int64_t> NodeImporter::getAxis(int64_t axis, int64_t rank,
                                             bool allowEnd) {
  if (axis >= -rank && axis < rank + allowEnd)
    return axis < 0 ? axis + rank : axis;
  (void)invalid("axis {0} is outside {1} dims", axis, rank);
  return std::nullopt;
}

std::optional<SmallVector<int64_t>>
NodeImporter::getAxes(ArrayRef<int64_t> axes, int64_t rank) {
  SmallVector<int64_t> result;
  for (int64_t axis : axes) {
    std::optional<int64_t> place = getAxis(axis, rank);
    if (!place)
      return std::nullopt;
    if (llvm::is_contained(result, *place)) {
      (void)invalid("axis {0} stands twice", axis);
      return std::nullopt;
    }
    result.push_back(*place);
  }
  return result;
}

//===- Building ---------------------------------------------------------===//

Value NodeImporter::finish(OperationState &state, InferTypes infer) {
  std::string why;
  ScopedDiagnosticHandler handler(context, [&](Diagnostic &diagnostic) {
    if (why.empty())
      why = diagnostic.str();
    return success();
  });
  if (infer) {
    SmallVector<mlir::Type> types;
    if (llvm::failed(infer(state, types))) {
      (void)invalid("{0}", why);
      return nullptr;
    }
    state.types.assign(types.begin(), types.end());
  }
  if (llvm::is_contained(state.types, mlir::Type())) {
    (void)unsupported("a size of the result cannot be expressed");
    return nullptr;
  }
  for (mlir::Type type : state.types) {
    auto tensor = mlir::cast<RankedTensorType>(type);
    if (!dim::numElements(tensor)) {
      (void)unsupported("the number of elements of {0} cannot be expressed",
                        onnx::toString(tensor));
      return nullptr;
    }
    if (isTooLarge(tensor.getShape(), tensor.getElementType())) {
      (void)unsupported("its result {0} takes more than 2^47 bytes",
                        onnx::toString(tensor));
      return nullptr;
    }
  }
  Operation *op = builder.create(state);
  if (succeeded(verify(op)))
    return op->getNumResults() ? op->getResult(0) : Value();
  op->erase();
  (void)invalid("{0}", why);
  return nullptr;
}

Value NodeImporter::constant(double value, mlir::Type element) {
  auto type = RankedTensorType::get({}, element);
  if (auto floating = dyn_cast<FloatType>(element))
    return create<hf::ConstantOp>(
        DenseElementsAttr::get(type, FloatAttr::get(floating, value)));
  if (!(value >= -0x1p63 && value < 0x1p63)) {
    (void)invalid("the number {0} is no integer", value);
    return nullptr;
  }
  return create<hf::ConstantOp>(DenseElementsAttr::get(
      type, mlir::Attribute(IntegerAttr::get(
                element, APInt(element.getIntOrFloatBitWidth(),
                               static_cast<int64_t>(value), /*isSigned=*/true,
                               /*implicitTrunc=*/true)))));
}

Value NodeImporter::sizeValue(DimExpr size, mlir::Type element) {
  auto type = RankedTensorType::get({}, builder.getI64Type());
  return cast(create<hf::SizeOp>(type, size.getAttr()), element);
}

Value NodeImporter::cast(Value value, mlir::Type element) {
  if (!value || getElementTypeOrSelf(value) == element)
    return value;
  return create<hf::CastOp>(
      mlir::Type(dim::getTensorType(dim::getDims(value), element)), value);
}

Value NodeImporter::reshape(Value value, ArrayRef<DimExpr> dims) {
  if (!value || ArrayRef<DimExpr>(dim::getDims(value)) == dims)
    return value;
  return create<hf::ReshapeOp>(
      mlir::Type(dim::getTensorType(dims, getElementTypeOrSelf(value))), value);
}

Value NodeImporter::broadcast(Value value, ArrayRef<DimExpr> dims) {
  if (!value || ArrayRef<DimExpr>(dim::getDims(value)) == dims)
    return value;
  return create<hf::BroadcastOp>(
      mlir::Type(dim::getTensorType(dims, getElementTypeOrSelf(value))), value);
}

Value NodeImporter::transpose(Value value, ArrayRef<int64_t> permutation) {
  if (llvm::equal(permutation, llvm::seq<int64_t>(permutation.size())))
    return value;
  return create<hf::TransposeOp>(value,
                                 builder.getDenseI64ArrayAttr(permutation));
}

Value NodeImporter::slice(Value value, ArrayRef<DimExpr> starts,
                          ArrayRef<DimExpr> sizes, ArrayRef<int64_t> steps) {
  if (!value)
    return nullptr;
  SmallVector<int64_t> all(steps);
  all.resize(sizes.size(), 1);
  if (llvm::is_contained(starts, DimExpr())) {
    (void)unsupported("a size of the result cannot be expressed");
    return nullptr;
  }
  return create<hf::SliceOp>(
      mlir::Type(dim::getTensorType(sizes, getElementTypeOrSelf(value))), value,
      dim::getShapeAttr(context, starts), builder.getDenseI64ArrayAttr(all));
}

Value NodeImporter::iota(int64_t axis, ArrayRef<DimExpr> dims,
                         mlir::Type element) {
  return create<hf::IotaOp>(mlir::Type(dim::getTensorType(dims, element)),
                            static_cast<uint64_t>(axis));
}

std::optional<Dims> NodeImporter::broadcastShape(ArrayRef<Dims> shapes) {
  Dims result;
  for (const Dims &shape : shapes) {
    if (shape.size() > result.size())
      result.insert(result.begin(), shape.size() - result.size(), size(1));
    auto tail = MutableArrayRef(result).take_back(shape.size());
    for (auto [known, next] : llvm::zip(tail, shape)) {
      if (known.isConstant(1))
        known = next;
      else if (!next.isConstant(1) && !requireBroadcast(known, next))
        return std::nullopt;
    }
  }
  return result;
}

// min(b, 1) is a size that broadcasts, not one that b equals.
bool NodeImporter::requireBroadcast(DimExpr a, DimExpr b) {
  for (DimExpr size : {a, b})
    if (a != b && symbols.provablyLE(size, this->size(1)) &&
        !symbols.assumeLE(this->size(1), size) && symbols.hasChanged())
      return false;
  return requireEqual(a, b, "sizes that broadcast");
}

bool NodeImporter::align(ArrayRef<Value *> values) {
  Dims result;
  for (Value *value : values) {
    if (failed || !*value)
      return false;
    Dims shape = dim::getDims(*value), wanted = shape;
    if (shape.size() > result.size())
      result.insert(result.begin(), shape.size() - result.size(), size(1));
    auto tail = MutableArrayRef(result).take_back(shape.size());
    for (auto [known, next] : llvm::zip(tail, wanted)) {
      if (known.isConstant(1))
        known = next;
      if (next.isConstant(1) || known == next)
        continue;
      if ((known.isConstant() && next.isConstant()) ||
          symbols.provablyDiffer(known, next) ||
          symbols.assumeEqual(known, next) || symbols.hasChanged()) {
        if (!requireBroadcast(known, next))
          return false;
        continue;
      }
      if (!checkEqual(known, next))
        return false;
      next = known;
    }
    if (wanted != shape)
      *value = create<hf::RedimOp>(
          mlir::Type(dim::getTensorType(wanted, getElementTypeOrSelf(*value))),
          *value);
  }
  return !failed;
}

bool NodeImporter::fit(Value &value, unsigned axis, DimExpr size,
                       StringRef what) {
  if (failed || !value)
    return false;
  Dims dims = dim::getDims(value);
  if ((dims[axis].isConstant() && size.isConstant()) ||
      symbols.provablyDiffer(dims[axis], size) ||
      symbols.assumeEqual(dims[axis], size) || symbols.hasChanged())
    return requireEqual(dims[axis], size, what);
  if (!checkEqual(dims[axis], size))
    return false;
  dims[axis] = size;
  value = create<hf::RedimOp>(
      mlir::Type(dim::getTensorType(dims, getElementTypeOrSelf(value))), value);
  return !failed;
}

bool NodeImporter::requireLE(DimExpr a, DimExpr b, StringRef what) {
  if (symbols.assumeLE(a, b))
    return true;
  DimExpr difference = b - a;
  if (!difference || symbols.hasChanged() ||
      difference.getRange(symbols.getRanges()).max < 0) {
    (void)invalid("{0}: {1} is more than {2}", what, a.str(), b.str());
    return false;
  }
  return checkEqual(symbols.min(a, b), a);
}

bool NodeImporter::requireEqual(DimExpr a, DimExpr b, StringRef what) {
  if (symbols.assumeEqual(a, b))
    return true;
  if (a.isConstant() && b.isConstant())
    (void)invalid("{0} differ: {1} and {2}", what, a.str(), b.str());
  else
    (void)unsupported("{0} may differ: {1} and {2}", what, a.str(), b.str());
  if (!symbols.hasChanged() && !symbols.provablyDiffer(a, b))
    symbols.checkOperands(node, a, b);
  return false;
}

DimExpr NodeImporter::divide(DimExpr size, int64_t count, StringRef what) {
  if (failed || !size)
    return {};
  if (symbols.assumeDivides(count, size))
    return *size.exactDiv(this->size(count));
  if (size.isConstant())
    (void)invalid("{0}: {1} do not divide by {2}", what, size.str(), count);
  else
    (void)unsupported("{0}: {1} may not divide by {2}", what, size.str(),
                      count);
  return {};
}

//===- The end ----------------------------------------------------------===//

LogicalResult NodeImporter::result(unsigned output, Value value) {
  if (!value || failed)
    return failure();
  return result(output,
                ImportedValue{llvm::cast<RankedTensorType>(value.getType()),
                              location, value, std::nullopt, nullptr});
}

LogicalResult NodeImporter::result(unsigned output,
                                   const ImportedValue &value) {
  if (failed)
    return failure();
  if (output < results.size())
    results[output] = value;
  return success();
}

bool NodeImporter::tryContents(unsigned output, ArrayRef<DimExpr> dims,
                               mlir::Type element, Contents contents) {
  RankedTensorType type = dim::getTensorType(dims, element);
  if (failed || !type || !type.hasStaticShape() ||
      contents.size() > maxContents)
    return false;
  for (DimExpr expr : contents) {
    if (!expr || (expr.isConstant() && !fits(*expr.getConstant(), element)))
      return false;
    // Sizes in integers do not wrap; in floats they must be exact.
    if (!expr.isConstant() && isa<FloatType>(element)) {
      dim::Interval range = expr.getRange(symbols.getRanges());
      if (!fits(range.min, element) || !fits(range.max, element))
        return false;
    }
  }
  return succeeded(result(output, ImportedValue{type, location, nullptr,
                                                std::move(contents), nullptr}));
}

LogicalResult NodeImporter::checkComplete() {
  if (failed)
    return failure();
  for (const Attribute &attribute : node.attributes)
    if (!usedAttributes.contains(attribute.name))
      return unsupported("attribute {0} is not known",
                         diag::quote(attribute.name));
  for (unsigned i = 0; i < operands.size(); ++i)
    if (operands[i] && !usedOperands[i])
      return unsupported("input {0} ({1}) is not known", i,
                         diag::quote(node.inputs[i]));
  for (unsigned i = 0; i < results.size(); ++i)
    if (wants(i) && !results[i])
      return unsupported("output {0} ({1}) is not supported", i,
                         diag::quote(node.outputs[i]));
  return success();
}
