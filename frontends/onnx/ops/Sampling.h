// Elements at coordinates between places: weighted sums over the places around.
#ifndef HFC_FRONTENDS_ONNX_OPS_SAMPLING_H
#define HFC_FRONTENDS_ONNX_OPS_SAMPLING_H

#include "frontends/onnx/NodeImporter.h"

namespace hfc::onnx {

// Weights of elements this far away (not negative).
mlir::Value weighLinear(NodeImporter &n, mlir::Value distance);
// Keys 1981, equation 4.
mlir::Value weighCubic(NodeImporter &n, mlir::Value distance, double a);

// One dim of what is sampled, and float coordinates in it. All coordinates have
// one shape.
struct Coordinate {
  mlir::Value at;
  dim::DimExpr size;
};

struct Sampling {
  enum { Nearest, Linear, Cubic } mode = Linear;
  enum { Zeros, Border, Reflection } outside = Zeros;
  bool alignCorners = false; // of reflections
};

// Places around the coordinates, for one tap in each dim: elements of `x`
// [batch, dims…, channels] at [shape…, taps…], with weights of that shape.
struct Around {
  mlir::Value elements; // [shape…, taps…, channels]
  mlir::Value weights;  // [shape…, taps…, 1]
  int64_t firstTap;
};

// `first` are leading indices, i64, of the coordinates' shape.
Around lookAround(NodeImporter &n, mlir::Value x, uint64_t batchDims,
                  llvm::ArrayRef<mlir::Value> first,
                  llvm::ArrayRef<Coordinate> coordinates,
                  const Sampling &sampling);

// Their sum: [shape…, channels].
mlir::Value sumAround(NodeImporter &n, const Around &around);

// Dims 1 go last, or come back.
mlir::Value channelsLast(NodeImporter &n, mlir::Value x);
mlir::Value channelsSecond(NodeImporter &n, mlir::Value x);

} // namespace hfc::onnx
#endif
