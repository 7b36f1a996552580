// One arith or math operation of a scalar program, on scalars or on vectors.
// What no instruction does is rewritten here: floats of 16 bits are computed
// in f32, functions of math become their formulas, integers divide by way of
// f64 (exact for what fits), and a divisor of zero never traps: x / 0 is x,
// x mod 0 is 0.
#ifndef HFC_TARGETS_COMMON_SCALAROPS_H
#define HFC_TARGETS_COMMON_SCALAROPS_H

#include "targets/common/CodeBuilder.h"

namespace hfc::codegen {

// `element`, or a vector of it where `like` is a vector.
mlir::Type typeLike(mlir::Type element, mlir::Value like);
mlir::Value constantLike(CodeBuilder &b, mlir::Value like, int64_t value);

// The operation's only result; null where it is none of arith or math.
// Operands are all scalars or all vectors of equally many lanes.
mlir::Value emitScalarOp(CodeBuilder &b, mlir::Operation *op,
                         mlir::ValueRange operands);

// f16 or bf16. LLVM would compute with them in ways of its own, so in the code
// they are bits until they are converted: they are loaded, stored, selected and
// spread over lanes as i16.
bool isSmallFloat(mlir::Type type);
mlir::Value bitcastTo(CodeBuilder &b, mlir::Type element, mlir::Value value);

mlir::Value choose(CodeBuilder &b, mlir::Value condition, mlir::Value x,
                   mlir::Value y);

// Between floats of any two widths, rounded once.
mlir::Value convertFloat(CodeBuilder &b, mlir::Value value, mlir::Type to);

} // namespace hfc::codegen
#endif
