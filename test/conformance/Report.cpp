// See Report.h.
#include "test/conformance/Report.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"
#include <cmath>
#include <csignal>
#include <cstring>
#include <sys/wait.h>

using namespace hfc::conformance;

static std::string describe(int status) {
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
    return "not done after " + std::to_string(secondsAllowed) + " s";
  return WIFSIGNALED(status)
             ? std::string("crashed: ") + strsignal(WTERMSIG(status))
             : "ended early with status " + std::to_string(WEXITSTATUS(status));
}

void Report::count(const Test &test, const Mode &mode, Outcome outcome,
                   const std::string &detail) {
  static constexpr const char *words[] = {"passed ", "failed ", "skipped ",
                                          "skipped "};
  ++counts[test.suite][mode.name][outcome];
  failures += outcome == failed;
  llvm::outs() << words[outcome] << test.name << " " << mode.name
               << (detail.empty() ? "" : ": ") << detail << "\n";
  llvm::outs().flush();
}

void Report::add(const Test &test, const std::vector<std::string> &problems,
                 int status) {
  ++tests[test.suite][test.scope];
  random[test.suite] += std::isinf(test.relative);
  size_t number = 0;
  for (const Mode &mode : modes) {
    if (!test.runsIn(mode))
      continue;
    std::string problem =
        number < problems.size() ? problems[number] : describe(status);
    ++number;
    const std::string *reason = expected.find(test, mode);
    if (!test.scope.empty())
      count(test, mode, problem.empty() ? outOfScope : failed,
            problem.empty() ? "out of scope: " + test.scope : problem);
    else if (problem.empty() && !reason)
      count(test, mode, passed, "");
    else if (problem.empty())
      count(test, mode, failed,
            "passes now; take it off the list of expected failures");
    else if (reason)
      count(test, mode, expectedFailure, "expected to fail: " + *reason);
    else
      count(test, mode, failed, problem);
  }
}

void Report::addUnused() {
  for (const std::string &pattern : expected.getUnused()) {
    ++failures;
    llvm::outs() << "failed " << pattern
                 << ": no test has this name; take it off the list of expected "
                    "failures\n";
  }
}

void Report::printMatrix() const {
  llvm::outs() << "\nsuite             mode     passed  failed  expected to "
                  "fail  out of scope\n";
  for (const Mode &mode : modes) {
    std::array<unsigned, 4> sum{};
    auto print = [&](const std::string &suite, std::array<unsigned, 4> row) {
      llvm::outs() << llvm::format("%-17s %-8s %6u  %6u  %16u  %12u\n",
                                   suite.c_str(), mode.name, row[0], row[1],
                                   row[2], row[3]);
    };
    for (const auto &[suite, byMode] : counts) {
      auto row = byMode.find(mode.name);
      if (row == byMode.end())
        continue;
      print(suite, row->second);
      for (size_t i = 0; i < sum.size(); ++i)
        sum[i] += row->second[i];
    }
    print("all", sum);
  }
}

void Report::printScopes() const {
  std::map<std::string, unsigned> sums;
  unsigned drawn = 0;
  for (const auto &[suite, byReason] : tests) {
    for (const auto &[reason, number] : byReason)
      sums[reason] += number;
    drawn += random.at(suite);
  }
  auto print = [&](llvm::StringRef suite,
                   const std::map<std::string, unsigned> &row, unsigned drawn) {
    unsigned all = 0, excluded = 0;
    std::string reasons;
    for (const auto &[reason, number] : row) {
      all += number;
      if (reason.empty())
        continue;
      excluded += number;
      reasons += (reasons.empty() ? ": " : ", ") + std::to_string(number) +
                 " " + reason;
    }
    llvm::outs() << llvm::format("%-17s %6u  %10u  %6u  %12u",
                                 suite.str().c_str(), all, all - excluded,
                                 drawn, excluded)
                 << reasons << "\n";
  };
  llvm::outs()
      << "\nsuite              tests  on tensors  random  out of scope\n";
  for (const auto &[suite, row] : tests)
    print(suite, row, random.at(suite));
  print("all", sums, drawn);
}
