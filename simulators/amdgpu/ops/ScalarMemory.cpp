// SMEM: loads into scalar registers. They finish in any order.
#include "simulators/amdgpu/Operations.h"
#include "simulators/amdgpu/Workgroup.h"
#include <cstring>

using namespace hfc::sim;

namespace {
// Everything but the base: a constant, a register, or both.
uint64_t offsetOf(Wave &wave, const Instruction &in) {
  uint64_t offset = uint64_t(int64_t(in.offset));
  const Operand &operand = in.sources[1];
  if (operand.place == Place::Constant)
    offset += uint64_t(int64_t(int32_t(operand.constant)));
  else if (operand)
    offset += wave.readScalar(operand);
  return offset;
}

void deliver(Wave &wave, const Instruction &in, uint64_t address,
             uint64_t bytesLeft) {
  unsigned words = in.operation->extra;
  const Operand &result = in.results[0];
  if (result.words != words)
    return wave.fault(-1, "%u registers for %u words", result.words, words);
  if (address % 4)
    return wave.fault(-1, "reads memory at 0x%llx, which is not aligned to 4",
                      (unsigned long long)address);
  for (unsigned i = 0; i < words; ++i) {
    uint32_t value = 0;
    if (4 * i + 4 <= bytesLeft) {
      const uint8_t *data =
          wave.memory.resolve(wave.group.memory, address + 4 * i, 4, false);
      if (!data)
        return wave.fault(-1, "reads memory at 0x%llx, outside all allocations",
                          (unsigned long long)(address + 4 * i));
      std::memcpy(&value, data, 4);
    }
    wave.writeScalar(result, value, i);
  }
  wave.counters.scalarRead += 4 * words;
  Outstanding operation;
  operation.file = Outstanding::Scalar;
  operation.inOrder = false;
  operation.first = result.index;
  operation.count = uint16_t(words);
  wave.waits.issue(wave, Waits::Lgkm, operation);
}

void load(Wave &wave, const Instruction &in) {
  uint64_t base = wave.readScalar64(in.sources[0]);
  deliver(wave, in, base + offsetOf(wave, in), ~0ull);
}

// Through a buffer descriptor: past its end stands zero.
void bufferLoad(Wave &wave, const Instruction &in) {
  const Operand &resource = in.sources[0];
  if (resource.words != 4)
    return wave.fault(-1, "a buffer descriptor of %u registers",
                      resource.words);
  uint64_t base = wave.readScalar(resource) |
                  uint64_t(wave.readScalar(resource, 1) & 0xffff) << 32;
  uint64_t size = wave.readScalar(resource, 2);
  uint64_t offset = offsetOf(wave, in);
  deliver(wave, in, base + offset, offset < size ? size - offset : 0);
}

void time(Wave &wave, const Instruction &in) {
  wave.writeScalar64(in.results[0], wave.time);
  Outstanding operation;
  operation.file = Outstanding::Scalar;
  operation.inOrder = false;
  operation.first = in.results[0].index;
  operation.count = 2;
  wave.waits.issue(wave, Waits::Lgkm, operation);
}

#define LOADS(name, words)                                                     \
  {"s_load_" name, load, Class::Smem, 1,    Kind::Rows,                        \
   {Kind::B64},    0,    nullptr,     words},                                  \
  {                                                                            \
    "s_buffer_load_" name, bufferLoad, Class::Smem, 1, Kind::Rows,             \
        {Kind::Rows}, 0, nullptr, words                                        \
  }

constexpr Operation table[] = {
    LOADS("dword", 1),
    LOADS("dwordx2", 2),
    LOADS("dwordx4", 4),
    LOADS("dwordx8", 8),
    LOADS("dwordx16", 16),
    {"s_memtime", time, Class::Smem, 1, Kind::B64},
    {"s_memrealtime", time, Class::Smem, 1, Kind::B64},
};
} // namespace

OperationTable hfc::sim::scalarMemoryOperations() { return table; }
