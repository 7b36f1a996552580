// The phases. A builder is a list of passes; at -O0 only what is needed for a
// plan runs.
#include "compiler/Pipeline.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Transforms/Passes.h"
#include "passes/graph/Passes.h"
#include "passes/plan/Passes.h"

using namespace hfc;
using namespace mlir;

static void buildImport(OpPassManager &, const target::Target &,
                        const target::Options &) {}

static void buildGraph(OpPassManager &module, const target::Target &target,
                       const target::Options &options) {
  auto &pm = module.nest<func::FuncOp>();
  pm.addPass(graph::createSimplify());
  pm.addPass(graph::createHoistScales());
  if (options.optimization == 0)
    return;
  if (target::Bytes bytes = target.multipliesBytes();
      bytes != target::Bytes::none)
    pm.addPass(graph::createIntegerSums({bytes == target::Bytes::withSign}));
  if (target.multipliesFloat8())
    pm.addPass(graph::createFloat8Products());
  pm.addPass(graph::createFoldConstants());
  pm.addPass(graph::createSimplify());
  // Dims in the order and number in which operations need them.
  pm.addPass(graph::createEliminateReshapes());
  pm.addPass(graph::createFuseBatchNorm());
  pm.addPass(graph::createChannelsLast());
  pm.addPass(graph::createSeparatePads());
  pm.addPass(graph::createEliminateTransposes());
  pm.addPass(graph::createSimplify());
  // Composites, small ones first.
  pm.addPass(graph::createFuseSoftmax());
  pm.addPass(graph::createFuseLayerNorm());
  pm.addPass(graph::createFuseGelu());
  pm.addPass(graph::createFuseAttention());
  pm.addPass(graph::createMergeProjections());
  // What they left behind.
  pm.addPass(graph::createEliminateReshapes());
  pm.addPass(graph::createEliminateTransposes());
  pm.addPass(graph::createFoldConstants());
  pm.addPass(graph::createSimplify());
}

static void buildPlan(OpPassManager &pm, const target::Target &target,
                      const target::Options &options) {
  pm.addPass(plan::createFormKernels());
  pm.addPass(plan::createPackConstantsPass(target, options.precision));
  auto &kernels = pm.nest<func::FuncOp>();
  kernels.addPass(createCSEPass());
  pm.addPass(plan::createPlanMemory());
}

llvm::ArrayRef<Phase> hfc::getPhases() {
  static const Phase phases[] = {
      {"import", "the model as the frontend gives it", buildImport},
      {"hfc", "the model simplified, composites recognised", buildGraph},
      {"plan", "kernels, the schedule of their dispatches, memory", buildPlan},
  };
  return phases;
}
