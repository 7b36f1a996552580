// What transforms multiply with: tables, and cosines and sines, which a run
// computes where sizes are not known.
#ifndef HFC_FRONTENDS_ONNX_OPS_WAVES_H
#define HFC_FRONTENDS_ONNX_OPS_WAVES_H

#include "frontends/onnx/NodeImporter.h"

namespace hfc::onnx {

// Tables of more elements are computed when the model runs.
inline constexpr int64_t largestTable = 1 << 22;

// A constant of so many elements; its name says all that they are.
mlir::Value makeTable(NodeImporter &n, llvm::ArrayRef<int64_t> dims,
                      mlir::Type element, const std::string &name,
                      llvm::function_ref<double(int64_t)> at);

// Cosines and sines of 2 pi row column / length, [rows, columns].
struct Waves {
  mlir::Value cosine, sine;
};
Waves makeWaves(NodeImporter &n, dim::DimExpr rows, dim::DimExpr columns,
                dim::DimExpr length, mlir::Type element);

// The transform of x, [lines, 2 half, 2], as two of half that length,
// [lines, 2 half, 2]; not divided by the length.
mlir::Value transformHalves(NodeImporter &n, mlir::Value x, dim::DimExpr half,
                            bool inverse);

} // namespace hfc::onnx
#endif
