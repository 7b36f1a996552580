// Shared by the tests of readers: a folder that goes away, and what an error
// must say.
#ifndef HFC_TEST_FRONTENDS_TESTING_H
#define HFC_TEST_FRONTENDS_TESTING_H

#include "diagnostics/Error.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <gtest/gtest.h>

namespace hfc::test {

class TempFolder {
public:
  TempFolder() {
    llvm::SmallString<64> made;
    EXPECT_FALSE(llvm::sys::fs::createUniqueDirectory("hfc-test", made));
    path = made.str();
  }
  ~TempFolder() { llvm::sys::fs::remove_directories(path); }

  std::string at(llvm::StringRef relative) const {
    return path + "/" + relative.str();
  }
  std::string makeFolder(llvm::StringRef relative) const {
    EXPECT_FALSE(llvm::sys::fs::create_directories(at(relative)));
    return at(relative);
  }
  std::string write(llvm::StringRef relative, llvm::StringRef bytes) const {
    makeFolder(llvm::sys::path::parent_path(relative));
    std::error_code error;
    llvm::raw_fd_ostream(at(relative), error) << bytes;
    EXPECT_FALSE(error);
    return at(relative);
  }

  std::string path;
};

// The error's own text, without its number.
inline void expectError(llvm::Error error, diag::Code code,
                        llvm::StringRef text) {
  ASSERT_TRUE(bool(error)) << "no error, and wanted: " << text.str();
  llvm::handleAllErrors(std::move(error),
                        [&](const diag::DiagnosticError &found) {
                          EXPECT_EQ(unsigned(found.getCode()), unsigned(code));
                          EXPECT_TRUE(found.getText().contains(text))
                              << "found:  " << found.getText().str()
                              << "\nwanted: " << text.str();
                        });
}
template <typename T>
void expectError(llvm::Expected<T> result, diag::Code code,
                 llvm::StringRef text) {
  expectError(result ? llvm::Error::success() : result.takeError(), code, text);
}
template <typename T> T expectValue(llvm::Expected<T> result) {
  if (result)
    return std::move(*result);
  ADD_FAILURE() << llvm::toString(result.takeError());
  std::abort();
}

} // namespace hfc::test
#endif
