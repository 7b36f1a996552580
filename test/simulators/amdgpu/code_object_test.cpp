// Code objects: loaded, launched, and damaged in every
// byte that a loader reads.
#include "simulators/amdgpu/CodeObject.h"
#include "simulators/amdgpu/Decoder.h"
#include "simulators/amdgpu/Launch.h"
#include <algorithm>
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

  auto refuses = [&](const char *part) {
    EXPECT_EQ(launch(request, chip, memory, 2, counters, error),
              LaunchResult::BadRequest);
    EXPECT_NE(error.find(part), error.npos) << error;
  };
  request.block[0] = 128;
  refuses("kernel 'add': the kernel was compiled for workgroups of another "
          "size");
  request.block[0] = 64;
  request.dynamicGroupBytes = chip.ldsBytes + 1;
  refuses("more LDS than the device has");
  request.dynamicGroupBytes = 0;
  request.grid[0] = 1u << 26;
  refuses("the grid is too large");
  request.grid[0] = 0;
  refuses("an empty grid");
  request.grid[0] = 1;
  Kernel &kernel = *request.kernel;
  kernel.required[0] = 0;
  request.block[0] = 1024;
  kernel.maxThreads = 1023;
  refuses("1024 work-items in a workgroup, the kernel takes 1023");
  kernel.maxThreads = 1024;
  kernel.vectorRegisters = 256;
  refuses("256 vector registers for");
  request.block[0] = 64;
  request.arguments = request.arguments.first(24);
  refuses("the arguments are 24 bytes");
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

// A chip's kernels, some of their instructions made s_nop, on 256 threads.
struct Mutant {
  explicit Mutant(const char *name) : chip(*findChip(name)) {
    file = readKernels(name);
  }
  // Offsets in the file of the instructions of a kernel.
  std::vector<std::pair<size_t, std::string>> find(const char *kernel,
                                                   const char *operation) {
    Memory memory(1 << 24);
    std::string error;
    auto code = CodeObject::load(file, chip, memory, error);
    Kernel *found = code->find(kernel);
    decode(*found);
    auto begin = std::search(file.begin(), file.end(), found->code.begin(),
                             found->code.begin() + 64);
    std::vector<std::pair<size_t, std::string>> result;
    for (const Instruction &in : found->instructions)
      if (std::string_view(in.operation->name).starts_with(operation))
        result.emplace_back(size_t(begin - file.begin()) + in.offsetInKernel,
                            in.text);
    return result;
  }
  // The report of "total" with this instruction gone; 0: with all.
  std::string run(size_t gone, int32_t length = 256) {
    std::vector<uint8_t> changed = file;
    const uint8_t nop[] = {0, 0, 0x80, 0xbf};
    if (gone)
      std::copy_n(nop, 4, changed.begin() + ptrdiff_t(gone));
    Memory memory(1 << 24);
    std::string error;
    auto code = CodeObject::load(changed, chip, memory, error);
    struct {
      uint64_t in, out;
      int32_t length;
    } arguments{memory.allocate(1024), memory.allocate(4), length};
    memset(memory.resolve(arguments.in, 1024), 0, 1024);
    LaunchRequest request;
    request.kernel = code->find("total");
    request.block[0] = 256;
    request.arguments = {reinterpret_cast<const uint8_t *>(&arguments), 20};
    Counters counters;
    launch(request, chip, memory, 1, counters, error);
    return error;
  }
  const Chip &chip;
  std::vector<uint8_t> file;
};

TEST_P(CodeObjects, MissingWaitsAndBarriersAreFound) {
  Mutant mutant(GetParam());
  ASSERT_EQ(mutant.run(0), "");
  auto waits = mutant.find("total", "s_waitcnt");
  auto barriers = mutant.find("total", "s_barrier");
  // Halves of 128, 64 and 32 sums; the smaller ones stay in a wave.
  size_t crossing = mutant.chip.waveSize == 32 ? 3 : 2;
  ASSERT_GT(barriers.size(), crossing);
  size_t end = barriers[crossing].first;
  auto expectFound = [&](size_t at, const std::string &text,
                         std::vector<const char *> reports) {
    std::string report = mutant.run(at);
    EXPECT_TRUE(std::any_of(
        reports.begin(), reports.end(),
        [&](const char *part) { return report.find(part) != report.npos; }))
        << text << " at " << at << ": " << report;
  };
  unsigned tried = 0;
  for (const auto &[at, text] : waits)
    if (at < barriers[crossing - 1].first && ++tried)
      expectFound(at, text, {"s_waitcnt is missing", "no barrier between"});
  EXPECT_GE(tried, 4u);
  for (const auto &[at, text] : barriers)
    if (at < end)
      expectFound(at, text, {"no barrier between", "nobody has written"});
}

TEST_P(CodeObjects, AnIndexOneTooFarIsFound) {
  Mutant mutant(GetParam());
  for (int length : {255, 257}) {
    std::string report = mutant.run(0, length);
    EXPECT_NE(report.find("outside all allocations"), report.npos) << report;
  }
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
