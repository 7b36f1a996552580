#include "runtime/Host.h"
#include <cstdio>
#include <cstdlib>
#include <sys/mman.h>

using namespace hfc;
using namespace hfc::rt;

struct hfc_status {
  hfc_code code;
  size_t bytes; // 0: a constant, never freed
  hfc_allocator allocator;
  const char *message; // behind this struct
};

static const hfc_status noMemory = {HFC_OUT_OF_MEMORY, 0, {}, "out of memory"};

static constexpr size_t hugePage = artifact::hugePageSize;

// Large blocks lie on huge pages where the system has them.
static void *defaultAllocate(void *, size_t bytes, size_t alignment) {
  bool huge = bytes >= hugePage;
  if (huge && alignment < hugePage)
    alignment = hugePage;
  if (alignment < sizeof(void *))
    alignment = sizeof(void *);
  void *memory;
  if (posix_memalign(&memory, alignment, bytes))
    return nullptr;
  if (huge)
    madvise(memory, bytes / hugePage * hugePage, MADV_HUGEPAGE);
  return memory;
}

static void defaultDeallocate(void *, void *memory, size_t, size_t) {
  std::free(memory);
}

Host Host::make(const hfc_allocator &allocator, const hfc_log &log) {
  Host host = {allocator, log};
  if (!allocator.allocate)
    host.allocator = {nullptr, defaultAllocate, defaultDeallocate};
  return host;
}

void Host::remark(const char *format, ...) const {
  if (!log.write)
    return;
  char message[400];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  log.write(log.user, message);
}

hfc_status *hfc::rt::failure(const Host &host, Code code, const char *format,
                             ...) {
  va_list arguments;
  va_start(arguments, format);
  char message[1024];
  vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  size_t length = std::strlen(message) + 1;
  void *memory =
      host.allocate(sizeof(hfc_status) + length, alignof(hfc_status));
  if (!memory)
    return const_cast<hfc_status *>(&noMemory);
  char *copy = static_cast<char *>(memory) + sizeof(hfc_status);
  std::memcpy(copy, message, length);
  return new (memory) hfc_status{hfc_code(code), sizeof(hfc_status) + length,
                                 host.allocator, copy};
}

hfc_status *hfc::rt::failure(const Host &host, const artifact::ReadError &error,
                             const char *path) {
  return failure(host, error.code, "%s: %s", path, error.message);
}

hfc_status *hfc::rt::outOfMemory(const Host &host, uint64_t bytes,
                                 const char *what) {
  return failure(host, Code::OutOfMemory, "no memory for %s: %llu bytes", what,
                 (unsigned long long)bytes);
}

// Before there is a host.
hfc_status *hfc::rt::invalidCall(const char *message) {
  return failure(Host::make({}, {}), Code::InvalidCall, "%s", message);
}

hfc_code hfc_status_code(const hfc_status *status) {
  return status ? status->code : HFC_OK;
}

const char *hfc_status_message(const hfc_status *status) {
  return status ? status->message : "";
}

void hfc_status_free(hfc_status *status) {
  if (status && status->bytes)
    status->allocator.deallocate(status->allocator.user, status, status->bytes,
                                 alignof(hfc_status));
}

static constexpr const char *typeNames[] = {
    nullptr,  "bool",   "i8",       "i16",        "i32",    "i64",
    "u8",     "u16",    "u32",      "u64",        "f16",    "bf16",
    "f32",    "f64",    "f8e4m3fn", "f8e4m3fnuz", "f8e5m2", "f8e5m2fnuz",
    "f8e8m0", "f6e2m3", "f6e3m2",   "f4e2m1",     "i4",     "u4",
    "i2",     "u2"};

const char *hfc_type_name(hfc_type type) {
  return unsigned(type) < std::size(typeNames) ? typeNames[type] : nullptr;
}

size_t hfc_type_bytes(hfc_type type) {
  return unsigned(type) < std::size(typeNames)
             ? artifact::bytesOf(artifact::ElementType(type))
             : 0;
}
