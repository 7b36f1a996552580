// hfc-conformance FOLDER EXPECTED-FAILURES [TEST…]
//
// Runs the tests that generate.py wrote, those whose operators the frontend
// knows, at -O0 and -O3. Each test runs in a child process of its own, so that
// a crash or a hang is one failure; two run at a time. Prints
// `passed|failed|skipped TEST -Ox[: detail]`, as scripts/run-tests.py reads it.
//
// EXPECTED-FAILURES has a line `TEST[ -Ox] | reason` for each test that may
// fail; one that passes fails the run, so the list only shrinks.
#include "frontends/onnx/Operators.h"
#include "test/conformance/Test.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
#include <csignal>
#include <cstring>
#include <fstream>
#include <iostream>
#include <map>
#include <sys/wait.h>
#include <unistd.h>

using namespace hfc;
using namespace hfc::conformance;

namespace {

constexpr unsigned parallel = 2, secondsAllowed = 60;
constexpr unsigned levels[] = {0, 3};

// "test_abs -O3" or "test_abs" → reason.
std::map<std::string, std::string> readExpected(const char *path) {
  std::ifstream file(path);
  if (!file) {
    std::cerr << "error: cannot read " << path << "\n";
    exit(2);
  }
  std::map<std::string, std::string> expected;
  for (std::string line; std::getline(file, line);) {
    size_t bar = line.find(" | ");
    if (!line.empty() && line[0] != '#' && bar != std::string::npos)
      expected[line.substr(0, bar)] = line.substr(bar + 3);
  }
  return expected;
}

struct Child {
  const Test *test;
  int output; // one line a level
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
  for (unsigned level : levels) {
    std::string line = runTest(test, level) + "\n";
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

class Report {
public:
  explicit Report(std::map<std::string, std::string> expected)
      : expected(std::move(expected)) {}

  void add(const Test &test, const std::vector<std::string> &lines,
           int status) {
    for (size_t i = 0; i < std::size(levels); ++i) {
      std::string name = test.name + " -O" + std::to_string(levels[i]);
      std::string problem = i < lines.size() ? lines[i] : describe(status);
      const std::string *reason = find(test.name, name);
      if (problem.empty() && !reason)
        std::cout << "passed " << name << "\n";
      else if (problem.empty())
        fail(name, "passes now; take it off the list of expected failures");
      else if (reason)
        std::cout << "skipped " << name << ": expected to fail: " << *reason
                  << "\n";
      else
        fail(name, problem);
    }
    std::cout.flush();
  }
  int failures = 0;

private:
  static std::string describe(int status) {
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
      return "not done after " + std::to_string(secondsAllowed) + " s";
    return WIFSIGNALED(status)
               ? std::string("crashed: ") + strsignal(WTERMSIG(status))
               : "ended early with status " +
                     std::to_string(WEXITSTATUS(status));
  }
  const std::string *find(const std::string &test, const std::string &level) {
    for (const std::string &key : {level, test})
      if (auto it = expected.find(key); it != expected.end())
        return &it->second;
    return nullptr;
  }
  void fail(const std::string &name, const std::string &problem) {
    ++failures;
    std::cout << "failed " << name << ": " << problem << "\n";
  }

  std::map<std::string, std::string> expected;
};

} // namespace

int main(int argc, char **argv) {
  if (argc < 3) {
    std::cerr << "usage: hfc-conformance FOLDER EXPECTED-FAILURES [TEST…]\n";
    return 2;
  }
  Report report(readExpected(argv[2]));
  std::map<pid_t, Child> running;
  auto finishOne = [&] {
    int status = 0;
    pid_t process = wait(&status);
    auto child = running.find(process);
    report.add(*child->second.test, readLines(child->second.output), status);
    running.erase(child);
  };

  // index.txt writes an operator of another domain as DOMAIN.NAME.
  llvm::StringSet<> known;
  for (const onnx::Operator &row : onnx::OperatorTable().list())
    known.insert((row.domain.empty() ? "" : std::string(row.domain) + ".") +
                 std::string(row.name));
  std::vector<Test> tests = readIndex(argv[1]);
  size_t foreign = 0;
  for (const Test &test : tests) {
    llvm::ArrayRef<char *> wanted(argv + 3, argc - 3);
    if (!wanted.empty() && !llvm::is_contained(wanted, test.name))
      continue;
    if (!llvm::all_of(test.operators, [&](const std::string &name) {
          return known.contains(name);
        })) {
      ++foreign;
      continue;
    }
    if (running.size() == parallel)
      finishOne();
    pid_t process;
    Child child = start(test, process);
    running[process] = child;
  }
  while (!running.empty())
    finishOne();
  std::cout << foreign << " of " << tests.size()
            << " tests have operators that the frontend does not know\n";
  return report.failures != 0;
}
