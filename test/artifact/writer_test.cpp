// The writer: the file it draws, the same bytes each time, and nothing left
// behind when it cannot.
#include "artifact/Format.h"
#include "artifact/Reader.h"
#include "test/runtime/TestArtifact.h"
#include <csignal>
#include <cstring>
#include <filesystem>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace hfc;
using namespace hfc::artifact;
using namespace hfc::test;

namespace {

size_t filesBeside(const std::string &path) {
  size_t count = 0;
  for (auto &entry : std::filesystem::directory_iterator(
           std::filesystem::path(path).parent_path()))
    count += entry.path() != path;
  return count;
}

struct Parsed {
  std::vector<uint8_t> bytes;
  Header header;
  const Artifact *root = nullptr;
};

Parsed parse(const std::string &path) {
  Parsed parsed;
  parsed.bytes = readAll(path);
  ReadError error = {};
  EXPECT_TRUE(
      readHeader(parsed.bytes, parsed.bytes.size(), parsed.header, error))
      << error.message;
  parsed.root = verifyTables({parsed.bytes.data() + parsed.header.tables.offset,
                              parsed.header.tables.size},
                             parsed.header, error);
  EXPECT_NE(parsed.root, nullptr) << error.message;
  return parsed;
}

TEST(Writer, WritesWhatTheReaderTakes) {
  TestArtifact artifact;
  std::string path = temporaryPath("write.hfa");
  ASSERT_FALSE(artifact.write(path));
  Parsed parsed = parse(path);
  ASSERT_TRUE(parsed.root);
  EXPECT_EQ(parsed.header.code.offset % 4096, 0u);
  const Executable *executable = parsed.root->executables()->Get(0);
  EXPECT_EQ(std::memcmp(parsed.bytes.data() + parsed.header.code.offset +
                            executable->offset(),
                        artifact.image.data(), artifact.image.size()),
            0);
  ReadError error;
  for (auto [name, section] : {std::pair("code", parsed.header.code),
                               std::pair("constants", parsed.header.constants)})
    EXPECT_TRUE(verifyHashes(
        *parsed.root, name,
        {parsed.bytes.data() + section.offset, section.size}, error))
        << error.message;
}

TEST(Writer, SameContentsSameBytes) {
  std::string a = temporaryPath("a.hfa"), b = temporaryPath("b.hfa");
  ASSERT_FALSE(TestArtifact().write(a));
  ASSERT_FALSE(TestArtifact().write(b));
  ASSERT_FALSE(TestArtifact().write(b)); // over an old one
  EXPECT_EQ(readAll(a), readAll(b));
}

// Small constants fill the gaps before large ones, and each keeps its bytes.
TEST(Writer, PlacesLargeConstantsOnHugePages) {
  TestArtifact artifact;
  size_t sizes[] = {100,    largeConstant + 4, 5000, largeConstant, 64, 0,
                    1 << 20};
  for (size_t size : sizes) {
    auto constant = std::make_unique<ConstantT>();
    constant->name = "c" + std::to_string(size);
    constant->type = ElementType::u8;
    constant->shape = {int64_t(size)};
    artifact.tables.constants.push_back(std::move(constant));
    artifact.constants.emplace_back(size, uint8_t(size % 251 + 1));
  }
  std::string path = temporaryPath("large.hfa");
  ASSERT_FALSE(artifact.write(path));
  Parsed parsed = parse(path);
  ASSERT_TRUE(parsed.root);
  EXPECT_EQ(parsed.header.constants.offset % hugePageSize, 0u);
  uint64_t total = 0;
  for (uint32_t i = 0; i < parsed.root->constants()->size(); ++i) {
    const Constant *constant = parsed.root->constants()->Get(i);
    total += constant->size();
    EXPECT_EQ(constant->offset() % 64, 0u);
    if (constant->size() >= largeConstant) {
      EXPECT_EQ(constant->offset() % hugePageSize, 0u);
    }
    const uint8_t *bytes = parsed.bytes.data() +
                           parsed.header.constants.offset + constant->offset();
    EXPECT_EQ(std::vector<uint8_t>(bytes, bytes + constant->size()),
              artifact.constants[i]);
  }
  EXPECT_LE(parsed.header.constants.size, total + 2 * hugePageSize);
  ReadError error;
  EXPECT_TRUE(
      verifyHashes(*parsed.root, "constants",
                   {parsed.bytes.data() + parsed.header.constants.offset,
                    parsed.header.constants.size},
                   error))
      << error.message;
}

// A chunk boundary of the hash tree lies inside a constant.
TEST(Writer, HashesInChunks) {
  TestArtifact artifact;
  auto constant = std::make_unique<ConstantT>();
  constant->type = ElementType::u8;
  constant->shape = {int64_t(hashChunk + 1000)};
  artifact.tables.constants.push_back(std::move(constant));
  Contents contents;
  contents.images.push_back(artifact.image);
  for (auto &bytes : artifact.constants)
    contents.constants.push_back({bytes.size(), [&](const ByteSink &sink) {
                                    sink(bytes);
                                    return std::optional<Failure>();
                                  }});
  std::vector<uint8_t> piece(1000, 7);
  contents.constants.push_back(
      {hashChunk + 1000, [&](const ByteSink &sink) {
         for (uint64_t left = hashChunk + 1000; left;) {
           uint64_t size = std::min<uint64_t>(left, piece.size());
           EXPECT_TRUE(sink({piece.data(), size}));
           left -= size;
         }
         return std::optional<Failure>();
       }});
  std::string path = temporaryPath("chunks.hfa");
  ASSERT_FALSE(writeArtifact(path, artifact.tables, contents));
  Parsed parsed = parse(path);
  ASSERT_TRUE(parsed.root);
  EXPECT_EQ(parsed.root->hashes()->Get(1)->leaves()->size(), 64u);
  ReadError error;
  std::span<const uint8_t> section = {parsed.bytes.data() +
                                          parsed.header.constants.offset,
                                      parsed.header.constants.size};
  EXPECT_TRUE(verifyHashes(*parsed.root, "constants", section, error));
  parsed.bytes.back() ^= 1;
  EXPECT_FALSE(verifyHashes(*parsed.root, "constants", section, error));
  EXPECT_NE(std::string(error.message).find("bytes 67108864 to"),
            std::string::npos);
  std::filesystem::remove(path);
}

TEST(Writer, AFullDiskLeavesNothing) {
  std::string path = temporaryPath("full/x.hfa");
  std::filesystem::create_directory(temporaryPath("full"));
  TestArtifact artifact;
  // The system's limit on file sizes stands for the disk's.
  rlimit before, small;
  getrlimit(RLIMIT_FSIZE, &before);
  auto handler = std::signal(SIGXFSZ, SIG_IGN);
  for (rlim_t limit : {0, 100, 4096, 8192}) {
    small = {limit, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
    std::optional<Failure> failure = artifact.write(path);
    setrlimit(RLIMIT_FSIZE, &before);
    ASSERT_TRUE(failure) << limit;
    EXPECT_EQ(failure->code, diag::Code::CannotWriteFile);
    EXPECT_NE(failure->message.find(path), std::string::npos);
    EXPECT_FALSE(std::filesystem::exists(path));
    EXPECT_EQ(filesBeside(path), 0u);
  }
  std::signal(SIGXFSZ, handler);
  ASSERT_FALSE(artifact.write(path));
  EXPECT_EQ(filesBeside(path), 0u);
}

TEST(Writer, RefusesTargetsThatAreNoFile) {
  TestArtifact artifact;
  for (const char *path : {"/dev/null", "/tmp", "/nowhere/x.hfa"}) {
    std::optional<Failure> failure = artifact.write(path);
    ASSERT_TRUE(failure) << path;
    EXPECT_EQ(failure->code, diag::Code::CannotWriteFile);
  }
  EXPECT_TRUE(std::filesystem::is_character_file("/dev/null"));
}

// A failure of a constant's own writer is passed on; an old file stays.
TEST(Writer, AFailedConstantLeavesTheOldFile) {
  TestArtifact artifact;
  std::string path = temporaryPath("old.hfa");
  ASSERT_FALSE(artifact.write(path));
  std::vector<uint8_t> before = readAll(path);
  auto attempt = [&](uint64_t promised, bool fails) {
    Contents contents;
    contents.images.push_back(artifact.image);
    for (size_t i = 0; i < artifact.constants.size(); ++i)
      contents.constants.push_back(
          {promised, [&](const ByteSink &sink) -> std::optional<Failure> {
             uint8_t bytes[16] = {};
             sink(bytes);
             if (fails)
               return Failure{diag::Code::MalformedFile, "weights are cut off"};
             return std::nullopt;
           }});
    return writeArtifact(path, artifact.tables, contents);
  };
  EXPECT_EQ(attempt(16, true)->message, "weights are cut off");
  EXPECT_NE(attempt(17, false)->message.find("fewer bytes than 17"),
            std::string::npos);
  EXPECT_NE(attempt(15, false)->message.find("more bytes than 15"),
            std::string::npos);
  EXPECT_EQ(readAll(path), before);
}

} // namespace
