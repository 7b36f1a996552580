// Fields of config.json: types, ranges, defaults, and all problems at once.
#include "frontends/huggingface/Config.h"
#include "test/frontends/Testing.h"

using namespace hfc;
using namespace hfc::huggingface;
using namespace hfc::test;
using diag::Code;

namespace {

llvm::Expected<Config> read(llvm::StringRef text) {
  auto file = files::MappedFile::copyOf(llvm::arrayRefFromStringRef(text),
                                        "config.json");
  return Config::read(*file);
}

TEST(Config, AnswersByNameAndType) {
  Config config = expectValue(
      read(R"({"n": 3, "x": 2.5, "b": true, "s": "gelu", "l": ["A", "B"],)"
           R"( "none": null})"));
  EXPECT_EQ(config.getInt("n"), 3);
  EXPECT_EQ(config.getNumber("x"), 2.5);
  EXPECT_EQ(config.getNumber("n"), 3);
  EXPECT_TRUE(config.getBool("b"));
  EXPECT_EQ(config.getString("s"), "gelu");
  EXPECT_EQ(config.getStrings("l"), (std::vector<std::string>{"A", "B"}));
  EXPECT_TRUE(config.has("n"));
  EXPECT_FALSE(config.has("none"));
  EXPECT_EQ(config.getInt("none", 7), 7);
  EXPECT_EQ(config.getNumber("missing", 0.5), 0.5);
  EXPECT_TRUE(config.getBool("missing", true));
  EXPECT_EQ(config.getString("missing", "x"), "x");
  EXPECT_FALSE(config.takeError());
}

TEST(Config, TellsAllProblemsAtOnce) {
  Config config = expectValue(
      read(R"({"n": 0, "big": 4294967296, "x": "1", "b": 1, "s": 2,)"
           R"( "l": ["A", 1], "act": "odd"})"));
  EXPECT_EQ(config.getInt("n"), 1);
  EXPECT_EQ(config.getInt("big", 5), 5);
  config.getInt("missing");
  config.getNumber("x");
  config.getBool("b");
  config.getString("s");
  config.getStrings("l");
  config.refuse("act", "is unknown");
  expectError(
      config.takeError(), Code::ConfigField,
      "config.json: \"n\" is no integer between 1 and 2147483647; \"big\" is "
      "no integer between 1 and 2147483647; \"missing\" is missing; \"x\" is "
      "no number; \"b\" is neither true nor false; \"s\" is no string; \"l\" "
      "is no list of strings; \"act\" is unknown");
  EXPECT_FALSE(config.takeError());
}

TEST(Config, IsAnObject) {
  expectError(read("[]"), Code::MalformedFile,
              "config.json: is no JSON object");
  expectError(read("{"), Code::MalformedFile, "config.json: no JSON at byte");
}

} // namespace
