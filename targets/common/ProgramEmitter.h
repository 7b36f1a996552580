// Emits a scalar program (the body of kernel.map, kernel.reduce, the epilogue
// of kernel.contract, the scores of kernel.attention) for some lanes at once.
//
// Every value of the program is, for the lanes at hand, one of
//   uniform   one scalar for all
//   affine    an index: that of lane 0 plus lane * stride
//   vector    one element a lane
// Loads at affine places are loads of whole vectors where the stride is 1,
// gathers otherwise; at uniform places they stay scalar. Index arithmetic stays
// affine as far as it can be shown to: the known divisor of an index proves
// that (8 * t + lane) floordiv 32 is the same for 8 lanes.
//
// A reduction that does not depend on the lanes is itself vectorised.
#ifndef HFC_TARGETS_COMMON_PROGRAMEMITTER_H
#define HFC_TARGETS_COMMON_PROGRAMEMITTER_H

#include "dialects/Kernel/KernelDialect.h"
#include "targets/common/KernelContext.h"

namespace hfc::codegen {

struct LaneValue {
  mlir::Value value; // uniform: the scalar; affine: of lane 0; else a vector
  mlir::Value stride = {}; // affine only
  int64_t divisor = 1;     // divides the index of lane 0

  static LaneValue uniform(mlir::Value scalar, int64_t divisor = 1) {
    return {scalar, {}, divisor};
  }
  bool isUniform() const {
    return !stride && !mlir::isa<mlir::VectorType>(value.getType());
  }
  bool isAffine() const { return static_cast<bool>(stride); }
  bool isVector() const { return !isUniform() && !isAffine(); }
};

// What a program costs, in instructions, as far as emitted.
struct ProgramCost {
  double total = 0;
  double weight = 1; // how often what is being emitted runs
  double length = 0; // of what works on vectors, run once
};

class ProgramEmitter {
public:
  // lanes 1: everything is uniform. A null mask: all lanes.
  ProgramEmitter(CodeBuilder &b, const KernelContext &context, int64_t lanes,
                 mlir::Value mask = {}, ProgramCost *cost = nullptr)
      : b(b), context(context), lanes(lanes), mask(mask), cost(cost) {}

  void bind(mlir::Value argument, LaneValue value) { values[argument] = value; }
  bool has(mlir::Value value) const { return values.contains(value); }
  LaneValue get(mlir::Value value);
  // The same values for other lanes: those that matter must be uniform.
  ProgramEmitter forLanes(int64_t newLanes, mlir::Value newMask,
                          ProgramCost *newCost) const;

  void emit(mlir::Operation &op);
  // All but the terminator.
  void emitBody(mlir::Block &block);
  // As a vector; a scalar where lanes is 1.
  mlir::Value whole(const LaneValue &value);
  mlir::Value wholeOf(mlir::Value value) { return whole(get(value)); }

  // Lanes are those along the last dim of the address.
  void store(mlir::Value vector, mlir::Value pointer, mlir::Type element,
             const LaneValue &offset);
  // What store() wrote: at a uniform place for one lane, else of stride 1.
  mlir::Value loadBack(mlir::Value pointer, mlir::Type element,
                       const LaneValue &offset);
  // The row-major place of an element.
  LaneValue offsetOf(mlir::RankedTensorType type,
                     llvm::ArrayRef<LaneValue> indices);

  // For an affine place whose neighbours are those of another index's next
  // value: vectors for that many values of it, as many as there are lanes.
  Values loadSquare(kernel::LoadOp op, const LaneValue &offset);

  LaneValue add(const LaneValue &x, const LaneValue &y);
  LaneValue multiply(const LaneValue &x, const LaneValue &y);

  CodeBuilder &b;
  const KernelContext &context;
  const int64_t lanes;
  const mlir::Value mask;
  ProgramCost *const cost;
  // Who shares the reductions that are emitted directly (not within others).
  const ThreadGroup *group = nullptr;

private:
  // Null where the operation needs whole vectors.
  std::optional<LaneValue> emitIndexOp(mlir::Operation &op);
  std::optional<LaneValue> emitCompare(mlir::arith::CmpIOp op);
  LaneValue divide(const LaneValue &x, int64_t divisor, bool remainder,
                   mlir::Operation &op);
  void emitLoad(kernel::LoadOp op);
  LaneValue loadUniform(kernel::LoadOp op, mlir::Value pointer,
                        mlir::Value offset);
  mlir::Value loadLanes(kernel::LoadOp op, mlir::Value pointer,
                        const LaneValue &offset, mlir::Value guard);
  LaneValue loadByThread(kernel::LoadOp op, mlir::Value pointer,
                         const LaneValue &offset);
  mlir::Value gather(mlir::Value pointer, mlir::Type element,
                     const LaneValue &offset, mlir::Value guard);
  void emitReduce(kernel::ReduceOp op);
  mlir::Value laneNumbers(mlir::Type element);
  void charge(double instructions) {
    chargeUniform(instructions);
    if (cost)
      cost->length += instructions;
  }
  void chargeUniform(double instructions) {
    if (cost)
      cost->total += cost->weight * instructions;
  }
  double registersOf(mlir::Type element) const;

  llvm::DenseMap<mlir::Value, LaneValue> values;
};

// How elements lie in memory: bool is a byte.
mlir::Type storedType(mlir::Type element);

// KernelContext::program.
mlir::Value emitProgram(CodeBuilder &b, const KernelContext &context,
                        mlir::Block &block, mlir::ValueRange arguments,
                        unsigned vectorized, int64_t lanes, mlir::Value mask);

} // namespace hfc::codegen
#endif
