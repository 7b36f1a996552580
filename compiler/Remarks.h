// --remarks: what passes recognised, or did not and why, as they go.
#ifndef HFC_COMPILER_REMARKS_H
#define HFC_COMPILER_REMARKS_H

#include "mlir/IR/MLIRContext.h"
#include "llvm/Support/raw_ostream.h"

namespace hfc {

// `kind` is "passed" or "missed". A line each on `log`, with the model's names.
void printRemarks(mlir::MLIRContext &context, llvm::StringRef kind,
                  llvm::raw_ostream &log);

} // namespace hfc
#endif
