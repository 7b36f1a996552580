// See Compile.h.
#include "test/conformance/Compile.h"
#include "compiler/Compile.h"

using namespace hfc;

std::string conformance::compileModel(const std::string &model, unsigned level,
                                      const std::string &artifact) {
  CompileOptions options;
  options.model = model;
  options.targets = {"host"};
  options.output = artifact;
  options.optimization = level;
  options.flushSubnormals = false;
  std::string log;
  llvm::raw_string_ostream ignored(log);
  llvm::Error error = compile(options, ignored, ignored);
  if (!error)
    return "";
  // An unsupported node stands below the summary: keep all, in one line.
  std::string message = llvm::toString(std::move(error));
  for (char &c : message)
    c = c == '\n' ? ' ' : c;
  return message.substr(0, 300);
}
