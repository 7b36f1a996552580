// hfc-opt: reads IR, runs passes named on the command line, prints IR. For lit.
#include "dialects/Dim/DimDialect.h"
#include "dialects/HFC/HFCDialect.h"
#include "dialects/Kernel/KernelDialect.h"
#include "dialects/Plan/PlanDialect.h"
#include "mlir/Tools/mlir-opt/MlirOptMain.h"
#include "mlir/Transforms/Passes.h"
#include "passes/graph/Passes.h"
#include "passes/plan/Passes.h"
#include "targets/x86/Passes.h"

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  registry.insert<mlir::arith::ArithDialect, mlir::func::FuncDialect,
                  mlir::LLVM::LLVMDialect, mlir::math::MathDialect,
                  mlir::scf::SCFDialect, mlir::vector::VectorDialect,
                  hfc::dim::DimDialect, hfc::hf::HFCDialect,
                  hfc::kernel::KernelDialect, hfc::plan::PlanDialect>();
  mlir::registerTransformsPasses();
  hfc::graph::registerGraphPasses();
  hfc::plan::registerHFCPlanPasses();
  hfc::x86::registerX86Passes();
  return mlir::asMainReturnCode(
      mlir::MlirOptMain(argc, argv, "hfc-opt: passes of hfc", registry));
}
