// A contraction through tiles in LDS.
#ifndef HFC_TARGETS_AMDGPU_CONTRACTLOWERING_H
#define HFC_TARGETS_AMDGPU_CONTRACTLOWERING_H

#include "targets/amdgpu/Contraction.h"
#include "targets/amdgpu/KernelContext.h"

namespace hfc::amdgpu {

// Nothing where a map is better: few rows, or a sum of a few terms.
std::optional<LoweredOp> lowerContract(CodeBuilder &b, Contraction contraction,
                                       mlir::Value result,
                                       const KernelContext &context);

// A contraction whose constant is packed for the matrix instructions. Nothing
// where it is not, or the chip has no instruction for the type.
std::optional<LoweredOp> lowerPacked(CodeBuilder &b, kernel::ContractOp op,
                                     mlir::Value result,
                                     const KernelContext &context);

} // namespace hfc::amdgpu
#endif
