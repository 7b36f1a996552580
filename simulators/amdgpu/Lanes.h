// How vector operations are written: a function of scalars, and the types that
// its operands are read as.
//
//   {"v_add_f32", lanes<F32, [](float a, float b) { return a + b; }, F32, F32>}
//
// The loop over lanes is plain, and clang makes vectors of it. Reading applies
// abs, neg, sext, SDWA, DPP, op_sel and the flushing of subnormals; writing
// applies omod, clamp and EXEC.
#ifndef HFC_SIMULATORS_AMDGPU_LANES_H
#define HFC_SIMULATORS_AMDGPU_LANES_H

#include "simulators/amdgpu/Wave.h"
#include <bit>
#include <cstring>

namespace hfc::sim {

template <typename T> struct Typed {
  alignas(64) T lane[maxLanes];
};

// A row as 32 bits: register, scalar or constant, after SDWA and DPP, the
// chosen half in the lower 16 bits.
const uint32_t *readRow(Wave &wave, const Operand &operand, uint32_t *buffer,
                        unsigned word = 0);
// Halves of a 16-bit operand, moved down; the upper 16 bits are 0.
const uint32_t *readHalfRow(Wave &wave, const Operand &operand,
                            uint32_t *buffer);
void readFloats(Wave &, const Operand &, float *);
void readHalves(Wave &, const Operand &, float *);
void readDoubles(Wave &, const Operand &, double *);
void readWide(Wave &, const Operand &, uint64_t *);

void writeRow(Wave &, const Instruction &, const uint32_t *values,
              unsigned word = 0);
void writeHalfRow(Wave &, const Instruction &, const uint32_t *values);
void writeFloats(Wave &, const Instruction &, float *values);
void writeHalves(Wave &, const Instruction &, float *values);
void writeDoubles(Wave &, const Instruction &, double *values);
void writeWide(Wave &, const Instruction &, const uint64_t *values);

// To f16, rounded as the wave's MODE says; subnormals kept or flushed.
void narrow(Wave &wave, const float *values, uint32_t *halves);
inline float widen(uint16_t half) {
  return float(std::bit_cast<_Float16>(half));
}
inline uint16_t halfBits(float value) {
  return std::bit_cast<uint16_t>(_Float16(value));
}
// Of a NaN.
inline float quiet(float x) {
  return std::bit_cast<float>(std::bit_cast<uint32_t>(x) | 1u << 22);
}
inline double quiet(double x) {
  return std::bit_cast<double>(std::bit_cast<uint64_t>(x) | 1ull << 51);
}
// A sum of doubles as float bits that a further rounding to f16 cannot spoil:
// rounded to odd (Boldo and Melquiond, "Emulation of FMA and correctly rounded
// sums", 2008).
float fusedHalf(float a, float b, float c);

// The lanes that the instruction writes: EXEC, less what DPP leaves out.
void beginVector(Wave &wave, const Instruction &instruction);

// Rounding of the host as MODE has it, while one operation runs.
class Rounding {
public:
  explicit Rounding(unsigned mode);
  ~Rounding();

private:
  unsigned saved = 0;
  bool changed;
};

// -- Types -------------------------------------------------------------------

struct U32 {
  using Lane = uint32_t;
  static constexpr Kind kind = Kind::B32;
  static const Lane *read(Wave &w, const Operand &o, Lane *b) {
    return readRow(w, o, b);
  }
  static void write(Wave &w, const Instruction &i, Lane *r) {
    writeRow(w, i, r);
  }
};
struct I32 {
  using Lane = int32_t;
  static constexpr Kind kind = Kind::B32;
  static const Lane *read(Wave &w, const Operand &o, Lane *b) {
    return reinterpret_cast<const Lane *>(
        readRow(w, o, reinterpret_cast<uint32_t *>(b)));
  }
  static void write(Wave &w, const Instruction &i, Lane *r) {
    writeRow(w, i, reinterpret_cast<uint32_t *>(r));
  }
};
// 16 bits, in lanes of 32: zero-extended, and sign-extended.
struct U16 {
  using Lane = uint32_t;
  static constexpr Kind kind = Kind::B16;
  static const Lane *read(Wave &w, const Operand &o, Lane *b) {
    return readHalfRow(w, o, b);
  }
  static void write(Wave &w, const Instruction &i, Lane *r) {
    writeHalfRow(w, i, r);
  }
};
struct I16 {
  using Lane = int32_t;
  static constexpr Kind kind = Kind::B16;
  static const Lane *read(Wave &w, const Operand &o, Lane *b) {
    const uint32_t *row = readHalfRow(w, o, reinterpret_cast<uint32_t *>(b));
    for (unsigned i = 0; i < maxLanes; ++i)
      b[i] = int16_t(row[i]);
    return b;
  }
  static void write(Wave &w, const Instruction &i, Lane *r) {
    writeHalfRow(w, i, reinterpret_cast<uint32_t *>(r));
  }
};
struct F32 {
  using Lane = float;
  static constexpr Kind kind = Kind::F32;
  static const Lane *read(Wave &w, const Operand &o, Lane *b) {
    readFloats(w, o, b);
    return b;
  }
  static void write(Wave &w, const Instruction &i, Lane *r) {
    writeFloats(w, i, r);
  }
};
struct F16 {
  using Lane = float;
  static constexpr Kind kind = Kind::F16;
  static const Lane *read(Wave &w, const Operand &o, Lane *b) {
    readHalves(w, o, b);
    return b;
  }
  static void write(Wave &w, const Instruction &i, Lane *r) {
    writeHalves(w, i, r);
  }
};
struct F64 {
  using Lane = double;
  static constexpr Kind kind = Kind::F64;
  static const Lane *read(Wave &w, const Operand &o, Lane *b) {
    readDoubles(w, o, b);
    return b;
  }
  static void write(Wave &w, const Instruction &i, Lane *r) {
    writeDoubles(w, i, r);
  }
};
struct U64 {
  using Lane = uint64_t;
  static constexpr Kind kind = Kind::B64;
  static const Lane *read(Wave &w, const Operand &o, Lane *b) {
    readWide(w, o, b);
    return b;
  }
  static void write(Wave &w, const Instruction &i, Lane *r) {
    writeWide(w, i, r);
  }
};
struct I64 {
  using Lane = int64_t;
  static constexpr Kind kind = Kind::I64;
  static const Lane *read(Wave &w, const Operand &o, Lane *b) {
    readWide(w, o, reinterpret_cast<uint64_t *>(b));
    return b;
  }
  static void write(Wave &w, const Instruction &i, Lane *r) {
    writeWide(w, i, reinterpret_cast<uint64_t *>(r));
  }
};

// -- Operations --------------------------------------------------------------

template <typename T>
concept RoundsAs32 = T::kind == Kind::F32;

template <typename D, auto F, typename... S>
void lanes(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  std::tuple<Typed<typename S::Lane>...> buffers;
  Typed<typename D::Lane> result;
  [&]<size_t... I>(std::index_sequence<I...>) {
    std::tuple<const typename S::Lane *...> rows{
        S::read(wave, in.sources[I], std::get<I>(buffers).lane)...};
    Rounding rounding(D::kind == Kind::F32 ? wave.round32 : wave.round16);
    for (unsigned lane = 0; lane < maxLanes; ++lane)
      result.lane[lane] = typename D::Lane(F(std::get<I>(rows)[lane]...));
  }(std::index_sequence_for<S...>());
  D::write(wave, in, result.lane);
}

// The same with the old result as the last operand: v_fmac.
template <typename D, auto F, typename... S>
void accumulate(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  std::tuple<Typed<typename S::Lane>...> buffers;
  Typed<typename D::Lane> old, result;
  [&]<size_t... I>(std::index_sequence<I...>) {
    std::tuple<const typename S::Lane *...> rows{
        S::read(wave, in.sources[I], std::get<I>(buffers).lane)...};
    const typename D::Lane *before = D::read(wave, in.results[0], old.lane);
    Rounding rounding(D::kind == Kind::F32 ? wave.round32 : wave.round16);
    for (unsigned lane = 0; lane < maxLanes; ++lane)
      result.lane[lane] =
          typename D::Lane(F(std::get<I>(rows)[lane]..., before[lane]));
  }(std::index_sequence_for<S...>());
  D::write(wave, in, result.lane);
}

// Rows of the table.
template <typename D, auto F, typename... S>
constexpr Operation op(const char *name) {
  return {name, lanes<D, F, S...>, Class::Valu, 1, D::kind, {S::kind...}};
}
template <typename D, auto F, auto Clamped, typename... S>
constexpr Operation saturating(const char *name) {
  Operation row = op<D, F, S...>(name);
  row.clamped = lanes<D, Clamped, S...>;
  return row;
}
template <typename D, auto F, typename... S>
constexpr Operation accumulating(const char *name) {
  return {name,    accumulate<D, F, S...>, Class::Valu, 1,
          D::kind, {S::kind...},           ReadsResult};
}
constexpr Operation trans(Operation row) {
  row.kind = Class::Trans;
  return row;
}

} // namespace hfc::sim
#endif
