// A file that appears under its name whole or not at all: written without a
// name beside its target, then renamed over it. Nobody waits for the disk: what
// a power failure takes can be made again, and loading verifies tables and
// code.
#ifndef HFC_ARTIFACT_OUTPUTFILE_H
#define HFC_ARTIFACT_OUTPUTFILE_H

#include <cstdint>
#include <string>

namespace hfc::artifact {

class OutputFile {
public:
  explicit OutputFile(std::string path) : path(std::move(path)) {}
  ~OutputFile();
  OutputFile(const OutputFile &) = delete;

  // Each returns false after a failure, which error() names.
  bool open();
  bool append(const void *data, uint64_t size);
  // Leaves a hole that reads as zeros.
  bool skipTo(uint64_t offset);
  bool writeAt(uint64_t offset, const void *data, uint64_t size);
  bool commit();

  uint64_t position() const { return end; }
  const std::string &error() const { return message; }

private:
  bool fail(const char *what);

  std::string path, temporary, message;
  int fd = -1;
  uint64_t end = 0;
};

} // namespace hfc::artifact
#endif
