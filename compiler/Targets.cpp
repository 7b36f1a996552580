// See Targets.h.
#include "compiler/Targets.h"
#include "diagnostics/Error.h"
#include "targets/x86/X86Target.h"

using namespace hfc;

llvm::ArrayRef<const target::Target *> hfc::getTargets() {
  static const target::Target *const all[] = {&x86::getTarget()};
  return all;
}

llvm::Expected<TargetChip> hfc::findTarget(llvm::StringRef name) {
  llvm::StringRef nearest;
  unsigned distance = ~0u;
  for (const target::Target *target : getTargets())
    for (const target::Chip &chip : target->getChips()) {
      llvm::SmallVector<llvm::StringRef> names(chip.aliases);
      names.push_back(chip.name);
      for (llvm::StringRef known : names) {
        if (known.equals_insensitive(name))
          return TargetChip{target, &chip};
        unsigned edits = known.edit_distance(name.lower());
        if (edits < distance) {
          distance = edits;
          nearest = known;
        }
      }
    }
  return diag::error(diag::Code::UnknownTarget,
                     "unknown target '{0}'\nhelp: the nearest is '{1}'; `hfc "
                     "targets` lists all",
                     name, nearest);
}
