// Sizes: LLVM's AMDGPU usage guide and the chips' ISA guides; compute units as
// sold (MI210, MI300X, MI350X, RX 7900 XTX, 7800 XT, 7600).
#include "simulators/amdgpu/Chip.h"
#include <iterator>

using namespace hfc::sim;

static constexpr Chip chips[] = {
    {"gfx942", "gfx942:sramecc+:xnack-", "Simulated MI300X", 64, 304, 4, 65536,
     32, 512, false, false, true, false},
    {"gfx90a", "gfx90a:sramecc+:xnack-", "Simulated MI210", 64, 104, 4, 65536,
     32, 512, false, true, false, false},
    {"gfx950", "gfx950:sramecc+:xnack-", "Simulated MI350X", 64, 256, 4, 163840,
     64, 512, false, false, false, true},
    {"gfx1100", "gfx1100", "Simulated RX 7900 XTX", 32, 96, 2, 65536, 32, 256,
     true, false, false, false},
    {"gfx1101", "gfx1101", "Simulated RX 7800 XT", 32, 60, 2, 65536, 32, 256,
     true, false, false, false},
    {"gfx1102", "gfx1102", "Simulated RX 7600", 32, 32, 2, 65536, 32, 256, true,
     false, false, false},
};

const Chip *hfc::sim::findChip(std::string_view name) {
  name = name.substr(0, name.find(':'));
  for (const Chip &chip : chips)
    if (name == chip.name)
      return &chip;
  return nullptr;
}

unsigned hfc::sim::chipCount() { return std::size(chips); }
const Chip &hfc::sim::chipAt(unsigned index) { return chips[index]; }
