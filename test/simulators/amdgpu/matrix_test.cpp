// Matrix instructions: layouts by one-hot rows of A against numbered B, and
// products of small numbers, which every format holds exactly, against a plain
// triple loop. The layout is written out here as the ISA guides have it: lane
// m + S g holds row m, k = g len + i in element i.
#include "test/simulators/amdgpu/Machine.h"
#include <gtest/gtest.h>

using namespace hfc::sim::test;

namespace {

enum class Type { F64, F32, F16, BF16, I8, FP8Fnuz, FP8Ocp };

unsigned bitsOf(Type type) {
  switch (type) {
  case Type::F64:
    return 64;
  case Type::F32:
    return 32;
  case Type::F16:
  case Type::BF16:
    return 16;
  default:
    return 8;
  }
}
// Whole numbers from -3 to 3.
uint64_t encode(Type type, int value) {
  static constexpr uint8_t ocp[] = {0, 0x38, 0x40, 0x44};  // 1, 2, 3
  static constexpr uint8_t fnuz[] = {0, 0x40, 0x48, 0x4c}; // bias 8
  unsigned sign = value < 0 ? 0x80 : 0;
  switch (type) {
  case Type::F64:
    return std::bit_cast<uint64_t>(double(value));
  case Type::F32:
    return std::bit_cast<uint32_t>(float(value));
  case Type::F16:
    return std::bit_cast<uint16_t>(_Float16(value));
  case Type::BF16:
    return std::bit_cast<uint32_t>(float(value)) >> 16;
  case Type::I8:
    return uint8_t(value);
  case Type::FP8Fnuz:
    return fnuz[std::abs(value)] | sign;
  case Type::FP8Ocp:
    return ocp[std::abs(value)] | sign;
  }
  return 0;
}

struct Case {
  const char *chip, *name;
  unsigned size, k, blocks;
  Type type;
  unsigned sourceRegisters;
};
std::ostream &operator<<(std::ostream &out, const Case &test) {
  return out << test.name << " on " << test.chip;
}
class Matrix : public testing::TestWithParam<Case> {};

int valueA(unsigned block, unsigned m, unsigned k) {
  return int((m * 5 + k * 3 + block) % 7) - 3;
}
int valueB(unsigned block, unsigned n, unsigned k) {
  return int((n * 3 + k * 5 + block * 2) % 7) - 3;
}

TEST_P(Matrix, Multiplies) {
  const Case &test = GetParam();
  unsigned words = test.sourceRegisters, bits = bitsOf(test.type);
  bool isDouble = test.type == Type::F64;
  unsigned results =
      test.size * test.size * test.blocks / 64 * (isDouble ? 2 : 1);
  auto range = [](unsigned first, unsigned count) {
    return count == 1 ? "v" + std::to_string(first)
                      : "v[" + std::to_string(first) + ":" +
                            std::to_string(first + count - 1) + "]";
  };
  Machine machine(test.chip, std::string(test.name) + " " +
                                 range(100, results) + ", " + range(0, words) +
                                 ", " + range(16, words) + ", " +
                                 range(40, results));
  machine.setExec(1); // all lanes take part all the same
  unsigned groups = 64 / test.size / test.blocks, length = test.k / groups;
  // Which row, block and k a lane's element has.
  auto fill = [&](unsigned first, auto value) {
    for (unsigned word = 0; word < words; ++word)
      machine.setV(first + word, [&](unsigned lane) {
        uint32_t out = 0;
        unsigned m = lane % test.size, group = lane / test.size;
        unsigned block = group / groups, kGroup = group % groups;
        if (isDouble && test.size == 4) { // blocks lie inside the k
          block = group % 4;
          kGroup = group / 4;
        }
        for (unsigned at = 0; at < 32; at += bits) {
          unsigned bit = word * 32 + at, element = bit / bits;
          uint64_t code =
              encode(test.type, value(block, m, kGroup * length + element));
          out |= uint32_t(code >> bit % bits) << at;
        }
        return out;
      });
  };
  fill(0, valueA);
  fill(16, valueB);
  for (unsigned i = 0; i < results; ++i)
    machine.setV(40 + i, [&](unsigned) {
      if (isDouble)
        return i % 2 ? uint32_t(std::bit_cast<uint64_t>(10.0) >> 32) : 0u;
      return test.type == Type::I8 ? 10u : std::bit_cast<uint32_t>(10.0f);
    });
  ASSERT_EQ(machine.run(), "");
  for (unsigned block = 0; block < test.blocks; ++block)
    for (unsigned m = 0; m < test.size; ++m)
      for (unsigned n = 0; n < test.size; ++n) {
        int expected = 10;
        for (unsigned k = 0; k < test.k; ++k)
          expected += valueA(block, m, k) * valueB(block, n, k);
        // Where D has it: columns in lanes, rows in registers.
        unsigned row = 0, lane = 0;
        if (isDouble && test.size == 16)
          row = m / 4 * 2, lane = m % 4 * 16 + n;
        else if (isDouble)
          row = 0, lane = m * 16 + block * 4 + n;
        else if (test.size == 32)
          row = block * 16 + m / 8 * 4 + m % 4, lane = m / 4 % 2 * 32 + n;
        else if (test.size == 16)
          row = block * 4 + m % 4, lane = m / 4 * 16 + n;
        else
          row = m, lane = block * 4 + n;
        double got =
            isDouble ? std::bit_cast<double>(machine.v64(100 + row, lane))
            : test.type == Type::I8 ? int32_t(machine.v(100 + row, lane))
                                    : machine.f(100 + row, lane);
        ASSERT_EQ(got, expected)
            << "block " << block << " row " << m << " column " << n;
      }
}

INSTANTIATE_TEST_SUITE_P(
    Mfma, Matrix,
    testing::Values(
        Case{"gfx90a", "v_mfma_f32_32x32x8f16", 32, 8, 1, Type::F16, 2},
        Case{"gfx90a", "v_mfma_f32_16x16x16f16", 16, 16, 1, Type::F16, 2},
        Case{"gfx90a", "v_mfma_f32_32x32x4f16", 32, 4, 2, Type::F16, 2},
        Case{"gfx90a", "v_mfma_f32_16x16x4f16", 16, 4, 4, Type::F16, 2},
        Case{"gfx90a", "v_mfma_f32_4x4x4f16", 4, 4, 16, Type::F16, 2},
        Case{"gfx90a", "v_mfma_f32_32x32x8bf16_1k", 32, 8, 1, Type::BF16, 2},
        Case{"gfx90a", "v_mfma_f32_16x16x16bf16_1k", 16, 16, 1, Type::BF16, 2},
        Case{"gfx90a", "v_mfma_i32_32x32x8i8", 32, 8, 1, Type::I8, 1},
        Case{"gfx90a", "v_mfma_i32_16x16x16i8", 16, 16, 1, Type::I8, 1},
        Case{"gfx90a", "v_mfma_f32_32x32x2f32", 32, 2, 1, Type::F32, 1},
        Case{"gfx90a", "v_mfma_f32_16x16x4f32", 16, 4, 1, Type::F32, 1},
        Case{"gfx90a", "v_mfma_f32_32x32x1f32", 32, 1, 2, Type::F32, 1},
        Case{"gfx90a", "v_mfma_f32_16x16x1f32", 16, 1, 4, Type::F32, 1},
        Case{"gfx90a", "v_mfma_f32_4x4x1f32", 4, 1, 16, Type::F32, 1},
        Case{"gfx90a", "v_mfma_f64_16x16x4f64", 16, 4, 1, Type::F64, 2},
        Case{"gfx90a", "v_mfma_f64_4x4x4f64", 4, 4, 4, Type::F64, 2},
        Case{"gfx942", "v_mfma_f32_32x32x8_f16", 32, 8, 1, Type::F16, 2},
        Case{"gfx942", "v_mfma_f32_16x16x16_f16", 16, 16, 1, Type::F16, 2},
        Case{"gfx942", "v_mfma_f32_32x32x8_bf16", 32, 8, 1, Type::BF16, 2},
        Case{"gfx942", "v_mfma_f32_16x16x16_bf16", 16, 16, 1, Type::BF16, 2},
        Case{"gfx942", "v_mfma_f32_32x32x2_f32", 32, 2, 1, Type::F32, 1},
        Case{"gfx942", "v_mfma_f32_16x16x4_f32", 16, 4, 1, Type::F32, 1},
        Case{"gfx942", "v_mfma_i32_32x32x16_i8", 32, 16, 1, Type::I8, 2},
        Case{"gfx942", "v_mfma_i32_16x16x32_i8", 16, 32, 1, Type::I8, 2},
        Case{"gfx942", "v_mfma_f32_32x32x16_fp8_fp8", 32, 16, 1, Type::FP8Fnuz,
             2},
        Case{"gfx942", "v_mfma_f32_16x16x32_fp8_fp8", 16, 32, 1, Type::FP8Fnuz,
             2},
        Case{"gfx942", "v_mfma_f64_16x16x4_f64", 16, 4, 1, Type::F64, 2},
        Case{"gfx950", "v_mfma_f32_32x32x16_f16", 32, 16, 1, Type::F16, 4},
        Case{"gfx950", "v_mfma_f32_16x16x32_f16", 16, 32, 1, Type::F16, 4},
        Case{"gfx950", "v_mfma_f32_32x32x16_bf16", 32, 16, 1, Type::BF16, 4},
        Case{"gfx950", "v_mfma_f32_16x16x32_bf16", 16, 32, 1, Type::BF16, 4},
        Case{"gfx950", "v_mfma_i32_32x32x32_i8", 32, 32, 1, Type::I8, 4},
        Case{"gfx950", "v_mfma_i32_16x16x64_i8", 16, 64, 1, Type::I8, 4},
        Case{"gfx950", "v_mfma_f32_32x32x16_fp8_fp8", 32, 16, 1, Type::FP8Ocp,
             2},
        Case{"gfx950", "v_mfma_f32_16x16x32_fp8_fp8", 16, 32, 1, Type::FP8Ocp,
             2}));

struct WmmaCase {
  const char *name;
  Type type;
  unsigned sourceRegisters;
};
std::ostream &operator<<(std::ostream &out, const WmmaCase &test) {
  return out << test.name;
}
class Wmma : public testing::TestWithParam<WmmaCase> {};
TEST_P(Wmma, Multiplies) {
  const WmmaCase &test = GetParam();
  unsigned words = test.sourceRegisters, bits = bitsOf(test.type);
  std::string sources = "v[0:" + std::to_string(words - 1) +
                        "], v[16:" + std::to_string(15 + words) + "]";
  std::string marks = test.type == Type::I8 ? " neg_lo:[1,1,0]" : "";
  Machine machine("gfx1100", std::string(test.name) + " v[100:107], " +
                                 sources + ", v[40:47]" + marks);
  auto fill = [&](unsigned first, auto value) {
    for (unsigned word = 0; word < words; ++word)
      machine.setV(first + word, [&](unsigned lane) {
        uint32_t out = 0;
        for (unsigned at = 0; at < 32; at += bits)
          out |= uint32_t(encode(test.type,
                                 value(0, lane % 16, (word * 32 + at) / bits)))
                 << at;
        return out;
      });
  };
  fill(0, valueA);
  fill(16, valueB);
  bool integer = test.type == Type::I8;
  for (unsigned i = 0; i < 8; ++i)
    machine.setV(40 + i, integer ? 10u : std::bit_cast<uint32_t>(10.0f));
  ASSERT_EQ(machine.run(), "");
  for (unsigned m = 0; m < 16; ++m)
    for (unsigned n = 0; n < 16; ++n) {
      int expected = 10;
      for (unsigned k = 0; k < 16; ++k)
        expected += valueA(0, m, k) * valueB(0, n, k);
      unsigned row = 100 + m / 2, lane = m % 2 * 16 + n;
      double got =
          integer ? int32_t(machine.v(row, lane)) : machine.f(row, lane);
      ASSERT_EQ(got, expected) << "row " << m << " column " << n;
    }
}
INSTANTIATE_TEST_SUITE_P(
    All, Wmma,
    testing::Values(WmmaCase{"v_wmma_f32_16x16x16_f16", Type::F16, 8},
                    WmmaCase{"v_wmma_f32_16x16x16_bf16", Type::BF16, 8},
                    WmmaCase{"v_wmma_i32_16x16x16_iu8", Type::I8, 4}));

TEST(Matrix, HasTheAccumulatorFile) {
  Machine machine("gfx942", "v_accvgpr_write_b32 a3, v1\n"
                            "v_accvgpr_read_b32 v0, a3");
  machine.setV(1, 77);
  ASSERT_EQ(machine.run(), "");
  EXPECT_EQ(machine.v(0), 77u);
  EXPECT_EQ(machine.v(256 + 3), 77u);
}

TEST(Matrix, TakesSubnormalsForZeroOnGfx90aOnly) {
  for (const char *chip : {"gfx90a", "gfx942"}) {
    bool old = std::string(chip) == "gfx90a";
    Machine machine(chip, std::string(old ? "v_mfma_f32_16x16x16f16"
                                          : "v_mfma_f32_16x16x16_f16") +
                              " v[8:11], v[0:1], v[2:3], 0");
    machine.setV(0, 1); // 2^-24 at the even k of registers
    machine.setV(1, 0);
    machine.setV(2, 0x3c00);
    machine.setV(3, 0);
    ASSERT_EQ(machine.run(), "");
    EXPECT_EQ(machine.f(8), old ? 0.0f : 4 * 0x1p-24f) << chip;
  }
}
} // namespace
