// See Peak.h. 24 chains of 512-bit multiply-adds keep every multiplier busy:
// with 8 a core reaches 93 %.
#include "tools/hfc/Peak.h"
#include <algorithm>
#include <chrono>
#include <immintrin.h>
#include <thread>
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

} // namespace

double hfc::tool::measurePeak(unsigned threads) {
  if (!__builtin_cpu_supports("avx512f"))
    return 0;
  std::vector<double> seconds(threads);
  std::vector<std::thread> others;
  for (unsigned i = 1; i < threads; ++i)
    others.emplace_back([&, i] { seconds[i] = timeRounds(); });
  seconds[0] = timeRounds();
  for (std::thread &other : others)
    other.join();
  double flops = 0;
  for (double one : seconds)
    flops += 2.0 * 16 * chains * steps / one;
  return flops * 1e-9;
}
