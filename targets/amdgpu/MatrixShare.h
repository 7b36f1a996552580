// What share of a kernel's inner loop are matrix instructions, by its machine
// code.
#ifndef HFC_TARGETS_AMDGPU_MATRIXSHARE_H
#define HFC_TARGETS_AMDGPU_MATRIXSHARE_H

#include "targets/amdgpu/Chips.h"

namespace hfc::amdgpu {

// In percent of the instructions of the innermost loop that has most of them;
// of all instructions where no loop has any. `object` holds one kernel.
unsigned matrixShare(llvm::ArrayRef<char> object, const Device &device);

} // namespace hfc::amdgpu
#endif
