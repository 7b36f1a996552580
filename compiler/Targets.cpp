// See Targets.h.
#include "compiler/Targets.h"
#include "diagnostics/Error.h"
#include "targets/amdgpu/AmdgpuTarget.h"
#include "targets/x86/X86Target.h"

using namespace hfc;

llvm::ArrayRef<const target::Target *> hfc::getTargets() {
  static const target::Target *const all[] = {&x86::getTarget(),
                                              &amdgpu::getTarget()};
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
  std::string help = "`hfc targets` lists all";
  if (distance <= name.size() / 2)
    help = ("the nearest is '" + nearest + "'; " + help).str();
  return diag::error(diag::Code::UnknownTarget,
                     "unknown target '{0}'\nhelp: {1}", name, help);
}
