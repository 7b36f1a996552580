// Values whose rank an If decides: [] in one branch and [1] in the other, as
// ONNX's own functions have them. Beside an operand of that rank or more, which
// they are broadcast with, nobody can tell.
#ifndef HFC_FRONTENDS_ONNX_VARYINGRANK_H
#define HFC_FRONTENDS_ONNX_VARYINGRANK_H

#include "frontends/onnx/ImportedValue.h"
#include "frontends/onnx/Model.h"

namespace hfc::onnx {

// Empty, or which operand of the node is such a value and would show its rank.
std::string findShownRank(const Node &node,
                          llvm::ArrayRef<ImportedValue *> operands);

} // namespace hfc::onnx
#endif
