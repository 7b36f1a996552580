// One ONNX backend test: a folder with model.onnx, dynamic.onnx, input_N.pb,
// output_N.pb.
#ifndef HFC_TEST_CONFORMANCE_TEST_H
#define HFC_TEST_CONFORMANCE_TEST_H

#include <string>
#include <vector>

namespace hfc::conformance {

// How a test is compiled. Dynamic: the model whose inputs have symbolic dims.
struct Mode {
  const char *name;
  unsigned level;
  bool isDynamic;
};
inline constexpr Mode modes[] = {
    {"-O0", 0, false}, {"-O3", 3, false}, {"dynamic", 3, true}};

// For all modes of a test.
inline constexpr unsigned secondsAllowed = 120;

// A line of index.txt.
struct Test {
  std::string suite, name, folder;
  double relative = 0, absolute = 0;
  // Why it is none over tensors; it has to be refused.
  std::string scope;
  std::vector<std::string> operators;

  std::string getModel(const Mode &mode) const {
    return folder + (mode.isDynamic ? "/dynamic.onnx" : "/model.onnx");
  }
  bool runsIn(const Mode &mode) const;
};

// Prints to standard error and exits when the index cannot be read.
std::vector<Test> readIndex(const std::string &folder);

// Compiles the test's model, runs it with two threads, compares every output;
// for a test out of scope, that the compiler refuses it. Empty, or what went
// wrong, in one line.
std::string runTest(const Test &test, const Mode &mode);

} // namespace hfc::conformance
#endif
