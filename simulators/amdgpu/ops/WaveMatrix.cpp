// WMMA of gfx11. A lane holds a whole row of A, or column of B, all 16 k; lanes
// 16 to 31 repeat lanes 0 to 15. D has column l % 16 in lane l; register v
// holds row 2 v + l / 16 in wave32, 4 v + l / 16 in wave64. RDNA3 ISA, 7.9.
#include "simulators/amdgpu/Access.h"
#include "simulators/amdgpu/Lanes.h"
#include "simulators/amdgpu/Matrix.h"
#include "simulators/amdgpu/Operations.h"
#include <algorithm>

using namespace hfc::sim;

namespace {

enum class Type : uint8_t { F16, BF16, I8, I4 };

float numberOf(Type type, uint32_t half) {
  return type == Type::F16 ? widen(uint16_t(half))
                           : std::bit_cast<float>(half << 16);
}
uint32_t roundedTo(Type type, float value) {
  if (type == Type::F16)
    return halfBits(value);
  uint32_t bits = std::bit_cast<uint32_t>(value);
  if (value != value)
    return bits >> 16 | 0x40;
  return (bits + 0x7fff + (bits >> 16 & 1)) >> 16;
}

// Element k of a row or column, of so many bits.
uint32_t elementOf(const Wave &wave, const Operand &operand, unsigned lane,
                   unsigned k, unsigned bits) {
  unsigned at = k * bits;
  uint32_t word = wave.v[operand.index + at / 32][lane];
  return word >> at % 32 & (bits == 32 ? ~0u : (1u << bits) - 1);
}

bool checkOperands(Wave &wave, const Instruction &in, unsigned words,
                   unsigned results) {
  const Operand &c = in.sources[2];
  if (!hasRows(wave, in.sources[0], words) ||
      !hasRows(wave, in.sources[1], words) ||
      !hasRows(wave, in.results[0], results))
    return false;
  if (c.place == Place::Vector ? !hasRows(wave, c, results)
                               : c.place != Place::Constant)
    return wave.fault(-1, "the third operand is not known"), false;
  for (unsigned slot = 0; slot < 2; ++slot)
    for (unsigned i = 0; i < words; ++i)
      wave.useRow(in.sources[slot].index + i, wave.full);
  for (unsigned slot = 0; slot < 2; ++slot)
    for (unsigned i = 0; i < words; ++i)
      for (unsigned lane = 16; lane < wave.lanes && !wave.trying; ++lane) {
        const uint32_t *row = wave.v[in.sources[slot].index + i];
        if (row[lane] != row[lane % 16]) {
          wave.fault(int(lane),
                     "v%u differs from lane %u, which it must repeat",
                     in.sources[slot].index + i, lane % 16);
          return false;
        }
      }
  return !wave.stopped;
}

// AMD's data sheet of the RX 7900 XTX: 128 multiply-adds a cycle of a SIMD,
// twice as many of iu4.
void count(Wave &wave, const Instruction &in) {
  bool fast = std::string_view(in.operation->name).ends_with("iu4");
  wave.counters.matrixCycles += (wave.lanes == 32 ? 32 : 64) / (fast ? 2 : 1);
  wave.counters.matrixOperations += multiplyAdds(in);
}

// f32 sums, or sums of the elements' own type in the half that op_sel names.
template <Type T, bool Wide> void floats(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  unsigned perLane = wave.lanes / 16, results = 256 / wave.lanes;
  if (!checkOperands(wave, in, 8, results))
    return;
  const Operand &c = in.sources[2], &d = in.results[0];
  bool upper = !Wide && in.opSel & 4;
  uint32_t bits = Wide ? ~0u : upper ? 0xffff0000 : 0xffff;
  // neg_lo and neg_hi of A and B negate even and odd elements; of C, all.
  auto operandOf = [&](unsigned slot, unsigned lane, unsigned k) {
    float value = numberOf(T, elementOf(wave, in.sources[slot], lane, k, 16));
    uint8_t negate = k % 2 ? in.negateHigh : in.negateLow;
    return negate >> slot & 1 ? -value : value;
  };
  float a[16][16], b[16][16];
  for (unsigned lane = 0; lane < 16; ++lane)
    for (unsigned k = 0; k < 16; ++k) {
      a[lane][k] = operandOf(0, lane, k);
      b[lane][k] = operandOf(1, lane, k);
    }
  Row out[16];
  for (unsigned i = 0; i < results; ++i) {
    if (c.place == Place::Vector)
      wave.useRow(c.index + i, wave.full, bits);
    for (unsigned lane = 0; lane < wave.lanes; ++lane) {
      unsigned row = perLane * i + lane / 16, column = lane % 16;
      uint32_t addend = c.place == Place::Vector ? wave.v[c.index + i][lane]
                                                 : uint32_t(c.constant);
      float sum = Wide ? std::bit_cast<float>(addend)
                       : numberOf(T, addend >> (upper ? 16 : 0) & 0xffff);
      if (in.negateHigh & 4)
        sum = std::abs(sum);
      if (in.negateLow & 4)
        sum = -sum;
      for (unsigned k = 0; k < 16; ++k)
        sum = __builtin_fmaf(a[row][k], b[column][k], sum);
      if constexpr (Wide) {
        out[i][lane] = std::bit_cast<uint32_t>(sum);
      } else {
        uint32_t old = wave.v[d.index + i][lane], half = roundedTo(T, sum);
        out[i][lane] =
            upper ? (old & 0xffff) | half << 16 : (old & 0xffff0000) | half;
      }
    }
  }
  for (unsigned i = 0; i < results; ++i) {
    std::copy_n(out[i], wave.lanes, wave.overwriteRow(d.index + i));
    wave.setDefined(d.index + i, wave.full, bits);
  }
  count(wave, in);
}

template <unsigned Bits> void integers(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  unsigned perLane = wave.lanes / 16, results = 256 / wave.lanes;
  if (!checkOperands(wave, in, Bits / 2, results))
    return;
  const Operand &c = in.sources[2], &d = in.results[0];
  // neg_lo says that an operand is signed.
  auto operandOf = [&](unsigned slot, unsigned lane, unsigned k) {
    uint32_t value = elementOf(wave, in.sources[slot], lane, k, Bits);
    bool isSigned = in.negateLow >> slot & 1;
    return isSigned ? int32_t(value << (32 - Bits)) >> (32 - Bits)
                    : int32_t(value);
  };
  Row out[16];
  for (unsigned i = 0; i < results; ++i) {
    if (c.place == Place::Vector)
      wave.useRow(c.index + i, wave.full);
    for (unsigned lane = 0; lane < wave.lanes; ++lane) {
      unsigned row = perLane * i + lane / 16, column = lane % 16;
      int64_t sum = int32_t(c.place == Place::Vector ? wave.v[c.index + i][lane]
                                                     : uint32_t(c.constant));
      for (unsigned k = 0; k < 16; ++k)
        sum += operandOf(0, row, k) * operandOf(1, column, k);
      if (in.clamp)
        sum = std::clamp<int64_t>(sum, INT32_MIN, INT32_MAX);
      out[i][lane] = uint32_t(sum);
    }
  }
  for (unsigned i = 0; i < results; ++i) {
    std::copy_n(out[i], wave.lanes, wave.overwriteRow(d.index + i));
    wave.setDefined(d.index + i, wave.full);
  }
  count(wave, in);
}

constexpr Operation row(const char *name, Handler run) {
  return {name, run, Class::Matrix, 1, Kind::Rows};
}
constexpr Operation table[] = {
    row("v_wmma_f32_16x16x16_f16", floats<Type::F16, true>),
    row("v_wmma_f32_16x16x16_bf16", floats<Type::BF16, true>),
    row("v_wmma_f16_16x16x16_f16", floats<Type::F16, false>),
    row("v_wmma_bf16_16x16x16_bf16", floats<Type::BF16, false>),
    row("v_wmma_i32_16x16x16_iu8", integers<8>),
    row("v_wmma_i32_16x16x16_iu4", integers<4>),
};
} // namespace

OperationTable hfc::sim::waveMatrixOperations() { return table; }
