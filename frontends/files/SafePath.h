// Opens a path that came out of a file, below a folder and nowhere else.
#ifndef HFC_FRONTENDS_FILES_SAFEPATH_H
#define HFC_FRONTENDS_FILES_SAFEPATH_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace hfc::files {

// Why the words of a path refuse it (empty, absolute, "..", …); null if they do
// not.
const char *whyPathIsUnsafe(llvm::StringRef relative);

// One name: no "/", neither "." nor "..".
bool isPlainFileName(llvm::StringRef name);

// Who walks the path: the kernel in one system call (openat2, Linux 5.6), or,
// where that is missing, this process a step at a time.
enum class Walk { KernelOrSteps, Steps };

// A descriptor of `relative` below the open folder `folder`, opened with
// `flags`, no link followed at any step. The caller closes it.
llvm::Expected<int> openBelow(int folder, llvm::StringRef relative, int flags,
                              Walk walk = Walk::KernelOrSteps);

// Refuses what is no regular file or has a second name (hard link).
llvm::Error checkPrivateFile(int descriptor, llvm::StringRef relative);

} // namespace hfc::files
#endif
