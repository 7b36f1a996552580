// The subcommands of `hfc`. Each declares its options and runs after parsing;
// what it returns is the exit status.
#ifndef HFC_TOOLS_HFC_COMMANDS_H
#define HFC_TOOLS_HFC_COMMANDS_H

#include "diagnostics/Codes.h"
#include "hfc/runtime.h"
#include <CLI/CLI.hpp>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace hfc::tool {

enum ExitCode { done = 0, refused = 1, wrongCommandLine = 2, failed = 3 };

// A refusal: printed as "error: text [HFC0401]", exit 1.
struct Refusal : std::runtime_error {
  Refusal(diag::Code code, const std::string &text)
      : std::runtime_error(text), code(static_cast<int>(code)) {}
  explicit Refusal(int code, const std::string &text)
      : std::runtime_error(text), code(code) {}
  int code;
};

// Throws what a call of the runtime returned, unless it is NULL.
void check(hfc_status *status);

struct Command {
  virtual ~Command() = default;
  virtual int run() = 0;
};

// Each adds its subcommand.
std::unique_ptr<Command> declareRun(CLI::App &app);
std::unique_ptr<Command> declareBench(CLI::App &app);
std::unique_ptr<Command> declareGenerate(CLI::App &app);
std::unique_ptr<Command> declareInspect(CLI::App &app);
std::unique_ptr<Command> declareExplain(CLI::App &app);

// Runs the compiler, a process of its own, with the words of the command line.
int runCompiler(const std::vector<std::string> &words);

} // namespace hfc::tool
#endif
