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

TEST(Config, HasOtherNamesAndNestedObjects) {
  Config config =
      expectValue(read(R"({"n_head": 4, "heads": 4, "d": 6, "layers": [1, 2],)"
                       R"( "inner": {"width": 0}, "text": "x"})"));
  EXPECT_EQ(config.anyOf({"absent", "n_head"}), "n_head");
  EXPECT_EQ(config.anyOf({"heads", "n_head"}), "heads");
  EXPECT_EQ(config.anyOf({"absent", "gone"}), "absent");
  EXPECT_EQ(config.getInts("layers", {}), (std::vector<int64_t>{1, 2}));
  EXPECT_EQ(config.getInts("absent", {3}), (std::vector<int64_t>{3}));
  EXPECT_TRUE(config.getConfig("absent").isEmpty());
  EXPECT_FALSE(config.takeError());
  config.anyOf({"n_head", "d"});
  config.requireDivides("n_head", 4, "d", 6);
  config.requireString("text", "y");
  config.requireBool("flag", false);
  config.getInts("d", {});
  config.getConfig("inner").getInt("width");
  config.getConfig("text");
  expectError(config.takeError(), Code::ConfigField,
              "config.json: \"d\" contradicts \"n_head\"; \"n_head\" does not "
              "divide d; \"text\" is \"x\": only \"y\" is known; \"d\" is no "
              "list of positive integers; \"text\" is no object; in "
              "\"inner\": \"width\" is no integer between 1 and 2147483647");
}

TEST(Config, RefusesWhatNobodyAskedFor) {
  Config config = expectValue(
      read(R"({"asked": 1, "twist": 2, "nothing": null, "use_cache": true,)"
           R"( "hidden_dropout": 0.1, "inner": {"asked": 1, "other": 3}})"));
  config.getInt("asked");
  config.getConfig("inner").getInt("asked");
  config.refuseUnknown();
  std::string unknown = " is not known to this architecture and may change "
                        "what it computes";
  expectError(config.takeError(), Code::ConfigField,
              "config.json: \"twist\"" + unknown + "; in \"inner\": \"other\"" +
                  unknown);
}

TEST(Config, IsAnObject) {
  expectError(read("[]"), Code::MalformedFile,
              "config.json: is no JSON object");
  expectError(read("{"), Code::MalformedFile, "config.json: no JSON at byte");
}

} // namespace
