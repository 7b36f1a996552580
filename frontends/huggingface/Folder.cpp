// See Folder.h.
#include "frontends/huggingface/Folder.h"
#include "diagnostics/Error.h"
#include "diagnostics/Quote.h"
#include "frontends/files/Json.h"

using namespace hfc::huggingface;
using hfc::diag::Code;
using hfc::diag::quote;
using llvm::Expected;
using llvm::StringRef;
namespace json = llvm::json;

static constexpr const char *modulesName = "modules.json";

namespace {
struct Module {
  std::string type; // the class, without its package
  std::string path; // "" or ending in "/"
};
} // namespace

static Expected<std::vector<Module>>
readModules(const hfc::files::MappedFile &file) {
  StringRef text(reinterpret_cast<const char *>(file.getBytes().data()),
                 file.getSize());
  auto root = hfc::files::parseJson(text, file.getName());
  if (!root)
    return root.takeError();
  auto malformed = [&] {
    return hfc::diag::error(Code::MalformedFile,
                            "{0}: is no list of modules with type and path",
                            file.getName());
  };
  const json::Array *array = root->getAsArray();
  if (!array)
    return malformed();
  std::vector<Module> modules;
  for (const json::Value &entry : *array) {
    const json::Object *object = entry.getAsObject();
    auto type = object ? object->getString("type") : std::nullopt;
    auto path = object ? object->getString("path") : std::nullopt;
    if (!type || !path)
      return malformed();
    // "sentence_transformers.models.Pooling"
    modules.push_back({type->rsplit('.').second.str(), path->str()});
    if (modules.back().type.empty())
      modules.back().type = type->str();
    if (!path->empty() && !path->ends_with("/"))
      modules.back().path += "/";
  }
  return modules;
}

static std::vector<Pooling> readPoolings(Config &config) {
  // Older files have a flag for each, newer ones a name.
  struct {
    const char *flag;
    const char *name;
    Pooling pooling;
  } const known[] = {
      {"pooling_mode_cls_token", "cls", Pooling::Cls},
      {"pooling_mode_max_tokens", "max", Pooling::Max},
      {"pooling_mode_mean_tokens", "mean", Pooling::Mean},
      {"pooling_mode_mean_sqrt_len_tokens", "mean_sqrt_len_tokens",
       Pooling::MeanSqrtLength},
      {"pooling_mode_weightedmean_tokens", "weightedmean",
       Pooling::WeightedMean},
      {"pooling_mode_lasttoken", "lasttoken", Pooling::LastToken}};
  std::vector<Pooling> result;
  if (config.has("pooling_mode")) {
    std::string name = config.getString("pooling_mode");
    for (const auto &entry : known)
      if (name == entry.name)
        result.push_back(entry.pooling);
    if (result.empty())
      config.refuse("pooling_mode", "is unknown: " + quote(name));
    return result;
  }
  for (const auto &entry : known)
    if (config.getBool(entry.flag, false))
      result.push_back(entry.pooling);
  if (result.empty())
    config.refuse("pooling_mode", "is missing");
  return result;
}

static Expected<Config> readConfig(const hfc::files::ModelFolder &folder,
                                   const llvm::Twine &name,
                                   hfc::files::FileSet &files) {
  auto file = files.open(folder, name.str());
  if (!file)
    return file.takeError();
  return Config::read(**file);
}

// `modules` is changed into the path of the transformer itself.
static Expected<SentenceTransformer>
readSentenceTransformer(const std::vector<Module> &modules,
                        const hfc::files::ModelFolder &folder,
                        hfc::files::FileSet &files) {
  static constexpr StringRef order[] = {"Transformer", "Pooling", "Normalize"};
  for (size_t i = 0; i != modules.size(); ++i)
    if (i >= std::size(order) || modules[i].type != order[i])
      return hfc::diag::error(
          Code::UnknownArchitecture,
          "{0}: module {1} is {2}, and hfc reads Transformer, Pooling and "
          "perhaps Normalize, in this order",
          modulesName, i, quote(modules[i].type));
  if (modules.size() < 2)
    return hfc::diag::error(Code::UnknownArchitecture,
                            "{0}: has {1} modules, and hfc wants Transformer "
                            "and Pooling",
                            modulesName, modules.size());
  auto config = readConfig(folder, modules[1].path + "config.json", files);
  if (!config)
    return config.takeError();
  SentenceTransformer sentence;
  sentence.dimension = config->getInt(config->has("embedding_dimension")
                                          ? "embedding_dimension"
                                          : "word_embedding_dimension");
  sentence.poolings = readPoolings(*config);
  sentence.normalize = modules.size() == 3;
  if (llvm::Error error = config->takeError())
    return std::move(error);
  return sentence;
}

Expected<Folder> hfc::huggingface::openFolder(StringRef path,
                                              files::FileSet &files) {
  auto folder = files::ModelFolder::open(path);
  if (!folder)
    return folder.takeError();
  std::optional<SentenceTransformer> sentence;
  std::string prefix; // of the transformer in the folder
  if (folder->contains(modulesName)) {
    auto file = files.open(*folder, modulesName);
    if (!file)
      return file.takeError();
    auto modules = readModules(**file);
    if (!modules)
      return modules.takeError();
    auto read = readSentenceTransformer(*modules, *folder, files);
    if (!read)
      return read.takeError();
    sentence = std::move(*read);
    prefix = modules->front().path;
  }
  if (!folder->contains(prefix + "config.json"))
    return diag::error(Code::CannotReadFile,
                       "{0}: has no {1}config.json: no Hugging Face model",
                       path, prefix);
  auto config = readConfig(*folder, prefix + "config.json", files);
  if (!config)
    return config.takeError();
  auto weights = safetensors::Checkpoint::open(*folder, prefix, files);
  if (!weights)
    return weights.takeError();
  Folder result{std::move(*config), std::move(*weights), std::move(sentence),
                std::nullopt};
  if (std::string name = prefix + "generation_config.json";
      folder->contains(name)) {
    auto generation = readConfig(*folder, name, files);
    if (!generation)
      return generation.takeError();
    result.generation = std::move(*generation);
  }
  return result;
}
