// Where an artifact came from, as it says itself: the model's format and files,
// and the options that change what is computed. No paths, jobs or time.
#ifndef HFC_COMPILER_PROVENANCE_H
#define HFC_COMPILER_PROVENANCE_H

#include "artifact/Writer.h"
#include "frontends/files/FileSet.h"
#include <string>
#include <vector>

namespace hfc {

// Everything about the source that the artifact records.
struct Provenance {
  using Pairs = std::vector<std::pair<std::string, std::string>>;
  std::string modelFormat; // "onnx opset 17", "huggingface BertModel"
  Pairs options;
  Pairs files; // and their hashes
  bool flushSubnormals = true;
};

// The SHA-256 of every file, in hexadecimal digits.
Provenance::Pairs hashFiles(const files::FileSet &files,
                            llvm::ArrayRef<std::string> names);

std::unique_ptr<artifact::KeyValueT> makeKeyValue(std::string key,
                                                  std::string value);

// With the SHA-256 of all files' hashes for the model.
std::unique_ptr<artifact::ProvenanceT> makeProvenance(const Provenance &source);

} // namespace hfc
#endif
