// Products of one vector with rows of a matrix that lie apart, 16 at a time:
// what a single query asks of its keys. A row's lanes are summed by a tree of
// shuffles over all 16 rows, so that each lane of the result is one row's sum
// and nothing is packed.
#ifndef HFC_TARGETS_X86_ROWDOTS_H
#define HFC_TARGETS_X86_ROWDOTS_H

#include "targets/x86/KernelContext.h"

namespace hfc::x86 {

struct RowDots {
  static constexpr int64_t lanes = 16;

  mlir::Value base; // of row 0
  Storage storage;
  mlir::Value stride; // elements between rows
  mlir::Value rows;   // how many there are; those behind read the last
  int64_t columns;
};

// The vector in pieces of 16 lanes, f32, zero behind its end.
Values loadPieces(CodeBuilder &b, mlir::Value address, Storage storage,
                  int64_t columns);

// The products with rows [first, first + 16).
mlir::Value emitRowDots(CodeBuilder &b, const RowDots &matrix,
                        llvm::ArrayRef<mlir::Value> pieces, mlir::Value first);

} // namespace hfc::x86
#endif
