// Conversions of 8-bit floats: every code to f32, and to the nearest code, ties
// to the even one: FNUZ forms on gfx942, OCP's on gfx950. What is too large is
// infinity where the format has one, and else NaN (CDNA3 and CDNA4 ISA guides).
#include "test/simulators/amdgpu/Machine.h"
#include "test/simulators/amdgpu/SmallNumbers.h"
#include <cmath>
#include <gtest/gtest.h>

using namespace hfc::sim::test;

namespace {

struct Format {
  const char *chip, *name;
  Type type;
};
constexpr Format formats[] = {{"gfx942", "fp8", Type::FP8Fnuz},
                              {"gfx942", "bf8", Type::BF8Fnuz},
                              {"gfx950", "fp8", Type::FP8},
                              {"gfx950", "bf8", Type::BF8}};

bool same(double a, double b) { return a == b || (a != a && b != b); }

TEST(SmallFloats, WidenEveryCode) {
  for (const Format &format : formats)
    for (unsigned base = 0; base < 256; base += 64) {
      std::string name = format.name;
      Machine machine(format.chip, "v_cvt_f32_" + name + " v0, v1\nv_cvt_f32_" +
                                       name + "_sdwa v2, v1 src0_sel:BYTE_2\n" +
                                       "v_cvt_pk_f32_" + name +
                                       " v[4:5], v1\nv_cvt_pk_f32_" + name +
                                       "_sdwa v[6:7], v1 src0_sel:WORD_1");
      auto codeOf = [&](unsigned lane, unsigned byte) {
        return (base + lane + 77 * byte) & 255;
      };
      machine.setV(1, [&](unsigned lane) {
        return codeOf(lane, 0) | codeOf(lane, 1) << 8 | codeOf(lane, 2) << 16 |
               codeOf(lane, 3) << 24;
      });
      ASSERT_EQ(machine.run(), "");
      for (unsigned lane = 0; lane < 64; ++lane)
        for (auto [row, byte] : {std::pair{0u, 0u},
                                 {2u, 2u},
                                 {4u, 0u},
                                 {5u, 1u},
                                 {6u, 2u},
                                 {7u, 3u}}) {
          double want = decode(format.type, codeOf(lane, byte));
          double got = machine.f(row, lane);
          EXPECT_TRUE(same(got, want) &&
                      std::signbit(got) == std::signbit(want))
              << format.chip << name << codeOf(lane, byte) << " is " << got;
        }
    }
}

// The code nearest to a number that is not negative; its values rise.
unsigned nearest(Type type, double value) {
  unsigned finite = 0; // codes of finite numbers
  while (finite < 128 && std::isfinite(decode(type, finite)))
    ++finite;
  auto valueOf = [&](unsigned code) {
    double last = decode(type, finite - 1);
    return code < finite ? decode(type, code)
                         : 2 * last - decode(type, finite - 2);
  };
  unsigned below = 0;
  while (below < finite && valueOf(below + 1) <= value)
    ++below;
  if (below == finite)
    return finite;
  double down = value - valueOf(below), up = valueOf(below + 1) - value;
  return down < up || (down == up && below % 2 == 0) ? below : below + 1;
}

TEST(SmallFloats, AreRoundedToTheNearest) {
  for (const Format &format : formats) {
    std::vector<float> values = {0x1p-140f, 0x1p127f, INFINITY};
    for (unsigned code = 0; code < 128; ++code) {
      double here = decode(format.type, code);
      double next = decode(format.type, code + 1);
      if (!std::isfinite(here))
        break;
      if (!(next > here) || !std::isfinite(next))
        next = 2 * here - decode(format.type, code - 1);
      float middle = float((here + next) / 2);
      for (float value : {float(here), middle})
        for (float to : {0.0f, value, float(INFINITY)})
          values.push_back(std::nextafter(value, to));
    }
    for (size_t first = 0; first < values.size(); first += 64) {
      std::string name = format.name;
      Machine machine(format.chip, "v_cvt_pk_" + name +
                                       "_f32 v0, v1, v2\nv_cvt_pk_" + name +
                                       "_f32 v3, -v1, v2 op_sel:[0,0,1]");
      auto valueOf = [&](size_t lane) {
        return values[(first + lane) % values.size()];
      };
      machine.setV(0, 0x12345678);
      machine.setV(3, 0x12345678);
      machine.setV(1, [&](unsigned lane) {
        return std::bit_cast<uint32_t>(valueOf(lane));
      });
      machine.setV(2, [&](unsigned lane) {
        return std::bit_cast<uint32_t>(valueOf(lane + 1));
      });
      ASSERT_EQ(machine.run(), "");
      for (unsigned lane = 0; lane < 64; ++lane) {
        auto check = [&](uint32_t code, float value) {
          double want =
              decode(format.type, nearest(format.type, std::abs(value)));
          double got = decode(format.type, code);
          EXPECT_TRUE(same(got, value < 0 ? -want : want))
              << format.chip << name << " of " << value << " is " << got;
        };
        uint32_t low = machine.v(0, lane), high = machine.v(3, lane);
        check(low & 255, valueOf(lane));
        check(low >> 8 & 255, valueOf(lane + 1));
        check(high >> 16 & 255, -valueOf(lane));
        check(high >> 24, valueOf(lane + 1));
        EXPECT_EQ(low >> 16, 0x1234u);
        EXPECT_EQ(high & 0xffff, 0x5678u);
      }
    }
  }
}
} // namespace
