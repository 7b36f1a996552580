// hfc-conformance FOLDER EXPECTED-FAILURES [TEST…]
//
// Runs the tests that generate.py wrote, in every mode. Each test runs in a
// child process of its own, so that a crash or a hang is one failure; two run
// at a time. TEST may have `*` and `?`, or be `op:NAME`.
//
// A test that is listed as an expected failure (Expected.h) and passes fails
// the run, so the list only shrinks.
#include "test/conformance/Report.h"
#include "llvm/ADT/STLExtras.h"
#include <iostream>
#include <sys/wait.h>
#include <unistd.h>

using namespace hfc::conformance;

namespace {

constexpr unsigned parallel = 2;

struct Child {
  const Test *test;
  int output; // one line a mode
};

Child start(const Test &test, pid_t &process) {
  int ends[2];
  if (pipe(ends))
    abort();
  process = fork();
  if (process < 0)
    abort();
  if (process) {
    close(ends[1]);
    return {&test, ends[0]};
  }
  alarm(secondsAllowed);
  for (const Mode &mode : modes) {
    if (!test.runsIn(mode))
      continue;
    std::string line = runTest(test, mode) + "\n";
    if (write(ends[1], line.data(), line.size()) < 0)
      _exit(1);
  }
  _exit(0);
}

std::vector<std::string> readLines(int descriptor) {
  std::string text;
  char buffer[4096];
  for (ssize_t n; (n = read(descriptor, buffer, sizeof buffer)) > 0;)
    text.append(buffer, n);
  close(descriptor);
  std::vector<std::string> lines;
  for (size_t begin = 0, end;
       (end = text.find('\n', begin)) != std::string::npos; begin = end + 1)
    lines.push_back(text.substr(begin, end - begin));
  return lines;
}

bool isWanted(const Test &test, llvm::ArrayRef<char *> patterns) {
  return patterns.empty() ||
         llvm::any_of(patterns, [&](llvm::StringRef pattern) {
           if (pattern.consume_front("op:"))
             return llvm::is_contained(test.operators, pattern.str());
           auto glob = llvm::cantFail(llvm::GlobPattern::create(pattern));
           return glob.match(test.name);
         });
}

} // namespace

int main(int argc, char **argv) {
  if (argc < 3) {
    std::cerr << "usage: hfc-conformance FOLDER EXPECTED-FAILURES [TEST…]\n";
    return 2;
  }
  Report report((Expected(argv[2])));
  llvm::ArrayRef<char *> patterns(argv + 3, argc - 3);
  std::map<pid_t, Child> running;
  auto finishOne = [&] {
    int status = 0;
    auto child = running.find(wait(&status));
    report.add(*child->second.test, readLines(child->second.output), status);
    running.erase(child);
  };
  std::vector<Test> tests = readIndex(argv[1]);
  for (const Test &test : tests) {
    if (!isWanted(test, patterns))
      continue;
    if (running.size() == parallel)
      finishOne();
    pid_t process;
    Child child = start(test, process);
    running[process] = child;
  }
  while (!running.empty())
    finishOne();
  if (patterns.empty())
    report.addUnused();
  report.printMatrix();
  return report.hasFailures();
}
