// Floats of 8 bits and fewer: OCP's (OFP8 specification 1.0, MX 1.0), and the
// FNUZ forms of gfx942, which have one NaN at -0, no infinity and a bias larger
// by one.
#ifndef HFC_SIMULATORS_AMDGPU_SMALLFLOAT_H
#define HFC_SIMULATORS_AMDGPU_SMALLFLOAT_H

#include <cstdint>

namespace hfc::sim {

struct SmallFormat {
  unsigned exponentBits, mantissaBits;
  int bias;
  bool fnuz;
  enum : uint8_t { None, NanOnly, Ieee } special; // what all ones stand for
};
// The fp8 and bf8 of a chip.
constexpr SmallFormat fp8Fnuz = {4, 3, 8, true, SmallFormat::None};
constexpr SmallFormat bf8Fnuz = {5, 2, 16, true, SmallFormat::None};
constexpr SmallFormat fp8Ocp = {4, 3, 7, false, SmallFormat::NanOnly};
constexpr SmallFormat bf8Ocp = {5, 2, 15, false, SmallFormat::Ieee};
constexpr SmallFormat fp6 = {2, 3, 1, false, SmallFormat::None};
constexpr SmallFormat bf6 = {3, 2, 3, false, SmallFormat::None};
constexpr SmallFormat fp4 = {2, 1, 1, false, SmallFormat::None};

float fromSmall(const SmallFormat &format, uint32_t bits);
// To nearest even. Too large: infinity, where there is one, or NaN.
uint32_t toSmall(const SmallFormat &format, float value);

} // namespace hfc::sim
#endif
