// An llvm::Error that carries the code of its message. What the compiler's
// rooms return when input is refused.
#ifndef HFC_DIAGNOSTICS_ERROR_H
#define HFC_DIAGNOSTICS_ERROR_H

#include "diagnostics/Codes.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/FormatVariadic.h"
#include <string>

namespace hfc::diag {

// Lower case, no full stop; a second line "help: …" may follow. The printer
// puts "error: " before and the code behind the first line.
class DiagnosticError : public llvm::ErrorInfo<DiagnosticError> {
public:
  static char ID;
  DiagnosticError(Code code, std::string message)
      : code(code), text(std::move(message)) {}

  Code getCode() const { return code; }
  llvm::StringRef getText() const { return text; }
  // "text [HFC0202]", help lines behind.
  std::string message() const override;
  void log(llvm::raw_ostream &os) const override { os << message(); }
  std::error_code convertToErrorCode() const override {
    return llvm::inconvertibleErrorCode();
  }

private:
  Code code;
  std::string text;
};

llvm::Error error(Code code, std::string message);

// error(Code::MalformedFile, "{0}: header of {1} bytes is cut off", path, n)
template <typename... Args>
llvm::Error error(Code code, const char *format, Args &&...args) {
  return error(code, llvm::formatv(format, std::forward<Args>(args)...).str());
}

} // namespace hfc::diag
#endif
