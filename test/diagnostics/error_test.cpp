// How messages print, and that the registry keeps its order.
#include "diagnostics/Error.h"
#include "gtest/gtest.h"

using namespace hfc;

TEST(Error, PutsTheCodeBehindTheFirstLine) {
  llvm::Error error = diag::error(
      diag::Code::MalformedFile,
      "{0}: cut off at byte {1}\nhelp: download it again", "a.onnx", 12);
  EXPECT_EQ(llvm::toString(std::move(error)),
            "a.onnx: cut off at byte 12 [HFC0202]\nhelp: download it again");
}

TEST(Error, KeepsItsCode) {
  llvm::Error error = diag::error(diag::Code::NoDevice, "no such device");
  llvm::handleAllErrors(std::move(error), [](const diag::DiagnosticError &e) {
    EXPECT_EQ(e.getCode(), diag::Code::NoDevice);
    EXPECT_EQ(e.getText(), "no such device");
  });
}

TEST(Registry, CodesAscend) {
  uint16_t last = 0;
  for (const diag::Info &info : diag::allDiagnostics) {
    EXPECT_GT(uint16_t(info.code), last) << info.title;
    last = uint16_t(info.code);
  }
}
