// One plan operation, one table. Values are numbered in the order of the plan,
// so the same plan is the same bytes.
#include "compiler/EmitArtifact.h"
#include "artifact/Sha256.h"
#include "artifact/Writer.h"
#include "artifact/kernel_abi.h"
#include "compiler/DimAssembly.h"
#include "compiler/ElementTypes.h"
#include "compiler/Flops.h"
#include "compiler/Sources.h"
#include "compiler/StateTables.h"
#include "compiler/Weights.h"
#include "diagnostics/Error.h"
#include "dialects/Dim/DimTypes.h"
#include "dialects/HFC/HFCDialect.h"
#include "dialects/HFC/InputRanges.h"
#include "dialects/Plan/PlanDialect.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace hfc;
using namespace mlir;

namespace {

class Emitter {
public:
  explicit Emitter(const files::FileSet &files) : files(files), state(tables) {}

  void emitFamily(CompiledFamily &family);
  llvm::Error write(StringRef path, const Provenance &provenance);

private:
  void emitFunction(func::FuncOp function, StringRef family);
  void emitMetadata(ModuleOp module);
  void emitKernels(ModuleOp module, ArrayRef<CompiledTarget> targets);
  void emitExecutables(ArrayRef<CompiledTarget> targets);
  uint32_t addConstant(TypedAttr value, Location location);
  uint32_t addValue(Value value);
  std::unique_ptr<artifact::ValueT> makeValue(Value value);
  std::unique_ptr<artifact::TensorT> makeTensor(DictionaryAttr attributes,
                                                Value value, StringRef kind,
                                                unsigned index);
  void emitOperation(Operation *op);
  void findPlaces(func::FuncOp op);

  const files::FileSet &files;
  artifact::ArtifactT tables;
  artifact::Contents contents;
  StateTables state;
  llvm::DenseMap<Attribute, uint32_t> constants;

  // Of the family at hand.
  llvm::StringMap<uint32_t> kernels;

  // Of the function at hand.
  artifact::FunctionT *function = nullptr;
  DimNumbers dims;
  llvm::DenseMap<Value, uint32_t> values;
  llvm::DenseMap<Value, uint32_t> inputs;  // arguments that are no state
  llvm::DenseMap<Value, uint32_t> outputs; // bases of what is returned
  // Bases of what becomes part of a state: which, and at which byte of it.
  llvm::DenseMap<Value, std::pair<uint32_t, dim::DimExpr>> kept;
};

} // namespace

uint32_t Emitter::addConstant(TypedAttr value, Location location) {
  auto [known, fresh] = constants.try_emplace(value, tables.constants.size());
  if (!fresh)
    return known->second;
  auto type = cast<RankedTensorType>(value.getType());
  auto constant = std::make_unique<artifact::ConstantT>();
  constant->size = getConstantSize(type);
  constant->type = elementTypeOf(type);
  constant->shape.assign(type.getShape().begin(), type.getShape().end());
  constant->name = sourceOf(location);
  tables.constants.push_back(std::move(constant));
  contents.constants.push_back(
      {getConstantSize(type),
       [this, value](
           const artifact::ByteSink &sink) -> std::optional<artifact::Failure> {
         auto data = evaluateConstant(value, files);
         if (!data)
           return artifact::Failure{diag::Code::CannotReadFile,
                                    llvm::toString(data.takeError())};
         if (!sink({data->getBytes().data(), data->getBytes().size()}))
           return artifact::Failure{diag::Code::CannotWriteFile,
                                    "the output cannot be written"};
         return std::nullopt;
       }});
  return known->second;
}

static dim::DimExpr bytesOf(Value value) {
  auto type = cast<RankedTensorType>(value.getType());
  int64_t size = (type.getElementTypeBitWidth() + 7) / 8;
  return dim::numElements(type) * size;
}

std::unique_ptr<artifact::ValueT> Emitter::makeValue(Value value) {
  auto type = cast<RankedTensorType>(value.getType());
  auto result = std::make_unique<artifact::ValueT>();
  result->type = elementTypeOf(type);
  result->bytes = assemble(bytesOf(value), dims);
  for (dim::DimExpr dim : dim::getDims(type))
    result->shape.push_back(assemble(dim, dims));
  result->source = sourceOf(value.getLoc());
  return result;
}

static Value baseOf(Value value) {
  while (auto view = value.getDefiningOp<plan::ViewOp>())
    value = view.getOperand();
  return value;
}

// The number of a value; views share the place of what they show.
uint32_t Emitter::addValue(Value value) {
  if (auto known = values.find(value); known != values.end())
    return known->second;
  auto entry = makeValue(value);
  Value base = baseOf(value);
  auto zero = dim::DimExpr::constant(value.getContext(), 0);
  dim::DimExpr offset = zero;
  // A state that has grown begins where it did.
  if (auto append = base.getDefiningOp<plan::AppendOp>())
    base = append.getState();
  if (auto place = kept.find(base); place != kept.end()) {
    entry->place = artifact::Place::state;
    std::tie(entry->index, offset) = place->second;
  } else if (auto input = inputs.find(base); input != inputs.end()) {
    entry->place = artifact::Place::input;
    entry->index = input->second;
  } else if (auto constant = base.getDefiningOp<plan::ConstantOp>()) {
    entry->place = artifact::Place::constant;
    entry->index = addConstant(constant.getValue(), constant.getLoc());
  } else if (auto output = outputs.find(base); output != outputs.end()) {
    entry->place = artifact::Place::output;
    entry->index = output->second;
  } else {
    entry->place = artifact::Place::arena;
    Operation *op = base.getDefiningOp();
    unsigned number = cast<OpResult>(base).getResultNumber();
    offset = op->getAttrOfType<dim::ShapeAttr>("offsets").getDims()[number];
  }
  entry->offset = assemble(offset, dims);
  uint32_t number = function->values.size();
  function->values.push_back(std::move(entry));
  return values[value] = number;
}

std::unique_ptr<artifact::TensorT>
Emitter::makeTensor(DictionaryAttr attributes, Value value, StringRef kind,
                    unsigned index) {
  auto tensor = std::make_unique<artifact::TensorT>();
  auto name = attributes ? attributes.getAs<StringAttr>("hfc.name") : nullptr;
  tensor->name = name ? name.str() : (kind + Twine(index)).str();
  tensor->type = elementTypeOf(value.getType());
  for (dim::DimExpr dim : dim::getDims(cast<RankedTensorType>(value.getType())))
    tensor->shape.push_back(assemble(dim, dims));
  tensor->value = addValue(value);
  if (auto fill =
          attributes ? attributes.getAs<TypedAttr>("hfc.default") : nullptr)
    tensor->default_value = addConstant(fill, value.getLoc());
  if (auto range = attributes ? attributes.getAs<DenseI64ArrayAttr>(
                                    hf::inputRangeAttribute)
                              : nullptr) {
    tensor->least = range[0];
    tensor->most = range[1];
  }
  return tensor;
}

void Emitter::emitOperation(Operation *op) {
  auto step = std::make_unique<artifact::StepT>();
  llvm::TypeSwitch<Operation *>(op)
      .Case<plan::DispatchOp>([&](plan::DispatchOp dispatch) {
        artifact::DispatchT table;
        table.kernel = kernels.at(dispatch.getKernel());
        for (Value operand : dispatch.getOperands())
          table.args.push_back(addValue(operand));
        for (Value result : dispatch.getResults())
          table.args.push_back(addValue(result));
        for (dim::ExprAttr size : dispatch.getSizes().getDims())
          table.sizes.push_back(assemble(size, dims));
        table.source = sourceOf(op->getLoc());
        step->action.Set(std::move(table));
      })
      .Case<plan::CopyOp>([&](plan::CopyOp copy) {
        artifact::CopyT table;
        table.source = addValue(copy.getOperand());
        table.target = addValue(copy.getResult());
        step->action.Set(std::move(table));
      });
  if (step->action.type != artifact::Action::NONE)
    function->steps.push_back(std::move(step));
}

// Of all values that lie in no arena.
void Emitter::findPlaces(func::FuncOp op) {
  auto zero = dim::DimExpr::constant(op.getContext(), 0);
  Block &block = op.getBody().front();
  for (BlockArgument argument : block.getArguments())
    if (StringAttr name = getStateName(argument))
      kept[argument] = {state.indexOf(name), zero};
    else
      inputs.try_emplace(argument, inputs.size());
  for (auto append : block.getOps<plan::AppendOp>())
    kept[baseOf(append.getAdded())] = {kept.at(append.getState()).first,
                                       bytesOf(append.getState())};
  for (OpOperand &operand : block.getTerminator()->getOpOperands()) {
    Value base = baseOf(operand.get());
    StringAttr name = getResultState(op, operand.getOperandNumber());
    if (!name)
      outputs.try_emplace(base, outputs.size());
    else if (!base.getDefiningOp<plan::AppendOp>())
      kept[base] = {state.indexOf(name), zero};
  }
}

void Emitter::emitFunction(func::FuncOp op, StringRef family) {
  tables.functions.push_back(std::make_unique<artifact::FunctionT>());
  function = tables.functions.back().get();
  function->name = op.getName().str();
  function->family = family.str();
  dims.clear();
  values.clear();
  inputs.clear();
  outputs.clear();
  kept.clear();
  if (auto symbols = op->getAttrOfType<ArrayAttr>("dim.symbols"))
    for (auto symbol : symbols.getAsRange<dim::SymbolAttr>()) {
      auto dim = std::make_unique<artifact::DimT>();
      dim->name = symbol.getSymbol().str();
      dim->min = symbol.getMin();
      dim->max = std::min<int64_t>(symbol.getMax(), INT32_MAX);
      dim->divisor = symbol.getDivisor();
      dims[dim->name] = function->dims.size();
      function->dims.push_back(std::move(dim));
    }

  Block &block = op.getBody().front();
  Operation *ret = block.getTerminator();
  findPlaces(op);
  for (BlockArgument argument : block.getArguments())
    if (inputs.contains(argument))
      function->inputs.push_back(
          makeTensor(op.getArgAttrDict(argument.getArgNumber()), argument,
                     "input", argument.getArgNumber()));
  for (Operation &inner : block.without_terminator())
    emitOperation(&inner);
  for (OpOperand &operand : ret->getOpOperands()) {
    unsigned index = operand.getOperandNumber();
    if (!getResultState(op, index))
      function->outputs.push_back(makeTensor(op.getResultAttrDict(index),
                                             operand.get(), "output", index));
  }
  function->segments.push_back(
      assemble(op->getAttrOfType<dim::ExprAttr>(plan::arenaAttr), dims));
  state.complete(*function, op, dims);
}

static DimNumbers numbersOf(func::FuncOp kernel) {
  DimNumbers numbers;
  for (unsigned i = 0; i < kernel.getNumArguments(); ++i)
    if (auto symbol =
            kernel.getArgAttrOfType<StringAttr>(i, kernel::symbolAttr))
      numbers[symbol] = numbers.size();
  return numbers;
}

static std::unique_ptr<artifact::GpuT>
makeGpu(const target::GpuResources &resources) {
  auto gpu = std::make_unique<artifact::GpuT>();
  gpu->workgroup = resources.workgroup;
  gpu->wave = resources.wave;
  gpu->kernarg = resources.kernargBytes;
  gpu->lds = resources.ldsBytes;
  gpu->vgprs = resources.vgprs;
  gpu->agprs = resources.agprs;
  gpu->sgprs = resources.sgprs;
  gpu->spills = resources.spills;
  gpu->occupancy = resources.occupancy;
  gpu->matrix = resources.matrixPercent;
  gpu->reason = resources.reason;
  return gpu;
}

void Emitter::emitKernels(ModuleOp module, ArrayRef<CompiledTarget> targets) {
  llvm::StringMap<DimNumbers> numbers;
  for (auto kernel : module.getOps<func::FuncOp>()) {
    if (!kernel->hasAttr(kernel::entryAttr))
      continue;
    DimNumbers &own = numbers[kernel.getName()] = numbersOf(kernel);
    auto table = std::make_unique<artifact::KernelT>();
    table->name = kernel.getName().str();
    table->operands = kernel.getNumArguments() - own.size();
    table->results = kernel.getNumResults();
    table->sizes = own.size();
    table->flops = assemble(countFlops(kernel), own);
    kernels[table->name] = tables.kernels.size();
    tables.kernels.push_back(std::move(table));
  }
  for (auto [i, compiled] : llvm::enumerate(targets))
    for (const target::Entry &entry : compiled.executable.entries) {
      const DimNumbers &own = numbers[entry.kernel];
      auto table = std::make_unique<artifact::EntryT>();
      table->guard = assembleGuard(entry.guard, own);
      table->executable = tables.executables.size() + i;
      table->symbol = entry.symbol;
      table->grid = assemble(entry.grid, own);
      table->scratch = entry.scratch;
      table->strategy = entry.strategy;
      if (entry.gpu)
        table->gpu = makeGpu(*entry.gpu);
      tables.kernels[kernels.at(entry.kernel)]->entries.push_back(
          std::move(table));
    }
}

void Emitter::emitExecutables(ArrayRef<CompiledTarget> targets) {
  for (const CompiledTarget &compiled : targets) {
    auto table = std::make_unique<artifact::ExecutableT>();
    table->family = compiled.target->getFamily().str();
    table->chip = compiled.chip->name.str();
    table->features = compiled.executable.features;
    bool isGpu = llvm::any_of(
        compiled.executable.entries,
        [](const target::Entry &entry) { return entry.gpu.has_value(); });
    table->abi = isGpu ? HFC_GPU_ABI_VERSION : HFC_KERNEL_ABI_VERSION;
    tables.executables.push_back(std::move(table));
    const std::vector<char> &image = compiled.executable.image;
    contents.images.emplace_back(
        reinterpret_cast<const uint8_t *>(image.data()), image.size());
  }
}

// With the processor's instructions: a model is hashed in a moment.
static std::vector<uint8_t> hashOf(ArrayRef<uint8_t> bytes) {
  artifact::Digest hash = artifact::Sha256::of(bytes.data(), bytes.size());
  return {hash.begin(), hash.end()};
}

static std::unique_ptr<artifact::KeyValueT> pair(std::string key,
                                                 std::string value) {
  auto entry = std::make_unique<artifact::KeyValueT>();
  entry->key = std::move(key);
  entry->value = std::move(value);
  return entry;
}

void Emitter::emitMetadata(ModuleOp module) {
  tables.metadata.clear(); // all families say the same
  if (auto metadata = module->getAttrOfType<DictionaryAttr>(hf::metadataAttr))
    for (NamedAttribute entry : metadata)
      tables.metadata.push_back(pair(entry.getName().str(),
                                     cast<StringAttr>(entry.getValue()).str()));
}

llvm::Error Emitter::write(StringRef path, const Provenance &source) {
  auto provenance = std::make_unique<artifact::ProvenanceT>();
  provenance->compiler = "hfc " HFC_VERSION;
  provenance->llvm = LLVM_VERSION_STRING;
  provenance->model_format = source.modelFormat;
  for (const auto &[key, value] : source.options)
    provenance->options.push_back(pair(key, value));
  std::string all;
  for (const std::string &name : source.files) {
    std::string hash = llvm::toHex(hashOf(files.find(name)->getBytes()), true);
    all += hash;
    provenance->files.push_back(pair(name, hash));
  }
  provenance->model_sha256 = hashOf(llvm::arrayRefFromStringRef(all));
  tables.provenance = std::move(provenance);
  tables.flush_subnormals = source.flushSubnormals;
  if (auto failure = artifact::writeArtifact(path.str(), tables, contents))
    return diag::error(failure->code, failure->message);
  return llvm::Error::success();
}

void Emitter::emitFamily(CompiledFamily &family) {
  size_t known = tables.constants.size();
  kernels.clear();
  state.collect(family.plan);
  emitMetadata(family.plan);
  emitKernels(family.plan, family.targets);
  emitExecutables(family.targets);
  StringRef name = family.targets.front().target->getFamily();
  for (auto function : family.plan.getOps<func::FuncOp>())
    if (!function->hasAttr(kernel::entryAttr))
      emitFunction(function, name);
  for (size_t i = known; i < tables.constants.size(); ++i)
    family.constantBytes += tables.constants[i]->size;
}

llvm::Error hfc::emitArtifact(StringRef path,
                              std::vector<CompiledFamily> &families,
                              const files::FileSet &files,
                              const Provenance &provenance) {
  plan::BindOp bind;
  for (CompiledFamily &family : families)
    family.plan.walk([&](plan::BindOp op) { bind = op; });
  if (bind)
    return diag::error(diag::Code::UnsupportedNodes,
                       "the size {0} depends on data, which no artifact can "
                       "say",
                       bind.getSymbol());
  Emitter emitter(files);
  for (CompiledFamily &family : families)
    emitter.emitFamily(family);
  return emitter.write(path, provenance);
}
