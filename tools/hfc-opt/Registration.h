// The dialects and passes of hfc, for the programs that read IR: hfc-opt,
// hfc-reduce, hfc-lsp-server.
#ifndef HFC_TOOLS_HFC_OPT_REGISTRATION_H
#define HFC_TOOLS_HFC_OPT_REGISTRATION_H

#include "mlir/IR/DialectRegistry.h"

namespace hfc {

void registerDialects(mlir::DialectRegistry &registry);
void registerPasses();

} // namespace hfc
#endif
