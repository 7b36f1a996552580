// An ONNX model, read (Reader.h) and without functions (InlineFunctions.h), to
// the hfc dialect: a module with one func.func @main.
//
// Arguments and results carry `hfc.name`, the function `dim.symbols`, every
// operation the NameLoc of its node. README.md says how an import works.
#ifndef HFC_FRONTENDS_ONNX_IMPORTMODEL_H
#define HFC_FRONTENDS_ONNX_IMPORTMODEL_H

#include "frontends/files/FileSet.h"
#include "frontends/onnx/Model.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/IR/OwningOpRef.h"
#include "llvm/Support/Error.h"

namespace hfc::onnx {

struct ImportOptions {
  // Bounds of a symbolic dim; equal bounds fix it.
  struct Dim {
    std::string name;
    int64_t min;
    int64_t max;
  };
  std::vector<Dim> dims;
  // Values to return, in this order. Empty: the graph's outputs.
  std::vector<std::string> outputs;
};

// Constants are spans of `files`, which must outlive the module; data that the
// reader decoded is added to it. Fails with UnsupportedNodesError, or a
// DiagnosticError for what concerns the model as a whole.
llvm::Expected<mlir::OwningOpRef<mlir::ModuleOp>>
importModel(mlir::MLIRContext &context, const Model &model,
            files::FileSet &files, const ImportOptions &options = {});

} // namespace hfc::onnx
#endif
