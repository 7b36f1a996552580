#include "targets/x86/Passes.h"
#include "dialects/Dim/DimTypes.h"
#include "dialects/Kernel/KernelDialect.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"
#include "targets/common/SimplifyPrograms.h"
#include "targets/x86/KernelFunction.h"
#include "targets/x86/LowerToLLVM.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::codegen;
using namespace hfc::x86;

namespace {

// What the plan is told stands on the function: x86.grid, x86.strategy.
struct LowerKernels : PassWrapper<LowerKernels, OperationPass<ModuleOp>> {
  MLIR_DEFINE_EXPLICIT_INTERNAL_INLINE_TYPE_ID(LowerKernels)
  StringRef getArgument() const final { return "x86-lower-kernels"; }
  StringRef getDescription() const final {
    return "kernels as functions of loops and vectors";
  }
  void getDependentDialects(DialectRegistry &registry) const final {
    registry.insert<arith::ArithDialect, LLVM::LLVMDialect, math::MathDialect,
                    scf::SCFDialect, vector::VectorDialect>();
  }

  void runOnOperation() final {
    auto kernels = llvm::to_vector(getOperation().getOps<func::FuncOp>());
    for (func::FuncOp kernel : kernels) {
      if (!kernel->hasAttr(kernel::entryAttr))
        continue;
      std::string name = kernel.getName().str();
      simplifyPrograms(kernel, dim::getSymbolRanges(kernel));
      auto lowered = lowerKernel(kernel, /*optimization=*/3);
      if (failed(lowered))
        return signalPassFailure();
      auto function = getOperation().lookupSymbol<func::FuncOp>(name);
      Builder b(&getContext());
      function->setAttr("x86.grid", lowered->grid.getAttr());
      function->setAttr("x86.strategy", b.getStringAttr(lowered->strategy));
    }
  }
};

} // namespace

void hfc::x86::registerX86Passes() {
  PassRegistration<LowerKernels>();
  PassPipelineRegistration<>("x86-to-llvm",
                             "functions of loops and vectors to llvm",
                             buildLowerToLLVM);
}
