#include "targets/x86/Chips.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/TargetParser/Host.h"

using namespace hfc;
using namespace hfc::x86;

namespace {
struct Row {
  llvm::StringRef name, aliases, tuning, description, features, base;
};
constexpr Row rows[] = {
#define HFC_CHIP(name, aliases, tuning, description, features, base)           \
  {name, aliases, tuning, description, features, base},
#include "targets/x86/Chips.def"
};
} // namespace

bool hfc::x86::hostHas(llvm::StringRef features) {
  static const llvm::StringMap<bool> host = llvm::sys::getHostCPUFeatures();
  return llvm::all_of(llvm::split(features, ' '), [](llvm::StringRef feature) {
    return feature.empty() || host.lookup(feature);
  });
}

static std::vector<target::Chip> makeChips() {
  std::vector<target::Chip> chips;
  for (const Row &row : rows) {
    target::Chip chip;
    chip.name = row.name;
    row.aliases.split(chip.aliases, ' ', -1, /*KeepEmpty=*/false);
    chip.description = row.description;
    for (const target::Chip &base : chips)
      if (base.name == row.base)
        chip.features = base.features + " ";
    chip.features += row.features;
    chips.push_back(chip);
  }
  for (target::Chip &chip : llvm::reverse(chips))
    if (hostHas(chip.features)) {
      chip.aliases.push_back("host");
      break;
    }
  return chips;
}

llvm::ArrayRef<target::Chip> hfc::x86::getChips() {
  static const std::vector<target::Chip> chips = makeChips();
  return chips;
}

llvm::StringRef hfc::x86::getTuning(const target::Chip &chip) {
  for (const Row &row : rows)
    if (row.name == chip.name)
      return row.tuning;
  return "x86-64-v4";
}
