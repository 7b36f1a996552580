// Estimates of cycles: figures of the chip table against data sheets, the trace
// of small programs against sums made by hand.
#include "simulators/amdgpu/cycles/Replay.h"
#include "test/simulators/amdgpu/Machine.h"
#include <gtest/gtest.h>

using namespace hfc::sim;
using namespace hfc::sim::test;

namespace {

// Data sheets: dense TFLOPS, two operations a multiply-add.
TEST(Timing, GivesThePeaksOfTheDataSheets) {
  struct Case {
    const char *chip;
    unsigned Timing::*rate;
    double tflops;
  };
  for (Case test : {Case{"gfx90a", &Timing::half, 181.0},
                    {"gfx90a", &Timing::f64, 45.3},
                    {"gfx942", &Timing::half, 1307.4},
                    {"gfx942", &Timing::fp8, 2614.9},
                    {"gfx942", &Timing::f32, 163.4},
                    {"gfx950", &Timing::half, 2306.9},
                    {"gfx950", &Timing::i8, 4613.7},
                    {"gfx950", &Timing::small, 9227.5},
                    {"gfx950", &Timing::f64, 72.1},
                    {"gfx1100", &Timing::half, 122.8},
                    {"gfx1100", &Timing::small, 245.7}}) {
    const Chip &chip = *findChip(test.chip);
    const Timing &timing = timingOf(chip);
    double tflops = 2.0 * (timing.*test.rate) * chip.simds * chip.computeUnits *
                    timing.clock * 1e-6;
    EXPECT_NEAR(tflops, test.tflops, test.tflops * 2e-3) << test.chip;
  }
}

// `body` is so many dwords; ten turns.
std::string loopOf(const std::string &body, unsigned dwords) {
  return "s_mov_b32 s0, 0\n" + body +
         "s_add_u32 s0, s0, 1\ns_cmp_lt_u32 s0, 10\ns_cbranch_scc1 " +
         std::to_string(65536 - dwords - 3) + "\n";
}

Estimate estimateOf(Machine &machine) {
  EXPECT_EQ(machine.run(), "");
  return estimate(machine.kernel, machine.trace, 1, 0);
}

TEST(Cycles, MatrixInstructionsFillTheirUnit) {
  struct Case {
    const char *chip, *instruction;
    unsigned cycles;
  };
  // A wave a SIMD, four instructions a turn, none waits for another.
  for (Case test :
       {Case{"gfx90a", "v_mfma_f32_32x32x8f16 v[%:%], v[0:1], v[2:3], 0", 64},
        Case{"gfx942", "v_mfma_f32_32x32x8_f16 v[%:%], v[0:1], v[2:3], 0", 32},
        Case{"gfx950", "v_mfma_f32_32x32x16_f16 v[%:%], v[0:3], v[4:7], 0",
             32}}) {
    std::string body;
    for (unsigned i = 0; i < 4; ++i) {
      std::string line = test.instruction;
      line.replace(line.find('%'), 1, std::to_string(16 + 16 * i));
      line.replace(line.find('%'), 1, std::to_string(31 + 16 * i));
      body += line + "\n";
    }
    Machine machine(test.chip, loopOf(body, 8), 256);
    for (unsigned i = 0; i < 8; ++i)
      machine.setV(i, 0);
    Estimate made = estimateOf(machine);
    EXPECT_EQ(made.loop.turns, 10u);
    EXPECT_EQ(made.loop.instructions, 7);
    EXPECT_EQ(made.loop.matrix, 4 * test.cycles) << test.chip;
    EXPECT_GE(made.cycles, 39 * test.cycles);
    EXPECT_LE(made.cycles, 40 * test.cycles + 64);
    EXPECT_GT(made.busyShare, 0.9) << test.chip;
    EXPECT_LE(made.busyShare, 1.02);
  }
}

TEST(Cycles, AHalfRateInstructionIsHalfThePeak) {
  std::string body;
  for (unsigned i = 0; i < 4; ++i)
    body += "v_mfma_f32_32x32x8_f16 v[" + std::to_string(16 + 16 * i) + ":" +
            std::to_string(31 + 16 * i) + "], v[0:1], v[2:3], 0\n";
  Machine machine("gfx950", loopOf(body, 8), 256);
  for (unsigned i = 0; i < 4; ++i)
    machine.setV(i, 0);
  EXPECT_NEAR(estimateOf(machine).busyShare, 0.5, 0.03);
}

TEST(Cycles, MeasureLoadsToTheirWaits) {
  // 4 v_nop of 4 cycles and the issue of the load lie between.
  std::string nops = "v_nop\nv_nop\nv_nop\nv_nop\n";
  Machine machine(
      "gfx942",
      "ds_write_b32 v0, v0\ns_waitcnt lgkmcnt(0)\n" +
          loopOf("ds_read_b32 v1, v0\n" + nops + "s_waitcnt lgkmcnt(0)\n", 7),
      64);
  machine.setV(0, [](unsigned lane) { return lane * 4; });
  Estimate made = estimateOf(machine);
  EXPECT_EQ(made.lds.count, 10u);
  EXPECT_EQ(made.lds.least, 20u);
  EXPECT_EQ(made.lds.median, 20u);
  EXPECT_EQ(made.lds.late, 10u); // the latency is 128
  EXPECT_EQ(made.loop.lds, 2);   // 64 lanes of 4 bytes, 128 a cycle
  EXPECT_GE(made.stalled, 10 * (128u - 20u));
}

TEST(Cycles, CountLinesOfMemory) {
  for (auto [stride, l1, lines] :
       {std::tuple{16u, 16u, 8u}, {128u, 64u, 64u}, {0u, 16u, 1u}}) {
    Machine machine("gfx942", "global_load_dwordx4 v[4:7], v0, s[2:3]\n"
                              "global_load_dwordx4 v[8:11], v0, s[2:3]\n"
                              "s_waitcnt vmcnt(0)");
    machine.setS64(2, machine.memory.allocate(8192));
    machine.setV(0, [=](unsigned lane) { return lane * stride; });
    ASSERT_EQ(machine.run(), "");
    const std::vector<Step> &steps = machine.trace.waves[0].steps;
    EXPECT_EQ(steps[0].l1, l1) << stride;
    EXPECT_EQ(steps[0].lines, lines) << stride;
    EXPECT_EQ(steps[1].lines, 0) << stride; // the L1 has them
  }
}

TEST(Cycles, WorkgroupsShareTheChip) {
  Machine machine(
      "gfx942",
      loopOf("v_mfma_f32_32x32x8_f16 v[16:31], v[0:1], v[2:3], 0\n", 2), 256);
  for (unsigned i = 0; i < 4; ++i)
    machine.setV(i, 0);
  ASSERT_EQ(machine.run(), "");
  Estimate one = estimate(machine.kernel, machine.trace, 304, 0);
  Estimate more = estimate(machine.kernel, machine.trace, 305, 0);
  EXPECT_NEAR(double(more.cycles) / double(one.cycles), 2, 0.1);
  EXPECT_NEAR(one.machineShare, one.busyShare, 1e-9);
  EXPECT_NEAR(more.machineShare, more.busyShare * 305 / 608, 1e-9);
}
} // namespace
