// Folders as Hugging Face and sentence-transformers lay them.
#include "frontends/huggingface/Folder.h"
#include "test/frontends/Testing.h"
#include "test/frontends/safetensors/Bytes.h"

using namespace hfc;
using namespace hfc::huggingface;
using namespace hfc::test;
using diag::Code;

namespace {

class FolderTest : public testing::Test {
protected:
  void writeModel(llvm::StringRef prefix = "") {
    temp.write((prefix + "config.json").str(), R"({"model_type":"bert"})");
    temp.write((prefix + "model.safetensors").str(),
               test::safetensors("{}", ""));
  }
  void writeModules(
      std::initializer_list<std::pair<const char *, const char *>> modules) {
    std::string text = "[";
    for (auto [type, path] : modules)
      text +=
          llvm::formatv(
              R"({0}{{"type":"sentence_transformers.models.{1}","path":"{2}"})",
              text.size() > 1 ? "," : "", type, path)
              .str();
    temp.write("modules.json", text + "]");
  }
  void writePooling(llvm::StringRef text) {
    temp.write("1_Pooling/config.json", text);
  }
  llvm::Expected<Folder> open() {
    files = {};
    return openFolder(temp.path, files);
  }
  SentenceTransformer openSentence() { return *expectValue(open()).sentence; }

  TempFolder temp;
  files::FileSet files;
};

TEST_F(FolderTest, HasConfigAndWeights) {
  writeModel();
  Folder folder = expectValue(open());
  EXPECT_EQ(folder.config.getString("model_type"), "bert");
  EXPECT_FALSE(folder.sentence);
}

TEST_F(FolderTest, SaysWhatIsMissing) {
  expectError(open(), Code::CannotReadFile,
              "has no config.json: no Hugging Face model");
  temp.write("config.json", "{}");
  expectError(open(), Code::CannotReadFile,
              "has neither model.safetensors nor");
  expectError(openFolder(temp.at("none"), files), Code::CannotReadFile,
              "cannot be opened as a folder");
}

TEST_F(FolderTest, ReadsSentenceTransformers) {
  writeModel();
  writeModules({{"Transformer", ""}, {"Pooling", "1_Pooling"}});
  writePooling(R"({"word_embedding_dimension":384,)"
               R"("pooling_mode_cls_token":false,)"
               R"("pooling_mode_mean_tokens":true})");
  SentenceTransformer sentence = openSentence();
  EXPECT_EQ(sentence.poolings, std::vector<Pooling>{Pooling::Mean});
  EXPECT_EQ(sentence.dimension, 384);
  EXPECT_FALSE(sentence.normalize);

  writeModules({{"Transformer", ""},
                {"Pooling", "1_Pooling"},
                {"Normalize", "2_Normalize"}});
  EXPECT_TRUE(openSentence().normalize);

  // The transformer in a folder of its own; the newer words of pooling.
  writeModel("0_Transformer/");
  writeModules({{"Transformer", "0_Transformer"}, {"Pooling", "1_Pooling"}});
  writePooling(R"({"embedding_dimension":8,"pooling_mode":"lasttoken"})");
  EXPECT_EQ(openSentence().poolings, std::vector<Pooling>{Pooling::LastToken});
}

TEST_F(FolderTest, PoolingsAreConcatenatedInOrder) {
  writeModel();
  writeModules({{"Transformer", ""}, {"Pooling", "1_Pooling"}});
  writePooling(R"({"word_embedding_dimension":8,)"
               R"("pooling_mode_lasttoken":true,)"
               R"("pooling_mode_weightedmean_tokens":true,)"
               R"("pooling_mode_mean_sqrt_len_tokens":true,)"
               R"("pooling_mode_max_tokens":true,)"
               R"("pooling_mode_cls_token":true})");
  EXPECT_EQ(
      openSentence().poolings,
      (std::vector<Pooling>{Pooling::Cls, Pooling::Max, Pooling::MeanSqrtLength,
                            Pooling::WeightedMean, Pooling::LastToken}));
}

TEST_F(FolderTest, RefusesModulesItDoesNotKnow) {
  writeModel();
  writeModules({{"Transformer", ""}, {"Dense", "1_Dense"}});
  expectError(open(), Code::UnknownArchitecture,
              "modules.json: module 1 is \"Dense\", and hfc reads Transformer");
  writeModules({{"Transformer", ""},
                {"Pooling", "1_Pooling"},
                {"Normalize", ""},
                {"Normalize", ""}});
  expectError(open(), Code::UnknownArchitecture, "module 3 is \"Normalize\"");
  writeModules({{"Transformer", ""}});
  expectError(open(), Code::UnknownArchitecture,
              "has 1 modules, and hfc wants Transformer and Pooling");
  for (const char *text : {"{}", "[1]", "[{}]", R"([{"type":"a"}])"}) {
    temp.write("modules.json", text);
    expectError(open(), Code::MalformedFile,
                "modules.json: is no list of modules with type and path");
  }
}

TEST_F(FolderTest, PoolingsAreKnown) {
  writeModel();
  writeModules({{"Transformer", ""}, {"Pooling", "1_Pooling"}});
  writePooling(R"({"word_embedding_dimension":8,"pooling_mode":"best"})");
  expectError(open(), Code::ConfigField,
              "1_Pooling/config.json: \"pooling_mode\" is unknown: \"best\"");
  writePooling(R"({"pooling_mode_cls_token":"yes"})");
  expectError(open(), Code::ConfigField,
              "\"word_embedding_dimension\" is missing; "
              "\"pooling_mode_cls_token\" is neither true nor false; "
              "\"pooling_mode\" is missing");
}

TEST_F(FolderTest, PathsOfModulesStayInside) {
  writeModel();
  writeModules({{"Transformer", ""}, {"Pooling", "../1_Pooling"}});
  expectError(open(), Code::UnsafePath,
              "the path \"../1_Pooling/config.json\" leads to a parent folder");
}

} // namespace
