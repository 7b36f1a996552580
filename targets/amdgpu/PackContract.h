// Constant right factors of contractions, as the chips' code reads them.
#ifndef HFC_TARGETS_AMDGPU_PACKCONTRACT_H
#define HFC_TARGETS_AMDGPU_PACKCONTRACT_H

#include "targets/interface/Target.h"

namespace hfc::amdgpu {

// Of the factors where the precision is lower than f32.
mlir::Type smallType(mlir::MLIRContext *context, target::Precision precision);

// In the order of the matrix instructions (PackedContract.h) where the
// contraction suits them; else with the sum's indices last.
std::optional<target::Packing> packContract(kernel::ContractOp op,
                                            mlir::TypedAttr constant,
                                            target::Precision precision);

} // namespace hfc::amdgpu
#endif
