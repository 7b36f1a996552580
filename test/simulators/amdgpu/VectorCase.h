// One vector instruction, or a few: v[2:3], v[4:5] and v[6:7] in, the result in
// v0 or v[0:1].
#ifndef HFC_TEST_SIMULATORS_AMDGPU_VECTORCASE_H
#define HFC_TEST_SIMULATORS_AMDGPU_VECTORCASE_H

#include <bit>
#include <cstdint>
#include <ostream>

namespace hfc::sim::test {

struct Case {
  const char *chip, *text;
  uint64_t a, b, c, expected;
  // In odd lanes, those whose bit of VCC is set. v0 was 0xdeadbeef.
  void check() const;
};
inline std::ostream &operator<<(std::ostream &out, const Case &test) {
  return out << test.text << " on " << test.chip;
}

inline uint32_t f(float x) { return std::bit_cast<uint32_t>(x); }
inline uint64_t d(double x) { return std::bit_cast<uint64_t>(x); }
inline uint32_t h(float x) { return std::bit_cast<uint16_t>(_Float16(x)); }
constexpr const char *m2 = "gfx90a", *m3 = "gfx942", *m35 = "gfx950",
                     *navi = "gfx1100";

} // namespace hfc::sim::test
#endif
