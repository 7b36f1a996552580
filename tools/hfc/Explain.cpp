// hfc explain: what a code means.
#include "tools/hfc/Commands.h"

using namespace hfc;
using namespace hfc::tool;

namespace {

struct ExplainCommand : Command {
  std::string code;

  explicit ExplainCommand(CLI::App &app) {
    auto *sub = app.add_subcommand("explain", "explain the code of a message");
    sub->add_option("CODE", code, "HFC0101")->required();
  }
  int run() override {
    // HFC0101, hfc0101, 0101 or 101.
    std::string digits = code;
    if (digits.size() > 3 &&
        CLI::detail::to_lower(digits.substr(0, 3)) == "hfc")
      digits = digits.substr(3);
    int number = std::atoi(digits.c_str());
    for (const diag::Info &info : diag::allDiagnostics) {
      char name[16];
      std::snprintf(name, sizeof name, "HFC%04d", static_cast<int>(info.code));
      if (number == static_cast<int>(info.code)) {
        std::printf("%s: %s\n%s\n", name, info.title, info.explanation);
        return done;
      }
    }
    throw CLI::ValidationError("CODE", code + " is no code of a message");
  }
};

} // namespace

std::unique_ptr<Command> tool::declareExplain(CLI::App &app) {
  return std::make_unique<ExplainCommand>(app);
}
