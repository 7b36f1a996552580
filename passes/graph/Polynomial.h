// A value as a polynomial in chosen values, so that a formula is recognised in
// every way that exporters write it: x/2*(1+t), x*t/2 + x/2, 0.5*(x + t*x) …
//
// add, sub, neg, mul, division by and multiplication with numbers, small
// integer powers are expanded. Everything else is a leaf. Divisions by a value
// v and by its root become leaves of kind Inverse and InverseRoot over v.
#ifndef HFC_PASSES_GRAPH_POLYNOMIAL_H
#define HFC_PASSES_GRAPH_POLYNOMIAL_H

#include "mlir/IR/Value.h"
#include <optional>

namespace hfc::graph {

struct Leaf {
  enum Kind { Plain, Inverse, InverseRoot };
  mlir::Value value;
  Kind kind = Plain;

  bool operator==(const Leaf &other) const {
    return value == other.value && kind == other.kind;
  }
};

struct PolynomialTerm {
  double coefficient;
  llvm::SmallVector<Leaf, 4> factors; // in no promised order, with repetition

  // The factors that are left without these; nothing if they are not all there.
  std::optional<llvm::SmallVector<Leaf, 4>>
  without(llvm::ArrayRef<Leaf> leaves) const;
};

struct Polynomial {
  llvm::SmallVector<PolynomialTerm, 4> terms; // no two of the same factors

  // The coefficient of a product of leaves, 0 if there is none.
  double coefficientOf(llvm::ArrayRef<Leaf> factors) const;
};

// Values among `leaves` are not expanded. Nothing if it grows too large.
std::optional<Polynomial> getPolynomial(mlir::Value value,
                                        mlir::ValueRange leaves);

// If value is 1/sqrt(w), or sqrt(w) that others divide by: w.
mlir::Value matchRoot(mlir::Operation *op);

} // namespace hfc::graph
#endif
