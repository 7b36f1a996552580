// The softmax of one line of numbers, for hfc.softmax and hfc.attention.
#ifndef HFC_INTERPRETER_OPS_SOFTMAX_H
#define HFC_INTERPRETER_OPS_SOFTMAX_H

#include "mlir/Support/LLVM.h"

namespace hfc::interpreter {

// exp(x - max) / sum of the same, in place; or its logarithm. NaN where all are
// -infinity.
void softmax(mlir::MutableArrayRef<double> line, bool log);

} // namespace hfc::interpreter
#endif
