// The chips that the x86 target has code for.
#ifndef HFC_TARGETS_X86_CHIPS_H
#define HFC_TARGETS_X86_CHIPS_H

#include "targets/interface/Target.h"

namespace hfc::x86 {

// In the order of Chips.def. The last chip whose features this machine has
// answers to "host" too.
llvm::ArrayRef<target::Chip> getChips();

// The name by which LLVM knows how to schedule for it.
llvm::StringRef getTuning(const target::Chip &chip);

// Whether this machine has all features of a list with spaces between.
bool hostHas(llvm::StringRef features);

} // namespace hfc::x86
#endif
