// The files of one model, each under the name that weights use for it:
// `#hfc.weight<"model.safetensors", offset, length>` is a span of
// `find("model.safetensors")`. Lives until the artifact is written.
#ifndef HFC_FRONTENDS_FILES_FILESET_H
#define HFC_FRONTENDS_FILES_FILESET_H

#include "frontends/files/ModelFolder.h"
#include "llvm/ADT/StringMap.h"
#include <optional>
#include <string>
#include <vector>

namespace hfc::files {

// A place in a file. `file` is null for "none".
struct FileSpan {
  const MappedFile *file = nullptr;
  uint64_t offset = 0;
  uint64_t length = 0;

  explicit operator bool() const { return file; }
  llvm::ArrayRef<uint8_t> getBytes() const {
    return file->getBytes().slice(offset, length);
  }
};

class FileSet {
public:
  FileSet() = default;
  // `links`: in folders of models.
  explicit FileSet(Links links) : links(links) {}

  // Null when the set has no such file.
  const MappedFile *find(llvm::StringRef name) const;
  // Takes a file over. Its name must be new.
  const MappedFile &add(std::unique_ptr<MappedFile> file);
  // The file `relative` of the model's folder, opened at most once.
  llvm::Expected<const MappedFile *> open(const ModelFolder &folder,
                                          llvm::StringRef relative);

  // Of all files, sorted.
  std::vector<std::string> getNames() const;

private:
  Links links = Links::Refused;
  llvm::StringMap<std::unique_ptr<MappedFile>> files;
};

} // namespace hfc::files
#endif
