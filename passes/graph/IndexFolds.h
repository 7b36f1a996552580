// What sizes and indices decide without data: comparisons of index arithmetic
// that always come out the same, and lookups of every element at its own place.
// Exported masks are made of both. Part of simplify.
#ifndef HFC_PASSES_GRAPH_INDEXFOLDS_H
#define HFC_PASSES_GRAPH_INDEXFOLDS_H

#include "mlir/IR/PatternMatch.h"

namespace hfc::graph {

void addIndexFolds(mlir::RewritePatternSet &patterns);

} // namespace hfc::graph
#endif
