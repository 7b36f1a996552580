// Floats of 4, 6 and 8 bits from and to f32, by arithmetic on bits: no target
// needs to know them.
#ifndef HFC_PASSES_PLAN_LOWERING_NARROWFLOATS_H
#define HFC_PASSES_PLAN_LOWERING_NARROWFLOATS_H

#include "passes/plan/Program.h"

namespace hfc::plan {

// The f32 of a byte.
mlir::Value decodeNarrow(Program &p, mlir::Value byte, mlir::FloatType from);

// The byte of an f32 or f64, as hfc.cast says.
mlir::Value encodeNarrow(Program &p, mlir::Value x, mlir::FloatType to,
                         bool overflowing, hf::Rounding rounding);

} // namespace hfc::plan
#endif
