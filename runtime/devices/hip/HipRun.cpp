#include "runtime/devices/hip/HipRun.h"
#include <cstring>

using namespace hfc::rt;

// More is better left where it is: HIP pins large transfers piece by piece.
static constexpr size_t mostPinned = 64 << 20;

HipRun::~HipRun() {
  if (pinned)
    hip.hipHostFree(pinned);
  if (stream)
    hip.hipStreamDestroy(stream);
}

hipError_t HipRun::open() {
  return hip.hipStreamCreateWithFlags(&stream, hipStreamNonBlocking);
}

void HipRun::begin() {
  if (wanted > size && wanted <= mostPinned) {
    if (pinned)
      hip.hipHostFree(pinned);
    void *memory = nullptr;
    if (hip.hipHostMalloc(&memory, wanted, 0))
      memory = nullptr;
    pinned = static_cast<uint8_t *>(memory);
    size = memory ? wanted : 0;
  }
  used = wanted = 0;
  laterCount = 0;
}

uint8_t *HipRun::stage(size_t bytes) {
  bytes = (bytes + 63) / 64 * 64;
  wanted += bytes;
  if (bytes > size - used)
    return nullptr;
  uint8_t *place = pinned + used;
  used += bytes;
  return place;
}

hipError_t HipRun::upload(void *to, const void *from, size_t bytes) {
  if (uint8_t *place = stage(bytes)) {
    std::memcpy(place, from, bytes);
    from = place;
  }
  return hip.hipMemcpyAsync(to, from, bytes, hipMemcpyHostToDevice, stream);
}

hipError_t HipRun::download(void *to, const void *from, size_t bytes) {
  uint8_t *place = laterCount < mostLater ? stage(bytes) : nullptr;
  if (place)
    later[laterCount++] = {to, place, bytes};
  return hip.hipMemcpyAsync(place ? place : to, from, bytes,
                            hipMemcpyDeviceToHost, stream);
}

hipError_t HipRun::finish() {
  hipError_t error = hip.hipStreamSynchronize(stream);
  for (uint32_t i = 0; i < laterCount && !error; ++i)
    std::memcpy(later[i].to, later[i].from, later[i].bytes);
  laterCount = 0;
  used = 0;
  return error;
}
