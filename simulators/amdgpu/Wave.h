// The state of one wave, and how operations read and write it.
//
// Registers are rows of 64 lanes. Beside the values stand, for each register,
// which bits of which lanes are defined (Undefined.h), and whether a load is
// still to deliver it (`pending`).
#ifndef HFC_SIMULATORS_AMDGPU_WAVE_H
#define HFC_SIMULATORS_AMDGPU_WAVE_H

#include "simulators/amdgpu/Chip.h"
#include "simulators/amdgpu/Counters.h"
#include "simulators/amdgpu/Hazards.h"
#include "simulators/amdgpu/Instruction.h"
#include "simulators/amdgpu/Memory.h"
#include "simulators/amdgpu/Waits.h"
#include "simulators/amdgpu/cycles/Trace.h"
#include <vector>

namespace hfc::sim {

struct Kernel;
struct Workgroup;

constexpr unsigned maxLanes = 64;
using Row = uint32_t[maxLanes];

struct Wave {
  Wave(const Kernel &kernel, Workgroup &group, unsigned number);

  // -- Registers
  const Kernel &kernel;
  const Chip &chip;
  Workgroup &group;
  const unsigned number; // in the workgroup
  const unsigned lanes;
  const uint64_t full;
  unsigned vectorCount; // rows, accumulation registers included
  Row *v;
  // Lanes whose bits are all defined; for the others the bits that are not.
  std::vector<uint64_t> defined;
  Row *undefined;
  std::vector<uint8_t> vectorPending;
  uint32_t s[scalarCount] = {};
  uint32_t scalarUndefined[scalarCount];
  uint8_t scalarPending[scalarCount] = {};
  bool scc = false, sccUndefined = false;
  // The instruction that made something of undefined bits; null: nobody wrote
  // the register.
  std::vector<const Instruction *> origin;
  const Instruction *scalarOrigin[scalarCount] = {};

  // MODE
  bool flush32 = false, flush16 = false; // f64 goes with f16
  uint8_t round32 = 0, round16 = 0;
  bool dx10Clamp = true, ieee = true;
  uint32_t mode() const;
  void setMode(uint32_t bits);

  // -- Where it stands
  int32_t pc = 0;
  bool ended = false, atBarrier = false;
  bool stopped = false;         // by a fault
  std::vector<uint8_t> scratch; // private memory, a stretch a lane
  uint64_t scratchBytes = 0;    // of a lane
  uint64_t time = 0;            // issued so far: what s_memtime tells

  Waits waits;
  Hazards hazards;
  Counters counters;
  MemoryCache memory;
  WaveTrace *trace = nullptr; // null: not recorded

  // -- One instruction
  uint64_t mask = 0;   // lanes that it writes
  bool trying = false; // undefined bits are filled in (Undefined.h)
  const Instruction *current = nullptr;

  uint64_t execMask() const {
    return (uint64_t(s[exec + 1]) << 32 | s[exec]) & full;
  }
  // A mask of lanes in scalar registers: one register in wave32.
  uint64_t readMask(const Operand &operand);
  void writeMask(const Operand &operand, uint64_t value);

  uint32_t readScalar(const Operand &operand, unsigned word = 0);
  uint64_t readScalar64(const Operand &operand);
  void writeScalar(const Operand &operand, uint32_t value, unsigned word = 0);
  void writeScalar64(const Operand &operand, uint64_t value);

  // A row that is about to be read in `lanesRead`: checks that it is there.
  const uint32_t *useRow(unsigned index, uint64_t lanesRead,
                         uint32_t bits = ~0u);
  // A row that is about to be written in `mask`.
  uint32_t *overwriteRow(unsigned index);
  // Of these lanes, those where one of the bits is not defined.
  uint64_t undefinedLanes(unsigned index, uint64_t of, uint32_t bits) const;
  // These bits were written with defined ones.
  void setDefined(unsigned index, uint64_t lanesWritten, uint32_t bits = ~0u);
  // Reports a use of undefined bits; index of a vector or scalar register.
  void faultUndefined(int lane, char file, unsigned index, uint32_t bits);

  // Stops the wave and reports; lane -1: none in particular.
  void fault(int lane, const char *format, ...)
      __attribute__((format(printf, 3, 4)));

private:
  struct alignas(64) AlignedRow {
    Row lanes = {};
  };
  std::vector<AlignedRow> storage; // values, then what is undefined
};

} // namespace hfc::sim
#endif
