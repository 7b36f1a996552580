// See ModelFolder.h.
#include "frontends/files/ModelFolder.h"
#include "diagnostics/Error.h"
#include "frontends/files/SafePath.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Errno.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <fcntl.h>
#include <linux/limits.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace hfc::files;
using hfc::diag::Code;

static constexpr int readFlags = O_RDONLY | O_NONBLOCK | O_NOCTTY;

llvm::Expected<ModelFolder> ModelFolder::open(llvm::StringRef path) {
  if (path.contains('\0'))
    return diag::error(Code::CannotReadFile, "a path holds no zero byte");
  int descriptor = ::open(path.empty() ? "." : path.str().c_str(),
                          O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0)
    return diag::error(Code::CannotReadFile,
                       "{0}: cannot be opened as a folder: {1}", path,
                       llvm::sys::StrError());
  llvm::SmallString<128> real;
  bool isSnapshot =
      !llvm::sys::fs::real_path(path.empty() ? "." : path, real) &&
      llvm::sys::path::filename(llvm::sys::path::parent_path(real)) ==
          "snapshots";
  return ModelFolder(path.str(), descriptor, isSnapshot);
}

ModelFolder::ModelFolder(ModelFolder &&other)
    : path(std::move(other.path)), descriptor(other.descriptor),
      isSnapshot(other.isSnapshot) {
  other.descriptor = -1;
}

ModelFolder::~ModelFolder() {
  if (descriptor >= 0)
    ::close(descriptor);
}

// The NAME of a link `../../blobs/NAME` that the hub cache put at `relative`
// (one more `..` a folder deeper); empty for anything else.
static std::string getBlobName(int folder, llvm::StringRef relative) {
  auto [parent, name] = relative.rsplit('/');
  if (name.empty())
    std::swap(parent, name);
  auto opened =
      openBelow(folder, parent.empty() ? "." : parent, O_PATH | O_DIRECTORY);
  if (!opened) {
    llvm::consumeError(opened.takeError());
    return "";
  }
  char buffer[PATH_MAX];
  ssize_t length =
      ::readlinkat(*opened, name.str().c_str(), buffer, sizeof(buffer));
  ::close(*opened);
  llvm::StringRef target(buffer, length < 0 ? 0 : length);
  for (size_t i = 0, ups = 2 + relative.count('/'); i != ups; ++i)
    if (!target.consume_front("../"))
      return "";
  return target.consume_front("blobs/") && isPlainFileName(target)
             ? target.str()
             : "";
}

llvm::Expected<std::unique_ptr<MappedFile>>
ModelFolder::map(llvm::StringRef relative, Links links) const {
  if (links == Links::Followed && !whyPathIsUnsafe(relative)) {
    llvm::SmallString<128> there(path);
    llvm::sys::path::append(there, relative);
    return MappedFile::open(there, relative.str());
  }
  llvm::Expected<int> opened = -1;
  std::string blob;
  if (isSnapshot && !whyPathIsUnsafe(relative))
    blob = getBlobName(descriptor, relative);
  if (blob.empty()) {
    opened = openBelow(descriptor, relative, readFlags);
  } else {
    int blobs = ::openat(descriptor, "../../blobs",
                         O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    llvm::scope_exit close([&] { ::close(blobs); });
    opened = openBelow(blobs, blob, readFlags);
  }
  if (!opened)
    return opened.takeError();
  llvm::scope_exit close([&] { ::close(*opened); });
  if (llvm::Error error = checkPrivateFile(*opened, relative))
    return std::move(error);
  return MappedFile::map(*opened, relative.str());
}

bool ModelFolder::contains(llvm::StringRef relative) const {
  struct stat status;
  return !whyPathIsUnsafe(relative) &&
         ::fstatat(descriptor, relative.str().c_str(), &status,
                   AT_SYMLINK_NOFOLLOW) == 0;
}
