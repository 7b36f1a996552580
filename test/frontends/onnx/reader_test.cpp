// Models from bytes: what structs they become, external data, and bytes that
// are no model.
#include "frontends/onnx/Reader.h"
#include "test/frontends/onnx/Proto.h"
#include <atomic>
#include <thread>
#include <unistd.h>

using namespace hfc;
using namespace hfc::onnx;
using namespace hfc::test;
using diag::Code;

namespace {

Proto relu() { return graph({node("n", "Relu", {"x"}, {"y"})}); }

// A model whose only node has this attribute.
Proto withAttribute(const Proto &attribute) {
  return model(graph({node("n", "Op", {"x"}, {"y"}, {attribute})}));
}
Attribute read(const Proto &attribute) {
  Model read = expectValue(readModel(withAttribute(attribute)));
  return read.graph.nodes[0].attributes[0];
}

TEST(Reader, KeepsWhatAModelSays) {
  Proto proto = model(relu().add(13, value("t")));
  proto.add(2, "maker").add(3, "1.0").add(4, "org").add(5, 3);
  proto.add(14, Proto().add(1, "key").add(2, "value"));
  Model read = expectValue(readModel(proto));
  EXPECT_EQ(read.fileName, "m.onnx");
  EXPECT_EQ(read.irVersion, 8);
  EXPECT_EQ(read.producerName, "maker");
  EXPECT_EQ(read.producerVersion, "1.0");
  EXPECT_EQ(read.domain, "org");
  EXPECT_EQ(read.modelVersion, 3);
  EXPECT_EQ(read.opsetImports, (OpsetImports{{"", 17}, {"local", 1}}));
  EXPECT_EQ(read.metadata[0].second, "value");
  EXPECT_EQ(read.graph.name, "g");
  EXPECT_EQ(read.graph.valueInfos[0].name, "t");
  const Node &node = read.graph.nodes[0];
  EXPECT_EQ(node.name, "n");
  EXPECT_EQ(node.opType, "Relu");
  EXPECT_EQ(node.opset, 17);
  EXPECT_EQ(node.inputs, std::vector<std::string>{"x"});
  EXPECT_EQ(node.outputs, std::vector<std::string>{"y"});
}

TEST(Reader, ReadsEveryKindOfType) {
  auto type = [](unsigned kind, const Proto &inside) {
    return Proto().add(kind, inside);
  };
  auto dim = [](int64_t size) { return Proto().add(1, size); };
  Proto shape = Proto()
                    .add(1, dim(3))
                    .add(1, Proto().add(2, "batch"))
                    .add(1, Proto())
                    .add(1, dim(-1));
  Proto tensor = Proto().add(1, 7).add(2, shape);
  for (auto [proto, text] :
       {std::pair{type(1, tensor), "tensor(INT64)[3, batch, ?, ?]"},
        {type(1, Proto().add(1, 16)), "tensor(BFLOAT16)[*]"},
        {type(1, Proto().add(1, 23).add(2, Proto())), "tensor(FLOAT4E2M1)[]"},
        {type(8, tensor), "sparse_tensor(INT64)[3, batch, ?, ?]"},
        {type(4, Proto().add(1, type(1, Proto().add(1, 1)))),
         "sequence(tensor(FLOAT)[*])"},
        {type(9, Proto().add(1, type(1, Proto().add(1, 1)))),
         "optional(tensor(FLOAT)[*])"},
        {type(5, Proto().add(1, 8).add(2, type(1, Proto().add(1, 1)))),
         "map(STRING, tensor(FLOAT)[*])"},
        {type(7, Proto()), "opaque"},
        {Proto(), "unknown"}}) {
    Proto info = Proto().add(1, "t").add(2, proto);
    Model read = expectValue(readModel(model(relu().add(13, info))));
    EXPECT_EQ(toString(read.graph.valueInfos[0].type), text);
  }
}

TEST(Reader, RefusesWrongTypes) {
  auto infoError = [](const Proto &type, Code code, llvm::StringRef text) {
    Proto info = Proto().add(1, "t").add(2, type);
    expectError(readModel(model(relu().add(13, info))), code, text);
  };
  infoError(Proto().add(1, Proto().add(1, 99)), Code::MalformedFile,
            "value \"t\": there is no element type 99");
  infoError(Proto().add(4, Proto()), Code::MalformedFile,
            "value \"t\": a type says not what it contains");
  Proto dim = Proto().add(1, Proto().add(1, -2));
  infoError(Proto().add(1, Proto().add(1, 1).add(2, dim)), Code::MalformedFile,
            "the dim -2 is negative");
  dim = Proto().add(1, Proto().add(1, int64_t(1) << 40));
  infoError(Proto().add(1, Proto().add(1, 1).add(2, dim)), Code::LimitExceeded,
            "the dim 1099511627776 is over 2147483647");
  Proto dims;
  for (int i = 0; i != 33; ++i)
    dims.add(1, Proto());
  infoError(Proto().add(1, Proto().add(1, 1).add(2, dims)), Code::LimitExceeded,
            "a type has more than 32 dims");
}

TEST(Reader, HintsMaySayLittle) {
  // A type that the exporter did not know, and one of no value.
  for (const Proto &type : {Proto(), Proto().add(1, 0)}) {
    Proto info = Proto().add(1, "t").add(2, Proto().add(1, type));
    Model read = expectValue(readModel(model(relu().add(13, info))));
    EXPECT_EQ(toString(read.graph.valueInfos[0].type), "tensor(UNDEFINED)[*]");
  }
  Model read = expectValue(readModel(model(relu().add(13, Proto()))));
  EXPECT_TRUE(read.graph.valueInfos.empty());
}

TEST(Reader, ReadsEveryKindOfAttribute) {
  EXPECT_EQ(std::get<float>(read(attribute("a", 1).add(2, 2.5f)).value), 2.5f);
  EXPECT_EQ(std::get<int64_t>(read(attribute("a", 2).add(3, -7)).value), -7);
  EXPECT_EQ(std::get<std::string>(read(attribute("a", 3).add(4, "s")).value),
            "s");
  EXPECT_EQ(
      std::get<Attribute::TensorPtr>(
          read(attribute("a", 4).add(5, tensor("t", {1}, 2).add(9, "x"))).value)
          ->name,
      "t");
  EXPECT_EQ(
      std::get<Attribute::GraphPtr>(
          read(attribute("a", 5).add(
                   6, graph({node("i", "Relu", {"x"}, {"z"})}, {}, {"z"})))
              .value)
          ->nodes[0]
          .name,
      "i");
  EXPECT_EQ(std::get<std::vector<float>>(
                read(attribute("a", 6).add(7, 1.0f).addPacked(7, {2.0f, 3.0f}))
                    .value),
            (std::vector<float>{1, 2, 3}));
  EXPECT_EQ(std::get<std::vector<int64_t>>(
                read(attribute("a", 7).add(8, 1).addPacked<int64_t>(8, {-2, 3}))
                    .value),
            (std::vector<int64_t>{1, -2, 3}));
  EXPECT_EQ(std::get<std::vector<std::string>>(
                read(attribute("a", 8).add(9, "x").add(9, "")).value),
            (std::vector<std::string>{"x", ""}));
  EXPECT_EQ(std::get<std::vector<Attribute::TensorPtr>>(
                read(attribute("a", 9)
                         .add(10, tensor("t", {0}, 2))
                         .add(10, tensor("u", {0}, 2)))
                    .value)[1]
                ->name,
            "u");
  EXPECT_EQ(read(attribute("a", 10).add(11, graph({}, {"i"}, {"i"})))
                .getGraphs()[0]
                ->inputs[0]
                .name,
            "i");
  EXPECT_EQ(
      toString(std::get<Type>(
          read(attribute("a", 13).add(14, Proto().add(1, Proto().add(1, 1))))
              .value)),
      "tensor(FLOAT)[*]");
  EXPECT_EQ(
      std::get<std::vector<Type>>(
          read(attribute("a", 14).add(15, Proto()).add(15, Proto())).value)
          .size(),
      2u);
}

TEST(Reader, AttributesWithoutValueHaveTheEmptyOne) {
  EXPECT_EQ(std::get<int64_t>(read(attribute("a", 2)).value), 0);
  EXPECT_TRUE(
      std::get<std::vector<int64_t>>(read(attribute("a", 7)).value).empty());
  EXPECT_TRUE(read(attribute("a", 10)).getGraphs().empty());
}

TEST(Reader, RefusesWrongAttributes) {
  auto attributeError = [](const Proto &proto, Code code,
                           llvm::StringRef text) {
    expectError(readModel(withAttribute(proto)), code, text);
  };
  attributeError(Proto().add(20, 2), Code::MalformedFile,
                 "node \"n\" (Op): attribute \"\": has no name");
  attributeError(Proto().add(1, "a").add(3, 1), Code::MalformedFile,
                 "attribute \"a\": has no type that is known (0)");
  attributeError(attribute("a", 15), Code::MalformedFile,
                 "has no type that is known (15)");
  attributeError(attribute("a", 1).add(3, 1), Code::MalformedFile,
                 "is declared FLOAT and has a value of kind INT");
  attributeError(attribute("a", 1).add(2, 1.0f).add(3, 1), Code::MalformedFile,
                 "has a value of kind FLOAT and one of kind INT");
  for (int kind : {4, 5, 13})
    attributeError(attribute("a", kind), Code::MalformedFile,
                   "attribute \"a\": has no value");
  attributeError(attribute("a", 2).add(3, 1).add(21, "b"), Code::MalformedFile,
                 "has a value, and refers to \"b\"");
  for (auto [kind, field] : {std::pair<int, unsigned>{11, 22}, {12, 23}})
    attributeError(attribute("a", kind).add(field, Proto()),
                   Code::FormatFeature, "attribute \"a\": is a sparse tensor");
  attributeError(attribute("a", 4).add(5, tensor("t", {1}, 1)),
                 Code::MalformedFile,
                 "attribute \"a\": tensor \"t\": has no data");
}

TEST(Reader, InitializersStayInTheFile) {
  Proto proto = model(relu().add(5, tensor("w", {1}, 6).add(9, "abcd")));
  Reading reading;
  Model read = expectValue(reading(proto));
  const Tensor &w = read.graph.initializers[0];
  EXPECT_EQ(w.file, reading.file.get());
  EXPECT_EQ(proto.bytes.substr(w.fileOffset, 4), "abcd");
  EXPECT_EQ(w.getBytes().data(),
            reading.file->getBytes().data() + w.fileOffset);
}

TEST(Reader, RefusesSparseInitializers) {
  Proto sparse = Proto().add(1, tensor("w", {0}, 1));
  expectError(readModel(model(relu().add(15, sparse))), Code::FormatFeature,
              "the initializer \"w\" is sparse");
}

TEST(Reader, NodesNeedAnOperatorAndAValue) {
  expectError(readModel(model(graph({Proto().add(3, "n").add(1, "x")}))),
              Code::MalformedFile, "node \"n\" (no op_type): has no op_type");
  expectError(readModel(model(graph({Proto().add(4, "Relu")}))),
              Code::MalformedFile,
              "node \"\" (Relu): has neither input nor output");
}

TEST(Reader, RefusesBytesThatAreNoModel) {
  auto bytesError = [](llvm::StringRef bytes, llvm::StringRef text) {
    expectError(readModel(Proto().raw(bytes)), Code::MalformedFile, text);
  };
  bytesError("", "m.onnx: byte 0: no graph: this is not an ONNX model");
  bytesError("\x08\x08", "byte 2: no graph");
  bytesError("<!DOCTYPE html>", "m.onnx: byte 0: ");
  bytesError("\x08", "byte 0: the message ends in the middle of a field");
  bytesError(llvm::StringRef("\x3a\xff\xff\xff\xff\x0f", 6),
             "byte 0: a length of more than 31 bits");
  bytesError(llvm::StringRef("\x3a\xff\xff\xff\xff\x07", 6),
             "byte 0: the message ends in the middle of a field");
  bytesError(std::string(1, 8) + std::string(10, '\xff') + '\1',
             "no protobuf message: varint too long exception");
  bytesError(llvm::StringRef("\0\0", 2), "invalid tag");
  bytesError("\x0b", "unknown pbf field type"); // a group
  bytesError(std::string("\x80\x80\x80\x80\x80\x01", 6),
             "a field number of more than 32 bits");
  bytesError("\x0a\x01x", "field 1 has wire type 2 instead of 0");
  Proto twice = model(relu()).add(7, relu());
  bytesError(twice.bytes, "a second graph");
}

TEST(Reader, SkipsFieldsOfTheFuture) {
  Proto proto = model(relu());
  proto.add(99, 1).add(98, "x").add(97, 1.0f);
  proto.tag(96, 1).raw("12345678");
  EXPECT_EQ(expectValue(readModel(proto)).graph.nodes.size(), 1u);
  // But their lengths are checked.
  expectError(readModel(model(relu()).tag(98, 2).raw("\x05x")),
              Code::MalformedFile, "ends in the middle of a field");
}

TEST(Reader, EveryPrefixIsAnErrorOrAModel) {
  Proto then = graph({node("i", "Relu", {"x"}, {"z"})}, {}, {"z"});
  Proto all = graph({node("n", "If", {"x"}, {"y"},
                          {attribute("then_branch", 5).add(6, then)})});
  all.add(5, tensor("w", {2}, 1).addPacked(4, {1.0f, 2.0f}));
  std::string bytes =
      model(all,
            {function("f", {"a"}, {"b"}, {node("r", "Relu", {"a"}, {"b"})})})
          .bytes;
  expectValue(readModel(Proto().raw(bytes)));
  for (size_t size = 0; size != bytes.size(); ++size)
    if (auto result = readModel(Proto().raw(bytes.substr(0, size))); !result)
      llvm::consumeError(result.takeError());
}

TEST(Reader, AnotherProcessMayWriteMeanwhile) {
  // What is read may then be wrong in any way, but nothing else breaks.
  Proto then = graph({node("i", "Relu", {"x"}, {"z"})}, {}, {"z"});
  Proto body = graph({node("n", "If", {"x"}, {"y"},
                           {attribute("then_branch", 5).add(6, then),
                            attribute("f", 6).addPacked(7, {1.0f, 2.0f})})});
  body.add(5, tensor("w", {2}, 1).addPacked(4, {1.0f, 2.0f}));
  body.add(5, tensor("s", {2}, 8).add(6, "a").add(6, "b"));
  std::string bytes = model(body).bytes;
  auto file =
      files::MappedFile::copyOf(llvm::arrayRefFromStringRef(bytes), "m.onnx");
  auto *shared = const_cast<uint8_t *>(file->getBytes().data());
  std::atomic<bool> done = false;
  std::thread writer([&] {
    for (uint64_t random = 1; !done;
         random = random * 6364136223846793005 + 1) {
      size_t at = (random >> 33) % bytes.size();
      shared[at] = random >> 56;
      shared[at] = bytes[at];
    }
  });
  unsigned readable = 0;
  for (int i = 0; i != 20'000; ++i) {
    files::FileSet files;
    if (auto model = onnx::readModel(*file, nullptr, files)) {
      ++readable;
      (void)toString(model->graph.inputs[0].type);
    } else {
      llvm::consumeError(model.takeError());
    }
  }
  done = true;
  writer.join();
  EXPECT_GT(readable, 0u);
}

TEST(Reader, DepthIsLimited) {
  Proto nested = graph({node("n", "Relu", {"x"}, {"y"})});
  for (int i = 0; i != 50; ++i)
    nested = graph({node("n", "If", {"x"}, {"y"},
                         {attribute("then_branch", 5).add(6, nested)})});
  expectError(readModel(model(nested)), Code::LimitExceeded,
              "messages are nested more than 100 levels deep");
  std::string type;
  for (int i = 0; i != 5'000; ++i)
    type = Proto().add(4, Proto().add(1, type)).bytes;
  Proto info = Proto().add(1, "t").add(2, llvm::StringRef(type));
  expectError(readModel(model(relu().add(13, info))), Code::LimitExceeded,
              "messages are nested more than 100 levels deep");
}

TEST(Reader, CountIsLimited) {
  // Two bytes each.
  std::string inputs;
  for (int i = 0; i != 10'000'000; ++i)
    inputs += llvm::StringRef("\x0a\0", 2);
  Proto many = Proto().raw(inputs).add(2, "y").add(4, "Sum");
  expectError(readModel(model(graph({many}))), Code::LimitExceeded,
              "more than 10000000 messages and strings");
}

TEST(Reader, SizeIsLimited) {
  TempFolder temp;
  std::string path = temp.write("m.onnx", "");
  ASSERT_EQ(::truncate(path.c_str(), int64_t(1) << 31), 0);
  files::FileSet files;
  expectError(onnx::readModel(path, files), Code::LimitExceeded,
              "m.onnx: 2147483648 bytes, and protobuf ends at 2 GiB");
}

class ExternalData : public testing::Test {
protected:
  void SetUp() override { temp.write("model/w.bin", "0123456789"); }

  Proto external(
      std::initializer_list<std::pair<const char *, llvm::StringRef>> entries) {
    Proto w = tensor("w", {4}, 2).add(14, 1);
    for (auto [key, value] : entries)
      w.add(13, Proto().add(1, key).add(2, value));
    return model(relu().add(5, w));
  }
  void expectRefused(const Proto &proto, Code code, llvm::StringRef text) {
    std::string path = temp.write("model/m.onnx", proto.bytes);
    files::FileSet files;
    expectError(onnx::readModel(path, files), code, text);
  }

  TempFolder temp;
};

TEST_F(ExternalData, IsASpanOfItsFile) {
  std::string path = temp.write(
      "model/m.onnx",
      external({{"location", "w.bin"}, {"offset", "3"}, {"length", "4"}})
          .bytes);
  files::FileSet files;
  Model model = expectValue(onnx::readModel(path, files));
  const Tensor &w = model.graph.initializers[0];
  EXPECT_EQ(w.file, files.find("w.bin"));
  EXPECT_EQ(w.fileOffset, 3u);
  EXPECT_EQ(std::string(w.getBytes().begin(), w.getBytes().end()), "3456");
  EXPECT_NE(files.find("m.onnx"), nullptr);
}

TEST_F(ExternalData, KnowsItsKeys) {
  expectRefused(external({}), Code::MalformedFile,
                "tensor \"w\": has external data without a location");
  expectRefused(external({{"location", "w.bin"}, {"url", "x"}}),
                Code::MalformedFile,
                "external data has the unknown key \"url\"");
  for (const char *number : {"-1", "", "1x", "0x1", "99999999999999999999"})
    expectRefused(external({{"location", "w.bin"}, {"offset", number}}),
                  Code::MalformedFile, "the offset of external data is ");
  expectRefused(external({{"location", "w.bin"}, {"length", "3"}}),
                Code::MalformedFile,
                "external data: it has 3 bytes, and the dims ask for 4");
  expectRefused(
      model(relu().add(5, tensor("w", {1}, 2).add(9, "x").add(14, 1))),
      Code::MalformedFile, "has external data, and data in raw_data");
  expectRefused(model(relu().add(5, tensor("w", {1}, 8).add(14, 1))),
                Code::MalformedFile, "is of type STRING, which cannot be");
}

TEST_F(ExternalData, StaysInsideItsFile) {
  for (const char *offset : {"7", "10", "18446744073709551615"})
    expectRefused(external({{"location", "w.bin"}, {"offset", offset}}),
                  Code::MalformedFile, "wants 4 bytes from offset");
}

TEST_F(ExternalData, StaysInsideItsFolder) {
  temp.write("secret", "0123");
  ASSERT_EQ(::symlink("../secret", temp.at("model/link").c_str()), 0);
  ASSERT_EQ(::link(temp.at("secret").c_str(), temp.at("model/hard").c_str()),
            0);
  expectRefused(external({{"location", "../secret"}}), Code::UnsafePath,
                "tensor \"w\": external data: the path \"../secret\" leads");
  expectRefused(external({{"location", temp.at("secret")}}), Code::UnsafePath,
                "is absolute");
  expectRefused(external({{"location", "link"}}), Code::UnsafePath,
                "goes through a link");
  expectRefused(external({{"location", "hard"}}), Code::UnsafePath,
                "has 2 names");
  expectRefused(external({{"location", "none"}}), Code::CannotReadFile,
                "No such file");
  expectRefused(external({{"location", "."}}), Code::CannotReadFile,
                "is no regular file");
  expectError(readModel(external({{"location", "w.bin"}})), Code::UnsafePath,
              "the model was read without its folder");
}

TEST_F(ExternalData, HasValuesOfItsType) {
  Proto w = tensor("w", {4}, 9).add(14, 1);
  w.add(13, Proto().add(1, "location").add(2, "w.bin"));
  expectRefused(model(relu().add(5, w)), Code::MalformedFile,
                "the BOOL 48 is neither 0 nor 1");
}

} // namespace
