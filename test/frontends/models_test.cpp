// Real models beside the checkout are read whole; skipped where there are none.
#include "frontends/onnx/InlineFunctions.h"
#include "frontends/onnx/Reader.h"
#include "frontends/safetensors/Reader.h"
#include "test/frontends/Testing.h"

using namespace hfc;
using namespace hfc::test;

namespace {

std::vector<std::string> findFiles(llvm::StringRef extension) {
  std::vector<std::string> found;
  std::error_code error;
  for (llvm::sys::fs::recursive_directory_iterator
           entry(HFC_SHARED_DIR "/models", error),
       end;
       entry != end && !error; entry.increment(error))
    if (llvm::sys::path::extension(entry->path()) == extension)
      found.push_back(entry->path());
  return found;
}

TEST(Models, OnnxFilesAreRead) {
  std::vector<std::string> paths = findFiles(".onnx");
  if (paths.empty())
    GTEST_SKIP() << "no models in " HFC_SHARED_DIR;
  for (const std::string &path : paths) {
    files::FileSet files;
    onnx::Model model = expectValue(onnx::readModel(path, files));
    EXPECT_FALSE(inlineFunctions(model)) << path;
    EXPECT_FALSE(model.graph.nodes.empty()) << path;
    for (const onnx::Tensor &tensor : model.graph.initializers)
      EXPECT_EQ(tensor.getBytes().empty(), tensor.elementCount == 0) << path;
  }
}

TEST(Models, SafetensorsFilesAreRead) {
  std::vector<std::string> paths = findFiles(".safetensors");
  if (paths.empty())
    GTEST_SKIP() << "no models in " HFC_SHARED_DIR;
  for (const std::string &path : paths) {
    auto file = expectValue(files::MappedFile::open(path, path));
    EXPECT_FALSE(expectValue(safetensors::readFile(*file)).tensors.empty())
        << path;
  }
}

} // namespace
