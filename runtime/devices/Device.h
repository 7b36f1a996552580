// Where programs run. A device is a folder beside this file; devices/null is
// the one to copy, its README names the steps.
//
// A program loads images and looks up entries; a session asks for one Run at a
// time, issues the steps of a schedule in order, and waits. All but a Run may
// be used from any thread.
#ifndef HFC_RUNTIME_DEVICES_DEVICE_H
#define HFC_RUNTIME_DEVICES_DEVICE_H

#include "runtime/Host.h"

namespace hfc::rt {

// Native code in place; made by a device, freed by it.
struct Image;

// A kernel's address or handle, as the device calls it.
using KernelHandle = void *;

// One dispatch, ready to go.
struct Launch {
  KernelHandle kernel;
  const artifact::Entry *entry;
  uint32_t bufferCount, sizeCount;
  void **buffers;
  int64_t *sizes;
  int64_t grid;
  uint8_t *scratch; // threads() pieces of scratchStride bytes
  uint64_t scratchStride;
};

// A few words: "lacks avx512f".
struct Reason {
  char text[80];
};

// What a device keeps while a session runs.
struct Run {
  bool flushSubnormals;
  bool exclusive;
  uint32_t saved;
  hfc_status *status; // the first that failed since the last wait
  void *own;          // the device's
};

// Steps that a device has kept, to do again; made by it, freed by it.
struct Recording;

} // namespace hfc::rt

// Functions have bodies, those of a device that runs nothing, because a pure
// one would need the C++ library.
struct hfc_device {
  virtual void destroy() {}
  virtual const char *kind() const { return ""; }
  // The target family whose code and plans it takes.
  virtual const char *family() const { return ""; }
  virtual const char *features() const { return ""; }
  virtual uint32_t threads() const { return 1; }

  // Whether code of this executable could run here; if not, what it lacks.
  virtual bool supports(const hfc::artifact::Executable &,
                        hfc::rt::Reason &) const {
    return false;
  }
  virtual hfc_status *load(std::span<const uint8_t>, uint32_t,
                           hfc::rt::Image **) {
    return nullptr;
  }
  virtual void unload(hfc::rt::Image *) {}
  // Null: the image has no such kernel.
  virtual hfc::rt::KernelHandle find(const hfc::rt::Image *,
                                     const char *) const {
    return nullptr;
  }

  // Whether kernels see the memory of the host. Where not, arena, state and
  // constants are allocated by memory(), inputs and outputs are copied.
  virtual bool sharesMemory() const { return true; }
  // Where blocks that kernels see come from.
  virtual const hfc::rt::Host &memory() const { return host; }
  // Bytes between any two places, outside a run; done when it returns.
  virtual hfc_status *move(void *to, const void *from, uint64_t bytes) {
    std::memmove(to, from, bytes);
    return nullptr;
  }

  // Whether steps are run, so that a loop may wait for what they compute.
  virtual bool computes() const { return true; }
  virtual void begin(hfc::rt::Run &) {}
  virtual void dispatch(hfc::rt::Run &, const hfc::rt::Launch &) {}
  virtual void copy(hfc::rt::Run &, void *, const void *, uint64_t) {}
  // The same from the host's memory, and to it: there when wait() returns.
  virtual void upload(hfc::rt::Run &run, void *to, const void *from,
                      uint64_t bytes) {
    copy(run, to, from, bytes);
  }
  virtual void download(hfc::rt::Run &run, void *to, const void *from,
                        uint64_t bytes) {
    copy(run, to, from, bytes);
  }

  // Dispatches and copies within the device between record(), unless it is
  // false, and recorded() are not done, but kept to be done again. Null: they
  // could not be kept.
  virtual bool records() const { return false; }
  virtual bool record(hfc::rt::Run &) { return false; }
  virtual hfc::rt::Recording *recorded(hfc::rt::Run &) { return nullptr; }
  virtual void replay(hfc::rt::Run &, hfc::rt::Recording *) {}
  virtual void drop(hfc::rt::Recording *) {}

  // When it returns, all steps so far are done, or one has failed.
  virtual hfc_status *wait(hfc::rt::Run &) { return nullptr; }
  virtual void end(hfc::rt::Run &) {}

  hfc::rt::Host host;
  hfc::rt::RefCount references;

protected:
  ~hfc_device() = default;
};

namespace hfc::rt {

using Device = hfc_device;

// The kinds of this library: a name and how to open one.
struct DeviceKind {
  const char *name;
  hfc_status *(*open)(const Host &, const hfc_device_options &, Device **);
};
hfc_status *openCpuDevice(const Host &, const hfc_device_options &, Device **);
hfc_status *openNullDevice(const Host &, const hfc_device_options &, Device **);
hfc_status *openHipDevice(const Host &, const hfc_device_options &, Device **);
hfc_status *openSimDevice(const Host &, const hfc_device_options &, Device **);

} // namespace hfc::rt

#endif
