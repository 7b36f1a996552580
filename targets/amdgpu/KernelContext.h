// What the lowering of one kernel operation asks of the function around it:
// that of scalar programs (targets/common/KernelContext.h), and where this
// thread stands.
#ifndef HFC_TARGETS_AMDGPU_KERNELCONTEXT_H
#define HFC_TARGETS_AMDGPU_KERNELCONTEXT_H

#include "targets/amdgpu/Chips.h"
#include "targets/common/KernelContext.h"

namespace hfc::amdgpu {

using codegen::CodeBuilder;
using codegen::Values;

// Threads of a workgroup, where an operation does not ask for others.
constexpr int64_t workgroupSize = 256;

// The rows of a contraction that an entry is for, where they are not known: a
// few, at most mostRows(), or any number.
enum class RowRange { few, some, many, any };
constexpr int64_t mostRows(RowRange range) {
  return range == RowRange::few    ? 32
         : range == RowRange::some ? 256
         : range == RowRange::many ? 3072
                                   : INT64_MAX;
}
// That costs are compared for.
constexpr int64_t usualRows(RowRange range) {
  return range == RowRange::few    ? 16
         : range == RowRange::some ? 128
         : range == RowRange::many ? 2048
                                   : 4096;
}

struct KernelContext : codegen::KernelContext {
  const Device *device = nullptr;
  target::Precision precision = target::Precision::f32;
  RowRange rows = RowRange::any;
  // The kernel has no other operation: workgroups may be of any size.
  bool alone = false;
  // Tiles that would take more are not for this kernel: they have spilled.
  int64_t mostRegisters = INT64_MAX;
  mlir::Value workgroup; // its number within the operation's grid
  mlir::Value thread;    // 0 … workgroupSize - 1
  // So many bytes of LDS, aligned to 16; operations of a kernel share them.
  std::function<mlir::Value(int64_t bytes)> lds;
};

struct LoweredOp {
  dim::DimExpr grid; // workgroups
  std::string strategy, reason;
  int64_t threads = workgroupSize; // of a workgroup
  int64_t registers = 0;           // an estimate, where a smaller tile exists
};

} // namespace hfc::amdgpu
#endif
