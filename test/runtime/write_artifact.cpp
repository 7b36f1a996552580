// write_artifact FILE.hfa: the tests' artifact, for programs that take a file.
#include "test/runtime/TestArtifact.h"
#include <cstdio>

int main(int argc, char **argv) {
  if (argc != 2)
    return 2;
  auto failure = hfc::test::TestArtifact().write(argv[1]);
  if (failure)
    std::fprintf(stderr, "error: %s\n", failure->message.c_str());
  return failure ? 1 : 0;
}
