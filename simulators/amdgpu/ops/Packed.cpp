// VOP3P: two numbers in each operand, chosen by op_sel (for the low result) and
// op_sel_hi (for the high one), negated apart.
#include "simulators/amdgpu/Lanes.h"
#include "simulators/amdgpu/Operations.h"
#include <algorithm>
#include <cmath>

using namespace hfc::sim;

namespace {
using U = uint32_t;
using S = int32_t;

// The half of an operand that one of the results takes.
void readChosen(Wave &wave, const Instruction &in, unsigned slot, bool high,
                U *out) {
  Operand operand = in.sources[slot];
  bool upper = (high ? in.opSelHigh : in.opSel) >> slot & 1;
  if (operand.place == Place::Constant) {
    U half = U(operand.constant) >> (upper ? 16 : 0) & 0xffff;
    std::fill_n(out, maxLanes, half);
    return;
  }
  operand.high = upper;
  readHalfRow(wave, operand, out);
}

void writeBoth(Wave &wave, const Instruction &in, const U *low, const U *high) {
  Typed<U> result;
  for (unsigned lane = 0; lane < maxLanes; ++lane)
    result.lane[lane] = (low[lane] & 0xffff) | high[lane] << 16;
  writeRow(wave, in, result.lane);
}

template <auto F, unsigned Count>
void packedHalves(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  Typed<U> results[2];
  for (unsigned part = 0; part < 2; ++part) {
    Typed<float> values[3];
    uint8_t negate = part ? in.negateHigh : in.negateLow;
    unsigned count = Count == 4 ? 2 : Count;
    for (unsigned slot = 0; slot < count; ++slot) {
      Typed<U> bits;
      readChosen(wave, in, slot, part, bits.lane);
      for (unsigned lane = 0; lane < maxLanes; ++lane) {
        U half = bits.lane[lane] ^ (negate >> slot & 1 ? 0x8000 : 0);
        if (wave.flush16 && !(half & 0x7c00))
          half &= 0x8000;
        values[slot].lane[lane] = widen(uint16_t(half));
      }
    }
    if constexpr (Count == 4) { // accumulates
      Operand old = in.results[0];
      old.high = part;
      readHalves(wave, old, values[2].lane);
    }
    Typed<float> result;
    for (unsigned lane = 0; lane < maxLanes; ++lane) {
      float value;
      if constexpr (Count == 2)
        value = F(values[0].lane[lane], values[1].lane[lane]);
      else
        value =
            F(values[0].lane[lane], values[1].lane[lane], values[2].lane[lane]);
      if (in.clamp)
        value = value > 0 ? std::min(value, 1.0f) : 0;
      result.lane[lane] = value;
    }
    narrow(wave, result.lane, results[part].lane);
  }
  writeBoth(wave, in, results[0].lane, results[1].lane);
}
template <auto F, unsigned Count> constexpr Operation halves(const char *name) {
  return {name,
          packedHalves<F, Count>,
          Class::Valu,
          1,
          Kind::PkF16,
          {Kind::PkF16, Kind::PkF16, Count == 3 ? Kind::PkF16 : Kind::None},
          uint8_t(Count == 4 ? ReadsResult : 0)};
}

template <auto F, unsigned Count, bool Signed>
void packedIntegers(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  Typed<U> results[2];
  for (unsigned part = 0; part < 2; ++part) {
    Typed<U> values[3];
    for (unsigned slot = 0; slot < Count; ++slot)
      readChosen(wave, in, slot, part, values[slot].lane);
    for (unsigned lane = 0; lane < maxLanes; ++lane) {
      auto value = [&](unsigned slot) {
        U bits = values[slot].lane[lane];
        return Signed ? S(int16_t(bits)) : S(bits);
      };
      S result;
      if constexpr (Count == 2)
        result = F(value(0), value(1));
      else
        result = F(value(0), value(1), value(2));
      if (in.clamp)
        result = Signed ? std::clamp(result, -32768, 32767)
                        : std::clamp(result, 0, 65535);
      results[part].lane[lane] = U(result);
    }
  }
  writeBoth(wave, in, results[0].lane, results[1].lane);
}
template <auto F, unsigned Count, bool Signed>
constexpr Operation integers(const char *name) {
  return {name,
          packedIntegers<F, Count, Signed>,
          Class::Valu,
          1,
          Kind::PkB16,
          {Kind::PkB16, Kind::PkB16, Count == 3 ? Kind::PkB16 : Kind::None},
          0,
          packedIntegers<F, Count, Signed>};
}

// One register of a pair, for a low or high result.
const U *chosenWord(Wave &wave, const Instruction &in, unsigned slot,
                    bool upper, U *buffer) {
  const Operand &operand = in.sources[slot];
  if (operand.place == Place::Constant) {
    std::fill_n(buffer, maxLanes, U(operand.constant >> (upper ? 32 : 0)));
    return buffer;
  }
  return readRow(wave, operand, buffer, upper);
}

template <auto F, unsigned Count>
void packedFloats(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  Typed<float> results[2];
  for (unsigned part = 0; part < 2; ++part) {
    Typed<float> values[3];
    uint8_t negate = part ? in.negateHigh : in.negateLow;
    uint8_t select = part ? in.opSelHigh : in.opSel;
    for (unsigned slot = 0; slot < Count; ++slot) {
      Typed<U> buffer;
      const U *row =
          chosenWord(wave, in, slot, select >> slot & 1, buffer.lane);
      U flip = negate >> slot & 1 ? 0x80000000 : 0;
      for (unsigned lane = 0; lane < maxLanes; ++lane) {
        U bits = row[lane];
        if (wave.flush32 && !(bits & 0x7f800000))
          bits &= 0x80000000;
        values[slot].lane[lane] = std::bit_cast<float>(bits ^ flip);
      }
    }
    Rounding rounding(wave.round32);
    for (unsigned lane = 0; lane < maxLanes; ++lane) {
      float value;
      if constexpr (Count == 2)
        value = F(values[0].lane[lane], values[1].lane[lane]);
      else
        value =
            F(values[0].lane[lane], values[1].lane[lane], values[2].lane[lane]);
      if (in.clamp)
        value = value > 0 ? std::min(value, 1.0f) : 0;
      if (wave.flush32 && std::abs(value) < 0x1p-126f)
        value = std::copysign(0.0f, value);
      results[part].lane[lane] = value;
    }
  }
  for (unsigned part = 0; part < 2; ++part)
    writeRow(wave, in, reinterpret_cast<U *>(results[part].lane), part);
}
template <auto F, unsigned Count> constexpr Operation floats(const char *name) {
  return {name,
          packedFloats<F, Count>,
          Class::Valu,
          1,
          Kind::PkF32,
          {Kind::PkF32, Kind::PkF32, Count == 3 ? Kind::PkF32 : Kind::None}};
}

// Low result from the first operand, high one from the second, each by its
// op_sel.
void packedMove(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  Typed<U> buffers[2], results[2];
  for (unsigned part = 0; part < 2; ++part) {
    const U *row =
        chosenWord(wave, in, part, in.opSel >> part & 1, buffers[part].lane);
    std::copy_n(row, maxLanes, results[part].lane);
  }
  for (unsigned part = 0; part < 2; ++part)
    writeRow(wave, in, results[part].lane, part);
}

// v_fma_mix: each operand an f32, or the half that op_sel names. For these
// neg_hi stands for abs.
void readMixed(Wave &wave, const Instruction &in, unsigned slot, float *out) {
  Operand operand = in.sources[slot];
  if (!(in.opSelHigh >> slot & 1))
    return readFloats(wave, operand, out);
  operand.high = operand.place != Place::Constant && in.opSel >> slot & 1;
  readHalves(wave, operand, out);
}
enum class Mix : uint8_t { Full, Low, High };
template <Mix Result> void mix(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  Typed<float> a, b, c, result;
  readMixed(wave, in, 0, a.lane);
  readMixed(wave, in, 1, b.lane);
  readMixed(wave, in, 2, c.lane);
  for (unsigned lane = 0; lane < maxLanes; ++lane)
    result.lane[lane] =
        __builtin_fmaf(a.lane[lane], b.lane[lane], c.lane[lane]);
  if constexpr (Result == Mix::Full)
    return writeFloats(wave, in, result.lane);
  Instruction half;
  half.results[0] = in.results[0];
  half.results[0].high = Result == Mix::High;
  half.clamp = in.clamp;
  writeHalves(wave, half, result.lane);
}

float lesser(float a, float b) {
  if (a != a || b != b)
    return a != a ? b : a;
  return a < b ? a : b < a ? b : std::signbit(a) ? a : b;
}
float greater(float a, float b) {
  if (a != a || b != b)
    return a != a ? b : a;
  return a > b ? a : b > a ? b : std::signbit(a) ? b : a;
}

// clang-format off
constexpr auto addS = [](S a, S b) { return a + b; };
constexpr auto subS = [](S a, S b) { return a - b; };
constexpr auto madS = [](S a, S b, S c) { return S(U(a) * U(b) + U(c)); };
constexpr Kind mixed[] = {Kind::Mix, Kind::Mix, Kind::Mix};
constexpr Operation table[] = {
    halves<[](float a, float b) { return a + b; }, 2>("v_pk_add_f16"),
    halves<[](float a, float b) { return a * b; }, 2>("v_pk_mul_f16"),
    halves<lesser, 2>("v_pk_min_f16"),
    halves<greater, 2>("v_pk_max_f16"),
    halves<fusedHalf, 3>("v_pk_fma_f16"),
    halves<fusedHalf, 4>("v_pk_fmac_f16"),
    halves<[](float a, float b, float c) { return a != a || b != b || c != c ? NAN : lesser(lesser(a, b), c); }, 3>("v_pk_minimum3_f16"),
    halves<[](float a, float b, float c) { return a != a || b != b || c != c ? NAN : greater(greater(a, b), c); }, 3>("v_pk_maximum3_f16"),
    integers<addS, 2, false>("v_pk_add_u16"),
    integers<addS, 2, true>("v_pk_add_i16"),
    integers<subS, 2, false>("v_pk_sub_u16"),
    integers<subS, 2, true>("v_pk_sub_i16"),
    integers<[](S a, S b) { return S(U(a) * U(b)); }, 2, false>("v_pk_mul_lo_u16"),
    integers<madS, 3, false>("v_pk_mad_u16"),
    integers<madS, 3, true>("v_pk_mad_i16"),
    integers<[](S a, S b) { return std::min(a, b); }, 2, true>("v_pk_min_i16"),
    integers<[](S a, S b) { return std::max(a, b); }, 2, true>("v_pk_max_i16"),
    integers<[](S a, S b) { return std::min(a, b); }, 2, false>("v_pk_min_u16"),
    integers<[](S a, S b) { return std::max(a, b); }, 2, false>("v_pk_max_u16"),
    integers<[](S a, S b) { return S(U(b) << (a & 15)); }, 2, false>("v_pk_lshlrev_b16"),
    integers<[](S a, S b) { return b >> (a & 15); }, 2, false>("v_pk_lshrrev_b16"),
    integers<[](S a, S b) { return b >> (a & 15); }, 2, true>("v_pk_ashrrev_i16"),
    floats<[](float a, float b) { return a + b; }, 2>("v_pk_add_f32"),
    floats<[](float a, float b) { return a * b; }, 2>("v_pk_mul_f32"),
    floats<[](float a, float b, float c) { return __builtin_fmaf(a, b, c); }, 3>("v_pk_fma_f32"),
    {"v_pk_mov_b32", packedMove, Class::Valu, 1, Kind::PkF32, {Kind::PkF32, Kind::PkF32}},
    {"v_fma_mix_f32", mix<Mix::Full>, Class::Valu, 1, Kind::F32, {mixed[0], mixed[1], mixed[2]}},
    {"v_fma_mixlo_f16", mix<Mix::Low>, Class::Valu, 1, Kind::F16, {mixed[0], mixed[1], mixed[2]}, 0, nullptr, 1},
    {"v_fma_mixhi_f16", mix<Mix::High>, Class::Valu, 1, Kind::F16, {mixed[0], mixed[1], mixed[2]}, 0, nullptr, 1},
};
// clang-format on
} // namespace

OperationTable hfc::sim::packedOperations() { return table; }
