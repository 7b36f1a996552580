// Decides which values of a function lie in memory, and which are computed
// inside the kernel that uses them.
#ifndef HFC_PASSES_PLAN_FUSION_H
#define HFC_PASSES_PLAN_FUSION_H

#include "dialects/HFC/HFCDialect.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/ADT/MapVector.h"

namespace hfc::plan {

// contract, conv and attention: work that a target has a strategy for.
bool isHeavy(mlir::Operation *op);
// A reshape that only adds or removes dims of 1, and so is arithmetic on
// indices; any other is a view of a tensor in memory.
bool isUnitReshape(mlir::Operation *op);
bool isView(mlir::Operation *op);

// Where the dims of an inlined result lie among the root's: a root dim, or -1
// for a dim of 1 that the root lacks.
using Place = llvm::SmallVector<int64_t>;

class Fusion {
public:
  // The operations of one block; what regions inside of it do is theirs.
  explicit Fusion(mlir::Block &block);

  // The operations whose results are computed by kernels of their own.
  bool isRoot(mlir::Operation *op) const { return roots.contains(op); }
  // Arguments, constants, views, results of roots and of other blocks.
  bool isInMemory(mlir::Value value) const;
  // The heavy operation whose kernel the root's is; null for a map.
  mlir::Operation *getHeavy(mlir::Operation *root) const {
    return heavy.lookup(root);
  }
  // Of the heavy operation in its root.
  const Place &getPlace(mlir::Operation *op) const {
    return places.find(op)->second;
  }
  // The operations that the root's kernel stands for, but for those that other
  // kernels compute too.
  llvm::SmallVector<mlir::Operation *> getMembers(mlir::Operation *root) const;

private:
  void decide(mlir::Operation *op);
  void makeRoot(mlir::Operation *op);
  // The reason for memory, or nothing.
  std::optional<llvm::StringRef> whyMemory(mlir::Operation *op,
                                           mlir::Operation *&root) const;
  std::optional<llvm::StringRef> whyNotInto(mlir::Operation *op,
                                            mlir::OpOperand &use) const;
  // The convolution that reads this with pads around it, at once or moved.
  mlir::Operation *getPadding(mlir::OpOperand &use) const;
  std::optional<Place> findPlace(mlir::Operation *op) const;

  mlir::Block &block;
  llvm::MapVector<mlir::Operation *, llvm::SmallVector<mlir::Operation *>>
      groups; // of each inlined operation, the roots it is computed in
  llvm::SmallDenseSet<mlir::Operation *> roots;
  llvm::DenseMap<mlir::Operation *, unsigned> sizes; // of kernels, by root
  llvm::DenseMap<mlir::Operation *, mlir::Operation *> heavy;
  llvm::DenseMap<mlir::Operation *, Place> places;
  llvm::DenseSet<mlir::Operation *> reducing; // roots with a reduction inside
  // Movement of what a contraction reads through its map.
  llvm::DenseSet<mlir::Operation *> readThrough;
  // Of those, what convolutions read with pads around it.
  llvm::DenseMap<mlir::Operation *, mlir::Operation *> padded;
};

} // namespace hfc::plan
#endif
