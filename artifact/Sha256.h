// SHA-256 (FIPS 180-4), with the processor's instructions for it where it has
// them. Hashes sections while they are written, and on demand when read.
#ifndef HFC_ARTIFACT_SHA256_H
#define HFC_ARTIFACT_SHA256_H

#include <array>
#include <cstddef>
#include <cstdint>

namespace hfc::artifact {

using Digest = std::array<uint8_t, 32>;

class Sha256 {
public:
  Sha256();
  // The plain formulas, on any processor.
  static Sha256 withoutInstructions();
  void update(const void *data, size_t size);
  Digest finish();
  static Digest of(const void *data, size_t size) {
    Sha256 hash;
    hash.update(data, size);
    return hash.finish();
  }

private:
  void (*compress)(uint32_t *state, const uint8_t *data, size_t blocks);
  uint32_t state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                       0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  uint64_t length = 0;
  uint8_t block[64];
};

} // namespace hfc::artifact
#endif
