#include "targets/amdgpu/Chips.h"
#include "llvm/Support/MathExtras.h"

using namespace hfc;
using namespace hfc::amdgpu;

namespace {
struct Row {
  llvm::StringRef aliases, description;
  Device device;
};
constexpr Row rows[] = {
#define HFC_CHIP(name, aliases, description, wave, matrix, simds, registers,   \
                 granule, maxWaves, lds, computeUnits, banks, dies, memory,    \
                 roundsToBF16)                                                 \
  {aliases,                                                                    \
   description,                                                                \
   {name, wave, Matrix::matrix, simds, registers, granule, maxWaves, lds,      \
    computeUnits, banks, dies, memory, roundsToBF16}},
#include "targets/amdgpu/Chips.def"
};
} // namespace

unsigned Device::occupancy(unsigned vectorRegisters, unsigned ldsBytes,
                           unsigned workgroup) const {
  unsigned waves = maxWaves;
  if (vectorRegisters)
    waves = std::min<unsigned>(
        waves, registers / llvm::alignTo(vectorRegisters, registerGranule));
  if (ldsBytes) {
    unsigned each = llvm::divideCeil(workgroup, wave);
    waves =
        std::min<unsigned>(waves, std::max(1u, lds / ldsBytes * each / simds));
  }
  return waves;
}

static std::vector<target::Chip> makeChips() {
  std::vector<target::Chip> chips;
  for (const Row &row : rows) {
    target::Chip chip;
    chip.name = row.device.name;
    row.aliases.split(chip.aliases, ' ', -1, /*KeepEmpty=*/false);
    chip.description = row.description;
    // The target id: xnack and sramecc may be either.
    chip.features = row.device.name.str();
    chips.push_back(chip);
  }
  return chips;
}

llvm::ArrayRef<target::Chip> hfc::amdgpu::getChips() {
  static const std::vector<target::Chip> chips = makeChips();
  return chips;
}

const Device &hfc::amdgpu::getDevice(llvm::StringRef chip) {
  for (const Row &row : rows)
    if (row.device.name == chip)
      return row.device;
  llvm_unreachable("all chips are in the table");
}
