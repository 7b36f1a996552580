//===- PackConstants.cpp - constants as contractions read them ------------===//
// before:   kernel.contract %a, %b maps [(m, n, k) -> (m, k)], [(m, n, k) ->
// (k, n)]       %b: tensor<384x1536xf32> after:    … [(m, n, k) -> (n floordiv
// 48, k, n mod 48)]                                  %b: tensor<32x384x48xf32>
// needs:    form-kernels     leaves: operands that are no constant at some
// dispatch, or that the kernel reads elsewhere
#include "dialects/Plan/PlanDialect.h"
#include "passes/plan/Passes.h"
#include "targets/interface/Target.h"

namespace hfc::plan {
#define GEN_PASS_DEF_PACKCONSTANTS
#include "passes/plan/Passes.h.inc"
} // namespace hfc::plan

using namespace mlir;
using namespace hfc;
using namespace hfc::plan;

namespace {

struct PackConstantsPass : plan::impl::PackConstantsBase<PackConstantsPass> {
  const target::Target *target = nullptr;
  target::Precision precision = target::Precision::f32;

  void runOnOperation() override {
    if (!target)
      return;
    llvm::MapVector<StringAttr, SmallVector<DispatchOp>> dispatches;
    getOperation().walk([&](DispatchOp op) {
      dispatches[op.getKernelAttr().getAttr()].push_back(op);
    });
    SymbolTable symbols(getOperation());
    for (auto &[name, calls] : dispatches)
      symbols.lookup<func::FuncOp>(name).walk(
          [&](kernel::ContractOp op) { pack(op, calls); });
  }

  void pack(kernel::ContractOp op, ArrayRef<DispatchOp> calls);
};

} // namespace

void PackConstantsPass::pack(kernel::ContractOp op,
                             ArrayRef<DispatchOp> calls) {
  auto argument = dyn_cast<BlockArgument>(op.getRhs());
  auto function = op->getParentOfType<func::FuncOp>();
  if (!argument || !argument.hasOneUse())
    return;
  unsigned index = argument.getArgNumber();
  SmallVector<target::Packing> packings;
  for (DispatchOp call : calls) {
    auto constant = call.getOperands()[index].getDefiningOp<ConstantOp>();
    auto packing = constant ? target->pack(op, constant.getValue(), precision)
                            : std::optional<target::Packing>();
    if (!packing || (!packings.empty() && packing->map != packings[0].map))
      return;
    packings.push_back(*packing);
  }

  argument.setType(packings[0].constant.getType());
  op.setRhsMap(packings[0].map);
  function.setType(FunctionType::get(&getContext(),
                                     function.getBody().getArgumentTypes(),
                                     function.getResultTypes()));
  for (auto [i, packing] : llvm::enumerate(packings)) {
    DispatchOp call = calls[i];
    OpBuilder builder(call);
    call.getOperandsMutable()[index].set(ConstantOp::create(
        builder, call.getOperands()[index].getLoc(), packing.constant));
    ++packed;
  }
}

std::unique_ptr<Pass>
plan::createPackConstantsPass(const target::Target &target,
                              target::Precision precision) {
  auto pass = std::make_unique<PackConstantsPass>();
  pass->target = &target;
  pass->precision = precision;
  return pass;
}
