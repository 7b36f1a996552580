//===- FormKernels.cpp - outline work into kernels ------------------------===//
// before:   %0 = hfc.contract "mk,kn->mn" %x, %w     %1 = hfc.add %0, %bias %2
// = hfc.reshape %1 after:    %1 = plan.dispatch @contract_add(%x, %w, %bias)
// sizes <s>     %2 = plan.view %1 needs:    a function of hfc operations
// leaves: functions that are kernels already
#include "dialects/HFC/HFCDialect.h"
#include "dialects/Plan/PlanDialect.h"
#include "passes/plan/KernelBuilder.h"
#include "passes/plan/Passes.h"
#include "llvm/ADT/StringSet.h"

namespace hfc::plan {
#define GEN_PASS_DEF_FORMKERNELS
#include "passes/plan/Passes.h.inc"
} // namespace hfc::plan

using namespace mlir;
using namespace hfc;
using namespace hfc::plan;
using dim::DimExpr;

namespace {

struct FormKernelsPass : plan::impl::FormKernelsBase<FormKernelsPass> {
  void runOnOperation() override {
    for (auto function : llvm::to_vector(getOperation().getOps<func::FuncOp>()))
      if (!function->hasAttr(kernel::entryAttr) && !function.isExternal())
        form(function);
  }

  void form(func::FuncOp function);
  void form(Block &block);
  Value lookup(Value value) { return memory.lookupOrDefault(value); }
  void returnResults(OpBuilder &builder, func::ReturnOp ret);
  void yieldCarried(OpBuilder &builder, hf::YieldOp yield, LoopOp loop,
                    MutableArrayRef<Value> values);
  func::FuncOp insert(OutlinedKernel &kernel);

  llvm::StringMap<func::FuncOp> kernels; // by text without the name
  // Of the function at hand.
  func::FuncOp function;
  IRMapping memory;                  // of values of the model, where they lie
  llvm::SmallDenseSet<Value> placed; // outside of the arena
};

} // namespace

// The kernel in the module that equals this one, which it becomes if there is
// none.
func::FuncOp FormKernelsPass::insert(OutlinedKernel &kernel) {
  func::FuncOp function = *kernel.function;
  std::string name = function.getName().str(), text;
  function.setName("kernel");
  llvm::raw_string_ostream os(text);
  function.print(os, OpPrintingFlags().useLocalScope());
  auto [found, fresh] = kernels.try_emplace(text, function);
  if (fresh) {
    ++formed;
    function.setName(name);
    SymbolTable(getOperation()).insert(kernel.function.release());
  }
  return found->second;
}

// What is appended but not returned as the same state is a tensor like others.
static void concatenateUnkept(func::FuncOp function) {
  auto isKept = [&](hf::AppendOp append) {
    auto argument = cast<BlockArgument>(append.getState());
    auto name = function.getArgAttr(argument.getArgNumber(), hf::stateAttr);
    return name && llvm::any_of(append->getUses(), [&](OpOperand &use) {
             return isa<func::ReturnOp>(use.getOwner()) &&
                    function.getResultAttr(use.getOperandNumber(),
                                           hf::stateAttr) == name;
           });
  };
  for (auto append : llvm::make_early_inc_range(
           function.getBody().front().getOps<hf::AppendOp>())) {
    if (isKept(append))
      continue;
    OpBuilder builder(append);
    append.replaceAllUsesWith(
        hf::ConcatOp::create(builder, append.getLoc(),
                             ValueRange{append.getState(), append.getAdded()},
                             uint64_t{0})
            .getResult());
    append.erase();
  }
}

// Whether the value is written before the schedule knows a size under which it
// is returned (hfc.redim).
static bool isTooEarly(Operation *written, Value value) {
  llvm::StringSet<> symbols;
  for (DimExpr dim : dim::getDims(value))
    for (StringRef symbol : dim.getSymbols())
      symbols.insert(symbol);
  for (Operation *op = written; op; op = op->getNextNode()) {
    if (auto bind = dyn_cast<plan::BindOp>(op))
      if (symbols.contains(bind.getSymbol()))
        return true;
    if (auto counter = op->getAttrOfType<StringAttr>("counter"))
      if (symbols.contains(counter.getValue()))
        return true;
    if (auto given = op->getAttrOfType<ArrayAttr>("symbols"))
      for (auto symbol : given.getAsRange<dim::SymbolAttr>())
        if (symbols.contains(symbol.getSymbol().getValue()))
          return true;
  }
  return false;
}

// Results and what is appended to state are memory of their own: the value, or
// a copy of it.
static Value takePlace(OpBuilder &builder, Location location, Value value,
                       llvm::SmallDenseSet<Value> &placed) {
  Value base = baseOf(value);
  if (isa_and_nonnull<plan::DispatchOp, plan::CopyOp, plan::IfOp>(
          base.getDefiningOp()) &&
      !isTooEarly(base.getDefiningOp(), value) && placed.insert(base).second)
    return value;
  Value copy =
      plan::CopyOp::create(builder, location, value.getType(), value, nullptr);
  placed.insert(copy);
  return copy;
}

// The argument that brings this state; null: the function only makes it.
static Value findState(func::FuncOp function, StringAttr name) {
  for (BlockArgument argument : function.getArguments())
    if (function.getArgAttr(argument.getArgNumber(), hf::stateAttr) == name)
      return argument;
  return nullptr;
}

// The new value of a state. One that is not the old with something behind it is
// copied at the end, when nobody reads the old any more.
static Value takeState(OpBuilder &builder, Location location, Value value,
                       Value old, llvm::SmallDenseSet<Value> &placed) {
  if (!old)
    return takePlace(builder, location, value, placed);
  auto append = value.getDefiningOp<plan::AppendOp>();
  if (value == old || (append && append.getState() == old))
    return value;
  return plan::CopyOp::create(builder, location, value.getType(), value,
                              nullptr);
}

void FormKernelsPass::returnResults(OpBuilder &builder, func::ReturnOp ret) {
  for (OpOperand &operand : ret->getOpOperands()) {
    Value value = lookup(operand.get());
    unsigned index = operand.getOperandNumber();
    if (auto name =
            function.getResultAttrOfType<StringAttr>(index, hf::stateAttr))
      operand.set(takeState(builder, ret.getLoc(), value,
                            findState(function, name), placed));
    else
      operand.set(takePlace(builder, ret.getLoc(), value, placed));
  }
}

// What a region yields to be carried becomes what may be copied to its place
// at the end, in any order: no other carried value, and over symbols that do
// not change then.
void FormKernelsPass::yieldCarried(OpBuilder &builder, hf::YieldOp yield,
                                   LoopOp loop, MutableArrayRef<Value> values) {
  Location location = yield.getLoc();
  Block &body = loop.getBody().front();
  llvm::StringMap<DimExpr> next; // sizes of symbols that change
  if (auto symbols = loop.getSymbols())
    for (auto symbol : symbols->getAsRange<dim::SymbolAttr>()) {
      StringRef name = symbol.getSymbol();
      DimExpr size;
      for (auto [value, argument] : llvm::zip(values, body.getArguments()))
        for (auto [from, to] :
             llvm::zip(dim::getDims(value), dim::getDims(argument))) {
          if (to.getSymbol() != name)
            continue;
          if (!size)
            size = from;
          else if (size != from)
            CheckOp::create(builder, location, size.getAttr(), from.getAttr());
        }
      if (size.getSymbol() == name)
        continue;
      std::string fresh = (name + ".next").str();
      SetOp::create(builder, location, fresh, size.getAttr());
      next[name] = DimExpr::symbol(&getContext(), fresh);
    }
  for (auto [value, argument] : llvm::zip(values, body.getArguments())) {
    auto type = cast<RankedTensorType>(argument.getType());
    auto dims = llvm::map_to_vector(dim::getDims(type), [&](DimExpr dim) {
      return dim.substitute([&](StringRef name) -> std::optional<DimExpr> {
        auto found = next.find(name);
        return found == next.end() ? std::nullopt
                                   : std::optional(found->second);
      });
    });
    RankedTensorType wanted = dim::getTensorType(dims, type.getElementType());
    auto base = dyn_cast<BlockArgument>(baseOf(value));
    bool isCarried = base && base.getOwner() == &body && value != argument;
    bool changes = wanted != type;
    if (value.getType() != wanted)
      value = ViewOp::create(builder, location, wanted, value);
    if (changes || isCarried)
      value = CopyOp::create(builder, location, wanted, value, nullptr);
  }
}

void FormKernelsPass::form(func::FuncOp given) {
  function = given;
  concatenateUnkept(function);
  memory.clear();
  placed.clear();
  form(function.getBody().front());
}

void FormKernelsPass::form(Block &block) {
  Fusion fusion(block);
  OpBuilder builder(&getContext());

  for (Operation &op : llvm::make_early_inc_range(block)) {
    builder.setInsertionPoint(&op);
    Location location = op.getLoc();
    if (auto constant = dyn_cast<hf::ConstantOp>(op)) {
      memory.map(
          constant.getResult(),
          plan::ConstantOp::create(builder, location, constant.getValue())
              .getResult());
    } else if (isView(&op)) {
      memory.map(op.getResult(0),
                 plan::ViewOp::create(builder, location,
                                      op.getResult(0).getType(),
                                      lookup(op.getOperand(0)))
                     .getResult());
    } else if (auto append = dyn_cast<hf::AppendOp>(op)) {
      Value added =
          takePlace(builder, location, lookup(append.getAdded()), placed);
      memory.map(append.getResult(),
                 plan::AppendOp::create(builder, location,
                                        append.getResult().getType(), added,
                                        append.getState())
                     .getResult());
    } else if (auto bind = dyn_cast<hf::BindOp>(op)) {
      plan::BindOp::create(builder, location, bind.getSymbol(), bind.getMin(),
                           bind.getMax(), lookup(bind.getValue()));
    } else if (auto check = dyn_cast<hf::CheckOp>(op)) {
      plan::CheckOp::create(builder, location, check.getLhs(), check.getRhs());
    } else if (auto branch = dyn_cast<hf::IfOp>(op)) {
      auto made = plan::IfOp::create(builder, location, op.getResultTypes(),
                                     lookup(branch.getCondition()),
                                     branch.getSymbolsAttr(), nullptr);
      for (auto [from, to] : llvm::zip(op.getRegions(), made->getRegions())) {
        to.takeBody(from);
        form(to.front());
      }
      memory.map(branch.getResults(), made.getResults());
    } else if (auto loop = dyn_cast<hf::LoopOp>(op)) {
      auto inits = llvm::map_to_vector(
          loop.getInits(), [&](Value init) { return lookup(init); });
      auto made = plan::LoopOp::create(builder, location, op.getResultTypes(),
                                       loop.getCounter(), loop.getTripAttr(),
                                       loop.getConditional(),
                                       loop.getSymbolsAttr(), inits, nullptr);
      made.getBody().takeBody(loop.getBody());
      form(made.getBody().front());
      memory.map(loop.getResults(), made.getResults());
    } else if (auto yield = dyn_cast<hf::YieldOp>(op)) {
      auto values = llvm::map_to_vector(
          yield.getOperands(), [&](Value value) { return lookup(value); });
      if (auto loop = dyn_cast<plan::LoopOp>(op.getParentOp()))
        yieldCarried(
            builder, yield, loop,
            MutableArrayRef(values).take_front(loop.getInits().size()));
      plan::YieldOp::create(builder, location, values);
    } else if (auto ret = dyn_cast<func::ReturnOp>(op)) {
      returnResults(builder, ret);
    } else if (fusion.isRoot(&op)) {
      OutlinedKernel kernel = buildKernel(fusion, &op);
      SmallVector<Value> operands = kernel.operands;
      SmallVector<dim::DimExpr> sizes = kernel.sizes;
      func::FuncOp callee = insert(kernel);
      SmallVector<Location> locations;
      for (Operation *member : fusion.getMembers(&op))
        locations.push_back(member->getLoc());
      for (Value &operand : operands)
        operand = lookup(operand);
      auto dispatch = plan::DispatchOp::create(
          builder, FusedLoc::get(&getContext(), locations), op.getResultTypes(),
          callee.getName(), operands, dim::getShapeAttr(&getContext(), sizes),
          nullptr);
      memory.map(op.getResult(0), dispatch.getResult(0));
      ++dispatched;
    }
  }
  for (Operation &op : llvm::make_early_inc_range(llvm::reverse(block)))
    if (isa<hf::HFCDialect>(op.getDialect())) {
      op.dropAllUses();
      op.erase();
    }
}
