// Tensors of an ONNX file as constants of the hfc dialect.
#ifndef HFC_FRONTENDS_ONNX_CONSTANTS_H
#define HFC_FRONTENDS_ONNX_CONSTANTS_H

#include "frontends/files/FileSet.h"
#include "frontends/onnx/Tensor.h"
#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "llvm/Support/Error.h"

namespace hfc::onnx {

// Up to here a constant is `dense`, above a span of a file.
inline constexpr uint64_t maxDenseBytes = 1024;

// Null for the types that hfc does not have (strings, complex numbers).
mlir::Type getElementType(mlir::MLIRContext *context, ElementType type);
// Its inverse; UNDEFINED for types that ONNX does not have.
ElementType getElementType(mlir::Type type);

// Null where the element type has none. Data that has no file is put into
// `files` under the name `name`.
mlir::TypedAttr getConstant(mlir::MLIRContext *context, const Tensor &tensor,
                            llvm::StringRef name, files::FileSet &files);

} // namespace hfc::onnx
#endif
