//===- FormKernels.cpp - outline work into kernels ------------------------===//
// before:   %0 = hfc.contract "mk,kn->mn" %x, %w     %1 = hfc.add %0, %bias %2
// = hfc.reshape %1 after:    %1 = plan.dispatch @contract_add(%x, %w, %bias)
// sizes <s>     %2 = plan.view %1 needs:    a function of hfc operations
// leaves: functions that are kernels already
#include "dialects/HFC/HFCDialect.h"
#include "dialects/Plan/PlanDialect.h"
#include "passes/plan/KernelBuilder.h"
#include "passes/plan/Passes.h"

namespace hfc::plan {
#define GEN_PASS_DEF_FORMKERNELS
#include "passes/plan/Passes.h.inc"
} // namespace hfc::plan

using namespace mlir;
using namespace hfc;
using namespace hfc::plan;

namespace {

struct FormKernelsPass : plan::impl::FormKernelsBase<FormKernelsPass> {
  void runOnOperation() override {
    for (auto function : llvm::to_vector(getOperation().getOps<func::FuncOp>()))
      if (!function->hasAttr(kernel::entryAttr) && !function.isExternal())
        form(function);
  }

  void form(func::FuncOp function);
  func::FuncOp insert(OutlinedKernel &kernel);

  llvm::StringMap<func::FuncOp> kernels; // by text without the name
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

void FormKernelsPass::form(func::FuncOp function) {
  Fusion fusion(function);
  Block &block = function.getBody().front();
  IRMapping memory; // of values of the model, where they lie
  OpBuilder builder(&getContext());
  auto lookup = [&](Value value) { return memory.lookupOrDefault(value); };

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
    } else if (auto bind = dyn_cast<hf::BindOp>(op)) {
      plan::BindOp::create(builder, location, bind.getSymbol(), bind.getMin(),
                           bind.getMax(), lookup(bind.getValue()));
    } else if (auto ret = dyn_cast<func::ReturnOp>(op)) {
      // Each result is memory of its own.
      llvm::SmallDenseSet<Value> returned;
      for (OpOperand &operand : ret->getOpOperands()) {
        Value value = lookup(operand.get()), base = value;
        while (auto view = base.getDefiningOp<plan::ViewOp>())
          base = view.getOperand();
        if (!base.getDefiningOp() || base.getDefiningOp<plan::ConstantOp>() ||
            !returned.insert(base).second)
          value = plan::CopyOp::create(builder, location, value.getType(),
                                       value, nullptr);
        operand.set(value);
      }
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
