// See Provenance.h.
#include "compiler/Provenance.h"
#include "artifact/Sha256.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Config/llvm-config.h"

using namespace hfc;

static std::vector<uint8_t> hashOf(llvm::ArrayRef<uint8_t> bytes) {
  artifact::Digest hash = artifact::Sha256::of(bytes.data(), bytes.size());
  return {hash.begin(), hash.end()};
}

std::unique_ptr<artifact::KeyValueT> hfc::makeKeyValue(std::string key,
                                                       std::string value) {
  auto entry = std::make_unique<artifact::KeyValueT>();
  entry->key = std::move(key);
  entry->value = std::move(value);
  return entry;
}

Provenance::Pairs hfc::hashFiles(const files::FileSet &files,
                                 llvm::ArrayRef<std::string> names) {
  Provenance::Pairs result;
  for (const std::string &name : names)
    result.emplace_back(
        name, llvm::toHex(hashOf(files.find(name)->getBytes()), true));
  return result;
}

std::unique_ptr<artifact::ProvenanceT>
hfc::makeProvenance(const Provenance &source) {
  auto provenance = std::make_unique<artifact::ProvenanceT>();
  provenance->compiler = "hfc " HFC_VERSION;
  provenance->llvm = LLVM_VERSION_STRING;
  provenance->model_format = source.modelFormat;
  for (const auto &[key, value] : source.options)
    provenance->options.push_back(makeKeyValue(key, value));
  std::string all;
  for (const auto &[name, hash] : source.files) {
    all += hash;
    provenance->files.push_back(makeKeyValue(name, hash));
  }
  provenance->model_sha256 = hashOf(llvm::arrayRefFromStringRef(all));
  return provenance;
}
