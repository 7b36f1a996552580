// LLD, in this process, over the objects of kernels.
#ifndef HFC_TARGETS_COMMON_LINKOBJECTS_H
#define HFC_TARGETS_COMMON_LINKOBJECTS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <vector>

namespace hfc::codegen {

// An error names the kernel and the symbol that its code would import.
llvm::Error checkImportsNothing(llvm::StringRef kernel,
                                llvm::ArrayRef<char> object);

// By LLD with these flags. The order of the objects decides the bytes. One call
// at a time runs.
llvm::Expected<std::vector<char>>
linkObjects(llvm::ArrayRef<llvm::ArrayRef<char>> objects,
            llvm::ArrayRef<llvm::StringRef> flags);

} // namespace hfc::codegen
#endif
