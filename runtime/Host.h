// What the runtime asks of its host: memory, and a place for remarks. Every
// object carries a Host; nothing here is global.
#ifndef HFC_RUNTIME_HOST_H
#define HFC_RUNTIME_HOST_H

#include "artifact/Reader.h"
#include "runtime/include/hfc/runtime.h"
#include <atomic>
#include <cstdarg>
#include <new>
#include <type_traits>
#include <utility>

namespace hfc::rt {

using diag::Code;

struct Host {
  hfc_allocator allocator;
  hfc_log log;

  // Fills in malloc where the caller gave no allocator.
  static Host make(const hfc_allocator &allocator, const hfc_log &log);
  void *allocate(size_t bytes, size_t alignment) const {
    return allocator.allocate(allocator.user, bytes, alignment);
  }
  void deallocate(void *memory, size_t bytes, size_t alignment) const {
    if (memory)
      allocator.deallocate(allocator.user, memory, bytes, alignment);
  }
  void remark(const char *format, ...) const
      __attribute__((format(printf, 2, 3)));
};

// A status with a printf message; where no memory is left for it, a constant
// one that says so.
hfc_status *failure(const Host &host, Code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
hfc_status *failure(const Host &host, const artifact::ReadError &error,
                    const char *path);
hfc_status *outOfMemory(const Host &host, uint64_t bytes, const char *what);
hfc_status *invalidCall(const char *message);

// A block of the host's memory, aligned to 64, contents undefined.
class Block {
public:
  Block() = default;
  Block(Block &&other) noexcept { swap(other); }
  Block &operator=(Block &&other) noexcept {
    swap(other);
    return *this;
  }
  ~Block() { reset(); }
  bool allocate(const Host &newHost, uint64_t newSize) {
    reset();
    host = &newHost;
    size_ = newSize;
    data_ = static_cast<uint8_t *>(newHost.allocate(newSize ? newSize : 1, 64));
    if (!data_)
      size_ = 0;
    return data_;
  }
  void reset() {
    if (data_)
      host->deallocate(data_, size_ ? size_ : 1, 64);
    data_ = nullptr;
    size_ = 0;
  }
  uint8_t *data() const { return data_; }
  uint64_t size() const { return size_; }
  explicit operator bool() const { return data_; }

private:
  void swap(Block &other) {
    std::swap(host, other.host);
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
  }
  const Host *host = nullptr;
  uint8_t *data_ = nullptr;
  uint64_t size_ = 0;
};

// A fixed number of plain or default-made elements in the host's memory.
template <typename T> class Array {
public:
  Array() = default;
  Array(const Array &) = delete;
  ~Array() { reset(); }
  // False: out of memory. What was there before is gone.
  bool make(const Host &newHost, size_t count) {
    reset();
    if (!count)
      return true;
    if (count > SIZE_MAX / sizeof(T))
      return false;
    host = &newHost;
    items = static_cast<T *>(newHost.allocate(count * sizeof(T), alignof(T)));
    if (!items)
      return false;
    size_ = count;
    for (size_t i = 0; i < count; ++i)
      new (&items[i]) T();
    return true;
  }
  void reset() {
    for (size_t i = 0; i < size_; ++i)
      items[i].~T();
    if (items)
      host->deallocate(items, size_ * sizeof(T), alignof(T));
    items = nullptr;
    size_ = 0;
  }
  T &operator[](size_t i) { return items[i]; }
  const T &operator[](size_t i) const { return items[i]; }
  T *data() { return items; }
  const T *data() const { return items; }
  T *begin() { return items; }
  T *end() { return items + size_; }
  const T *begin() const { return items; }
  const T *end() const { return items + size_; }
  size_t size() const { return size_; }

private:
  const Host *host = nullptr;
  T *items = nullptr;
  size_t size_ = 0;
};

// Null: out of memory. T has a member `host`.
template <typename T> T *create(const Host &host) {
  void *memory = host.allocate(sizeof(T), alignof(T));
  if (!memory)
    return nullptr;
  T *object = new (memory) T();
  object->host = host;
  return object;
}
template <typename T> void destroy(T *object) {
  Host host = object->host;
  object->~T();
  host.deallocate(object, sizeof(T), alignof(T));
}

class RefCount {
public:
  void retain() { count.fetch_add(1, std::memory_order_relaxed); }
  // True for the last one.
  bool release() { return count.fetch_sub(1, std::memory_order_acq_rel) == 1; }

private:
  std::atomic<uint32_t> count{1};
};

// Options as this library knows them, of a caller who may know fewer fields, or
// more that are left at zero. False: not initialised.
template <typename T> bool readOptions(const T *given, T &options) {
  std::memset(static_cast<void *>(&options), 0, sizeof options);
  if (!given)
    return true;
  if (given->struct_size < sizeof given->struct_size ||
      given->struct_size > 4096)
    return false;
  auto *bytes = reinterpret_cast<const uint8_t *>(given);
  for (size_t at = sizeof options; at < given->struct_size; ++at)
    if (bytes[at])
      return false;
  std::memcpy(&options, given,
              given->struct_size < sizeof options ? given->struct_size
                                                  : sizeof options);
  return true;
}
// The same for what a call fills in.
template <typename T> void writeInfo(T &info, T *out) {
  size_t size = out->struct_size < sizeof info ? out->struct_size : sizeof info;
  info.struct_size = out->struct_size;
  std::memcpy(static_cast<void *>(out), &info, size);
}

} // namespace hfc::rt
#endif
