// Any bytes as a code object for a GPU: loaded by the simulator, and decoded
// where it has kernels.
#include "simulators/amdgpu/CodeObject.h"
#include "simulators/amdgpu/Decoder.h"

using namespace hfc::sim;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  for (const char *chip : {"gfx942", "gfx1100"}) {
    Memory memory(1 << 24);
    std::string error;
    auto code = CodeObject::load({data, size}, *findChip(chip), memory, error);
    if (!code && error.empty())
      abort();
    if (code)
      for (auto &kernel : code->all())
        decode(*kernel);
  }
  return 0;
}
