// SOPC and the comparisons of SOPK: SCC from two scalars.
#include "simulators/amdgpu/Operations.h"
#include "simulators/amdgpu/Wave.h"

using namespace hfc::sim;

namespace {
template <typename T> T read(Wave &wave, const Operand &operand) {
  if constexpr (sizeof(T) == 8)
    return T(wave.readScalar64(operand));
  else
    return T(wave.readScalar(operand));
}
template <typename T, auto F> void compare(Wave &wave, const Instruction &in) {
  T a = read<T>(wave, in.sources[0]), b = read<T>(wave, in.sources[1]);
  wave.scc = F(a, b);
}
// The constant has 16 bits, sign-extended for signed comparisons.
template <typename T, auto F>
void compareSmall(Wave &wave, const Instruction &in) {
  T a = read<T>(wave, in.sources[0]);
  uint32_t b = wave.readScalar(in.sources[1]);
  wave.scc = F(a, std::is_signed_v<T> ? T(int16_t(b)) : T(uint16_t(b)));
}
template <typename T, auto F> constexpr Operation op(const char *name) {
  constexpr Kind kind = sizeof(T) == 8 ? Kind::B64 : Kind::B32;
  return {name, compare<T, F>, Class::Salu, 0, Kind::None, {kind, kind}};
}
template <typename T, auto F> constexpr Operation small(const char *name) {
  return {name, compareSmall<T, F>, Class::Salu,
          0,    Kind::None,         {Kind::B32, Kind::B32}};
}
template <typename T, bool Set>
void testBit(Wave &wave, const Instruction &in) {
  T value = read<T>(wave, in.sources[0]);
  uint32_t bit = wave.readScalar(in.sources[1]) & (8 * sizeof(T) - 1);
  wave.scc = (value >> bit & 1) == T(Set);
}

using U = uint32_t;
using S = int32_t;
#define COMPARES(name, OP)                                                     \
  op<S, [](S a, S b) { return a OP b; }>("s_cmp_" name "_i32"),                \
      op<U, [](U a, U b) { return a OP b; }>("s_cmp_" name "_u32"),            \
      small<S, [](S a, S b) { return a OP b; }>("s_cmpk_" name "_i32"),        \
      small<U, [](U a, U b) { return a OP b; }>("s_cmpk_" name "_u32")

constexpr Operation table[] = {
    COMPARES("eq", ==),
    COMPARES("lg", !=),
    COMPARES("gt", >),
    COMPARES("ge", >=),
    COMPARES("lt", <),
    COMPARES("le", <=),
    op<uint64_t, [](uint64_t a, uint64_t b) { return a == b; }>("s_cmp_eq_u64"),
    op<uint64_t, [](uint64_t a, uint64_t b) { return a != b; }>("s_cmp_lg_u64"),
    {"s_bitcmp0_b32",
     testBit<U, false>,
     Class::Salu,
     0,
     Kind::None,
     {Kind::B32, Kind::B32}},
    {"s_bitcmp1_b32",
     testBit<U, true>,
     Class::Salu,
     0,
     Kind::None,
     {Kind::B32, Kind::B32}},
    {"s_bitcmp0_b64",
     testBit<uint64_t, false>,
     Class::Salu,
     0,
     Kind::None,
     {Kind::B64, Kind::B32}},
    {"s_bitcmp1_b64",
     testBit<uint64_t, true>,
     Class::Salu,
     0,
     Kind::None,
     {Kind::B64, Kind::B32}},
};
} // namespace

OperationTable hfc::sim::scalarCompareOperations() { return table; }
