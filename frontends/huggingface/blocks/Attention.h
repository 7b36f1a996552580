// Attention of all architectures: heads, which keys a query may read, and the
// one place where queries meet keys and values.
#ifndef HFC_FRONTENDS_HUGGINGFACE_BLOCKS_ATTENTION_H
#define HFC_FRONTENDS_HUGGINGFACE_BLOCKS_ATTENTION_H

#include "frontends/huggingface/ModelBuilder.h"

namespace hfc::huggingface {

// By heads: query [b, heads, s, d]; key and value [b, groups, t, d], where each
// group serves heads / groups heads.
struct Projected {
  mlir::Value query, key, value;
};

// The keys that a query reads, and what is added to its scores.
struct Scope {
  mlir::Value keep = {};              // i1 [b, 1, 1, t]; null: all
  bool causal = false;                // none behind the query
  std::optional<int64_t> window = {}; // of the last so many, its own among them
  mlir::Value bias = {};              // f32, broadcasts to [b, heads, s, t]
  // Keys and values stay with the session, behind those that it has.
  std::optional<dim::DimExpr> past = {};
};

// softmax(scale query key^T + bias) value over the scope, heads joined:
// [b, s, heads * d]. A query that reads nothing is padding: zeros, not NaN.
mlir::Value attend(ModelBuilder &m, const Projected &projected,
                   const Scope &scope, double scale);

// 1 / sqrt(d)
double usualScale(int64_t headSize);

// [b, s, heads * d] to [b, heads, s, d].
mlir::Value splitHeads(ModelBuilder &m, mlir::Value x, int64_t heads);

// Of [b, s, heads * 3 d], where each head has its query, key and value
// together.
Projected splitFusedHeads(ModelBuilder &m, mlir::Value fused, int64_t heads);

// i1 [b, 1, 1, s] of an attention mask [b, s]: not zero.
mlir::Value keyMask(ModelBuilder &m, mlir::Value mask);

// Attention of x [b, s, width] to itself: one projection each by these names.
struct AttentionNames {
  std::string query, key, value, output;
};
mlir::Value selfAttention(ModelBuilder &m, mlir::Value x, const Scope &scope,
                          int64_t heads, const AttentionNames &names,
                          bool bias = true);

} // namespace hfc::huggingface
#endif
