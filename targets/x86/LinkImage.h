// Objects of kernels to one ELF image: position-independent, with relative
// relocations alone, importing nothing (artifact/kernel_abi.h).
#ifndef HFC_TARGETS_X86_LINKIMAGE_H
#define HFC_TARGETS_X86_LINKIMAGE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <vector>

namespace hfc::x86 {

// An error names the kernel and the symbol that its code would import.
llvm::Error checkImportsNothing(llvm::StringRef kernel,
                                llvm::ArrayRef<char> object);

// By LLD with these flags. The order of the objects decides the bytes. One call
// at a time runs.
llvm::Expected<std::vector<char>>
linkObjects(llvm::ArrayRef<llvm::ArrayRef<char>> objects,
            llvm::ArrayRef<llvm::StringRef> flags);

// For processors.
llvm::Expected<std::vector<char>>
linkImage(llvm::ArrayRef<llvm::ArrayRef<char>> objects);

} // namespace hfc::x86
#endif
