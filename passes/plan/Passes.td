// Passes from the hfc dialect to a plan of kernels. Declared here, one file each.
#ifndef HFC_PASSES_PLAN_PASSES_TD
#define HFC_PASSES_PLAN_PASSES_TD

include "mlir/Pass/PassBase.td"

def FormKernels : Pass<"form-kernels", "::mlir::ModuleOp"> {
  let summary = "outline the work of a function into kernels, equal ones once, and leave a schedule of dispatches";
  let description = [{
    Decides which values lie in memory (Fusion.h), writes a kernel for each (KernelBuilder.h) and replaces the
    operations of the function by those of the plan dialect. Kernels of equal structure are one function.
  }];
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::func::FuncDialect", "::mlir::math::MathDialect",
                           "::hfc::kernel::KernelDialect", "::hfc::plan::PlanDialect"];
  let statistics = [Statistic<"formed", "formed", "Kernels that differ">, Statistic<"dispatched", "dispatched", "Dispatches">];
}

def PackConstants : Pass<"pack-constants", "::mlir::ModuleOp"> {
  let summary = "store the constant right operands of contractions as the target reads them";
  let description = [{
    The layout is a property of the target's family, element type and shape (Target::pack). The kernel's operand and its
    map change, and each dispatch gets a recipe for the packed constant. Without a target nothing changes.
  }];
  let dependentDialects = ["::hfc::kernel::KernelDialect", "::hfc::plan::PlanDialect"];
  let statistics = [Statistic<"packed", "packed", "Constants that were packed">];
}

def PlanMemory : Pass<"plan-memory", "::mlir::ModuleOp"> {
  let summary = "give every result of a dispatch its place in the arena, the caller's memory, or an operand's place";
  let description = [{
    Sizes are expressions over the function's dims, so a place is one too. A value takes the place of one that is dead
    and provably at least as large; what is free is found by lifetimes in program order.
  }];
  let statistics = [Statistic<"reused", "reused", "Results that took the place of a dead value">];
}

#endif
