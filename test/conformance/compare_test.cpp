// The comparison must be able to fail.
#include "test/conformance/Compare.h"
#include "gtest/gtest.h"
#include <cmath>
#include <limits>
#include <vector>

using namespace hfc;

namespace {

template <typename T> std::span<const uint8_t> bytes(const std::vector<T> &v) {
  return {reinterpret_cast<const uint8_t *>(v.data()), v.size() * sizeof(T)};
}

std::string floats(std::vector<float> got, std::vector<float> wanted) {
  return conformance::compare(HFC_F32, bytes(got), bytes(wanted), 1e-3, 1e-7);
}

constexpr float notANumber = std::numeric_limits<float>::quiet_NaN();
constexpr float infinity = std::numeric_limits<float>::infinity();

} // namespace

TEST(Compare, AllowsTheTolerance) {
  EXPECT_EQ(
      floats({1.0005f, notANumber, infinity}, {1.0f, notANumber, infinity}),
      "");
}

TEST(Compare, NamesTheFirstDifference) {
  EXPECT_EQ(floats({1.0f, 2.0f, 3.0f}, {1.0f, 2.5f, 4.0f}),
            "2 of 3 differ; element 1 is 2 instead of 2.5");
}

TEST(Compare, TellsSpecialValuesApart) {
  EXPECT_NE(floats({1.0f}, {notANumber}), "");
  EXPECT_NE(floats({notANumber}, {1.0f}), "");
  EXPECT_NE(floats({infinity}, {-infinity}), "");
  EXPECT_NE(floats({3e38f}, {infinity}), "");
}

TEST(Compare, WantsIntegersExact) {
  std::vector<int64_t> got{100000000}, wanted{100000001};
  EXPECT_NE(
      conformance::compare(HFC_I64, bytes(got), bytes(wanted), 1e-3, 1e-7), "");
}

TEST(Compare, ReadsHalfPrecision) {
  std::vector<uint16_t> one{0x3c00}, nearly{0x3c01}, two{0x4000};
  EXPECT_EQ(conformance::compare(HFC_F16, bytes(nearly), bytes(one), 1e-3, 0),
            "");
  EXPECT_NE(conformance::compare(HFC_F16, bytes(two), bytes(one), 1e-3, 0), "");
  std::vector<uint16_t> brainOne{0x3f80}, brainNext{0x3f82}, brainTwo{0x4000};
  EXPECT_EQ(
      conformance::compare(HFC_BF16, bytes(brainNext), bytes(brainOne), 0, 0),
      "");
  EXPECT_NE(
      conformance::compare(HFC_BF16, bytes(brainTwo), bytes(brainOne), 0.1, 0),
      "");
}

TEST(Compare, AllowsBFloat16TwoUnitsInTheLastPlace) {
  std::vector<uint16_t> one{0x3f80}, near{0x3f82}, far{0x3f83};
  EXPECT_EQ(conformance::compare(HFC_BF16, bytes(near), bytes(one), 1e-3, 0),
            "");
  EXPECT_NE(conformance::compare(HFC_BF16, bytes(far), bytes(one), 1e-3, 0),
            "");
}

TEST(Compare, ReadsNarrowTypes) {
  std::vector<uint8_t> one{0x38}, two{0x40}, notANumber{0x7f};
  auto compare = [](hfc_type type, const std::vector<uint8_t> &got,
                    const std::vector<uint8_t> &wanted) {
    return conformance::compare(type, bytes(got), bytes(wanted), 1e-3, 0);
  };
  EXPECT_EQ(compare(HFC_F8E4M3FN, notANumber, {0xff}), "");
  EXPECT_EQ(compare(HFC_F8E4M3FN, one, two),
            "1 of 1 differ; element 0 is 1 instead of 2");
  EXPECT_EQ(compare(HFC_I4, {0xff}, {0x07}),
            "1 of 1 differ; element 0 is -1 instead of 7");
}
