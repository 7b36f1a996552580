// The list of tests that may fail: `PATTERN[ MODE] | reason` a line. A pattern
// is a test's name with `*` and `?`, or `op:NAME` for all tests of an operator.
#ifndef HFC_TEST_CONFORMANCE_EXPECTED_H
#define HFC_TEST_CONFORMANCE_EXPECTED_H

#include "test/conformance/Test.h"
#include "llvm/Support/GlobPattern.h"
#include <deque>

namespace hfc::conformance {

class Expected {
public:
  // Prints to standard error and exits where the file is not what it should be.
  explicit Expected(const char *path);
  // The reason of the first line that names the test in this mode, or null.
  const std::string *find(const Test &test, const Mode &mode);
  // Patterns that have named no test.
  std::vector<std::string> getUnused() const;

private:
  struct Line {
    std::string pattern, reason;
    std::string mode; // all if empty
    std::string op;   // or a glob
    std::optional<llvm::GlobPattern> glob;
    bool isUsed = false;
  };
  std::deque<Line> lines; // globs point into them
};

} // namespace hfc::conformance
#endif
