// See FileSet.h.
#include "frontends/files/FileSet.h"

using namespace hfc::files;

const MappedFile *FileSet::find(llvm::StringRef name) const {
  auto found = files.find(name);
  return found == files.end() ? nullptr : found->second.get();
}

const MappedFile &FileSet::add(std::unique_ptr<MappedFile> file) {
  llvm::StringRef name = file->getName();
  auto [place, isNew] = files.try_emplace(name, std::move(file));
  assert(isNew && "a name stands for one file");
  return *place->second;
}

llvm::Expected<const MappedFile *> FileSet::open(const ModelFolder &folder,
                                                 llvm::StringRef relative) {
  if (const MappedFile *file = find(relative))
    return file;
  auto file = folder.map(relative, links);
  if (!file)
    return file.takeError();
  return &add(std::move(*file));
}

std::vector<std::string> FileSet::getNames() const {
  std::vector<std::string> names;
  for (const auto &file : files)
    names.push_back(file.first().str());
  llvm::sort(names);
  return names;
}
