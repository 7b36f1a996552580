// Weights of a folder by name, in one file or in shards.
#include "frontends/safetensors/Checkpoint.h"
#include "test/frontends/Testing.h"
#include "test/frontends/safetensors/Bytes.h"

using namespace hfc;
using namespace hfc::safetensors;
using namespace hfc::test;
using diag::Code;

namespace {

std::string one(llvm::StringRef name, llvm::StringRef data) {
  return test::safetensors(
      llvm::formatv(
          R"({{"{0}":{{"dtype":"U8","shape":[{1}],"data_offsets":[0,{1}]}})",
          name, data.size())
          .str(),
      data);
}

class CheckpointTest : public testing::Test {
protected:
  llvm::Expected<Checkpoint> open(llvm::StringRef prefix = "") {
    return Checkpoint::open(expectValue(files::ModelFolder::open(temp.path)),
                            prefix, files);
  }
  void writeIndex(llvm::StringRef map) {
    temp.write(
        "model.safetensors.index.json",
        ("{\"metadata\":{\"total_size\":4.0},\"weight_map\":" + map + "}")
            .str());
  }

  TempFolder temp;
  files::FileSet files;
};

TEST_F(CheckpointTest, ReadsOneFile) {
  temp.write("model.safetensors", one("w", "ab"));
  Checkpoint checkpoint = expectValue(open());
  const Tensor *w = expectValue(checkpoint.get("w"));
  EXPECT_EQ(llvm::toStringRef(w->data.getBytes()), "ab");
  EXPECT_EQ(w->data.file, files.find("model.safetensors"));
}

TEST_F(CheckpointTest, ReadsShards) {
  temp.write("sub/a.safetensors", one("v", "ab"));
  temp.write("sub/b.safetensors", one("w", "cd"));
  temp.write("sub/model.safetensors.index.json",
             R"({"weight_map":{"v":"a.safetensors","w":"b.safetensors"}})");
  Checkpoint checkpoint = expectValue(open("sub/"));
  EXPECT_EQ(checkpoint.getTensors().size(), 2u);
  const Tensor *w = expectValue(checkpoint.get("w"));
  EXPECT_EQ(llvm::toStringRef(w->data.getBytes()), "cd");
  EXPECT_EQ(w->data.file->getName(), "sub/b.safetensors");
}

TEST_F(CheckpointTest, SaysWhereItLooked) {
  expectError(open(), Code::CannotReadFile,
              "has neither model.safetensors nor model.safetensors.index.json");
}

TEST_F(CheckpointTest, ShardsArePlainFileNames) {
  for (const char *shard : {"../a", "/a", "sub/a", "", "..", "."}) {
    files = {};
    writeIndex((llvm::Twine("{\"w\":\"") + shard + "\"}").str());
    expectError(open(), Code::UnsafePath, "and no plain file name");
  }
  files = {};
  writeIndex("{\"w\":1}");
  expectError(open(), Code::UnsafePath,
              "the shard of weight \"w\" is no string");
}

TEST_F(CheckpointTest, IndexesAreChecked) {
  writeIndex("[]");
  expectError(open(), Code::MalformedFile,
              "model.safetensors.index.json: has no weight_map");
  files = {};
  temp.write("model.safetensors.index.json", "[]");
  expectError(open(), Code::MalformedFile, "has no weight_map");
  files = {};
  writeIndex("{\"w\":\"a.safetensors\"}");
  expectError(open(), Code::CannotReadFile,
              "\"a.safetensors\" cannot be opened");
  files = {};
  temp.write("a.safetensors", one("v", "ab"));
  expectError(open(), Code::WeightMissing,
              "a.safetensors: does not hold \"w\", which "
              "model.safetensors.index.json says it does");
}

TEST_F(CheckpointTest, MissingWeightsHaveNeighbours) {
  temp.write("model.safetensors",
             one("bert.encoder.layer.0.attention.query.weight", "ab"));
  Checkpoint checkpoint = expectValue(open());
  EXPECT_EQ(checkpoint.find("query"), nullptr);
  for (const char *near : {"encoder.layer.0.attention.query.weight",
                           "bert.encoder.layer.0.attention.key.weight"})
    expectError(checkpoint.get(near), Code::WeightMissing,
                std::string("model.safetensors: has no weight \"") + near +
                    "\"\nhelp: it has "
                    "\"bert.encoder.layer.0.attention.query.weight\"");
  auto far = checkpoint.get("lm_head.bias");
  std::string text = llvm::toString(far.takeError());
  EXPECT_FALSE(llvm::StringRef(text).contains("help")) << text;
}

} // namespace
