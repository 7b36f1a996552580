// Opening: header, then tables and code are copied and the copies verified, so
// that whoever writes to the file can change numbers, never memory safety.
#include "runtime/Artifact.h"
#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace hfc;
using namespace hfc::rt;
using artifact::Header;
using artifact::ReadError;
using artifact::Section;

hfc_artifact::~hfc_artifact() {
  if (mapping)
    munmap(mapping, mappingSize);
}

namespace {

// Where bytes come from: a file, or memory.
struct Source {
  const char *name;
  int fd;
  const uint8_t *memory;
  uint64_t size;

  // Reads all of it, or false.
  bool read(void *to, uint64_t bytes, uint64_t offset) const {
    if (memory) {
      if (bytes)
        std::memcpy(to, memory + offset, bytes);
      return true;
    }
    for (uint8_t *at = static_cast<uint8_t *>(to); bytes;) {
      ssize_t got = pread(fd, at, bytes, off_t(offset));
      if (got < 0 && errno == EINTR)
        continue;
      if (got <= 0)
        return false;
      at += got;
      offset += uint64_t(got);
      bytes -= uint64_t(got);
    }
    return true;
  }
};

hfc_status *copySection(const Host &host, const Source &source,
                        const Section &section, const char *what,
                        Block &block) {
  if (!block.allocate(host, section.size))
    return outOfMemory(host, section.size, what);
  if (!source.read(block.data(), section.size, section.offset))
    return failure(host, Code::CannotReadFile,
                   "%s: cannot read %llu bytes at %llu", source.name,
                   (unsigned long long)section.size,
                   (unsigned long long)section.offset);
  return nullptr;
}

hfc_status *placeConstants(hfc_artifact &artifact, const Source &source,
                           bool copy) {
  const Section &section = artifact.header.constants;
  if (copy) {
    hfc_status *status = copySection(artifact.host, source, section,
                                     "constants", artifact.constantsCopy);
    artifact.constants = artifact.constantsCopy.data();
    return status;
  }
  if (source.memory) {
    if (reinterpret_cast<uintptr_t>(source.memory) %
        artifact::constantAlignment)
      return failure(artifact.host, Code::InvalidCall,
                     "%s is not aligned to 64 bytes\nhelp: HFC_OPEN_COPY",
                     source.name);
    artifact.constants = source.memory + section.offset;
    return nullptr;
  }
  if (!section.size)
    return nullptr;
  uint64_t start = section.offset & ~(artifact::pageSize - 1);
  size_t size = section.offset + section.size - start;
  void *mapping =
      mmap(nullptr, size, PROT_READ, MAP_PRIVATE, source.fd, off_t(start));
  if (mapping == MAP_FAILED)
    return failure(artifact.host, Code::CannotReadFile,
                   "%s: cannot map %zu bytes: %s", source.name, size,
                   strerror(errno));
  artifact.mapping = mapping;
  artifact.mappingSize = size;
  artifact.constants =
      static_cast<const uint8_t *>(mapping) + (section.offset - start);
  return nullptr;
}

hfc_status *load(hfc_artifact &artifact, const Source &source, uint32_t flags) {
  const Host &host = artifact.host;
  uint8_t start[sizeof(Header)] = {};
  size_t startSize = std::min<uint64_t>(sizeof start, source.size);
  ReadError error;
  if (!source.read(start, startSize, 0))
    return failure(host, Code::CannotReadFile, "%s: cannot read", source.name);
  Header &header = artifact.header;
  if (!artifact::readHeader({start, startSize}, source.size, header, error))
    return failure(host, error, source.name);
  if (hfc_status *status =
          copySection(host, source, header.tables, "tables", artifact.tables))
    return status;
  if (hfc_status *status =
          copySection(host, source, header.code, "code", artifact.code))
    return status;
  artifact.root = artifact::verifyTables(
      {artifact.tables.data(), artifact.tables.size()}, header, error);
  if (!artifact.root)
    return failure(host, error, source.name);
  return placeConstants(artifact, source, flags & HFC_OPEN_COPY);
}

hfc_status *open(const Host &host, const Source &source, uint32_t flags,
                 hfc_artifact **out) {
  hfc_artifact *artifact = create<hfc_artifact>(host);
  if (!artifact)
    return outOfMemory(host, sizeof(hfc_artifact), "an artifact");
  if (hfc_status *status = load(*artifact, source, flags)) {
    destroy(artifact);
    return status;
  }
  *out = artifact;
  return nullptr;
}

hfc_status *openFile(const Host &host, const char *path, int fd, uint32_t flags,
                     hfc_artifact **out) {
  struct stat info;
  if (fd < 0 || fstat(fd, &info))
    return failure(host, Code::CannotReadFile, "%s: %s", path, strerror(errno));
  if (!S_ISREG(info.st_mode))
    return failure(host, Code::CannotReadFile, "%s: is not a regular file",
                   path);
  return open(host, {path, fd, nullptr, uint64_t(info.st_size)}, flags, out);
}
} // namespace

hfc_status *hfc_artifact_open(const char *path, const hfc_open_options *given,
                              hfc_artifact **out) {
  hfc_open_options options;
  if (!path || !out || !readOptions(given, options))
    return invalidCall("hfc_artifact_open: a null argument, or options that "
                       "were not initialised");
  Host host = Host::make(options.allocator, options.log);
  int fd = ::open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  hfc_status *status = openFile(host, path, fd, options.flags, out);
  if (fd >= 0)
    close(fd);
  return status;
}

hfc_status *hfc_artifact_open_memory(const void *data, size_t bytes,
                                     const hfc_open_options *given,
                                     hfc_artifact **out) {
  hfc_open_options options;
  if (!data || !out || !readOptions(given, options))
    return invalidCall("hfc_artifact_open_memory: a null argument, or options "
                       "that were not initialised");
  return open(Host::make(options.allocator, options.log),
              {"memory", -1, static_cast<const uint8_t *>(data), bytes},
              options.flags, out);
}

void hfc_artifact_release(hfc_artifact *artifact) {
  if (artifact && artifact->references.release())
    destroy(artifact);
}

hfc_status *hfc_artifact_verify_hashes(const hfc_artifact *artifact) {
  if (!artifact)
    return invalidCall("hfc_artifact_verify_hashes: no artifact");
  const Header &header = artifact->header;
  ReadError error;
  if (!artifact::verifyHashes(*artifact->root, "code",
                              {artifact->code.data(), header.code.size},
                              error) ||
      !artifact::verifyHashes(*artifact->root, "constants",
                              {artifact->constants, header.constants.size},
                              error))
    return failure(artifact->host, error, "artifact");
  return nullptr;
}
