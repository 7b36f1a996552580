#include "simulators/amdgpu/Memory.h"
#include <new>

using namespace hfc::sim;

// Between allocations lies more than an index that is a little too far.
static constexpr uint64_t alignment = 256, gap = 1 << 16;

Memory::~Memory() {
  for (auto &[address, allocation] : allocations)
    std::free(allocation.data);
}

uint64_t Memory::allocate(uint64_t bytes, bool readOnly) {
  if (bytes > limit - used)
    return 0;
  uint64_t padded = (bytes + alignment) / alignment * alignment;
  auto *data = static_cast<uint8_t *>(std::aligned_alloc(alignment, padded));
  if (!data)
    return 0;
  uint64_t address = next;
  next += (padded + 2 * gap - 1) / gap * gap;
  used += bytes;
  allocations[address] = {address, bytes, data, readOnly};
  return address;
}

bool Memory::release(uint64_t address) {
  auto found = allocations.find(address);
  if (found == allocations.end())
    return false;
  used -= found->second.bytes;
  std::free(found->second.data);
  allocations.erase(found);
  return true;
}

const Allocation *Memory::find(uint64_t address) const {
  auto after = allocations.upper_bound(address);
  if (after == allocations.begin())
    return nullptr;
  const Allocation &allocation = std::prev(after)->second;
  return address - allocation.address < allocation.bytes ? &allocation
                                                         : nullptr;
}

uint8_t *Memory::resolve(uint64_t address, uint64_t bytes) const {
  const Allocation *allocation = find(address);
  if (!allocation ||
      bytes > allocation->bytes - (address - allocation->address))
    return nullptr;
  return allocation->data + (address - allocation->address);
}
