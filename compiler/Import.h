// Opens a model of any format that a frontend reads.
#ifndef HFC_COMPILER_IMPORT_H
#define HFC_COMPILER_IMPORT_H

#include "compiler/Options.h"
#include "frontends/files/FileSet.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"
#include "llvm/Support/Error.h"

namespace hfc {

struct ImportedModel {
  mlir::OwningOpRef<mlir::ModuleOp> module;
  std::string format;             // "onnx opset 17", "huggingface BertModel"
  std::vector<std::string> files; // of the model, by the names of the set
};

// A folder is Hugging Face's, a file is ONNX.
llvm::Expected<ImportedModel> import(mlir::MLIRContext &context,
                                     const CompileOptions &options,
                                     files::FileSet &files);

} // namespace hfc
#endif
