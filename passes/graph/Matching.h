// What the recognising passes share: constants seen through, scales peeled
// off, intermediates that are needed elsewhere, remarks.
#ifndef HFC_PASSES_GRAPH_MATCHING_H
#define HFC_PASSES_GRAPH_MATCHING_H

#include "dialects/Dim/DimTypes.h"
#include "dialects/HFC/HFCDialect.h"
#include "mlir/IR/PatternMatch.h"

namespace hfc::graph {

// The one number that every element of a constant is.
std::optional<double> getScalar(mlir::Value value);

// A constant, perhaps reshaped or broadcast.
bool isConstant(mlir::Value value);

// Equal but for the rounding of constants of this element type.
bool isNear(double value, double wanted, mlir::Type element);

// value is base * factor, elementwise; base has value's type.
struct Scaled {
  mlir::Value base;
  double factor;
};
Scaled peelScale(mlir::Value value);

// If value is op(x, number) or, where op commutes, op(number, x): x, number.
template <typename Op>
std::optional<Scaled> matchWithScalar(mlir::Value value) {
  auto op = value.getDefiningOp<Op>();
  if (!op)
    return std::nullopt;
  if (auto number = getScalar(op.getRhs()))
    return Scaled{op.getLhs(), *number};
  if (Op::template hasTrait<mlir::OpTrait::IsCommutative>())
    if (auto number = getScalar(op.getLhs()))
      return Scaled{op.getRhs(), *number};
  return std::nullopt;
}

// Reduction of one kind over the last dims, which stay as dims of 1: the first
// of its axes.
std::optional<int64_t> getTrailingAxis(hf::ReduceOp reduce);

// Between the stops and the root, the first operation whose result something
// else needs too: fusing would not remove it.
mlir::Operation *findSharedIntermediate(mlir::Operation *root,
                                        mlir::ValueRange stops);

// All values that depend on `start` through elementwise operations, nearest
// first, at most `depth` operations away.
llvm::SmallVector<mlir::Operation *> elementwiseUsers(mlir::Operation *start,
                                                      unsigned depth);

// A location that names all operations between stops and root.
mlir::Location fuseLocations(mlir::Operation *root, mlir::ValueRange stops);

// Same elements in other dims; the value itself if it has them.
mlir::Value reshape(mlir::OpBuilder &builder, mlir::Location location,
                    mlir::Value value, llvm::ArrayRef<dim::DimExpr> dims);
// Dim i of the result is dim permutation[i]; the value itself if in order.
mlir::Value transpose(mlir::OpBuilder &builder, mlir::Location location,
                      mlir::Value value, llvm::ArrayRef<int64_t> permutation);

// `hfc compile --remarks=passed|missed`: what was recognised where, or why not.
void remarkPassed(llvm::StringRef pass, mlir::Location location,
                  llvm::StringRef what);
void remarkMissed(llvm::StringRef pass, mlir::Location location,
                  llvm::StringRef why);

// Erases what nothing uses; the last step of a pass that replaced roots.
void eraseDead(mlir::Operation *function);

} // namespace hfc::graph
#endif
