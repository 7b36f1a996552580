#include "simulators/amdgpu/Access.h"
#include <cstring>

using namespace hfc::sim;

uint8_t *hfc::sim::accessLds(Wave &wave, unsigned lane, uint32_t address,
                             unsigned size, Lds::Access access) {
  Lds &lds = wave.group.lds;
  if (address > lds.bytes() || size > lds.bytes() - address) {
    wave.fault(int(lane), "LDS at 0x%x, the workgroup has 0x%x bytes", address,
               lds.bytes());
    return nullptr;
  }
  unsigned alignment = size < 4 ? size : 4;
  if (address % alignment) {
    wave.fault(int(lane), "LDS at 0x%x, which is not aligned to %u", address,
               alignment);
    return nullptr;
  }
  unsigned other = ~0u;
  const char *problem = lds.touch(wave.number, address, size, access, other);
  if (*problem) {
    if (other == ~0u)
      wave.fault(int(lane), "%s: address 0x%x", problem, address);
    else
      wave.fault(int(lane), "%s: address 0x%x, wave %u", problem, address,
                 other);
    return nullptr;
  }
  return lds.at(address);
}

uint8_t *hfc::sim::accessScratch(Wave &wave, unsigned lane, uint64_t address,
                                 unsigned size) {
  if (address > wave.scratchBytes || size > wave.scratchBytes - address) {
    wave.fault(int(lane), "private memory at 0x%llx, a lane has 0x%llx bytes",
               (unsigned long long)address,
               (unsigned long long)wave.scratchBytes);
    return nullptr;
  }
  return wave.scratch.data() + lane * wave.scratchBytes + address;
}

uint8_t *hfc::sim::accessGlobal(Wave &wave, unsigned lane, uint64_t address,
                                unsigned size, bool write) {
  if (address >> 48 << 48 == sharedAperture)
    return accessLds(wave, lane, uint32_t(address), size,
                     write ? Lds::Access::Write : Lds::Access::Read);
  if (address >> 48 << 48 == privateAperture)
    return accessScratch(wave, lane, uint32_t(address), size);
  uint8_t *data = wave.memory.resolve(wave.group.memory, address, size, write);
  // At any address: the ABI sets global memory so (LLVM: "unaligned access
  // mode"), and LLVM joins narrow accesses there to wide ones.
  if (data)
    return data;
  const Allocation *near = wave.group.memory.find(address);
  const char *verb = write ? "writes" : "reads";
  if (near && write && near->readOnly)
    wave.fault(int(lane), "writes 0x%llx, which is code or arguments",
               (unsigned long long)address);
  else if (near)
    wave.fault(int(lane),
               "%s %u bytes at 0x%llx, past the end of an allocation of %llu "
               "bytes at 0x%llx",
               verb, size, (unsigned long long)address,
               (unsigned long long)near->bytes,
               (unsigned long long)near->address);
  else
    wave.fault(int(lane), "%s %u bytes at 0x%llx, outside all allocations",
               verb, size, (unsigned long long)address);
  return nullptr;
}

bool hfc::sim::hasRows(Wave &wave, const Operand &operand, unsigned words) {
  if (operand.place == Place::Vector && operand.words == words)
    return true;
  wave.fault(-1, "an operand of %u registers where %u are expected",
             operand ? operand.words : 0, words);
  return false;
}

void hfc::sim::loadLane(Wave &wave, const Transfer &transfer, unsigned firstRow,
                        unsigned lane, const uint8_t *data) {
  if (transfer.bytes >= 4) {
    for (unsigned i = 0; i < transfer.words(); ++i)
      std::memcpy(&wave.v[firstRow + i][lane], data + 4 * i, 4);
    return;
  }
  uint32_t value = data[0];
  if (transfer.bytes == 2)
    value |= uint32_t(data[1]) << 8;
  if (transfer.isSigned)
    value = transfer.bytes == 1 ? uint32_t(int32_t(int8_t(value)))
                                : uint32_t(int32_t(int16_t(value)));
  uint32_t &target = wave.v[firstRow][lane];
  if (!transfer.half)
    target = value;
  else if (transfer.high)
    target = (target & 0xffff) | value << 16;
  else
    target = (target & 0xffff0000) | (value & 0xffff);
}

void hfc::sim::storeLane(Wave &wave, const Transfer &transfer,
                         unsigned firstRow, unsigned lane, uint8_t *data) {
  if (transfer.bytes >= 4) {
    for (unsigned i = 0; i < transfer.words(); ++i)
      std::memcpy(data + 4 * i, &wave.v[firstRow + i][lane], 4);
    return;
  }
  uint32_t value = wave.v[firstRow][lane] >> (transfer.high ? 16 : 0);
  std::memcpy(data, &value, transfer.bytes);
}

void hfc::sim::markLoaded(Wave &wave, const Transfer &transfer,
                          const Operand &result) {
  for (unsigned i = 0; i < transfer.words(); ++i)
    wave.setDefined(result.index + i, wave.mask,
                    !transfer.half  ? ~0u
                    : transfer.high ? 0xffff0000
                                    : 0xffff);
}

void hfc::sim::checkStored(Wave &wave, const Transfer &transfer,
                           const Operand &data) {
  uint32_t bits = transfer.bytes >= 4 ? ~0u : (1u << 8 * transfer.bytes) - 1;
  for (unsigned i = 0; i < transfer.words(); ++i)
    wave.useRow(data.index + i, wave.mask, bits << (transfer.high ? 16 : 0));
}
