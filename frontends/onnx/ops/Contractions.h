// hfc.contract as importers build it.
#ifndef HFC_FRONTENDS_ONNX_OPS_CONTRACTIONS_H
#define HFC_FRONTENDS_ONNX_OPS_CONTRACTIONS_H

#include "frontends/onnx/NodeImporter.h"

namespace hfc::onnx {

// Letters as hfc.contract has them. Dims of one letter are equal already.
mlir::Value contract(NodeImporter &n, llvm::StringRef letters, mlir::Value lhs,
                     mlir::Value rhs);

// numpy.matmul of values of one element type.
mlir::Value matmul(NodeImporter &n, mlir::Value lhs, mlir::Value rhs);

} // namespace hfc::onnx
#endif
