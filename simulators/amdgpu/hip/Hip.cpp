// The functions of HIP, over simulated devices: one ordinal a chip of Chip.cpp.
// Streams are in order and each call is done when it returns.
#include "runtime/devices/hip/HipApi.h"
#include "simulators/amdgpu/Launch.h"
#include "simulators/amdgpu/hip/Report.h"
#include "llvm/BinaryFormat/ELF.h"
#include <atomic>
#include <cstdio>
#include <cstring>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>

using namespace hfc::sim;

struct ihipModule_t {
  std::unique_ptr<CodeObject> code;
  std::vector<std::unique_ptr<ihipModuleSymbol_t>> functions;
};
struct ihipModuleSymbol_t {
  Kernel *kernel;
  unsigned device;
};
// A launch, or a copy where there is no function.
struct Node {
  hipFunction_t function = nullptr;
  uint32_t grid[3] = {}, block[3] = {}, ldsBytes = 0;
  std::vector<uint8_t> arguments;
  void *to = nullptr;
  const void *from = nullptr;
  size_t bytes = 0;
};
struct ihipGraph {
  std::vector<Node> nodes;
};
struct hipGraphExec {
  std::vector<Node> nodes;
};
struct ihipStream_t {
  unsigned device;
  std::unique_ptr<ihipGraph> capturing; // null: things are done at once
};

namespace {

// 64 GiB a device, as far as the host has them.
constexpr uint64_t deviceBytes = 1ull << 36;

struct Device {
  explicit Device(unsigned index)
      : chip(chipAt(index)), memory(deviceBytes, index) {}
  const Chip &chip;
  Memory memory;
  Report report;
};

struct State {
  std::mutex mutex;
  std::vector<std::unique_ptr<Device>> devices;
  std::set<void *> modules, streams, functions, pinned, graphs;
  std::string lastFault;
  int measure = HFC_SIM_COUNT;
  State() {
    for (unsigned i = 0; i < chipCount(); ++i)
      devices.push_back(std::make_unique<Device>(i));
  }
};
State &state() {
  static State made;
  return made;
}
thread_local unsigned currentDevice = 0;
Device &current() { return *state().devices[currentDevice]; }

hipError_t failed(hipError_t error, std::string why) {
  state().lastFault = std::move(why);
  return error;
}

bool fitsHere() { return __builtin_cpu_supports("x86-64-v3"); }

// The size that an ELF file's own header gives it.
size_t imageBytes(const void *image) {
  llvm::ELF::Elf64_Ehdr header;
  std::memcpy(&header, image, sizeof header);
  if (!header.checkMagic() || header.e_shentsize > 256 ||
      header.e_shoff > 1u << 31)
    return 0;
  return header.e_shoff + size_t(header.e_shnum) * header.e_shentsize;
}
} // namespace

#define API extern "C" __attribute__((visibility("default")))

API hipError_t hipInit(unsigned flags) {
  if (flags)
    return hipErrorInvalidValue;
  return fitsHere() ? hipSuccess
                    : failed(hipErrorNoDevice, "the simulator needs AVX2");
}

API hipError_t hipGetDeviceCount(int *count) {
  if (!count)
    return hipErrorInvalidValue;
  *count = fitsHere() ? int(chipCount()) : 0;
  return *count ? hipSuccess : hipErrorNoDevice;
}

API hipError_t hipSetDevice(int device) {
  if (device < 0 || unsigned(device) >= chipCount())
    return hipErrorInvalidDevice;
  currentDevice = unsigned(device);
  return hipSuccess;
}

API hipError_t hipGetDevicePropertiesR0600(void *properties, int device) {
  if (!properties || device < 0 || unsigned(device) >= chipCount())
    return hipErrorInvalidDevice;
  // name, and gcnArchName where that layout has it.
  constexpr size_t archAt = 1160, bytes = 1472;
  auto *text = static_cast<char *>(properties);
  std::memset(text, 0, bytes);
  const Chip &chip = chipAt(unsigned(device));
  std::snprintf(text, hfcHipNameBytes, "%s", chip.product);
  std::snprintf(text + archAt, 256, "%s", chip.archName);
  return hipSuccess;
}

API const char *hipGetErrorString(hipError_t error) {
  switch (error) {
  case hipSuccess:
    return "no error";
  case hipErrorInvalidValue:
    return "invalid argument";
  case hipErrorOutOfMemory:
    return "out of memory";
  case hipErrorInvalidConfiguration:
    return "invalid configuration argument";
  case hipErrorNoDevice:
    return "no ROCm-capable device is detected";
  case hipErrorInvalidDevice:
    return "invalid device ordinal";
  case hipErrorInvalidImage:
    return "device kernel image is invalid";
  case hipErrorNoBinaryForGpu:
    return "no kernel image is available for execution on the device";
  case hipErrorInvalidHandle:
    return "invalid resource handle";
  case hipErrorNotFound:
    return "named symbol not found";
  case hipErrorLaunchFailure:
    return "unspecified launch failure";
  default:
    return "unknown error";
  }
}

API hipError_t hipMalloc(void **memory, size_t bytes) {
  if (!memory)
    return hipErrorInvalidValue;
  std::lock_guard lock(state().mutex);
  uint64_t address = bytes ? current().memory.allocate(bytes) : 0;
  *memory = reinterpret_cast<void *>(address);
  return address || !bytes ? hipSuccess : hipErrorOutOfMemory;
}

API hipError_t hipFree(void *memory) {
  if (!memory)
    return hipSuccess;
  std::lock_guard lock(state().mutex);
  for (auto &device : state().devices)
    if (device->memory.release(reinterpret_cast<uint64_t>(memory)))
      return hipSuccess;
  return failed(hipErrorInvalidValue, "hipFree: no allocation begins there");
}

API hipError_t hipHostMalloc(void **memory, size_t bytes, unsigned) {
  if (!memory)
    return hipErrorInvalidValue;
  *memory =
      bytes ? std::aligned_alloc(4096, (bytes + 4095) / 4096 * 4096) : nullptr;
  if (!*memory)
    return bytes ? hipErrorOutOfMemory : hipSuccess;
  std::lock_guard lock(state().mutex);
  state().pinned.insert(*memory);
  return hipSuccess;
}

API hipError_t hipHostFree(void *memory) {
  std::lock_guard lock(state().mutex);
  if (memory && !state().pinned.erase(memory))
    return hipErrorInvalidValue;
  std::free(memory);
  return hipSuccess;
}

static hipError_t copyBytes(void *to, const void *from, size_t bytes) {
  auto host = [&](const void *pointer) -> uint8_t * {
    uint64_t address = reinterpret_cast<uint64_t>(pointer);
    if (!Memory::isDevice(address))
      return const_cast<uint8_t *>(static_cast<const uint8_t *>(pointer));
    for (auto &device : state().devices)
      if (uint8_t *data = device->memory.resolve(address, bytes))
        return data;
    return nullptr;
  };
  if (!bytes)
    return hipSuccess;
  uint8_t *target = host(to), *source = host(from);
  if (!target || !source)
    return failed(hipErrorInvalidValue,
                  "hipMemcpyAsync: bytes that are not allocated");
  std::memmove(target, source, bytes);
  return hipSuccess;
}

// Whether the stream keeps what it is told; adds it.
static bool captures(hipStream_t stream, Node &node) {
  if (!stream || !state().streams.count(stream) || !stream->capturing)
    return false;
  stream->capturing->nodes.push_back(std::move(node));
  return true;
}

API hipError_t hipMemcpyAsync(void *to, const void *from, size_t bytes, int,
                              hipStream_t stream) {
  std::lock_guard lock(state().mutex);
  Node node;
  node.to = to;
  node.from = from;
  node.bytes = bytes;
  return captures(stream, node) ? hipSuccess : copyBytes(to, from, bytes);
}

API hipError_t hipStreamCreateWithFlags(hipStream_t *stream, unsigned) {
  if (!stream)
    return hipErrorInvalidValue;
  *stream = new ihipStream_t{currentDevice, nullptr};
  std::lock_guard lock(state().mutex);
  state().streams.insert(*stream);
  return hipSuccess;
}

API hipError_t hipStreamDestroy(hipStream_t stream) {
  std::lock_guard lock(state().mutex);
  if (!state().streams.erase(stream))
    return hipErrorInvalidHandle;
  delete stream;
  return hipSuccess;
}

API hipError_t hipStreamSynchronize(hipStream_t stream) {
  std::lock_guard lock(state().mutex);
  return stream && state().streams.count(stream) && stream->capturing
             ? failed(hipErrorStreamCaptureUnsupported,
                      "hipStreamSynchronize: the stream is being captured")
             : hipSuccess;
}

API hipError_t hipModuleLoadData(hipModule_t *module, const void *image) {
  if (!module || !image)
    return hipErrorInvalidValue;
  std::lock_guard lock(state().mutex);
  std::string error;
  auto made = std::make_unique<ihipModule_t>();
  size_t bytes = imageBytes(image);
  made->code = CodeObject::load({static_cast<const uint8_t *>(image), bytes},
                                current().chip, current().memory, error);
  if (!made->code)
    return failed(error.starts_with("code for") ? hipErrorNoBinaryForGpu
                                                : hipErrorInvalidImage,
                  error);
  *module = made.release();
  state().modules.insert(*module);
  return hipSuccess;
}

API hipError_t hipModuleUnload(hipModule_t module) {
  std::lock_guard lock(state().mutex);
  if (!state().modules.erase(module))
    return hipErrorInvalidHandle;
  for (auto &function : module->functions)
    state().functions.erase(function.get());
  delete module;
  return hipSuccess;
}

API hipError_t hipModuleGetFunction(hipFunction_t *function, hipModule_t module,
                                    const char *name) {
  if (!function || !name)
    return hipErrorInvalidValue;
  std::lock_guard lock(state().mutex);
  if (!state().modules.count(module))
    return hipErrorInvalidHandle;
  Kernel *kernel = module->code->find(name);
  if (!kernel)
    return hipErrorNotFound;
  module->functions.push_back(
      std::make_unique<ihipModuleSymbol_t>(kernel, currentDevice));
  *function = module->functions.back().get();
  state().functions.insert(*function);
  return hipSuccess;
}

// Arguments as one block (`extra`), or one pointer each.
static bool gatherArguments(const Kernel &kernel, void **parameters,
                            void **extra, std::vector<uint8_t> &out) {
  if (parameters) {
    size_t index = 0;
    out.assign(kernel.kernargBytes, 0);
    for (const KernelArgument &argument : kernel.arguments)
      if (!argument.kind.starts_with("hidden_"))
        std::memcpy(out.data() + argument.offset, parameters[index++],
                    argument.size);
    return true;
  }
  const void *block = nullptr;
  size_t bytes = 0;
  for (; extra && *extra != HFC_HIP_END; extra += 2) {
    if (extra[0] == HFC_HIP_BUFFER_POINTER)
      block = extra[1];
    else if (extra[0] == HFC_HIP_BUFFER_SIZE)
      bytes = *static_cast<size_t *>(extra[1]);
    else
      return false;
  }
  if (block)
    out.assign(static_cast<const uint8_t *>(block),
               static_cast<const uint8_t *>(block) + bytes);
  return true;
}

// The workgroup that executed most stands for all.
static void note(Device &device, const LaunchRequest &request,
                 const Counters &counters, LaunchResult result) {
  const Kernel &kernel = *request.kernel;
  unsigned threads = request.block[0] * request.block[1] * request.block[2];
  std::optional<Estimate> made;
  if (request.measure && result == LaunchResult::Done) {
    const GroupTrace *longest = nullptr;
    size_t most = 0;
    for (const GroupTrace &trace : request.measure->traces) {
      size_t steps = 0;
      for (const WaveTrace &wave : trace.waves)
        steps += wave.steps.size();
      if (!trace.whole() || steps <= most)
        continue;
      most = steps;
      longest = &trace;
    }
    uint64_t groups =
        uint64_t(request.grid[0]) * request.grid[1] * request.grid[2];
    if (longest)
      made = estimate(kernel, *longest, groups,
                      kernel.groupBytes + request.dynamicGroupBytes);
  }
  device.report.add(kernel, threads, counters, made ? &*made : nullptr);
}

static hipError_t launchNow(const Node &node) {
  if (!state().functions.count(node.function))
    return hipErrorInvalidHandle;
  Device &device = *state().devices[node.function->device];
  LaunchRequest request;
  request.kernel = node.function->kernel;
  std::copy_n(node.grid, 3, request.grid);
  std::copy_n(node.block, 3, request.block);
  request.dynamicGroupBytes = node.ldsBytes;
  request.arguments = node.arguments;
  Measure measure;
  measure.all = state().measure != HFC_SIM_SAMPLE;
  if (state().measure != HFC_SIM_COUNT)
    request.measure = &measure;
  Counters counters;
  std::string problem;
  unsigned threads = std::max(1u, std::thread::hardware_concurrency());
  LaunchResult result =
      launch(request, device.chip, device.memory, threads, counters, problem);
  note(device, request, counters, result);
  switch (result) {
  case LaunchResult::Done:
    return hipSuccess;
  case LaunchResult::BadRequest:
    return failed(hipErrorInvalidConfiguration, problem);
  case LaunchResult::OutOfMemory:
    return failed(hipErrorOutOfMemory, problem);
  case LaunchResult::Fault:
    break;
  }
  return failed(hipErrorLaunchFailure, problem);
}

API hipError_t hipModuleLaunchKernel(hipFunction_t function, unsigned gridX,
                                     unsigned gridY, unsigned gridZ,
                                     unsigned blockX, unsigned blockY,
                                     unsigned blockZ, unsigned ldsBytes,
                                     hipStream_t stream, void **parameters,
                                     void **extra) {
  std::lock_guard lock(state().mutex);
  if (!state().functions.count(function))
    return hipErrorInvalidHandle;
  Node node;
  node.function = function;
  if (!gatherArguments(*function->kernel, parameters, extra, node.arguments))
    return hipErrorInvalidValue;
  uint32_t sizes[] = {gridX, gridY, gridZ, blockX, blockY, blockZ};
  std::copy_n(sizes, 3, node.grid);
  std::copy_n(sizes + 3, 3, node.block);
  node.ldsBytes = ldsBytes;
  return captures(stream, node) ? hipSuccess : launchNow(node);
}

// -- Graphs: lists of nodes, done one after the other -------------------------

API hipError_t hipStreamBeginCapture(hipStream_t stream, int) {
  std::lock_guard lock(state().mutex);
  if (!stream || !state().streams.count(stream))
    return hipErrorInvalidHandle;
  if (stream->capturing)
    return hipErrorInvalidValue;
  stream->capturing = std::make_unique<ihipGraph>();
  return hipSuccess;
}

API hipError_t hipStreamEndCapture(hipStream_t stream, hipGraph_t *graph) {
  std::lock_guard lock(state().mutex);
  if (!graph || !stream || !state().streams.count(stream) || !stream->capturing)
    return hipErrorInvalidHandle;
  *graph = stream->capturing.release();
  state().graphs.insert(*graph);
  return hipSuccess;
}

API hipError_t hipGraphInstantiate(hipGraphExec_t *executable, hipGraph_t graph,
                                   void **, char *, size_t) {
  std::lock_guard lock(state().mutex);
  if (!executable || !state().graphs.count(graph))
    return hipErrorInvalidHandle;
  *executable = new hipGraphExec{graph->nodes};
  state().graphs.insert(*executable);
  return hipSuccess;
}

API hipError_t hipGraphLaunch(hipGraphExec_t executable, hipStream_t) {
  std::lock_guard lock(state().mutex);
  if (!state().graphs.count(executable))
    return hipErrorInvalidHandle;
  current().report.addGraph();
  for (const Node &node : executable->nodes)
    if (hipError_t error = node.function
                               ? launchNow(node)
                               : copyBytes(node.to, node.from, node.bytes))
      return error;
  return hipSuccess;
}

API hipError_t hipGraphDestroy(hipGraph_t graph) {
  std::lock_guard lock(state().mutex);
  if (!state().graphs.erase(graph))
    return hipErrorInvalidHandle;
  delete graph;
  return hipSuccess;
}

API hipError_t hipGraphExecDestroy(hipGraphExec_t executable) {
  std::lock_guard lock(state().mutex);
  if (!state().graphs.erase(executable))
    return hipErrorInvalidHandle;
  delete executable;
  return hipSuccess;
}

// -- Of the simulator alone ---------------------------------------------------

// What the last error was, in words; it stays in place until the next.
API const char *hfcSimLastFault() { return state().lastFault.c_str(); }

// Forgets what was counted, and says what later launches do: count, or also
// estimate their cycles (HFC_SIM_COUNT …).
API void hfcSimMeasure(int what) {
  std::lock_guard lock(state().mutex);
  state().measure = what;
  for (auto &device : state().devices)
    device->report.clear();
}

// What the current device has executed so far, kernel by kernel, as text or
// JSON. Returns the length of the whole; fills at most `capacity` bytes, ended
// by 0.
API size_t hfcSimReport(char *text, size_t capacity, int json) {
  std::lock_guard lock(state().mutex);
  Device &device = current();
  std::string report =
      json ? device.report.json(device.chip) : device.report.print(device.chip);
  if (capacity)
    std::snprintf(text, capacity, "%s", report.c_str());
  return report.size();
}
