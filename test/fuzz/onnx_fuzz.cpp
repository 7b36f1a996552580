// The ONNX reader on any bytes: refuses them with a message or reads them, and
// touches nothing outside.
#include "frontends/onnx/Reader.h"

using namespace hfc;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  files::FileSet files;
  const files::MappedFile &file =
      files.add(files::MappedFile::copyOf({data, size}, "fuzz.onnx"));
  llvm::Expected<onnx::Model> model = onnx::readModel(file, nullptr, files);
  if (!model)
    llvm::consumeError(model.takeError());
  return 0;
}
