#include "artifact/Sha256.h"
#include <gtest/gtest.h>
#include <string>

using namespace hfc::artifact;

static std::string hex(const Digest &digest) {
  std::string text;
  for (uint8_t byte : digest)
    for (uint8_t half : {byte >> 4, byte & 15})
      text += "0123456789abcdef"[half];
  return text;
}

// FIPS 180-4 examples (NIST CSRC).
TEST(Sha256, Examples) {
  EXPECT_EQ(hex(Sha256::of("", 0)),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hex(Sha256::of("abc", 3)),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  std::string million(1000000, 'a');
  EXPECT_EQ(hex(Sha256::of(million.data(), million.size())),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, PiecesAndBothWaysAgree) {
  std::string text;
  for (int i = 0; i < 300; ++i)
    text += char(i * 7);
  for (size_t size = 0; size <= text.size(); ++size) {
    Digest whole = Sha256::of(text.data(), size);
    Sha256 pieces, plain = Sha256::withoutInstructions();
    for (size_t at = 0; at < size; at += 37)
      pieces.update(text.data() + at, std::min<size_t>(37, size - at));
    plain.update(text.data(), size);
    ASSERT_EQ(pieces.finish(), whole) << size;
    ASSERT_EQ(plain.finish(), whole) << size;
  }
}
