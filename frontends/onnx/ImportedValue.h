// A value of the graph during import: its type, and what else is known.
//
// Shapes travel through ONNX graphs as small integer tensors. Their elements
// are kept as expressions over the model's dims, and become operations only
// where something wants the tensor itself.
#ifndef HFC_FRONTENDS_ONNX_IMPORTEDVALUE_H
#define HFC_FRONTENDS_ONNX_IMPORTEDVALUE_H

#include "dialects/Dim/DimTypes.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/BuiltinAttributes.h"

namespace hfc::onnx {

// Elements in row-major order. Booleans are 0 and 1. Floats are whole numbers
// that f32 holds exactly: exporters send sizes through floats.
using Contents = llvm::SmallVector<dim::DimExpr>;
inline constexpr size_t maxContents = 256;

struct ImportedValue {
  mlir::RankedTensorType type;
  mlir::Location location;
  mlir::Value value; // made when wanted, if one of these is set
  std::optional<Contents> contents;
  mlir::TypedAttr constant;
  // An If gives it with fewer dims in one branch: without the ones in front.
  bool rankVaries = false;
};

// Whole numbers up to here are exact in f32.
inline constexpr int64_t maxExactFloat = 1 << 24;

// Whether the type includes the number, and everything up to it.
bool fits(int64_t number, mlir::Type element);

// 2^47 bytes are what a process can address. A few bytes of model can ask for
// more (Tile), and no later product may overflow. Unknown dims count as one.
bool isTooLarge(llvm::ArrayRef<int64_t> shape, mlir::Type element);

// Of a dense constant.
std::optional<Contents> getContents(mlir::DenseElementsAttr dense);

// The value itself.
mlir::Value materialise(ImportedValue &value, mlir::OpBuilder &builder);

} // namespace hfc::onnx
#endif
