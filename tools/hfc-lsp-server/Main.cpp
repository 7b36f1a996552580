// hfc-lsp-server: what an editor asks about a file of IR. docs:
// mlir.llvm.org/docs/Tools/MLIRLSP
#include "mlir/Tools/mlir-lsp-server/MlirLspServerMain.h"
#include "tools/hfc-opt/Registration.h"

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  hfc::registerDialects(registry);
  return mlir::failed(mlir::MlirLspServerMain(argc, argv, registry));
}
