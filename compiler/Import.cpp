// See Import.h.
#include "compiler/Import.h"
#include "frontends/huggingface/ImportFolder.h"
#include "llvm/Support/FileSystem.h"

using namespace hfc;
using namespace mlir;

static llvm::Expected<ImportedModel> importFolder(MLIRContext &context,
                                                  const CompileOptions &options,
                                                  files::FileSet &files) {
  llvm::StringMap<dim::SymbolRange> bounds;
  for (const DimBound &dim : options.dims)
    bounds[dim.name] = {dim.min, dim.max, 1};
  auto folder =
      huggingface::importFolder(context, options.model, bounds, files);
  if (!folder)
    return folder.takeError();
  return ImportedModel{std::move(folder->module),
                       "huggingface " + folder->architecture, files.getNames()};
}

llvm::Expected<ImportedModel> hfc::import(MLIRContext &context,
                                          const CompileOptions &options,
                                          files::FileSet &files) {
  return importFolder(context, options, files);
}
