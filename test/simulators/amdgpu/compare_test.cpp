// Every comparison over edge values, each against each.
#include "test/simulators/amdgpu/Machine.h"
#include <cmath>
#include <cstring>
#include <gtest/gtest.h>
#include <limits>

using namespace hfc::sim;
using namespace hfc::sim::test;

namespace {

// Less, equal, greater, unordered: the bits of a condition's truth.
enum : unsigned { L = 1, E = 2, G = 4, U = 8 };
struct Condition {
  const char *name;
  unsigned holds;
};
constexpr Condition integerConditions[] = {
    {"lt", L}, {"eq", E},     {"le", L | E},
    {"gt", G}, {"ne", L | G}, {"ge", G | E},
};
constexpr Condition floatConditions[] = {
    {"lt", L},          {"eq", E},          {"le", L | E},      {"gt", G},
    {"lg", L | G},      {"ge", G | E},      {"o", L | E | G},   {"u", U},
    {"nge", L | U},     {"nlg", E | U},     {"ngt", L | E | U}, {"nle", G | U},
    {"neq", L | G | U}, {"nlt", E | G | U},
};

template <typename T> uint64_t bitsOf(T value) {
  uint64_t bits = 0;
  std::memcpy(&bits, &value, sizeof value);
  return bits;
}
// 8 values, each against each: 64 lanes (32 of them on gfx1100).
template <typename T> std::vector<T> edges() {
  if constexpr (std::is_integral_v<T>)
    return {0,
            1,
            2,
            T(-1),
            T(-2),
            std::numeric_limits<T>::min(),
            std::numeric_limits<T>::max(),
            T(std::numeric_limits<T>::max() - 1)};
  else
    return {T(0),   T(-0.0),     T(1),         T(-1),
            T(1.5), T(INFINITY), T(-INFINITY), T(NAN)};
}

template <typename T>
void checkComparisons(const char *type, std::span<const Condition> conditions) {
  std::vector<T> values = edges<T>();
  for (const char *chip : {"gfx942", "gfx1100"})
    for (const Condition &condition : conditions) {
      bool gfx11 = chip[3] == '1', wide = sizeof(T) == 8;
      std::string half = gfx11 && sizeof(T) == 2 ? ".l" : "";
      std::string operands =
          wide ? "v[2:3], v[4:5]" : "v2" + half + ", v4" + half;
      std::string name = std::string(condition.name) + "_" + type;
      // On gfx11, v_cmpx writes EXEC alone.
      std::string text = gfx11 ? "v_cmp_" + name + "_e64 s4, " + operands +
                                     "\nv_cmpx_" + name + "_e64 " + operands
                               : "v_cmp_" + name + "_e64 s[4:5], " + operands +
                                     "\nv_cmpx_" + name + "_e64 s[6:7], " +
                                     operands;
      Machine machine(chip, text);
      auto left = [&](unsigned lane) { return values[lane / 8 % 8]; };
      auto right = [&](unsigned lane) { return values[lane % 8]; };
      for (unsigned word = 0; word < 2; ++word) {
        machine.setV(2 + word, [&](unsigned lane) {
          return uint32_t(bitsOf(left(lane)) >> 32 * word);
        });
        machine.setV(4 + word, [&](unsigned lane) {
          return uint32_t(bitsOf(right(lane)) >> 32 * word);
        });
      }
      ASSERT_EQ(machine.run(), "") << text;
      uint64_t expected = 0;
      for (unsigned lane = 0; lane < machine.lanes(); ++lane) {
        T a = left(lane), b = right(lane);
        unsigned relation = a < b ? L : a > b ? G : a == b ? E : U;
        expected |= uint64_t((condition.holds & relation) != 0) << lane;
      }
      EXPECT_EQ(gfx11 ? machine.s(4) : machine.s64(4), expected) << text;
      EXPECT_EQ(machine.wave().execMask(), expected) << text;
    }
}

TEST(Comparisons, OfIntegers) {
  checkComparisons<int16_t>("i16", integerConditions);
  checkComparisons<uint16_t>("u16", integerConditions);
  checkComparisons<int32_t>("i32", integerConditions);
  checkComparisons<uint32_t>("u32", integerConditions);
  checkComparisons<int64_t>("i64", integerConditions);
  checkComparisons<uint64_t>("u64", integerConditions);
}
TEST(Comparisons, OfFloats) {
  checkComparisons<_Float16>("f16", floatConditions);
  checkComparisons<float>("f32", floatConditions);
  checkComparisons<double>("f64", floatConditions);
}

TEST(Comparisons, OfClasses) {
  // The order of the classes' bits: V_CMP_CLASS.
  constexpr uint16_t halves[] = {0x7c01, 0x7e00, 0xfc00, 0xbc00, 0x8001,
                                 0x8000, 0x0000, 0x0001, 0x3c00, 0x7c00};
  constexpr uint64_t doubles[] = {0x7ff0000000000001, 0x7ff8000000000000,
                                  0xfff0000000000000, 0xbff0000000000000,
                                  0x8000000000000001, 0x8000000000000000,
                                  0x0000000000000000, 0x0000000000000001,
                                  0x3ff0000000000000, 0x7ff0000000000000};
  for (unsigned bit = 0; bit < 10; ++bit) {
    Machine machine("gfx942", "v_cmp_class_f16_e64 s[4:5], v1, v6\n"
                              "v_cmp_class_f64_e64 s[6:7], v[2:3], v6");
    machine.setV(1, [&](unsigned lane) { return halves[lane % 10]; });
    machine.setV(2,
                 [&](unsigned lane) { return uint32_t(doubles[lane % 10]); });
    machine.setV(
        3, [&](unsigned lane) { return uint32_t(doubles[lane % 10] >> 32); });
    machine.setV(6, 1u << bit);
    ASSERT_EQ(machine.run(), "");
    for (unsigned lane = 0; lane < 64; ++lane) {
      EXPECT_EQ(machine.s64(4) >> lane & 1, lane % 10 == bit) << lane;
      EXPECT_EQ(machine.s64(6) >> lane & 1, lane % 10 == bit) << lane;
    }
  }
}
} // namespace
