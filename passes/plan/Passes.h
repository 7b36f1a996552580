// Passes from the hfc dialect to a plan: see Passes.td.
#ifndef HFC_PASSES_PLAN_PASSES_H
#define HFC_PASSES_PLAN_PASSES_H

#include "dialects/Kernel/KernelDialect.h"
#include "dialects/Plan/PlanDialect.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Pass/Pass.h"

namespace hfc::target {
class Target;
enum class Precision;
} // namespace hfc::target

namespace hfc::plan {

// For a target; the registered pass has none.
std::unique_ptr<mlir::Pass>
createPackConstantsPass(const target::Target &target,
                        target::Precision precision);

#define GEN_PASS_DECL
#include "passes/plan/Passes.h.inc"
#define GEN_PASS_REGISTRATION
#include "passes/plan/Passes.h.inc"

} // namespace hfc::plan
#endif
