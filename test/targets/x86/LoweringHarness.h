// Runs one operation of the kernel dialect, given as text, through its
// lowering, and gives what the operation's definition says for comparison.
#ifndef HFC_TEST_TARGETS_X86_LOWERINGHARNESS_H
#define HFC_TEST_TARGETS_X86_LOWERINGHARNESS_H

#include "dialects/Kernel/KernelDialect.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "targets/x86/KernelContext.h"
#include "test/targets/x86/Elements.h"
#include "test/targets/x86/KernelJit.h"

namespace hfc::x86::test {

// A kernel function with one operation, and buffers for its arguments.
class KernelText {
public:
  // `text`: operations of the body; the first result of the last one is
  // returned. `arguments`: "%a: tensor<4x8xf32>, …".
  KernelText(llvm::StringRef arguments, llvm::StringRef result,
             llvm::StringRef body);

  mlir::MLIRContext &getContext() { return context; }
  mlir::func::FuncOp getFunction();
  template <typename Op> Op find() {
    Op found;
    getFunction().walk([&](Op op) { found = op; });
    return found;
  }

  using Lower = llvm::function_ref<LoweredOp(CodeBuilder &, mlir::Value result,
                                             const KernelContext &)>;
  // Compiles; afterwards run() may be called with any sizes.
  void compile(Lower lower, bool vnni = false);
  // Fills the operands.
  void fill(llvm::ArrayRef<int64_t> sizes);
  // Runs all workgroups in `parts` ranges.
  void call(int64_t parts);
  void run(llvm::ArrayRef<int64_t> sizes, int64_t parts) {
    fill(sizes);
    call(parts);
  }

  double operand(mlir::Value tensor, llvm::ArrayRef<int64_t> indices) const;
  double result(llvm::ArrayRef<int64_t> indices) const;
  llvm::SmallVector<int64_t> shapeOf(mlir::Type type) const;
  int64_t evaluate(dim::DimExpr expr) const;
  // The program of a region at one place, `value` for its last argument.
  double program(mlir::Block &block, llvm::ArrayRef<int64_t> indices,
                 double value) const;
  const LoweredOp &getLowered() const { return lowered; }

private:
  Elements &buffer(mlir::Value tensor) const;

  mlir::MLIRContext context;
  mlir::OwningOpRef<mlir::ModuleOp> module;
  std::unique_ptr<Kernel> kernel;
  LoweredOp lowered;
  std::vector<std::unique_ptr<Elements>> buffers;
  std::vector<char> scratch;
  llvm::SmallVector<int64_t> sizes;
};

} // namespace hfc::x86::test
#endif
