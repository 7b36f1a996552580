// See Child.h.
#include "test/conformance/Child.h"
#include <unistd.h>

using namespace hfc::conformance;

Child hfc::conformance::startChild(llvm::function_ref<void(SendLine)> work) {
  int ends[2];
  if (pipe(ends))
    abort();
  pid_t process = fork();
  if (process < 0)
    abort();
  if (process) {
    close(ends[1]);
    return {process, ends[0]};
  }
  work([&](const std::string &text) {
    std::string line = text + "\n";
    if (write(ends[1], line.data(), line.size()) < 0)
      _exit(1);
  });
  _exit(0);
}

std::vector<std::string> hfc::conformance::readLines(const Child &child) {
  std::string text;
  char buffer[65536];
  for (ssize_t n; (n = read(child.output, buffer, sizeof buffer)) > 0;)
    text.append(buffer, n);
  close(child.output);
  std::vector<std::string> lines;
  for (size_t begin = 0, end;
       (end = text.find('\n', begin)) != std::string::npos; begin = end + 1)
    lines.push_back(text.substr(begin, end - begin));
  return lines;
}
