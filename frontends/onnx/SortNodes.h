// Internal to the reader: puts nodes behind what they use.
#ifndef HFC_FRONTENDS_ONNX_SORTNODES_H
#define HFC_FRONTENDS_ONNX_SORTNODES_H

#include "frontends/onnx/Model.h"
#include "llvm/Support/Error.h"

namespace hfc::onnx {

// ONNX demands sorted nodes, but tools that edit models leave them unsorted and
// ONNX Runtime runs them. Sorted graphs keep their order. A cycle is an error.
llvm::Error sortNodes(Model &model);

} // namespace hfc::onnx
#endif
