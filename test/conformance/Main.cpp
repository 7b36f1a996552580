// hfc-conformance FOLDER EXPECTED-FAILURES [TEST…]
//
// Runs the tests that generate.py wrote, in every mode. Each test runs in a
// child process of its own, so that a crash or a hang is one failure; two run
// at a time. TEST may have `*` and `?`, or be `op:NAME`.
//
// A test that is listed as an expected failure (Expected.h) and passes fails
// the run, so the list only shrinks.
#include "test/conformance/Child.h"
#include "test/conformance/Report.h"
#include "llvm/ADT/STLExtras.h"
#include <iostream>
#include <sys/wait.h>
#include <unistd.h>

using namespace hfc::conformance;

namespace {

constexpr unsigned parallel = 2;

struct Running {
  const Test *test;
  Child child; // a line a mode
};

Running start(const Test &test) {
  return {&test, startChild([&](SendLine send) {
            alarm(secondsAllowed);
            for (const Mode &mode : modes)
              if (test.runsIn(mode))
                send(runTest(test, mode));
          })};
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
  std::map<pid_t, Running> running;
  auto finishOne = [&] {
    int status = 0;
    auto ended = running.find(wait(&status));
    report.add(*ended->second.test, readLines(ended->second.child), status);
    running.erase(ended);
  };
  std::vector<Test> tests = readIndex(argv[1]);
  for (const Test &test : tests) {
    if (!isWanted(test, patterns))
      continue;
    if (running.size() == parallel)
      finishOne();
    Running started = start(test);
    running[started.child.process] = started;
  }
  while (!running.empty())
    finishOne();
  if (patterns.empty())
    report.addUnused();
  report.printMatrix();
  report.printScopes();
  return report.hasFailures();
}
