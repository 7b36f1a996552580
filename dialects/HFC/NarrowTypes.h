// Element types that are only stored: a value takes a byte, in its low bits,
// signed integers extended by their sign. Kernels see the byte (i8).
#ifndef HFC_DIALECTS_HFC_NARROWTYPES_H
#define HFC_DIALECTS_HFC_NARROWTYPES_H

#include "mlir/IR/BuiltinTypes.h"

namespace hfc::hf {

// Floats of 4, 6 and 8 bits.
inline bool isNarrowFloat(mlir::Type element) {
  return llvm::isa<mlir::FloatType>(element) &&
         element.getIntOrFloatBitWidth() <= 8;
}
// Those that contractions take.
inline bool isFloat8(mlir::Type element) {
  return llvm::isa<mlir::Float8E4M3FNType, mlir::Float8E4M3FNUZType,
                   mlir::Float8E5M2Type, mlir::Float8E5M2FNUZType>(element);
}
// Integers of 2 and 4 bits.
inline bool isNarrowInteger(mlir::Type element) {
  return llvm::isa<mlir::IntegerType>(element) &&
         element.getIntOrFloatBitWidth() > 1 &&
         element.getIntOrFloatBitWidth() < 8;
}
inline bool isNarrow(mlir::Type element) {
  return isNarrowFloat(element) || isNarrowInteger(element);
}

// The byte that holds an element, from its bits.
inline uint8_t byteOf(mlir::Type element, const llvm::APInt &bits) {
  bool isSigned = llvm::isa<mlir::IntegerType>(element) &&
                  !element.isUnsignedInteger() && bits.getBitWidth() > 1;
  return static_cast<uint8_t>(isSigned ? bits.getSExtValue()
                                       : bits.getZExtValue());
}

} // namespace hfc::hf
#endif
