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

} // namespace hfc::amdgpu
#endif
