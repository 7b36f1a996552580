// What the files of quantised operators share.
#ifndef HFC_FRONTENDS_ONNX_OPS_QUANTIZATION_H
#define HFC_FRONTENDS_ONNX_OPS_QUANTIZATION_H

#include "frontends/onnx/NodeImporter.h"

namespace hfc::onnx {

// Input `index`, already in another type, as one number or one for each place
// of `axis` of a tensor of these dims.
mlir::Value spreadAlong(NodeImporter &n, unsigned index, mlir::Value value,
                        const hf::Dims &operand, int64_t axis);

} // namespace hfc::onnx
#endif
