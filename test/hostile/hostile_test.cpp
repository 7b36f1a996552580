// Reads the corpus that make.py writes: every case is refused with the error
// that it expects, and none crashes, hangs or takes much memory. Cases named
// compile-… only have to be read, or refused.
#include "frontends/huggingface/Folder.h"
#include "frontends/onnx/InlineFunctions.h"
#include "frontends/onnx/Reader.h"
#include "test/frontends/Testing.h"
#include "llvm/Support/LineIterator.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace hfc;
using namespace hfc::test;

namespace {

llvm::Error read(const std::string &path) {
  files::FileSet files;
  if (llvm::sys::fs::is_directory(path))
    return huggingface::openFolder(path, files).takeError();
  auto model = onnx::readModel(path, files);
  return model ? inlineFunctions(*model) : model.takeError();
}

class Hostile : public testing::TestWithParam<std::string> {};

TEST_P(Hostile, IsRefused) {
  std::string folder = HFC_HOSTILE_DIR "/" + GetParam();
  auto expected = llvm::MemoryBuffer::getFile(folder + "/expect");
  ASSERT_TRUE(bool(expected)) << folder;
  llvm::line_iterator line(**expected, /*SkipBlanks=*/false);
  std::string opened = folder + "/" + line->str();
  llvm::StringRef code = *++line, text = *++line;
  std::string message = llvm::toString(read(opened));
  if (GetParam().starts_with("compile-"))
    return;
  EXPECT_TRUE(llvm::StringRef(message).contains("[" + code.str() + "]"))
      << message;
  EXPECT_TRUE(llvm::StringRef(message).contains(text))
      << "found:  " << message << "\nwanted: " << text.str();
  // Nothing that a terminal would obey.
  for (char c : message)
    EXPECT_TRUE(c == '\n' || (unsigned char)c >= 0x20) << message;
}

std::vector<std::string> findCases() {
  std::vector<std::string> names;
  std::error_code error;
  for (llvm::sys::fs::directory_iterator entry(HFC_HOSTILE_DIR, error), end;
       entry != end && !error; entry.increment(error))
    if (llvm::sys::fs::is_directory(entry->path()))
      names.push_back(llvm::sys::path::filename(entry->path()).str());
  llvm::sort(names);
  return names;
}

INSTANTIATE_TEST_SUITE_P(All, Hostile, testing::ValuesIn(findCases()),
                         [](const auto &info) {
                           std::string name = info.param;
                           llvm::replace(name, '-', '_');
                           return name;
                         });

} // namespace
