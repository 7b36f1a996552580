// Starts hfc-compile, which lies beside this program: LLVM may crash or run out
// of memory there without harm here.
#include "tools/hfc/Commands.h"
#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <spawn.h>
#include <sys/wait.h>

using namespace hfc::tool;

extern char **environ;

int hfc::tool::runCompiler(const std::vector<std::string> &words) {
  std::error_code error;
  auto self = std::filesystem::read_symlink("/proc/self/exe", error);
  std::string program = (self.parent_path() / "hfc-compile").string();
  std::vector<char *> arguments{program.data()};
  std::vector<std::string> copies = words;
  for (std::string &word : copies)
    arguments.push_back(word.data());
  arguments.push_back(nullptr);

  pid_t child = 0;
  int failure = posix_spawn(&child, program.c_str(), nullptr, nullptr,
                            arguments.data(), environ);
  if (failure) {
    std::fprintf(stderr,
                 "error: the compiler %s cannot be started: %s [HFC0901]\n",
                 program.c_str(), std::strerror(failure));
    return failed;
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR)
    ;
  if (WIFEXITED(status))
    return WEXITSTATUS(status);
  // Interrupted, or nobody reads on: no fault of anyone's.
  if (int signal = WTERMSIG(status);
      signal == SIGPIPE || signal == SIGINT || signal == SIGTERM)
    return 128 + signal;
  std::fprintf(stderr,
               "error: the compiler ended with signal %d (%s) [HFC0901]\n",
               WTERMSIG(status), strsignal(WTERMSIG(status)));
  return failed;
}
