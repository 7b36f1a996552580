// A code object: an ELF file for amdgcn-amd-amdhsa, its metadata note and
// kernel descriptors (LLVM's "User Guide for AMDGPU Backend"). Bytes are
// hostile until checked.
#ifndef HFC_SIMULATORS_AMDGPU_CODEOBJECT_H
#define HFC_SIMULATORS_AMDGPU_CODEOBJECT_H

#include "simulators/amdgpu/Chip.h"
#include "simulators/amdgpu/Instruction.h"
#include "simulators/amdgpu/Memory.h"
#include <atomic>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

namespace hfc::sim {

struct KernelArgument {
  uint32_t offset = 0, size = 0;
  std::string kind; // "global_buffer", "by_value", "hidden_…"
};

struct Kernel {
  explicit Kernel(const Chip &chip) : chip(chip) {}
  const Chip &chip;
  std::string name;
  std::vector<KernelArgument> arguments;
  uint32_t kernargBytes = 0, groupBytes = 0, privateBytes = 0;
  uint32_t maxThreads = 1024;
  uint32_t required[3] = {0, 0, 0}; // reqd_workgroup_size; 0: not said
  unsigned waveSize = 64;

  // Of the descriptor.
  uint32_t rsrc1 = 0, rsrc2 = 0, rsrc3 = 0;
  uint16_t properties = 0, preload = 0;
  unsigned vectorRegisters = 0; // accumulation registers included
  unsigned firstAccumulator = 0;
  unsigned userScalars = 0;

  uint64_t codeAddress = 0; // on the device
  uint64_t codeOffset = 0;  // in the image
  std::span<const uint8_t> code;

  // Decoded when first launched.
  std::vector<Instruction> instructions;
  std::vector<Instruction> seconds; // VOPD's Y
  std::vector<int32_t> indexAt;     // by offset / 4
  // Of the waits, by the index of the instruction: bit 0, one found nothing to
  // wait for; bit 1, one did.
  std::unique_ptr<std::atomic<uint8_t>[]> waited;
  // Those of the first kind alone: offsets in the kernel.
  std::vector<uint32_t> idleWaits() const;
  std::once_flag decoded;
};

class CodeObject {
public:
  // Null, and why.
  static std::unique_ptr<CodeObject> load(std::span<const uint8_t> file,
                                          const Chip &chip, Memory &memory,
                                          std::string &error);
  ~CodeObject();
  Kernel *find(const char *name);
  const std::vector<std::unique_ptr<Kernel>> &all() const { return kernels; }

private:
  explicit CodeObject(Memory &memory) : memory(memory) {}
  Memory &memory;
  uint64_t address = 0; // of the image
  std::vector<std::unique_ptr<Kernel>> kernels;
};

} // namespace hfc::sim
#endif
