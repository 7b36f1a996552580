// An ONNX model as plain structs: what onnx-ml.proto (onnx 1.23, IR version 14)
// says, less what does not change the result (doc strings, training info,
// device hints). `readModel` makes it, `inlineFunctions` removes the functions.
// Names of the default domain are unified: "ai.onnx" is read as "".
#ifndef HFC_FRONTENDS_ONNX_MODEL_H
#define HFC_FRONTENDS_ONNX_MODEL_H

#include "frontends/onnx/Tensor.h"
#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace hfc::onnx {

struct Graph;

struct Dim {
  // Neither: nothing is known. A parameter is a name, e.g. "batch".
  std::optional<int64_t> value;
  std::string param;
};

// TypeProto. Importing starts from tensors; the other kinds are kept so that
// they can be named in a refusal.
struct Type {
  enum Kind { None, Tensor, SparseTensor, Sequence, Map, Optional, Opaque };
  Kind kind = None;
  ElementType element = ElementType::UNDEFINED; // tensors; the key of a map
  std::optional<std::vector<Dim>> shape;        // none: rank unknown
  std::shared_ptr<const Type> inner; // of a sequence, optional, map value
};

// "tensor(FLOAT)[batch, 3, ?]", "sequence(tensor(INT64))"
std::string toString(const Type &type);

struct ValueInfo {
  std::string name;
  Type type;
  uint64_t offset = 0;
};

struct Attribute {
  // AttributeProto.AttributeType
  enum Kind {
    Float = 1,
    Int = 2,
    String = 3,
    Tensor = 4,
    Graph = 5,
    Floats = 6,
    Ints = 7,
    Strings = 8,
    Tensors = 9,
    Graphs = 10,
    SparseTensor = 11,
    SparseTensors = 12,
    TypeProto = 13,
    TypeProtos = 14
  };
  using TensorPtr = std::shared_ptr<const onnx::Tensor>;
  using GraphPtr = std::shared_ptr<onnx::Graph>;

  std::string name;
  Kind kind = Int;
  // In a function's body: the attribute of the call that gives the value; then
  // `value` is meaningless. None is left after inlining.
  std::string reference;
  std::variant<float, int64_t, std::string, TensorPtr, GraphPtr,
               std::vector<float>, std::vector<int64_t>,
               std::vector<std::string>, std::vector<TensorPtr>,
               std::vector<GraphPtr>, Type, std::vector<Type>>
      value = int64_t(0);

  // Of kinds Graph and Graphs; empty for others.
  std::span<const GraphPtr> getGraphs() const {
    if (auto *graph = std::get_if<GraphPtr>(&value))
      return {graph, size_t(*graph != nullptr)};
    if (auto *graphs = std::get_if<std::vector<GraphPtr>>(&value))
      return *graphs;
    return {};
  }
};

// "INTS"
std::string_view getName(Attribute::Kind kind);

struct Node {
  std::string name;
  std::string opType;
  std::string domain;
  std::string overload;
  std::vector<std::string> inputs;  // "": an optional input that is absent
  std::vector<std::string> outputs; // "": not wanted
  std::vector<Attribute> attributes;
  int64_t opset = 0; // version of `domain` here; 0: a call of a function
  uint64_t offset = 0;

  const Attribute *find(std::string_view attribute) const {
    for (const Attribute &a : attributes)
      if (a.name == attribute)
        return &a;
    return nullptr;
  }
};

struct Graph {
  std::string name;
  std::vector<Node> nodes; // operands first
  std::vector<Tensor> initializers;
  std::vector<ValueInfo>
      inputs; // may also be initializers: those have defaults
  std::vector<ValueInfo> outputs;
  std::vector<ValueInfo> valueInfos;
  uint64_t offset = 0;
};

using OpsetImports = std::map<std::string, int64_t>; // domain → version

struct Function {
  std::string name;
  std::string domain;
  std::string overload;
  std::vector<std::string> inputs;
  std::vector<std::string> outputs;
  std::vector<std::string> attributes;      // without default
  std::vector<Attribute> defaultAttributes; // with
  std::vector<Node> nodes;
  OpsetImports opsetImports;
  uint64_t offset = 0;
};

struct Model {
  std::string fileName; // as messages call it
  int64_t irVersion = 0;
  std::string producerName;
  std::string producerVersion;
  std::string domain;
  int64_t modelVersion = 0;
  OpsetImports opsetImports;
  Graph graph;
  std::vector<Function> functions;
  std::vector<std::pair<std::string, std::string>> metadata;
};

} // namespace hfc::onnx
#endif
