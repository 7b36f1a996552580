// Attributes of windows over spatial dims.
#ifndef HFC_FRONTENDS_ONNX_OPS_WINDOWS_H
#define HFC_FRONTENDS_ONNX_OPS_WINDOWS_H

#include "frontends/onnx/NodeImporter.h"

namespace hfc::onnx {

// `count` numbers of at least `least`; null after a refusal.
std::optional<llvm::SmallVector<int64_t>>
getPerDim(NodeImporter &n, llvm::StringRef name, size_t count,
          int64_t otherwise, int64_t least);

} // namespace hfc::onnx
#endif
