// See Error.h.
#include "diagnostics/Error.h"

using namespace hfc::diag;

char DiagnosticError::ID = 0;

std::string DiagnosticError::message() const {
  auto [first, rest] = llvm::StringRef(text).split('\n');
  std::string result =
      (first + " [HFC" + llvm::formatv("{0:d4}", unsigned(code)).str() + "]")
          .str();
  return rest.empty() ? result : result + "\n" + rest.str();
}

llvm::Error hfc::diag::error(Code code, std::string message) {
  return llvm::make_error<DiagnosticError>(code, std::move(message));
}
