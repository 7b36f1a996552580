// Paths that a model names: what must not be reachable. The cases follow the
// CVEs of ONNX's external data; each runs with both ways to walk a path.
#include "frontends/files/FileSet.h"
#include "frontends/files/SafePath.h"
#include "test/frontends/Testing.h"
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace hfc;
using namespace hfc::files;
using namespace hfc::test;
using diag::Code;

namespace {

class SafePath : public testing::TestWithParam<Walk> {
protected:
  void SetUp() override {
    temp.write("secret", "secret");
    temp.write("model/w.bin", "hello");
    temp.write("model/sub/w.bin", "inner");
    folder = ::open(temp.at("model").c_str(), O_RDONLY | O_DIRECTORY);
    ASSERT_GE(folder, 0);
  }
  void TearDown() override { ::close(folder); }

  std::string read(llvm::StringRef relative) {
    int file = expectValue(openBelow(folder, relative, O_RDONLY, GetParam()));
    char buffer[16];
    ssize_t size = ::read(file, buffer, sizeof(buffer));
    ::close(file);
    return std::string(buffer, size);
  }
  void expectRefused(llvm::StringRef relative, Code code,
                     llvm::StringRef text) {
    auto opened =
        openBelow(folder, relative, O_RDONLY | O_NONBLOCK, GetParam());
    if (opened)
      ::close(*opened);
    expectError(std::move(opened), code, text);
  }
  void link(const char *target, llvm::StringRef relative) {
    ASSERT_EQ(::symlink(target, temp.at(relative).c_str()), 0);
  }

  TempFolder temp;
  int folder = -1;
};

INSTANTIATE_TEST_SUITE_P(Both, SafePath,
                         testing::Values(Walk::KernelOrSteps, Walk::Steps),
                         [](const auto &info) {
                           return info.param == Walk::Steps ? "Steps"
                                                            : "Kernel";
                         });

TEST_P(SafePath, OpensWhatIsInside) {
  EXPECT_EQ(read("w.bin"), "hello");
  EXPECT_EQ(read("sub/w.bin"), "inner");
  EXPECT_EQ(read("./sub//w.bin"), "inner");
}

TEST_P(SafePath, RefusesPathsByTheirWords) { // CVE-2022-25882, -2024-27318
  expectRefused("../secret", Code::UnsafePath,
                "the path \"../secret\" leads to a parent folder");
  expectRefused("sub/../../secret", Code::UnsafePath,
                "leads to a parent folder");
  expectRefused("sub/../w.bin", Code::UnsafePath, "leads to a parent folder");
  expectRefused("..", Code::UnsafePath, "leads to a parent folder");
  expectRefused(temp.at("secret"), Code::UnsafePath, "is absolute");
  expectRefused("", Code::UnsafePath, "the path \"\" is empty");
  expectRefused(llvm::StringRef("w.bin\0x", 7), Code::UnsafePath,
                "holds a zero byte");
}

TEST_P(SafePath, RefusesLinks) { // CVE-2026-27489
  link("../secret", "model/out");
  link("w.bin", "model/in");
  link("..", "model/up");
  link("sub", "model/down");
  link("/", "model/root");
  for (const char *path :
       {"out", "in", "up/secret", "down/w.bin", "root/etc/passwd"})
    expectRefused(path, Code::UnsafePath, "goes through a link");
}

TEST_P(SafePath, SaysWhatIsMissing) {
  expectRefused("none", Code::CannotReadFile,
                "the file \"none\" cannot be opened: No such file");
  expectRefused("none/none", Code::CannotReadFile, "No such file");
  expectRefused("w.bin/x", Code::CannotReadFile, "Not a directory");
}

TEST(PlainFileName, IsOneStep) {
  EXPECT_TRUE(isPlainFileName("model-00001-of-00002.safetensors"));
  for (const char *name : {"", ".", "..", "a/b", "/a", "a/", "../a"})
    EXPECT_FALSE(isPlainFileName(name)) << name;
}

class HubCache : public testing::Test {
protected:
  void SetUp() override {
    temp.write("secret", "secret");
    temp.write("hub/models--a--b/blobs/0abc", "blob");
    temp.makeFolder("hub/models--a--b/snapshots/1234/sub");
    temp.makeFolder("hub/models--a--b/refs");
  }
  void link(const char *target, llvm::StringRef relative) {
    ASSERT_EQ(::symlink(target, (snapshot + relative.str()).c_str()), 0);
  }
  ModelFolder open() { return expectValue(ModelFolder::open(snapshot)); }

  TempFolder temp;
  std::string snapshot = temp.at("hub/models--a--b/snapshots/1234/");
};

TEST_F(HubCache, LinksToBlobsAreOpened) {
  link("../../blobs/0abc", "model.safetensors");
  link("../../../blobs/0abc", "sub/config.json");
  auto file = expectValue(open().map("model.safetensors"));
  EXPECT_EQ(llvm::toStringRef(file->getBytes()), "blob");
  EXPECT_EQ(file->getName(), "model.safetensors");
  EXPECT_EQ(expectValue(open().map("sub/config.json"))->getSize(), 4u);
}

TEST_F(HubCache, OtherLinksAreNot) {
  link("../../../../secret", "out");
  link("../../blobs/../../../secret", "through");
  link("../../blobs/0abc/..", "up");
  link("../blobs/0abc", "near");
  link("../../../blobs/0abc", "far");
  link("../../refs/main", "refs");
  link("../../blobs/", "nothing");
  for (const char *path :
       {"out", "through", "up", "near", "far", "refs", "nothing"})
    expectError(open().map(path), Code::UnsafePath, "goes through a link");
}

TEST_F(HubCache, BlobsAreCheckedToo) {
  temp.write("hub/models--a--b/blobs/two", "blob");
  ASSERT_EQ(::link(temp.at("hub/models--a--b/blobs/two").c_str(),
                   temp.at("other").c_str()),
            0);
  ASSERT_EQ(::symlink("../../../secret",
                      temp.at("hub/models--a--b/blobs/link").c_str()),
            0);
  link("../../blobs/two", "two");
  link("../../blobs/link", "link");
  link("../../blobs/none", "none");
  expectError(open().map("two"), Code::UnsafePath, "has 2 names (hard links)");
  expectError(open().map("link"), Code::UnsafePath, "goes through a link");
  expectError(open().map("none"), Code::CannotReadFile, "No such file");
}

TEST_F(HubCache, IsAFolderOfSnapshotsOnly) {
  temp.write("plain/blobs/0abc", "blob");
  temp.makeFolder("plain/models/1");
  ASSERT_EQ(::symlink("../../blobs/0abc", temp.at("plain/models/1/w").c_str()),
            0);
  auto folder = expectValue(ModelFolder::open(temp.at("plain/models/1")));
  expectError(folder.map("w"), Code::UnsafePath, "goes through a link");
}

TEST_F(HubCache, AUserMayVouchForLinks) {
  temp.write("hub/secret", "mine");
  link("../../../secret", "out");
  ModelFolder folder = open();
  EXPECT_EQ(expectValue(folder.map("out", Links::Followed))->getSize(), 4u);
  expectError(folder.map("../1234/out", Links::Followed), Code::UnsafePath,
              "..");
  FileSet files(Links::Followed);
  EXPECT_EQ(expectValue(files.open(folder, "out"))->getName(), "out");
}

TEST(ModelFolder, MapsRegularFilesWithOneName) { // CVE-2026-34446
  TempFolder temp;
  temp.write("secret", "secret");
  temp.makeFolder("model/sub");
  ASSERT_EQ(::link(temp.at("secret").c_str(), temp.at("model/hard").c_str()),
            0);
  ASSERT_EQ(::mkfifo(temp.at("model/pipe").c_str(), 0600), 0);
  auto folder = expectValue(ModelFolder::open(temp.at("model")));
  expectError(folder.map("hard"), Code::UnsafePath,
              "the file \"hard\" has 2 names (hard links)");
  expectError(folder.map("pipe"), Code::CannotReadFile,
              "\"pipe\" is no regular file");
  expectError(folder.map("sub"), Code::CannotReadFile,
              "\"sub\" is no regular file");
  EXPECT_TRUE(folder.contains("sub"));
  EXPECT_FALSE(folder.contains("none"));
  EXPECT_FALSE(folder.contains("../secret"));
}

} // namespace
