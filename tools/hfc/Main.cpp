// hfc: compiles models by starting hfc-compile, runs artifacts by the runtime
// alone.
#include "tools/CommandLine.h"
#include "tools/hfc/Commands.h"
#include <csignal>
#include <cstring>
#include <unistd.h>

using namespace hfc;
using namespace hfc::tool;

// The artifact is mapped: a file that shrinks meanwhile raises SIGBUS.
static void onBusError(int) {
  static const char text[] =
      "error: a file changed while it was being read [HFC0201]\n";
  [[maybe_unused]] ssize_t written = write(2, text, sizeof text - 1);
  _exit(refused);
}

static void catchBusErrors() {
  static char stack[16384];
  stack_t alternate{};
  alternate.ss_sp = stack;
  alternate.ss_size = sizeof stack;
  sigaltstack(&alternate, nullptr);
  struct sigaction action{};
  action.sa_handler = onBusError;
  action.sa_flags = SA_ONSTACK;
  sigaction(SIGBUS, &action, nullptr);
}

void tool::check(hfc_status *status) {
  if (!status)
    return;
  Refusal refusal(hfc_status_code(status), hfc_status_message(status));
  hfc_status_free(status);
  throw refusal;
}

// "error: first line [HFC0401]", help lines behind.
static void print(const Refusal &refusal) {
  const char *text = refusal.what(), *end = std::strchr(text, '\n');
  int first = end ? int(end - text) : int(std::strlen(text));
  std::fprintf(stderr, "error: %.*s [HFC%04d]%s\n", first, text, refusal.code,
               end ? end : "");
}

static bool isCompilers(const std::string &word) {
  return word == "compile" || word == "check" || word == "targets" ||
         word == "operators" || word == "phases";
}

int main(int argc, char **argv) {
  catchBusErrors();
  std::vector<std::string> words(argv + 1, argv + argc);
  if (!words.empty() && isCompilers(words[0]))
    return runCompiler(words);

  CLI::App app("hfc compiles models ahead of time for AMD processors, and runs "
               "them",
               "hfc");
  app.require_subcommand(1);
  app.failure_message(usageMessage);
  app.set_version_flag("--version", "hfc " HFC_VERSION);
  // Named here for --help; hfc-compile knows their options.
  app.add_subcommand("compile", "compile a model into an artifact");
  app.add_subcommand("check", "list every node that would not compile");
  app.add_subcommand("targets", "list chips, their features and stages");
  app.add_subcommand("operators", "list the operators of ONNX that compile");
  std::vector<std::pair<CLI::App *, std::unique_ptr<Command>>> commands;
  for (auto declare : {declareRun, declareGenerate, declareBench,
                       declareInspect, declareExplain}) {
    auto command = declare(app);
    commands.emplace_back(app.get_subcommands({}).back(), std::move(command));
  }
  try {
    auto known = app.get_subcommands({});
    if (!words.empty() && !words[0].starts_with('-') &&
        std::none_of(known.begin(), known.end(),
                     [&](auto *sub) { return sub->get_name() == words[0]; }))
      throw CLI::ValidationError("unknown command '" + words[0] + "'");
    app.parse(argc, argv);
    for (auto &[sub, command] : commands)
      if (sub->parsed())
        return command->run();
  } catch (const CLI::ParseError &error) {
    return app.exit(error) ? wrongCommandLine : done;
  } catch (const Refusal &refusal) {
    print(refusal);
    return refused;
  } catch (const std::bad_alloc &) {
    print(Refusal(diag::Code::OutOfMemory, "out of memory"));
    return refused;
  }
  return done;
}
