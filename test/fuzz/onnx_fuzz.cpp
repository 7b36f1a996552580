// The ONNX reader and the inliner on any bytes: they refuse with a message or
// leave a model whose tensors lie inside the file, and touch nothing outside.
#include "frontends/onnx/InlineFunctions.h"
#include "frontends/onnx/Reader.h"

using namespace hfc;

static void checkTensor(const onnx::Tensor &tensor) {
  if (tensor.file &&
      (tensor.fileOffset > tensor.file->getSize() ||
       tensor.getBytes().size() > tensor.file->getSize() - tensor.fileOffset))
    abort();
  if (tensor.type == onnx::ElementType::STRING
          ? tensor.strings.size() != tensor.elementCount
          : tensor.getBytes().empty() != (tensor.elementCount == 0))
    abort();
}

static void checkGraph(const onnx::Graph &graph) {
  for (const onnx::Tensor &tensor : graph.initializers)
    checkTensor(tensor);
  for (const onnx::Node &node : graph.nodes) {
    // Calls are gone, and so are references.
    if (node.opset == 0)
      abort();
    for (const onnx::Attribute &attribute : node.attributes) {
      if (!attribute.reference.empty())
        abort();
      if (auto *tensor =
              std::get_if<onnx::Attribute::TensorPtr>(&attribute.value))
        checkTensor(**tensor);
      for (const onnx::Attribute::GraphPtr &inner : attribute.getGraphs())
        checkGraph(*inner);
    }
  }
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  files::FileSet files;
  const files::MappedFile &file =
      files.add(files::MappedFile::copyOf({data, size}, "fuzz.onnx"));
  llvm::Expected<onnx::Model> model = onnx::readModel(file, nullptr, files);
  if (!model) {
    llvm::consumeError(model.takeError());
    return 0;
  }
  if (llvm::Error error = inlineFunctions(*model))
    llvm::consumeError(std::move(error));
  else
    checkGraph(model->graph);
  return 0;
}
