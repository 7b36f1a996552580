// The compiler as a function, in this process.
#ifndef HFC_TEST_CONFORMANCE_COMPILE_H
#define HFC_TEST_CONFORMANCE_COMPILE_H

#include "llvm/Support/Error.h"
#include <string>

namespace hfc::conformance {

// Empty for success. An unsupported node stands below the summary: all in one
// line.
std::string takeText(llvm::Error error);

// Compiles for this machine at a level of optimisation, subnormals kept as ONNX
// wants them. Empty, or what went wrong in one line: also where `hfc check`
// says otherwise.
std::string compileModel(const std::string &model, unsigned level,
                         const std::string &artifact);

} // namespace hfc::conformance
#endif
