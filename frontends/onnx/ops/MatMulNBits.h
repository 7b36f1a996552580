// The product with weights of few bits, of com.microsoft.
#ifndef HFC_FRONTENDS_ONNX_OPS_MATMULNBITS_H
#define HFC_FRONTENDS_ONNX_OPS_MATMULNBITS_H

#include "frontends/onnx/NodeImporter.h"

namespace hfc::onnx {

llvm::LogicalResult importMatMulNBits(NodeImporter &n);

} // namespace hfc::onnx
#endif
