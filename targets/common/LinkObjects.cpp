// LLD in this process. It reads and writes files, so they lie in a folder of
// their own below the system's for temporary files.
#include "targets/common/LinkObjects.h"
#include "lld/Common/Driver.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/Object/ObjectFile.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include <mutex>

LLD_HAS_DRIVER(elf)

using namespace hfc;
using namespace hfc::codegen;
using llvm::StringRef;

llvm::Error hfc::codegen::checkImportsNothing(StringRef kernel,
                                              llvm::ArrayRef<char> object) {
  auto file = llvm::object::ObjectFile::createObjectFile(llvm::MemoryBufferRef(
      StringRef(object.data(), object.size()), "kernel.o"));
  if (!file)
    return file.takeError();
  for (const llvm::object::SymbolRef &symbol : (*file)->symbols()) {
    auto flags = symbol.getFlags();
    if (!flags)
      return flags.takeError();
    if (!(*flags & llvm::object::SymbolRef::SF_Undefined))
      continue;
    auto name = symbol.getName();
    if (!name)
      return name.takeError();
    if (!name->empty())
      return llvm::createStringError(
          llvm::formatv("the code of kernel '{0}' calls '{1}', which native "
                        "code must not",
                        kernel, *name));
  }
  return llvm::Error::success();
}

static llvm::Error writeFile(StringRef path, llvm::ArrayRef<char> bytes) {
  std::error_code code;
  llvm::raw_fd_ostream stream(path, code);
  if (!code) {
    stream.write(bytes.data(), bytes.size());
    stream.close();
    code = stream.error();
  }
  if (!code)
    return llvm::Error::success();
  stream.clear_error();
  return llvm::createStringError(
      llvm::formatv("{0}: {1}", path, code.message()));
}

llvm::Expected<std::vector<char>>
hfc::codegen::linkObjects(llvm::ArrayRef<llvm::ArrayRef<char>> objects,
                          llvm::ArrayRef<StringRef> flags) {
  static std::mutex mutex; // LLD's state is global
  std::lock_guard lock(mutex);
  llvm::SmallString<128> folder;
  if (auto code = llvm::sys::fs::createUniqueDirectory("hfc-link", folder))
    return llvm::createStringError(
        llvm::formatv("no folder for temporary files: {0}", code.message()));
  llvm::scope_exit remove([&] { llvm::sys::fs::remove_directories(folder); });
  auto path = [&](const llvm::Twine &name) {
    llvm::SmallString<128> result(folder);
    llvm::sys::path::append(result, name);
    return std::string(result);
  };

  std::vector<std::string> arguments = {"ld.lld", "--threads=1", "-o",
                                        path("image")};
  for (StringRef flag : flags)
    arguments.push_back(flag.str());
  for (auto [i, object] : llvm::enumerate(objects)) {
    arguments.push_back(path("kernel" + llvm::Twine(i) + ".o"));
    if (auto error = writeFile(arguments.back(), object))
      return std::move(error);
  }
  std::vector<const char *> pointers;
  for (const std::string &argument : arguments)
    pointers.push_back(argument.c_str());
  std::string messages;
  llvm::raw_string_ostream stream(messages);
  lld::Result result =
      lld::lldMain(pointers, stream, stream, {{lld::Gnu, &lld::elf::link}});
  if (result.retCode)
    return llvm::createStringError(llvm::formatv(
        "the code of the kernels cannot be linked: {0}", messages));
  auto image = llvm::MemoryBuffer::getFile(path("image"), /*IsText=*/false,
                                           /*RequiresNullTerminator=*/false);
  if (!image)
    return llvm::createStringError(
        llvm::formatv("{0}: {1}", path("image"), image.getError().message()));
  return std::vector<char>((*image)->getBufferStart(),
                           (*image)->getBufferEnd());
}
