// Tests run in child processes, so that a crash or a hang is one failure. A
// child sends a line for each thing that it does.
#ifndef HFC_TEST_CONFORMANCE_CHILD_H
#define HFC_TEST_CONFORMANCE_CHILD_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include <string>
#include <sys/types.h>
#include <vector>

namespace hfc::conformance {

struct Child {
  pid_t process;
  int output;
};

using SendLine = llvm::function_ref<void(const std::string &)>;
Child startChild(llvm::function_ref<void(SendLine send)> work);

// What the child has sent when it ends, however it ends.
std::vector<std::string> readLines(const Child &child);

} // namespace hfc::conformance
#endif
