#include "simulators/amdgpu/Launch.h"
#include "simulators/amdgpu/Decoder.h"
#include "simulators/amdgpu/Workgroup.h"
#include <algorithm>
#include <atomic>
#include <cstring>
#include <thread>

using namespace hfc::sim;

// Registers a lane of a SIMD: LLVM's AMDGPU usage guide, FeatureISAVersion.
static unsigned simdRegisters(const Chip &chip) {
  if (!chip.gfx11)
    return 512;
  return std::string_view(chip.name) == "gfx1102" ? 1024 : 1536;
}

static std::string check(const LaunchRequest &request, const Chip &chip) {
  const Kernel &kernel = *request.kernel;
  uint64_t items = 1, groups = 1;
  for (unsigned d = 0; d < 3; ++d) {
    items *= std::min<uint64_t>(request.block[d], 1 << 20);
    groups *= std::min<uint64_t>(request.grid[d], 1ull << 31);
    if (request.block[d] > 1024)
      return "more than 1024 work-items along a side of a workgroup";
    if (groups > 1ull << 40 ||
        uint64_t(request.grid[d]) * request.block[d] > UINT32_MAX)
      return "the grid is too large";
    if (kernel.required[0] && request.block[d] != kernel.required[d])
      return "the kernel was compiled for workgroups of another size";
  }
  if (!items || !groups)
    return "an empty grid or workgroup";
  if (items > kernel.maxThreads)
    return std::to_string(items) +
           " work-items in a workgroup, the kernel takes " +
           std::to_string(kernel.maxThreads);
  // Waves of a workgroup lie on the same four SIMDs (gfx11: two compute units).
  uint64_t waves = (items + kernel.waveSize - 1) / kernel.waveSize;
  uint64_t registers = (waves + 3) / 4 * kernel.vectorRegisters;
  uint64_t file = simdRegisters(chip) / (chip.gfx11 ? kernel.waveSize / 32 : 1);
  if (registers > file)
    return std::to_string(kernel.vectorRegisters) + " vector registers for " +
           std::to_string(waves) + " waves, a SIMD has " + std::to_string(file);
  if (uint64_t(kernel.groupBytes) + request.dynamicGroupBytes > chip.ldsBytes)
    return "more LDS than the device has";
  for (const KernelArgument &argument : kernel.arguments)
    if (!argument.kind.starts_with("hidden_") &&
        argument.offset + argument.size > request.arguments.size())
      return "the arguments are " + std::to_string(request.arguments.size()) +
             " bytes, the kernel takes more";
  return "";
}

// Arguments that the runtime of OpenCL and HIP adds.
static void fillHidden(const LaunchRequest &request, const Kernel &kernel,
                       uint8_t *kernarg) {
  for (const KernelArgument &argument : kernel.arguments) {
    auto put = [&](uint64_t value) {
      std::memcpy(kernarg + argument.offset, &value,
                  std::min<size_t>(argument.size, sizeof value));
    };
    for (unsigned d = 0; d < 3; ++d) {
      std::string axis(1, char('x' + d));
      if (argument.kind == "hidden_block_count_" + axis)
        put(request.grid[d]);
      else if (argument.kind == "hidden_group_size_" + axis)
        put(request.block[d]);
    }
    if (argument.kind == "hidden_grid_dims")
      put(request.grid[2] > 1 ? 3 : request.grid[1] > 1 ? 2 : 1);
  }
}

// hsa_kernel_dispatch_packet_t, as far as kernels read it.
static void fillPacket(const LaunchRequest &request, uint8_t *packet) {
  for (unsigned d = 0; d < 3; ++d) {
    uint16_t block = uint16_t(request.block[d]);
    uint32_t items = request.grid[d] * request.block[d];
    std::memcpy(packet + 4 + 2 * d, &block, 2);
    std::memcpy(packet + 12 + 4 * d, &items, 4);
  }
}

LaunchResult hfc::sim::launch(const LaunchRequest &request, const Chip &chip,
                              Memory &memory, unsigned threads,
                              Counters &counters, std::string &problem) {
  Kernel &kernel = *request.kernel;
  problem = check(request, chip);
  if (!problem.empty()) {
    problem = "kernel '" + kernel.name + "': " + problem;
    return LaunchResult::BadRequest;
  }
  std::call_once(kernel.decoded, [&] { decode(kernel); });

  Dispatch dispatch;
  dispatch.kernel = &kernel;
  dispatch.memory = &memory;
  std::copy_n(request.grid, 3, dispatch.grid);
  std::copy_n(request.block, 3, dispatch.block);
  dispatch.groupBytes = kernel.groupBytes + request.dynamicGroupBytes;
  // Compilers load whole 16 bytes at the end of the arguments.
  uint32_t kernargBytes = (kernel.kernargBytes + 15) / 16 * 16;
  dispatch.kernarg = memory.allocate(kernargBytes, /*readOnly=*/true);
  dispatch.packet = memory.allocate(64, /*readOnly=*/true);
  if (!dispatch.kernarg || !dispatch.packet) {
    memory.release(dispatch.kernarg);
    memory.release(dispatch.packet);
    problem = "no memory for a kernel's arguments";
    return LaunchResult::OutOfMemory;
  }
  if (kernargBytes) {
    uint8_t *kernarg = memory.resolve(dispatch.kernarg, kernargBytes);
    std::memset(kernarg, 0, kernargBytes);
    std::memcpy(
        kernarg, request.arguments.data(),
        std::min<size_t>(request.arguments.size(), kernel.kernargBytes));
    fillHidden(request, kernel, kernarg);
  }
  uint8_t *packet = memory.resolve(dispatch.packet, 64);
  std::memset(packet, 0, 64);
  fillPacket(request, packet);

  uint64_t groups =
      uint64_t(request.grid[0]) * request.grid[1] * request.grid[2];
  std::vector<uint64_t> recorded;
  if (request.measure) {
    recorded = {groups / 2};
    if (request.measure->all)
      recorded = {0, groups / 2, groups - 1};
    recorded.erase(std::unique(recorded.begin(), recorded.end()),
                   recorded.end());
    request.measure->traces.resize(recorded.size());
  }
  bool some = request.measure && !request.measure->all;
  uint64_t count = some ? recorded.size() : groups;
  std::atomic<uint64_t> next{0};
  std::mutex mutex;
  uint64_t firstBad = ~0ull;
  auto work = [&] {
    Counters own;
    for (uint64_t turn; (turn = next.fetch_add(1)) < count;) {
      uint64_t number = some ? recorded[turn] : turn;
      auto at = std::find(recorded.begin(), recorded.end(), number);
      GroupTrace *trace =
          at == recorded.end()
              ? nullptr
              : &request.measure->traces[size_t(at - recorded.begin())];
      Workgroup group(dispatch, number, trace);
      bool good = group.run();
      for (auto &wave : group.waves)
        own.add(wave->counters);
      if (good)
        continue;
      std::lock_guard lock(mutex);
      next = count;
      if (number < firstBad) { // the same report at every number of threads
        firstBad = number;
        problem = group.problem;
      }
    }
    std::lock_guard lock(mutex);
    counters.add(own);
  };
  std::vector<std::thread> helpers;
  for (unsigned i = 1; i < threads && i < count; ++i)
    helpers.emplace_back(work);
  work();
  for (std::thread &helper : helpers)
    helper.join();
  memory.release(dispatch.kernarg);
  memory.release(dispatch.packet);
  return problem.empty() ? LaunchResult::Done : LaunchResult::Fault;
}
