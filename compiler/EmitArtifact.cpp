// One plan operation, one table. Values are numbered in the order of the plan,
// so the same plan is the same bytes.
#include "compiler/EmitArtifact.h"
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
#include "dialects/Plan/Segments.h"
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
  void emitDims(func::FuncOp op);
  void emitSegments(func::FuncOp op);
  void emitBlock(Block &block);
  void emitOperation(Operation *op);
  void findPlaces(func::FuncOp op);
  void emitIf(plan::IfOp op);
  void emitLoop(plan::LoopOp op);
  void emitYield(plan::LoopOp loop, plan::YieldOp yield);

  template <typename Table> Table *emitStep(Table table) {
    auto step = std::make_unique<artifact::StepT>();
    step->action.Set(std::move(table));
    function->steps.push_back(std::move(step));
    return static_cast<Table *>(function->steps.back()->action.value);
  }
  void emitCopy(uint32_t source, uint32_t target);
  // Unless it lies there.
  void emitCopy(Value source, Value target);
  void emitCheck(dim::DimExpr lhs, dim::DimExpr rhs, Location location);
  void emitSet(StringRef symbol, dim::DimExpr size);
  void emitOpen(StringRef segment, bool keep);
  // Symbols that are dims of `types` become the dims of the values there.
  void emitSymbols(std::optional<ArrayAttr> symbols, TypeRange types,
                   ValueRange values, Location location);

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
  std::optional<plan::BoundSymbols> bound;
  llvm::StringMap<uint32_t> segments; // by symbol
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
         bool taken = true;
         auto take = [&](ArrayRef<uint8_t> bytes) {
           taken = sink({bytes.data(), bytes.size()});
           return taken ? llvm::Error::success()
                        : diag::error(diag::Code::CannotWriteFile,
                                      "the output cannot be written");
         };
         if (auto error = evaluateParts(value, files, take))
           return artifact::Failure{taken ? diag::Code::CannotReadFile
                                          : diag::Code::CannotWriteFile,
                                    llvm::toString(std::move(error))};
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

// The number of a value; views share the place of what they show.
uint32_t Emitter::addValue(Value value) {
  if (auto known = values.find(value); known != values.end())
    return known->second;
  auto entry = makeValue(value);
  Value base = plan::placeOf(value);
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
    auto loop = dyn_cast<plan::LoopOp>(op);
    if (loop && loop.isGrowing(number))
      entry->index = segments.at(loop.getSegmentName(number));
    else if (auto *last =
                 bound->getLast(cast<RankedTensorType>(base.getType())))
      entry->index = segments.lookup(last->name);
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

void Emitter::emitCopy(uint32_t source, uint32_t target) {
  artifact::CopyT table;
  table.source = source;
  table.target = target;
  emitStep(std::move(table));
}

void Emitter::emitCopy(Value source, Value target) {
  if (plan::placeOf(source) != plan::placeOf(target))
    emitCopy(addValue(source), addValue(target));
}

void Emitter::emitCheck(dim::DimExpr lhs, dim::DimExpr rhs, Location location) {
  artifact::CheckT table;
  table.lhs = assemble(lhs, dims);
  table.rhs = assemble(rhs, dims);
  table.source = sourceOf(location);
  emitStep(std::move(table));
}

void Emitter::emitSet(StringRef symbol, dim::DimExpr size) {
  artifact::SetT table;
  table.dim = dims.at(symbol);
  table.size = assemble(size, dims);
  table.segment = segments.lookup(symbol);
  emitStep(std::move(table));
}

void Emitter::emitOpen(StringRef segment, bool keep) {
  artifact::OpenT table;
  table.segment = segments.lookup(segment);
  table.keep = keep;
  if (table.segment)
    emitStep(std::move(table));
}

void Emitter::emitSymbols(std::optional<ArrayAttr> symbols, TypeRange types,
                          ValueRange values, Location location) {
  if (!symbols)
    return;
  for (auto symbol : symbols->getAsRange<dim::SymbolAttr>()) {
    StringRef name = symbol.getSymbol();
    dim::DimExpr size;
    for (auto [type, value] : llvm::zip(types, values))
      for (auto [to, from] :
           llvm::zip(dim::getDims(cast<RankedTensorType>(type)),
                     dim::getDims(value))) {
        if (to.getSymbol() != name)
          continue;
        if (!size)
          size = from;
        else if (size != from)
          emitCheck(size, from, location);
      }
    if (size.getSymbol() != name)
      emitSet(name, size);
  }
}

void Emitter::emitBlock(Block &block) {
  for (Operation &op : block.without_terminator())
    emitOperation(&op);
}

void Emitter::emitIf(plan::IfOp op) {
  artifact::IfT table;
  table.value = addValue(op.getCondition());
  uint32_t lengths[2];
  auto *step = emitStep(std::move(table));
  for (auto [region, length] : llvm::zip(op->getRegions(), lengths)) {
    size_t begin = function->steps.size();
    Block &block = region.front();
    emitBlock(block);
    ValueRange values = block.getTerminator()->getOperands();
    emitSymbols(op.getSymbols(), op.getResultTypes(), values, op.getLoc());
    for (auto [value, result] : llvm::zip(values, op.getResults()))
      emitCopy(value, result);
    length = function->steps.size() - begin;
  }
  step->yes = lengths[0];
  step->no = lengths[1];
}

void Emitter::emitLoop(plan::LoopOp op) {
  unsigned carried = op.getInits().size();
  emitSymbols(op.getSymbols(),
              TypeRange(op.getResultTypes()).take_front(carried), op.getInits(),
              op.getLoc());
  for (auto [init, result] : llvm::zip(op.getInits(), op.getResults()))
    emitCopy(init, result);
  artifact::LoopT table;
  table.dim = dims.at(op.getCounter());
  table.trip = assemble(
      op.getTrip() ? dim::DimExpr(*op.getTrip())
                   : dim::DimExpr::constant(op.getContext(), INT32_MAX),
      dims);
  if (op.getConditional())
    table.condition = addValue(op.getResult(0));
  auto openSegments = [&] {
    emitOpen(op.getCounter(), false);
    for (unsigned i = carried; i < op.getNumResults(); ++i)
      if (op.isGrowing(i))
        emitOpen(op.getSegmentName(i), true);
  };
  auto *step = emitStep(std::move(table));
  size_t begin = function->steps.size();
  openSegments();
  Block &body = op.getBody().front();
  emitBlock(body);
  emitYield(op, cast<plan::YieldOp>(body.getTerminator()));
  step->steps = function->steps.size() - begin;
  openSegments(); // over the number of iterations now
}

// Stacks and carried values of constant size first: what they are made of is
// over symbols that change then.
void Emitter::emitYield(plan::LoopOp loop, plan::YieldOp yield) {
  unsigned carried = loop.getInits().size();
  auto counter = dim::DimExpr::symbol(loop.getContext(), loop.getCounter());
  auto changes = [&](unsigned i) {
    return yield.getOperand(i).getType() != loop.getResult(i).getType();
  };
  for (unsigned i = carried; i < loop.getNumResults(); ++i) {
    Value value = yield.getOperand(i), stack = loop.getResult(i);
    auto type = cast<RankedTensorType>(value.getType());
    int64_t size = (type.getElementTypeBitWidth() + 7) / 8;
    const artifact::ValueT &whole = *function->values[addValue(stack)];
    auto place = makeValue(value);
    place->place = whole.place;
    place->index = whole.index;
    auto start = dim::DimExpr(
        loop->getAttrOfType<dim::ShapeAttr>("offsets").getDims()[i]);
    place->offset =
        assemble(start + counter * dim::numElements(type) * size, dims);
    uint32_t source = addValue(value);
    function->values.push_back(std::move(place));
    emitCopy(source, function->values.size() - 1);
  }
  for (unsigned i = 0; i < carried; ++i)
    if (!changes(i))
      emitCopy(yield.getOperand(i), loop.getResult(i));
  emitSymbols(loop.getSymbols(),
              TypeRange(loop.getResultTypes()).take_front(carried),
              yield.getOperands().take_front(carried), loop.getLoc());
  for (unsigned i = 0; i < carried; ++i)
    if (changes(i))
      emitCopy(yield.getOperand(i), loop.getResult(i));
}

void Emitter::emitOperation(Operation *op) {
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
        emitStep(std::move(table));
      })
      .Case<plan::CopyOp>([&](plan::CopyOp copy) {
        emitCopy(addValue(copy.getOperand()), addValue(copy.getResult()));
      })
      .Case<plan::BindOp>([&](plan::BindOp bind) {
        artifact::BindT table;
        table.dim = dims.at(bind.getSymbol());
        table.value = addValue(bind.getValue());
        table.segment = segments.lookup(bind.getSymbol());
        emitStep(std::move(table));
      })
      .Case<plan::CheckOp>([&](plan::CheckOp check) {
        emitCheck(check.getLhs(), check.getRhs(), check.getLoc());
      })
      .Case<plan::SetOp>(
          [&](plan::SetOp set) { emitSet(set.getSymbol(), set.getValue()); })
      .Case<plan::IfOp>([&](plan::IfOp branch) { emitIf(branch); })
      .Case<plan::LoopOp>([&](plan::LoopOp loop) { emitLoop(loop); });
}

void Emitter::emitDims(func::FuncOp op) {
  auto add = [&](StringRef name, dim::SymbolRange range, bool isBound) {
    auto dim = std::make_unique<artifact::DimT>();
    dim->name = name.str();
    dim->min = range.min;
    dim->max = std::min<int64_t>(range.max, INT32_MAX);
    dim->divisor = range.divisor;
    dim->bound = isBound;
    dims[dim->name] = function->dims.size();
    function->dims.push_back(std::move(dim));
  };
  dims.clear();
  if (auto symbols = op->getAttrOfType<ArrayAttr>("dim.symbols"))
    for (auto symbol : symbols.getAsRange<dim::SymbolAttr>())
      add(symbol.getSymbol(),
          {symbol.getMin(), symbol.getMax(), symbol.getDivisor()}, false);
  bound.emplace(op);
  for (const plan::BoundSymbol &symbol : bound->get())
    add(symbol.name, symbol.range, true);
}

void Emitter::emitSegments(func::FuncOp op) {
  segments.clear();
  function->segments.push_back(
      assemble(op->getAttrOfType<dim::ExprAttr>(plan::arenaAttr), dims));
  if (auto list = op->getAttrOfType<ArrayAttr>(plan::segmentsAttr))
    for (auto segment : list.getAsRange<ArrayAttr>()) {
      segments[cast<StringAttr>(segment[0])] = function->segments.size();
      function->segments.push_back(
          assemble(cast<dim::ExprAttr>(segment[1]), dims));
    }
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
    kept[plan::baseOf(append.getAdded())] = {kept.at(append.getState()).first,
                                             bytesOf(append.getState())};
  for (OpOperand &operand : block.getTerminator()->getOpOperands()) {
    Value base = plan::baseOf(operand.get());
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
  values.clear();
  inputs.clear();
  outputs.clear();
  kept.clear();
  emitDims(op);
  emitSegments(op);

  Block &block = op.getBody().front();
  Operation *ret = block.getTerminator();
  findPlaces(op);
  for (BlockArgument argument : block.getArguments())
    if (inputs.contains(argument))
      function->inputs.push_back(
          makeTensor(op.getArgAttrDict(argument.getArgNumber()), argument,
                     "input", argument.getArgNumber()));
  emitBlock(block);
  for (OpOperand &operand : ret->getOpOperands()) {
    unsigned index = operand.getOperandNumber();
    if (!getResultState(op, index))
      function->outputs.push_back(makeTensor(op.getResultAttrDict(index),
                                             operand.get(), "output", index));
  }
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

void Emitter::emitMetadata(ModuleOp module) {
  tables.metadata.clear(); // all families say the same
  if (auto metadata = module->getAttrOfType<DictionaryAttr>(hf::metadataAttr))
    for (NamedAttribute entry : metadata)
      tables.metadata.push_back(makeKeyValue(
          entry.getName().str(), cast<StringAttr>(entry.getValue()).str()));
}

llvm::Error Emitter::write(StringRef path, const Provenance &source) {
  tables.provenance = makeProvenance(source);
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
  Emitter emitter(files);
  for (CompiledFamily &family : families)
    emitter.emitFamily(family);
  return emitter.write(path, provenance);
}
