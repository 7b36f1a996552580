// A symbolic size: `b*s`, `(s + 1) floordiv 2`, `max(s, 4)`.
//
// A DimExpr is a handle on an uniqued #dim.expr in canonical form, so that ==
// is equality of attributes. Symbols are sizes: never negative. A divisor is
// positive; where it is not, the expression has no value.
//
// Arithmetic that leaves int64, or grows past the limits below (the input may
// be hostile), gives a null DimExpr; null operands give null results. Callers
// test once, at the end.
#ifndef HFC_DIALECTS_DIM_DIMEXPR_H
#define HFC_DIALECTS_DIM_DIMEXPR_H

#include "dialects/Dim/DimDialect.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringMap.h"
#include <cstdint>
#include <optional>

namespace hfc::dim {

// What is known of a symbol.
struct SymbolRange {
  int64_t min = 0;
  int64_t max = INT64_MAX;
  int64_t divisor = 1;
};
using SymbolRanges = llvm::StringMap<SymbolRange>;

// Bounds; INT64_MIN and INT64_MAX stand for "none".
struct Interval {
  int64_t min;
  int64_t max;
};

class DimExpr {
public:
  static constexpr unsigned maxTerms = 128, maxDegree = 16, maxDepth = 32;

  DimExpr() = default;
  DimExpr(ExprAttr attr) : attr(attr) {}
  static DimExpr constant(mlir::MLIRContext *context, int64_t value);
  static DimExpr symbol(mlir::MLIRContext *context, llvm::StringRef name);
  // Null where the text is no expression; says nothing.
  static DimExpr parse(mlir::MLIRContext *context, llvm::StringRef text);

  explicit operator bool() const { return static_cast<bool>(attr); }
  bool operator==(DimExpr other) const { return attr == other.attr; }
  ExprAttr getAttr() const { return attr; }
  mlir::MLIRContext *getContext() const { return attr.getContext(); }

  DimExpr operator+(DimExpr other) const;
  DimExpr operator-(DimExpr other) const;
  DimExpr operator*(DimExpr other) const;
  DimExpr operator-() const { return *this * -1; }
  DimExpr operator+(int64_t value) const;
  DimExpr operator-(int64_t value) const;
  DimExpr operator*(int64_t value) const;
  // Rounds down; ceilDiv rounds up; mod has the sign of the divisor.
  DimExpr floorDiv(DimExpr divisor) const;
  DimExpr ceilDiv(DimExpr divisor) const;
  DimExpr mod(DimExpr divisor) const;
  DimExpr max(DimExpr other) const;
  DimExpr min(DimExpr other) const;
  // q with q * divisor == *this whatever the symbols are; nothing where there
  // is none. A reshape's -1.
  std::optional<DimExpr> exactDiv(DimExpr divisor) const;

  std::optional<int64_t> getConstant() const;
  bool isConstant() const { return getConstant().has_value(); }
  bool isConstant(int64_t value) const { return getConstant() == value; }
  bool isSymbol() const { return getSymbol().has_value(); }
  std::optional<llvm::StringRef> getSymbol() const;
  // Names, sorted, each once.
  llvm::SmallVector<llvm::StringRef> getSymbols() const;

  // Replaces each symbol that `replace` has a value for.
  DimExpr substitute(llvm::function_ref<std::optional<DimExpr>(llvm::StringRef)>
                         replace) const;
  // Nothing on overflow, a divisor below 1, or a symbol without value.
  std::optional<int64_t> evaluate(
      llvm::function_ref<std::optional<int64_t>(llvm::StringRef)> value) const;

  // Bounds and a divisor that hold for all values in the ranges; symbols not
  // listed may be anything from 0 up. Zero divides by 0.
  Interval getRange(const SymbolRanges &ranges) const;
  int64_t getDivisor(const SymbolRanges &ranges) const;

  void print(llvm::raw_ostream &os) const;
  std::string str() const;

private:
  ExprAttr attr;
};

inline llvm::raw_ostream &operator<<(llvm::raw_ostream &os, DimExpr expr) {
  expr.print(os);
  return os;
}

// True only where it holds for all values in the ranges.
bool provablyLE(DimExpr a, DimExpr b, const SymbolRanges &ranges = {});

// A total order that depends on names alone: the order of printed terms.
int compare(DimExpr a, DimExpr b);

} // namespace hfc::dim
#endif
