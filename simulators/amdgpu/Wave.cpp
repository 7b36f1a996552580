#include "simulators/amdgpu/Wave.h"
#include "simulators/amdgpu/CodeObject.h"
#include "simulators/amdgpu/Workgroup.h"
#include <cstdarg>
#include <cstdio>
#include <cstring>

using namespace hfc::sim;

Wave::Wave(const Kernel &kernel, Workgroup &group, unsigned number)
    : kernel(kernel), chip(kernel.chip), group(group), number(number),
      lanes(kernel.waveSize), full(lanes == 64 ? ~0ull : (1ull << lanes) - 1),
      vectorCount(kernel.vectorRegisters) {
  storage.resize(2 * vectorCount);
  v = &storage.data()->lanes;
  undefined = v + vectorCount;
  std::memset(undefined, 0xff, vectorCount * sizeof(Row));
  std::memset(scalarUndefined, 0xff, sizeof scalarUndefined);
  defined.assign(vectorCount, 0);
  origin.assign(vectorCount, nullptr);
  vectorPending.assign(vectorCount, 0);
  hazards.init(vectorCount);
  counters.waves = 1;
}

// FP_ROUND and FP_DENORM of MODE, DX10_CLAMP and IEEE.
void Wave::setMode(uint32_t bits) {
  round32 = bits & 3;
  round16 = bits >> 2 & 3;
  // 0 flushes both ways, 3 keeps.
  flush32 = (bits >> 4 & 3) == 0;
  flush16 = (bits >> 6 & 3) == 0;
  dx10Clamp = bits >> 8 & 1;
  ieee = bits >> 9 & 1;
  if (mode() != bits) // FP16_OVFL, subnormals flushed one way
    fault(-1, "MODE 0x%x is not known", bits);
}

uint32_t Wave::mode() const {
  return uint32_t(round32) | uint32_t(round16) << 2 | (flush32 ? 0u : 3u) << 4 |
         (flush16 ? 0u : 3u) << 6 | uint32_t(dx10Clamp) << 8 |
         uint32_t(ieee) << 9;
}

void Wave::fault(int lane, const char *format, ...) {
  if (stopped)
    return;
  stopped = true;
  char reason[256];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(reason, sizeof reason, format, arguments);
  va_end(arguments);
  group.report(*this, lane, reason);
}

// -- Scalars -----------------------------------------------------------------

uint32_t Wave::readScalar(const Operand &operand, unsigned word) {
  if (operand.place == Place::Constant)
    return uint32_t(operand.constant >> 32 * word);
  unsigned index = operand.index + word;
  if (scalarPending[index])
    fault(-1, "reads s%u, which is still being loaded: s_waitcnt is missing",
          index);
  else if (scalarUndefined[index] & operand.bits && !trying)
    faultUndefined(-1, 's', index, scalarUndefined[index] & operand.bits);
  return s[index];
}

uint64_t Wave::readScalar64(const Operand &operand) {
  if (operand.place == Place::Constant)
    return operand.constant;
  return uint64_t(readScalar(operand, 1)) << 32 | readScalar(operand);
}

void Wave::writeScalar(const Operand &operand, uint32_t value, unsigned word) {
  if (!operand)
    return; // null
  unsigned index = operand.index + word;
  if (scalarPending[index])
    fault(-1, "writes s%u, which is still being loaded: s_waitcnt is missing",
          index);
  s[index] = value;
  scalarUndefined[index] = 0;
}

void Wave::writeScalar64(const Operand &operand, uint64_t value) {
  writeScalar(operand, uint32_t(value));
  writeScalar(operand, uint32_t(value >> 32), 1);
}

uint64_t Wave::readMask(const Operand &operand) {
  return (lanes == 64 ? readScalar64(operand) : readScalar(operand)) & full;
}

void Wave::writeMask(const Operand &operand, uint64_t value) {
  if (lanes == 64)
    writeScalar64(operand, value);
  else
    writeScalar(operand, uint32_t(value));
}

// -- Rows --------------------------------------------------------------------

void Wave::faultUndefined(int lane, char file, unsigned index, uint32_t bits) {
  const Instruction *by = file == 'v' ? origin[index] : scalarOrigin[index];
  char which[32] = "";
  if (bits != ~0u)
    snprintf(which, sizeof which, "bits 0x%x of ", bits);
  if (by)
    fault(lane,
          "reads %s%c%u, which '%.60s' at pc 0x%x made of what was never "
          "written",
          which, file, index, by->text.c_str() + (by->text[0] == '\t'),
          by->offsetInKernel);
  else
    fault(lane, "reads %s%c%u, which was never written", which, file, index);
}

uint64_t Wave::undefinedLanes(unsigned index, uint64_t of,
                              uint32_t bits) const {
  uint64_t missing = of & ~defined[index];
  if (!missing || bits == ~0u)
    return missing;
  uint64_t result = 0;
  for (unsigned lane = 0; lane < lanes; ++lane)
    result |= uint64_t((undefined[index][lane] & bits) != 0) << lane;
  return result & missing;
}

const uint32_t *Wave::useRow(unsigned index, uint64_t lanesRead,
                             uint32_t bits) {
  if (vectorPending[index])
    fault(-1, "reads v%u, which is still being loaded: s_waitcnt is missing",
          index);
  if (lanesRead & ~defined[index] && !trying)
    if (uint64_t missing = undefinedLanes(index, lanesRead, bits)) {
      unsigned lane = unsigned(__builtin_ctzll(missing));
      faultUndefined(int(lane), 'v', index, undefined[index][lane] & bits);
    }
  return v[index];
}

uint32_t *Wave::overwriteRow(unsigned index) {
  if (vectorPending[index])
    fault(-1, "writes v%u, which is still being loaded: s_waitcnt is missing",
          index);
  return v[index];
}

void Wave::setDefined(unsigned index, uint64_t lanesWritten, uint32_t bits) {
  uint64_t change = lanesWritten & ~defined[index];
  if (!change)
    return;
  if (bits == ~0u) {
    defined[index] |= change;
    return;
  }
  uint64_t whole = 0;
  for (unsigned lane = 0; lane < lanes; ++lane) {
    uint32_t &left = undefined[index][lane];
    left &= change >> lane & 1 ? ~bits : ~0u;
    whole |= uint64_t(!left) << lane;
  }
  defined[index] |= change & whole;
}
