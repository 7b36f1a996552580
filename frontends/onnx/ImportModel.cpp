// See ImportModel.h. The import is tried anew as long as it learns something
// about the model's symbols (Symbols.h); each try makes a whole module.
#include "frontends/onnx/ImportModel.h"
#include "diagnostics/Quote.h"
#include "frontends/onnx/Constants.h"
#include "frontends/onnx/NodeImporter.h"
#include "frontends/onnx/Operators.h"
#include "frontends/onnx/Schemas.h"
#include "frontends/onnx/Unsupported.h"
#include "frontends/onnx/VaryingRank.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Verifier.h"
#include <deque>

using namespace mlir;
using namespace hfc;
using namespace hfc::onnx;
using diag::Code;
using diag::quote;
using dim::DimExpr;

static constexpr unsigned maxAssumptions = 256;
// Of one graph in one try: a loop is imported until its types hold, and so is
// each loop inside of it, every time.
static constexpr unsigned maxGraphImports = 1024;

//===- What is imported -------------------------------------------------===//

// The values that a graph's nodes use, those of subgraphs included.
static void addUses(const Graph &graph, llvm::StringSet<> &uses) {
  for (const Node &node : graph.nodes) {
    for (const std::string &input : node.inputs)
      uses.insert(input);
    for (const onnx::Attribute &attribute : node.attributes)
      for (const onnx::Attribute::GraphPtr &inner : attribute.getGraphs())
        addUses(*inner, uses);
  }
  for (const ValueInfo &output : graph.outputs)
    uses.insert(output.name);
}

// The nodes that the wanted values need, in order; what they use is wanted,
// too.
static std::vector<const Node *> findNeeded(const Graph &graph,
                                            llvm::StringSet<> &wanted) {
  std::vector<const Node *> nodes;
  for (const Node &node : llvm::reverse(graph.nodes)) {
    if (llvm::none_of(node.outputs, [&](const std::string &output) {
          return !output.empty() && wanted.contains(output);
        }))
      continue;
    for (const std::string &input : node.inputs)
      wanted.insert(input);
    for (const onnx::Attribute &attribute : node.attributes)
      for (const onnx::Attribute::GraphPtr &inner : attribute.getGraphs())
        addUses(*inner, wanted);
    nodes.push_back(&node);
  }
  std::reverse(nodes.begin(), nodes.end());
  return nodes;
}

namespace {
// The parts of the model that its results need.
struct Plan {
  std::vector<const ValueInfo *> inputs; // arguments
  std::vector<std::string> outputs;
  std::vector<const Node *> nodes;
  llvm::StringMap<const Tensor *> initializers;
  llvm::StringMap<const onnx::Type *> types; // that the model declares
};
} // namespace

static llvm::Error checkInput(const Model &model, const ValueInfo &input,
                              MLIRContext *context) {
  if (input.type.kind != onnx::Type::Tensor ||
      !getElementType(context, input.type.element))
    return diag::error(Code::FormatFeature,
                       "{0}: input {1} is {2}\nhelp: hfc takes tensors of "
                       "bool, integers of 8 to 64 bits and floats of 16 to 64",
                       model.fileName, quote(input.name), toString(input.type));
  if (!input.type.shape)
    return diag::error(Code::FormatFeature,
                       "{0}: input {1} has no shape, not even a rank\nhelp: "
                       "export the model with shapes of its inputs",
                       model.fileName, quote(input.name));
  SmallVector<int64_t> shape;
  for (const Dim &dim : *input.type.shape)
    shape.push_back(dim.value.value_or(1));
  if (isTooLarge(shape, getElementType(context, input.type.element)))
    return diag::error(Code::LimitExceeded,
                       "{0}: input {1} is {2} and takes more than 2^47 bytes",
                       model.fileName, quote(input.name), toString(input.type));
  return llvm::Error::success();
}

static llvm::Expected<Plan> makePlan(const Model &model,
                                     const ImportOptions &options,
                                     MLIRContext *context) {
  Plan plan;
  const Graph &graph = model.graph;
  for (const Tensor &tensor : graph.initializers)
    plan.initializers[tensor.name] = &tensor;
  for (const ValueInfo &input : graph.inputs) {
    if (plan.initializers.contains(input.name))
      continue; // a constant with a default is a constant
    if (auto error = checkInput(model, input, context))
      return error;
    plan.inputs.push_back(&input);
    plan.types[input.name] = &input.type;
  }
  for (const ValueInfo &info : graph.valueInfos)
    plan.types[info.name] = &info.type;
  for (const ValueInfo &info : graph.outputs)
    plan.types[info.name] = &info.type;

  llvm::StringSet<> defined, wanted;
  for (const ValueInfo *input : plan.inputs)
    defined.insert(input->name);
  for (const Tensor &tensor : graph.initializers)
    defined.insert(tensor.name);
  for (const Node &node : graph.nodes)
    for (const std::string &output : node.outputs)
      defined.insert(output);
  plan.outputs = options.outputs;
  if (plan.outputs.empty())
    for (const ValueInfo &output : graph.outputs)
      plan.outputs.push_back(output.name);
  for (const std::string &output : plan.outputs) {
    if (output.empty() || !defined.contains(output))
      return diag::error(Code::CommandLine,
                         "{0}: no value of the model is called {1}",
                         model.fileName, quote(output));
    wanted.insert(output);
  }
  plan.nodes = findNeeded(graph, wanted);
  return plan;
}

//===- One try ----------------------------------------------------------===//

namespace {
// What names mean: in the model, and in each subgraph that is being imported.
struct Scope {
  llvm::StringMap<ImportedValue> values;
  llvm::StringMap<const Tensor *> initializers;
  llvm::StringMap<const onnx::Type *> types;
};

class Try : Subgraphs {
public:
  Try(const Model &model, const Plan &plan, Symbols &symbols,
      const OperatorTable &operators, files::FileSet &files,
      MLIRContext &context)
      : model(model), plan(plan), symbols(symbols), operators(operators),
        files(files), context(context), builder(&context) {}

  // Null where nodes were rejected or the symbols have changed.
  OwningOpRef<ModuleOp> run();
  Rejections rejections;
  std::vector<std::string> warnings;
  // A loop that was imported too often.
  std::optional<std::string> exhausted;

private:
  Location locate(StringRef name) {
    return NameLoc::get(builder.getStringAttr(name));
  }
  bool importGraph(const Graph &graph, StringRef name,
                   ArrayRef<ImportedValue> inputs,
                   SmallVectorImpl<ImportedValue> &results) override;
  ImportedValue *find(StringRef name);
  const Tensor *findInitializer(StringRef name) const;
  void importNode(const Node &node);
  void reject(const Node &node, ArrayRef<ImportedValue *> operands,
              std::string reason, bool isInvalid);
  void putPlaceholder(StringRef name);
  void checkResultTypes(NodeImporter &importer);
  LogicalResult returnOutputs(func::FuncOp function);

  const Model &model;
  const Plan &plan;
  Symbols &symbols;
  const OperatorTable &operators;
  files::FileSet &files;
  MLIRContext &context;
  OpBuilder builder;
  std::deque<Scope> scopes; // the innermost last; stay where they are
  BoundSizes boundSizes;
  llvm::DenseMap<const Graph *, unsigned> graphImports;
};
} // namespace

const Tensor *Try::findInitializer(StringRef name) const {
  for (const Scope &scope : llvm::reverse(scopes))
    if (const Tensor *tensor = scope.initializers.lookup(name))
      return tensor;
  return nullptr;
}

// Null for what a rejected node should have made. What is known of a value
// around a subgraph, but is no operation yet, becomes one inside.
ImportedValue *Try::find(StringRef name) {
  for (Scope &scope : llvm::reverse(scopes)) {
    auto known = scope.values.find(name);
    if (known == scope.values.end())
      continue;
    ImportedValue &value = known->second;
    if (value.value || &scope == &scopes.back())
      return &value;
    return &scopes.back().values.try_emplace(name, value).first->second;
  }
  const Tensor *tensor = findInitializer(name);
  if (!tensor)
    return nullptr;
  TypedAttr constant = getConstant(&context, *tensor,
                                   model.fileName + "#" + tensor->name, files);
  if (!constant)
    return nullptr;
  auto dense = dyn_cast<DenseElementsAttr>(mlir::Attribute(constant));
  ImportedValue value{cast<RankedTensorType>(constant.getType()), locate(name),
                      nullptr, dense ? getContents(dense) : std::nullopt,
                      constant};
  return &scopes.back()
              .values.try_emplace(name, std::move(value))
              .first->second;
}

void Try::reject(const Node &node, ArrayRef<ImportedValue *> operands,
                 std::string reason, bool isInvalid) {
  RejectedNode rejected{node.name, node.opType, node.domain, node.opset,
                        {},        reason,      isInvalid};
  if (rejected.name.empty())
    for (const std::string &output : node.outputs)
      if (rejected.name.empty())
        rejected.name = output;
  for (auto [name, operand] : llvm::zip(node.inputs, operands))
    if (!name.empty())
      rejected.inputs.push_back(
          operand ? name + " " + onnx::toString(operand->type) : name);
  if (rejections.nodes.empty())
    for (auto [name, operand] : llvm::zip(node.inputs, operands))
      if (operand && operand->value && !findInitializer(name) &&
          scopes.size() == 1 && !isa<BlockArgument>(operand->value) &&
          !llvm::is_contained(rejections.lastGood, name))
        rejections.lastGood.push_back(name);
  rejections.nodes.push_back(std::move(rejected));
}

// Stands for a value of a rejected node where the model declares its type, so
// that the nodes behind are checked too. The module is thrown away.
void Try::putPlaceholder(StringRef name) {
  const onnx::Type *type = scopes.back().types.lookup(name);
  if (name.empty() || !type || type->kind != onnx::Type::Tensor || !type->shape)
    return;
  mlir::Type element = getElementType(&context, type->element);
  SmallVector<DimExpr> dims;
  for (auto [index, dim] : llvm::enumerate(*type->shape))
    dims.push_back(
        dim.value
            ? DimExpr::constant(&context, *dim.value)
            : DimExpr::symbol(&context, dim.param.empty()
                                            ? (name + "." + Twine(index)).str()
                                            : dim.param));
  if (!element)
    return;
  mlir::Type tensor = dim::getTensorType(dims, element);
  auto cast = UnrealizedConversionCastOp::create(builder, locate(name), tensor,
                                                 ValueRange());
  scopes.back().values.try_emplace(
      name, ImportedValue{mlir::cast<RankedTensorType>(tensor), locate(name),
                          cast.getResult(0), std::nullopt, nullptr});
}

// Whether they cannot be shapes of one tensor.
static bool contradict(const std::vector<Dim> &declared, const Dims &computed) {
  return declared.size() != computed.size() ||
         llvm::any_of(llvm::zip(declared, computed), [](const auto &pair) {
           auto [dim, size] = pair;
           return dim.value && size.isConstant() &&
                  !size.isConstant(*dim.value);
         });
}

// Shapes that a model declares may be stale, and the model is right all the
// same; ONNX Runtime, too, warns of them. A wrong element type is an error for
// both.
void Try::checkResultTypes(NodeImporter &importer) {
  SmallVector<ElementType> elements;
  for (unsigned i = 0; i < importer.node.outputs.size(); ++i) {
    std::optional<ImportedValue> &result = importer.getResult(i);
    elements.push_back(result ? getElementType(result->type.getElementType())
                              : ElementType::UNDEFINED);
  }
  if (std::string broken = checkResults(importer.node, elements);
      !broken.empty())
    (void)importer.invalid("{0}", broken);
  for (auto [index, output] : llvm::enumerate(importer.node.outputs)) {
    const onnx::Type *declared = scopes.back().types.lookup(output);
    std::optional<ImportedValue> &result = importer.getResult(index);
    if (result && result->rankVaries && scopes.size() == 1 &&
        llvm::is_contained(plan.outputs, output))
      (void)importer.unsupported("output {0} is of rank {1} or less, as an If "
                                 "decides",
                                 quote(output), result->type.getRank());
    if (output.empty() || !declared || !result)
      continue;
    mlir::Type element = getElementType(&context, declared->element);
    if (element && element != result->type.getElementType())
      (void)importer.invalid("output {0} is declared {1} and computed as {2}",
                             quote(output), toString(*declared),
                             onnx::toString(result->type));
    else if (scopes.size() == 1 && llvm::is_contained(plan.outputs, output) &&
             declared->shape &&
             contradict(*declared->shape, dim::getDims(result->type)))
      warnings.push_back(llvm::formatv(
          "output {0} is declared {1} and computed as {2}", quote(output),
          toString(*declared), onnx::toString(result->type)));
  }
}

// As Symbols::checkOperands asks.
static std::optional<ImportedValue>
withCheckedSizes(const Node &node, Location location, ImportedValue &operand,
                 const Symbols &symbols, OpBuilder &builder) {
  Dims dims = dim::getDims(operand.type), checked;
  for (DimExpr dim : dims)
    checked.push_back(symbols.getCheckedSize(node, dim));
  if (checked == dims)
    return std::nullopt;
  for (auto [from, to] : llvm::zip(dims, checked))
    if (from != to)
      hf::CheckOp::create(builder, location, from.getAttr(), to.getAttr());
  RankedTensorType type =
      dim::getTensorType(checked, operand.type.getElementType());
  Value value = hf::RedimOp::create(builder, location, type,
                                    materialise(operand, builder));
  return ImportedValue{type,         location, value,
                       std::nullopt, nullptr,  operand.rankVaries};
}

void Try::importNode(const Node &node) {
  SmallVector<ImportedValue *> operands;
  SmallVector<std::string> missing;
  std::deque<ImportedValue> checked;
  StringRef name = node.name;
  for (const std::string &output : node.outputs)
    if (name.empty())
      name = output;
  for (const std::string &input : node.inputs) {
    operands.push_back(input.empty() ? nullptr : find(input));
    if (!input.empty() && !operands.back())
      missing.push_back(input);
    else if (!input.empty())
      if (auto value = withCheckedSizes(node, locate(name), *operands.back(),
                                        symbols, builder))
        operands.back() = &checked.emplace_back(std::move(*value));
  }
  std::string reason;
  const Operator *op = operators.find(node, reason);
  bool isInvalid = false;
  if (op && !missing.empty()) {
    if (const Tensor *tensor = findInitializer(missing.front())) {
      reason = llvm::formatv("{0} has elements of type {1}",
                             quote(missing.front()), getName(tensor->type));
    } else {
      ++rejections.skipped;
      return;
    }
  } else if (op) {
    size_t present = llvm::count_if(operands, [](auto *o) { return o; });
    SmallVector<ElementType> elements;
    for (const ImportedValue *operand : operands)
      elements.push_back(operand
                             ? getElementType(operand->type.getElementType())
                             : ElementType::UNDEFINED);
    std::string broken = checkSchema(node, elements);
    NodeImporter importer(node, operands, builder, symbols, boundSizes, *this,
                          files, locate(name));
    size_t before = rejections.nodes.size() + rejections.skipped;
    if (!broken.empty())
      (void)importer.invalid("{0}", broken);
    else if (std::string shown = findShownRank(node, operands); !shown.empty())
      (void)importer.unsupported("{0}", shown);
    else if (present < op->minInputs)
      (void)importer.invalid("it has {0} inputs and needs {1}", present,
                             op->minInputs);
    else if (succeeded(op->function(importer)))
      (void)importer.checkComplete();
    if (!importer.hasFailed())
      checkResultTypes(importer);
    if (!importer.hasFailed()) {
      for (auto [index, output] : llvm::enumerate(node.outputs))
        if (!output.empty())
          scopes.back().values.try_emplace(output, *importer.getResult(index));
      return;
    }
    // It failed for a node inside of it, which was rejected.
    if (rejections.nodes.size() + rejections.skipped != before) {
      for (const std::string &output : node.outputs)
        putPlaceholder(output);
      return;
    }
    reason = importer.getReason();
    isInvalid = importer.isInvalid();
  }
  if (symbols.hasChanged())
    return;
  reject(node, operands, std::move(reason), isInvalid);
  for (const std::string &output : node.outputs)
    putPlaceholder(output);
}

bool Try::importGraph(const Graph &graph, StringRef name,
                      ArrayRef<ImportedValue> inputs,
                      SmallVectorImpl<ImportedValue> &results) {
  if (!exhausted && ++graphImports[&graph] > maxGraphImports)
    exhausted = name.str();
  if (exhausted) {
    ++rejections.skipped;
    return false;
  }
  Scope &scope = scopes.emplace_back();
  boundSizes.blocks.push_back(builder.getInsertionBlock());
  std::string around = symbols.enterScope(name);
  llvm::StringSet<> wanted;
  for (const Tensor &tensor : graph.initializers)
    scope.initializers[tensor.name] = &tensor;
  for (const auto *infos : {&graph.inputs, &graph.valueInfos, &graph.outputs})
    for (const ValueInfo &info : *infos)
      scope.types[info.name] = &info.type;
  for (auto [info, value] : llvm::zip(graph.inputs, inputs))
    scope.values.try_emplace(info.name, value);
  for (const ValueInfo &output : graph.outputs)
    wanted.insert(output.name);
  for (const Node *node : findNeeded(graph, wanted)) {
    importNode(*node);
    if (symbols.hasChanged())
      break;
  }
  bool complete = !symbols.hasChanged();
  for (const ValueInfo &output : graph.outputs) {
    ImportedValue *value = complete ? find(output.name) : nullptr;
    if (!value) {
      complete = false;
      break;
    }
    materialise(*value, builder);
    results.push_back(*value);
  }
  if (!complete && !symbols.hasChanged())
    ++rejections.skipped; // the node around it
  symbols.leaveScope(around);
  boundSizes.blocks.pop_back();
  scopes.pop_back();
  return complete;
}

LogicalResult Try::returnOutputs(func::FuncOp function) {
  SmallVector<Value> results;
  SmallVector<mlir::Attribute> attributes;
  for (const std::string &output : plan.outputs) {
    ImportedValue *value = find(output);
    if (!value)
      return failure();
    results.push_back(materialise(*value, builder));
    attributes.push_back(builder.getDictionaryAttr(
        builder.getNamedAttr("hfc.name", builder.getStringAttr(output))));
  }
  func::ReturnOp::create(builder, function.getLoc(), results);
  function.setType(FunctionType::get(&context, function.getArgumentTypes(),
                                     TypeRange(ValueRange(results))));
  function.setResAttrsAttr(builder.getArrayAttr(attributes));
  return success();
}

OwningOpRef<ModuleOp> Try::run() {
  Location location = locate(model.fileName);
  OwningOpRef<ModuleOp> module = ModuleOp::create(location);
  SmallVector<mlir::Type> types;
  SmallVector<mlir::Attribute> attributes;
  SmallVector<Location> locations;
  for (const ValueInfo *input : plan.inputs) {
    types.push_back(
        dim::getTensorType(symbols.getInputDims(*input),
                           getElementType(&context, input->type.element)));
    attributes.push_back(builder.getDictionaryAttr(
        builder.getNamedAttr("hfc.name", builder.getStringAttr(input->name))));
    locations.push_back(locate(input->name));
  }
  builder.setInsertionPointToEnd(module->getBody());
  auto function = func::FuncOp::create(builder, location, "main",
                                       builder.getFunctionType(types, {}));
  function.setArgAttrsAttr(builder.getArrayAttr(attributes));
  function->setAttr("dim.symbols", symbols.getSymbolsAttr());
  Block *body = builder.createBlock(&function.getBody(), {}, types, locations);
  scopes.push_back({{}, plan.initializers, plan.types});
  boundSizes.blocks.push_back(body);
  for (auto [input, argument] : llvm::zip(plan.inputs, body->getArguments()))
    scopes.back().values.try_emplace(
        input->name,
        ImportedValue{cast<RankedTensorType>(argument.getType()),
                      argument.getLoc(), argument, std::nullopt, nullptr});
  for (const Node *node : plan.nodes) {
    importNode(*node);
    if (symbols.hasChanged())
      return nullptr;
  }
  if (!rejections.nodes.empty() || failed(returnOutputs(function)))
    return nullptr;
  return module;
}

//===- The import -------------------------------------------------------===//

llvm::Expected<OwningOpRef<ModuleOp>>
hfc::onnx::importModel(MLIRContext &context, const Model &model,
                       files::FileSet &files, const ImportOptions &options) {
  context.loadDialect<func::FuncDialect, hf::HFCDialect>();
  llvm::Expected<Plan> plan = makePlan(model, options, &context);
  if (!plan)
    return plan.takeError();
  llvm::Expected<Symbols> symbols =
      Symbols::create(&context, plan->inputs, options.dims);
  if (!symbols)
    return symbols.takeError();
  OperatorTable operators;
  for (unsigned round = 0; round != maxAssumptions; ++round) {
    Try attempt(model, *plan, *symbols, operators, files, context);
    OwningOpRef<ModuleOp> module = attempt.run();
    if (symbols->hasChanged()) {
      symbols->startAgain();
      continue;
    }
    if (attempt.exhausted)
      return diag::error(Code::LimitExceeded,
                         "{0}: node {1}: loops around it are nested too deep: "
                         "its graph was imported {2} times to find the types "
                         "of values that they carry",
                         model.fileName, quote(*attempt.exhausted),
                         maxGraphImports);
    if (module) {
      for (const std::string &warning : attempt.warnings)
        emitWarning(module->getLoc()) << warning;
      return module;
    }
    Rejections &rejections = attempt.rejections;
    if (rejections.nodes.empty())
      return diag::error(Code::FormatFeature,
                         "{0}: an output is a constant of a type that hfc does "
                         "not compute with",
                         model.fileName);
    rejections.model = model.fileName;
    rejections.nodeCount = model.graph.nodes.size();
    auto opset = model.opsetImports.find("");
    rejections.opset = opset == model.opsetImports.end() ? 0 : opset->second;
    return llvm::make_error<UnsupportedNodesError>(std::move(rejections));
  }
  return diag::error(Code::LimitExceeded,
                     "{0}: its symbolic dims depend on each other in more than "
                     "{1} ways",
                     model.fileName, maxAssumptions);
}
