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

// A convolution as the attributes of a Conv-like node say, of values of one
// element type.
mlir::Value convolve(NodeImporter &n, mlir::Value operand, mlir::Value filter);

// The node's input `index`, a number for each of `channels`, against a
// convolution's result of this rank.
mlir::Value perChannel(NodeImporter &n, unsigned index, dim::DimExpr channels,
                       size_t rank);

} // namespace hfc::onnx
#endif
