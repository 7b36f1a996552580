// Makes ONNX files by hand, right and wrong ones: fields by number, as in
// onnx-ml.proto.
#ifndef HFC_TEST_FRONTENDS_ONNX_PROTO_H
#define HFC_TEST_FRONTENDS_ONNX_PROTO_H

#include "frontends/onnx/Reader.h"
#include "test/frontends/Testing.h"
#include <concepts>
#include <string>

namespace hfc::test {

class Proto {
public:
  static std::string varint(uint64_t value) {
    std::string result;
    for (; value >= 128; value >>= 7)
      result += char(value | 128);
    return result + char(value);
  }
  Proto &tag(unsigned field, unsigned wireType) {
    bytes += varint(field << 3 | wireType);
    return *this;
  }
  Proto &raw(llvm::StringRef more) {
    bytes += more;
    return *this;
  }
  template <std::integral T> Proto &add(unsigned field, T value) {
    return tag(field, 0).raw(varint(value));
  }
  Proto &add(unsigned field, llvm::StringRef value) {
    return tag(field, 2).raw(varint(value.size())).raw(value);
  }
  Proto &add(unsigned field, const char *value) {
    return add(field, llvm::StringRef(value));
  }
  Proto &add(unsigned field, const Proto &message) {
    return add(field, llvm::StringRef(message.bytes));
  }
  Proto &add(unsigned field, float value) {
    return tag(field, 5).raw(
        {reinterpret_cast<const char *>(&value), sizeof(value)});
  }
  template <typename T>
  Proto &addPacked(unsigned field, std::initializer_list<T> values) {
    std::string packed;
    for (T value : values)
      if constexpr (std::is_floating_point_v<T>)
        packed.append(reinterpret_cast<const char *>(&value), sizeof(T));
      else
        packed += varint(value);
    return add(field, llvm::StringRef(packed));
  }

  std::string bytes;
};

// TensorProto
inline Proto tensor(llvm::StringRef name, std::initializer_list<int64_t> dims,
                    int64_t type) {
  Proto result;
  result.addPacked(1, dims).add(2, type).add(8, name);
  return result;
}
// AttributeProto
inline Proto attribute(llvm::StringRef name, int64_t kind) {
  return Proto().add(1, name).add(20, kind);
}
// NodeProto
inline Proto node(llvm::StringRef name, llvm::StringRef op,
                  std::initializer_list<const char *> inputs,
                  std::initializer_list<const char *> outputs,
                  std::initializer_list<Proto> attributes = {}) {
  Proto result;
  for (const char *input : inputs)
    result.add(1, input);
  for (const char *output : outputs)
    result.add(2, output);
  result.add(3, name).add(4, op);
  for (const Proto &attribute : attributes)
    result.add(5, attribute);
  return result;
}
// ValueInfoProto of a float tensor [n]
inline Proto value(llvm::StringRef name) {
  return Proto().add(1, name).add(
      2, Proto().add(
             1, Proto().add(1, 1).add(2, Proto().add(1, Proto().add(2, "n")))));
}
// GraphProto
inline Proto graph(std::initializer_list<Proto> nodes,
                   std::initializer_list<const char *> inputs = {"x"},
                   std::initializer_list<const char *> outputs = {"y"}) {
  Proto result;
  for (const Proto &node : nodes)
    result.add(1, node);
  result.add(2, "g");
  for (const char *input : inputs)
    result.add(11, value(input));
  for (const char *output : outputs)
    result.add(12, value(output));
  return result;
}
// OperatorSetIdProto
inline Proto opset(llvm::StringRef domain, int64_t version) {
  return Proto().add(1, domain).add(2, version);
}
// ModelProto with opsets 17 of "" and 1 of "local"
inline Proto model(const Proto &graph,
                   std::initializer_list<Proto> functions = {}) {
  Proto result;
  result.add(1, 8).add(7, graph);
  result.add(8, opset("", 17)).add(8, opset("local", 1));
  for (const Proto &function : functions)
    result.add(25, function);
  return result;
}
// FunctionProto of domain "local"
inline Proto function(llvm::StringRef name,
                      std::initializer_list<const char *> inputs,
                      std::initializer_list<const char *> outputs,
                      std::initializer_list<Proto> nodes) {
  Proto result;
  result.add(1, name);
  for (const char *input : inputs)
    result.add(4, input);
  for (const char *output : outputs)
    result.add(5, output);
  for (const Proto &node : nodes)
    result.add(7, node);
  return result.add(9, opset("", 17))
      .add(9, opset("local", 1))
      .add(10, "local");
}
inline Proto call(llvm::StringRef name, llvm::StringRef function,
                  std::initializer_list<const char *> inputs,
                  std::initializer_list<const char *> outputs,
                  std::initializer_list<Proto> attributes = {}) {
  return node(name, function, inputs, outputs, attributes).add(7, "local");
}

// Reads bytes as a file "m.onnx". What is read refers to `files`.
class Reading {
public:
  llvm::Expected<onnx::Model>
  operator()(const Proto &proto, const files::ModelFolder *folder = {}) {
    file = files::MappedFile::copyOf(llvm::arrayRefFromStringRef(proto.bytes),
                                     "m.onnx");
    return onnx::readModel(*file, folder, files);
  }
  std::unique_ptr<files::MappedFile> file;
  files::FileSet files;
};

inline llvm::Expected<onnx::Model> readModel(const Proto &proto) {
  static std::vector<std::unique_ptr<Reading>> kept;
  kept.push_back(std::make_unique<Reading>());
  return (*kept.back())(proto);
}

} // namespace hfc::test
#endif
