// Compaction: results whose sizes only data knows.
#ifndef HFC_FRONTENDS_ONNX_OPS_DATADEPENDENT_H
#define HFC_FRONTENDS_ONNX_OPS_DATADEPENDENT_H

#include "frontends/onnx/NodeImporter.h"

namespace hfc::onnx {

// Places of a vector's true elements, in order; their count is bound by
// `name`.
mlir::Value makePlaces(NodeImporter &n, mlir::Value isSet,
                       llvm::StringRef name);

} // namespace hfc::onnx
#endif
