// Device memory: allocations at addresses of their own, which are no addresses
// of the host, so that a pointer used on the wrong side is found.
#ifndef HFC_SIMULATORS_AMDGPU_MEMORY_H
#define HFC_SIMULATORS_AMDGPU_MEMORY_H

#include <cstdint>
#include <cstdlib>
#include <map>
#include <memory>

namespace hfc::sim {

struct Allocation {
  uint64_t address = 0, bytes = 0;
  uint8_t *data = nullptr;
  bool readOnly = false;
};

class Memory {
public:
  // Devices of one process have addresses of their own.
  explicit Memory(uint64_t limit, unsigned device = 0)
      : limit(limit), next(base + (uint64_t(device) << 42)) {}
  ~Memory();
  Memory(const Memory &) = delete;

  // 0: out of memory.
  uint64_t allocate(uint64_t bytes, bool readOnly = false);
  // False: no allocation begins there.
  bool release(uint64_t address);
  // The allocation that holds this address; null: none does.
  const Allocation *find(uint64_t address) const;
  // Bytes of the host at these device bytes; null: not all are allocated.
  uint8_t *resolve(uint64_t address, uint64_t bytes) const;
  static bool isDevice(uint64_t address) { return address >= base; }
  uint64_t available() const { return limit - used; }

private:
  // Past the 47 bits that a process of the host may use.
  static constexpr uint64_t base = 0x0000'8000'0000'0000;
  std::map<uint64_t, Allocation> allocations;
  uint64_t limit, used = 0, next;
};

// The allocation that a wave used last.
struct MemoryCache {
  const Allocation *last = nullptr;
  uint8_t *resolve(const Memory &memory, uint64_t address, uint64_t bytes,
                   bool write) {
    if (!last || address - last->address >= last->bytes) {
      const Allocation *found = memory.find(address);
      if (!found)
        return nullptr;
      last = found;
    }
    uint64_t offset = address - last->address;
    if (bytes > last->bytes - offset || (write && last->readOnly))
      return nullptr;
    return last->data + offset;
  }
};

} // namespace hfc::sim
#endif
