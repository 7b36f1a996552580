// Loads and stores of every width: global, LDS and scalar memory.
#include "test/simulators/amdgpu/Machine.h"
#include <cstring>
#include <gtest/gtest.h>

using namespace hfc::sim;
using namespace hfc::sim::test;

namespace {

TEST(NarrowMemory, LoadsAndStoresParts) {
  for (bool gfx11 : {false, true}) {
    std::string text =
        gfx11 ? "global_load_u8 v10, v[8:9], off offset:3\n"
                "global_load_i8 v11, v[8:9], off offset:3\n"
                "global_load_u16 v12, v[8:9], off offset:2\n"
                "global_load_i16 v13, v[8:9], off offset:2\n"
                "global_load_d16_u8 v14, v[8:9], off offset:1\n"
                "global_load_d16_hi_u8 v15, v[8:9], off offset:1\n"
                "global_load_d16_i8 v16, v[8:9], off offset:3\n"
                "global_load_d16_hi_i8 v17, v[8:9], off offset:3\n"
                "global_load_d16_b16 v18, v[8:9], off offset:2\n"
                "global_load_d16_hi_b16 v19, v[8:9], off\n"
                "global_load_b96 v[20:22], v[8:9], off\n"
                "s_waitcnt vmcnt(0)\n"
                "global_store_b8 v[8:9], v12, off offset:32\n"
                "global_store_b16 v[8:9], v12, off offset:34\n"
                "global_store_d16_hi_b8 v[8:9], v12, off offset:36\n"
                "global_store_d16_hi_b16 v[8:9], v20, off offset:38\n"
              : "global_load_ubyte v10, v[8:9], off offset:3\n"
                "global_load_sbyte v11, v[8:9], off offset:3\n"
                "global_load_ushort v12, v[8:9], off offset:2\n"
                "global_load_sshort v13, v[8:9], off offset:2\n"
                "global_load_ubyte_d16 v14, v[8:9], off offset:1\n"
                "global_load_ubyte_d16_hi v15, v[8:9], off offset:1\n"
                "global_load_sbyte_d16 v16, v[8:9], off offset:3\n"
                "global_load_sbyte_d16_hi v17, v[8:9], off offset:3\n"
                "global_load_short_d16 v18, v[8:9], off offset:2\n"
                "global_load_short_d16_hi v19, v[8:9], off\n"
                "global_load_dwordx3 v[20:22], v[8:9], off\n"
                "s_waitcnt vmcnt(0)\n"
                "global_store_byte v[8:9], v12, off offset:32\n"
                "global_store_short v[8:9], v12, off offset:34\n"
                "global_store_byte_d16_hi v[8:9], v12, off offset:36\n"
                "global_store_short_d16_hi v[8:9], v20, off offset:38\n";
    Machine machine(gfx11 ? "gfx1100" : "gfx942", text);
    uint64_t address = machine.memory.allocate(64);
    uint8_t *bytes = machine.memory.resolve(address, 64);
    std::memset(bytes, 0, 64);
    constexpr uint32_t words[] = {0x84832211, 0x55, 0x66};
    std::memcpy(bytes, words, sizeof words);
    machine.setV64(8, address);
    for (unsigned i = 14; i < 20; ++i)
      machine.setV(i, 0xaaaabbbb);
    ASSERT_EQ(machine.run(), "");
    constexpr uint32_t expected[] = {
        0x84,       0xffffff84, 0x8483,     0xffff8483, 0xaaaa0022,
        0x0022bbbb, 0xaaaaff84, 0xff84bbbb, 0xaaaa8483, 0x2211bbbb,
        0x84832211, 0x55,       0x66};
    for (unsigned i = 0; i < std::size(expected); ++i)
      EXPECT_EQ(machine.v(10 + i), expected[i]) << "v" << 10 + i;
    constexpr uint8_t stored[] = {0x83, 0, 0x83, 0x84, 0, 0, 0x83, 0x84};
    EXPECT_EQ(std::memcmp(bytes + 32, stored, sizeof stored), 0);
  }
}

TEST(WideMemory, LoadsAndStores) {
  Machine machine("gfx942",
                  "global_load_dwordx4 v[0:3], v[8:9], off\n"
                  "global_load_dwordx2 v[4:5], v[8:9], off offset:8\n"
                  "s_waitcnt vmcnt(0)\n"
                  "global_store_dwordx4 v[8:9], v[0:3], off offset:20\n"
                  "global_store_dwordx2 v[8:9], v[4:5], off offset:36");
  uint64_t address = machine.memory.allocate(64);
  constexpr uint32_t words[] = {1, 2, 3, 4};
  uint8_t *bytes = machine.memory.resolve(address, 64);
  std::memcpy(bytes, words, sizeof words);
  machine.setV64(8, address);
  ASSERT_EQ(machine.run(), "");
  EXPECT_EQ(machine.v(3), 4u);
  EXPECT_EQ(machine.v64(4), 0x400000003ull);
  constexpr uint32_t stored[] = {1, 2, 3, 4, 3, 4};
  EXPECT_EQ(std::memcmp(bytes + 20, stored, sizeof stored), 0);
}

TEST(NarrowMemory, LdsInPairs) {
  Machine machine("gfx942",
                  "ds_write2_b32 v8, v0, v1 offset0:0 offset1:3\n"
                  "ds_write2st64_b32 v8, v1, v0 offset0:1 offset1:2\n"
                  "ds_write_b64 v8, v[0:1] offset:1024\n"
                  "s_waitcnt lgkmcnt(0)\n"
                  "ds_read_b32 v10, v8 offset:12\n"
                  "ds_read_b32 v11, v8 offset:512\n"
                  "ds_read_b64 v[12:13], v8 offset:1024\n"
                  "ds_read2st64_b32 v[14:15], v8 offset0:1 offset1:2\n"
                  "s_waitcnt lgkmcnt(0)\n",
                  64, 2048);
  machine.setExec(1);
  machine.setV(0, 5);
  machine.setV(1, 6);
  machine.setV(8, 0);
  ASSERT_EQ(machine.run(), "");
  EXPECT_EQ(machine.v(10), 6u);
  EXPECT_EQ(machine.v(11), 5u);
  EXPECT_EQ(machine.v64(12), 0x600000005ull);
  EXPECT_EQ(machine.v64(14), 0x500000006ull);
}

TEST(NarrowMemory, LdsOfBytesAndHalves) {
  Machine machine("gfx90a",
                  "ds_write_b64 v8, v[2:3]\n"
                  "ds_write_b8 v8, v0 offset:1\n"
                  "ds_write_b16 v8, v1 offset:2\n"
                  "ds_write_b16_d16_hi v8, v1 offset:4\n"
                  "ds_write2st64_b64 v8, v[0:1], v[2:3] offset0:1 offset1:2\n"
                  "s_waitcnt lgkmcnt(0)\n"
                  "ds_read_b64 v[10:11], v8\n"
                  "ds_read_b64 v[12:13], v8 offset:512\n"
                  "ds_read_b64 v[14:15], v8 offset:1024\n"
                  "s_waitcnt lgkmcnt(0)\n",
                  64, 2048);
  machine.setExec(1);
  machine.setV(0, 0xaa55);
  machine.setV(1, 0x12345678);
  machine.setV64(2, 0);
  machine.setV(8, 0);
  ASSERT_EQ(machine.run(), "");
  EXPECT_EQ(machine.v64(10), 0x123456785500ull);
  EXPECT_EQ(machine.v64(12), 0x123456780000aa55ull);
  EXPECT_EQ(machine.v64(14), 0u);
}

TEST(NarrowMemory, LdsOfSixteenBytes) {
  Machine machine("gfx942", "ds_write_b128 v8, v[0:3]\ns_waitcnt lgkmcnt(0)\n"
                            "ds_read_b128 v[4:7], v8\ns_waitcnt lgkmcnt(0)");
  for (unsigned i = 0; i < 4; ++i)
    machine.setV(i, [=](unsigned lane) { return lane * 4 + i; });
  machine.setV(8, [](unsigned lane) { return (63 - lane) * 16; });
  ASSERT_EQ(machine.run(), "");
  for (unsigned i = 0; i < 4; ++i)
    EXPECT_EQ(machine.v(4 + i, 9), 36 + i);
}

TEST(ScalarMemory, LoadsEveryWidth) {
  Machine machine("gfx942", "s_load_dwordx2 s[4:5], s[0:1], 0x4\n"
                            "s_load_dwordx4 s[8:11], s[0:1], 0x8\n"
                            "s_load_dwordx8 s[16:23], s[0:1], 0x0\n"
                            "s_load_dwordx16 s[32:47], s[0:1], 0x10\n"
                            "s_waitcnt lgkmcnt(0)");
  uint64_t address = machine.memory.allocate(128);
  uint32_t words[32];
  for (unsigned i = 0; i < 32; ++i)
    words[i] = 100 + i;
  std::memcpy(machine.memory.resolve(address, 128), words, sizeof words);
  machine.setS64(0, address);
  ASSERT_EQ(machine.run(), "");
  EXPECT_EQ(machine.s(5), 102u);
  EXPECT_EQ(machine.s(11), 105u);
  EXPECT_EQ(machine.s(23), 107u);
  EXPECT_EQ(machine.s(32), 104u);
  EXPECT_EQ(machine.s(47), 119u);
}

} // namespace
