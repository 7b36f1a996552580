// hfc-opt: reads IR, runs passes named on the command line, prints IR. For lit.
#include "mlir/Tools/mlir-opt/MlirOptMain.h"
#include "tools/hfc-opt/Registration.h"

int main(int argc, char **argv) {
  mlir::DialectRegistry registry;
  hfc::registerDialects(registry);
  hfc::registerPasses();
  return mlir::asMainReturnCode(
      mlir::MlirOptMain(argc, argv, "hfc-opt: passes of hfc", registry));
}
