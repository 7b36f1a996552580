// Writes scalar programs: the arithmetic that makes one element of an hfc value
// from elements of others. One lowering an operation (lowering/*.cpp); fusion
// is asking for an element of a value that is not in memory.
#ifndef HFC_PASSES_PLAN_PROGRAM_H
#define HFC_PASSES_PLAN_PROGRAM_H

#include "dialects/Dim/DimTypes.h"
#include "dialects/HFC/HFCDialect.h"
#include "dialects/Kernel/KernelDialect.h"
#include "mlir/IR/Builders.h"
#include <map>

namespace hfc::plan {

// The type of an element in a kernel: integers are signless.
mlir::Type getKernelElement(mlir::Type element);
mlir::RankedTensorType getKernelType(mlir::RankedTensorType type);

class Program {
public:
  // The kernel's own tensor for a value that lies in memory; null where the
  // value is to be computed.
  using Operands = std::function<mlir::Value(mlir::Value)>;

  Program(mlir::OpBuilder &builder, mlir::Location location, Operands operands)
      : builder(builder), location(location), operands(std::move(operands)),
        scopes(1) {}

  // The element of a value of the hfc dialect at indices, in the type of
  // getKernelElement.
  mlir::Value element(mlir::Value tensor, llvm::ArrayRef<mlir::Value> indices);
  // The same, read at a place of a shape that the value broadcasts to.
  mlir::Value broadcast(mlir::Value tensor,
                        llvm::ArrayRef<mlir::Value> indices);
  // What element() gives for this value from now on, whatever the indices.
  void replace(mlir::Value tensor,
               std::function<mlir::Value(llvm::ArrayRef<mlir::Value>)> with);

  // Runs `body` with loads that touch memory only where `condition` holds.
  mlir::Value guarded(mlir::Value condition,
                      llvm::function_ref<mlir::Value()> body);
  mlir::Value
  reduce(kernel::ReduceKind kind, llvm::ArrayRef<dim::DimExpr> box,
         mlir::Type type,
         llvm::function_ref<mlir::Value(llvm::ArrayRef<mlir::Value>)> body);

  // Indices fold as they are written.
  mlir::Value index(int64_t value);
  mlir::Value size(dim::DimExpr value);
  mlir::Value add(mlir::Value lhs, mlir::Value rhs);
  mlir::Value add(mlir::Value lhs, int64_t rhs) { return add(lhs, index(rhs)); }
  mlir::Value sub(mlir::Value lhs, mlir::Value rhs);
  mlir::Value mul(mlir::Value lhs, mlir::Value rhs);
  mlir::Value mul(mlir::Value lhs, int64_t rhs) { return mul(lhs, index(rhs)); }
  mlir::Value select(mlir::Value condition, mlir::Value yes, mlir::Value no);
  mlir::Value inside(mlir::Value value, mlir::Value size); // 0 <= value < size
  mlir::Value both(mlir::Value lhs, mlir::Value rhs);

  // Constants of an element type.
  mlir::Value number(mlir::Type type, double value);
  mlir::Value integer(mlir::Type type, int64_t value);
  // f16 and bf16 are computed in f32: up before, down after.
  mlir::Value widen(mlir::Value value);
  mlir::Value narrow(mlir::Value value, mlir::Type type);

  template <typename Op, typename... Args> mlir::Value make(Args &&...args) {
    return builder.createOrFold<Op>(location, std::forward<Args>(args)...);
  }
  mlir::OpBuilder &getBuilder() { return builder; }
  mlir::Location getLocation() const { return location; }

private:
  using Key = std::pair<void *, std::vector<void *>>;

  mlir::OpBuilder &builder;
  mlir::Location location;
  Operands operands;
  mlir::Value guard;
  // What was computed already, by the block it stands in: inner blocks see
  // outer values.
  std::vector<std::map<Key, mlir::Value>> scopes;
  llvm::DenseMap<mlir::Value,
                 std::function<mlir::Value(llvm::ArrayRef<mlir::Value>)>>
      replaced;
};

// The lowering of an operation: the element of its result at indices.
using Lowering = mlir::Value (*)(Program &, mlir::Operation *,
                                 llvm::ArrayRef<mlir::Value>);
// Null where the operation has none: contract, conv, attention and walks, which
// are kernels of their own, and what is no computation.
Lowering getLowering(mlir::Operation *op);

// One function a file of lowering/.
using Lowerings = llvm::StringMap<Lowering>;
void addCastLowering(Lowerings &lowerings);
void addElementwiseLowerings(Lowerings &lowerings);
void addMovementLowerings(Lowerings &lowerings);
void addIndexLowerings(Lowerings &lowerings);
void addReductionLowerings(Lowerings &lowerings);

} // namespace hfc::plan
#endif
