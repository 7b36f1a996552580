// MFMA: every shape and type on every chip that has it. Products of small whole
// numbers, which every format holds exactly, against a plain triple loop, and
// each code of the small formats by its value. The layout is written out here
// as the ISA guides have it: lane m + S g holds row m, k = g len + i in element
// i; of f8f6f4 with 8 bits, element i of a lane is k = 16 g + i and 16 (g + G)
// + i - 16.
#include "test/simulators/amdgpu/Machine.h"
#include "test/simulators/amdgpu/SmallNumbers.h"
#include <cmath>
#include <gtest/gtest.h>

using namespace hfc::sim::test;

namespace {

struct Case {
  const char *chip, *name;
  unsigned size, k, blocks;
  Type a, b;
};
std::ostream &operator<<(std::ostream &out, const Case &test) {
  return out << test.name << " " << int(test.a) << int(test.b) << " on "
             << test.chip;
}

int valueA(unsigned block, unsigned m, unsigned k) {
  return int((m * 5 + k * 3 + block) % 7) - 3;
}
int valueB(unsigned block, unsigned n, unsigned k) {
  return int((n * 3 + k * 5 + block * 2) % 7) - 3;
}

std::string range(unsigned first, unsigned count) {
  return count == 1 ? "v" + std::to_string(first)
                    : "v[" + std::to_string(first) + ":" +
                          std::to_string(first + count - 1) + "]";
}

// One instruction: v100 on from v0 on, v16 on, v40 on.
struct Product {
  explicit Product(const Case &test, const std::string &end = "")
      : test(test), words(wordsOf(test.a)),
        results(test.size * test.size * test.blocks / 64 *
                (test.a == Type::F64 ? 2 : 1)),
        machine(test.chip, std::string(test.name) + " " + range(100, results) +
                               ", " + range(0, words) + ", " +
                               range(16, words) + ", " + range(40, results) +
                               end + formats()) {}
  unsigned wordsOf(Type type) const {
    return std::max(test.size * test.k * test.blocks / 64 * bitsOf(type) / 32,
                    1u);
  }
  bool mixes() const {
    return std::string(test.name).find("f8f6f4") != std::string::npos;
  }
  std::string formats() const { // cbsz, blgp
    auto number = [](Type type) {
      return std::to_string(type == Type::FP8   ? 0
                            : type == Type::BF8 ? 1
                            : type == Type::FP6 ? 2
                            : type == Type::BF6 ? 3
                                                : 4);
    };
    return mixes() ? " cbsz:" + number(test.a) + " blgp:" + number(test.b) : "";
  }
  // Codes by block, row or column, and k.
  template <typename F> void fill(unsigned first, Type type, F code) {
    unsigned bits = bitsOf(type), groups = 64 / test.size / test.blocks;
    unsigned length = test.k / groups;
    std::vector<std::vector<uint32_t>> words(
        64, std::vector<uint32_t>(wordsOf(type) + 1));
    for (unsigned block = 0; block < test.blocks; ++block)
      for (unsigned m = 0; m < test.size; ++m)
        for (unsigned k = 0; k < test.k; ++k) {
          unsigned group = block * groups + k / length, at = k % length;
          if (type == Type::F64 && test.size == 4) // blocks lie inside the k
            group = k * 4 + block;
          if (mixes() && bits == 8) // runs of 16
            group = k / 16 % groups, at = k / 16 / groups * 16 + k % 16;
          uint64_t value = code(block, m, k);
          std::vector<uint32_t> &lane = words[group * test.size + m];
          for (unsigned bit = 0; bit < bits; ++bit)
            lane[(at * bits + bit) / 32] |= uint32_t(value >> bit & 1)
                                            << (at * bits + bit) % 32;
        }
    for (unsigned word = 0; word < wordsOf(type); ++word)
      machine.setV(first + word,
                   [&](unsigned lane) { return words[lane][word]; });
  }
  void fillSum(double value) {
    for (unsigned i = 0; i < results; ++i)
      machine.setV(40 + i, [&](unsigned) {
        uint64_t bits = std::bit_cast<uint64_t>(value);
        return test.a == Type::F64  ? uint32_t(i % 2 ? bits >> 32 : bits)
               : test.a == Type::I8 ? uint32_t(int64_t(value))
                                    : std::bit_cast<uint32_t>(float(value));
      });
  }
  // Columns lie in lanes, rows in registers.
  double result(unsigned block, unsigned m, unsigned n) {
    if (test.a == Type::F64)
      return test.size == 16 ? std::bit_cast<double>(
                                   machine.v64(100 + m / 4 * 2, m % 4 * 16 + n))
                             : std::bit_cast<double>(
                                   machine.v64(100, m * 16 + block * 4 + n));
    unsigned row = 100, lane = 0;
    if (test.size == 32)
      row += block * 16 + m / 8 * 4 + m % 4, lane = m / 4 % 2 * 32 + n;
    else if (test.size == 16)
      row += block * 4 + m % 4, lane = m / 4 * 16 + n;
    else
      row += m, lane = block * 4 + n;
    return test.a == Type::I8 ? double(int32_t(machine.v(row, lane)))
                              : double(machine.f(row, lane));
  }

  const Case &test;
  unsigned words, results;
  Machine machine;
};

class Mfma : public testing::TestWithParam<Case> {};
TEST_P(Mfma, Multiplies) {
  const Case &test = GetParam();
  Product product(test);
  product.machine.setExec(1); // all lanes take part all the same
  product.fill(0, test.a, [&](unsigned block, unsigned m, unsigned k) {
    return encode(test.a, valueA(block, m, k));
  });
  product.fill(16, test.b, [&](unsigned block, unsigned n, unsigned k) {
    return encode(test.b, valueB(block, n, k));
  });
  product.fillSum(10);
  ASSERT_EQ(product.machine.run(), "");
  for (unsigned block = 0; block < test.blocks; ++block)
    for (unsigned m = 0; m < test.size; ++m)
      for (unsigned n = 0; n < test.size; ++n) {
        int expected = 10;
        for (unsigned k = 0; k < test.k; ++k)
          expected += valueA(block, m, k) * valueB(block, n, k);
        ASSERT_EQ(product.result(block, m, n), expected)
            << "block " << block << " row " << m << " column " << n;
      }
}

using T = Type;
#define SHAPES(chip, d, type, T, a, b, c, k)                                   \
  Case{chip, "v_mfma_" d "_32x32x" a type, 32, k, 2, T, T},                    \
      Case{chip, "v_mfma_" d "_16x16x" b type, 16, k, 4, T, T}, Case {         \
    chip, "v_mfma_" d "_4x4x" c type, 4, k, 16, T, T                           \
  }
#define ONE(chip, d, size, k, type, T)                                         \
  Case { chip, "v_mfma_" d "_" #size "x" #size "x" #k type, size, k, 1, T, T }

constexpr Case gfx90a[] = {
    SHAPES("gfx90a", "f32", "f32", T::F32, "1", "1", "1", 1),
    SHAPES("gfx90a", "f32", "f16", T::F16, "4", "4", "4", 4),
    SHAPES("gfx90a", "f32", "bf16_1k", T::BF16, "4", "4", "4", 4),
    SHAPES("gfx90a", "i32", "i8", T::I8, "4", "4", "4", 4),
    ONE("gfx90a", "f32", 32, 2, "f32", T::F32),
    ONE("gfx90a", "f32", 16, 4, "f32", T::F32),
    ONE("gfx90a", "f32", 32, 8, "f16", T::F16),
    ONE("gfx90a", "f32", 16, 16, "f16", T::F16),
    ONE("gfx90a", "f32", 32, 8, "bf16_1k", T::BF16),
    ONE("gfx90a", "f32", 16, 16, "bf16_1k", T::BF16),
    ONE("gfx90a", "i32", 32, 8, "i8", T::I8),
    ONE("gfx90a", "i32", 16, 16, "i8", T::I8),
    ONE("gfx90a", "f64", 16, 4, "f64", T::F64),
    Case{"gfx90a", "v_mfma_f64_4x4x4f64", 4, 4, 4, T::F64, T::F64},
};
#define SINCE_GFX942(chip)                                                     \
  SHAPES(chip, "f32", "_f32", T::F32, "1_2b", "1_4b", "1_16b", 1),             \
      SHAPES(chip, "f32", "_f16", T::F16, "4_2b", "4_4b", "4_16b", 4),         \
      SHAPES(chip, "f32", "_bf16", T::BF16, "4_2b", "4_4b", "4_16b", 4),       \
      SHAPES(chip, "i32", "_i8", T::I8, "4_2b", "4_4b", "4_16b", 4),           \
      ONE(chip, "f32", 32, 2, "_f32", T::F32),                                 \
      ONE(chip, "f32", 16, 4, "_f32", T::F32),                                 \
      ONE(chip, "f32", 32, 8, "_f16", T::F16),                                 \
      ONE(chip, "f32", 16, 16, "_f16", T::F16),                                \
      ONE(chip, "f32", 32, 8, "_bf16", T::BF16),                               \
      ONE(chip, "f32", 16, 16, "_bf16", T::BF16),                              \
      ONE(chip, "i32", 32, 16, "_i8", T::I8),                                  \
      ONE(chip, "i32", 16, 32, "_i8", T::I8),                                  \
      ONE(chip, "f64", 16, 4, "_f64", T::F64), Case {                          \
    chip, "v_mfma_f64_4x4x4_4b_f64", 4, 4, 4, T::F64, T::F64                   \
  }
#define OF_EIGHT_BITS(chip, size, k, F, B)                                      \
  Case{                                                                         \
      chip, "v_mfma_f32_" #size "x" #size "x" #k "_fp8_fp8", size, k, 1, F, F}, \
      Case{                                                                     \
          chip, "v_mfma_f32_" #size "x" #size "x" #k "_fp8_bf8", size, k, 1, F, \
          B},                                                                   \
      Case{                                                                     \
          chip, "v_mfma_f32_" #size "x" #size "x" #k "_bf8_fp8", size, k, 1, B, \
          F},                                                                   \
      Case {                                                                    \
    chip, "v_mfma_f32_" #size "x" #size "x" #k "_bf8_bf8", size, k, 1, B, B     \
  }
constexpr Case gfx942[] = {
    SINCE_GFX942("gfx942"),
    ONE("gfx942", "f32", 16, 8, "_xf32", T::F32),
    ONE("gfx942", "f32", 32, 4, "_xf32", T::F32),
    OF_EIGHT_BITS("gfx942", 32, 16, T::FP8Fnuz, T::BF8Fnuz),
    OF_EIGHT_BITS("gfx942", 16, 32, T::FP8Fnuz, T::BF8Fnuz),
};
#define MIXED(size, k, A, B)                                                   \
  Case {                                                                       \
    "gfx950", "v_mfma_f32_" #size "x" #size "x" #k "_f8f6f4", size, k, 1, A, B \
  }
constexpr Case gfx950[] = {
    SINCE_GFX942("gfx950"),
    OF_EIGHT_BITS("gfx950", 32, 16, T::FP8, T::BF8),
    OF_EIGHT_BITS("gfx950", 16, 32, T::FP8, T::BF8),
    ONE("gfx950", "f32", 32, 16, "_f16", T::F16),
    ONE("gfx950", "f32", 16, 32, "_f16", T::F16),
    ONE("gfx950", "f32", 32, 16, "_bf16", T::BF16),
    ONE("gfx950", "f32", 16, 32, "_bf16", T::BF16),
    ONE("gfx950", "i32", 32, 32, "_i8", T::I8),
    ONE("gfx950", "i32", 16, 64, "_i8", T::I8),
    MIXED(32, 64, T::FP8, T::FP8),
    MIXED(32, 64, T::BF8, T::FP8),
    MIXED(32, 64, T::FP6, T::BF6),
    MIXED(32, 64, T::FP4, T::FP4),
    MIXED(16, 128, T::FP8, T::BF8),
    MIXED(16, 128, T::BF8, T::BF8),
    MIXED(16, 128, T::BF6, T::FP6),
    MIXED(16, 128, T::FP4, T::FP4),
};
INSTANTIATE_TEST_SUITE_P(Gfx90a, Mfma, testing::ValuesIn(gfx90a));
INSTANTIATE_TEST_SUITE_P(Gfx942, Mfma, testing::ValuesIn(gfx942));
INSTANTIATE_TEST_SUITE_P(Gfx950, Mfma, testing::ValuesIn(gfx950));

// A holds code 16 m + k at k < 16, B is the unit matrix: D shows values.
TEST(MfmaOfSmallFormats, KnowsEveryCode) {
  constexpr Case cases[] = {
      {"gfx942", "v_mfma_f32_16x16x32_fp8_fp8", 16, 32, 1, T::FP8Fnuz,
       T::FP8Fnuz},
      {"gfx942", "v_mfma_f32_16x16x32_bf8_bf8", 16, 32, 1, T::BF8Fnuz,
       T::BF8Fnuz},
      {"gfx950", "v_mfma_f32_16x16x32_fp8_fp8", 16, 32, 1, T::FP8, T::FP8},
      {"gfx950", "v_mfma_f32_16x16x32_bf8_bf8", 16, 32, 1, T::BF8, T::BF8},
      {"gfx950", "v_mfma_f32_16x16x128_f8f6f4", 16, 128, 1, T::FP8, T::FP8},
      {"gfx950", "v_mfma_f32_16x16x128_f8f6f4", 16, 128, 1, T::FP6, T::FP6},
      {"gfx950", "v_mfma_f32_16x16x128_f8f6f4", 16, 128, 1, T::BF6, T::BF6},
      {"gfx950", "v_mfma_f32_16x16x128_f8f6f4", 16, 128, 1, T::FP4, T::FP4},
      {"gfx942", "v_mfma_i32_16x16x32_i8", 16, 32, 1, T::I8, T::I8},
  };
  for (const Case &test : cases) {
    unsigned codes = 1u << bitsOf(test.a);
    auto codeAt = [&](unsigned m, unsigned k) {
      return k < 16 ? (m * 16 + k) % codes : 0;
    };
    Product product(test);
    product.fill(0, test.a, [&](unsigned, unsigned m, unsigned k) {
      unsigned code = codeAt(m, k); // times 0, only numbers are 0
      return std::isfinite(decode(test.a, code)) ? code : 0;
    });
    product.fill(16, test.b, [&](unsigned, unsigned n, unsigned k) {
      return encode(test.b, k == n);
    });
    product.fillSum(0);
    ASSERT_EQ(product.machine.run(), "") << test;
    for (unsigned m = 0; m < 16; ++m)
      for (unsigned n = 0; n < 16; ++n)
        if (double value = decode(test.a, codeAt(m, n)); std::isfinite(value))
          ASSERT_EQ(product.result(0, m, n), value) << test << codeAt(m, n);
    // Infinities and NaNs, one by one.
    for (unsigned code = 0; code < codes; ++code) {
      double value = decode(test.a, code);
      if (std::isfinite(value))
        continue;
      Product special(test);
      special.fill(0, test.a, [&](unsigned, unsigned m, unsigned k) {
        return m == 3 && k == 5 ? code : 0;
      });
      special.fill(16, test.b, [&](unsigned, unsigned, unsigned) {
        return encode(test.b, 1);
      });
      special.fillSum(0);
      ASSERT_EQ(special.machine.run(), "") << test;
      double got = special.result(0, 3, 7);
      EXPECT_TRUE(got == value || (got != got && value != value))
          << test << code << " is " << got;
      EXPECT_EQ(special.result(0, 4, 7), 0);
    }
  }
}

TEST(MfmaOfSmallFormats, IntegersWrapAround) {
  for (const Case &test :
       {Case{"gfx90a", "v_mfma_i32_32x32x8i8", 32, 8, 1, T::I8, T::I8},
        Case{"gfx942", "v_mfma_i32_32x32x16_i8", 32, 16, 1, T::I8, T::I8},
        Case{"gfx950", "v_mfma_i32_32x32x32_i8", 32, 32, 1, T::I8, T::I8}}) {
    Product product(test);
    auto lowest = [](unsigned, unsigned, unsigned) { return 0x80u; };
    product.fill(0, T::I8, lowest);
    product.fill(16, T::I8, lowest);
    product.fillSum(0x7fffffff);
    ASSERT_EQ(product.machine.run(), "");
    EXPECT_EQ(product.result(0, 31, 31),
              double(int32_t(0x7fffffffu + test.k * 128 * 128)));
  }
}

// A block of 32 k times 2^(scale - 127) of its row and its column; the scale is
// the byte of a register that op_sel and op_sel_hi name.
TEST(MfmaOfSmallFormats, AreScaled) {
  for (const Case &test : {Case{"gfx950", "v_mfma_scale_f32_32x32x64_f8f6f4",
                                32, 64, 1, T::FP8, T::BF8},
                           Case{"gfx950", "v_mfma_scale_f32_16x16x128_f8f6f4",
                                16, 128, 1, T::FP8, T::FP8},
                           Case{"gfx950", "v_mfma_scale_f32_16x16x128_f8f6f4",
                                16, 128, 1, T::FP6, T::FP6},
                           Case{"gfx950", "v_mfma_scale_f32_32x32x64_f8f6f4",
                                32, 64, 1, T::FP4, T::FP4}})
    for (unsigned byte = 0; byte < 4; ++byte) {
      unsigned other = 3 - byte; // of B
      auto list = [](unsigned a, unsigned b) {
        return "[" + std::to_string(a) + "," + std::to_string(b) + ",0]";
      };
      Product product(test, ", v10, v11 op_sel:" + list(byte & 1, other & 1) +
                                " op_sel_hi:" + list(byte >> 1, other >> 1));
      auto scaleA = [](unsigned m, unsigned block) {
        return int((m * 3 + block * 5) % 9) - 4;
      };
      auto scaleB = [](unsigned n, unsigned block) {
        return int((n * 7 + block * 2) % 9) - 4;
      };
      product.fill(0, test.a, [&](unsigned, unsigned m, unsigned k) {
        return encode(test.a, valueA(0, m, k));
      });
      product.fill(16, test.b, [&](unsigned, unsigned n, unsigned k) {
        return encode(test.b, valueB(0, n, k));
      });
      product.fillSum(0.5);
      // The other bytes would be NaN.
      product.machine.setV(10, [&](unsigned lane) {
        int scale = scaleA(lane % test.size, lane / test.size);
        return ~(255u << 8 * byte) | uint32_t(127 + scale) << 8 * byte;
      });
      product.machine.setV(11, [&](unsigned lane) {
        int scale = scaleB(lane % test.size, lane / test.size);
        return ~(255u << 8 * other) | uint32_t(127 + scale) << 8 * other;
      });
      ASSERT_EQ(product.machine.run(), "") << test;
      for (unsigned m = 0; m < test.size; ++m)
        for (unsigned n = 0; n < test.size; ++n) {
          double expected = 0.5;
          for (unsigned k = 0; k < test.k; ++k)
            expected += std::ldexp(valueA(0, m, k) * valueB(0, n, k),
                                   scaleA(m, k / 32) + scaleB(n, k / 32));
          ASSERT_EQ(product.result(0, m, n), expected)
              << test << " byte " << byte << " row " << m << " column " << n;
        }
    }
}

TEST(MfmaOfSmallFormats, OfUnequalWidthsAreRefused) {
  Machine machine("gfx950",
                  "v_mfma_f32_32x32x64_f8f6f4 v[100:115], v[0:7], v[16:19], "
                  "v[40:55] blgp:4");
  for (unsigned i = 0; i < 56; ++i)
    machine.setV(i, 0);
  EXPECT_NE(machine.run().find("formats of 8 and 4 bits"), std::string::npos);
}

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
