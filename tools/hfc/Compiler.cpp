// Starts hfc-compile, which lies beside this program: LLVM may crash or run out
// of memory there without harm here.
#include "tools/hfc/Commands.h"
#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace hfc::tool;

extern char **environ;

// Runs the compiler and waits. `status` is wait's; `output` takes the place of
// standard output, unless it is -1. An errno, or 0.
static int runChild(std::string program, std::vector<std::string> words,
                    int output, int &status) {
  std::vector<char *> arguments{program.data()};
  for (std::string &word : words)
    arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  if (output >= 0)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  pid_t child = 0;
  int failure = posix_spawn(&child, program.c_str(), &actions, nullptr,
                            arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failure)
    return failure;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR)
    ;
  return 0;
}

// The compiler crashed outside a pass, whose reproducer it would have written
// itself: the plan that the same words give is what code generation got. Its
// file, or nothing where the words give no plan.
static std::string writePlan(const std::string &program,
                             std::vector<std::string> words) {
  std::error_code error;
  std::string path =
      (std::filesystem::temp_directory_path(error) / "hfc-crash-XXXXXX.mlir")
          .string();
  int file = mkostemps(path.data(), /*suffixlen=*/5, /*flags=*/0);
  if (file < 0)
    return "";
  words.push_back("--emit=plan");
  int status = 0;
  int failure = runChild(program, std::move(words), file, status);
  close(file);
  if (!failure && WIFEXITED(status) && WEXITSTATUS(status) == done)
    return path;
  unlink(path.c_str());
  return "";
}

int hfc::tool::runCompiler(const std::vector<std::string> &words) {
  std::error_code error;
  auto self = std::filesystem::read_symlink("/proc/self/exe", error);
  std::string program = (self.parent_path() / "hfc-compile").string();
  int status = 0;
  if (int failure = runChild(program, words, -1, status)) {
    std::fprintf(stderr,
                 "error: the compiler %s cannot be started: %s [HFC0901]\n",
                 program.c_str(), std::strerror(failure));
    return failed;
  }
  if (WIFEXITED(status))
    return WEXITSTATUS(status);
  // Interrupted, or nobody reads on: no fault of anyone's.
  int signal = WTERMSIG(status);
  if (signal == SIGPIPE || signal == SIGINT || signal == SIGTERM)
    return 128 + signal;
  std::fprintf(stderr,
               "error: the compiler ended with signal %d (%s) [HFC0901]\n",
               signal, strsignal(signal));
  // Killed: most often for want of memory, so not once more.
  std::string plan = signal == SIGKILL ? "" : writePlan(program, words);
  if (!plan.empty())
    std::fprintf(stderr, "help: the plan that it was given: %s\n",
                 plan.c_str());
  return failed;
}
