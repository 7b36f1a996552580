// A tensor of the interpreter: row-major elements with concrete sizes.
//
// Elements are read and written in a type to compute in: float for f16, bf16
// and f32, double for f64 (and, where sums are gathered, for any float),
// int64_t for signed integers, uint64_t for unsigned ones and i1. Writing
// rounds to nearest even, or keeps the low bits. Types under 8 bits take a
// byte, as in memory (dialects/HFC/NarrowTypes.h); only hfc.cast computes with
// them.
#ifndef HFC_INTERPRETER_TENSOR_H
#define HFC_INTERPRETER_TENSOR_H

#include "mlir/IR/BuiltinAttributes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <type_traits>
#include <vector>

namespace hfc {

using Sizes = llvm::SmallVector<int64_t, 6>;

class Tensor {
public:
  enum class Format : uint8_t {
    f64,
    f32,
    f16,
    bf16,
    otherFloat,
    unsignedInteger, // i1 too
    signedInteger
  };

  Tensor(mlir::Type element, llvm::ArrayRef<int64_t> dims); // zeros
  static Tensor of(mlir::DenseElementsAttr attribute);
  mlir::DenseElementsAttr toAttribute() const;

  mlir::Type getElement() const { return element; }
  llvm::ArrayRef<int64_t> getDims() const { return dims; }
  int64_t getDim(int64_t axis) const { return dims[axis]; }
  int64_t getRank() const { return dims.size(); }
  int64_t getSize() const; // number of elements

  template <class T> T get(int64_t i) const {
    if constexpr (std::is_floating_point_v<T>)
      return static_cast<T>(getFloat(i));
    else
      return static_cast<T>(getInteger(i));
  }
  template <class T> void set(int64_t i, T value) {
    if constexpr (std::is_floating_point_v<T>)
      setFloat(i, value);
    else
      setInteger(i, static_cast<int64_t>(value));
  }
  // The bits of a float.
  void setBits(int64_t i, const llvm::APInt &bits);
  // Element i of another tensor of the same type becomes element `to`.
  void copy(int64_t to, const Tensor &from, int64_t i);

  // Little-endian, i1 as a byte.
  llvm::ArrayRef<char> getBytes() const { return bytes; }
  llvm::MutableArrayRef<char> getBytes() { return bytes; }
  int64_t getElementBytes() const { return elementBytes; }

private:
  double getFloat(int64_t i) const;
  int64_t getInteger(int64_t i) const; // extended by its sign, or zeros
  void setFloat(int64_t i, double value);
  void setInteger(int64_t i, int64_t value);

  mlir::Type element;
  Format format;
  Sizes dims;
  unsigned width; // of an element, in bits
  int64_t elementBytes;
  std::vector<char> bytes;
};

// Calls `visit` with a zero of the type that elements are computed in.
template <class Visit> void inComputeType(mlir::Type element, Visit visit) {
  if (element.isF64())
    visit(double());
  else if (llvm::isa<mlir::FloatType>(element))
    visit(float());
  else if (element.isUnsignedInteger() || element.isInteger(1))
    visit(uint64_t());
  else
    visit(int64_t());
}
template <class Visit> void inFloatType(mlir::Type element, Visit visit) {
  if (element.isF64())
    visit(double());
  else
    visit(float());
}

// Row-major.
Sizes stridesOf(llvm::ArrayRef<int64_t> dims);
int64_t offsetOf(llvm::ArrayRef<int64_t> place,
                 llvm::ArrayRef<int64_t> strides);
// Strides that read a tensor of `from` at places of `to`, as numpy broadcasts.
Sizes broadcastStrides(llvm::ArrayRef<int64_t> from,
                       llvm::ArrayRef<int64_t> to);
// All places in row-major order; once for no dims, never where one is 0.
void forEachPlace(llvm::ArrayRef<int64_t> dims,
                  llvm::function_ref<void(llvm::ArrayRef<int64_t>)> visit);

} // namespace hfc
#endif
