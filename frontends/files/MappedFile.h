// A whole file, mapped read-only. Weights are spans of such files and are never
// copied; whoever parses the bytes copies what it decides upon, because another
// process may change them meanwhile (the numbers only: the map stays).
#ifndef HFC_FRONTENDS_FILES_MAPPEDFILE_H
#define HFC_FRONTENDS_FILES_MAPPEDFILE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include <memory>
#include <string>

namespace hfc::files {

class MappedFile {
public:
  // A path that the user typed: links are followed. Messages and weights call
  // the file `name`.
  static llvm::Expected<std::unique_ptr<MappedFile>> open(llvm::StringRef path,
                                                          std::string name);
  // Maps an open descriptor of a regular file; the descriptor stays open.
  static llvm::Expected<std::unique_ptr<MappedFile>> map(int descriptor,
                                                         std::string name);
  // A file that only lives in memory.
  static std::unique_ptr<MappedFile> copyOf(llvm::ArrayRef<uint8_t> bytes,
                                            std::string name);

  MappedFile(const MappedFile &) = delete;
  MappedFile &operator=(const MappedFile &) = delete;
  ~MappedFile();

  llvm::StringRef getName() const { return name; }
  uint64_t getSize() const { return bytes.size(); }
  llvm::ArrayRef<uint8_t> getBytes() const { return bytes; }
  // The bytes [offset, offset + length), or an error that says what wanted
  // them.
  llvm::Expected<llvm::ArrayRef<uint8_t>>
  getSpan(uint64_t offset, uint64_t length, const llvm::Twine &what) const;

private:
  explicit MappedFile(std::string name) : name(std::move(name)) {}

  std::string name;
  llvm::ArrayRef<uint8_t> bytes;
  std::unique_ptr<uint8_t[]> copy; // null: `bytes` is a map
};

} // namespace hfc::files
#endif
