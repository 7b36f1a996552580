// Code objects: loaded, launched, and damaged in every
// byte that a loader reads.
#include "simulators/amdgpu/CodeObject.h"
#include "simulators/amdgpu/Decoder.h"
#include "simulators/amdgpu/Launch.h"
#include <cstring>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>

using namespace hfc::sim;

namespace {

std::vector<uint8_t> readKernels(const std::string &chip) {
  std::ifstream file(std::string(HFC_TEST_KERNELS_FOLDER) + "/" + chip +
                         ".hsaco",
                     std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

class CodeObjects : public testing::TestWithParam<const char *> {};

TEST_P(CodeObjects, Run) {
  const Chip &chip = *findChip(GetParam());
  Memory memory(1 << 24);
  std::string error;
  std::vector<uint8_t> file = readKernels(chip.name);
  auto code = CodeObject::load(file, chip, memory, error);
  ASSERT_TRUE(code) << error;
  constexpr unsigned n = 1000;
  uint64_t a = memory.allocate(4 * n), b = memory.allocate(4 * n),
           c = memory.allocate(4 * n);
  auto floats = [&](uint64_t address) {
    return reinterpret_cast<float *>(memory.resolve(address, 4 * n));
  };
  for (unsigned i = 0; i < n; ++i) {
    floats(a)[i] = float(i);
    floats(b)[i] = 0.5f;
  }
  struct {
    uint64_t a, b, c;
    int32_t n;
  } arguments{a, b, c, n};
  LaunchRequest request;
  request.kernel = code->find("add");
  ASSERT_TRUE(request.kernel);
  request.grid[0] = (n + 63) / 64;
  request.block[0] = 64;
  request.arguments = {reinterpret_cast<const uint8_t *>(&arguments), 28};
  Counters counters;
  EXPECT_EQ(launch(request, chip, memory, 2, counters, error),
            LaunchResult::Done)
      << error;
  for (unsigned i = 0; i < n; ++i)
    ASSERT_EQ(floats(c)[i], float(i) + 0.5f);
  EXPECT_EQ(counters.waves, 16u * (64 / chip.waveSize));
  EXPECT_EQ(counters.globalRead, 8u * n);
  EXPECT_EQ(counters.globalWritten, 4u * n);

  // One element too far is found, whoever runs first.
  arguments.n = n + 1;
  EXPECT_EQ(launch(request, chip, memory, 2, counters, error),
            LaunchResult::Fault);
  EXPECT_NE(error.find("kernel 'add', workgroup (15, 0, 0)"), error.npos)
      << error;
  EXPECT_NE(error.find("outside all allocations"), error.npos) << error;

  // What cannot be launched.
  request.block[0] = 128;
  EXPECT_EQ(launch(request, chip, memory, 2, counters, error),
            LaunchResult::BadRequest);
  request.block[0] = 64;
  request.dynamicGroupBytes = chip.ldsBytes + 1;
  EXPECT_EQ(launch(request, chip, memory, 2, counters, error),
            LaunchResult::BadRequest);
  request.dynamicGroupBytes = 0;
  request.arguments = request.arguments.first(24);
  EXPECT_EQ(launch(request, chip, memory, 2, counters, error),
            LaunchResult::BadRequest);
}

TEST_P(CodeObjects, SumsThroughLds) {
  const Chip &chip = *findChip(GetParam());
  Memory memory(1 << 24);
  std::string error;
  std::vector<uint8_t> file = readKernels(chip.name);
  auto code = CodeObject::load(file, chip, memory, error);
  ASSERT_TRUE(code) << error;
  uint64_t arguments[] = {memory.allocate(512), memory.allocate(8)};
  auto *values = reinterpret_cast<int32_t *>(memory.resolve(arguments[0], 512));
  for (int i = 0; i < 128; ++i)
    values[i] = i;
  LaunchRequest request;
  request.kernel = code->find("sum");
  request.grid[0] = 2;
  request.block[0] = 64;
  request.arguments = {reinterpret_cast<const uint8_t *>(arguments),
                       sizeof arguments};
  Counters counters;
  ASSERT_EQ(launch(request, chip, memory, 1, counters, error),
            LaunchResult::Done)
      << error;
  auto *sums = reinterpret_cast<int32_t *>(memory.resolve(arguments[1], 8));
  EXPECT_EQ(sums[0], 63 * 64 / 2);
  EXPECT_EQ(sums[1], 63 * 64 / 2 + 64 * 64);
  EXPECT_EQ(counters.ldsConflictCycles, 0u);
}

// Loads, and decodes what it finds: no crash, no hang.
void tryLoad(std::span<const uint8_t> file, const Chip &chip) {
  Memory memory(1 << 24);
  std::string error;
  auto code = CodeObject::load(file, chip, memory, error);
  EXPECT_TRUE(code || !error.empty());
  if (code)
    for (auto &kernel : code->all())
      decode(*kernel);
}

TEST_P(CodeObjects, SurviveDamage) {
  const Chip &chip = *findChip(GetParam());
  std::vector<uint8_t> file = readKernels(chip.name);
  for (size_t size = 0; size < file.size(); size += 501)
    tryLoad(std::span(file).first(size), chip);
  for (size_t at = 0; at < file.size(); at += at < 512 ? 3 : 61)
    for (uint8_t value : {uint8_t(0xff), uint8_t(file[at] ^ 0x10)}) {
      std::vector<uint8_t> damaged = file;
      damaged[at] = value;
      if (at % 3 == 0) // and what may go with it
        damaged[(at * 7 + 64) % file.size()] ^= 0x80;
      tryLoad(damaged, chip);
    }
}

INSTANTIATE_TEST_SUITE_P(All, CodeObjects,
                         testing::Values("gfx90a", "gfx942", "gfx950",
                                         "gfx1100"));

TEST(CodeObject, IsForItsChip) {
  Memory memory(1 << 24);
  std::string error;
  EXPECT_FALSE(CodeObject::load(readKernels("gfx942"), *findChip("gfx90a"),
                                memory, error));
  EXPECT_EQ(error, "code for gfx942, the device is gfx90a");
  EXPECT_FALSE(CodeObject::load({}, *findChip("gfx90a"), memory, error));
}
} // namespace
