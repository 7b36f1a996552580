// See Model.h.
#include "frontends/onnx/Model.h"
#include "diagnostics/Quote.h"

using namespace hfc::onnx;

static std::string toString(const std::optional<std::vector<Dim>> &shape) {
  if (!shape)
    return "[*]";
  std::string result = "[";
  for (const Dim &dim : *shape) {
    if (result.size() > 1)
      result += ", ";
    result += dim.value           ? std::to_string(*dim.value)
              : dim.param.empty() ? "?"
                                  : hfc::diag::escape(dim.param);
  }
  return result + "]";
}

std::string hfc::onnx::toString(const Type &type) {
  std::string element(getName(type.element));
  switch (type.kind) {
  case Type::None:
    return "unknown";
  case Type::Tensor:
    return "tensor(" + element + ")" + ::toString(type.shape);
  case Type::SparseTensor:
    return "sparse_tensor(" + element + ")" + ::toString(type.shape);
  case Type::Sequence:
    return "sequence(" + toString(*type.inner) + ")";
  case Type::Map:
    return "map(" + element + ", " + toString(*type.inner) + ")";
  case Type::Optional:
    return "optional(" + toString(*type.inner) + ")";
  case Type::Opaque:
    return "opaque";
  }
  return "unknown";
}

std::string_view hfc::onnx::getName(Attribute::Kind kind) {
  static constexpr std::string_view names[] = {
      "UNDEFINED",      "FLOAT",      "INT",        "STRING",
      "TENSOR",         "GRAPH",      "FLOATS",     "INTS",
      "STRINGS",        "TENSORS",    "GRAPHS",     "SPARSE_TENSOR",
      "SPARSE_TENSORS", "TYPE_PROTO", "TYPE_PROTOS"};
  return names[kind];
}
