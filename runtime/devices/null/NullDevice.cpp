// The device that does nothing, as fast as that can be done: what a dispatch
// costs the runtime, and the skeleton of a new device. See README.md.
#include "runtime/devices/Device.h"

using namespace hfc;
using namespace hfc::rt;

namespace {
class NullDevice final : public Device {
public:
  void destroy() override { rt::destroy(this); }
  const char *kind() const override { return "null"; }
  const char *family() const override { return "x86"; }
  // Any code will do: it never runs.
  bool supports(const artifact::Executable &, Reason &) const override {
    return true;
  }
  KernelHandle find(const Image *, const char *symbol) const override {
    return const_cast<char *>(symbol);
  }
  bool computes() const override { return false; }
};
} // namespace

hfc_status *hfc::rt::openNullDevice(const Host &host,
                                    const hfc_device_options &, Device **out) {
  NullDevice *device = create<NullDevice>(host);
  if (!device)
    return outOfMemory(host, sizeof(NullDevice), "a device");
  *out = device;
  return nullptr;
}
