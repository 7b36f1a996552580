#include "runtime/devices/Device.h"

using namespace hfc;
using namespace hfc::rt;

// A new device is one row here.
static constexpr DeviceKind kinds[] = {{"cpu", openCpuDevice},
                                       {"null", openNullDevice},
                                       {"hip", openHipDevice},
                                       {"sim", openSimDevice}};

const char *hfc_device_kind(uint32_t index) {
  return index < std::size(kinds) ? kinds[index].name : nullptr;
}

hfc_status *hfc_device_open(const hfc_device_options *given, hfc_device **out) {
  hfc_device_options options;
  if (!out || !readOptions(given, options))
    return invalidCall("hfc_device_open: a null argument, or options that were "
                       "not initialised");
  Host host = Host::make(options.allocator, options.log);
  const char *wanted = options.kind ? options.kind : kinds[0].name;
  for (const DeviceKind &kind : kinds) {
    size_t length = std::strlen(kind.name);
    // What follows a colon is the kind's own.
    if (!std::strncmp(kind.name, wanted, length) &&
        (!wanted[length] || wanted[length] == ':'))
      return kind.open(host, options, out);
  }
  return failure(
      host, Code::NoDevice,
      "no device of kind '%s'\nhelp: this library has cpu, hip and sim",
      wanted);
}

void hfc_device_get_info(const hfc_device *device, hfc_device_info *out) {
  hfc_device_info info = hfc_device_info_init();
  info.kind = device->kind();
  info.family = device->family();
  info.features = device->features();
  info.threads = device->threads();
  writeInfo(info, out);
}

void hfc_device_release(hfc_device *device) {
  if (device && device->references.release())
    device->destroy();
}
