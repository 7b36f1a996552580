// What the lowering of one kernel operation asks of the function around it.
// The map and reduce emitter vectorises scalar programs; the contraction and
// the attention emitters call it for their epilogues through `program`.
#ifndef HFC_TARGETS_COMMON_KERNELCONTEXT_H
#define HFC_TARGETS_COMMON_KERNELCONTEXT_H

#include "dialects/Dim/DimExpr.h"
#include "targets/common/CodeBuilder.h"

namespace hfc::codegen {

// Threads that compute one value together (a wave of a GPU).
struct ThreadGroup {
  mlir::Value thread; // this one's number, an index
  int64_t size;
  // A scalar of the thread whose number differs by these bits.
  std::function<mlir::Value(CodeBuilder &, mlir::Value, int64_t bits)> exchange;
};

struct KernelContext {
  // The buffer of an operand of the kernel: an !llvm.ptr.
  std::function<mlir::Value(mlir::Value tensor)> buffer;
  // A size as an index value; constants are constants.
  std::function<mlir::Value(CodeBuilder &, dim::DimExpr)> size;
  // What `block` (a region of map, contract or attention) yields, for `lanes`
  // elements at once. `arguments` are the block's: index values, of which
  // arguments[vectorized] is the first of `lanes` consecutive ones, and vectors
  // for sums and scores. Lanes outside `mask` (null: none) must not be read
  // from memory; what they yield is discarded.
  std::function<mlir::Value(CodeBuilder &, mlir::Block &block,
                            mlir::ValueRange arguments, unsigned vectorized,
                            int64_t lanes, mlir::Value mask)>
      program;
  // exp of a vector of f32, as math.exp of a program would be.
  std::function<mlir::Value(CodeBuilder &, mlir::Value)> exp;
  // The range of workgroups to compute, and the worker's scratch.
  mlir::Value begin, end, scratch;
};

// What the plan needs to know of an operation that was lowered.
struct LoweredOp {
  dim::DimExpr grid;
  uint64_t scratch = 0;
  std::string strategy; // "contract 8x48"
};

} // namespace hfc::codegen
#endif
