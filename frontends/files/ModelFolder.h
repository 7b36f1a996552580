// The folder of a model, and the only way to a file whose path the *model*
// names. Such a path must stay in the folder: relative, no "..", no link at any
// step, a regular file with one name (a second hard link could be a file of
// somebody else). The kernel checks it while it opens (openat2), so nobody can
// swap a folder for a link in between.
//
// One exception, because the hub cache is built so: in `snapshots/REVISION`, a
// file may be a link to `../../blobs/NAME`, and is then opened there by NAME.
// For other layouts the user may vouch for all links (--follow-links).
#ifndef HFC_FRONTENDS_FILES_MODELFOLDER_H
#define HFC_FRONTENDS_FILES_MODELFOLDER_H

#include "frontends/files/MappedFile.h"

namespace hfc::files {

enum class Links { Refused, Followed };

class ModelFolder {
public:
  // The folder itself is named by the user, links and all.
  static llvm::Expected<ModelFolder> open(llvm::StringRef path);

  ModelFolder(ModelFolder &&other);
  ModelFolder &operator=(ModelFolder &&) = delete;
  ~ModelFolder();

  // As the user typed it.
  llvm::StringRef getPath() const { return path; }
  // Maps the file `relative`, which also is its name.
  llvm::Expected<std::unique_ptr<MappedFile>>
  map(llvm::StringRef relative, Links links = Links::Refused) const;
  // Whether there is something of that name. Says nothing about its safety.
  bool contains(llvm::StringRef relative) const;

private:
  ModelFolder(std::string path, int descriptor, bool isSnapshot)
      : path(std::move(path)), descriptor(descriptor), isSnapshot(isSnapshot) {}

  std::string path;
  int descriptor;
  bool isSnapshot; // of the hub cache
};

} // namespace hfc::files
#endif
