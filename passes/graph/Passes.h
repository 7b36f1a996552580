// Passes on the hfc dialect: fold, recognise, merge. Passes.td describes each.
#ifndef HFC_PASSES_GRAPH_PASSES_H
#define HFC_PASSES_GRAPH_PASSES_H

#include "mlir/Pass/Pass.h"

namespace hfc::graph {

#define GEN_PASS_DECL
#define GEN_PASS_REGISTRATION
#include "passes/graph/Passes.h.inc"

} // namespace hfc::graph
#endif
