// What runs on AMD's GPUs: code objects through HIP, a stream a run, memory of
// its own; schedules that repeat as HIP graphs. The same device over AMD's
// library ("hip") and over the simulator ("sim").
#ifndef HFC_RUNTIME_DEVICES_HIP_HIPDEVICE_H
#define HFC_RUNTIME_DEVICES_HIP_HIPDEVICE_H

#include "runtime/devices/Device.h"
#include "runtime/devices/hip/HipRun.h"
#include <pthread.h>

namespace hfc::rt {

class HipDevice final : public Device {
public:
  hfc_status *open(bool simulated, const char *which);
  void destroy() override;

  const char *kind() const override { return simulated ? "sim" : "hip"; }
  const char *family() const override { return "amdgpu"; }
  const char *features() const override { return arch; }
  bool sharesMemory() const override { return false; }
  const Host &memory() const override { return deviceHost; }
  hfc_status *move(void *to, const void *from, uint64_t bytes) override;

  bool supports(const artifact::Executable &executable,
                Reason &reason) const override;
  hfc_status *load(std::span<const uint8_t> file, uint32_t flags,
                   Image **out) override;
  void unload(Image *image) override;
  KernelHandle find(const Image *image, const char *symbol) const override;

  void begin(Run &run) override;
  void dispatch(Run &run, const Launch &launch) override;
  void copy(Run &run, void *to, const void *from, uint64_t bytes) override;
  void upload(Run &run, void *to, const void *from, uint64_t bytes) override;
  void download(Run &run, void *to, const void *from, uint64_t bytes) override;
  hfc_status *wait(Run &run) override;
  void end(Run &run) override;

  bool records() const override { return true; }
  bool record(Run &run) override;
  Recording *recorded(Run &run) override;
  void replay(Run &run, Recording *recording) override;
  void drop(Recording *recording) override;

private:
  hfc_status *choose(const char *which);
  hfc_status *readArch(int ordinal, char *out) const;
  hfc_status *failed(const char *doing, hipError_t error) const;
  void keep(Run &run, hfc_status *status) const;
  void check(Run &run, const char *doing, hipError_t error) const;
  static void *allocate(void *user, size_t bytes, size_t alignment);
  static void deallocate(void *user, void *memory, size_t bytes,
                         size_t alignment);

  HipLibrary hip;
  Host deviceHost; // allocates on the device
  bool simulated = false;
  int ordinal = 0;
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER; // of the list
  HipRun *idle = nullptr;
  char arch[hfcHipNameBytes] = ""; // "gfx942:sramecc+:xnack-"
};

} // namespace hfc::rt
#endif
