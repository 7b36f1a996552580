// Conversions between the number types of registers. Out-of-range floats
// saturate, NaN becomes 0.
#include "simulators/amdgpu/Lanes.h"
#include "simulators/amdgpu/Operations.h"
#include <algorithm>
#include <cmath>

using namespace hfc::sim;

namespace {
using U = uint32_t;
using S = int32_t;

S toSigned(double x) {
  return x != x               ? 0
         : x >= 2147483647.0  ? INT32_MAX
         : x <= -2147483648.0 ? INT32_MIN
                              : S(x);
}
U toUnsigned(double x) {
  return x >= 4294967295.0 ? UINT32_MAX : x > 0 ? U(int64_t(x)) : 0;
}
S toSigned16(float x) {
  return x != x ? 0 : x >= 32767.0f ? 32767 : x <= -32768.0f ? -32768 : S(x);
}
U toUnsigned16(float x) { return x >= 65535.0f ? 65535 : x > 0 ? U(x) : 0; }

// To f16, towards zero.
U towardsZero(float x) {
  U half = halfBits(x);
  float back = widen(uint16_t(half));
  return std::abs(back) > std::abs(x) && std::isfinite(x) ? half - 1 : half;
}
// To bf16, to nearest even; NaN stays one.
U brainHalf(float x) {
  U bits = std::bit_cast<U>(x);
  if (x != x)
    return bits >> 16 | 0x40;
  return (bits + 0x7fff + (bits >> 16 & 1)) >> 16;
}
S normalized(float x) {
  return x != x ? 0 : S(std::nearbyint(std::fmin(std::fmax(x, -1), 1) * 32767));
}
U normalizedUnsigned(float x) {
  return x != x ? 0 : U(std::nearbyint(std::fmin(std::fmax(x, 0), 1) * 65535));
}
U byteInto(float x, U byte, U old) {
  U value = x >= 255 ? 255 : x > 0 ? U(std::nearbyint(x)) : 0;
  unsigned shift = 8 * (byte & 3);
  return (old & ~(255u << shift)) | value << shift;
}
U pair(U low, U high) { return (low & 0xffff) | high << 16; }
template <unsigned Byte> float fromByte(U x) {
  return float(x >> 8 * Byte & 255);
}
S clamp16(S x) { return std::min(std::max(x, -32768), 32767); }

// f32 pairs to f16 pairs, as MODE rounds.
void convertPair(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  Typed<float> a, b;
  Typed<U> low, high;
  readFloats(wave, in.sources[0], a.lane);
  readFloats(wave, in.sources[1], b.lane);
  narrow(wave, a.lane, low.lane);
  narrow(wave, b.lane, high.lane);
  for (unsigned lane = 0; lane < maxLanes; ++lane)
    low.lane[lane] = pair(low.lane[lane], high.lane[lane]);
  writeRow(wave, in, low.lane);
}
// Halves to a float16 result of an integer operation: MODE rounds it.
template <typename Source> void toHalf(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  Typed<typename Source::Lane> a;
  Typed<float> result;
  auto row = Source::read(wave, in.sources[0], a.lane);
  for (unsigned lane = 0; lane < maxLanes; ++lane)
    result.lane[lane] = float(row[lane]);
  writeHalves(wave, in, result.lane);
}

// clang-format off
constexpr Operation table[] = {
    op<F32, [](S a) { return float(a); }, I32>("v_cvt_f32_i32"),
    op<F32, [](U a) { return float(a); }, U32>("v_cvt_f32_u32"),
    op<I32, [](float a) { return toSigned(a); }, F32>("v_cvt_i32_f32"),
    op<U32, [](float a) { return toUnsigned(a); }, F32>("v_cvt_u32_f32"),
    op<I32, [](float a) { return toSigned(std::floor(double(a) + 0.5)); }, F32>("v_cvt_rpi_i32_f32"),
    op<I32, [](float a) { return toSigned(std::floor(a)); }, F32>("v_cvt_flr_i32_f32"),
    op<F64, [](S a) { return double(a); }, I32>("v_cvt_f64_i32"),
    op<F64, [](U a) { return double(a); }, U32>("v_cvt_f64_u32"),
    op<I32, [](double a) { return toSigned(a); }, F64>("v_cvt_i32_f64"),
    op<U32, [](double a) { return toUnsigned(a); }, F64>("v_cvt_u32_f64"),
    op<F64, [](float a) { return double(a); }, F32>("v_cvt_f64_f32"),
    op<F32, [](double a) { return float(a); }, F64>("v_cvt_f32_f64"),
    op<F32, [](float a) { return a; }, F16>("v_cvt_f32_f16"),
    op<F16, [](float a) { return a; }, F32>("v_cvt_f16_f32"),
    {"v_cvt_f16_u16", toHalf<U16>, Class::Valu, 1, Kind::F16, {Kind::B16}},
    {"v_cvt_f16_i16", toHalf<I16>, Class::Valu, 1, Kind::F16, {Kind::B16}},
    op<U16, [](float a) { return toUnsigned16(a); }, F16>("v_cvt_u16_f16"),
    op<I16, [](float a) { return toSigned16(a); }, F16>("v_cvt_i16_f16"),
    op<F32, fromByte<0>, U32>("v_cvt_f32_ubyte0"),
    op<F32, fromByte<1>, U32>("v_cvt_f32_ubyte1"),
    op<F32, fromByte<2>, U32>("v_cvt_f32_ubyte2"),
    op<F32, fromByte<3>, U32>("v_cvt_f32_ubyte3"),
    op<F32, [](U a) { return float(S(a << 28) >> 28) * 0.0625f; }, U32>("v_cvt_off_f32_i4"),
    op<U32, [](float a, float b) { return pair(towardsZero(a), towardsZero(b)); }, F32, F32>("v_cvt_pkrtz_f16_f32"),
    {"v_cvt_pk_f16_f32", convertPair, Class::Valu, 1, Kind::B32, {Kind::F32, Kind::F32}},
    op<U32, [](float a, float b) { return pair(brainHalf(a), brainHalf(b)); }, F32, F32>("v_cvt_pk_bf16_f32"),
    op<U32, [](float a, float b) { return pair(U(normalized(a)), U(normalized(b))); }, F32, F32>("v_cvt_pknorm_i16_f32"),
    op<U32, [](float a, float b) { return pair(normalizedUnsigned(a), normalizedUnsigned(b)); }, F32, F32>("v_cvt_pknorm_u16_f32"),
    op<U32, [](U a, U b) { return pair(std::min(a, 65535u), std::min(b, 65535u)); }, U32, U32>("v_cvt_pk_u16_u32"),
    op<U32, [](S a, S b) { return pair(U(clamp16(a)), U(clamp16(b))); }, I32, I32>("v_cvt_pk_i16_i32"),
    op<U32, byteInto, F32, U32, U32>("v_cvt_pk_u8_f32"),
    op<U32, [](float a, float b) { return pair(toUnsigned16(a), toUnsigned16(b)); }, F32, F32>("v_cvt_pk_u16_f32"),
    op<U32, [](float a, float b) { return pair(U(toSigned16(a)), U(toSigned16(b))); }, F32, F32>("v_cvt_pk_i16_f32"),
    op<U32, [](U a, U b) { return pair(a, b); }, U16, U16>("v_pack_b32_f16"),
};
// clang-format on
} // namespace

OperationTable hfc::sim::conversionOperations() { return table; }
