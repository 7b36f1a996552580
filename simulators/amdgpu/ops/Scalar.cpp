// SOP1, SOP2 and SOPK: operations on scalar registers and SCC.
#include "simulators/amdgpu/CodeObject.h"
#include "simulators/amdgpu/Operations.h"
#include "simulators/amdgpu/Wave.h"
#include <algorithm>
#include <bit>

using namespace hfc::sim;

namespace {
using U = uint32_t;
using S = int32_t;
using UL = uint64_t;
using SL = int64_t;

template <typename T> T read(Wave &wave, const Operand &operand) {
  if constexpr (sizeof(T) == 8)
    return T(wave.readScalar64(operand));
  else
    return T(wave.readScalar(operand));
}
template <typename T> void write(Wave &wave, const Instruction &in, T value) {
  if constexpr (sizeof(T) == 8)
    wave.writeScalar64(in.results[0], UL(value));
  else
    wave.writeScalar(in.results[0], U(value));
}
template <typename T>
constexpr Kind kindOf = sizeof(T) == 4        ? Kind::B32
                        : std::is_signed_v<T> ? Kind::I64
                                              : Kind::B64;

// F takes operands and SCC, which it may change.
template <typename D, auto F, typename... A>
void scalar(Wave &wave, const Instruction &in) {
  [&]<size_t... I>(std::index_sequence<I...>) {
    std::tuple<A...> values{read<A>(wave, in.sources[I])...};
    bool scc = wave.scc;
    D result = D(F(std::get<I>(values)..., scc));
    wave.scc = scc;
    write<D>(wave, in, result);
  }(std::index_sequence_for<A...>());
}
template <typename D, auto F, typename... A>
constexpr Operation op(const char *name) {
  return {name, scalar<D, F, A...>, Class::Salu, 1, kindOf<D>, {kindOf<A>...}};
}

// SCC tells whether the result is not zero.
#define NZ2(T, ...)                                                            \
  [](T a, T b, bool &scc) {                                                    \
    T result = T(__VA_ARGS__);                                                 \
    scc = result != 0;                                                         \
    return result;                                                             \
  }
#define NZ1(T, ...)                                                            \
  [](T a, bool &scc) {                                                         \
    T result = T(__VA_ARGS__);                                                 \
    scc = result != 0;                                                         \
    return result;                                                             \
  }

template <typename T> T bitField(T value, U control, bool isSigned) {
  constexpr unsigned bits = 8 * sizeof(T);
  unsigned offset = control & (bits - 1), width = control >> 16 & 0x7f;
  if (!width)
    return 0;
  using Unsigned = std::make_unsigned_t<T>;
  Unsigned shifted = Unsigned(value) >> offset;
  if (isSigned && bits - offset < bits)
    shifted = Unsigned(T(value) >> offset);
  if (width >= bits)
    return T(shifted);
  unsigned up = bits - width;
  return isSigned ? T(std::make_signed_t<T>(shifted << up) >> up)
                  : T(Unsigned(shifted << up) >> up);
}

// Leading bits equal to the sign; -1 where all are.
template <typename T> U signBits(T value) {
  using Unsigned = std::make_unsigned_t<T>;
  Unsigned folded = Unsigned(value < 0 ? ~value : value);
  return folded ? U(std::countl_zero(folded)) : ~0u;
}

// The mask of EXEC moves to the result, EXEC becomes F of both.
template <typename T, auto F> void saveExec(Wave &wave, const Instruction &in) {
  T source = read<T>(wave, in.sources[0]);
  Operand execOperand{Place::Scalar};
  execOperand.index = exec;
  T old = read<T>(wave, execOperand);
  T now = T(F(source, old));
  write<T>(wave, in, old);
  Instruction toExec;
  toExec.results[0] = execOperand;
  write<T>(wave, toExec, now);
  wave.scc = now != 0;
}
// EXEC and the result become F.
template <typename T, auto F>
void writeExec(Wave &wave, const Instruction &in) {
  saveExec<T, F>(wave, in);
  Operand execOperand{Place::Scalar};
  execOperand.index = exec;
  write<T>(wave, in, read<T>(wave, execOperand));
}
template <typename T, auto F, bool IsWrite = false>
constexpr Operation execOp(const char *name) {
  return {name,        IsWrite ? writeExec<T, F> : saveExec<T, F>,
          Class::Salu, 1,
          kindOf<T>,   {kindOf<T>}};
}

void conditionalMove32(Wave &wave, const Instruction &in) {
  if (wave.scc)
    write<U>(wave, in, read<U>(wave, in.sources[0]));
}
void conditionalMove64(Wave &wave, const Instruction &in) {
  if (wave.scc)
    write<UL>(wave, in, read<UL>(wave, in.sources[0]));
}
void bitSet(Wave &wave, const Instruction &in) {
  U bit = 1u << (read<U>(wave, in.sources[0]) & 31);
  U old = read<U>(wave, in.results[0]);
  write<U>(wave, in, in.operation->extra ? old | bit : old & ~bit);
}
void bitSet64(Wave &wave, const Instruction &in) {
  UL bit = 1ull << (read<U>(wave, in.sources[0]) & 63);
  UL old = read<UL>(wave, in.results[0]);
  write<UL>(wave, in, in.operation->extra ? old | bit : old & ~bit);
}

// The constant of SOPK has 16 bits.
S small(Wave &wave, const Instruction &in) {
  return int16_t(read<U>(wave, in.sources[0]));
}
void moveSmall(Wave &wave, const Instruction &in) {
  write<S>(wave, in, small(wave, in));
}
void conditionalMoveSmall(Wave &wave, const Instruction &in) {
  if (wave.scc)
    write<S>(wave, in, small(wave, in));
}
void addSmall(Wave &wave, const Instruction &in) {
  S a = read<S>(wave, in.results[0]), result;
  wave.scc = __builtin_add_overflow(a, small(wave, in), &result);
  write<S>(wave, in, result);
}
void multiplySmall(Wave &wave, const Instruction &in) {
  write<U>(wave, in, read<U>(wave, in.results[0]) * U(small(wave, in)));
}

void getPc(Wave &wave, const Instruction &in) {
  write<UL>(wave, in, wave.kernel.codeAddress + in.offsetInKernel + in.size);
}
void jumpTo(Wave &wave, UL address) {
  UL offset = address - wave.kernel.codeAddress;
  const auto &indices = wave.kernel.indexAt;
  wave.pc =
      offset % 4 || offset / 4 >= indices.size() ? -1 : indices[offset / 4];
}
void setPc(Wave &wave, const Instruction &in) {
  jumpTo(wave, read<UL>(wave, in.sources[0]));
}
void swapPc(Wave &wave, const Instruction &in) {
  UL target = read<UL>(wave, in.sources[0]);
  getPc(wave, in);
  jumpTo(wave, target);
}

constexpr auto shiftLeftAdd = [](U a, U b, unsigned shift, bool &scc) {
  UL sum = (UL(a) << shift) + b;
  scc = sum >> 32;
  return U(sum);
};
template <unsigned Shift>
constexpr auto shiftAdd =
    [](U a, U b, bool &scc) { return shiftLeftAdd(a, b, Shift, scc); };

// Hardware registers: MODE is simulated, the rest reads as zero.
void getRegister(Wave &wave, const Instruction &in) {
  U id = in.immediate & 63, offset = in.immediate >> 6 & 31;
  U width = (in.immediate >> 11) + 1;
  U value = id == 1 ? wave.mode() : id == 29 ? U(wave.time) : 0;
  value >>= offset;
  write<U>(wave, in, width >= 32 ? value : value & ((1u << width) - 1));
}
void setRegister(Wave &wave, const Instruction &in) {
  U id = in.immediate & 63, offset = in.immediate >> 6 & 31;
  U width = (in.immediate >> 11) + 1;
  U value = read<U>(wave, in.sources[0]);
  if (id != 1)
    return wave.fault(-1, "writes a hardware register other than MODE");
  U mask = (width >= 32 ? ~0u : (1u << width) - 1) << offset;
  wave.setMode((wave.mode() & ~mask) | (value << offset & mask));
}

// clang-format off
constexpr Operation table[] = {
    // SOP2
    op<U, [](U a, U b, bool &scc) { scc = __builtin_add_overflow(a, b, &a); return a; }, U, U>("s_add_u32"),
    op<U, [](U a, U b, bool &scc) { scc = __builtin_sub_overflow(a, b, &a); return a; }, U, U>("s_sub_u32"),
    op<S, [](S a, S b, bool &scc) { scc = __builtin_add_overflow(a, b, &a); return a; }, S, S>("s_add_i32"),
    op<S, [](S a, S b, bool &scc) { scc = __builtin_sub_overflow(a, b, &a); return a; }, S, S>("s_sub_i32"),
    op<U, [](U a, U b, bool &scc) { UL r = UL(a) + b + scc; scc = r >> 32; return U(r); }, U, U>("s_addc_u32"),
    op<U, [](U a, U b, bool &scc) { UL r = UL(a) - b - scc; scc = r >> 32 & 1; return U(r); }, U, U>("s_subb_u32"),
    op<S, [](S a, S b, bool &scc) { S d = S(U(a) - U(b)); U r = d < 0 ? 0u - U(d) : U(d); scc = r; return r; }, S, S>("s_absdiff_i32"),
    op<S, [](S a, S b, bool &scc) { scc = a < b; return a < b ? a : b; }, S, S>("s_min_i32"),
    op<U, [](U a, U b, bool &scc) { scc = a < b; return a < b ? a : b; }, U, U>("s_min_u32"),
    op<S, [](S a, S b, bool &scc) { scc = a > b; return a > b ? a : b; }, S, S>("s_max_i32"),
    op<U, [](U a, U b, bool &scc) { scc = a > b; return a > b ? a : b; }, U, U>("s_max_u32"),
    op<U, [](U a, U b, bool &scc) { return scc ? a : b; }, U, U>("s_cselect_b32"),
    op<UL, [](UL a, UL b, bool &scc) { return scc ? a : b; }, UL, UL>("s_cselect_b64"),
    op<U, NZ2(U, a & b), U, U>("s_and_b32"),
    op<UL, NZ2(UL, a & b), UL, UL>("s_and_b64"),
    op<U, NZ2(U, a | b), U, U>("s_or_b32"),
    op<UL, NZ2(UL, a | b), UL, UL>("s_or_b64"),
    op<U, NZ2(U, a ^ b), U, U>("s_xor_b32"),
    op<UL, NZ2(UL, a ^ b), UL, UL>("s_xor_b64"),
    op<U, NZ2(U, a & ~b), U, U>("s_andn2_b32"),
    op<UL, NZ2(UL, a & ~b), UL, UL>("s_andn2_b64"),
    op<U, NZ2(U, a | ~b), U, U>("s_orn2_b32"),
    op<UL, NZ2(UL, a | ~b), UL, UL>("s_orn2_b64"),
    op<U, NZ2(U, ~(a & b)), U, U>("s_nand_b32"),
    op<UL, NZ2(UL, ~(a & b)), UL, UL>("s_nand_b64"),
    op<U, NZ2(U, ~(a | b)), U, U>("s_nor_b32"),
    op<UL, NZ2(UL, ~(a | b)), UL, UL>("s_nor_b64"),
    op<U, NZ2(U, ~(a ^ b)), U, U>("s_xnor_b32"),
    op<UL, NZ2(UL, ~(a ^ b)), UL, UL>("s_xnor_b64"),
    op<U, NZ2(U, a << (b & 31)), U, U>("s_lshl_b32"),
    op<U, NZ2(U, a >> (b & 31)), U, U>("s_lshr_b32"),
    op<S, NZ2(S, a >> (b & 31)), S, S>("s_ashr_i32"),
    op<UL, [](UL a, U b, bool &scc) { UL r = a << (b & 63); scc = r != 0; return r; }, UL, U>("s_lshl_b64"),
    op<UL, [](UL a, U b, bool &scc) { UL r = a >> (b & 63); scc = r != 0; return r; }, UL, U>("s_lshr_b64"),
    op<SL, [](SL a, U b, bool &scc) { SL r = a >> (b & 63); scc = r != 0; return r; }, SL, U>("s_ashr_i64"),
    op<U, [](U a, U b, bool &) { return ((1u << (a & 31)) - 1) << (b & 31); }, U, U>("s_bfm_b32"),
    op<UL, [](U a, U b, bool &) { return ((1ull << (a & 63)) - 1) << (b & 63); }, U, U>("s_bfm_b64"),
    op<U, [](U a, U b, bool &) { return a * b; }, U, U>("s_mul_i32"),
    op<U, [](U a, U b, bool &) { return U(UL(a) * b >> 32); }, U, U>("s_mul_hi_u32"),
    op<S, [](S a, S b, bool &) { return S(SL(a) * b >> 32); }, S, S>("s_mul_hi_i32"),
    op<U, [](U a, U b, bool &scc) { U r = bitField<U>(a, b, false); scc = r != 0; return r; }, U, U>("s_bfe_u32"),
    op<S, [](S a, U b, bool &scc) { S r = bitField<S>(a, b, true); scc = r != 0; return r; }, S, U>("s_bfe_i32"),
    op<UL, [](UL a, U b, bool &scc) { UL r = bitField<UL>(a, b, false); scc = r != 0; return r; }, UL, U>("s_bfe_u64"),
    op<SL, [](SL a, U b, bool &scc) { SL r = bitField<SL>(a, b, true); scc = r != 0; return r; }, SL, U>("s_bfe_i64"),
    op<U, shiftAdd<1>, U, U>("s_lshl1_add_u32"),
    op<U, shiftAdd<2>, U, U>("s_lshl2_add_u32"),
    op<U, shiftAdd<3>, U, U>("s_lshl3_add_u32"),
    op<U, shiftAdd<4>, U, U>("s_lshl4_add_u32"),
    op<U, [](U a, U b, bool &) { return (a & 0xffff) | b << 16; }, U, U>("s_pack_ll_b32_b16"),
    op<U, [](U a, U b, bool &) { return (a & 0xffff) | (b & 0xffff0000); }, U, U>("s_pack_lh_b32_b16"),
    op<U, [](U a, U b, bool &) { return a >> 16 | (b & 0xffff0000); }, U, U>("s_pack_hh_b32_b16"),
    op<U, [](U a, U b, bool &) { return a >> 16 | b << 16; }, U, U>("s_pack_hl_b32_b16"),
    // SOP1
    op<U, [](U a, bool &) { return a; }, U>("s_mov_b32"),
    op<UL, [](UL a, bool &) { return a; }, UL>("s_mov_b64"),
    {"s_cmov_b32", conditionalMove32, Class::Salu, 1, Kind::B32, {Kind::B32}},
    {"s_cmov_b64", conditionalMove64, Class::Salu, 1, Kind::B64, {Kind::B64}},
    op<U, NZ1(U, ~a), U>("s_not_b32"),
    op<UL, NZ1(UL, ~a), UL>("s_not_b64"),
    op<U, [](U a, bool &) { return __builtin_bitreverse32(a); }, U>("s_brev_b32"),
    op<UL, [](UL a, bool &) { return __builtin_bitreverse64(a); }, UL>("s_brev_b64"),
    op<U, [](U a, bool &scc) { U r = 32 - U(std::popcount(a)); scc = r != 0; return r; }, U>("s_bcnt0_i32_b32"),
    op<U, [](UL a, bool &scc) { U r = 64 - U(std::popcount(a)); scc = r != 0; return r; }, UL>("s_bcnt0_i32_b64"),
    op<U, [](U a, bool &scc) { U r = U(std::popcount(a)); scc = r != 0; return r; }, U>("s_bcnt1_i32_b32"),
    op<U, [](UL a, bool &scc) { U r = U(std::popcount(a)); scc = r != 0; return r; }, UL>("s_bcnt1_i32_b64"),
    op<U, [](U a, bool &) { return ~a ? U(std::countr_one(a)) : ~0u; }, U>("s_ff0_i32_b32"),
    op<U, [](UL a, bool &) { return ~a ? U(std::countr_one(a)) : ~0u; }, UL>("s_ff0_i32_b64"),
    op<U, [](U a, bool &) { return a ? U(std::countr_zero(a)) : ~0u; }, U>("s_ff1_i32_b32"),
    op<U, [](UL a, bool &) { return a ? U(std::countr_zero(a)) : ~0u; }, UL>("s_ff1_i32_b64"),
    op<U, [](U a, bool &) { return a ? U(std::countl_zero(a)) : ~0u; }, U>("s_flbit_i32_b32"),
    op<U, [](UL a, bool &) { return a ? U(std::countl_zero(a)) : ~0u; }, UL>("s_flbit_i32_b64"),
    op<U, [](S a, bool &) { return signBits(a); }, S>("s_flbit_i32"),
    op<U, [](SL a, bool &) { return signBits(a); }, SL>("s_flbit_i32_i64"),
    op<S, [](U a, bool &) { return S(int8_t(a)); }, U>("s_sext_i32_i8"),
    op<S, [](U a, bool &) { return S(int16_t(a)); }, U>("s_sext_i32_i16"),
    op<U, [](S a, bool &scc) { U r = a < 0 ? 0u - U(a) : U(a); scc = r != 0; return r; }, S>("s_abs_i32"),
    op<UL, [](UL a, bool &scc) { UL r = 0; for (unsigned i = 0; i < 16; ++i) r |= (a >> 4 * i & 15 ? 15ull : 0) << 4 * i; scc = r != 0; return r; }, UL>("s_wqm_b64"),
    op<U, [](U a, bool &scc) { U r = 0; for (unsigned i = 0; i < 8; ++i) r |= (a >> 4 * i & 15 ? 15u : 0) << 4 * i; scc = r != 0; return r; }, U>("s_wqm_b32"),
    {"s_bitset0_b32", bitSet, Class::Salu, 1, Kind::B32, {Kind::B32}, ReadsResult},
    {"s_bitset1_b32", bitSet, Class::Salu, 1, Kind::B32, {Kind::B32}, ReadsResult, nullptr, 1},
    {"s_bitset0_b64", bitSet64, Class::Salu, 1, Kind::B64, {Kind::B32}, ReadsResult},
    {"s_bitset1_b64", bitSet64, Class::Salu, 1, Kind::B64, {Kind::B32}, ReadsResult, nullptr, 1},
    {"s_getpc_b64", getPc, Class::Salu, 1, Kind::B64},
    {"s_setpc_b64", setPc, Class::Salu, 0, Kind::None, {Kind::B64}},
    {"s_swappc_b64", swapPc, Class::Salu, 1, Kind::B64, {Kind::B64}},
#define EXECS(name, ...)                                                       \
  execOp<U, [](U s, U e) { return __VA_ARGS__; }>("s_" name "_saveexec_b32"),  \
      execOp<UL, [](UL s, UL e) { return __VA_ARGS__; }>("s_" name             \
                                                         "_saveexec_b64")
    EXECS("and", s & e), EXECS("or", s | e), EXECS("xor", s ^ e),
    EXECS("andn2", s & ~e), EXECS("orn2", s | ~e), EXECS("nand", ~(s & e)),
    EXECS("nor", ~(s | e)), EXECS("xnor", ~(s ^ e)), EXECS("andn1", ~s & e),
    EXECS("orn1", ~s | e),
    execOp<U, [](U s, U e) { return s & ~e; }, true>("s_andn2_wrexec_b32"),
    execOp<UL, [](UL s, UL e) { return s & ~e; }, true>("s_andn2_wrexec_b64"),
    execOp<UL, [](UL s, UL e) { return ~s & e; }, true>("s_andn1_wrexec_b64"),
    // SOPK
    {"s_movk_i32", moveSmall, Class::Salu, 1, Kind::B32, {Kind::B32}},
    {"s_cmovk_i32", conditionalMoveSmall, Class::Salu, 1, Kind::B32, {Kind::B32}},
    {"s_addk_i32", addSmall, Class::Salu, 1, Kind::B32, {Kind::B32}, ReadsResult},
    {"s_mulk_i32", multiplySmall, Class::Salu, 1, Kind::B32, {Kind::B32}, ReadsResult},
    {"s_getreg_b32", getRegister, Class::Salu, 1, Kind::B32},
    {"s_setreg_b32", setRegister, Class::Salu, 0, Kind::None, {Kind::B32}},
    {"s_setreg_imm32_b32", setRegister, Class::Salu, 0, Kind::None, {Kind::B32}},
};
// clang-format on
} // namespace

OperationTable hfc::sim::scalarOperations() { return table; }
