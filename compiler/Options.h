// What the user asked of a compile. Filled by the tool, passed down, never
// global.
#ifndef HFC_COMPILER_OPTIONS_H
#define HFC_COMPILER_OPTIONS_H

#include "targets/interface/Target.h"
#include <cstdint>
#include <string>
#include <vector>

namespace hfc {

// --dim NAME=4 (min == max) or NAME=1..512.
struct DimBound {
  std::string name;
  int64_t min = 0;
  int64_t max = 0;
};

struct CompileOptions {
  std::string model;                // an ONNX file or a Hugging Face folder
  std::vector<std::string> targets; // chips or aliases
  std::string output;
  std::vector<DimBound> dims;
  std::vector<std::string> outputs; // of an ONNX model; empty: all
  target::Precision precision = target::Precision::f32;
  bool followLinks = false; // in the model's folder
  bool stateful = false;    // an ONNX decoder's caches are kept by the session
  bool flushSubnormals = true;
  unsigned optimization = 3;
  unsigned jobs = 1;
  std::string emit;    // print this stage instead of writing the artifact
  std::string dump;    // folder for the text of every stage
  std::string remarks; // "passed", "missed", or nothing
};

} // namespace hfc
#endif
