// One ONNX backend test: a folder with model.onnx, input_N.pb, output_N.pb.
#ifndef HFC_TEST_CONFORMANCE_TEST_H
#define HFC_TEST_CONFORMANCE_TEST_H

#include <string>
#include <vector>

namespace hfc::conformance {

// A line of index.txt.
struct Test {
  std::string name, folder;
  double relative = 0, absolute = 0;
  std::vector<std::string> operators;
};

// Prints to standard error and exits when the index cannot be read.
std::vector<Test> readIndex(const std::string &folder);

// Compiles the test's model at this level, runs it with two threads, compares
// every output. Empty, or what went wrong, in one line.
std::string runTest(const Test &test, unsigned level);

} // namespace hfc::conformance
#endif
