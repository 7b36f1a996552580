// What a session may hold: every block of arena, scratch and outputs is counted
// against max_bytes before it is allocated.
#ifndef HFC_RUNTIME_MEMORY_H
#define HFC_RUNTIME_MEMORY_H

#include "runtime/Host.h"

namespace hfc::rt {

class Memory {
public:
  Memory() = default;
  Memory(const Memory &) = delete;
  // Blocks come from `newPlace`, a device's memory perhaps.
  void init(const Host &newHost, const Host &newPlace, uint64_t maxBytes) {
    host = &newHost;
    place = &newPlace;
    limit = maxBytes ? maxBytes : UINT64_MAX;
  }
  uint64_t held() const { return used; }

  // The block holds at least that many bytes; contents are lost when it grows.
  hfc_status *reserve(Block &block, uint64_t bytes, const char *what) {
    return reserve(block, bytes, what, *place);
  }
  // The same in the host's own memory.
  hfc_status *reserveOnHost(Block &block, uint64_t bytes, const char *what) {
    return reserve(block, bytes, what, *host);
  }

  // As reserve, but contents stay. Some room for more is taken with it, so that
  // growing by steps costs no more than a few moves, which `move` makes.
  template <typename Move>
  hfc_status *grow(Block &block, uint64_t bytes, const char *what, Move move) {
    if (block && block.size() >= bytes)
      return nullptr;
    uint64_t wanted = bytes + block.size() / 2;
    if (wanted < bytes || wanted > limit - used)
      wanted = bytes;
    Block larger;
    if (hfc_status *status = reserve(larger, wanted, what))
      return status;
    hfc_status *status =
        block ? move(larger.data(), block.data(), block.size()) : nullptr;
    used -= block.size();
    block = std::move(larger);
    return status;
  }

private:
  hfc_status *reserve(Block &block, uint64_t bytes, const char *what,
                      const Host &where) {
    if (block && block.size() >= bytes)
      return nullptr;
    used -= block.size();
    block.reset();
    if (bytes > limit - used)
      return failure(*host, Code::OutOfMemory,
                     "%s needs %llu bytes, and max_bytes leaves %llu of %llu",
                     what, (unsigned long long)bytes,
                     (unsigned long long)(limit - used),
                     (unsigned long long)limit);
    if (!block.allocate(where, bytes))
      return outOfMemory(*host, bytes, what);
    used += bytes;
    return nullptr;
  }

  const Host *host = nullptr, *place = nullptr;
  uint64_t limit = UINT64_MAX, used = 0;
};

// The segments that the functions of a session share, one run at a time.
struct Arena {
  Array<Block> segments;
  Block scratch;
  uint64_t scratchStride = 0;
  // Rises when a block moves: addresses prepared before are stale.
  uint64_t generation = 0;
};

} // namespace hfc::rt
#endif
