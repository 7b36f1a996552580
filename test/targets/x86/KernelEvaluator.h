// What a kernel's definition says, one element after the other, in double and
// 64-bit integers: the other side of execution tests.
#ifndef HFC_TEST_TARGETS_X86_KERNELEVALUATOR_H
#define HFC_TEST_TARGETS_X86_KERNELEVALUATOR_H

#include "dialects/Dim/DimExpr.h"
#include "dialects/Kernel/KernelDialect.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"

namespace hfc::x86::test {

// An element of any type, read and written by its MLIR type.
struct Scalar {
  double real = 0;
  int64_t integer = 0; // sign-extended from its width
};

// Row-major elements with a fence behind them.
class Tensor {
public:
  Tensor(mlir::Type element, llvm::ArrayRef<int64_t> shape);
  Scalar get(int64_t at) const;
  void set(int64_t at, const Scalar &value);
  int64_t size() const { return count; }
  void *data() { return bytes.data(); }
  bool fenceIsIntact() const;
  llvm::ArrayRef<int64_t> getShape() const { return shape; }
  // The place of an element; -1: there is none.
  int64_t flatten(llvm::ArrayRef<int64_t> indices) const;

private:
  mlir::Type element;
  llvm::SmallVector<int64_t> shape;
  int64_t count, width;
  std::vector<uint8_t> bytes;
};

class KernelEvaluator {
public:
  KernelEvaluator(mlir::func::FuncOp kernel, llvm::ArrayRef<int64_t> sizes);

  llvm::SmallVector<int64_t> shapeOf(mlir::Type type) const;
  int64_t evaluate(dim::DimExpr expr) const;
  void bind(mlir::Value tensor, Tensor &storage) { tensors[tensor] = &storage; }
  // An element of the result of a map or of a walk along an axis.
  Scalar element(mlir::Operation *op, llvm::ArrayRef<int64_t> indices);

private:
  using Values = llvm::DenseMap<mlir::Value, Scalar>;
  Scalar at(mlir::Block &program, llvm::ArrayRef<int64_t> indices);
  Scalar scan(kernel::ScanOp op, llvm::ArrayRef<int64_t> indices);
  Scalar scatter(kernel::ScatterOp op, llvm::ArrayRef<int64_t> indices);
  Scalar topK(kernel::TopKOp op, llvm::ArrayRef<int64_t> indices);
  Scalar run(mlir::Block &block, Values &values);
  Scalar compute(mlir::Operation &op, Values &values);
  Scalar reduce(kernel::ReduceOp op, Values &values);

  mlir::func::FuncOp kernel;
  llvm::SmallVector<int64_t> sizes;
  llvm::DenseMap<mlir::Value, Tensor *> tensors;
};

} // namespace hfc::x86::test
#endif
