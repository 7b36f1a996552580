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
  storage.resize(vectorCount);
  v = &storage.data()->lanes;
  validLow.assign(vectorCount, 0);
  validHigh.assign(vectorCount, 0);
  vectorPending.assign(vectorCount, 0);
  hazards.init(vectorCount);
  counters.waves = 1;
}

// FP_ROUND and FP_DENORM of MODE, DX10_CLAMP and IEEE.
void Wave::setMode(uint32_t bits) {
  round32 = bits & 3;
  round16 = bits >> 2 & 3;
  // 0 flushes both ways, 3 keeps; LLVM uses no other.
  flush32 = (bits >> 4 & 3) == 0;
  flush16 = (bits >> 6 & 3) == 0;
  dx10Clamp = bits >> 8 & 1;
  ieee = bits >> 9 & 1;
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
  else if (!scalarValid[index]) {
    if (current->operation->passesInvalid)
      invalid = ~0ull;
    else
      fault(-1, "reads s%u, which was never written", index);
  }
  return s[index];
}

uint64_t Wave::readScalar64(const Operand &operand) {
  if (operand.place == Place::Constant)
    return operand.constant;
  uint32_t low = readScalar(operand);
  // Compilers leave upper halves undefined where only the lower one is used.
  uint64_t before = invalid;
  invalid = 0;
  uint32_t high = readScalar(operand, 1);
  invalidHigh |= invalid;
  invalid = before;
  return uint64_t(high) << 32 | low;
}

void Wave::writeScalar(const Operand &operand, uint32_t value, unsigned word) {
  if (!operand)
    return; // null
  unsigned index = operand.index + word;
  if (scalarPending[index])
    fault(-1, "writes s%u, which is still being loaded: s_waitcnt is missing",
          index);
  s[index] = value;
  scalarValid[index] = !invalid;
}

void Wave::writeScalar64(const Operand &operand, uint64_t value) {
  writeScalar(operand, uint32_t(value));
  invalid |= invalidHigh;
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

const uint32_t *Wave::useRow(unsigned index, uint64_t lanesRead, bool low,
                             bool high) {
  if (vectorPending[index])
    fault(-1, "reads v%u, which is still being loaded: s_waitcnt is missing",
          index);
  uint64_t missing = 0;
  if (low)
    missing |= ~validLow[index];
  if (high)
    missing |= ~validHigh[index];
  missing &= lanesRead;
  if (missing) {
    if (current->operation->passesInvalid)
      invalid |= missing;
    else
      fault(__builtin_ctzll(missing), "reads v%u, which was never written",
            index);
  }
  return v[index];
}

uint32_t *Wave::overwriteRow(unsigned index) {
  if (vectorPending[index])
    fault(-1, "writes v%u, which is still being loaded: s_waitcnt is missing",
          index);
  return v[index];
}

void Wave::setValid(unsigned index, uint64_t lanesWritten, bool low,
                    bool high) {
  uint64_t good = lanesWritten & ~invalid, bad = lanesWritten & invalid;
  if (low)
    validLow[index] = (validLow[index] | good) & ~bad;
  if (high)
    validHigh[index] = (validHigh[index] | good) & ~bad;
}
