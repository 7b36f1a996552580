// Single safetensors files: the format's own rules, one by one.
#include "frontends/safetensors/Reader.h"
#include "test/frontends/Testing.h"
#include "test/frontends/safetensors/Bytes.h"

using namespace hfc;
using namespace hfc::safetensors;
using namespace hfc::test;
using diag::Code;

namespace {

llvm::Expected<Contents> read(llvm::StringRef bytes) {
  static std::vector<std::unique_ptr<files::MappedFile>> kept;
  kept.push_back(files::MappedFile::copyOf(llvm::arrayRefFromStringRef(bytes),
                                           "m.safetensors"));
  return readFile(*kept.back());
}
llvm::Expected<Contents> read(llvm::StringRef header, llvm::StringRef data) {
  return read(test::safetensors(header, data));
}
void expectMalformed(llvm::StringRef header, llvm::StringRef data,
                     llvm::StringRef text) {
  expectError(read(header, data), Code::MalformedFile, text);
}

TEST(Safetensors, TensorsAreSpansInTheirOrder) {
  Contents contents = expectValue(
      read(R"({"b":{"dtype":"I16","shape":[2,1],"data_offsets":[2,6]},)"
           R"("a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},)"
           R"("__metadata__":{"format":"pt"}}  )",
           "abcdef"));
  ASSERT_EQ(contents.tensors.size(), 2u);
  EXPECT_EQ(contents.tensors[0].name, "a");
  EXPECT_EQ(contents.tensors[1].name, "b");
  EXPECT_EQ(contents.tensors[1].dtype, Dtype::I16);
  EXPECT_EQ(contents.tensors[1].shape, (std::vector<int64_t>{2, 1}));
  EXPECT_EQ(llvm::toStringRef(contents.tensors[1].data.getBytes()), "cdef");
  EXPECT_EQ(contents.metadata[0],
            (std::pair<std::string, std::string>("format", "pt")));
}

TEST(Safetensors, MayBeEmpty) {
  EXPECT_TRUE(expectValue(read("{}", "")).tensors.empty());
  EXPECT_TRUE(
      expectValue(read(R"({"__metadata__":null})", "")).metadata.empty());
  Contents contents = expectValue(
      read(R"({"b":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},)"
           R"("a":{"dtype":"F32","shape":[],"data_offsets":[0,4]}})",
           "1234"));
  EXPECT_EQ(contents.tensors[0].name, "b");
}

TEST(Safetensors, EveryDtypeHasItsSize) {
  for (auto [name, size] : std::vector<std::pair<const char *, int>>{
           {"BOOL", 8},        {"F4", 4},      {"F6_E2M3", 6},
           {"F6_E3M2", 6},     {"U8", 8},      {"I8", 8},
           {"F8_E5M2", 8},     {"F8_E4M3", 8}, {"F8_E5M2FNUZ", 8},
           {"F8_E4M3FNUZ", 8}, {"F8_E8M0", 8}, {"I16", 16},
           {"U16", 16},        {"F16", 16},    {"BF16", 16},
           {"I32", 32},        {"U32", 32},    {"F32", 32},
           {"C64", 64},        {"F64", 64},    {"I64", 64},
           {"U64", 64}}) {
    Contents contents = expectValue(read(
        llvm::formatv(
            R"({{"a":{{"dtype":"{0}","shape":[8],"data_offsets":[0,{1}]}})",
            name, size)
            .str(),
        std::string(size, 0)));
    EXPECT_EQ(getName(contents.tensors[0].dtype), name);
    EXPECT_EQ(getBits(contents.tensors[0].dtype), unsigned(size));
  }
}

TEST(Safetensors, HeaderLengthIsChecked) {
  expectError(read("1234567"), Code::MalformedFile,
              "m.safetensors: 7 bytes hold no header length");
  expectError(read(""), Code::MalformedFile, "0 bytes hold no header length");
  expectError(read(llvm::StringRef("\3\0\0\0\0\0\0\0{}", 10)),
              Code::MalformedFile,
              "a header of 3 bytes, and only 2 follow: the file is truncated");
  expectError(read("\xff\xff\xff\xff\xff\xff\xff\xff{}"), Code::LimitExceeded,
              "a header of 18446744073709551615 bytes, and at most 100000000");
  expectError(read(llvm::StringRef("\1\xe1\xf5\5\0\0\0\0{}", 10)),
              Code::LimitExceeded, "a header of 100000001 bytes");
}

TEST(Safetensors, HeaderIsAnObjectOfJson) {
  expectMalformed("", "", "byte 8: the header begins not with '{'");
  expectMalformed(" {}", "", "byte 8: the header begins not with '{'");
  expectMalformed("[]", "", "byte 8: the header begins not with '{'");
  expectMalformed("{", "", "m.safetensors: no JSON at byte ");
  expectMalformed("{}x", "", "no JSON at byte 11");
  expectMalformed(R"({"a":1,"a":2})", "", "the key \"a\" appears twice");
  expectMalformed(R"({"a":1.5})", "", "the number 1.5 is no 64-bit integer");
  std::string deep;
  for (int i = 0; i != 50'000; ++i)
    deep += "{\"a\":";
  expectError(read(deep, ""), Code::LimitExceeded, "more than 64 levels deep");
}

TEST(Safetensors, EntriesAreComplete) {
  auto entry = [](llvm::StringRef text, llvm::StringRef wanted) {
    expectMalformed(("{\"a\":" + text + "}").str(), "12345678", wanted);
  };
  entry("1", "tensor \"a\": is no object");
  entry("{}", "tensor \"a\": has no dtype");
  entry(R"({"dtype":8})", "tensor \"a\": has no dtype");
  entry(R"({"dtype":"f32"})", "tensor \"a\": has the unknown dtype \"f32\"");
  entry(R"({"dtype":"F32"})", "tensor \"a\": has no shape");
  entry(R"({"dtype":"F32","shape":[-1]})", "has a dim that is no size");
  entry(R"({"dtype":"F32","shape":["x"]})", "has a dim that is no size");
  entry(R"({"dtype":"F32","shape":[2]})", "has no data_offsets");
  entry(R"({"dtype":"F32","shape":[2],"data_offsets":[0]})",
        "has no data_offsets");
  expectMalformed(R"({"__metadata__":[]})", "", "__metadata__ is no object");
  expectMalformed(R"({"__metadata__":{"a":1}})", "",
                  "__metadata__: \"a\" is no string");
}

TEST(Safetensors, SizesAreCheckedWithoutOverflow) {
  auto shape = [](llvm::StringRef dims, llvm::StringRef text, Code code) {
    expectError(read((R"({"a":{"dtype":"F32","shape":)" + dims +
                      R"(,"data_offsets":[0,8]}})")
                         .str(),
                     "12345678"),
                code, text);
  };
  shape("[3]", "tensor \"a\": has 8 bytes, and its shape asks for 12",
        Code::MalformedFile);
  shape("[0]", "has 8 bytes, and its shape asks for 0", Code::MalformedFile);
  // 2^62 elements of 4 bytes: 0 in 64 bits, 8 with two more.
  shape("[1073741824,1073741824,4]", "asks for more than 64 bits can count",
        Code::MalformedFile);
  shape("[2147483648]", "the dim 2147483648 is over 2147483647",
        Code::LimitExceeded);
  shape("[18446744073709551615]", "is over 2147483647", Code::LimitExceeded);
  std::string many = "[1";
  for (int i = 0; i != 32; ++i)
    many += ",1";
  shape(many + "]", "has more than 32 dims", Code::LimitExceeded);
  expectMalformed(R"({"a":{"dtype":"F4","shape":[1],"data_offsets":[0,1]}})",
                  "1", "has 1 bytes, and its shape asks for 1");
}

TEST(Safetensors, OffsetsLieInTheData) {
  auto offsets = [](llvm::StringRef span) {
    expectMalformed(
        (R"({"a":{"dtype":"U8","shape":[8],"data_offsets":)" + span + "}}")
            .str(),
        "12345678", "its data_offsets are no span of the 8 bytes of data");
  };
  offsets("[0,9]");
  offsets("[8,0]");
  offsets("[-1,7]");
  offsets("[18446744073709551608,18446744073709551615]");
  offsets("[0,\"8\"]");
}

TEST(Safetensors, EveryByteBelongsToOneTensor) {
  auto two = [](llvm::StringRef second, llvm::StringRef text) {
    expectMalformed((R"({"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},)"
                     R"("b":{"dtype":"U8","shape":[2],"data_offsets":)" +
                     second + "}}")
                        .str(),
                    "12345", text);
  };
  two("[3,5]", "tensor \"b\": begins at byte "); // a hole
  two("[1,3]", "tensor \"b\": begins at byte "); // an overlap
  two("[0,2]", "tensor \"b\": begins at byte "); // the same twice
  two("[2,4]", "the tensors end at byte ");      // bytes left over
}

TEST(Safetensors, EveryPrefixIsRefused) {
  std::string bytes = test::safetensors(
      R"({"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}})", "12");
  expectValue(read(bytes));
  for (size_t size = 0; size != bytes.size(); ++size)
    expectError(read(llvm::StringRef(bytes).take_front(size)),
                Code::MalformedFile, "m.safetensors: ");
}

} // namespace
