// See Compile.h.
#include "test/conformance/Compile.h"
#include "compiler/Compile.h"

using namespace hfc;

std::string conformance::takeText(llvm::Error error) {
  std::string message = llvm::toString(std::move(error));
  for (char &c : message)
    c = c == '\n' ? ' ' : c;
  return message.substr(0, 400);
}

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
  std::string problem = takeText(compile(options, ignored, ignored));
  options.optimization = CompileOptions().optimization; // check has no -O
  std::string found = takeText(check(options, ignored));
  if (found != problem)
    return "`check` and `compile` disagree: '" + found + "', '" + problem + "'";
  return problem;
}
