// Reads the corpus that make.py writes, and imports what can be read: every
// case is refused with the error that it expects, and none crashes, hangs or
// takes much memory.
#include "frontends/huggingface/Folder.h"
#include "frontends/onnx/ImportModel.h"
#include "frontends/onnx/InlineFunctions.h"
#include "frontends/onnx/Reader.h"
#include "mlir/IR/MLIRContext.h"
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
  if (!model)
    return model.takeError();
  if (llvm::Error error = inlineFunctions(*model))
    return error;
  mlir::MLIRContext context(mlir::MLIRContext::Threading::DISABLED);
  return importModel(context, *model, files).takeError();
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
  EXPECT_TRUE(llvm::StringRef(message).contains("[" + code.str())) << message;
  EXPECT_TRUE(llvm::StringRef(message).contains(text))
      << "found:  " << message << "\nwanted: " << text.str();
  // Names in the file neither move the cursor nor begin a line.
  for (char c : message)
    EXPECT_TRUE(c == '\n' || (unsigned char)c >= 0x20) << message;
  EXPECT_FALSE(llvm::StringRef(message).contains("\nhelp: run this"))
      << message;
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
