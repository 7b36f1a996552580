// All weights of a folder by name: `model.safetensors`, or the shards that
// `model.safetensors.index.json` lists.
#ifndef HFC_FRONTENDS_SAFETENSORS_CHECKPOINT_H
#define HFC_FRONTENDS_SAFETENSORS_CHECKPOINT_H

#include "frontends/safetensors/Reader.h"

namespace hfc::safetensors {

class Checkpoint {
public:
  // `prefix` is a path in the folder, empty or ending in "/".
  static llvm::Expected<Checkpoint> open(const files::ModelFolder &folder,
                                         llvm::StringRef prefix,
                                         files::FileSet &files);

  const Tensor *find(llvm::StringRef name) const;
  // Or an error that lists the names that come near.
  llvm::Expected<const Tensor *> get(llvm::StringRef name) const;
  const llvm::StringMap<Tensor> &getTensors() const { return tensors; }

private:
  std::string name; // of the file or the index
  llvm::StringMap<Tensor> tensors;
};

} // namespace hfc::safetensors
#endif
