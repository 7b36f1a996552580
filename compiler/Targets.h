// All families of chips that this compiler has.
#ifndef HFC_COMPILER_TARGETS_H
#define HFC_COMPILER_TARGETS_H

#include "targets/interface/Target.h"

namespace hfc {

struct TargetChip {
  const target::Target *target;
  const target::Chip *chip;
};

llvm::ArrayRef<const target::Target *> getTargets();
// By name or alias, in any case; an error names the nearest known one.
llvm::Expected<TargetChip> findTarget(llvm::StringRef name);

} // namespace hfc
#endif
