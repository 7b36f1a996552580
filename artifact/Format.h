// The first 128 bytes of an artifact; artifact/README.md draws the file around
// them. All fields are little endian.
#ifndef HFC_ARTIFACT_FORMAT_H
#define HFC_ARTIFACT_FORMAT_H

#include <cstdint>

namespace hfc::artifact {

inline constexpr char magic[8] = {'H', 'F', 'C', 'A', 'R', 'T', 'I', 'F'};
inline constexpr uint32_t formatVersion = 1;

struct Section {
  uint64_t offset;
  uint64_t size;
};

struct Header {
  char magic[8];
  uint32_t formatVersion;
  uint32_t headerSize;
  uint64_t requiredFeatures;
  Section tables, code, constants;
  uint64_t fileSize;
  uint8_t zero[48];
};
static_assert(sizeof(Header) == 128);

// What a loader must know to read the file rightly. A new row is a new bit; its
// name is what an older loader cannot print, so it prints the number.
enum class Feature : uint64_t {
  state = 1 << 0, // functions keep tensors from run to run
};
inline constexpr uint64_t knownFeatures = uint64_t(Feature::state);

inline constexpr uint64_t tablesAlignment = 64;
inline constexpr uint64_t pageSize = 4096;
inline constexpr uint64_t constantAlignment = 64;
// Constants that are worth huge pages start on one.
inline constexpr uint64_t largeConstant = 16 << 20;
inline constexpr uint64_t hugePageSize = 2 << 20;
inline constexpr uint64_t hashChunk = 64 << 20;

inline constexpr uint64_t maxTablesSize = 256 << 20;
inline constexpr uint64_t maxCodeSize = uint64_t{1} << 30;
inline constexpr uint32_t maxRank = 32;

} // namespace hfc::artifact
#endif
