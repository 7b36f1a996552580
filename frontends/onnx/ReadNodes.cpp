// NodeProto and AttributeProto. See ModelReader.h.
#include "diagnostics/Error.h"
#include "diagnostics/Quote.h"
#include "frontends/onnx/ModelReader.h"
#include "frontends/onnx/TensorProto.h"

using namespace hfc::onnx;
using hfc::diag::Code;
using hfc::diag::quote;

// Field of AttributeProto → the kind whose value it holds; 0 for others.
static int getKindOfField(unsigned field) {
  switch (field) {
  case 2:
    return Attribute::Float;
  case 3:
    return Attribute::Int;
  case 4:
    return Attribute::String;
  case 5:
    return Attribute::Tensor;
  case 6:
    return Attribute::Graph;
  case 7:
    return Attribute::Floats;
  case 8:
    return Attribute::Ints;
  case 9:
    return Attribute::Strings;
  case 10:
    return Attribute::Tensors;
  case 11:
    return Attribute::Graphs;
  case 14:
    return Attribute::TypeProto;
  case 15:
    return Attribute::TypeProtos;
  case 22:
    return Attribute::SparseTensor;
  case 23:
    return Attribute::SparseTensors;
  }
  return 0;
}

// A value of the kind, before its field has come: a list may stay empty.
static void setDefault(Attribute &attribute) {
  switch (attribute.kind) {
  case Attribute::Float:
    attribute.value = 0.0f;
    break;
  case Attribute::Int:
    attribute.value = int64_t(0);
    break;
  case Attribute::String:
    attribute.value = std::string();
    break;
  case Attribute::Tensor:
    attribute.value = Attribute::TensorPtr();
    break;
  case Attribute::Graph:
    attribute.value = Attribute::GraphPtr();
    break;
  case Attribute::Floats:
    attribute.value = std::vector<float>();
    break;
  case Attribute::Ints:
    attribute.value = std::vector<int64_t>();
    break;
  case Attribute::Strings:
    attribute.value = std::vector<std::string>();
    break;
  case Attribute::Tensors:
    attribute.value = std::vector<Attribute::TensorPtr>();
    break;
  case Attribute::Graphs:
    attribute.value = std::vector<Attribute::GraphPtr>();
    break;
  case Attribute::TypeProto:
    attribute.value = Type();
    break;
  case Attribute::TypeProtos:
    attribute.value = std::vector<Type>();
    break;
  case Attribute::SparseTensor:
  case Attribute::SparseTensors:
    break;
  }
}

// One value of the attribute's kind.
void ModelReader::readValue(Wire &message, Attribute &attribute) {
  auto &value = attribute.value;
  auto tensor = [&] {
    return std::make_shared<Tensor>(readTensor(message.getMessage()));
  };
  auto graph = [&] {
    return std::make_shared<Graph>(readGraph(message.getMessage()));
  };
  switch (attribute.kind) {
  case Attribute::Float:
    value = message.getFloat();
    break;
  case Attribute::Int:
    value = message.getInt();
    break;
  case Attribute::String:
    value = message.getString();
    break;
  case Attribute::Tensor:
    value = Attribute::TensorPtr(tensor());
    break;
  case Attribute::Graph:
    value = Attribute::GraphPtr(graph());
    break;
  case Attribute::Floats:
    message.getReals<float>(
        [&](float f) { std::get<std::vector<float>>(value).push_back(f); });
    break;
  case Attribute::Ints:
    message.getInts(
        [&](int64_t i) { std::get<std::vector<int64_t>>(value).push_back(i); });
    break;
  case Attribute::Strings:
    std::get<std::vector<std::string>>(value).push_back(message.getString());
    break;
  case Attribute::Tensors:
    std::get<std::vector<Attribute::TensorPtr>>(value).push_back(tensor());
    break;
  case Attribute::Graphs:
    std::get<std::vector<Attribute::GraphPtr>>(value).push_back(graph());
    break;
  case Attribute::TypeProto:
    value = readType(message.getMessage());
    break;
  case Attribute::TypeProtos:
    std::get<std::vector<Type>>(value).push_back(
        readType(message.getMessage()));
    break;
  case Attribute::SparseTensor:
  case Attribute::SparseTensors:
    throw ReadFailure{Code::FormatFeature,
                      "is a sparse tensor, which hfc does not read\nhelp: "
                      "export the model with dense tensors",
                      message.offset()};
  }
}

// Kinds: declared, and of the value that was found; 0 is none.
static void checkKinds(const Wire &message, const Attribute &attribute,
                       int declared, int found) {
  if (attribute.name.empty())
    message.fail("has no name");
  if (declared < Attribute::Float || declared > Attribute::TypeProtos)
    message.fail("has no type that is known (" + std::to_string(declared) +
                 ")");
  if (!attribute.reference.empty() && found)
    message.fail("has a value, and refers to " + quote(attribute.reference));
  if (found && found != declared)
    message.fail("is declared " +
                 std::string(getName(Attribute::Kind(declared))) +
                 " and has a value of kind " +
                 std::string(getName(Attribute::Kind(found))));
  bool needsValue = declared == Attribute::Tensor ||
                    declared == Attribute::Graph ||
                    declared == Attribute::TypeProto;
  if (needsValue && !found && attribute.reference.empty())
    message.fail("has no value");
}

Attribute ModelReader::readAttribute(Wire message) {
  Attribute attribute;
  try {
    int declared = 0, found = 0;
    while (message.next()) {
      if (int kind = getKindOfField(message.tag())) {
        if (found && found != kind)
          message.fail("has a value of kind " +
                       std::string(getName(Attribute::Kind(found))) +
                       " and one of kind " +
                       std::string(getName(Attribute::Kind(kind))));
        if (!found) {
          attribute.kind = Attribute::Kind(kind);
          setDefault(attribute);
        }
        found = kind;
        readValue(message, attribute);
      } else if (message.tag() == 1) {
        attribute.name = message.getString();
      } else if (message.tag() == 20) {
        declared = message.getInt32();
      } else if (message.tag() == 21) {
        attribute.reference = message.getString();
      } else {
        message.skip();
      }
    }
    checkKinds(message, attribute, declared, found);
    if (!found) {
      attribute.kind = Attribute::Kind(declared);
      setDefault(attribute);
    }
  } catch (ReadFailure &failure) {
    failure.text = "attribute " + quote(attribute.name) + ": " + failure.text;
    throw;
  }
  return attribute;
}

Node ModelReader::readNode(Wire message) {
  Node node;
  node.offset = message.offset();
  try {
    while (message.next()) {
      switch (message.tag()) {
      case 1:
        node.inputs.push_back(message.getString());
        break;
      case 2:
        node.outputs.push_back(message.getString());
        break;
      case 3:
        node.name = message.getString();
        break;
      case 4:
        node.opType = message.getString();
        break;
      case 5:
        node.attributes.push_back(readAttribute(message.getMessage()));
        break;
      case 7:
        node.domain = message.getString();
        if (node.domain == "ai.onnx")
          node.domain.clear();
        break;
      case 8:
        node.overload = message.getString();
        break;
      default:
        message.skip();
      }
    }
    if (node.opType.empty())
      message.fail("has no op_type");
    if (node.inputs.empty() && node.outputs.empty())
      message.fail("has neither input nor output");
  } catch (ReadFailure &failure) {
    failure.text =
        "node " + quote(node.name) + " (" +
        (node.opType.empty() ? "no op_type" : diag::escape(node.opType)) +
        "): " + failure.text;
    throw;
  }
  return node;
}

Tensor ModelReader::readTensor(Wire message) {
  Tensor tensor = decodeTensor(message);
  if (tensor.external)
    mapExternal(message, tensor);
  else if (!tensor.view.empty())
    tensor.file = &file;
  return tensor;
}

void ModelReader::mapExternal(const Wire &message, Tensor &tensor) {
  const ExternalData &external = *tensor.external;
  auto fail = [&](Code code, llvm::StringRef why) {
    throw ReadFailure{
        code, "tensor " + quote(tensor.name) + ": external data: " + why.str(),
        tensor.offset};
  };
  uint64_t size = getByteSize(tensor);
  if (external.length.value_or(size) != size)
    fail(Code::MalformedFile, "it has " + std::to_string(*external.length) +
                                  " bytes, and the dims ask for " +
                                  std::to_string(size));
  if (!folder)
    fail(Code::UnsafePath, "the model was read without its folder");
  auto handle = [&](llvm::Error error) {
    llvm::handleAllErrors(std::move(error),
                          [&](const diag::DiagnosticError &e) {
                            fail(e.getCode(), e.getText());
                          });
  };
  auto mapped = files.open(*folder, external.location);
  if (!mapped)
    handle(mapped.takeError());
  auto span = (*mapped)->getSpan(external.offset, size, "it");
  if (!span)
    handle(span.takeError());
  tensor.file = *mapped;
  tensor.fileOffset = external.offset;
  tensor.view = *span;
  if (std::string why = checkValues(tensor); !why.empty())
    fail(Code::MalformedFile, why);
}
