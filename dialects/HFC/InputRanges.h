// What the elements of a model's inputs may be.
#ifndef HFC_DIALECTS_HFC_INPUTRANGES_H
#define HFC_DIALECTS_HFC_INPUTRANGES_H

#include "mlir/IR/Value.h"

namespace hfc::hf {

// Of a function's argument: array<i64: least, most>. The runtime refuses other
// elements; kernels clamp them, which is safe but silent.
inline constexpr llvm::StringLiteral inputRangeAttribute = "hfc.range";

// Where `indices` are an input, reshaped or converted perhaps: its elements lie
// in least..most, and in what was said before.
void boundInput(mlir::Value indices, int64_t least, int64_t most);

} // namespace hfc::hf
#endif
