// The processor: code is mapped, constants and arena are plain memory, and a
// dispatch runs on the caller and the pool.
#include "artifact/kernel_abi.h"
#include "runtime/devices/cpu/ElfImage.h"
#include "runtime/devices/cpu/Features.h"
#include "runtime/devices/cpu/Observers.h"
#include "runtime/devices/cpu/ThreadPool.h"
#include <cstdio>
#include <immintrin.h>
#include <sched.h>

using namespace hfc;
using namespace hfc::rt;

struct hfc::rt::Image {
  Host host;
  ElfImage elf;
  DebuggerEntry debugger;
};

namespace {

constexpr uint32_t maxThreads = 4096;

class CpuDevice final : public Device {
public:
  hfc_status *open(const hfc_device_options &options);
  void destroy() override { rt::destroy(this); }

  const char *kind() const override { return "cpu"; }
  const char *family() const override { return "x86"; }
  const char *features() const override { return cpu.list(); }
  uint32_t threads() const override { return pool.threads(); }

  bool supports(const artifact::Executable &executable,
                Reason &reason) const override;
  hfc_status *load(std::span<const uint8_t> file, uint32_t flags,
                   Image **out) override;
  void unload(Image *image) override {
    if (image)
      rt::destroy(image);
  }
  KernelHandle find(const Image *image, const char *symbol) const override {
    return image->elf.find(symbol);
  }

  void begin(Run &run) override;
  void dispatch(Run &run, const Launch &launch) override;
  void copy(Run &, void *to, const void *from, uint64_t bytes) override {
    std::memmove(to, from, bytes);
  }
  void end(Run &run) override;

private:
  CpuFeatures cpu;
  ThreadPool pool;
};

uint32_t availableCpus() {
  cpu_set_t set;
  return sched_getaffinity(0, sizeof set, &set) ? 1 : uint32_t(CPU_COUNT(&set));
}

// All exceptions masked, round to nearest; flush-to-zero and
// denormals-are-zero (Intel SDM volume 1, 10.2.3).
constexpr uint32_t plainMxcsr = 0x1f80, flushingMxcsr = plainMxcsr | 0x8040;

uint32_t mxcsrOf(const Run &run) {
  return run.flushSubnormals ? flushingMxcsr : plainMxcsr;
}

hfc_status *CpuDevice::open(const hfc_device_options &options) {
  uint32_t threads = options.threads ? options.threads : availableCpus();
  if (threads > maxThreads)
    return failure(host, Code::InvalidCall, "%u threads, at most %u", threads,
                   maxThreads);
  if (!pool.start(host, threads, options.cpus))
    return outOfMemory(host, threads * 64, "threads");
  return nullptr;
}

bool CpuDevice::supports(const artifact::Executable &executable,
                         Reason &reason) const {
  if (executable.abi() != HFC_KERNEL_ABI_VERSION) {
    snprintf(reason.text, sizeof reason.text, "needs kernel ABI %u, this is %d",
             executable.abi(), HFC_KERNEL_ABI_VERSION);
    return false;
  }
  size_t length;
  const char *missing =
      cpu.firstMissing(artifact::text(executable.features()), length);
  if (missing)
    snprintf(reason.text, sizeof reason.text, "needs %.*s", int(length),
             missing);
  return !missing;
}

hfc_status *CpuDevice::load(std::span<const uint8_t> file, uint32_t flags,
                            Image **out) {
  Image *image = create<Image>(host);
  if (!image)
    return outOfMemory(host, sizeof(Image), "native code");
  if (file.empty()) { // a model that only moves whole tensors has no kernels
    *out = image;
    return nullptr;
  }
  if (hfc_status *status = image->elf.load(image->host, file)) {
    rt::destroy(image);
    return status;
  }
  if (flags & HFC_PROGRAM_PERF_MAP)
    writePerfMap(host, image->elf);
  if (flags & HFC_PROGRAM_DEBUGGER)
    image->debugger.add(image->host, image->elf, file);
  *out = image;
  return nullptr;
}

void CpuDevice::begin(Run &run) {
  run.exclusive = pool.threads() > 1 && pool.tryAcquire();
  run.saved = _mm_getcsr();
  _mm_setcsr(mxcsrOf(run));
}

void CpuDevice::dispatch(Run &run, const Launch &launch) {
  if (run.exclusive && launch.grid > 1)
    return pool.launch(launch, mxcsrOf(run));
  reinterpret_cast<hfc_cpu_kernel>(launch.kernel)(
      launch.buffers, launch.sizes, 0, launch.grid, launch.scratch);
}

void CpuDevice::end(Run &run) {
  _mm_setcsr(run.saved);
  if (run.exclusive)
    pool.release();
}
} // namespace

hfc_status *hfc::rt::openCpuDevice(const Host &host,
                                   const hfc_device_options &options,
                                   Device **out) {
  CpuDevice *device = create<CpuDevice>(host);
  if (!device)
    return outOfMemory(host, sizeof(CpuDevice), "a device");
  if (hfc_status *status = device->open(options)) {
    device->destroy();
    return status;
  }
  *out = device;
  return nullptr;
}
