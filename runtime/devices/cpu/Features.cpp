// CPUID (AMD APM volume 3, appendix E; Intel SDM volume 2, CPUID). Registers
// wider than SSE also need the system to save them: XGETBV.
#include "runtime/devices/cpu/Features.h"
#include <cpuid.h>
#include <cstdint>
#include <cstring>

using namespace hfc::rt;

namespace {
enum Register { A, B, C, D };
// What XCR0 must hold.
enum Saved : uint64_t {
  nothing = 0,
  ymm = 0x6,
  zmm = 0xe6,
  tiles = 0x60000,
};

struct Feature {
  const char *name;
  uint32_t leaf, subleaf;
  Register where;
  int bit;
  uint64_t saved;
};

constexpr Feature table[] = {
    {"sse3", 1, 0, C, 0, nothing},
    {"pclmul", 1, 0, C, 1, nothing},
    {"ssse3", 1, 0, C, 9, nothing},
    {"fma", 1, 0, C, 12, ymm},
    {"cx16", 1, 0, C, 13, nothing},
    {"sse4.1", 1, 0, C, 19, nothing},
    {"sse4.2", 1, 0, C, 20, nothing},
    {"movbe", 1, 0, C, 22, nothing},
    {"popcnt", 1, 0, C, 23, nothing},
    {"aes", 1, 0, C, 25, nothing},
    {"avx", 1, 0, C, 28, ymm},
    {"f16c", 1, 0, C, 29, ymm},
    {"bmi", 7, 0, B, 3, nothing},
    {"avx2", 7, 0, B, 5, ymm},
    {"bmi2", 7, 0, B, 8, nothing},
    {"avx512f", 7, 0, B, 16, zmm},
    {"avx512dq", 7, 0, B, 17, zmm},
    {"avx512ifma", 7, 0, B, 21, zmm},
    {"avx512cd", 7, 0, B, 28, zmm},
    {"sha", 7, 0, B, 29, nothing},
    {"avx512bw", 7, 0, B, 30, zmm},
    {"avx512vl", 7, 0, B, 31, zmm},
    {"avx512vbmi", 7, 0, C, 1, zmm},
    {"avx512vbmi2", 7, 0, C, 6, zmm},
    {"gfni", 7, 0, C, 8, nothing},
    {"vaes", 7, 0, C, 9, ymm},
    {"vpclmulqdq", 7, 0, C, 10, ymm},
    {"avx512vnni", 7, 0, C, 11, zmm},
    {"avx512bitalg", 7, 0, C, 12, zmm},
    {"avx512vpopcntdq", 7, 0, C, 14, zmm},
    {"avx512vp2intersect", 7, 0, D, 8, zmm},
    {"amx-bf16", 7, 0, D, 22, tiles},
    {"avx512fp16", 7, 0, D, 23, zmm},
    {"amx-tile", 7, 0, D, 24, tiles},
    {"amx-int8", 7, 0, D, 25, tiles},
    {"avxvnni", 7, 1, A, 4, ymm},
    {"avx512bf16", 7, 1, A, 5, zmm},
    {"lzcnt", 0x80000001, 0, C, 5, nothing},
    {"prfchw", 0x80000001, 0, C, 8, nothing},
};

uint64_t savedBySystem() {
  unsigned a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d) || !(c >> 27 & 1))
    return 0;
  uint32_t low, high;
  asm volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return uint64_t(high) << 32 | low;
}
} // namespace

CpuFeatures::CpuFeatures() {
  uint64_t saved = savedBySystem();
  size_t length = 0;
  for (const Feature &feature : table) {
    unsigned r[4];
    if (!__get_cpuid_count(feature.leaf, feature.subleaf, &r[A], &r[B], &r[C],
                           &r[D]) ||
        !(r[feature.where] >> feature.bit & 1) ||
        (saved & feature.saved) != feature.saved)
      continue;
    size_t size = std::strlen(feature.name);
    if (length)
      text[length++] = ' ';
    std::memcpy(text + length, feature.name, size);
    length += size;
  }
  text[length] = 0;
}

bool CpuFeatures::has(const char *name, size_t length) const {
  for (const char *at = text; *at;) {
    size_t size = std::strcspn(at, " ");
    if (size == length && !std::memcmp(at, name, size))
      return true;
    at += size;
    at += std::strspn(at, " ");
  }
  return false;
}

const char *CpuFeatures::firstMissing(const char *list, size_t &length) const {
  for (list += std::strspn(list, " "); *list; list += std::strspn(list, " ")) {
    length = std::strcspn(list, " ");
    if (!has(list, length))
      return list;
    list += length;
  }
  return nullptr;
}
