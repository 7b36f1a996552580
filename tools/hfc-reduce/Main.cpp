// hfc-reduce: makes a failing module small. docs:
// mlir.llvm.org/docs/Tools/mlir-reduce
#include "mlir/IR/MLIRContext.h"
#include "mlir/Tools/mlir-reduce/MlirReduceMain.h"
#include "tools/hfc-opt/Registration.h"

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  hfc::registerDialects(registry);
  hfc::registerPasses();
  mlir::MLIRContext context(registry);
  return mlir::failed(mlir::mlirReduceMain(argc, argv, context));
}
