// The compiler as a function, in this process.
#ifndef HFC_TEST_CONFORMANCE_COMPILE_H
#define HFC_TEST_CONFORMANCE_COMPILE_H

#include <string>

namespace hfc::conformance {

// Compiles for this machine at a level of optimisation, subnormals kept as ONNX
// wants them. Empty, or what went wrong in one line: also where `hfc check`
// says otherwise.
std::string compileModel(const std::string &model, unsigned level,
                         const std::string &artifact);

} // namespace hfc::conformance
#endif
