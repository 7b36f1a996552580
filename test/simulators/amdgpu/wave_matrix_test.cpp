// WMMA of gfx11: a lane holds a whole row of A or column of B, lanes 16 to 31
// repeat the others; D has column l % 16 in lane l, register v holds row 2 v +
// l / 16. RDNA3 ISA, 7.9: neg_lo and neg_hi negate even and odd elements of
// floats, neg_lo of integers says that an operand is signed, clamp saturates.
#include "test/simulators/amdgpu/Machine.h"
#include "test/simulators/amdgpu/SmallNumbers.h"
#include <algorithm>
#include <gtest/gtest.h>

using namespace hfc::sim::test;

namespace {

void fill(Machine &machine, unsigned first, unsigned bits,
          const std::function<uint64_t(unsigned, unsigned)> &code) {
  for (unsigned word = 0; word < bits / 2; ++word)
    machine.setV(first + word, [&](unsigned lane) {
      uint32_t out = 0;
      for (unsigned at = 0; at < 32; at += bits)
        out |= uint32_t(code(lane % 16, (word * 32 + at) / bits)) << at;
      return out;
    });
}

std::string instruction(const std::string &type, unsigned bits,
                        const std::string &end) {
  auto range = [](unsigned first, unsigned count) {
    return "v[" + std::to_string(first) + ":" +
           std::to_string(first + count - 1) + "]";
  };
  return "v_wmma_" + type + " v[100:107], " + range(0, bits / 2) + ", " +
         range(16, bits / 2) + ", v[40:47]" + end;
}

int valueA(unsigned m, unsigned k) { return int((m * 5 + k * 3) % 7) - 3; }
int valueB(unsigned n, unsigned k) { return int((n * 3 + k * 5) % 7) - 3; }

// Signs by operand: bit 0 A, 1 B, 2 C.
int expected(unsigned m, unsigned n, unsigned low, unsigned high, int sum) {
  if (high & 4)
    sum = std::abs(sum);
  if (low & 4)
    sum = -sum;
  for (unsigned k = 0; k < 16; ++k) {
    unsigned flips = k % 2 ? high : low;
    int product = valueA(m, k) * valueB(n, k);
    sum += (flips & 1) != (flips >> 1 & 1) ? -product : product;
  }
  return sum;
}
std::string signs(unsigned low, unsigned high) {
  auto list = [](unsigned bits) {
    return "[" + std::to_string(bits & 1) + "," +
           std::to_string(bits >> 1 & 1) + "," + std::to_string(bits >> 2) +
           "]";
  };
  return " neg_lo:" + list(low) + " neg_hi:" + list(high);
}

TEST(Wmma, SumsInSinglePrecision) {
  for (Type type : {Type::F16, Type::BF16})
    for (auto [low, high] : {std::pair{0u, 0u},
                             {1u, 0u},
                             {0u, 1u},
                             {2u, 0u},
                             {0u, 2u},
                             {4u, 0u},
                             {0u, 4u},
                             {7u, 5u}}) {
      Machine machine("gfx1100",
                      instruction(type == Type::F16 ? "f32_16x16x16_f16"
                                                    : "f32_16x16x16_bf16",
                                  16, signs(low, high)));
      machine.setExec(1); // all lanes take part all the same
      fill(machine, 0, 16,
           [&](unsigned m, unsigned k) { return encode(type, valueA(m, k)); });
      fill(machine, 16, 16,
           [&](unsigned n, unsigned k) { return encode(type, valueB(n, k)); });
      for (unsigned i = 0; i < 8; ++i)
        machine.setF(40 + i, -10);
      ASSERT_EQ(machine.run(), "");
      for (unsigned m = 0; m < 16; ++m)
        for (unsigned n = 0; n < 16; ++n)
          ASSERT_EQ(machine.f(100 + m / 2, m % 2 * 16 + n),
                    expected(m, n, low, high, -10))
              << low << high << " row " << m << " column " << n;
    }
}

// Sums of the type of the elements are in the half that op_sel names; the other
// half stays.
TEST(Wmma, SumsInHalfPrecision) {
  for (Type type : {Type::F16, Type::BF16})
    for (bool upper : {false, true}) {
      Machine machine("gfx1100",
                      instruction(type == Type::F16 ? "f16_16x16x16_f16"
                                                    : "bf16_16x16x16_bf16",
                                  16, upper ? " op_sel:[0,0,1]" : ""));
      fill(machine, 0, 16,
           [&](unsigned m, unsigned k) { return encode(type, valueA(m, k)); });
      fill(machine, 16, 16,
           [&](unsigned n, unsigned k) { return encode(type, valueB(n, k)); });
      unsigned shift = upper ? 16 : 0;
      for (unsigned i = 0; i < 8; ++i) {
        machine.setV(40 + i, uint32_t(encode(type, 3)) << shift);
        machine.setV(100 + i, 0x12345678);
      }
      ASSERT_EQ(machine.run(), "");
      for (unsigned m = 0; m < 16; ++m)
        for (unsigned n = 0; n < 16; ++n) {
          uint32_t word = machine.v(100 + m / 2, m % 2 * 16 + n);
          ASSERT_EQ(decode(type, word >> shift & 0xffff),
                    expected(m, n, 0, 0, 3));
          EXPECT_EQ(word >> (16 - shift) & 0xffff, upper ? 0x5678u : 0x1234u);
        }
    }
}

TEST(Wmma, MultipliesIntegers) {
  for (unsigned bits : {8u, 4u})
    for (unsigned isSigned = 0; isSigned < 4; ++isSigned)
      for (bool clamp : {false, true})
        for (int32_t start : {10, INT32_MAX - 3, INT32_MIN + 3}) {
          std::string list = " neg_lo:[" + std::to_string(isSigned & 1) + "," +
                             std::to_string(isSigned >> 1) + ",0]";
          Machine machine(
              "gfx1100",
              instruction("i32_16x16x16_iu" + std::to_string(bits), bits,
                          (isSigned ? list : "") + (clamp ? " clamp" : "")));
          auto codeA = [&](unsigned m, unsigned k) {
            return (m * 37 + k * 91 + 5) & ((1u << bits) - 1);
          };
          auto codeB = [&](unsigned n, unsigned k) {
            return (n * 53 + k * 29 + 9) & ((1u << bits) - 1);
          };
          fill(machine, 0, bits, codeA);
          fill(machine, 16, bits, codeB);
          for (unsigned i = 0; i < 8; ++i)
            machine.setV(40 + i, uint32_t(start));
          ASSERT_EQ(machine.run(), "");
          auto number = [&](unsigned code, bool withSign) {
            bool negative = withSign && code >> (bits - 1);
            return int64_t(code) - (negative ? 1 << bits : 0);
          };
          for (unsigned m = 0; m < 16; ++m)
            for (unsigned n = 0; n < 16; ++n) {
              int64_t sum = start;
              for (unsigned k = 0; k < 16; ++k)
                sum += number(codeA(m, k), isSigned & 1) *
                       number(codeB(n, k), isSigned & 2);
              if (clamp)
                sum = std::clamp<int64_t>(sum, INT32_MIN, INT32_MAX);
              ASSERT_EQ(int32_t(machine.v(100 + m / 2, m % 2 * 16 + n)),
                        int32_t(sum))
                  << bits << " bits, signs " << isSigned << " row " << m
                  << " column " << n;
            }
        }
}

TEST(Wmma, WantsBothHalvesOfAWaveEqual) {
  Machine machine("gfx1100", instruction("i32_16x16x16_iu8", 8, ""));
  for (unsigned i = 0; i < 48; ++i)
    machine.setV(i, 0);
  machine.setV(17, [](unsigned lane) { return lane == 20; });
  EXPECT_NE(machine.run().find("v17 differs from lane 4"), std::string::npos);
}
} // namespace
