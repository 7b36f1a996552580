// See Registration.h.
#include "tools/hfc-opt/Registration.h"
#include "dialects/Dim/DimDialect.h"
#include "dialects/HFC/HFCDialect.h"
#include "dialects/Kernel/KernelDialect.h"
#include "dialects/Plan/PlanDialect.h"
#include "mlir/Transforms/Passes.h"
#include "passes/graph/Passes.h"
#include "passes/plan/Passes.h"
#include "targets/x86/Passes.h"
#include "targets/x86/X86Target.h"

void hfc::registerDialects(mlir::DialectRegistry &registry) {
  registry.insert<mlir::arith::ArithDialect, mlir::func::FuncDialect,
                  mlir::LLVM::LLVMDialect, mlir::math::MathDialect,
                  mlir::scf::SCFDialect, mlir::vector::VectorDialect,
                  dim::DimDialect, hf::HFCDialect, kernel::KernelDialect,
                  plan::PlanDialect>();
}

void hfc::registerPasses() {
  mlir::registerTransformsPasses();
  graph::registerGraphPasses();
  plan::registerHFCPlanPasses();
  x86::registerX86Passes();
  static mlir::PassPipelineRegistration<> packForX86(
      "pack-constants-x86", "pack-constants, with the layouts of x86",
      [](mlir::OpPassManager &pm) {
        pm.addPass(plan::createPackConstantsPass(x86::getTarget(),
                                                 target::Precision::f32));
      });
}
