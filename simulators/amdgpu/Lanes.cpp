#include "simulators/amdgpu/Lanes.h"
#include <cmath>
#include <immintrin.h>

using namespace hfc::sim;

// -- Rounding ----------------------------------------------------------------

// MODE: 0 nearest even, 1 up, 2 down, 3 to zero; MXCSR has down at 1, up at 2.
Rounding::Rounding(unsigned mode) : changed(mode != 0) {
  if (!changed)
    return;
  static constexpr unsigned host[] = {0, 2, 1, 3};
  saved = _mm_getcsr();
  _mm_setcsr((saved & ~0x6000u) | host[mode] << 13);
}
Rounding::~Rounding() {
  if (changed)
    _mm_setcsr(saved);
}

// -- DPP ---------------------------------------------------------------------

// Where a lane reads from, within its wave; -1: outside. ISA guides, "DPP".
static int sourceLane(const Instruction &in, int lane, int lanes) {
  int row = lane & ~15, at = lane & 15;
  int argument = int(in.permuteArgument);
  auto inRow = [&](int other) {
    return other < 0 || other > 15 ? -1 : row + other;
  };
  switch (in.permute) {
  case Permute::None:
    return lane;
  case Permute::Quad:
    return (lane & ~3) + (argument >> 2 * (lane & 3) & 3);
  case Permute::RowShiftLeft:
    return inRow(at + argument);
  case Permute::RowShiftRight:
    return inRow(at - argument);
  case Permute::RowRotateRight:
    return row + ((at - argument) & 15);
  case Permute::WaveShiftLeft:
    return lane + 1 < lanes ? lane + 1 : -1;
  case Permute::WaveShiftRight:
    return lane - 1;
  case Permute::WaveRotateLeft:
    return (lane + 1) % lanes;
  case Permute::WaveRotateRight:
    return (lane + lanes - 1) % lanes;
  case Permute::RowMirror:
    return row + 15 - at;
  case Permute::RowHalfMirror:
    return (lane & ~7) + 7 - (lane & 7);
  case Permute::RowBroadcast15:
    return row ? row - 1 : -1;
  case Permute::RowBroadcast31:
    return lane >= 32 ? 31 : -1;
  case Permute::RowNewBroadcast:
  case Permute::RowShare:
    return row + argument;
  case Permute::RowXmask:
    return row + (at ^ argument);
  case Permute::Dpp8:
    return (lane & ~7) + (argument >> 3 * (lane & 7) & 7);
  }
  return -1;
}

void hfc::sim::beginVector(Wave &wave, const Instruction &in) {
  wave.mask = wave.execMask();
  if (in.permute == Permute::None)
    return;
  uint64_t mask = 0, active = wave.mask;
  for (unsigned lane = 0; lane < wave.lanes; ++lane) {
    if (!(in.rowMask >> (lane / 16) & 1) ||
        !(in.bankMask >> (lane % 16 / 4) & 1))
      continue;
    int from = sourceLane(in, int(lane), int(wave.lanes));
    bool reads = from >= 0 && (in.fetchInactive || active >> from & 1);
    if (reads || in.boundControl)
      mask |= 1ull << lane;
  }
  wave.mask = active & mask;
}

static void permuteRow(Wave &wave, const Operand &operand, unsigned word,
                       uint32_t *buffer) {
  const Instruction &in = *wave.current;
  uint64_t active = wave.execMask(), used = 0;
  int from[maxLanes];
  for (unsigned lane = 0; lane < wave.lanes; ++lane) {
    from[lane] = -1;
    if (!(wave.mask >> lane & 1))
      continue;
    int source = sourceLane(in, int(lane), int(wave.lanes));
    if (source >= 0 && (in.fetchInactive || active >> source & 1)) {
      from[lane] = source;
      used |= 1ull << source;
    }
  }
  const uint32_t *row = wave.useRow(operand.index + word, used, operand.bits);
  uint32_t values[maxLanes] = {};
  for (unsigned lane = 0; lane < wave.lanes; ++lane)
    values[lane] = from[lane] < 0 ? 0 : row[from[lane]];
  std::memcpy(buffer, values, sizeof values);
}

// -- Reading -----------------------------------------------------------------

static void broadcast(uint32_t value, uint32_t *buffer) {
  for (unsigned lane = 0; lane < maxLanes; ++lane)
    buffer[lane] = value;
}

static const uint32_t *selectPart(const Operand &operand, const uint32_t *row,
                                  uint32_t *buffer) {
  unsigned shift = 0, bits = 32;
  if (operand.select <= Select::Byte3) {
    shift = 8 * unsigned(operand.select);
    bits = 8;
  } else if (operand.select <= Select::Word1) {
    shift = operand.select == Select::Word1 ? 16 : 0;
    bits = 16;
  }
  unsigned up = 32 - bits;
  if (operand.signExtend)
    for (unsigned lane = 0; lane < maxLanes; ++lane)
      buffer[lane] = uint32_t(int32_t(row[lane] >> shift << up) >> up);
  else
    for (unsigned lane = 0; lane < maxLanes; ++lane)
      buffer[lane] = row[lane] >> shift << up >> up;
  return buffer;
}

const uint32_t *hfc::sim::readRow(Wave &wave, const Operand &operand,
                                  uint32_t *buffer, unsigned word) {
  if (operand.place != Place::Vector) {
    broadcast(wave.readScalar(operand, word), buffer);
    if (operand.select != Select::Dword || operand.signExtend)
      return selectPart(operand, buffer, buffer);
    return buffer;
  }
  if (operand.permuted) {
    permuteRow(wave, operand, word, buffer);
    return buffer;
  }
  const uint32_t *row =
      wave.useRow(operand.index + word, wave.mask, operand.bits);
  if (operand.select != Select::Dword || operand.signExtend)
    return selectPart(operand, row, buffer);
  return row;
}

const uint32_t *hfc::sim::readHalfRow(Wave &wave, const Operand &operand,
                                      uint32_t *buffer) {
  const uint32_t *row;
  if (operand.place != Place::Vector) {
    broadcast(wave.readScalar(operand), buffer);
    row = buffer;
  } else if (operand.permuted) {
    permuteRow(wave, operand, 0, buffer);
    row = buffer;
  } else if (operand.select != Select::Dword) {
    row = readRow(wave, operand, buffer);
  } else {
    row = wave.useRow(operand.index, wave.mask,
                      operand.high ? 0xffff0000 : 0xffff);
  }
  unsigned shift = operand.high ? 16 : 0;
  for (unsigned lane = 0; lane < maxLanes; ++lane)
    buffer[lane] = row[lane] >> shift & 0xffff;
  return buffer;
}

static uint32_t flushed(uint32_t bits) {
  return bits & 0x7f800000 ? bits : bits & 0x80000000;
}

void hfc::sim::readFloats(Wave &wave, const Operand &operand, float *out) {
  uint32_t *bits = reinterpret_cast<uint32_t *>(out);
  const uint32_t *row = readRow(wave, operand, bits);
  uint32_t keep = operand.absolute ? 0x7fffffff : 0xffffffff;
  uint32_t flip = operand.negate ? 0x80000000 : 0;
  if (wave.flush32)
    for (unsigned lane = 0; lane < maxLanes; ++lane)
      bits[lane] = (flushed(row[lane]) & keep) ^ flip;
  else
    for (unsigned lane = 0; lane < maxLanes; ++lane)
      bits[lane] = (row[lane] & keep) ^ flip;
}

void hfc::sim::readHalves(Wave &wave, const Operand &operand, float *out) {
  uint32_t *bits = reinterpret_cast<uint32_t *>(out);
  readHalfRow(wave, operand, bits);
  uint32_t keep = operand.absolute ? 0x7fff : 0xffff;
  uint32_t flip = operand.negate ? 0x8000 : 0;
  for (unsigned lane = 0; lane < maxLanes; ++lane) {
    uint32_t half = bits[lane];
    if (wave.flush16 && !(half & 0x7c00))
      half &= 0x8000;
    out[lane] = widen(uint16_t((half & keep) ^ flip));
  }
}

void hfc::sim::readWide(Wave &wave, const Operand &operand, uint64_t *out) {
  if (operand.place != Place::Vector) {
    uint64_t value = wave.readScalar64(operand);
    for (unsigned lane = 0; lane < maxLanes; ++lane)
      out[lane] = value;
    return;
  }
  alignas(64) Row lowBuffer, highBuffer;
  const uint32_t *low = readRow(wave, operand, lowBuffer, 0);
  const uint32_t *high = readRow(wave, operand, highBuffer, 1);
  for (unsigned lane = 0; lane < maxLanes; ++lane)
    out[lane] = uint64_t(high[lane]) << 32 | low[lane];
}

void hfc::sim::readDoubles(Wave &wave, const Operand &operand, double *out) {
  uint64_t *bits = reinterpret_cast<uint64_t *>(out);
  readWide(wave, operand, bits);
  uint64_t sign = 1ull << 63, exponent = 0x7ffull << 52;
  uint64_t keep = operand.absolute ? ~sign : ~0ull;
  uint64_t flip = operand.negate ? sign : 0;
  for (unsigned lane = 0; lane < maxLanes; ++lane) {
    uint64_t value = bits[lane];
    if (wave.flush16 && !(value & exponent))
      value &= sign;
    bits[lane] = (value & keep) ^ flip;
  }
}

// -- Writing -----------------------------------------------------------------

static void blend(uint32_t *row, const uint32_t *values, uint64_t mask,
                  unsigned lanes) {
  if (mask == ~0ull) {
    std::memcpy(row, values, sizeof(Row));
    return;
  }
  for (unsigned lane = 0; lane < lanes; ++lane)
    row[lane] = mask >> lane & 1 ? values[lane] : row[lane];
}

// SDWA writes a part and pads, extends or keeps the rest. The bits written.
static uint32_t writeSelected(Wave &wave, const Instruction &in, uint32_t *row,
                              const uint32_t *values) {
  unsigned shift = 0, bits = 32;
  if (in.resultSelect <= Select::Byte3) {
    shift = 8 * unsigned(in.resultSelect);
    bits = 8;
  } else if (in.resultSelect <= Select::Word1) {
    shift = in.resultSelect == Select::Word1 ? 16 : 0;
    bits = 16;
  }
  uint32_t part = (bits == 32 ? ~0u : (1u << bits) - 1) << shift;
  for (unsigned lane = 0; lane < wave.lanes; ++lane) {
    if (!(wave.mask >> lane & 1))
      continue;
    uint32_t placed = values[lane] << shift & part;
    if (in.unused == Instruction::Preserve)
      placed |= row[lane] & ~part;
    else if (in.unused == Instruction::Sext)
      placed = uint32_t(int32_t(placed << (32 - bits - shift)) >>
                        (32 - bits - shift));
    row[lane] = placed;
  }
  return in.unused == Instruction::Preserve ? part : ~0u;
}

void hfc::sim::writeRow(Wave &wave, const Instruction &in,
                        const uint32_t *values, unsigned word) {
  const Operand &result = in.results[0];
  uint32_t *row = wave.overwriteRow(result.index + word);
  if (in.sdwa && in.resultSelect != Select::Dword) {
    uint32_t part = writeSelected(wave, in, row, values);
    return wave.setDefined(result.index + word, wave.mask, part);
  }
  blend(row, values, wave.mask, wave.lanes);
  wave.setDefined(result.index + word, wave.mask);
}

void hfc::sim::writeHalfRow(Wave &wave, const Instruction &in,
                            const uint32_t *values) {
  const Operand &result = in.results[0];
  uint32_t *row = wave.overwriteRow(result.index);
  if (in.sdwa && in.resultSelect != Select::Dword) {
    uint32_t part = writeSelected(wave, in, row, values);
    return wave.setDefined(result.index, wave.mask, part);
  }
  unsigned shift = result.high ? 16 : 0;
  uint32_t part = 0xffffu << shift;
  uint32_t kept = in.writesShort && !result.high ? 0 : ~part;
  for (unsigned lane = 0; lane < wave.lanes; ++lane)
    row[lane] = wave.mask >> lane & 1
                    ? (row[lane] & kept) | (values[lane] << shift & part)
                    : row[lane];
  wave.setDefined(result.index, wave.mask, ~kept);
}

template <typename T>
static void scaleAndClamp(const Wave &wave, const Instruction &in, T *values) {
  if (in.scale) {
    T factor = in.scale == -1 ? T(0.5) : in.scale == 1 ? T(2) : T(4);
    for (unsigned lane = 0; lane < maxLanes; ++lane)
      values[lane] *= factor;
  }
  if (in.clamp)
    for (unsigned lane = 0; lane < maxLanes; ++lane) {
      T value = values[lane];
      if (value != value)
        values[lane] = wave.dx10Clamp ? T(0) : value;
      else
        values[lane] = value > T(0) ? (value < T(1) ? value : T(1)) : T(0);
    }
}

void hfc::sim::writeFloats(Wave &wave, const Instruction &in, float *values) {
  if (in.scale || in.clamp)
    scaleAndClamp(wave, in, values);
  uint32_t *bits = reinterpret_cast<uint32_t *>(values);
  if (wave.flush32)
    for (unsigned lane = 0; lane < maxLanes; ++lane)
      bits[lane] = flushed(bits[lane]);
  writeRow(wave, in, bits);
}

void hfc::sim::narrow(Wave &wave, const float *values, uint32_t *halves) {
  if (wave.round16) {
    Rounding rounding(wave.round16);
    for (unsigned lane = 0; lane < maxLanes; ++lane)
      halves[lane] = uint32_t(_mm_extract_epi16(
          _mm_cvtps_ph(_mm_set_ss(values[lane]), _MM_FROUND_CUR_DIRECTION), 0));
  } else {
    for (unsigned lane = 0; lane < maxLanes; ++lane)
      halves[lane] = halfBits(values[lane]);
  }
  if (wave.flush16)
    for (unsigned lane = 0; lane < maxLanes; ++lane)
      if (!(halves[lane] & 0x7c00))
        halves[lane] &= 0x8000;
}

void hfc::sim::writeHalves(Wave &wave, const Instruction &in, float *values) {
  if (in.scale || in.clamp)
    scaleAndClamp(wave, in, values);
  alignas(64) Row halves;
  narrow(wave, values, halves);
  writeHalfRow(wave, in, halves);
}

void hfc::sim::writeWide(Wave &wave, const Instruction &in,
                         const uint64_t *values) {
  alignas(64) Row low, high;
  for (unsigned lane = 0; lane < maxLanes; ++lane) {
    low[lane] = uint32_t(values[lane]);
    high[lane] = uint32_t(values[lane] >> 32);
  }
  writeRow(wave, in, low, 0);
  writeRow(wave, in, high, 1);
}

void hfc::sim::writeDoubles(Wave &wave, const Instruction &in, double *values) {
  if (in.scale || in.clamp)
    scaleAndClamp(wave, in, values);
  uint64_t *bits = reinterpret_cast<uint64_t *>(values);
  if (wave.flush16)
    for (unsigned lane = 0; lane < maxLanes; ++lane)
      if (!(bits[lane] & 0x7ffull << 52))
        bits[lane] &= 1ull << 63;
  writeWide(wave, in, bits);
}

float hfc::sim::fusedHalf(float a, float b, float c) {
  double product = double(a) * double(b); // exact: 22 bits
  double sum = product + double(c);
  // What the sum lost (Knuth's TwoSum).
  double back = sum - product;
  double error = (product - (sum - back)) + (double(c) - back);
  uint64_t bits = std::bit_cast<uint64_t>(sum);
  if (error != 0 && std::isfinite(sum) && !(bits & 1)) {
    bool up = (error > 0) == (sum > 0);
    sum = std::bit_cast<double>(up ? bits + 1 : bits - 1);
  }
  float rounded = float(sum);
  double lost = sum - double(rounded);
  uint32_t narrow = std::bit_cast<uint32_t>(rounded);
  if (lost != 0 && std::isfinite(rounded) && !(narrow & 1)) {
    bool up = (lost > 0) == (rounded > 0);
    narrow = up ? narrow + 1 : narrow - 1;
  }
  return std::bit_cast<float>(narrow);
}
