// Prints `passed|failed|skipped TEST MODE[: detail]` for each result, as
// scripts/run-tests.py reads it, and at the end two tables: suites by mode, and
// how many tests each suite has, those out of scope by reason.
#ifndef HFC_TEST_CONFORMANCE_REPORT_H
#define HFC_TEST_CONFORMANCE_REPORT_H

#include "test/conformance/Expected.h"
#include <array>
#include <map>

namespace hfc::conformance {

class Report {
public:
  explicit Report(Expected expected) : expected(std::move(expected)) {}

  // What runTest gave in each mode of the test; modes behind the last line
  // ended with the child's status.
  void add(const Test &test, const std::vector<std::string> &problems,
           int status);
  // Lines of the list that no test needs fail too.
  void addUnused();
  void printMatrix() const;
  void printScopes() const;
  bool hasFailures() const { return failures; }

private:
  enum Outcome { passed, failed, expectedFailure, outOfScope };
  void count(const Test &test, const Mode &mode, Outcome outcome,
             const std::string &detail);

  Expected expected;
  std::map<std::string, std::map<std::string, std::array<unsigned, 4>>> counts;
  // By suite, and by reason for those out of scope; "" for the others.
  std::map<std::string, std::map<std::string, unsigned>> tests;
  // Of random results, which are compared by type and shape.
  std::map<std::string, unsigned> random;
  unsigned failures = 0;
};

} // namespace hfc::conformance
#endif
