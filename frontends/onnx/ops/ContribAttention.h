// What the attention operators of com.microsoft share. Sources: their schemas;
// contrib_ops/cpu/bert/attention_helper.h of ONNX Runtime for masks.
#ifndef HFC_FRONTENDS_ONNX_OPS_CONTRIBATTENTION_H
#define HFC_FRONTENDS_ONNX_OPS_CONTRIBATTENTION_H

#include "frontends/onnx/NodeImporter.h"

namespace hfc::onnx::contrib {

// [b, s, heads * d] to [b, heads, s, d], and back.
mlir::Value splitHeads(NodeImporter &n, mlir::Value x, int64_t heads);
mlir::Value joinHeads(NodeImporter &n, mlir::Value x);

// A part of a dim.
mlir::Value part(NodeImporter &n, mlir::Value x, int64_t axis, int64_t start,
                 int64_t size);

// `past` [b, heads, p, d] and `added` behind it; `added` where there is none.
mlir::Value behind(NodeImporter &n, mlir::Value past, mlir::Value added);

// Added to the scores [b, heads, s, t].
struct ScoreShape {
  dim::DimExpr batch, queries, keys;
};
// `filter` where mask operand `index` forbids a key: [b, t], [b, s, t], the
// ends [b], or ends and then starts [2 b].
mlir::Value paddingMask(NodeImporter &n, unsigned index,
                        const ScoreShape &shape, double filter);
// i1 [s, t]: key j is not behind query i, which is key i + t - s itself.
mlir::Value causalMask(NodeImporter &n, const ScoreShape &shape);
// The mask of both, and an operand that is added; null where there is none.
mlir::Value scoreMask(NodeImporter &n, const ScoreShape &shape,
                      mlir::Value padding, bool causal, mlir::Value bias);

// softmax(scale q k^T + mask) v of [b, heads, s, d], heads joined.
mlir::Value attend(NodeImporter &n, mlir::Value query, mlir::Value key,
                   mlir::Value value, mlir::Value mask, double scale);
// The attribute `scale`, or 1 / sqrt(d) where it is 0 or absent.
double getScale(NodeImporter &n, mlir::Value query);

// Turns pairs of x [b, heads, s, d], or [b, s, heads, d], by the angles of
// tables [m, pairs] at positions [b, s].
enum class Heads { beforePlaces, behindPlaces };
mlir::Value rotate(NodeImporter &n, mlir::Value x, mlir::Value positions,
                   mlir::Value cosine, mlir::Value sine, bool interleaved,
                   Heads heads = Heads::beforePlaces);

} // namespace hfc::onnx::contrib
#endif
