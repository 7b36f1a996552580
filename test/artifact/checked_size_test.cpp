#include "artifact/CheckedSize.h"
#include <gtest/gtest.h>

using hfc::artifact::CheckedSize;
using hfc::artifact::spanFits;

TEST(CheckedSize, OverflowIsRemembered) {
  EXPECT_TRUE((CheckedSize(UINT64_MAX) + 1).overflowed());
  EXPECT_TRUE((CheckedSize(1ull << 32) * (1ull << 32)).overflowed());
  EXPECT_TRUE(((CheckedSize(UINT64_MAX) + 1) * 0).overflowed());
  EXPECT_TRUE((CheckedSize(5) + (CheckedSize(UINT64_MAX) + 1)).overflowed());
  EXPECT_TRUE(CheckedSize(UINT64_MAX - 2).alignedTo(64).overflowed());
  EXPECT_FALSE((CheckedSize(UINT64_MAX) + 1).fits(UINT64_MAX));
}

TEST(CheckedSize, ExactWhereItFits) {
  EXPECT_EQ((CheckedSize(3) * 4 + 5).get(), 17u);
  EXPECT_EQ(CheckedSize(65).alignedTo(64).get(), 128u);
  EXPECT_EQ(CheckedSize(64).alignedTo(64).get(), 64u);
  EXPECT_EQ((CheckedSize(UINT64_MAX) + 0).get(), UINT64_MAX);
}

TEST(CheckedSize, SpansAgainstALimit) {
  EXPECT_TRUE(spanFits(0, 10, 10));
  EXPECT_TRUE(spanFits(10, 0, 10));
  EXPECT_FALSE(spanFits(1, 10, 10));
  EXPECT_FALSE(spanFits(UINT64_MAX, 2, 10));
}
