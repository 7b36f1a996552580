// ONNX files from bytes to the hfc dialect: refused with a message, or a module
// that passes its verifiers.
#include "frontends/onnx/ImportModel.h"
#include "frontends/onnx/InlineFunctions.h"
#include "frontends/onnx/Reader.h"
#include "mlir/IR/Verifier.h"

using namespace hfc;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static mlir::MLIRContext context(mlir::MLIRContext::Threading::DISABLED);
  files::FileSet files;
  const files::MappedFile &file =
      files.add(files::MappedFile::copyOf({data, size}, "fuzz.onnx"));
  llvm::Expected<onnx::Model> model = onnx::readModel(file, nullptr, files);
  if (!model) {
    llvm::consumeError(model.takeError());
    return 0;
  }
  if (llvm::Error error = inlineFunctions(*model)) {
    llvm::consumeError(std::move(error));
    return 0;
  }
  auto module = importModel(context, *model, files);
  if (!module)
    llvm::consumeError(module.takeError());
  else if (failed(mlir::verify(**module)))
    abort();
  return 0;
}
