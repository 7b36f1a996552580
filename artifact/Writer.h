// Writes an artifact: lays sections out, streams code and constants while it
// hashes them, and puts the finished file in place of the target at once. The
// caller fills every table but Executable.offset/size, Constant.offset/size and
// Artifact.hashes. Plain C++20.
//
//   ArtifactT tables;             // artifact_generated.h, flatc's object API
//   Contents contents;
//   contents.images.push_back(elf);                     // tables.executables
//   contents.constants.push_back({bytes, writeThem});   // tables.constants
//   if (auto failure = writeArtifact("bert.hfa", tables, contents)) ...
#ifndef HFC_ARTIFACT_WRITER_H
#define HFC_ARTIFACT_WRITER_H

#include "artifact/artifact_generated.h"
#include "diagnostics/Codes.h"
#include <functional>
#include <optional>
#include <span>
#include <string>

namespace hfc::artifact {

struct Failure {
  diag::Code code;
  std::string message;
};

// Takes the next bytes of a constant. False: stop, the file cannot be written.
using ByteSink = std::function<bool(std::span<const uint8_t>)>;

// A constant's bytes, asked for once, in the order of the file.
struct ConstantBytes {
  uint64_t size;
  std::function<std::optional<Failure>(const ByteSink &)> write;
};

struct Contents {
  std::vector<std::span<const uint8_t>> images; // one an executable
  std::vector<ConstantBytes> constants;         // one a constant
};

// Same tables and contents, same bytes. After a failure nothing is left.
std::optional<Failure> writeArtifact(const std::string &path, ArtifactT &tables,
                                     const Contents &contents);

} // namespace hfc::artifact
#endif
