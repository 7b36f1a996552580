// TypeProto and the messages around it. See ModelReader.h.
#include "diagnostics/Quote.h"
#include "frontends/onnx/ModelReader.h"

using namespace hfc::onnx;
using hfc::diag::Code;

// UNDEFINED is how exporters say that they do not know a type.
static ElementType readElementType(Wire &message) {
  int32_t type = message.getInt32();
  if (type != 0 && !isElementType(type))
    message.fail("there is no element type " + std::to_string(type));
  return ElementType(type);
}

static Dim readDim(Wire message) {
  Dim dim;
  while (message.next()) {
    if (message.tag() == 1) { // dim_value
      dim.value = message.getInt();
      dim.param.clear();
    } else if (message.tag() == 2) { // dim_param
      dim.param = message.getString();
      dim.value.reset();
    } else {
      message.skip();
    }
  }
  // Some exporters write −1, or "?", for a size that they do not know.
  if (dim.param == "?")
    dim.param.clear();
  if (dim.value && *dim.value < -1)
    message.fail("the dim " + std::to_string(*dim.value) + " is negative");
  if (dim.value == -1)
    dim.value.reset();
  if (dim.value && *dim.value > INT32_MAX)
    throw ReadFailure{Code::LimitExceeded,
                      "the dim " + std::to_string(*dim.value) + " is over " +
                          std::to_string(INT32_MAX),
                      message.offset()};
  return dim;
}

static std::vector<Dim> readShape(Wire message) {
  std::vector<Dim> dims;
  while (message.next()) {
    if (message.tag() != 1) {
      message.skip();
      continue;
    }
    if (dims.size() == 32)
      throw ReadFailure{Code::LimitExceeded, "a type has more than 32 dims",
                        message.offset()};
    dims.push_back(readDim(message.getMessage()));
  }
  return dims;
}

// TypeProto.Tensor and .SparseTensor
static void readTensorType(Wire message, Type &type) {
  while (message.next()) {
    if (message.tag() == 1)
      type.element = readElementType(message);
    else if (message.tag() == 2)
      type.shape = readShape(message.getMessage());
    else
      message.skip();
  }
}

// Sequence and Optional: field 1 is the type inside. Map: field 1 is the key,
// field 2 the type inside.
static void readContainerType(Wire message, Type &type) {
  unsigned inner = type.kind == Type::Map ? 2 : 1;
  while (message.next()) {
    if (message.tag() == inner)
      type.inner = std::make_shared<Type>(readType(message.getMessage()));
    else if (message.tag() == 1)
      type.element = readElementType(message);
    else
      message.skip();
  }
  if (!type.inner)
    message.fail("a type says not what it contains");
}

Type hfc::onnx::readType(Wire message) {
  Type type;
  auto begin = [&](Type::Kind kind) {
    type = Type();
    type.kind = kind;
    return message.getMessage();
  };
  while (message.next()) {
    switch (message.tag()) {
    case 1:
      readTensorType(begin(Type::Tensor), type);
      break;
    case 4:
      readContainerType(begin(Type::Sequence), type);
      break;
    case 5:
      readContainerType(begin(Type::Map), type);
      break;
    case 7:
      begin(Type::Opaque);
      break;
    case 8:
      readTensorType(begin(Type::SparseTensor), type);
      break;
    case 9:
      readContainerType(begin(Type::Optional), type);
      break;
    default:
      message.skip();
    }
  }
  return type;
}

ValueInfo hfc::onnx::readValueInfo(Wire message) {
  ValueInfo info;
  info.offset = message.offset();
  try {
    while (message.next()) {
      if (message.tag() == 1)
        info.name = message.getString();
      else if (message.tag() == 2)
        info.type = readType(message.getMessage());
      else
        message.skip();
    }
  } catch (ReadFailure &failure) {
    failure.text = "value " + diag::quote(info.name) + ": " + failure.text;
    throw;
  }
  return info;
}

std::pair<std::string, std::string> hfc::onnx::readEntry(Wire message) {
  std::pair<std::string, std::string> entry;
  while (message.next()) {
    if (message.tag() == 1)
      entry.first = message.getString();
    else if (message.tag() == 2)
      entry.second = message.getString();
    else
      message.skip();
  }
  return entry;
}
