// See HipDevice.h. HIP's current device is the thread's, so every entry sets
// it.
#include "runtime/devices/hip/HipDevice.h"
#include "artifact/kernel_abi.h"
#include <climits>
#include <cstdio>
#include <cstdlib>

using namespace hfc;
using namespace hfc::rt;

namespace {
struct HipImage {
  Host host;
  hipModule_t module = nullptr;
};
} // namespace

// Arguments of one kernel: kernel_abi.h bounds neither count.
static constexpr size_t maxArguments = 4096;

hfc_status *HipDevice::failed(const char *doing, hipError_t error) const {
  const char *fault = hip.lastFault ? hip.lastFault() : "";
  return failure(host,
                 error == hipErrorOutOfMemory ? Code::OutOfMemory
                                              : Code::DeviceFailed,
                 "%s %s: %s%s%s", arch, doing, hip.hipGetErrorString(error),
                 *fault ? "\n" : "", fault);
}

hfc_status *HipDevice::readArch(int device, char *out) const {
  char properties[hfcHipPropertiesBytes] = {};
  if (hipError_t error = hip.getProperties(properties, device))
    return failed("properties", error);
  // Past the name, which may be anything.
  for (size_t at = hfcHipNameBytes; at + hfcHipNameBytes < sizeof properties;
       ++at)
    if (!std::memcmp(properties + at, "gfx", 3)) {
      snprintf(out, hfcHipNameBytes, "%s", properties + at);
      return nullptr;
    }
  return failure(host, Code::NoDevice,
                 "HIP does not say what device %d is (gcnArchName)", device);
}

// hip: an ordinal. sim: a chip's name.
hfc_status *HipDevice::choose(const char *which) {
  int count = 0;
  hipError_t error = hip.hipInit(0);
  if (!error)
    error = hip.hipGetDeviceCount(&count);
  if (error || !count)
    return failure(host, Code::NoDevice, "no AMD GPU: %s",
                   error ? hip.hipGetErrorString(error) : "HIP finds none");
  if (simulated) {
    for (ordinal = 0; ordinal < count; ++ordinal) {
      if (hfc_status *status = readArch(ordinal, arch))
        return status;
      size_t length = std::strcspn(arch, ":");
      if (!*which ||
          (std::strlen(which) == length && !std::strncmp(arch, which, length)))
        return nullptr;
    }
    return failure(host, Code::NoDevice,
                   "the simulator has no chip '%.40s'\nhelp: it has gfx942, "
                   "gfx90a, gfx950, gfx1100, gfx1101 and gfx1102",
                   which);
  }
  char *end = nullptr;
  long number = *which ? std::strtol(which, &end, 10) : 0;
  if ((*which && *end) || number < 0 || number >= count)
    return failure(host, Code::NoDevice,
                   "no AMD GPU '%.40s', ordinals are 0 to %d", which,
                   count - 1);
  ordinal = int(number);
  return readArch(ordinal, arch);
}

hfc_status *HipDevice::open(bool isSimulated, const char *which) {
  simulated = isSimulated;
  deviceHost = host;
  deviceHost.allocator = {this, allocate, deallocate};
  hfc_status *status =
      simulated ? hip.openSimulator(host) : hip.openSystem(host);
  if (!status)
    status = choose(which);
  if (status)
    return status;
  hipError_t error = hip.hipSetDevice(ordinal);
  return error ? failed("selection", error) : nullptr;
}

void HipDevice::destroy() {
  while (HipRun *run = idle) {
    idle = run->next;
    rt::destroy(run);
  }
  rt::destroy(this);
}

void *HipDevice::allocate(void *user, size_t bytes, size_t) {
  auto *device = static_cast<HipDevice *>(user);
  void *memory = nullptr;
  // HIP aligns to 256.
  if (device->hip.hipSetDevice(device->ordinal) ||
      device->hip.hipMalloc(&memory, bytes))
    return nullptr;
  return memory;
}

void HipDevice::deallocate(void *user, void *memory, size_t, size_t) {
  static_cast<HipDevice *>(user)->hip.hipFree(memory);
}

hfc_status *HipDevice::move(void *to, const void *from, uint64_t bytes) {
  Run run = {};
  begin(run);
  copy(run, to, from, bytes);
  hfc_status *status = wait(run);
  end(run);
  return status;
}

// -- Code --------------------------------------------------------------------

// The chip's name, then features that must be set as the code says; features
// that the code does not name may be either.
bool HipDevice::supports(const artifact::Executable &executable,
                         Reason &reason) const {
  const char *target = artifact::text(executable.features());
  if (!*target)
    target = artifact::text(executable.chip());
  if (executable.abi() != HFC_GPU_ABI_VERSION) {
    snprintf(reason.text, sizeof reason.text, "needs GPU ABI %u, this is %d",
             executable.abi(), HFC_GPU_ABI_VERSION);
    return false;
  }
  size_t name = std::strcspn(target, ":");
  bool fits =
      name == std::strcspn(arch, ":") && !std::strncmp(target, arch, name);
  for (const char *at = target + name; fits && *at == ':';) {
    size_t length = 1 + std::strcspn(at + 1, ":");
    char feature[40];
    snprintf(feature, sizeof feature, "%.*s", int(length), at);
    fits = std::strstr(arch, feature);
    at += length;
  }
  if (!fits)
    snprintf(reason.text, sizeof reason.text, "is for %.30s, not %.30s", target,
             arch);
  return fits;
}

// hipModuleLoadData takes no size: what an ELF file's headers name must lie in
// it.
static bool isWhole(std::span<const uint8_t> file) {
  auto at = [&](uint64_t offset, unsigned bytes) {
    uint64_t value = 0;
    std::memcpy(&value, file.data() + offset, bytes);
    return value;
  };
  auto inside = [&](uint64_t offset, uint64_t bytes) {
    return offset <= file.size() && bytes <= file.size() - offset;
  };
  constexpr uint64_t header = 64, segment = 56, section = 64;
  if (file.size() < header || std::memcmp(file.data(), "\177ELF\2\1", 6))
    return false;
  uint64_t segments = at(32, 8), sections = at(40, 8);
  uint64_t segmentCount = at(56, 2), sectionCount = at(60, 2);
  if (at(54, 2) != segment || !inside(segments, segmentCount * segment) ||
      at(58, 2) != section || !inside(sections, sectionCount * section))
    return false;
  for (uint64_t i = 0; i < segmentCount; ++i)
    if (uint64_t entry = segments + i * segment;
        !inside(at(entry + 8, 8), at(entry + 32, 8)))
      return false;
  constexpr uint64_t noBits = 8;
  for (uint64_t i = 0; i < sectionCount; ++i)
    if (uint64_t entry = sections + i * section;
        at(entry + 4, 4) != noBits &&
        !inside(at(entry + 24, 8), at(entry + 32, 8)))
      return false;
  return true;
}

hfc_status *HipDevice::load(std::span<const uint8_t> file, uint32_t,
                            Image **out) {
  auto *image = create<HipImage>(host);
  if (!image)
    return outOfMemory(host, sizeof(HipImage), "native code");
  *out = reinterpret_cast<Image *>(image);
  if (file.empty()) // a model that only moves whole tensors has no kernels
    return nullptr;
  if (!isWhole(file)) {
    rt::destroy(image);
    *out = nullptr;
    return failure(host, Code::MalformedArtifact,
                   "the code object for %s is damaged", arch);
  }
  hip.hipSetDevice(ordinal);
  if (hipError_t error = hip.hipModuleLoadData(&image->module, file.data())) {
    rt::destroy(image);
    *out = nullptr;
    return failed("code object", error);
  }
  return nullptr;
}

void HipDevice::unload(Image *given) {
  auto *image = reinterpret_cast<HipImage *>(given);
  if (!image)
    return;
  if (image->module)
    hip.hipModuleUnload(image->module);
  rt::destroy(image);
}

KernelHandle HipDevice::find(const Image *given, const char *symbol) const {
  auto *image = reinterpret_cast<const HipImage *>(given);
  hipFunction_t function = nullptr;
  if (!image->module ||
      hip.hipModuleGetFunction(&function, image->module, symbol))
    return nullptr;
  return function;
}

// -- Runs --------------------------------------------------------------------

static HipRun &ownOf(Run &run) { return *static_cast<HipRun *>(run.own); }

void HipDevice::begin(Run &run) {
  run.status = nullptr;
  run.own = nullptr;
  if (hipError_t error = hip.hipSetDevice(ordinal))
    return keep(run, failed("selection", error));
  pthread_mutex_lock(&mutex);
  HipRun *free = idle;
  if (free)
    idle = free->next;
  pthread_mutex_unlock(&mutex);
  run.own = free;
  if (!run.own) {
    void *memory = host.allocate(sizeof(HipRun), alignof(HipRun));
    if (!memory)
      return keep(run, outOfMemory(host, sizeof(HipRun), "a run"));
    auto *own = new (memory) HipRun(hip);
    own->host = host;
    if (hipError_t error = own->open()) {
      rt::destroy(own);
      return keep(run, failed("stream", error));
    }
    run.own = own;
  }
  ownOf(run).begin();
}

void HipDevice::end(Run &run) {
  if (!run.own)
    return;
  pthread_mutex_lock(&mutex);
  ownOf(run).next = idle;
  idle = &ownOf(run);
  pthread_mutex_unlock(&mutex);
  run.own = nullptr;
}

void HipDevice::keep(Run &run, hfc_status *status) const {
  if (run.status)
    hfc_status_free(status);
  else
    run.status = status;
}

void HipDevice::check(Run &run, const char *doing, hipError_t error) const {
  if (error)
    keep(run, failed(doing, error));
}

void HipDevice::dispatch(Run &run, const Launch &launch) {
  if (run.status)
    return;
  const artifact::Gpu *gpu = launch.entry->gpu();
  size_t bytes = launch.bufferCount * sizeof(uint64_t) +
                 launch.sizeCount * sizeof(int32_t);
  uint64_t arguments[maxArguments];
  if (!gpu || bytes > sizeof arguments || bytes > gpu->kernarg())
    return keep(run, failure(host, Code::MalformedArtifact,
                             "kernel '%.80s' takes other arguments than its "
                             "dispatch gives",
                             artifact::text(launch.entry->symbol())));
  for (uint32_t i = 0; i < launch.bufferCount; ++i)
    arguments[i] = reinterpret_cast<uint64_t>(launch.buffers[i]);
  auto *sizes = reinterpret_cast<uint8_t *>(arguments + launch.bufferCount);
  for (uint32_t i = 0; i < launch.sizeCount; ++i) {
    int32_t size = int32_t(launch.sizes[i]);
    if (size != launch.sizes[i])
      return keep(run, failure(host, Code::DimOutOfRange,
                               "a size of %lld is beyond what a GPU kernel "
                               "takes, 2147483647",
                               (long long)launch.sizes[i]));
    std::memcpy(sizes + i * sizeof size, &size, sizeof size);
  }
  if (launch.grid > INT_MAX ||
      uint64_t(launch.grid) * gpu->workgroup() > UINT32_MAX)
    return keep(run, failure(host, Code::DimOutOfRange,
                             "a grid of %lld workgroups is beyond what a GPU "
                             "launches",
                             (long long)launch.grid));
  void *extra[] = {HFC_HIP_BUFFER_POINTER, arguments, HFC_HIP_BUFFER_SIZE,
                   &bytes, HFC_HIP_END};
  hipError_t error = hip.hipModuleLaunchKernel(
      static_cast<hipFunction_t>(launch.kernel), unsigned(launch.grid), 1, 1,
      gpu->workgroup(), 1, 1, 0, ownOf(run).stream, nullptr, extra);
  check(run, artifact::text(launch.entry->symbol()), error);
}

void HipDevice::copy(Run &run, void *to, const void *from, uint64_t bytes) {
  if (run.status || !bytes)
    return;
  check(
      run, "copy",
      hip.hipMemcpyAsync(to, from, bytes, hipMemcpyDefault, ownOf(run).stream));
}

void HipDevice::upload(Run &run, void *to, const void *from, uint64_t bytes) {
  if (!run.status && bytes)
    check(run, "copy to the device", ownOf(run).upload(to, from, bytes));
}

void HipDevice::download(Run &run, void *to, const void *from, uint64_t bytes) {
  if (!run.status && bytes)
    check(run, "copy from the device", ownOf(run).download(to, from, bytes));
}

hfc_status *HipDevice::wait(Run &run) {
  if (run.own)
    check(run, "synchronization", ownOf(run).finish());
  hfc_status *status = run.status;
  run.status = nullptr;
  return status;
}

// -- Schedules that repeat ---------------------------------------------------

// A driver that cannot capture is no error: the steps are walked then.
bool HipDevice::record(Run &run) {
  return !run.status && !hip.hipStreamBeginCapture(
                            ownOf(run).stream, hipStreamCaptureModeThreadLocal);
}

Recording *HipDevice::recorded(Run &run) {
  hipGraph_t graph = nullptr;
  hipGraphExec_t executable = nullptr;
  if (hip.hipStreamEndCapture(ownOf(run).stream, &graph) || !graph)
    return nullptr;
  if (run.status ||
      hip.hipGraphInstantiate(&executable, graph, nullptr, nullptr, 0))
    executable = nullptr;
  hip.hipGraphDestroy(graph);
  return reinterpret_cast<Recording *>(executable);
}

void HipDevice::replay(Run &run, Recording *recording) {
  if (!run.status)
    check(run, "graph",
          hip.hipGraphLaunch(reinterpret_cast<hipGraphExec_t>(recording),
                             ownOf(run).stream));
}

void HipDevice::drop(Recording *recording) {
  if (recording)
    hip.hipGraphExecDestroy(reinterpret_cast<hipGraphExec_t>(recording));
}

static hfc_status *openDevice(const Host &host,
                              const hfc_device_options &options, bool simulated,
                              Device **out) {
  HipDevice *device = create<HipDevice>(host);
  if (!device)
    return outOfMemory(host, sizeof(HipDevice), "a device");
  const char *colon = std::strchr(options.kind, ':');
  if (hfc_status *status = device->open(simulated, colon ? colon + 1 : "")) {
    device->destroy();
    return status;
  }
  *out = device;
  return nullptr;
}

hfc_status *hfc::rt::openHipDevice(const Host &host,
                                   const hfc_device_options &options,
                                   Device **out) {
  return openDevice(host, options, false, out);
}
hfc_status *hfc::rt::openSimDevice(const Host &host,
                                   const hfc_device_options &options,
                                   Device **out) {
  return openDevice(host, options, true, out);
}
