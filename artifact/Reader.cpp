#include "artifact/Reader.h"
#include "artifact/CheckedSize.h"
#include "artifact/Sha256.h"
#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <cstring>

using namespace hfc::artifact;
using hfc::diag::Code;

bool ReadError::set(Code newCode, const char *format, ...) {
  code = newCode;
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  return false;
}

static bool checkSection(const Section &section, const char *name,
                         uint64_t after, uint64_t alignment, uint64_t limit,
                         const Header &header, ReadError &error) {
  if (section.size > limit)
    return error.set(Code::MalformedArtifact,
                     "%s section of %llu bytes, at most %llu are allowed", name,
                     (unsigned long long)section.size,
                     (unsigned long long)limit);
  if (section.offset % alignment || section.offset < after ||
      !spanFits(section.offset, section.size, header.fileSize))
    return error.set(Code::MalformedArtifact,
                     "%s section of %llu bytes cannot lie at byte %llu", name,
                     (unsigned long long)section.size,
                     (unsigned long long)section.offset);
  return true;
}

bool hfc::artifact::readHeader(std::span<const uint8_t> start,
                               uint64_t fileSize, Header &header,
                               ReadError &error) {
  if (start.size() < sizeof magic ||
      std::memcmp(start.data(), magic, sizeof magic))
    return error.set(Code::MalformedArtifact, "is no artifact\nhelp: hfc "
                                              "compile makes one of a model");
  if (start.size() < sizeof header)
    return error.set(Code::MalformedArtifact,
                     "is cut off: %llu bytes are less than its header",
                     (unsigned long long)fileSize);
  std::memcpy(&header, start.data(), sizeof header);
  if (header.formatVersion != formatVersion)
    return error.set(Code::UnknownFormat,
                     "format version %u, this runtime reads version %u\nhelp: "
                     "compile the model with the hfc of this runtime",
                     header.formatVersion, formatVersion);
  if (uint64_t unknown = header.requiredFeatures & ~knownFeatures)
    return error.set(
        Code::UnknownFormat,
        "needs feature %d, which this runtime does not know\nhelp: "
        "use a newer runtime",
        __builtin_ctzll(unknown));
  if (header.headerSize != sizeof header)
    return error.set(Code::MalformedArtifact, "header of %u bytes, not %zu",
                     header.headerSize, sizeof header);
  if (fileSize != header.fileSize)
    return error.set(
        Code::MalformedArtifact, "%s: %llu bytes of %llu",
        fileSize < header.fileSize ? "is cut off" : "has grown behind its end",
        (unsigned long long)fileSize, (unsigned long long)header.fileSize);
  // Each section fits before the next one's start is added up.
  return checkSection(header.tables, "tables", sizeof header, tablesAlignment,
                      maxTablesSize, header, error) &&
         checkSection(header.code, "code",
                      header.tables.offset + header.tables.size, pageSize,
                      maxCodeSize, header, error) &&
         checkSection(header.constants, "constants",
                      header.code.offset + header.code.size,
                      header.constants.size >= hugePageSize ? hugePageSize
                                                            : constantAlignment,
                      UINT64_MAX, header, error);
}

const Artifact *hfc::artifact::verifyTables(std::span<const uint8_t> tables,
                                            const Header &header,
                                            ReadError &error) {
  flatbuffers::Verifier verifier(tables.data(), tables.size(), /*max_depth=*/64,
                                 /*max_tables=*/1 << 22);
  if (tables.size() < 16 || !VerifyArtifactBuffer(verifier)) {
    error.set(Code::MalformedArtifact,
              "tables at byte %llu are no valid FlatBuffer",
              (unsigned long long)header.tables.offset);
    return nullptr;
  }
  const Artifact *artifact = GetArtifact(tables.data());
  return verifyMeaning(*artifact, header, error) ? artifact : nullptr;
}

bool hfc::artifact::verifyHashes(const Artifact &artifact, const char *section,
                                 std::span<const uint8_t> bytes,
                                 ReadError &error) {
  for (uint32_t i = 0; i < count(artifact.hashes()); ++i) {
    const HashTree *tree = artifact.hashes()->Get(i);
    if (std::strcmp(text(tree->section()), section))
      continue;
    for (uint64_t at = 0; at < bytes.size(); at += hashChunk) {
      uint64_t size = std::min<uint64_t>(hashChunk, bytes.size() - at);
      Digest digest = Sha256::of(bytes.data() + at, size);
      const uint8_t *leaf =
          tree->leaves()->data() + at / hashChunk * sizeof(Digest);
      if (std::memcmp(digest.data(), leaf, sizeof digest))
        return error.set(Code::MalformedArtifact,
                         "bytes %llu to %llu of the %s section do not have the "
                         "hash that was written",
                         (unsigned long long)at,
                         (unsigned long long)(at + size), section);
    }
    // An empty section has no leaves, and the writer then no vector of them.
    const uint8_t *leaves =
        tree->leaves() ? tree->leaves()->data() : tree->root()->data();
    Digest root = Sha256::of(leaves, count(tree->leaves()));
    if (std::memcmp(root.data(), tree->root()->data(), sizeof root))
      return error.set(Code::MalformedArtifact,
                       "hashes of the %s section contradict each other",
                       section);
    return true;
  }
  return error.set(Code::MalformedArtifact, "no hashes of the %s section",
                   section);
}
