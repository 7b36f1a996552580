// --stateful: an ONNX decoder's past inputs and present outputs become state of
// the session.
//
// before:   func @main(…, %past {hfc.name = "past.0"}) -> (…, %present)
//             %present = hfc.concat 2 of %past, %new
// after:    func @main(…, %kept {hfc.state = "past.0"}) -> (…, %grown)
//             %grown = hfc.append (%new transposed) to %kept
// where dim 0 of what is kept is the axis that grows: new places lie behind.
// Caches of which one is stacked on the other, [2, b, heads, past, d], grow as
// one.
#ifndef HFC_FRONTENDS_ONNX_KEEPSTATE_H
#define HFC_FRONTENDS_ONNX_KEEPSTATE_H

#include "mlir/IR/BuiltinOps.h"
#include "llvm/Support/Error.h"
#include <optional>

namespace hfc::onnx {

// Sessions may choose a capacity up to `context`; without it, up to what the
// past may be.
llvm::Error keepState(mlir::ModuleOp module, std::optional<int64_t> context);

} // namespace hfc::onnx
#endif
