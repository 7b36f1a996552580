// Mapping of files that the user names, and spans in them.
#include "frontends/files/FileSet.h"
#include "test/frontends/Testing.h"
#include <sys/stat.h>

using namespace hfc;
using namespace hfc::files;
using namespace hfc::test;
using diag::Code;

TEST(MappedFile, HoldsTheBytesOfAFile) {
  TempFolder folder;
  auto file =
      expectValue(MappedFile::open(folder.write("a.bin", "hello"), "a.bin"));
  EXPECT_EQ(file->getName(), "a.bin");
  EXPECT_EQ(llvm::toStringRef(file->getBytes()), "hello");
}

TEST(MappedFile, MayBeEmpty) {
  TempFolder folder;
  auto file = expectValue(MappedFile::open(folder.write("a.bin", ""), "a.bin"));
  EXPECT_EQ(file->getSize(), 0u);
}

TEST(MappedFile, FollowsLinksThatTheUserNames) {
  TempFolder folder;
  folder.write("a.bin", "hello");
  ASSERT_EQ(::symlink("a.bin", folder.at("link").c_str()), 0);
  EXPECT_EQ(expectValue(MappedFile::open(folder.at("link"), "x"))->getSize(),
            5u);
}

TEST(MappedFile, RefusesWhatIsNoFile) {
  TempFolder folder;
  expectError(MappedFile::open(folder.at("none"), "none"), Code::CannotReadFile,
              "none: cannot be opened: No such file or directory");
  expectError(MappedFile::open(folder.path, "folder"), Code::CannotReadFile,
              "folder: is no regular file");
  ASSERT_EQ(::mkfifo(folder.at("pipe").c_str(), 0600), 0);
  expectError(MappedFile::open(folder.at("pipe"), "pipe"), Code::CannotReadFile,
              "pipe: is no regular file");
  expectError(MappedFile::open(llvm::StringRef("a\0b", 3), "zero"),
              Code::CannotReadFile, "zero: a path holds no zero byte");
}

TEST(MappedFile, SpansStayInside) {
  auto file = MappedFile::copyOf(llvm::arrayRefFromStringRef("hello"), "a.bin");
  EXPECT_EQ(llvm::toStringRef(expectValue(file->getSpan(1, 4, "it"))), "ello");
  EXPECT_EQ(expectValue(file->getSpan(5, 0, "it")).size(), 0u);
  for (auto [offset, length] : {std::pair<uint64_t, uint64_t>{1, 5},
                                {6, 0},
                                {UINT64_MAX, 1},
                                {1, UINT64_MAX},
                                {UINT64_MAX, UINT64_MAX}})
    expectError(file->getSpan(offset, length, "tensor x"), Code::MalformedFile,
                "a.bin: tensor x wants");
}

TEST(FileSet, OpensAFileOnce) {
  TempFolder temp;
  temp.write("w.bin", "hello");
  ModelFolder folder = expectValue(ModelFolder::open(temp.path));
  FileSet files;
  const MappedFile *file = expectValue(files.open(folder, "w.bin"));
  EXPECT_EQ(file, expectValue(files.open(folder, "w.bin")));
  EXPECT_EQ(file, files.find("w.bin"));
  EXPECT_EQ(files.find("other"), nullptr);
  EXPECT_EQ(llvm::toStringRef(FileSpan{file, 1, 2}.getBytes()), "el");
}

TEST(ModelFolder, MustBeAFolder) {
  TempFolder temp;
  temp.write("w.bin", "hello");
  expectError(ModelFolder::open(temp.at("w.bin")), Code::CannotReadFile,
              "cannot be opened as a folder: Not a directory");
  expectError(ModelFolder::open(temp.at("none")), Code::CannotReadFile,
              "cannot be opened as a folder: No such file or directory");
}
