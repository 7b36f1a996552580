// How the constant right factor of a contraction is stored.
#ifndef HFC_TARGETS_AMDGPU_PACKCONTRACT_H
#define HFC_TARGETS_AMDGPU_PACKCONTRACT_H

#include "targets/interface/Target.h"

namespace hfc::amdgpu {

std::optional<target::Packing> packContract(kernel::ContractOp op,
                                            mlir::TypedAttr constant);

} // namespace hfc::amdgpu
#endif
