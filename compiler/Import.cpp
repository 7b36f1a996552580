// See Import.h.
#include "compiler/Import.h"
#include "diagnostics/Error.h"
#include "frontends/huggingface/ImportFolder.h"
#include "frontends/onnx/ImportModel.h"
#include "frontends/onnx/InlineFunctions.h"
#include "frontends/onnx/KeepState.h"
#include "frontends/onnx/Reader.h"
#include "frontends/onnx/ReplaceEmbeddingBags.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"

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

static llvm::Expected<ImportedModel> importFile(MLIRContext &context,
                                                const CompileOptions &options,
                                                files::FileSet &files) {
  llvm::Expected<onnx::Model> model = onnx::readModel(options.model, files);
  if (!model)
    return model.takeError();
  if (llvm::Error error = onnx::inlineFunctions(*model))
    return error;
  onnx::replaceEmbeddingBags(*model);
  // What the importer adds to the set is decoded data, no file.
  std::vector<std::string> names = files.getNames();
  onnx::ImportOptions wanted;
  std::optional<int64_t> capacity; // how many places state may have
  for (const DimBound &dim : options.dims)
    if (options.stateful && dim.name == "context")
      capacity = dim.max;
    else
      wanted.dims.push_back({dim.name, dim.min, dim.max});
  wanted.outputs = options.outputs;
  auto module = onnx::importModel(context, *model, files, wanted);
  if (!module)
    return module.takeError();
  if (options.stateful)
    if (auto error = onnx::keepState(**module, capacity))
      return error;
  auto opset = model->opsetImports.find("");
  return ImportedModel{
      std::move(*module),
      llvm::formatv("onnx opset {0}",
                    opset == model->opsetImports.end() ? 0 : opset->second),
      std::move(names)};
}

llvm::Expected<ImportedModel> hfc::import(MLIRContext &context,
                                          const CompileOptions &options,
                                          files::FileSet &files) {
  if (!llvm::sys::fs::is_directory(options.model))
    return importFile(context, options, files);
  if (options.stateful)
    return diag::error(diag::Code::CommandLine,
                       "--stateful is for ONNX models: a folder's decoders "
                       "have state in any case");
  return importFolder(context, options, files);
}
