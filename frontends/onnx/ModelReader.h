// Internal to the reader of models: each function decodes one message of
// onnx-ml.proto, and throws ReadFailure.
#ifndef HFC_FRONTENDS_ONNX_MODELREADER_H
#define HFC_FRONTENDS_ONNX_MODELREADER_H

#include "frontends/files/FileSet.h"
#include "frontends/onnx/Model.h"
#include "frontends/onnx/Wire.h"

namespace hfc::onnx {

Type readType(Wire message);
ValueInfo readValueInfo(Wire message);
std::pair<std::string, std::string> readEntry(Wire message);

class ModelReader {
public:
  // Without a folder, external data is refused.
  ModelReader(const files::MappedFile &file, const files::ModelFolder *folder,
              files::FileSet &files)
      : file(file), folder(folder), files(files) {}

  Model readModel(Wire message);

private:
  Graph readGraph(Wire message);
  Function readFunction(Wire message);
  Node readNode(Wire message);
  Attribute readAttribute(Wire message);
  void readValue(Wire &message, Attribute &attribute);
  Tensor readTensor(Wire message);
  void mapExternal(const Wire &message, Tensor &tensor);

  const files::MappedFile &file;
  const files::ModelFolder *folder;
  files::FileSet &files;
};

} // namespace hfc::onnx
#endif
