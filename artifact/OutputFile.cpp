#include "artifact/OutputFile.h"
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace hfc::artifact;

static std::string folderOf(const std::string &path) {
  size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, slash + 1);
}

OutputFile::~OutputFile() {
  if (fd >= 0)
    close(fd);
  if (!temporary.empty())
    unlink(temporary.c_str());
}

bool OutputFile::fail(const char *what) {
  message = path + ": cannot " + what + ": " + strerror(errno);
  return false;
}

bool OutputFile::open() {
  struct stat old;
  if (stat(path.c_str(), &old) == 0 && !S_ISREG(old.st_mode)) {
    message = path + ": is not a regular file";
    return false;
  }
  fd = ::open(folderOf(path).c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0666);
  if (fd >= 0)
    return true;
  if (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL)
    return fail("write");
  // The file system has no files without a name.
  std::string name = path + "." + std::to_string(getpid()) + ".part";
  fd = ::open(name.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0666);
  if (fd < 0)
    return fail("write");
  temporary = name;
  return true;
}

bool OutputFile::writeAt(uint64_t offset, const void *data, uint64_t size) {
  const char *bytes = static_cast<const char *>(data);
  while (size) {
    ssize_t written = pwrite(fd, bytes, size, off_t(offset));
    if (written < 0 && errno == EINTR)
      continue;
    if (written <= 0)
      return fail("write");
    bytes += written;
    offset += uint64_t(written);
    size -= uint64_t(written);
  }
  return true;
}

bool OutputFile::append(const void *data, uint64_t size) {
  if (!writeAt(end, data, size))
    return false;
  end += size;
  return true;
}

bool OutputFile::skipTo(uint64_t offset) {
  end = offset;
  return ftruncate(fd, off_t(offset)) == 0 || fail("write");
}

bool OutputFile::commit() {
  if (temporary.empty()) {
    std::string name = path + "." + std::to_string(getpid()) + ".part";
    std::string self = "/proc/self/fd/" + std::to_string(fd);
    if (linkat(AT_FDCWD, self.c_str(), AT_FDCWD, name.c_str(),
               AT_SYMLINK_FOLLOW))
      return fail("name");
    temporary = name;
  }
  if (rename(temporary.c_str(), path.c_str()))
    return fail("rename");
  temporary.clear();
  return true;
}
