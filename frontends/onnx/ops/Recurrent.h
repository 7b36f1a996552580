// What the recurrent operators share.
#ifndef HFC_FRONTENDS_ONNX_OPS_RECURRENT_H
#define HFC_FRONTENDS_ONNX_OPS_RECURRENT_H

#include "frontends/onnx/NodeImporter.h"

namespace hfc::onnx {

struct Activation {
  llvm::StringRef name; // in small letters
  double alpha, beta;
};

// Those of all directions, each as many as `defaults`; nothing after a refusal.
std::optional<std::vector<Activation>>
getActivations(NodeImporter &n, llvm::ArrayRef<llvm::StringRef> defaults,
               unsigned directions);
mlir::Value apply(NodeImporter &n, const Activation &function, mlir::Value x);

} // namespace hfc::onnx
#endif
