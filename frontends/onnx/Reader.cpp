// ModelProto, GraphProto, FunctionProto, and the border where failures become
// errors. See Reader.h.
#include "frontends/onnx/Reader.h"
#include "diagnostics/Error.h"
#include "diagnostics/Quote.h"
#include "frontends/onnx/CheckModel.h"
#include "frontends/onnx/ModelReader.h"
#include "frontends/onnx/SortNodes.h"
#include "llvm/Support/Path.h"
#include <new>

using namespace hfc::onnx;
using hfc::diag::Code;
using hfc::diag::quote;

static void readOpsetImport(Wire message, OpsetImports &imports) {
  std::string domain;
  int64_t version = 0;
  while (message.next()) {
    if (message.tag() == 1)
      domain = message.getString();
    else if (message.tag() == 2)
      version = message.getInt();
    else
      message.skip();
  }
  if (domain == "ai.onnx")
    domain.clear();
  if (version < 1 || version > INT32_MAX)
    message.fail("the opset " + std::to_string(version) + " of domain " +
                 quote(domain) + " is no version");
  auto [place, isNew] = imports.try_emplace(domain, version);
  if (!isNew && place->second != version)
    message.fail("the domain " + quote(domain) + " is imported twice, as " +
                 std::to_string(place->second) + " and " +
                 std::to_string(version));
}

[[noreturn]] static void refuseSparse(Wire message) {
  uint64_t offset = message.offset();
  std::string name;
  while (message.next()) {
    if (message.tag() != 1) {
      message.skip();
      continue;
    }
    Wire values = message.getMessage();
    while (values.next())
      if (values.tag() == 8)
        name = values.getString();
      else
        values.skip();
  }
  throw ReadFailure{Code::FormatFeature,
                    "the initializer " + quote(name) +
                        " is sparse, which hfc does not read\nhelp: export "
                        "the model with dense initializers",
                    offset};
}

Graph ModelReader::readGraph(Wire message) {
  Graph graph;
  graph.offset = message.offset();
  while (message.next()) {
    switch (message.tag()) {
    case 1:
      graph.nodes.push_back(readNode(message.getMessage()));
      break;
    case 2:
      graph.name = message.getString();
      break;
    case 5:
      graph.initializers.push_back(readTensor(message.getMessage()));
      break;
    case 11:
      graph.inputs.push_back(readValueInfo(message.getMessage()));
      break;
    case 12:
      graph.outputs.push_back(readValueInfo(message.getMessage()));
      break;
    case 13:
      graph.valueInfos.push_back(readValueInfo(message.getMessage()));
      if (graph.valueInfos.back().name.empty())
        graph.valueInfos.pop_back(); // says nothing
      break;
    case 15:
      refuseSparse(message.getMessage());
    default:
      message.skip();
    }
  }
  return graph;
}

Function ModelReader::readFunction(Wire message) {
  Function function;
  function.offset = message.offset();
  try {
    while (message.next()) {
      switch (message.tag()) {
      case 1:
        function.name = message.getString();
        break;
      case 4:
        function.inputs.push_back(message.getString());
        break;
      case 5:
        function.outputs.push_back(message.getString());
        break;
      case 6:
        function.attributes.push_back(message.getString());
        break;
      case 7:
        function.nodes.push_back(readNode(message.getMessage()));
        break;
      case 9:
        readOpsetImport(message.getMessage(), function.opsetImports);
        break;
      case 10:
        function.domain = message.getString();
        if (function.domain == "ai.onnx")
          function.domain.clear();
        break;
      case 11:
        function.defaultAttributes.push_back(
            readAttribute(message.getMessage()));
        break;
      case 13:
        function.overload = message.getString();
        break;
      default:
        message.skip();
      }
    }
    if (function.name.empty())
      message.fail("has no name");
  } catch (ReadFailure &failure) {
    failure.text = "function " + quote(function.name) + ": " + failure.text;
    throw;
  }
  return function;
}

Model ModelReader::readModel(Wire message) {
  Model model;
  bool hasGraph = false;
  while (message.next()) {
    switch (message.tag()) {
    case 1:
      model.irVersion = message.getInt();
      break;
    case 2:
      model.producerName = message.getString();
      break;
    case 3:
      model.producerVersion = message.getString();
      break;
    case 4:
      model.domain = message.getString();
      break;
    case 5:
      model.modelVersion = message.getInt();
      break;
    case 7:
      if (hasGraph)
        message.fail("a second graph");
      hasGraph = true;
      model.graph = readGraph(message.getMessage());
      break;
    case 8:
      readOpsetImport(message.getMessage(), model.opsetImports);
      break;
    case 14:
      model.metadata.push_back(readEntry(message.getMessage()));
      break;
    case 25:
      model.functions.push_back(readFunction(message.getMessage()));
      break;
    default:
      message.skip();
    }
  }
  if (!hasGraph)
    message.fail("no graph: this is not an ONNX model");
  return model;
}

llvm::Expected<Model> hfc::onnx::readModel(const files::MappedFile &file,
                                           const files::ModelFolder *folder,
                                           files::FileSet &files) {
  Model model;
  if (file.getSize() > INT32_MAX)
    return diag::error(Code::LimitExceeded,
                       "{0}: {1} bytes, and protobuf ends at 2 GiB\nhelp: "
                       "save the model with external data",
                       file.getName(), file.getSize());
  try {
    uint64_t count = 0;
    std::span bytes(file.getBytes().data(), file.getSize());
    model = ModelReader(file, folder, files).readModel(Wire(bytes, count));
  } catch (const ReadFailure &failure) {
    return diag::error(failure.code, "{0}: byte {1}: {2}", file.getName(),
                       failure.offset, failure.text);
  } catch (const std::bad_alloc &) {
    return diag::error(Code::LimitExceeded, "{0}: not enough memory to read it",
                       file.getName());
  }
  model.fileName = file.getName().str();
  if (llvm::Error error = sortNodes(model))
    return std::move(error);
  if (llvm::Error error = checkModel(model))
    return std::move(error);
  return model;
}

llvm::Expected<Model> hfc::onnx::readModel(llvm::StringRef path,
                                           files::FileSet &files) {
  llvm::StringRef name = llvm::sys::path::filename(path);
  auto file = files::MappedFile::open(path, name.str());
  if (!file)
    return file.takeError();
  auto folder = files::ModelFolder::open(llvm::sys::path::parent_path(path));
  if (!folder)
    return folder.takeError();
  return readModel(files.add(std::move(*file)), &*folder, files);
}
