// VOPC: comparisons into a mask of lanes; v_cmpx writes EXEC too, on gfx11
// EXEC alone.
#include "simulators/amdgpu/Lanes.h"
#include "simulators/amdgpu/Operations.h"
#include <cmath>

using namespace hfc::sim;

namespace {

void writeResult(Wave &wave, const Instruction &in, uint64_t mask,
                 bool toExec) {
  mask &= wave.mask;
  if (in.results[0])
    wave.writeMask(in.results[0], mask);
  if (toExec) {
    wave.s[exec] = uint32_t(mask);
    if (wave.lanes == 64)
      wave.s[exec + 1] = uint32_t(mask >> 32);
  }
}

template <typename T, auto F, bool ToExec>
void compare(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  Typed<typename T::Lane> a, b;
  auto left = T::read(wave, in.sources[0], a.lane);
  auto right = T::read(wave, in.sources[1], b.lane);
  uint8_t holds[maxLanes];
  for (unsigned lane = 0; lane < maxLanes; ++lane)
    holds[lane] = F(left[lane], right[lane]);
  uint64_t mask = 0;
  for (unsigned lane = 0; lane < maxLanes; ++lane)
    mask |= uint64_t(holds[lane]) << lane;
  writeResult(wave, in, mask, ToExec);
}
template <typename T, auto F, bool ToExec>
constexpr Operation op(const char *name) {
  return {name,       compare<T, F, ToExec>, Class::Valu, 1,
          Kind::Mask, {T::kind, T::kind}};
}

// The classes of V_CMP_CLASS: signaling NaN, quiet NaN, -inf, -normal,
// -subnormal, -0, +0, +subnormal, +normal, +inf.
template <unsigned Mantissa, unsigned Exponent>
unsigned classOf(uint64_t bits) {
  uint64_t mantissa = bits & ((1ull << Mantissa) - 1);
  uint64_t exponent = bits >> Mantissa & ((1ull << Exponent) - 1);
  bool negative = bits >> (Mantissa + Exponent) & 1;
  if (exponent == (1ull << Exponent) - 1) {
    if (mantissa)
      return mantissa >> (Mantissa - 1) & 1 ? 1 : 0;
    return negative ? 2 : 9;
  }
  if (exponent)
    return negative ? 3 : 8;
  if (mantissa)
    return negative ? 4 : 7;
  return negative ? 5 : 6;
}
template <typename T> uint64_t bitsOf(T value) {
  if constexpr (sizeof(T) == 8)
    return std::bit_cast<uint64_t>(value);
  else
    return std::bit_cast<uint32_t>(value);
}
template <typename T, bool ToExec>
void compareClass(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  Typed<uint32_t> wanted;
  const uint32_t *classes = readRow(wave, in.sources[1], wanted.lane);
  uint64_t mask = 0;
  Typed<typename T::Lane> a;
  typename T::Lane *value = a.lane;
  Typed<uint32_t> halves;
  // A conversion would make signaling NaNs quiet.
  if constexpr (T::kind == Kind::F16)
    readHalfRow(wave, in.sources[0], halves.lane);
  else
    T::read(wave, in.sources[0], value);
  const Operand &source = in.sources[0];
  for (unsigned lane = 0; lane < wave.lanes; ++lane) {
    unsigned found;
    if constexpr (T::kind == Kind::F16) {
      uint32_t bits = halves.lane[lane] & (source.absolute ? 0x7fff : 0xffff);
      if (wave.flush16 && !(bits & 0x7c00))
        bits &= 0x8000;
      found = classOf<10, 5>(source.negate ? bits ^ 0x8000 : bits);
    } else if constexpr (T::kind == Kind::F32)
      found = classOf<23, 8>(bitsOf(value[lane]));
    else
      found = classOf<52, 11>(bitsOf(value[lane]));
    mask |= uint64_t(classes[lane] >> found & 1) << lane;
  }
  writeResult(wave, in, mask, ToExec);
}
template <typename T, bool ToExec>
constexpr Operation classOp(const char *name) {
  return {name,       compareClass<T, ToExec>, Class::Valu, 1,
          Kind::Mask, {T::kind, Kind::B32}};
}

#define BOTH(T, name, ...)                                                     \
  op<T, [](T::Lane a, T::Lane b) { return __VA_ARGS__; }, false>(              \
      "v_cmp_" name),                                                          \
      op<T, [](T::Lane a, T::Lane b) { return __VA_ARGS__; }, true>(           \
          "v_cmpx_" name)
#define INTEGERS(T, type)                                                      \
  BOTH(T, "f_" type, (void(a), void(b), false)), BOTH(T, "lt_" type, a < b),   \
      BOTH(T, "eq_" type, a == b), BOTH(T, "le_" type, a <= b),                \
      BOTH(T, "gt_" type, a > b), BOTH(T, "ne_" type, a != b),                 \
      BOTH(T, "ge_" type, a >= b),                                             \
      BOTH(T, "t_" type, (void(a), void(b), true))
#define FLOATS(T, type)                                                        \
  BOTH(T, "f_" type, (void(a), void(b), false)), BOTH(T, "lt_" type, a < b),   \
      BOTH(T, "eq_" type, a == b), BOTH(T, "le_" type, a <= b),                \
      BOTH(T, "gt_" type, a > b), BOTH(T, "lg_" type, a<b || a> b),            \
      BOTH(T, "ge_" type, a >= b), BOTH(T, "o_" type, a == a && b == b),       \
      BOTH(T, "u_" type, a != a || b != b), BOTH(T, "nge_" type, !(a >= b)),   \
      BOTH(T, "nlg_" type, !(a < b || a > b)), BOTH(T, "ngt_" type, !(a > b)), \
      BOTH(T, "nle_" type, !(a <= b)), BOTH(T, "neq_" type, !(a == b)),        \
      BOTH(T, "nlt_" type, !(a < b)),                                          \
      BOTH(T, "tru_" type, (void(a), void(b), true)),                          \
      BOTH(T, "t_" type, (void(a), void(b), true))

constexpr Operation table[] = {
    INTEGERS(I32, "i32"),
    INTEGERS(U32, "u32"),
    INTEGERS(I64, "i64"),
    INTEGERS(U64, "u64"),
    INTEGERS(I16, "i16"),
    INTEGERS(U16, "u16"),
    FLOATS(F32, "f32"),
    FLOATS(F16, "f16"),
    FLOATS(F64, "f64"),
    classOp<F32, false>("v_cmp_class_f32"),
    classOp<F32, true>("v_cmpx_class_f32"),
    classOp<F16, false>("v_cmp_class_f16"),
    classOp<F16, true>("v_cmpx_class_f16"),
    classOp<F64, false>("v_cmp_class_f64"),
    classOp<F64, true>("v_cmpx_class_f64"),
};
} // namespace

OperationTable hfc::sim::compareOperations() { return table; }
