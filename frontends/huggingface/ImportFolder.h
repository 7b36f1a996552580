// A Hugging Face folder to the hfc dialect: a module with the func.func @main,
// or, of a decoder, @prefill and @decode.
#ifndef HFC_FRONTENDS_HUGGINGFACE_IMPORTFOLDER_H
#define HFC_FRONTENDS_HUGGINGFACE_IMPORTFOLDER_H

#include "dialects/Dim/DimExpr.h"
#include "frontends/files/FileSet.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"
#include "llvm/Support/Error.h"

namespace hfc::huggingface {

struct ImportedFolder {
  mlir::OwningOpRef<mlir::ModuleOp> module;
  std::string architecture;
};

// `bounds` has the --dim options by name. Constants are spans of `files`, which
// must outlive the module.
llvm::Expected<ImportedFolder>
importFolder(mlir::MLIRContext &context, llvm::StringRef path,
             const llvm::StringMap<dim::SymbolRange> &bounds,
             files::FileSet &files);

} // namespace hfc::huggingface
#endif
