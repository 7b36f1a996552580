// See ImportFolder.h.
#include "frontends/huggingface/ImportFolder.h"
#include "diagnostics/Error.h"
#include "frontends/huggingface/Architectures.h"

using namespace hfc;
using namespace hfc::huggingface;
using namespace mlir;

static llvm::Error unknownArchitecture(StringRef name) {
  std::string known;
  for (const Architecture &architecture : getArchitectures())
    known += "\n  " + architecture.name.str();
  return diag::error(diag::Code::UnknownArchitecture,
                     "config.json: the architecture {0} is not known\nhelp: "
                     "these are:{1}",
                     name.empty() ? "(none)" : name, known);
}

static llvm::Error addMetadata(ModuleOp module, Folder &folder) {
  auto ids = readTokenIds(folder);
  if (!ids)
    return ids.takeError();
  Builder builder(module.getContext());
  SmallVector<NamedAttribute> entries;
  for (const auto &[key, value] : *ids)
    entries.push_back(builder.getNamedAttr(key, builder.getStringAttr(value)));
  module->setAttr(hf::metadataAttr, builder.getDictionaryAttr(entries));
  return llvm::Error::success();
}

llvm::Expected<ImportedFolder>
huggingface::importFolder(MLIRContext &context, StringRef path,
                          const llvm::StringMap<dim::SymbolRange> &bounds,
                          files::FileSet &files) {
  auto folder = openFolder(path, files);
  if (!folder)
    return folder.takeError();
  // timm's models have one name, not a list.
  Config &config = folder->config;
  bool isTimm = !config.has("architectures") && config.has("architecture");
  std::string name = config.getString("architecture", "");
  if (!isTimm) {
    auto names = config.getStrings("architectures");
    name = names.empty() ? "" : names[0];
  }
  const Architecture *architecture = findArchitecture(name);
  if (!architecture)
    return unknownArchitecture(name);

  OwningOpRef<ModuleOp> module = ModuleOp::create(UnknownLoc::get(&context));
  llvm::StringMap<bool> used;
  ModelBuilder model(*module, *folder,
                     [&](StringRef symbol) -> std::optional<dim::SymbolRange> {
                       used[symbol] = true;
                       auto found = bounds.find(symbol);
                       if (found == bounds.end())
                         return std::nullopt;
                       return found->second;
                     });
  model.begin(architecture->functions.front());
  Built built = architecture->build(model);
  if (folder->sentence)
    addSentenceEmbedding(model, *folder->sentence, built);
  for (const auto &bound : bounds)
    if (!used.contains(bound.first())) {
      llvm::consumeError(model.finish());
      return diag::error(
          diag::Code::DimOption,
          "--dim {0}: {1} has no dim of that name\nhelp: it has "
          "{2:$[, ]}",
          bound.first(), name,
          llvm::make_range(used.keys().begin(), used.keys().end()));
    }
  if (auto error = model.finish())
    return error;
  for (StringRef function : architecture->functions.drop_front()) {
    model.begin(function);
    architecture->build(model);
    if (auto error = model.finish())
      return error;
  }
  if (architecture->functions.size() > 1)
    if (auto error = addMetadata(*module, *folder))
      return error;
  return ImportedFolder{std::move(module), name};
}
