// Makes safetensors files by hand.
#ifndef HFC_TEST_FRONTENDS_SAFETENSORS_BYTES_H
#define HFC_TEST_FRONTENDS_SAFETENSORS_BYTES_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Endian.h"
#include <string>

namespace hfc::test {

inline std::string safetensors(llvm::StringRef header, llvm::StringRef data) {
  char size[8];
  llvm::support::endian::write64le(size, header.size());
  return (llvm::StringRef(size, 8) + header + data).str();
}

} // namespace hfc::test
#endif
