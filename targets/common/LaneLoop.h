// The loop along the index that lanes stand for: steps of several registers,
// then masked steps of one.
#ifndef HFC_TARGETS_COMMON_LANELOOP_H
#define HFC_TARGETS_COMMON_LANELOOP_H

#include "targets/common/ProgramEmitter.h"

namespace hfc::codegen {

struct LanePlan {
  int64_t main; // lanes of a step without mask, a multiple of tail
  int64_t tail;
  std::optional<int64_t> size; // where it is known
  bool hasMain() const { return !size || *size >= main; }
  bool hasTail() const { return main > 1 && (!size || *size % main != 0); }
  // Whether the steps of the tail need a mask.
  bool isRagged() const { return !size || *size % tail != 0; }
};

// `registerLanes` lanes fill a register; at most `unroll` registers a step.
LanePlan planLanes(std::optional<int64_t> size, int64_t registerLanes,
                   int64_t unroll);

struct LaneStep {
  LaneValue index;
  int64_t lanes;
  mlir::Value mask;
  bool isMain;
};
using LaneBody =
    llvm::function_ref<Values(const LaneStep &, mlir::ValueRange carried)>;

// Runs over [low, high), where low is a multiple of plan.main. The main steps
// carry `carriedByMain`, the others `carriedByTail`; both are updated.
void emitLaneLoop(CodeBuilder &b, const LanePlan &plan, mlir::Value low,
                  mlir::Value high, Values &carriedByMain,
                  Values &carriedByTail, LaneBody body);

// Lanes of a register for the widest type that a program computes with, in
// operations for which `counts` is true.
int64_t registerLanesOf(
    mlir::Block &program, llvm::function_ref<bool(mlir::Operation &)> counts =
                              [](mlir::Operation &) { return true; });

// How often a loop runs, as far as costs are concerned.
double tripsOf(mlir::Value size);

// Emits `body` where it is thrown away again: to know its cost.
void emitProbe(CodeBuilder &b, llvm::function_ref<void()> body);

// The loops that a box of indices needs: dims of size 1 have none, and dims
// that every access steps through as through one are one, whose index stands
// in the place of the last while the others are 0.
struct LoopDim {
  dim::DimExpr size;
  unsigned argument; // of the program's block
};
struct LoopBox {
  llvm::SmallVector<LoopDim> loops;
  llvm::SmallVector<unsigned> zeros;
};
LoopBox collapseBox(mlir::Block &program, llvm::ArrayRef<dim::DimExpr> dims);

} // namespace hfc::codegen
#endif
