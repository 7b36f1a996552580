// A small artifact made by hand, for tests of writer, loader and schedule.
//   main    x f32[s, 4], bias f32[s, 4] (0 where left out) -> y f32[s, 4]
//           relu(scale(x + w) + bias): arena, constant, copy, relocations
//   select  x f32[n] -> i64[k], k the number of x above 0: a bound dim
//   mode    t u32[g] -> u32[g]: the MXCSR of each workgroup
//   keep    x f32[s, r], flags u8[past + s] (1 where left out) -> f32[past + s,
//           r]: all x since the state was empty; past <= room <= 4
//   repeat  more bool, times i64, x f32[n] -> y f32[i, n], z i64[k]: x again
//   and
//           again, and counted to n where more is true, to 2*n where not
#ifndef HFC_TEST_RUNTIME_TESTARTIFACT_H
#define HFC_TEST_RUNTIME_TESTARTIFACT_H

#include "artifact/DimProgram.h"
#include "artifact/Writer.h"
#include <string>
#include <vector>

namespace hfc::test {

using artifact::DimOp;

struct TestArtifact {
  artifact::ArtifactT tables;
  std::vector<uint8_t> image;
  std::vector<std::vector<uint8_t>> constants;

  TestArtifact();
  // Writes it, or says why not.
  std::optional<artifact::Failure> write(const std::string &path);
  // Writes it under a temporary name and reads it back.
  std::vector<uint8_t> bytes();
};

std::vector<uint8_t> readAll(const std::string &path);
// Of this process, removed with it.
std::string temporaryPath(const std::string &name);

} // namespace hfc::test
#endif
