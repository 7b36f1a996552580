// Objects of kernels to one code object, and what its metadata says of them
// (LLVM's AMDGPUUsage: NT_AMDGPU_METADATA).
#ifndef HFC_TARGETS_AMDGPU_CODEOBJECT_H
#define HFC_TARGETS_AMDGPU_CODEOBJECT_H

#include "targets/amdgpu/Chips.h"

namespace hfc::amdgpu {

// Of an object's only kernel, which takes so many bytes of arguments; an error
// where it takes others. `scratch`: bytes a thread.
llvm::Expected<target::GpuResources> readResources(llvm::ArrayRef<char> object,
                                                   const Device &device,
                                                   unsigned kernargBytes,
                                                   unsigned &scratch);

// Loaders read one note: those of the objects become one.
llvm::Expected<std::vector<char>>
linkCodeObject(llvm::ArrayRef<llvm::ArrayRef<char>> objects);

} // namespace hfc::amdgpu
#endif
