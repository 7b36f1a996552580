// JSON of unknown origin: what it becomes, and what is refused.
#include "frontends/files/Json.h"
#include "test/frontends/Testing.h"

using namespace hfc;
using namespace hfc::files;
using namespace hfc::test;
using diag::Code;

namespace {

std::string nest(unsigned depth) {
  return std::string(depth, '[') + std::string(depth, ']');
}

TEST(Json, HoldsEveryKindOfValue) {
  auto value = expectValue(parseJson(
      R"({"a": [1, -2, 2.5, true, null, "x\u00e9"], "b": {}, "c": []})",
      "x.json"));
  const llvm::json::Array &a = *value.getAsObject()->getArray("a");
  EXPECT_EQ(a[0].getAsInteger(), 1);
  EXPECT_EQ(a[1].getAsInteger(), -2);
  EXPECT_EQ(a[2].getAsNumber(), 2.5);
  EXPECT_EQ(a[3].getAsBoolean(), true);
  EXPECT_TRUE(a[4].getAsNull());
  EXPECT_EQ(a[5].getAsString(), "x\xc3\xa9");
  EXPECT_TRUE(value.getAsObject()->getObject("b")->empty());
  EXPECT_TRUE(value.getAsObject()->getArray("c")->empty());
  EXPECT_EQ(expectValue(parseJson("18446744073709551615", "x")).getAsUINT64(),
            UINT64_MAX);
}

TEST(Json, SaysWhereTextIsWrong) {
  expectError(parseJson("{\"a\": }", "x.json"), Code::MalformedFile,
              "x.json: no JSON at byte 7");
  expectError(parseJson("{\"a\": }", "x.json", /*offset=*/8),
              Code::MalformedFile, "x.json: no JSON at byte 15");
  for (const char *text : {"", " ", "{", "[1", "nul", "\"a", "1 2", "{a: 1}",
                           "[1,]", "\"\xff\"", "\"\xc3\"", "1e999", "01"})
    expectError(parseJson(text, "x.json"), Code::MalformedFile,
                "x.json: no JSON at byte ");
}

TEST(Json, ZeroBytesEndNothing) {
  expectError(parseJson(llvm::StringRef("{}\0x", 4), "x.json", /*offset=*/8),
              Code::MalformedFile, "x.json: a zero byte at byte 10");
}

TEST(Json, EveryPrefixIsRefused) {
  llvm::StringRef text = R"({"a": [1, {"b": "c"}], "d": null})";
  for (size_t size = 0; size != text.size(); ++size)
    expectError(parseJson(text.take_front(size), "x.json"), Code::MalformedFile,
                "no JSON at byte ");
}

TEST(Json, DepthIsLimited) {
  expectValue(parseJson(nest(64), "x.json"));
  expectError(parseJson(nest(65), "x.json"), Code::LimitExceeded,
              "x.json: JSON is nested more than 64 levels deep");
  expectError(parseJson(nest(50'000), "x.json"), Code::LimitExceeded,
              "nested more than 64 levels");
  std::string objects;
  for (int i = 0; i != 50'000; ++i)
    objects += "{\"a\":";
  expectError(parseJson(objects, "x.json"), Code::LimitExceeded,
              "nested more than 64 levels");
}

TEST(Json, SizesAreLimited) {
  JsonLimits limits;
  limits.bytes = 4;
  expectError(parseJson("[1,2]", "x.json", 0, limits), Code::LimitExceeded,
              "x.json: JSON of 5 bytes, and at most 4 are read");
  limits = {};
  limits.values = 3;
  expectValue(parseJson("[1,2]", "x.json", 0, limits));
  expectError(parseJson("[1,2,3]", "x.json", 0, limits), Code::LimitExceeded,
              "x.json: more than 3 JSON values");
  expectError(parseJson("[1,2,[]]", "x.json", 0, limits), Code::LimitExceeded,
              "x.json: more than 3 JSON values");
}

TEST(Json, KeysAppearOnce) {
  expectError(parseJson(R"({"a": 1, "a": 2})", "x.json"), Code::MalformedFile,
              "x.json: the key \"a\" appears twice");
  expectValue(parseJson(R"([{"a": 1}, {"a": {"a": 2}}])", "x.json"));
}

TEST(Json, FractionsCanBeRefused) {
  JsonLimits limits;
  limits.fractions = false;
  for (const char *text : {"1.0", "1e3", "18446744073709551616"})
    expectError(parseJson(text, "x.json", 0, limits), Code::MalformedFile,
                "is no 64-bit integer");
  expectValue(parseJson("-9223372036854775808", "x.json", 0, limits));
}

TEST(Json, ControlCharactersOfNamesAreNotPrinted) {
  expectError(parseJson("{\"\\u001b[2J\": 1, \"\\u001b[2J\": 2}", "x.json"),
              Code::MalformedFile, "the key \"\\x1b[2J\" appears twice");
}

} // namespace
