// Checked access to LDS and private memory, for DS, FLAT and SCRATCH alike, and
// what a vector memory operation moves.
#ifndef HFC_SIMULATORS_AMDGPU_ACCESS_H
#define HFC_SIMULATORS_AMDGPU_ACCESS_H

#include "simulators/amdgpu/Workgroup.h"

namespace hfc::sim {

// The upper halves of flat addresses that stand for LDS and private memory.
constexpr uint64_t sharedAperture = 0x0001'0000'0000'0000;
constexpr uint64_t privateAperture = 0x0002'0000'0000'0000;

// Bytes of the host; null: faulted.
uint8_t *accessLds(Wave &wave, unsigned lane, uint32_t address, unsigned size,
                   Lds::Access access);
uint8_t *accessScratch(Wave &wave, unsigned lane, uint64_t address,
                       unsigned size);
uint8_t *accessGlobal(Wave &wave, unsigned lane, uint64_t address,
                      unsigned size, bool write);

// What one lane moves: `extra` of the operation.
struct Transfer {
  unsigned bytes; // 1, 2, 4, 8, 12, 16
  bool isSigned, half, high;
  static constexpr uint16_t pack(unsigned bytes, bool isSigned = false,
                                 bool half = false, bool high = false) {
    return uint16_t(bytes | isSigned << 5 | half << 6 | high << 7);
  }
  explicit Transfer(const Instruction &in)
      : bytes(in.operation->extra & 31), isSigned(in.operation->extra & 32),
        half(in.operation->extra & 64), high(in.operation->extra & 128) {}
  unsigned words() const { return bytes < 4 ? 1 : bytes / 4; }
};

// Puts a lane's bytes into its registers.
void loadLane(Wave &wave, const Transfer &transfer, unsigned firstRow,
              unsigned lane, const uint8_t *data);
// Takes a lane's bytes from its registers.
void storeLane(Wave &wave, const Transfer &transfer, unsigned firstRow,
               unsigned lane, uint8_t *data);
// Marks what loadLane wrote; checks what storeLane will read.
void markLoaded(Wave &wave, const Transfer &transfer, const Operand &result);
void checkStored(Wave &wave, const Transfer &transfer, const Operand &data);
// The operand has the registers that the transfer needs; else a fault.
bool hasRows(Wave &wave, const Operand &operand, unsigned words);

} // namespace hfc::sim
#endif
