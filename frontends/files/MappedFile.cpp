// See MappedFile.h.
#include "frontends/files/MappedFile.h"
#include "artifact/CheckedSize.h"
#include "diagnostics/Error.h"
#include "llvm/Support/Errno.h"
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace hfc::files;
using hfc::diag::Code;

llvm::Expected<std::unique_ptr<MappedFile>>
MappedFile::open(llvm::StringRef path, std::string name) {
  if (path.contains('\0'))
    return diag::error(Code::CannotReadFile, "{0}: a path holds no zero byte",
                       name);
  // Not blocking: a pipe would wait for its writer before fstat can refuse it.
  int descriptor =
      ::open(path.str().c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (descriptor < 0)
    return diag::error(Code::CannotReadFile, "{0}: cannot be opened: {1}", path,
                       llvm::sys::StrError());
  auto file = map(descriptor, std::move(name));
  ::close(descriptor);
  return file;
}

llvm::Expected<std::unique_ptr<MappedFile>> MappedFile::map(int descriptor,
                                                            std::string name) {
  struct stat status;
  if (::fstat(descriptor, &status) != 0)
    return diag::error(Code::CannotReadFile, "{0}: cannot be read: {1}", name,
                       llvm::sys::StrError());
  if (!S_ISREG(status.st_mode))
    return diag::error(Code::CannotReadFile, "{0}: is no regular file", name);
  std::unique_ptr<MappedFile> file(new MappedFile(std::move(name)));
  if (status.st_size == 0)
    return file;
  uint64_t size = status.st_size;
  void *address =
      ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, /*offset=*/0);
  if (address == MAP_FAILED)
    return diag::error(Code::CannotReadFile, "{0}: cannot be mapped: {1}",
                       file->name, llvm::sys::StrError());
  file->bytes = {static_cast<const uint8_t *>(address), size};
  return file;
}

std::unique_ptr<MappedFile> MappedFile::copyOf(llvm::ArrayRef<uint8_t> bytes,
                                               std::string name) {
  std::unique_ptr<MappedFile> file(new MappedFile(std::move(name)));
  file->copy = std::make_unique<uint8_t[]>(bytes.size());
  if (!bytes.empty())
    std::memcpy(file->copy.get(), bytes.data(), bytes.size());
  file->bytes = {file->copy.get(), bytes.size()};
  return file;
}

MappedFile::~MappedFile() {
  if (!copy && !bytes.empty())
    ::munmap(const_cast<uint8_t *>(bytes.data()), bytes.size());
}

llvm::Expected<llvm::ArrayRef<uint8_t>>
MappedFile::getSpan(uint64_t offset, uint64_t length,
                    const llvm::Twine &what) const {
  if (!artifact::spanFits(offset, length, bytes.size()))
    return diag::error(
        Code::MalformedFile,
        "{0}: {1} wants {2} bytes from offset {3} on, and the file has {4}",
        name, what.str(), length, offset, bytes.size());
  return bytes.slice(offset, length);
}
