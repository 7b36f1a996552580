// The header in C and in C++, and names and sizes of types.
#include <gtest/gtest.h>
#include <hfc/runtime.h>

extern "C" int hfcHeaderInC(void);

TEST(Header, WorksInC) { EXPECT_EQ(hfcHeaderInC(), HFC_INVALID_CALL); }

TEST(Header, KnowsItsTypes) {
  EXPECT_STREQ(hfc_type_name(HFC_BF16), "bf16");
  EXPECT_STREQ(hfc_type_name(HFC_F64), "f64");
  EXPECT_EQ(hfc_type_name(HFC_NONE), nullptr);
  EXPECT_STREQ(hfc_type_name(HFC_F8E4M3FN), "f8e4m3fn");
  EXPECT_STREQ(hfc_type_name(HFC_U2), "u2");
  EXPECT_EQ(hfc_type_bytes(HFC_I4), 1u);
  EXPECT_EQ(hfc_type_name(hfc_type(26)), nullptr);
  EXPECT_EQ(hfc_type_bytes(HFC_BOOL), 1u);
  EXPECT_EQ(hfc_type_bytes(HFC_F64), 8u);
  EXPECT_EQ(hfc_type_bytes(HFC_NONE), 0u);
  EXPECT_EQ(hfc_status_code(nullptr), HFC_OK);
  EXPECT_STREQ(hfc_status_message(nullptr), "");
}
