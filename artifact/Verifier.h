// The checks of Verify.cpp and VerifySteps.cpp: what the FlatBuffers verifier
// cannot know.
#ifndef HFC_ARTIFACT_VERIFIER_H
#define HFC_ARTIFACT_VERIFIER_H

#include "artifact/CheckedSize.h"
#include "artifact/DimProgram.h"
#include "artifact/Reader.h"
#include <algorithm>
#include <bitset>
#include <cstdarg>
#include <cstdio>

namespace hfc::artifact {

// Tables may share parts, so their size does not bound the work: this does.
inline constexpr uint64_t maxWork = uint64_t{1} << 26;

// Few symbols and segments are a schedule's, so sets of them are small.
inline constexpr uint32_t maxDims = 4096, maxSegments = 4096;
// Loops and branches inside of each other.
inline constexpr unsigned maxNesting = 64;

// What is known when the schedule has come to a step.
struct Known {
  std::bitset<maxDims> dims;
  std::bitset<maxSegments> segments;

  Known operator&(const Known &other) const {
    return {dims & other.dims, segments & other.segments};
  }
};

class Verifier {
public:
  Verifier(const Artifact &artifact, const Header &header, ReadError &error)
      : artifact(artifact), header(header), error(error) {}
  bool run();

private:
  bool fail(const char *format, ...) __attribute__((format(printf, 2, 3)));
  bool spend(uint64_t work) {
    left -= std::min(work, left);
    return left || fail("more than %llu elements", (unsigned long long)maxWork);
  }
  // The program is there and names only known dims.
  bool program(const DimProgram *program, uint64_t dims, const char *what);
  bool optionalProgram(const DimProgram *code, uint64_t dims,
                       const char *what) {
    return codeOf(code).empty() || program(code, dims, what);
  }
  bool shape(const flatbuffers::Vector<flatbuffers::Offset<DimProgram>> *shape,
             uint64_t dims);
  bool isLength(int64_t dim) {
    return dim >= 0 && dim < count(artifact.state_dims()) &&
           artifact.state_dims()->Get(uint32_t(dim))->kind() ==
               StateDimKind::length;
  }
  // Whether all dims of a program are known.
  bool isKnown(const DimProgram *program, const Known &state);

  bool provenance();
  bool hashes();
  bool executables();
  bool constants();
  bool gpu(const Kernel &kernel, const Entry &entry, uint32_t number);
  bool kernels();
  bool states();
  bool lengths(const Known &known);
  bool function(const Function &function);
  bool dims();
  bool signature(const flatbuffers::Vector<flatbuffers::Offset<Tensor>> *list,
                 Place place);
  bool shapesKnown(const flatbuffers::Vector<flatbuffers::Offset<Tensor>> *list,
                   const char *kind, const Known &state);
  bool values();
  bool steps();
  bool steps(uint32_t begin, uint32_t end, unsigned depth, Known &state);
  bool step(uint32_t &index, uint32_t end, unsigned depth, Known &state);
  bool dispatch(const Dispatch *dispatch, const Known &state);
  bool bind(const Bind *bind, Known &state);
  bool set(const Set *set, Known &state);
  bool open(uint32_t segment, Known &state);
  bool branch(const If *branch, uint32_t &index, uint32_t end, unsigned depth,
              Known &state);
  bool loop(const Loop *loop, uint32_t &index, uint32_t end, unsigned depth,
            Known &state);
  bool give(uint32_t dim, Known &state);
  bool known(const DimProgram *program, const Known &state, const char *what);
  bool isCondition(uint32_t value, const Known &state);
  bool use(uint32_t value, const Known &state, bool written);

  const Artifact &artifact;
  const Header &header;
  ReadError &error;
  const Function *current = nullptr;
  // Where in the tables: "function 'main': step 3: ".
  char place[160] = "";
  uint64_t left = maxWork;
  bool isInside = false; // a branch or a loop
};

} // namespace hfc::artifact
#endif
