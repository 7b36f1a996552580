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
  std::string modelFormat; // "onnx opset 17", "huggingface BertModel"
  std::vector<std::pair<std::string, std::string>> options;
  std::vector<std::string> files; // of the set, whose hashes are recorded
  bool flushSubnormals = true;
};

std::unique_ptr<artifact::KeyValueT> makeKeyValue(std::string key,
                                                  std::string value);

// With the SHA-256 of every file, and that of these for the model.
std::unique_ptr<artifact::ProvenanceT>
makeProvenance(const Provenance &source, const files::FileSet &files);

} // namespace hfc
#endif
