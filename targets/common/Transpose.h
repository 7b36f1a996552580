// Copies a matrix to scratch transposed, 16 (8 for f64) rows and columns at a
// time in registers: how a kernel packs an operand that is not constant.
#ifndef HFC_TARGETS_COMMON_TRANSPOSE_H
#define HFC_TARGETS_COMMON_TRANSPOSE_H

#include "targets/common/CodeBuilder.h"

namespace hfc::codegen {

// As many vectors as they have lanes become their columns; a power of two.
void transposeSquare(CodeBuilder &b, Values &rows);

struct TransposeSource {
  mlir::Value base;
  Storage storage;
  mlir::Value rows, columns; // elements of a row are consecutive
  mlir::Value stride;        // between rows
};
// Column c of the source becomes the row at base + c * width. Rows are written
// to the full width and columns up to the next multiple of the lanes; what
// lies beyond the source is unspecified.
struct TransposeTarget {
  mlir::Value base;
  mlir::Type element;
  int64_t width; // a multiple of the lanes, at least the source's rows
};
void emitTranspose(CodeBuilder &b, const TransposeSource &source,
                   const TransposeTarget &target);

} // namespace hfc::codegen
#endif
