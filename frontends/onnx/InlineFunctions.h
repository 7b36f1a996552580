// Replaces every call of a model-local function by the function's body.
#ifndef HFC_FRONTENDS_ONNX_INLINEFUNCTIONS_H
#define HFC_FRONTENDS_ONNX_INLINEFUNCTIONS_H

#include "frontends/onnx/Model.h"
#include "llvm/Support/Error.h"

namespace hfc::onnx {

// Afterwards `model.functions` is empty. Names of values in a body become
// "call/name", names of nodes too. Calls may be 64 deep; a function that calls
// itself is an error, and so is a model that grows out of proportion.
llvm::Error inlineFunctions(Model &model);

} // namespace hfc::onnx
#endif
