// See Peak.h. 24 chains of 512-bit multiply-adds keep every multiplier busy:
// with 8 a core reaches 93 %.
#include "tools/hfc/Peak.h"
#include <algorithm>
#include <chrono>
#include <cstring>
#include <immintrin.h>
#include <numeric>
#include <sys/mman.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

constexpr int chains = 24, steps = 1 << 16;

// Seconds of one round, the best of several.
__attribute__((target("avx512f"))) double timeRounds() {
  double best = 1e9;
  for (int round = 0; round < 40; ++round) {
    __m512 sums[chains];
    for (int i = 0; i < chains; ++i)
      sums[i] = _mm512_set1_ps(float(i));
    __m512 factor = _mm512_set1_ps(0.999f), term = _mm512_set1_ps(1e-3f);
    auto start = std::chrono::steady_clock::now();
    for (int step = 0; step < steps; ++step) {
#pragma clang loop unroll(full)
      for (int i = 0; i < chains; ++i)
        sums[i] = _mm512_fmadd_ps(sums[i], factor, term);
      asm volatile("" : "+v"(factor));
    }
    double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start)
            .count();
    for (int i = 0; i < chains; ++i)
      asm volatile("" : : "v"(sums[i]));
    best = std::min(best, seconds);
  }
  return best;
}

// Read at once between two looks at the clock: shorter than what a process that
// shares the processor takes of it.
constexpr size_t partBytes = 4 << 20;

// Seconds to read these bytes once, in parts: the sum of each part's best of
// several rounds, of which the first brings the pages in.
__attribute__((target("avx512f"))) double timeReads(const char *bytes,
                                                    size_t size) {
  std::vector<double> best(size / partBytes, 1e9);
  for (int round = 0; round < 6; ++round)
    for (size_t part = 0; part < best.size(); ++part) {
      const char *from = bytes + part * partBytes;
      __m512i sums[8] = {};
      auto start = std::chrono::steady_clock::now();
      for (size_t at = 0; at < partBytes; at += sizeof sums)
        for (int i = 0; i < 8; ++i)
          sums[i] =
              _mm512_or_si512(sums[i], _mm512_loadu_si512(from + at + 64 * i));
      std::chrono::duration<double> seconds =
          std::chrono::steady_clock::now() - start;
      for (__m512i &sum : sums)
        asm volatile("" : : "v"(sum));
      best[part] = std::min(best[part], seconds.count());
    }
  return std::accumulate(best.begin(), best.end(), 0.0);
}

// Runs it on all threads at once: the seconds of each.
template <typename Work>
std::vector<double> onThreads(unsigned threads, Work work) {
  std::vector<double> seconds(threads);
  std::vector<std::thread> others;
  for (unsigned i = 1; i < threads; ++i)
    others.emplace_back([&, i] { seconds[i] = work(i); });
  seconds[0] = work(0);
  for (std::thread &other : others)
    other.join();
  return seconds;
}

} // namespace

double hfc::tool::measurePeak(unsigned threads) {
  if (!__builtin_cpu_supports("avx512f"))
    return 0;
  std::vector<double> seconds =
      onThreads(threads, [](unsigned) { return timeRounds(); });
  double flops = 0;
  for (double one : seconds)
    flops += 2.0 * 16 * chains * steps / one;
  return flops * 1e-9;
}

double hfc::tool::measureBandwidth(unsigned threads) {
  if (!__builtin_cpu_supports("avx512f"))
    return 0;
  // What a processor's cores share of caches is seldom more than its level 3
  // says, but virtual machines say less than there is.
  size_t cache = std::max(sysconf(_SC_LEVEL3_CACHE_SIZE), 0l);
  size_t share =
      (std::max<size_t>(4 * cache, 256 << 20) / threads / partBytes + 1) *
      partBytes;
  // On huge pages, as the system gives them to constants.
  size_t size = share * threads;
  void *bytes = mmap(nullptr, size, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (bytes == MAP_FAILED)
    return 0;
  madvise(bytes, size, MADV_HUGEPAGE);
  std::memset(bytes, 1, size);
  std::vector<double> seconds = onThreads(threads, [&](unsigned i) {
    return timeReads(static_cast<const char *>(bytes) + i * share, share);
  });
  munmap(bytes, size);
  double rate = 0;
  for (double one : seconds)
    rate += share / one;
  return rate * 1e-9;
}
