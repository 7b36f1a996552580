// What a run of a HIP device has for itself: a stream, and pinned memory that
// inputs and outputs pass through, so that their copies run beside the host.
#ifndef HFC_RUNTIME_DEVICES_HIP_HIPRUN_H
#define HFC_RUNTIME_DEVICES_HIP_HIPRUN_H

#include "runtime/devices/hip/HipLibrary.h"

namespace hfc::rt {

class HipRun {
public:
  explicit HipRun(const HipLibrary &hip) : hip(hip) {}
  HipRun(const HipRun &) = delete;
  ~HipRun();
  hipError_t open();
  // Before the first transfer of a run: as much pinned memory as the run before
  // would have used, as far as there is any.
  void begin();

  hipError_t upload(void *to, const void *from, size_t bytes);
  // There after finish().
  hipError_t download(void *to, const void *from, size_t bytes);
  // All is done; what was downloaded goes to its places.
  hipError_t finish();

  hipStream_t stream = nullptr;
  HipRun *next = nullptr; // in the list of those that nobody uses
  Host host;

private:
  // Null: there is no room, and the transfer goes without.
  uint8_t *stage(size_t bytes);

  const HipLibrary &hip;
  uint8_t *pinned = nullptr;
  size_t size = 0, used = 0, wanted = 0;
  // Outputs that lie in pinned memory.
  static constexpr uint32_t mostLater = 64;
  struct Later {
    void *to;
    const uint8_t *from;
    size_t bytes;
  } later[mostLater];
  uint32_t laterCount = 0;
};

} // namespace hfc::rt
#endif
