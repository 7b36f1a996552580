// How the constant right factor of a contraction is stored.
#ifndef HFC_TARGETS_AMDGPU_PACKCONTRACT_H
#define HFC_TARGETS_AMDGPU_PACKCONTRACT_H

#include "targets/interface/Target.h"

namespace hfc::amdgpu {

// That of a precision below f32.
mlir::Type smallType(mlir::MLIRContext *context, target::Precision precision);

std::optional<target::Packing> packContract(kernel::ContractOp op,
                                            mlir::TypedAttr constant,
                                            target::Precision precision);

} // namespace hfc::amdgpu
#endif
