// What the kind of a reduction says of accumulators: one value, or for the arg
// kinds a value and its index. Scalars or vectors.
#ifndef HFC_TARGETS_COMMON_REDUCTION_H
#define HFC_TARGETS_COMMON_REDUCTION_H

#include "dialects/Kernel/KernelDialect.h"
#include "targets/common/CodeBuilder.h"

namespace mlir::vector {
enum class CombiningKind : uint32_t;
}

namespace hfc::codegen {

class Reduction {
public:
  Reduction(CodeBuilder &b, kernel::ReduceKind kind, mlir::Type yielded);

  bool isArg() const { return kind >= kernel::ReduceKind::argmax; }
  Values identity(int64_t lanes);
  // `index` for the arg kinds: later than what was combined before.
  Values combine(mlir::ValueRange acc, mlir::Value x, mlir::Value index = {});
  // In any order.
  Values merge(mlir::ValueRange x, mlir::ValueRange y);
  // Lanes to scalars.
  Values finish(Values acc);

  mlir::Type type; // of the values compared or summed: at least f32

private:
  bool isMin() const;
  bool isUnsigned() const;
  mlir::TypedAttr identityAttr();
  mlir::Value combineValues(mlir::Value x, mlir::Value y);
  mlir::vector::CombiningKind combining();
  mlir::Value better(mlir::Value x, mlir::Value y);
  mlir::Value same(mlir::Value x, mlir::Value y);

  CodeBuilder &b;
  kernel::ReduceKind kind;
};

} // namespace hfc::codegen
#endif
