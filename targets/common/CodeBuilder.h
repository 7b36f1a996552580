// What emitters write code with: an OpBuilder that also knows index
// arithmetic (folded as it is built), pointers, vectors of 512 bits with
// masks, conversions between stored and computed types, and loops. Code is
// arith, math, scf and vector; memory is !llvm.ptr with llvm.load and
// llvm.store, so a pass lowers nothing but control flow.
#ifndef HFC_TARGETS_COMMON_CODEBUILDER_H
#define HFC_TARGETS_COMMON_CODEBUILDER_H

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/Builders.h"

namespace hfc::codegen {

// How an element lies in memory. Kernel integers carry no sign: isUnsigned
// says how they widen.
struct Storage {
  mlir::Type type;
  bool isUnsigned = false;

  int64_t bytes() const { return (type.getIntOrFloatBitWidth() + 7) / 8; }
};

using Values = llvm::SmallVector<mlir::Value>;

class CodeBuilder : public mlir::ImplicitLocOpBuilder {
public:
  using ImplicitLocOpBuilder::ImplicitLocOpBuilder;

  // The code is that of a GPU's thread: lanes are a few elements of its own, a
  // guarded load branches, nothing lies on a stack, no instruction gathers.
  bool simt = false;
  // The machine has an instruction that rounds f32 to bf16.
  bool roundsToBF16 = false;
  // Code may use AVX512-VNNI.
  bool vnni = false;

  // Index arithmetic. Operands are never negative.
  mlir::Value index(int64_t value);
  mlir::Value add(mlir::Value a, mlir::Value b);
  mlir::Value add(mlir::Value a, int64_t b) { return add(a, index(b)); }
  mlir::Value sub(mlir::Value a, mlir::Value b);
  mlir::Value mul(mlir::Value a, mlir::Value b);
  mlir::Value mul(mlir::Value a, int64_t b) { return mul(a, index(b)); }
  mlir::Value div(mlir::Value a, mlir::Value b);
  mlir::Value rem(mlir::Value a, mlir::Value b);
  mlir::Value ceilDiv(mlir::Value a, int64_t b);
  mlir::Value min(mlir::Value a, mlir::Value b);
  mlir::Value max(mlir::Value a, mlir::Value b);
  mlir::Value compare(mlir::arith::CmpIPredicate predicate, mlir::Value a,
                      mlir::Value b);
  mlir::Value select(mlir::Value condition, mlir::Value a, mlir::Value b);

  // Memory. Offsets count elements of `element`.
  mlir::Value offset(mlir::Value pointer, mlir::Type element,
                     mlir::Value elements);
  mlir::Value loadPointer(mlir::Value table, int64_t slot);
  mlir::Value loadSize(mlir::Value table, int64_t slot);
  // A scalar widened to `to`, which is f32, f64 or an integer.
  mlir::Value loadScalar(mlir::Value pointer, Storage from, mlir::Type to);
  // `lanes` consecutive elements widened to `to`; lanes outside `mask` are 0
  // and not touched. A null mask means all.
  mlir::Value loadVector(mlir::Value pointer, Storage from, mlir::Type to,
                         int64_t lanes, mlir::Value mask = {});
  // A vector or a scalar.
  void store(mlir::Value value, mlir::Value pointer, mlir::Value mask = {});
  // Into the second level of cache (prefetcht1).
  void prefetch(mlir::Value pointer);
  mlir::Value stackBuffer(mlir::Type element, int64_t elements);

  // Values.
  mlir::Value widen(mlir::Value value, bool isUnsigned, mlir::Type to);
  mlir::Value broadcast(mlir::Value scalar, int64_t lanes);
  mlir::Value zeros(mlir::Type element, int64_t lanes);
  mlir::Value splat(mlir::Type element, int64_t lanes, double value);
  // a * b + c, fused for floats.
  mlir::Value multiplyAdd(mlir::Value a, mlir::Value b, mlir::Value c);
  mlir::Value addValues(mlir::Value a, mlir::Value b);
  // True for the first `count` lanes; count may be negative or exceed them.
  mlir::Value firstLanes(mlir::Value count, int64_t lanes);

  // for (i = from; i < to; i += step) carried = body(i, carried)
  using Body =
      llvm::function_ref<Values(mlir::Value i, mlir::ValueRange carried)>;
  Values loop(mlir::Value from, mlir::Value to, int64_t step,
              mlir::ValueRange init, Body body);
  void loop(mlir::Value from, mlir::Value to, int64_t step,
            llvm::function_ref<void(mlir::Value i)> body);
  void when(mlir::Value condition, llvm::function_ref<void()> body);
  // Runs body(c) for the case c of `cases` that equals `value`.
  void dispatch(mlir::Value value, llvm::ArrayRef<int64_t> cases,
                llvm::function_ref<void(int64_t)> body);
};

std::optional<int64_t> constantOf(mlir::Value value);

// Elements of a vector of 512 bits.
int64_t lanesOf(mlir::Type element);

} // namespace hfc::codegen
#endif
