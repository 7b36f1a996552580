#include "benchmarks/micro/Measure.h"
#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <immintrin.h>
#include <pthread.h>
#include <sys/mman.h>
#include <thread>
#include <time.h>

namespace hfc::bench {

static void pin(int cpu) {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(cpu, &set);
  pthread_setaffinity_np(pthread_self(), sizeof(set), &set);
}

struct Threads::Impl {
  std::vector<std::thread> threads;
  const std::function<void(int)> *work = nullptr;
  alignas(64) std::atomic<int64_t> round{0};
  alignas(64) std::atomic<int> left{0};
  std::atomic<bool> stop{false};
};

Threads::Threads(int count) : impl(std::make_unique<Impl>()), count(count) {
  pin(0);
  for (int i = 1; i < count; ++i)
    impl->threads.emplace_back([this, i] {
      pin(i);
      for (int64_t round = 1;; ++round) {
        while (impl->round.load(std::memory_order_acquire) < round) {
          if (impl->stop)
            return;
          _mm_pause();
        }
        (*impl->work)(i);
        impl->left.fetch_sub(1, std::memory_order_release);
      }
    });
}

Threads::~Threads() {
  impl->stop = true;
  for (std::thread &thread : impl->threads)
    thread.join();
}

void Threads::run(const std::function<void(int)> &work) {
  impl->work = &work;
  impl->left = count - 1;
  impl->round.fetch_add(1, std::memory_order_release);
  work(0);
  while (impl->left.load(std::memory_order_acquire) > 0)
    _mm_pause();
}

std::shared_ptr<void> allocate(size_t bytes) {
  constexpr size_t page = 2 << 20;
  bytes = (bytes + page) & ~(page - 1);
  void *memory = std::aligned_alloc(page, bytes);
  madvise(memory, bytes, MADV_HUGEPAGE);
  std::memset(memory, 0, bytes);
  return {memory, std::free};
}

// 24 accumulators, as the kernels have, and nothing to load.
__attribute__((target("avx512f"), noinline)) static void
multiplyAdds(int64_t count) {
  __m512 sums[24];
  for (__m512 &sum : sums)
    sum = _mm512_set1_ps(1.0f);
  __m512 x = _mm512_set1_ps(0.999f), y = _mm512_set1_ps(0.001f);
  for (int64_t i = 0; i < count; ++i) {
#pragma clang loop unroll(full)
    for (__m512 &sum : sums) {
      sum = _mm512_fmadd_ps(sum, x, y);
      asm volatile("" : "+v"(sum)); // keeps the loop
    }
  }
}

double fmaPeak(Threads &threads) {
  constexpr int64_t count = 150000;
  double start = threads.seconds();
  threads.run([](int) { multiplyAdds(count); });
  return 2.0 * 16 * 24 * count * threads.size() / (threads.seconds() - start) *
         1e-9;
}

double Threads::seconds() const {
  timespec time;
  clock_gettime(count == 1 ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec * 1e-9;
}

double median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + values.size() / 2,
                   values.end());
  return values[values.size() / 2];
}

} // namespace hfc::bench
