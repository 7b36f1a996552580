// out[batch, i] = softmax over j of score(q[batch, i] . k[batch, j]) times
// v[batch, j], in one pass over blocks of keys with a running maximum
// and sum (Milakov and Gimelshein 2018; Dao et al. 2022), so that scratch does
// not grow with the number of keys.
//
// A workgroup is one batch (a head of a sequence) times a group of queries.
// For each block of keys it packs k transposed into scratch, and then takes
// the queries a few rows at a time: scores by the contraction's micro-kernel,
// one row of softmax after the other, and the product with v by the
// micro-kernel again. A single query takes scores from k itself. q, k, v lie
// where their rows say: slices and transposes of a merged projection need no
// copies.
#ifndef HFC_TARGETS_X86_ATTENTIONEMITTER_H
#define HFC_TARGETS_X86_ATTENTIONEMITTER_H

#include "targets/x86/KernelContext.h"

namespace hfc::x86 {

struct Attention {
  mlir::Value batch, queries, keys; // sizes, index values
  int64_t depth;                    // of a row of q and k
  int64_t width;                    // of a row of v and of the result
  bool zeroEmptyRows = false;       // a row of scores -inf gives 0, not NaN

  // Addresses of rows; elements of a row are consecutive.
  using Row = std::function<mlir::Value(CodeBuilder &, mlir::Value batch,
                                        mlir::Value row)>;
  Storage q, k, v;
  Row rowOfQ, rowOfK, rowOfV;
  mlir::Value strideOfK, strideOfV; // elements between rows

  // The score of keys [j, j + 16) for a query; scale and mask
  // are in it. Lanes outside `mask` are discarded.
  std::function<mlir::Value(CodeBuilder &, mlir::Value batch, mlir::Value i,
                            mlir::Value j, mlir::Value score, mlir::Value mask)>
      score;
  // One more than the last key that query i looks at; null: all.
  std::function<mlir::Value(CodeBuilder &, mlir::Value batch, mlir::Value i)>
      keysOf;
  std::function<mlir::Value(CodeBuilder &, mlir::Value)> exp;
  // Takes columns [e, e + 16) of the result's row i.
  std::function<void(CodeBuilder &, mlir::Value batch, mlir::Value i,
                     mlir::Value e, mlir::Value value, mlir::Value mask)>
      store;
};

// Queries of a workgroup. Grid: batch * ceil(queries / queriesPerGroup).
constexpr int64_t queriesPerGroup = 64;

int64_t attentionGrid(int64_t batch, int64_t queries);
// Bytes of scratch a worker needs.
int64_t attentionScratch(int64_t depth, int64_t width);
// Computes workgroups [begin, end).
void emitAttention(CodeBuilder &b, const Attention &attention,
                   mlir::Value begin, mlir::Value end, mlir::Value scratch);

} // namespace hfc::x86
#endif
