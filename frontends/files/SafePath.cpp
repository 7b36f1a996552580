// See SafePath.h. What went wrong elsewhere: ONNX's own checks of such paths
// were repaired four times (CVE-2022-25882, CVE-2024-27318, CVE-2026-27489,
// CVE-2026-34446: "..", links of parents, hard links); all looked first and
// opened later.
#include "frontends/files/SafePath.h"
#include "diagnostics/Error.h"
#include "diagnostics/Quote.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/Errno.h"
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace hfc::files;
using hfc::diag::Code;
using hfc::diag::quote;

const char *hfc::files::whyPathIsUnsafe(llvm::StringRef relative) {
  if (relative.empty())
    return "is empty";
  if (relative.contains('\0'))
    return "holds a zero byte";
  if (relative.starts_with("/"))
    return "is absolute";
  llvm::SmallVector<llvm::StringRef> steps;
  relative.split(steps, '/');
  if (llvm::is_contained(steps, ".."))
    return "leads to a parent folder";
  return nullptr;
}

bool hfc::files::isPlainFileName(llvm::StringRef name) {
  return !whyPathIsUnsafe(name) && !name.contains('/') && name != ".";
}

// -1 and errno, as openat.
static int openInSteps(int folder, llvm::StringRef relative, int flags) {
  int current = folder;
  auto leave = [&](int result) {
    int error = errno;
    if (current != folder)
      ::close(current);
    errno = error;
    return result;
  };
  llvm::SmallVector<llvm::StringRef> steps;
  relative.split(steps, '/', /*MaxSplit=*/-1, /*KeepEmpty=*/false);
  for (llvm::StringRef step : llvm::ArrayRef(steps).drop_back()) {
    int next =
        ::openat(current, step.str().c_str(), O_PATH | O_NOFOLLOW | O_CLOEXEC);
    if (next < 0)
      return leave(-1);
    struct stat status;
    bool isLink = ::fstat(next, &status) == 0 && S_ISLNK(status.st_mode);
    leave(0);
    current = next;
    if (isLink) {
      errno = ELOOP;
      return leave(-1);
    }
  }
  return leave(
      ::openat(current, steps.back().str().c_str(), flags | O_NOFOLLOW));
}

llvm::Expected<int> hfc::files::openBelow(int folder, llvm::StringRef relative,
                                          int flags, Walk walk) {
  if (const char *why = whyPathIsUnsafe(relative))
    return diag::error(Code::UnsafePath, "the path {0} {1}", quote(relative),
                       why);
  flags |= O_CLOEXEC;
  int descriptor = -1;
  bool walked = false;
  if (walk == Walk::KernelOrSteps) {
    open_how how = {};
    how.flags = flags;
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS;
    descriptor = ::syscall(SYS_openat2, folder, relative.str().c_str(), &how,
                           sizeof(how));
    // An old kernel says ENOSYS, an old sandbox EPERM.
    walked = descriptor >= 0 || (errno != ENOSYS && errno != EPERM);
  }
  if (!walked)
    descriptor = openInSteps(folder, relative, flags);
  if (descriptor >= 0)
    return descriptor;
  if (errno == ELOOP || errno == EXDEV)
    return diag::error(
        Code::UnsafePath,
        "the path {0} goes through a link\nhelp: put the file itself there, or "
        "say --follow-links if the link is yours",
        quote(relative));
  return diag::error(Code::CannotReadFile, "the file {0} cannot be opened: {1}",
                     quote(relative), llvm::sys::StrError());
}

llvm::Error hfc::files::checkPrivateFile(int descriptor,
                                         llvm::StringRef relative) {
  struct stat status;
  if (::fstat(descriptor, &status) != 0)
    return diag::error(Code::CannotReadFile, "the file {0} cannot be read: {1}",
                       quote(relative), llvm::sys::StrError());
  if (!S_ISREG(status.st_mode))
    return diag::error(Code::CannotReadFile, "{0} is no regular file",
                       quote(relative));
  if (status.st_nlink != 1)
    return diag::error(Code::UnsafePath,
                       "the file {0} has {1} names (hard links), so it may "
                       "belong to something else\nhelp: put a copy there",
                       quote(relative), uint64_t(status.st_nlink));
  return llvm::Error::success();
}
