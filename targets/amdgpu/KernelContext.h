// What the lowering of one kernel operation asks of the function around it:
// that of scalar programs (targets/x86/KernelContext.h), and where this thread
// stands.
#ifndef HFC_TARGETS_AMDGPU_KERNELCONTEXT_H
#define HFC_TARGETS_AMDGPU_KERNELCONTEXT_H

#include "targets/amdgpu/Chips.h"
#include "targets/x86/KernelContext.h"

namespace hfc::amdgpu {

using x86::CodeBuilder;
using x86::Values;

// Threads of every workgroup.
constexpr int64_t workgroupSize = 256;

struct KernelContext : x86::KernelContext {
  const Device *device = nullptr;
  target::Precision precision = target::Precision::f32;
  mlir::Value workgroup; // its number within the operation's grid
  mlir::Value thread;    // 0 … workgroupSize - 1
  // So many bytes of LDS, aligned to 16; operations of a kernel share them.
  std::function<mlir::Value(int64_t bytes)> lds;
};

struct LoweredOp {
  dim::DimExpr grid; // workgroups
  std::string strategy, reason;
};

} // namespace hfc::amdgpu
#endif
