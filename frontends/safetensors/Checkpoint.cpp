// See Checkpoint.h.
#include "frontends/safetensors/Checkpoint.h"
#include "diagnostics/Error.h"
#include "diagnostics/Quote.h"
#include "frontends/files/Json.h"
#include "frontends/files/SafePath.h"
#include <map>

using namespace hfc::safetensors;
using hfc::diag::Code;
using hfc::diag::quote;
using llvm::Error;
using llvm::Expected;
using llvm::StringRef;
namespace json = llvm::json;

using WeightMap = std::map<std::string, std::vector<std::string>>;

// Shard → the weights that the index says it holds.
static Expected<WeightMap> readIndex(const hfc::files::MappedFile &file) {
  StringRef text(reinterpret_cast<const char *>(file.getBytes().data()),
                 file.getSize());
  auto index = hfc::files::parseJson(text, file.getName());
  if (!index)
    return index.takeError();
  const json::Object *root = index->getAsObject();
  const json::Object *map = root ? root->getObject("weight_map") : nullptr;
  if (!map)
    return hfc::diag::error(Code::MalformedFile, "{0}: has no weight_map",
                            file.getName());
  WeightMap result;
  for (const auto &[weight, value] : *map) {
    std::optional<StringRef> shard = value.getAsString();
    if (!shard || !hfc::files::isPlainFileName(*shard))
      return hfc::diag::error(
          Code::UnsafePath,
          "{0}: the shard of weight {1} is {2} and no plain "
          "file name",
          file.getName(), quote(weight.str()),
          shard ? quote(*shard) : "no string");
    result[shard->str()].push_back(weight.str());
  }
  return result;
}

Expected<Checkpoint> Checkpoint::open(const files::ModelFolder &folder,
                                      StringRef prefix, files::FileSet &files) {
  Checkpoint checkpoint;
  auto read = [&](StringRef relative) -> Expected<Contents> {
    auto file = files.open(folder, relative);
    if (!file)
      return file.takeError();
    return readFile(**file);
  };
  std::string single = (prefix + "model.safetensors").str();
  checkpoint.name = single + ".index.json";
  if (folder.contains(single)) {
    checkpoint.name = single;
    auto contents = read(single);
    if (!contents)
      return contents.takeError();
    for (Tensor &tensor : contents->tensors)
      checkpoint.tensors.try_emplace(tensor.name, std::move(tensor));
    return checkpoint;
  }
  if (!folder.contains(checkpoint.name))
    return diag::error(
        Code::CannotReadFile,
        "{0}: has neither {1} nor {2}\nhelp: hfc reads weights from "
        "safetensors only; save the model with safe_serialization=True",
        folder.getPath(), single, checkpoint.name);

  auto index = files.open(folder, checkpoint.name);
  if (!index)
    return index.takeError();
  auto shards = readIndex(**index);
  if (!shards)
    return shards.takeError();
  for (auto &[shard, weights] : *shards) {
    auto contents = read((prefix + shard).str());
    if (!contents)
      return contents.takeError();
    llvm::StringMap<Tensor *> present;
    for (Tensor &tensor : contents->tensors)
      present[tensor.name] = &tensor;
    for (const std::string &weight : weights) {
      Tensor *tensor = present.lookup(weight);
      if (!tensor)
        return diag::error(Code::WeightMissing,
                           "{0}: does not hold {1}, which {2} says it does",
                           shard, quote(weight), checkpoint.name);
      checkpoint.tensors.try_emplace(weight, std::move(*tensor));
    }
  }
  return checkpoint;
}

const Tensor *Checkpoint::find(StringRef name) const {
  auto found = tensors.find(name);
  return found == tensors.end() ? nullptr : &found->second;
}

Expected<const Tensor *> Checkpoint::get(StringRef name) const {
  if (const Tensor *tensor = find(name))
    return tensor;
  // The three nearest, if any is near: a prefix more or less counts little.
  std::vector<std::pair<unsigned, StringRef>> near;
  for (const auto &entry : tensors) {
    StringRef other = entry.first();
    bool isSuffix = other.ends_with(name) || name.ends_with(other);
    unsigned distance =
        isSuffix ? 1 : other.edit_distance(name, true, /*Max=*/name.size() / 4);
    if (distance <= name.size() / 4)
      near.emplace_back(distance, other);
  }
  llvm::sort(near);
  std::string help;
  for (auto [distance, other] : llvm::ArrayRef(near).take_front(3))
    help += (help.empty() ? "\nhelp: it has " : ", ") + quote(other);
  return diag::error(Code::WeightMissing, "{0}: has no weight {1}{2}",
                     this->name, quote(name), help);
}
