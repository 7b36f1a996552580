// What hardware is silent about: each program below is right, and one change
// makes it wrong. The right one runs, the wrong one is reported.
#include "test/simulators/amdgpu/Machine.h"
#include <gtest/gtest.h>

using namespace hfc::sim;
using namespace hfc::sim::test;

namespace {

void expectFault(Machine &machine, const char *part) {
  std::string fault = machine.run();
  EXPECT_NE(fault.find(part), std::string::npos) << fault;
  EXPECT_NE(fault.find("kernel 'test', workgroup (0, 0, 0), wave"),
            std::string::npos)
      << fault;
}

TEST(Strict, NeedsAWaitForALoad) {
  for (bool wait : {true, false}) {
    Machine machine("gfx942",
                    std::string("global_load_dword v2, v[0:1], off\n") +
                        (wait ? "s_waitcnt vmcnt(0)\n" : "") +
                        "v_add_u32 v3, v2, v2");
    uint64_t address = machine.memory.allocate(64);
    machine.setV64(0, address);
    uint32_t seven = 7;
    memcpy(machine.memory.resolve(address, 4), &seven, 4);
    if (wait) {
      ASSERT_EQ(machine.run(), "");
      EXPECT_EQ(machine.v(3), 14u);
    } else {
      expectFault(machine, "reads v2, which is still being loaded");
    }
  }
}

TEST(Strict, CountsLoadsInOrder) {
  for (unsigned left : {1u, 2u}) {
    Machine machine("gfx942", "global_load_dword v2, v[0:1], off\n"
                              "global_load_dword v3, v[0:1], off offset:4\n"
                              "s_waitcnt vmcnt(" +
                                  std::to_string(left) + ")\nv_mov_b32 v4, v2");
    machine.setV64(0, machine.memory.allocate(64));
    if (left == 1)
      EXPECT_EQ(machine.run(), "");
    else
      expectFault(machine, "reads v2");
  }
}

TEST(Strict, ScalarLoadsFinishInAnyOrder) {
  Machine machine("gfx942", "s_load_dword s4, s[0:1], 0x0\n"
                            "s_load_dword s5, s[0:1], 0x4\n"
                            "s_waitcnt lgkmcnt(1)\n"
                            "s_add_u32 s6, s4, s4");
  machine.setS64(0, machine.memory.allocate(64));
  expectFault(machine, "reads s4, which is still being loaded");
}

TEST(Strict, StoresOfGfx11HaveACounterOfTheirOwn) {
  Machine machine("gfx1100", "global_load_b32 v2, v[0:1], off\n"
                             "s_waitcnt vmcnt(0)\n"
                             "global_store_b32 v[0:1], v2, off offset:4\n"
                             "s_waitcnt_vscnt null, 0x0");
  uint64_t address = machine.memory.allocate(64);
  machine.setV64(0, address);
  uint32_t nine = 9;
  memcpy(machine.memory.resolve(address, 4), &nine, 4);
  ASSERT_EQ(machine.run(), "");
  EXPECT_EQ(*machine.memory.resolve(address + 4, 4), 9);
}

// What becomes of registers that nobody has written: stored with the address
// in v[0:1], the result is defined, or reported.
void expectStored(const char *chip, const std::string &text, const char *fault,
                  std::function<void(Machine &)> set = nullptr) {
  bool gfx11 = std::string_view(chip).starts_with("gfx11");
  const char *store = gfx11 ? "\nglobal_store_b32 v[8:9], v4, off"
                            : "\nglobal_store_dword v[8:9], v4, off";
  Machine machine(chip, text + store);
  machine.setV64(8, machine.memory.allocate(64));
  if (set)
    set(machine);
  std::string got = machine.run();
  if (*fault)
    EXPECT_NE(got.find(fault), std::string::npos) << text << ": " << got;
  else
    EXPECT_EQ(got, "") << text;
}

TEST(Strict, FindsUninitialisedRegisters) {
  expectStored("gfx942", "v_mov_b32 v3, 0",
               "lane 0, pc 0x4: "
               "global_store_dword v[8:9], v4, "
               "off: reads v4, which was never "
               "written");
  // A sum is not an error before somebody uses it; the report names it.
  expectStored("gfx942", "v_add_u32 v4, v1, v1",
               "reads bits 0xfffffffe of v4, which 'v_add_u32_e32 v4, v1, v1' "
               "at pc 0x0 made of what was never written");
  expectStored("gfx942", "v_mov_b32 v3, v2\nv_add_u32 v4, v3, v3",
               "which 'v_mov_b32_e32 v3, v2' at pc 0x0 made");
  expectStored("gfx942", "s_add_u32 s2, s7, s7\nv_mov_b32 v4, s2",
               "which 's_add_u32 s2, s7, s7' at pc 0x0 made");
  Machine address("gfx942", "global_load_dword v2, v[0:1], off");
  expectFault(address, "reads v1, which was never written");
  Machine scalar("gfx942", "s_load_dword s4, s[0:1], 0x0");
  expectFault(scalar, "reads s1, which was never written");
  Machine partly("gfx942", "v_mov_b32 v1, 0\ns_mov_b64 exec, -1\n"
                           "v_add_u32 v2, v1, v1\nds_write_b32 v2, v1");
  partly.setExec(0xff);
  expectFault(partly, "lane 8");
}

TEST(Strict, FindsDecisionsOnUninitialisedRegisters) {
  for (const char *text :
       {"s_cmp_eq_u32 s4, 7\ns_cbranch_scc1 0", // never equal by chance
        "s_cmp_lt_u32 s4, 1\ns_cbranch_scc0 0",
        "v_cmp_eq_u32 vcc, 7, v1\ns_cbranch_vccz 0",
        "v_cmp_eq_f32 vcc, v0, v1\ns_cbranch_vccnz 0",
        "s_and_saveexec_b64 s[6:7], s[4:5]", "v_cmpx_lt_i32 v0, v1",
        "v_readfirstlane_b32 s4, v1\ns_mov_b32 exec_lo, s4"}) {
    Machine machine("gfx942", text);
    std::string fault = machine.run();
    EXPECT_NE(fault.find("never written"), std::string::npos)
        << text << ": " << fault;
  }
  Machine known("gfx942", "s_and_b32 s4, s4, 0\ns_cbranch_scc1 0\n"
                          "s_cmp_ge_u32 s5, 0\ns_cbranch_scc0 0");
  EXPECT_EQ(known.run(), "");
}

// Bits that an operation leaves out may be anything.
TEST(Strict, KnowsWhichBitsMatter) {
  auto half = [](Machine &m) { // v1 has its lower half
    m.setS(10, 0x0c000100);
    m.setS(11, 0x0c000200);
    for (auto &wave : m.group->waves) {
      wave->setDefined(1, wave->full, 0xffff);
      std::fill_n(wave->v[1], maxLanes, 0x12345678);
    }
  };
  for (
      auto [text, fault] : {
          std::pair{"v_and_b32 v4, 0xff, v1", ""},
          {"v_and_b32 v4, 0x10000, v1", "bits 0x10000 of v4"},
          {"v_bfe_u32 v4, v1, 8, 8", ""},
          {"v_bfe_u32 v4, v1, 9, 8", "bits 0x80 of v4"},
          {"v_lshlrev_b32 v4, 16, v1", ""},
          {"v_lshlrev_b32 v4, 15, v1", "bits 0x80000000 of v4"},
          {"v_cvt_f32_ubyte1 v4, v1", ""},
          {"v_cvt_f32_ubyte2 v4, v1", "of v4"},
          {"v_perm_b32 v4, v1, v1, s10", ""},
          {"v_perm_b32 v4, v1, v1, s11", "bits 0xff00 of v4"},
          {"v_mul_lo_u32 v4, v1, 0", ""},
          {"v_mul_u32_u24 v4, v1, v1", "v4"},
          {"v_add_u32 v4, v1, v1", "bits 0xfffe0000 of v4"},
          {"v_mov_b32_sdwa v4, v1 dst_sel:DWORD dst_unused:UNUSED_PAD "
           "src0_sel:BYTE_1",
           ""},
          {"v_mov_b32_sdwa v4, v1 dst_sel:DWORD dst_unused:UNUSED_PAD "
           "src0_sel:BYTE_2",
           "bits 0xff of v4"},
          {"v_mov_b32_sdwa v4, v1 dst_sel:BYTE_0 dst_unused:UNUSED_PRESERVE "
           "src0_sel:BYTE_0",
           "bits 0xffffff00 of v4"},
          {"v_pk_add_u16 v5, v1, v1\nv_and_b32 v4, 0xffff, v5", ""},
          {"v_pk_add_f16 v5, v1, v1\nv_lshrrev_b32 v4, 16, v5", "of v4"},
          {"v_cvt_f32_f16 v4, v1", ""},
          {"v_cvt_f32_f16_sdwa v4, v1 dst_sel:DWORD dst_unused:UNUSED_PAD "
           "src0_sel:WORD_1",
           "of v4"},
          {"v_cmp_lt_u32 vcc, 0x7fff, v1\ns_nop 1\nv_cndmask_b32 v4, 0, 1, vcc",
           "bits 0x1 of v4"},
          {"v_cmp_gt_u16 vcc, 0x7fff, v1\ns_nop 1\nv_cndmask_b32 v4, 0, 1, vcc",
           ""},
          {"s_mov_b64 vcc, 0\nv_cndmask_b32 v4, 0, v1, vcc", ""},
          {"s_mov_b64 vcc, 1\nv_cndmask_b32 v4, 0, v1, vcc", "lane 0, pc 0x"},
          {"v_lshlrev_b64 v[4:5], 32, v[0:1]", ""},
          {"v_lshrrev_b64 v[4:5], 32, v[0:1]", "bits 0xffff0000 of v4"},
          {"v_mad_u64_u32 v[4:5], vcc, 3, 5, v[0:1]", ""},
          {"v_mad_u64_u32 v[4:5], vcc, 3, 5, v[2:3]", "v4, which"},
          {"v_xor_b32 v4, v1, v1", ""},
          {"v_mov_b32_dpp v4, v1 quad_perm:[0,0,0,0] row_mask:0xf "
           "bank_mask:0xf",
           "bits 0xffff0000 of v4"},
      })
    expectStored("gfx942", text, fault, half);
  // Operations of gfx11 leave the other half as it was.
  expectStored("gfx1100", "v_mov_b16_e32 v2.l, 7\nv_and_b32_e32 v4, 0xff, v2",
               "");
  expectStored("gfx1100", "v_add_f16_e32 v2.l, 1.0, v1.l\nv_mov_b32 v4, v2",
               "bits 0xffff0000 of v4", half);
  expectStored("gfx1100",
               "v_add_f16_e32 v2.l, 1.0, v1.l\nv_add_f16_e32 v2.h, 1.0, v1.l\n"
               "v_mov_b32 v4, v2",
               "", half);
  expectStored("gfx1100", "v_dual_mov_b32 v4, v1 :: v_dual_mov_b32 v5, v8",
               "bits 0xffff0000 of v4", half);
  expectStored("gfx1100", "v_dual_mov_b32 v4, v8 :: v_dual_mov_b32 v5, v1", "",
               half);
}

TEST(Strict, MatricesPassOnWhichRowsAreUndefined) {
  // One lane of A is a row of D: 16 lanes of one register group.
  for (unsigned undefinedLane : {16u, 0u}) {
    Machine machine("gfx942", "v_mfma_f32_16x16x16_f16 v[4:7], v[0:1], "
                              "v[2:3], 0\ns_nop 15\nv_mov_b32 v10, v4");
    for (unsigned i = 0; i < 4; ++i)
      machine.setF(i, 1);
    machine.wave().defined[0] &= ~(1ull << undefinedLane);
    ASSERT_EQ(machine.run(), "");
    // Row 0 of D is lanes 0 to 15 of v4, and its k come from lanes 0, 16, 32
    // and 48 of A: both make it undefined, all of the others are defined.
    EXPECT_EQ(machine.wave().defined[10], ~0xffffull);
    EXPECT_EQ(machine.wave().defined[5], ~0ull);
  }
}

TEST(Strict, FindsAddressesOutside) {
  for (auto [offset, part] : {std::pair{60, ""},
                              std::pair{58, ""},
                              {57, ""}, // the ABI's mode for global memory
                              std::pair{64, "outside all allocations"},
                              std::pair{-4, "outside all allocations"}}) {
    Machine machine("gfx942", "global_load_dword v2, v[0:1], off offset:" +
                                  std::to_string(offset));
    machine.setV64(0, machine.memory.allocate(64));
    if (*part)
      expectFault(machine, part);
    else
      EXPECT_EQ(machine.run(), "");
  }
  Machine end("gfx942", "global_load_dwordx2 v[2:3], v[0:1], off offset:60");
  end.setV64(0, end.memory.allocate(64));
  expectFault(end, "past the end of an allocation of 64 bytes");
}

TEST(Strict, BuffersReadZeroPastTheirEnd) {
  Machine machine("gfx942", "buffer_load_dwordx2 v[2:3], v0, s[0:3], 0 offen\n"
                            "s_waitcnt vmcnt(0)");
  uint64_t address = machine.memory.allocate(64);
  memset(machine.memory.resolve(address, 64), 1, 64);
  machine.setS64(0, address);
  machine.setS(2, 32);
  machine.setS(3, 0x00027000);
  machine.setV(0, [](unsigned lane) { return lane * 4; });
  ASSERT_EQ(machine.run(), "");
  EXPECT_EQ(machine.v(2, 6), 0x01010101u);
  EXPECT_EQ(machine.v(3, 6), 0x01010101u);
  EXPECT_EQ(machine.v(2, 7), 0x01010101u);
  EXPECT_EQ(machine.v(3, 7), 0u);
  EXPECT_EQ(machine.v(2, 8), 0u);
}

// Every wave writes its own dwords, then reads those of the other wave.
std::string exchange(const char *wait, const char *barrier) {
  return std::string("v_lshlrev_b32 v1, 2, v0\n"
                     "v_xor_b32 v2, 0x100, v1\n"
                     "ds_write_b32 v1, v0\n") +
         wait + barrier + "ds_read_b32 v3, v2\ns_waitcnt lgkmcnt(0)";
}
const char *const waitLds = "s_waitcnt lgkmcnt(0)\n", *const meet =
                                                          "s_barrier\n";

TEST(Strict, FindsRacesInLds) {
  Machine right("gfx942", exchange(waitLds, meet), 128);
  ASSERT_EQ(right.run(), "");
  EXPECT_EQ(right.v(3, 5), 69u);
  Machine noBarrier("gfx942", exchange(waitLds, ""), 128);
  expectFault(noBarrier, "LDS that nobody has written");
  Machine noWait("gfx942", exchange("", meet), 128);
  expectFault(noWait, "reads LDS that another wave writes, with no barrier "
                      "between: address 0x100, wave 1");
  // A write after the read needs a barrier too.
  Machine again("gfx942", exchange(waitLds, meet) + "\nds_write_b32 v1, v0",
                128);
  expectFault(again, "LDS that another wave writes, with no barrier between");
}

TEST(Strict, FindsLdsOutsideTheWorkgroup) {
  Machine machine("gfx942", "ds_write_b32 v0, v0 offset:4096");
  expectFault(machine, "LDS at 0x1000, the workgroup has 0x1000 bytes");
  Machine unaligned("gfx942", "ds_write_b32 v1, v0");
  unaligned.setV(1, 2);
  expectFault(unaligned, "LDS at 0x2, which is not aligned to 4");
}

TEST(Strict, FindsDivergenceAtABarrier) {
  // The second wave skips the barrier.
  Machine machine("gfx942",
                  "v_readfirstlane_b32 s0, v0\n"
                  "s_cmp_lg_u32 s0, 0\n"
                  "s_cbranch_scc1 1\n"
                  "s_barrier",
                  128);
  expectFault(machine, "wave 1 ended without coming to this barrier");
}

TEST(Strict, FindsMatrixResultsUsedTooEarly) {
  struct Case {
    const char *chip, *name;
    unsigned nops;
  };
  // Passes + 3 wait states: 4 passes on gfx942, 8 on gfx90a.
  for (Case test : {Case{"gfx942", "v_mfma_f32_16x16x16_f16", 7},
                    Case{"gfx90a", "v_mfma_f32_16x16x16f16", 11}})
    for (unsigned states : {test.nops, test.nops - 1}) {
      Machine machine(test.chip, std::string(test.name) +
                                     " v[8:11], v[0:1], v[2:3], 0\ns_nop " +
                                     std::to_string(states - 1) +
                                     "\nv_add_f32 v4, v8, v8");
      for (unsigned i = 0; i < 4; ++i)
        machine.setV(i, 0);
      if (states == test.nops)
        EXPECT_EQ(machine.run(), "") << test.chip;
      else
        expectFault(machine, "reads v8");
    }
}

TEST(Strict, FindsAWmmaThatReadsTheOneBeforeIt) {
  for (const char *between : {"v_nop\n", "s_nop 0\n"}) {
    Machine machine("gfx1100",
                    std::string("v_wmma_f32_16x16x16_f16 v[16:23], v[0:7], "
                                "v[8:15], v[16:23]\n") +
                        between +
                        "v_wmma_f32_16x16x16_f16 v[24:31], v[16:23], v[8:15], "
                        "v[24:31]\n");
    for (unsigned i = 0; i < 32; ++i)
      machine.setV(i, 0);
    if (*between == 'v')
      EXPECT_EQ(machine.run(), "");
    else
      expectFault(machine, "reads v16, the result of the WMMA before it");
  }
  // Summing on is forwarded.
  Machine sums("gfx1100",
               "v_wmma_f32_16x16x16_f16 v[16:23], v[0:7], v[8:15], v[16:23]\n"
               "v_wmma_f32_16x16x16_f16 v[16:23], v[0:7], v[8:15], v[16:23]");
  for (unsigned i = 0; i < 24; ++i)
    sums.setV(i, 0);
  EXPECT_EQ(sums.run(), "");
}

TEST(Strict, FindsScalarsOfTheVectorUnitUsedTooEarlyByMemory) {
  for (unsigned states : {4u, 5u}) {
    Machine machine("gfx942",
                    "v_readfirstlane_b32 s2, v2\nv_readfirstlane_b32 s3, v3\n"
                    "s_nop " +
                        std::to_string(states - 1) +
                        "\nglobal_load_dword v4, v0, s[2:3]");
    machine.setV(0, 0);
    machine.setV64(2, machine.memory.allocate(64));
    if (states == 5)
      EXPECT_EQ(machine.run(), "");
    else
      expectFault(machine, "memory reads s3 4 wait states after");
  }
}

// Wait states that LLVM and the ISA guides ask for on gfx9: enough, one less.
TEST(Strict, FindsVectorRegistersUsedTooEarly) {
  struct Case {
    const char *chip, *first, *second;
    unsigned states;
    const char *fault;
  };
  for (Case test : {
           Case{"gfx90a", "v_mov_b32 v4, v0",
                "v_mov_b32_dpp v5, v4 row_shl:1 row_mask:0xf bank_mask:0xf", 2,
                "reads v4"},
           {"gfx942", "v_cmpx_le_u32 v0, v0",
            "v_mov_b32_dpp v5, v0 row_shl:1 row_mask:0xf bank_mask:0xf", 5,
            "needs EXEC"},
           {"gfx90a", "v_mov_b32 v4, v0",
            "v_mfma_f32_32x32x8f16 v[16:31], v[4:5], v[0:1], 0", 2, "reads v4"},
           {"gfx942", "v_cmpx_le_u32 v0, v0",
            "v_mfma_f32_32x32x8_f16 v[16:31], v[4:5], v[0:1], 0", 4,
            "needs EXEC"},
           {"gfx942", "v_exp_f32 v4, v0", "v_mov_b32 v5, v4", 1, "reads v4"},
           {"gfx942",
            "v_add_u16_sdwa v4, v0, v0 dst_sel:WORD_1 "
            "dst_unused:UNUSED_PAD",
            "v_mov_b32 v5, v4", 1, "reads v4"},
           {"gfx942", "v_cmp_eq_u32 vcc, v0, v1",
            "v_cndmask_b32 v5, v0, v1, vcc", 2, "reads s106"},
           {"gfx942", "v_mov_b32 v4, v0", "v_readfirstlane_b32 s4, v4", 1,
            "reads v4"},
           {"gfx950", "v_mov_b32 v4, v0", "v_permlane32_swap_b32 v4, v5", 2,
            "reads v4"},
           {"gfx90a", "global_store_dwordx4 v[8:9], v[4:7], off",
            "v_mov_b32 v6, 0", 1, "writes v6"},
           {"gfx942", "global_store_dwordx3 v[8:9], v[4:6], off",
            "v_mov_b32 v6, 0", 2, "writes v6"},
       })
    for (bool enough : {true, false}) {
      unsigned nops = enough ? test.states : test.states - 1;
      std::string text = std::string(test.first) + "\n";
      if (nops)
        text += "s_nop " + std::to_string(nops - 1) + "\n";
      Machine machine(test.chip, text + test.second);
      for (unsigned i : {0u, 1u, 4u, 5u, 6u, 7u})
        machine.setV(i, 1);
      machine.setV64(8, machine.memory.allocate(64));
      if (enough)
        EXPECT_EQ(machine.run(), "");
      else
        expectFault(machine, test.fault);
    }
  // Exponentials among themselves, registers of short stores, gfx90a's
  // forwarding: no wait.
  for (auto [chip, text] :
       {std::pair{"gfx942", "v_exp_f32 v4, v0\nv_log_f32 v5, v4"},
        {"gfx90a", "v_exp_f32 v4, v0\nv_mov_b32 v5, v4"},
        {"gfx942", "global_store_dwordx2 v[8:9], v[4:5], off\nv_mov_b32 v4, 0"},
        {"gfx90a", "v_cmp_eq_u32 vcc, v0, v0\nv_cndmask_b32 v5, v0, v0, vcc"},
        {"gfx942", "s_mov_b64 vcc, 0\nv_cndmask_b32 v5, v0, v0, vcc"}}) {
    Machine machine(chip, text);
    for (unsigned i : {0u, 4u, 5u})
      machine.setV(i, 1);
    machine.setV64(8, machine.memory.allocate(64));
    EXPECT_EQ(machine.run(), "") << text;
  }
}

// What is right, and the fault where it is left out.
struct Gfx11Case {
  const char *chip, *before, *between, *after, *fault;
};
TEST(Strict, KnowsWhatVectorHardwareForgets) {
  const char *trans = "of v_exp's kind wrote it";
  const char *moves = "v_mov_b32 v10, 0\nv_mov_b32 v11, 0\nv_mov_b32 v12, 0\n"
                      "v_mov_b32 v13, 0\nv_mov_b32 v14, 0\n";
  std::string six = std::string(moves) + "v_mov_b32 v15, 0\n";
  std::string five = std::string(moves) + "s_mov_b32 s9, 0\ns_nop 7\n";
  const Gfx11Case cases[] = {
      {"gfx1100", "v_exp_f32 v1, v0\n", "s_waitcnt_depctr 0xfff\n",
       "v_add_f32 v2, v1, v1", trans},
      {"gfx1100", "v_exp_f32 v1, v0\n", "s_waitcnt_depctr depctr_va_vdst(0)\n",
       "v_exp_f32 v2, v1", trans},
      {"gfx1100", "v_exp_f32 v1, v0\n", six.c_str(), "v_add_f32 v2, v1, v1",
       nullptr},
      {"gfx1100", "v_exp_f32 v1, v0\n", five.c_str(), "v_mov_b32 v2, v3",
       nullptr},
      {"gfx1100", "v_exp_f32 v1, v0\n",
       "v_exp_f32 v10, v0\nv_exp_f32 v11, v0\n", "v_add_f32 v2, v1, v1", trans},
      {"gfx1100", "v_exp_f32 v1, v0\n", "ds_store_b32 v3, v0\n",
       "v_fmac_f32 v1, v0, v0", trans},
      {"gfx1100", "v_exp_f32 v1, v0\n", "v_mov_b32 v1, 0\n",
       "v_add_f32 v2, v1, v1", trans},
      {"gfx1100", "v_exp_f32 v1, v0\n", "s_waitcnt_depctr 0xfff\n",
       "v_dual_mov_b32 v2, v3 :: v_dual_add_f32 v5, v1, v0", trans},
      {"gfx1100", "v_cmpx_eq_u32 v0, v0\n", "v_mov_b32 v10, 0\n",
       "v_permlanex16_b32 v2, v0, s4, s5", "after v_cmpx"},
      {"gfx1100", "", "", "v_mad_u64_u32 v[6:7], s4, v0, v1, v[2:3]", nullptr},
      {"gfx90a", "", "", "v_lshlrev_b64 v[0:1], v3, v[4:5]", nullptr},
  };
  for (const Gfx11Case &test : cases)
    for (bool right : {true, false}) {
      if (!right && !test.fault)
        continue;
      std::string text = std::string(test.before) +
                         (right ? test.between : "v_nop\n") + test.after;
      Machine machine(test.chip, text);
      for (unsigned i = 0; i < 16; ++i)
        machine.setV(i, 0);
      machine.setS64(4, 0);
      if (right)
        EXPECT_EQ(machine.run(), "") << text;
      else
        expectFault(machine, test.fault);
    }
  for (unsigned moved = 0; moved < 6; ++moved) { // up to five are too few
    std::string text = "v_exp_f32 v1, v0\n";
    for (unsigned i = 0; i < moved; ++i)
      text += "v_mov_b32 v1" + std::to_string(i) + ", 0\n";
    Machine machine("gfx1100", text + "v_add_f32 v2, v1, v1");
    machine.setV(0, 0);
    expectFault(machine, trans);
  }
  Machine mad("gfx1100", "v_mad_u64_u32 v[2:3], s4, v0, v1, v[2:3]");
  for (unsigned i = 0; i < 4; ++i)
    mad.setV(i, 0);
  expectFault(mad, "overwrites v2, which it reads");
  // The addend's upper word is nobody's where its sum is of 32 bits.
  Machine low("gfx1100", "v_mad_u64_u32 v[3:4], s4, v0, v1, v[2:3]");
  for (unsigned i = 0; i < 4; ++i)
    low.setV(i, 0);
  EXPECT_EQ(low.run(), "");
  Machine shift("gfx90a", "v_lshlrev_b64 v[0:1], v255, v[4:5]");
  for (unsigned i : {4u, 5u, 255u})
    shift.setV(i, 0);
  expectFault(shift, "shifts by v255, the last register of the kernel");
}

TEST(Strict, NamesWhatItDoesNotKnow) {
  Machine machine("gfx942", "v_cvt_sr_fp8_f32 v0, v1, v2");
  machine.setV(1, 0);
  machine.setV(2, 0);
  expectFault(machine, "unknown instruction 'v_cvt_sr_fp8_f32', bytes ");
  Machine sparse("gfx942", // no kernel uses these
                 "v_smfmac_f32_16x16x32_f16 v[8:11], v[2:3], v[4:7], v1");
  expectFault(sparse, "unknown instruction 'v_smfmac_f32_16x16x32_f16'");
  for (const char *bits : {"4, 2), 1", "23, 1), 1"}) { // MODE
    Machine mode("gfx942",
                 std::string("s_setreg_imm32_b32 hwreg(HW_REG_MODE, ") + bits);
    expectFault(mode, "MODE 0x");
  }
  Machine trap("gfx942", "s_trap 2");
  expectFault(trap, "a trap");
  Machine beyond("gfx942", "s_branch 100");
  expectFault(beyond, "control leaves the kernel");
}
} // namespace
